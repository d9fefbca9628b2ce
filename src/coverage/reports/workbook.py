"""Tables as a workbook: one filterable sheet a table, codes as text, and a sheet that says where it all comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from ..text import Lang
from ..words import say
from .content import Cell, Column, ColumnUnit, Table

WIDEST = 60
"""Columns of longer words wrap."""

_LOCALE = {"id": "[$-421]", "en": "[$-409]"}
"""Month formats name the language, whatever the reader's machine speaks."""

_POINTS = {"id": "poin", "en": "points"}
_HEAD = 2
"""The row of the headings: the title stands above, and under it what the whole workbook is about."""


def render_workbook(
    tables: Sequence[Table], about: Sequence[tuple[str, str]], about_name: str, made: datetime, lang: Lang, frame: str
) -> bytes:
    """The tables and the metadata as an XLSX file; nothing in it is ever a formula.

    `frame` stands on every sheet, so that one that is printed alone still says its place, month and whether it is real.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": about[0][1], "author": "Cakupan", "created": made})
    looks = _Looks(book, lang)
    for table in tables:
        sheet = book.add_worksheet(sheet_name(table.name, lang))
        _write(sheet, table, looks, frame)
        _for_print(sheet, frame)
    sheet = book.add_worksheet(about_name[:31])
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    for row, (name, words) in enumerate(about):
        sheet.write_string(row, 0, name, looks.label)
        sheet.write_string(row, 1, words, looks.wrapped)
    _for_print(sheet, frame)
    book.close()
    return file.getvalue()


def sheet_name(table: str, lang: Lang) -> str:
    """What a table's sheet is called; Excel allows 31 letters."""
    return say(f"reports.sheet_{table}", lang)[:31]


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Any, lang: Lang) -> None:
        points, locale = _POINTS[lang], _LOCALE[lang]
        codes: dict[ColumnUnit, str] = {
            "people": "#,##0",
            "number": "General",
            "percent": "0.00%",
            "coverage": '[>1]0.00%" ⚠";0.00%',
            "points": f'+0.00" {points}";−0.00" {points}";0.00" {points}"',
            "rupiah": '"Rp"#,##0',
            "month": f"{locale}mmm yyyy",
            "day": f"{locale}d mmm yyyy",
            "text": "@",
        }
        self.units = {unit: book.add_format({"num_format": code, "valign": "top"}) for unit, code in codes.items()}
        self.words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.absent = book.add_format({"align": "right", "valign": "top", "italic": True, "num_format": "@"})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.numbers = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": "right"}
        )
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.quiet = book.add_format({"font_color": "#56666C"})
        self.note = book.add_format({"font_color": "#56666C", "text_wrap": True, "valign": "top"})


def _for_print(sheet: Any, frame: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{frame.replace('&', '&&')}&R&P / &N")


def _write(sheet: Any, table: Table, looks: _Looks, frame: str) -> None:
    sheet.write_string(0, 0, table.title, looks.title)
    sheet.write_string(1, 0, frame, looks.quiet)
    for place, column in enumerate(table.columns):
        sheet.write_string(_HEAD, place, column.title, looks.head if column.unit == "text" else looks.numbers)
        sheet.set_column(place, place, _width(table, place))
    for at, row in enumerate(table.rows, start=_HEAD + 1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, at, place, column, value, looks)
    below = _HEAD + len(table.rows)
    if table.rows:
        sheet.autofilter(_HEAD, 0, below, len(table.columns) - 1)
        sheet.repeat_rows(_HEAD)
    if table.note:
        _note(sheet, below + 2, table, looks)
    sheet.freeze_panes(_HEAD + 1, 1)


def _note(sheet: Any, row: int, table: Table, looks: _Looks) -> None:
    """The note across the table's columns, in as many lines as it needs."""
    last = len(table.columns) - 1
    if last == 0:
        sheet.write_string(row, 0, table.note, looks.note)
        return
    room = sum(_width(table, place) for place in range(last + 1))
    sheet.merge_range(row, 0, row, last, "", looks.note)
    sheet.write_string(row, 0, table.note, looks.note)
    sheet.set_row(row, 15.5 * ceil(len(table.note) * 1.1 / room))


def _width(table: Table, place: int) -> float:
    """Wide enough for every value as it is written, and for the longest word of the heading beside its filter."""
    column = table.columns[place]
    written = [len(column.write(row[place], "id")) for row in table.rows if row[place] is not None]
    heading = max(len(column.title) if len(column.title) < 18 else 0, *(len(word) for word in column.title.split()))
    return float(min(max(heading + 4, *[length + 2 for length in written], 11), WIDEST))


def _cell(sheet: Any, row: int, place: int, column: Column, value: Cell, looks: _Looks) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), looks.units["day"])
    elif column.unit == "text":
        sheet.write_string(row, place, str(value), looks.words if len(str(value)) > WIDEST else looks.units["text"])
    elif isinstance(value, str):
        # Why a number is absent stands where the number would.
        sheet.write_string(row, place, value, looks.absent)
    elif column.unit == "month":
        year, month = divmod(int(value), 12)
        sheet.write_datetime(row, place, datetime(year, month + 1, 1), looks.units["month"])
    else:
        # Points are shown as percentage points, so that a reader does not take them for a share.
        sheet.write_number(row, place, value * 100 if column.unit == "points" else value, looks.units[column.unit])
