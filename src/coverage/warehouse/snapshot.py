"""A built snapshot, opened read-only and locked down, one cursor per query."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from ..errors import CoverageError
from ..folders import DataFolder, tables_stamp
from ..text import Text
from ..words import phrase

FILE = "coverage.duckdb"
_LOCKED = {
    # One thread a query: a process serves from about one core, and a second thread costs 10 MB for half a millisecond.
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "1GB",
    "threads": "1",
    "lock_configuration": "true",
}


_KEPT_ANSWERS = 256
_LARGEST_KEPT = 4_000
"""Cells of an answer worth keeping; a larger one is rare, and would push many small ones out."""


class SnapshotMissing(CoverageError):
    """There is nothing to show yet, or what there is cannot be read."""


@dataclass(frozen=True)
class Place:
    """A regency of the snapshot: the months it has, and the last one that is complete."""

    regency_code: str
    first_month: int
    last_month: int
    complete_month: int


class Snapshot:
    """One immutable build. Safe for many threads: every query has a cursor of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=dict(_LOCKED))
            self.meta = {
                str(key): str(value)
                for key, value in self._connection.execute("select key, value from meta").fetchall()
            }
        except duckdb.Error as fault:
            raise SnapshotMissing(
                "snapshot_broken", phrase("warehouse.snapshot_broken", name=path.parent.name)
            ) from fault
        if self.meta.get("tables") != tables_stamp():
            self._connection.close()
            raise SnapshotMissing("snapshot_outdated", phrase("warehouse.snapshot_outdated", name=path.parent.name))
        self.id = self.meta["snapshot"]
        self._kept: OrderedDict[tuple[str, str], Mapping[str, Sequence[Any]]] = OrderedDict()
        self._lock = Lock()

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of one SELECT with bound `$name` values."""
        with self._connection.cursor() as cursor:
            frame: pd.DataFrame = cursor.execute(sql, dict(params or {})).df()
            return frame

    def columns(self, sql: str, params: Mapping[str, object] | None = None) -> Mapping[str, Sequence[Any]]:
        """The columns of one SELECT as plain values, absent ones None; shared, so read them and never change them.

        The file never changes, so an answer is kept while it is among the latest: one page asks many things twice.
        """
        key = (sql, repr(params))
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        with self._connection.cursor() as cursor:
            rows = cursor.execute(sql, dict(params or {})).fetchall()
            names = [str(column[0]) for column in cursor.description or ()]
        found = {name: [_plain(row[place]) for row in rows] for place, name in enumerate(names)}
        if len(rows) * len(names) <= _LARGEST_KEPT:
            with self._lock:
                self._kept[key] = found
                if len(self._kept) > _KEPT_ANSWERS:
                    self._kept.popitem(last=False)
        return found

    def close(self) -> None:
        """Releases the file."""
        self._connection.close()

    @property
    def is_synthetic(self) -> bool:
        """Whether every delivery in it is made up."""
        return self.meta.get("synthetic") == "1"

    @cached_property
    def places(self) -> list[Place]:
        """The regencies in it, by code."""
        rows = self.query("select regency_code, first_month, last_month, complete_month from ref_place order by 1")
        return [Place(str(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in rows.itertuples(index=False)]

    def default_month(self, regencies: Sequence[str] = ()) -> int:
        """The last month that is complete in each of `regencies` (none named: in every place)."""
        return min(place.complete_month for place in self.places if not regencies or place.regency_code in regencies)


def _plain(value: Any) -> Any:
    """A cell as the rest of the program counts: never a decimal."""
    return float(value) if isinstance(value, Decimal) else value


def snapshot_path(data: DataFolder, as_known: date | None = None) -> Path:
    """Where the snapshot in service, or the one as known on a day, lies; raises `SnapshotMissing` if there is none."""
    if as_known is not None:
        path = data.snapshots / f"as-known-{as_known.isoformat()}" / FILE
        text = phrase("warehouse.no_as_known", day=as_known.isoformat())
    else:
        path, text = _current(data)
    if not path.is_file():
        raise SnapshotMissing("no_snapshot", text)
    return path


def _current(data: DataFolder) -> tuple[Path, Text]:
    text = phrase("warehouse.no_snapshot")
    try:
        name = str(json.loads(data.current_pointer.read_text(encoding="utf-8"))["snapshot"])
    except (OSError, ValueError, KeyError, TypeError):
        return data.snapshots / "none" / FILE, text
    return data.snapshots / name / FILE, text


def open_snapshot(data: DataFolder, as_known: date | None = None) -> Snapshot:
    """The snapshot in service, or the one built as known on a day; raises `SnapshotMissing` with what to do."""
    return Snapshot(snapshot_path(data, as_known))
