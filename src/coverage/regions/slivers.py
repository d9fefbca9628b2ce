"""Slivers: what a map cut out along a border keeps of the neighbours; they are no picture of those places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from .identify import Row
from .region import Level, area_of
from .registry import Regions

MAIN_SHARE = 0.9
"""A file that is about one place: that share of its ground lies there."""
LARGEST_SHARE = 0.02
"""A neighbour with more ground than this share of the main place's is delivered, not cut off."""


def sliver_places(rows: Sequence[Row], shapes: Sequence[Any], regions: Regions, level: Level) -> set[str]:
    """The regencies of which the file holds cut-off pieces only."""
    ground: dict[str, list[float]] = {}
    for row, shape in zip(rows, shapes, strict=True):
        if row.place and shape is not None:
            ground.setdefault(row.place, []).append(float(shape.area))
    total = {place: sum(pieces) for place, pieces in ground.items()}
    if len(total) < 2:
        return set()
    main = max(total, key=lambda place: total[place])
    if total[main] < MAIN_SHARE * sum(total.values()):
        return set()
    given = Counter(area_of(code, "regency") for code in {row.code for row in rows if row.code})
    return {
        place
        for place, pieces in ground.items()
        if total[place] < LARGEST_SHARE * total[main]
        and median(pieces) < median(ground[main])
        and not _is_whole(given[place], len(regions.within(place, level)))
    }


def _is_whole(given: int, known: int) -> bool:
    return known > 0 and 2 * given > known
