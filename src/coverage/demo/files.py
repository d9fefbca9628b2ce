"""Tables to files as offices send them: CSV with commas or semicolons, XLSX with a title, Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet
import xlsxwriter

Table = Mapping[str, Any]
"""Columns by header, in order: numpy arrays or lists; None and empty text are empty cells."""


@dataclass(frozen=True)
class Layout:
    """How a file is written: `csv` (with its separator), `xlsx` (with a title above the header) or `parquet`."""

    ending: str
    separator: str = ","
    title: str | None = None


def write(path: Path, table: Table, layout: Layout) -> None:
    """Writes `table`; the same table gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if layout.ending == "csv":
        _write_csv(path, table, layout.separator)
    elif layout.ending == "xlsx":
        _write_xlsx(path, table, layout.title)
    else:
        # Small row groups keep the reader's memory flat; statistics of identity numbers are of no use to anybody.
        pa_parquet.write_table(pa.table(dict(table)), path, row_group_size=65536, write_statistics=False)


def _write_csv(path: Path, table: Table, separator: str) -> None:
    columns = {header: _arrow_text(values) for header, values in table.items()}
    options = pa_csv.WriteOptions(delimiter=separator, quoting_style="none", quoting_header="none")
    if any(_needs_quotes(column, separator) for column in columns.values()):
        options = pa_csv.WriteOptions(delimiter=separator, quoting_style="needed", quoting_header="none")
    with path.open("wb") as file:
        pa_csv.write_csv(pa.table(columns), file, options)


def _arrow_text(values: Any) -> pa.Array:
    """Text with null for empty cells: the writer then leaves them empty instead of writing quotes."""
    array = values if isinstance(values, pa.Array) else pa.array(values)
    text = array.cast(pa.string())
    return pa.compute.if_else(pa.compute.equal(text, ""), pa.scalar(None, pa.string()), text)


def _needs_quotes(column: pa.Array, separator: str) -> bool:
    return any(pa.compute.any(pa.compute.match_substring(column, mark)).as_py() for mark in (separator, '"', "\n"))


def _write_xlsx(path: Path, table: Table, title: str | None) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 1, 1), "author": "Cakupan", "comments": "sintetis"})
    sheet = book.add_worksheet("Data")
    bold = book.add_format({"bold": True})
    top = 0
    if title:
        sheet.write_string(0, 0, title, bold)
        top = 2
    for place, (header, values) in enumerate(table.items()):
        sheet.write_string(top, place, header, bold)
        sheet.set_column(place, place, 20 if place == 0 else 14)
        for row, value in enumerate(_plain(values), start=top + 1):
            if isinstance(value, (int, float)):
                sheet.write_number(row, place, value)
            elif value:
                sheet.write_string(row, place, value)
    book.close()


def _plain(values: Any) -> list[Any]:
    return values.tolist() if isinstance(values, np.ndarray) else list(values)
