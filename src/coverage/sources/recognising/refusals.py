"""Refusals of whole files: everything that is wrong, in one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ...errors import DataRefused
from ...text import Text
from ..declaring.formats import formats_listed
from ..floor.masking import scrub
from ..floor.wording import told
from ..reading.tables import Table
from .recognise import Recognised

SHOWN_HEADERS = 12
_VALUE = re.compile(r"(?!(?:19|20)\d\d$)'?\d[\d.,/ -]{3,}(?:[eE]\+?\d+)?")
"""A cell that is a number, a date or a damaged identity number; a year heads columns, and so do small numbers."""


def unreadable(path: Path, tables: list[Table], nearly: list[tuple[Table, Recognised]]) -> DataRefused:
    """Why no table of a file can be read: what is missing, or that nothing was recognised."""
    if nearly:
        return several(path, [fault for table, reading in nearly for fault in _incomplete(path, table, reading)])
    headers = shown_headers(tables)
    hint = told("not_recognised_hint", headers=headers, formats=formats_listed())
    return DataRefused("not_recognised", told("not_recognised", file=path.name), [hint])


def shown_headers(tables: Sequence[Table]) -> Text | str:
    """The first words of what looks most like a header, without anybody's identity."""
    shown = ", ".join(f"'{' '.join(cell.split())[:40]}'" for cell in header_cells(tables)[:SHOWN_HEADERS])
    return shown or told("no_headers")


def header_cells(tables: Sequence[Table]) -> list[str]:
    """The words of the row most like a header; none where it holds values, for then it is somebody's data."""
    rows = [row for table in tables for row in table.head]
    widest = max(rows, key=lambda row: len(_worded(row)), default=[])
    return [] if any(scrub(cell) != cell or _VALUE.fullmatch(cell.strip()) for cell in widest) else _worded(widest)


def several(path: Path, faults: list[DataRefused]) -> DataRefused:
    """One refusal for all faults of a file; a single one stays as it is."""
    if len(faults) == 1:
        return faults[0]
    hints = [text for fault in faults for text in (fault.text, *fault.hints)]
    return DataRefused("refused", told("refused", file=path.name, count=len(faults)), hints)


def _incomplete(path: Path, table: Table, reading: Recognised) -> list[DataRefused]:
    place = table.sheet or path.name
    faults = []
    if reading.missing:
        columns = ", ".join(f"'{name}'" for name in reading.missing)
        aliases = [
            alias for column in reading.format.columns if column.name in reading.missing for alias in column.aliases[:4]
        ]
        text = told("missing_columns", place=place, format=reading.format.label, columns=columns)
        hints = [told("missing_columns_hint", aliases=", ".join(aliases))] if aliases else []
        faults.append(DataRefused("missing_column", text, hints))
    if reading.twice:
        columns = ", ".join(f"'{name}'" for name in reading.twice)
        text = told("doubled_columns", place=place, columns=columns)
        faults.append(DataRefused("doubled_column", text, [told("doubled_columns_hint")]))
    return faults


def _worded(row: list[str]) -> list[str]:
    """The cells of a row that hold words: a header has many, a row of numbers few."""
    return [cell for cell in row if any(mark.isalpha() for mark in cell)]
