"""Figures that others published: kept as they were printed, with place, date, source and confidence."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from ..folders import REFERENCE
from ..text import Text
from .model import Confidence


@dataclass(frozen=True)
class Figure:
    """One published figure; `date` is as precise as its source (`2025`, `2025-06`, `2025-06-08`)."""

    region_code: str
    place: Text
    indicator: str
    value: float
    unit: str
    date: str
    source: str
    confidence: Confidence
    note: Text | None


@lru_cache(maxsize=1)
def published_figures() -> tuple[Figure, ...]:
    """Every published figure of `data/reference/figures.csv`, in the order of the file; rates are fractions."""
    with (REFERENCE / "figures.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(_figure(row) for row in csv.DictReader(handle))


def published(indicator: str, region_code: str | None = None) -> tuple[Figure, ...]:
    """The published figures of one indicator, newest first; of one place if `region_code` is given."""
    found = [
        figure
        for figure in published_figures()
        if figure.indicator == indicator and region_code in (None, figure.region_code)
    ]
    return tuple(sorted(found, key=lambda figure: figure.date, reverse=True))


def _figure(row: dict[str, str]) -> Figure:
    return Figure(
        region_code=row["region_code"],
        place=Text(id=row["place_id"], en=row["place_en"]),
        indicator=row["indicator"],
        value=float(row["value"]),
        unit=row["unit"],
        date=row["date"],
        source=row["source"],
        confidence=cast(Confidence, row["confidence"]),
        note=Text(id=row["note_id"], en=row["note_en"]) if row["note_id"] else None,
    )
