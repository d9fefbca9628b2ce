"""Tables as a workbook: one filterable sheet a table, codes as text, and a sheet that says where it all comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from .content import Cell, Column, ColumnUnit, Table

_FORMATS: dict[ColumnUnit, str] = {
    "people": "#,##0",
    "number": "General",
    "percent": "0.00%",
    "points": '+0.00" pp";-0.00" pp"',
    "rupiah": '"Rp"#,##0',
    "month": "mmm yyyy",
    "text": "@",
}


def render_workbook(
    tables: Sequence[Table], about: Sequence[tuple[str, str]], about_name: str, made: datetime
) -> bytes:
    """The tables and the metadata as an XLSX file; nothing in it is ever a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": about[0][1], "author": "Cakupan", "created": made})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    title = book.add_format({"bold": True, "font_size": 13})
    styles = {unit: book.add_format({"num_format": code}) for unit, code in _FORMATS.items()}
    for table in tables:
        _write(book.add_worksheet(table.name[:31]), table, head, title, styles)
    sheet = book.add_worksheet(about_name[:31])
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, (name, words) in enumerate(about):
        sheet.write_string(row, 0, name, head)
        sheet.write_string(row, 1, words)
    book.close()
    return file.getvalue()


def _write(sheet: Any, table: Table, head: Any, title: Any, styles: dict[ColumnUnit, Any]) -> None:
    sheet.write_string(0, 0, table.title, title)
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.title, head)
        longest = max([len(column.title), *(len(str(row[place] or "")) for row in table.rows)])
        sheet.set_column(place, place, min(max(longest + 3, 11), 60))
    for at, row in enumerate(table.rows, start=3):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, at, place, column, value, styles)
    if table.rows:
        sheet.autofilter(2, 0, 2 + len(table.rows), len(table.columns) - 1)
    sheet.freeze_panes(3, 1)


def _cell(sheet: Any, row: int, place: int, column: Column, value: Cell, styles: dict[ColumnUnit, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str) or column.unit == "text":
        sheet.write_string(row, place, str(value), styles["text"])
    elif column.unit == "month":
        year, month = divmod(int(value), 12)
        sheet.write_datetime(row, place, datetime(year, month + 1, 1), styles["month"])
    else:
        # Points are shown as percentage points, so that a reader does not take them for a share.
        sheet.write_number(row, place, value * 100 if column.unit == "points" else value, styles[column.unit])
