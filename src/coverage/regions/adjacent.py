"""Which areas of a map touch: told from the published shapes alone, so that a page need not open any geometry."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import ceil, hypot
from pathlib import Path
from typing import Any

from .maps import MapFile

STEP = 0.0005
"""Degrees, about 55 metres: outlines drawn by hand leave gaps and overlaps of that size between neighbours."""

_SHARED_CELLS = 3
"""Fewer cells in common are a corner, not a border."""


def neighbours(shapes: MapFile) -> dict[str, tuple[str, ...]]:
    """The areas that share a border with each area of a map; nothing for a schematic map, whose borders are made up."""
    return {} if shapes.is_schematic else dict(_touching(shapes.path))


@lru_cache(maxsize=32)
def _touching(path: Path) -> dict[str, tuple[str, ...]]:
    # A published map bears the hash of its content in its name, so its path is enough to remember it by.
    owners: dict[tuple[int, int], set[str]] = defaultdict(set)
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        for ring in _rings(feature["geometry"]):
            for cell in _cells(ring):
                owners[cell].add(str(feature["id"]))
    shared = Counter(pair for codes in owners.values() for pair in combinations(sorted(codes), 2))
    found: dict[str, set[str]] = defaultdict(set)
    for (one, other), count in shared.items():
        if count >= _SHARED_CELLS:
            found[one].add(other)
            found[other].add(one)
    return {code: tuple(sorted(others)) for code, others in found.items()}


def _rings(geometry: Any) -> Iterator[Sequence[Sequence[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def _cells(ring: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The cells of a coarse grid that an outline runs through."""
    for (x, y, *_), (x_next, y_next, *_) in pairwise(ring):
        steps = max(1, ceil(hypot(x_next - x, y_next - y) / STEP))
        for step in range(steps):
            part = step / steps
            yield round((x + (x_next - x) * part) / STEP), round((y + (y_next - y) * part) / STEP)
