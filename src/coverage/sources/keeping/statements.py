"""What a delivery on record says of faults: those it has, and the cases it mends."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from ...folders import DataFolder
from .manifest import Manifest
from .store import MENDED, parquet_of, quarantine_of, read_clean


@dataclass(frozen=True)
class Statement:
    """One fault of one row of a delivery, as far as it takes to know it again."""

    delivery: str
    row: int
    field: str
    code: str
    nik_key: str | None
    mark: int
    case: str
    since: date


def statements(data: DataFolder, manifest: Manifest) -> tuple[Statement, ...]:
    """The faults of a delivery."""
    return _statements(quarantine_of(data, manifest.delivery), manifest.delivery, manifest.identity, manifest.received)


def quarantine_table(data: DataFolder, manifest: Manifest) -> pa.Table:
    """The faults of a delivery with the columns that follow cases, also where it was recorded without them."""
    return _completed(quarantine_of(data, manifest.delivery), manifest.identity, manifest.received)


def _completed(path: Path, identity: str, received: date) -> pa.Table:
    table = read_clean(path)
    if "case" in table.column_names:
        return table
    told = zip(table["row"].to_pylist(), table["column"].to_pylist(), table["code"].to_pylist(), strict=True)
    cases = [hashlib.sha256(f"{identity}|{each}".encode()).hexdigest()[:16] for each in told]
    count = table.num_rows
    table = table.append_column("field", table["column"])
    table = table.append_column("mark", pa.array([0] * count, type=pa.int64()))
    table = table.append_column("case", pa.array(cases, type=pa.string()))
    return table.append_column("since", pa.array([received] * count, type=pa.date32()))


def mended_cases(data: DataFolder, delivery: str) -> list[str]:
    """The cases a delivery mends."""
    path = data.deliveries / delivery / MENDED
    return read_clean(path)["case"].to_pylist() if path.exists() else []


@lru_cache(maxsize=8)
def _persons(path: Path) -> frozenset[str]:
    table = read_clean(path)
    return frozenset(table["person_key"].to_pylist()) if "person_key" in table.column_names else frozenset()


def accepted_persons(data: DataFolder, delivery: str) -> frozenset[str]:
    """The people a delivery brought."""
    return _persons(parquet_of(data, delivery))


@lru_cache(maxsize=64)
def _statements(path: Path, delivery: str, identity: str, received: date) -> tuple[Statement, ...]:
    # A delivery never changes, so its path is enough to remember it by.
    table = _completed(path, identity, received)
    names = ("row", "field", "code", "nik_key", "mark", "case", "since")
    return tuple(
        Statement(delivery, *values) for values in zip(*(table[name].to_pylist() for name in names), strict=True)
    )
