"""Spreadsheets (xlsx, xls, ods): every sheet as a table, cached values of formulas, nothing executed."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ..floor.cells import Cells, cells_of
from ..floor.rules import rules
from ..floor.wording import told
from . import read_apart
from .markup import Marked, marked_sheets
from .tables import Body, Merged, Table, check_size, no_body, refused, without_blank_rows

Value = int | float | str | bool | time | date | datetime | timedelta

Sheet = tuple[str, list[list[Value]], tuple[Merged, ...], bool]
"""The name, the cells, which of them are merged, and whether the sheet is hidden."""

_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br=["'](\d+)["']""")
# A cell may say a row far below by itself.
_FAR_ROW = re.compile(rb"""\br=["'][A-Za-z]{1,3}(\d{6,})["']""")
_WIDE_COLUMN = re.compile(rb"""\br=["']([A-Za-z]{2,})\d""")
_CHUNK = 1 << 22
# On a busy machine the processor time takes longer by the clock.
_PATIENCE = 1.8
_NO_CELLS = ("xl/sharedStrings", "xl/styles", "xl/theme", "xl/media", "xl/drawings")


def read_workbook(path: Path) -> list[Table]:
    """Every sheet of a workbook that holds anything."""
    is_package = zipfile.is_zipfile(path)
    is_synthetic, marked = _check_package(path) if is_package else (False, {})
    sheets = _sheets(path) if is_package and _is_checked(path) else _sheets_apart(path)
    tables = []
    for name, rows, merged, is_hidden in sheets:
        check_size(len(rows), max(map(len, rows), default=0))
        found = marked.get(name, Marked())
        _put(found, rows)
        table = _table(name, rows, is_synthetic, merged) if rows else Table(name, [], no_body)
        hidden = {"hidden_rows": told("hidden_rows", count=found.hidden_rows)} if found.hidden_rows else {}
        tables.append(replace(table, is_hidden=is_hidden, conventions=table.conventions | hidden))
    if not any(table.head for table in tables):
        raise refused("empty_file", file=path.name)
    return tables


def _sheets(path: Path) -> Iterator[Sheet]:
    """The cells of a package whose size was looked at before."""
    with _as_refusal(path):
        book = CalamineWorkbook.from_path(path)
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                yield meta.name, [], (), False
                continue
            sheet = book.get_sheet_by_name(meta.name)
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            yield meta.name, sheet.to_python(skip_empty_area=False), _merged(sheet.merged_cell_ranges), is_hidden


def _put(marked: Marked, rows: list[list[Value]]) -> None:
    """Fills the cells that the reader leaves empty though something stands in them."""
    for (row, column), text in marked.texts.items():
        if row < len(rows) and column < len(rows[row]) and rows[row][column] == "":
            rows[row][column] = text


def _is_checked(path: Path) -> bool:
    """Whether a package is one whose sheets all tell their size in what `_check_package` reads."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    return "xl/workbook.xml" in names and not any(name == "content.xml" or name.endswith(".bin") for name in names)


def _sheets_apart(path: Path) -> Iterator[Sheet]:
    """The cells of any other workbook, read by a program of its own that may use so much memory and time."""
    limits = (rules().cells, rules().apart_bytes, rules().apart_seconds)
    command = [sys.executable, "-I", str(Path(read_apart.__file__)), str(path), *map(str, limits)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE * rules().apart_seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise refused("too_slow", file=path.name) from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise refused("too_slow", file=path.name)
    if done.returncode == read_apart.TOO_LARGE:
        raise refused("too_large", limit=f"{rules().columns} × {rules().cells // rules().columns}")
    if done.returncode == read_apart.PASSWORD:
        raise refused("password", file=path.name)
    if done.returncode != 0:
        raise refused("broken_file", file=path.name)
    for sheet in json.loads(done.stdout):
        yield sheet["name"], sheet["rows"], _merged(sheet["merged"]), sheet["is_hidden"]


@contextmanager
def _as_refusal(path: Path) -> Iterator[None]:
    """Turns every way in which the library fails on a broken file into one sentence."""
    try:
        yield
    except PasswordError:
        raise refused("password", file=path.name) from None
    except (CalamineError, OSError, ValueError, MemoryError):
        raise refused("broken_file", file=path.name) from None
    except BaseException as fault:
        # A panic of the library's Rust side is not an Exception.
        if type(fault).__name__ == "PanicException":
            raise refused("broken_file", file=path.name) from None
        raise


def _check_package(path: Path) -> tuple[bool, dict[str, Marked]]:
    """Whether the file's properties call it synthetic, and what its sheets mark; refuses what unpacks into too much."""
    unpacked = 0
    is_synthetic = False
    try:
        with zipfile.ZipFile(path) as package:
            for entry in package.infolist():
                packed = max(entry.compress_size, 1)
                if entry.file_size > rules().pack_ratio_from_bytes and entry.file_size / packed > rules().pack_ratio:
                    raise refused("unpacks_too_large", file=path.name, limit=rules().unpacked_bytes // 2**20)
                unpacked += entry.file_size
                if unpacked > rules().unpacked_bytes:
                    raise refused("unpacks_too_large", file=path.name, limit=rules().unpacked_bytes // 2**20)
                if entry.filename.startswith("xl/") and not entry.filename.startswith(_NO_CELLS):
                    _check_extent(package, entry)
                elif entry.filename == "docProps/core.xml":
                    is_synthetic = b"sintetis" in package.read(entry).lower()
            return is_synthetic, marked_sheets(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise refused("broken_file", file=path.name) from None


def _check_extent(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuses a sheet with a cell far out: the reader makes room for every cell up to the last one."""
    rows, width, rest = 0, 26, b""
    with package.open(entry) as handle:
        while chunk := handle.read(_CHUNK):
            text = rest + chunk
            rows = max([rows, *(int(row) for row in (*_ROW.findall(text), *_FAR_ROW.findall(text)))])
            width = max([width, *(_column_number(name.upper()) for name in set(_WIDE_COLUMN.findall(text)))])
            rest = text[-64:]
    if rows * width > rules().cells:
        raise refused("too_large", limit=f"{rules().columns} × {rules().cells // rules().columns}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(name: str, rows: list[list[Value]], is_synthetic: bool, merged: tuple[Merged, ...]) -> Table:
    head = [[_text(value) for value in row] for row in rows[: rules().header_rows]]

    def body(header: int, width: int) -> Body:
        below = rows[header + 1 :]
        columns = [_column([row[place] for row in below]) for place in range(width)]
        numbers = np.arange(len(below), dtype=np.int64) + header + 2
        return without_blank_rows(Body(columns, numbers, np.zeros(len(below), dtype=bool)))

    return Table(name, head, body, says_synthetic=is_synthetic, merged=merged)


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]] | None) -> tuple[Merged, ...]:
    """The merged cells of a sheet; none where the kind of workbook does not tell."""
    return tuple(Merged(top, left, bottom, right) for (top, left), (bottom, right) in ranges or ())


def _column(values: list[Value]) -> Cells:
    text = pa.array([_text(value) for value in values], type=pa.string())
    typed = np.fromiter((isinstance(value, int | float) for value in values), dtype=bool, count=len(values))
    return cells_of(text, typed if typed.any() else None)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
