"""The deliveries on disk: written whole or not at all, listed, withdrawn, and every act on record."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ...errors import CoverageError, DataRefused, UsageError, unknown_name
from ...folders import DataFolder, broken_delivery
from ..floor.wording import told
from .keys import file_hash
from .lock import locked
from .manifest import Manifest

MANIFEST = "manifest.json"
CLEAN = "clean.parquet"
QUARANTINE = "quarantine.parquet"
MENDED = "mended.parquet"
_STAGED = ".new-"
_COMPLETE = "complete"


@dataclass(frozen=True)
class Parcel:
    """A delivery ready to be stored; `quarantine` its faults, `mended` the cases of earlier ones that it closes."""

    manifest: Manifest
    clean: pa.Table
    quarantine: pa.Table = field(default_factory=lambda: pa.table({}))
    mended: pa.Table = field(default_factory=lambda: pa.table({}))


def list_deliveries(data: DataFolder) -> list[Manifest]:
    """Every delivery on record, withdrawn ones included, in the order in which they were recorded."""
    if any(data.deliveries.glob(f"{_STAGED}*/{_COMPLETE}")):
        _finish_interrupted(data)
    paths = data.deliveries.glob(f"*/{MANIFEST}")
    found = [_read(path, (stat := path.stat()).st_mtime_ns, stat.st_size) for path in paths]
    return sorted(found, key=lambda manifest: manifest.recorded)


def delivery_named(data: DataFolder, delivery: str) -> Manifest:
    """The delivery of that name; a wrong name says which was meant."""
    known = {manifest.delivery: manifest for manifest in list_deliveries(data)}
    if delivery not in known:
        raise unknown_name(told("delivery"), delivery, known)
    return known[delivery]


def parquet_of(data: DataFolder, delivery: str) -> Path:
    """The clean rows of a delivery."""
    return data.deliveries / delivery / CLEAN


def read_clean(path: Path) -> pa.Table:
    """The clean rows in a file of a delivery; raises `DataRefused` when it is damaged."""
    try:
        return pq.read_table(path)
    except (OSError, ValueError) as fault:
        raise broken_delivery(path) from fault


def quarantine_of(data: DataFolder, delivery: str) -> Path:
    """The faults of a delivery, one row each, without anything that identifies a person."""
    return data.deliveries / delivery / QUARANTINE


def store(data: DataFolder, parcels: Sequence[Parcel]) -> None:
    """Stores deliveries all together: after an interruption either every one is there or none. Call it locked."""
    staged = data.deliveries / f"{_STAGED}{secrets.token_hex(6)}"
    for parcel in parcels:
        folder = staged / parcel.manifest.delivery
        folder.mkdir(parents=True)
        for name, table in ((CLEAN, parcel.clean), (QUARANTINE, parcel.quarantine), (MENDED, parcel.mended)):
            pq.write_table(table, folder / name, compression="zstd")
            _sync(folder / name)
        manifest = parcel.manifest.model_copy(update={"checksums": checksums_of(folder)})
        _write_text(folder / MANIFEST, manifest.model_dump_json(indent=1))
        _sync(folder)
    # From here on the whole of it counts: whoever finds the mark moves what is left.
    _write_text(staged / _COMPLETE, "")
    _sync(staged)
    _move_in(staged)


def recover(data: DataFolder) -> None:
    """Finishes or clears away what an interrupted import or withdrawal left. Call it locked."""
    for draft in data.deliveries.glob(f"*/.{MANIFEST}.*"):
        if not draft.parent.name.startswith(_STAGED):
            draft.unlink(missing_ok=True)
    for staged in data.deliveries.glob(f"{_STAGED}*"):
        if (staged / _COMPLETE).exists():
            _move_in(staged)
        else:
            shutil.rmtree(staged, ignore_errors=True)


def checksums_of(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of rows in a delivery's folder."""
    return {path.name: file_hash(path) for path in sorted(folder.glob("*.parquet"))}


def damage(data: DataFolder, manifest: Manifest) -> DataRefused | None:
    """What to say of a delivery whose files are gone or are not what was recorded; None when they are (or when it was
    recorded without checksums).
    """
    for name, stated in manifest.checksums.items():
        path = data.deliveries / manifest.delivery / name
        if not path.is_file():
            return broken_delivery(path)
        if file_hash(path) != stated:
            text = told("delivery_changed", delivery=manifest.delivery, file=name)
            return DataRefused("delivery_broken", text)
    return None


def refuse_damaged(data: DataFolder, manifests: Iterable[Manifest]) -> None:
    """Raises `DataRefused`, naming the delivery, when rows on record are not those that were taken."""
    for manifest in manifests:
        if (fault := damage(data, manifest)) is not None:
            raise fault


def withdraw(data: DataFolder, delivery: str, on: date | None = None) -> Manifest:
    """Takes a delivery out of force from `on` (today) on; what it had replaced is in force again."""
    with locked(data.deliveries):
        recover(data)
        manifest = delivery_named(data, delivery)
        if manifest.withdrawn is not None:
            text = told("withdrawn_already", delivery=delivery, day=manifest.withdrawn.isoformat())
            raise UsageError("withdrawn_already", text)
        manifest = manifest.model_copy(update={"withdrawn": on or date.today()})
        _write_text(data.deliveries / delivery / MANIFEST, manifest.model_dump_json(indent=1))
        audit(data, "withdraw", delivery=delivery, withdrawn=str(manifest.withdrawn))
    return manifest


def audit(data: DataFolder, act: str, **what: object) -> None:
    """Adds a line to the record of acts; never anything about a person in the data."""
    data.private.mkdir(parents=True, exist_ok=True, mode=0o700)
    entry = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": _user(), "act": act, **what}
    path = data.private / "audit.jsonl"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(json.dumps(entry, ensure_ascii=False, default=str).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@lru_cache(maxsize=4096)
def _read(path: Path, _time: int, _size: int) -> Manifest:
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise broken_delivery(path) from fault


def _finish_interrupted(data: DataFolder) -> None:
    try:
        with locked(data.deliveries, wait=0):
            recover(data)
    except (CoverageError, OSError):
        return  # someone is at work, or the folder may only be read: the next writer finishes it


def _move_in(staged: Path) -> None:
    for folder in sorted(staged.iterdir()):
        if folder.is_dir():
            folder.rename(staged.parent / folder.name)
    _sync(staged.parent)
    shutil.rmtree(staged, ignore_errors=True)


def _write_text(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder to flush it
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
