"""What counts now, or counted on a day: deliveries in force, and the sponsors they make known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from ...folders import DataFolder
from ..declaring.formats import Cadence
from .manifest import Cell, winners
from .sponsors import Sponsor, SponsorBook
from .store import list_deliveries, parquet_of, read_clean

SPONSORS = "sponsors"


def in_force(data: DataFolder, as_known: date | None = None) -> list[Cell]:
    """The deliveries that count, one per format, regency, sender, period, part and subject; the latest received wins.

    With `as_known` only what was received, and not yet withdrawn, by that day.
    """
    cells = [
        Cell(
            delivery=manifest.delivery,
            format=manifest.format,
            target=manifest.target,
            regency_code=regency,
            period=period,
            sender=sender,
            part=part,
            subject=subject,
            cadence=manifest.cadence,
            received=manifest.received,
            path_to_parquet=parquet_of(data, manifest.delivery),
        )
        for (_, regency, sender, period, part, subject), manifest in winners(list_deliveries(data), as_known).items()
    ]
    declared = {sponsor.sponsor_id: sponsor.cadence for sponsor in _sponsors(cells) if sponsor.cadence}
    cells = [
        cell.with_cadence(cast("Cadence", declared[cell.sender])) if cell.sender in declared else cell for cell in cells
    ]
    return sorted(cells, key=lambda cell: (cell.format, cell.regency_code, cell.sender, cell.period, cell.part))


def sponsor_book(data: DataFolder) -> SponsorBook:
    """The sponsors on lists in force."""
    return SponsorBook(_sponsors(in_force(data)))


def _sponsors(cells: Iterable[Cell]) -> list[Sponsor]:
    """One entry per sponsor; what the latest list says of it counts."""
    found: dict[str, Sponsor] = {}
    for cell in sorted(cells, key=lambda cell: (cell.period, cell.received)):
        if cell.target != SPONSORS:
            continue
        for row in _rows(cell.path_to_parquet):
            if (row["regency_code"], row["period"]) != (cell.regency_code, cell.period):
                continue
            known = found.get(row["sponsor_id"])
            found[row["sponsor_id"]] = Sponsor(
                row["sponsor_id"],
                row["name"],
                row["kind"],
                (known.regencies if known else frozenset()) | {cell.regency_code},
                row["cadence"] or (known.cadence if known else None),
            )
    return list(found.values())


@lru_cache(maxsize=256)
def _rows(path: Path) -> list[dict[str, Any]]:
    # A delivery never changes, so its path is enough to remember it by.
    return cast("list[dict[str, Any]]", read_clean(path).to_pylist())
