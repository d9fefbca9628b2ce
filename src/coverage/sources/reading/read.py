"""Opens a file as tables, whatever its ending says: by its first bytes."""

from __future__ import annotations

from pathlib import Path

from ..floor.rules import rules
from ..floor.wording import told
from .foreign import json_refused, packed_files, packs_a_map
from .read_csv import read_csv
from .read_parquet import read_parquet
from .read_xlsx import read_workbook
from .tables import Table, refused

# What a file begins with, and what to call it when it is nothing we read.
_FOREIGN = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"SQLite format 3": "SQLite",
}


def read_tables(path: Path) -> list[Table]:
    """The tables of a CSV, spreadsheet or Parquet file; raises `DataRefused` with a sentence on anything else."""
    if not path.is_file():
        raise refused("no_file", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise refused("empty_file", file=path.name)
    if size > rules().file_bytes:
        raise refused("file_too_large", file=path.name, limit=rules().file_bytes // 2**20)
    with path.open("rb") as handle:
        start = handle.read(64)
    for magic, name in _FOREIGN.items():
        if start.startswith(magic):
            is_map = name == "SQLite" and path.suffix.casefold() == ".gpkg"
            raise refused("map_file", file=path.name) if is_map else refused("foreign_file", file=path.name, found=name)
    if start.startswith(b"PAR1"):
        return read_parquet(path)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        if start.startswith(b"PK") and packs_a_map(path):
            raise refused("map_file", file=path.name)
        if start.startswith(b"PK") and (packed := packed_files(path)):
            raise refused("archive", file=path.name, held=packed)
        return read_workbook(path)
    mark = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if mark in (b"{", b"["):
        raise json_refused(path)
    if mark == b"<":
        raise refused("foreign_file", file=path.name, found=told("markup"))
    return read_csv(path)
