"""Names, dates and targets of a snapshot: the few things that are no metric. Their SQL lies in `warehouse/reads`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from .. import warehouse
from ..metrics.source import SnapshotLike

FOLDER = Path(warehouse.__file__).parent / "reads"
Row = Mapping[str, Any]


@lru_cache(maxsize=16)
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def rows(snapshot: SnapshotLike, name: str, **params: object) -> Iterator[Row]:
    """The rows of one named read as dictionaries; absent values are None."""
    columns = snapshot.columns(_sql(name), params)
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of an answer as dictionaries."""
    names = [str(name) for name in frame.columns]
    columns = [[None if value is pd.NA else value for value in frame[name].tolist()] for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def plain(value: object) -> Any:
    """A cell of a frame as plain Python: None for every kind of absence, whole numbers as int."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def whole(value: object) -> int | None:
    """A count of a frame as int, None where absent."""
    found = plain(value)
    return None if found is None else round(found)


def cells_of(regency: str, segment: str | None) -> dict[str, list[str]]:
    """The filter for a regency, or for one segment of it."""
    return {"regency": [regency], **({"segment": [segment]} if segment else {})}


def count(row: Row, metric: str) -> int | None:
    """A count of an answer's row: None where masked or not known, nought where nothing stands in a cell ahead."""
    found = whole(row[metric])
    return 0 if found is None and row[f"{metric}_status"] == "no_data" else found


@dataclass(frozen=True)
class Sponsor:
    """A sponsor's name and kind."""

    sponsor: str
    name: str
    kind: str
    ended_month: int | None


def sponsors_of(snapshot: SnapshotLike, regency: str) -> dict[str, Sponsor]:
    """Every sponsor of a regency by id, also those nothing was delivered of."""
    return {
        row["sponsor_id"]: Sponsor(row["sponsor_id"], row["name"], row["kind"], whole(row["ended_month"]))
        for row in rows(snapshot, "sponsors", regency=regency)
    }


def area_names(snapshot: SnapshotLike, regency: str) -> dict[str, str]:
    """The names of a regency and everything in it, by code."""
    return {row["code"]: row["name"] for row in rows(snapshot, "areas", regency=regency)}
