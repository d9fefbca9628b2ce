"""What a report consists of before it has a format: blocks with raw values and the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ..planning.wording import flagged
from ..text import Lang, day_name, month_name, number

Cell = str | int | float | date | None
"""A raw value. A text in a column of numbers is shown as it is: `disamarkan`, `tidak ada data`."""

ColumnUnit = Literal["text", "people", "percent", "coverage", "points", "rupiah", "month", "day", "number"]
"""`coverage` is a percentage that is marked above a hundred: there its denominator is wrong."""

Tone = Literal["plain", "warning", "quiet"]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading and how its raw values are written."""

    title: str
    unit: ColumnUnit = "text"

    def write(self, value: Cell, lang: Lang) -> str:
        """`value` as a reader expects it."""
        if value is None or isinstance(value, str) or self.unit == "text":
            return "–" if value is None else str(value)
        if isinstance(value, date):
            return day_name(value, lang)
        if self.unit == "month":
            return month_name(int(value), lang, short=True)
        if self.unit == "coverage":
            return flagged(value).of(lang)
        if self.unit == "points":
            return signed_points(value, lang)
        return number(value, "number" if self.unit == "day" else self.unit, lang)


def unbroken(words: str) -> str:
    """The same with every number held to its percent sign, so that no line ends between them.

    >>> unbroken("35,05 % dari 100").split(" ")
    ['35,05\\xa0%', 'dari', '100']
    """
    return _PERCENT.sub("\u00a0%", words)


_PERCENT = re.compile(r"(?<=\d) %")


def signed_points(value: float, lang: Lang) -> str:
    """A distance with its sign: `+2,69 poin`, `−6,24 poin`.

    >>> signed_points(-0.0624, "id"), signed_points(0, "en")
    ('−6,24 poin', '0.00 points')
    """
    sign = "" if round(value, 4) == 0 else "+" if value > 0 else "−"
    return f"{sign}{number(abs(value), 'points', lang)}"


@dataclass(frozen=True)
class Table:
    """A titled table of raw values; `name` stands for it in declarations, the phrase `sheet_<name>` on its sheet."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def written(self, lang: Lang) -> list[list[str]]:
        """The rows as texts."""
        return [
            [column.write(value, lang) for column, value in zip(self.columns, row, strict=True)] for row in self.rows
        ]


@dataclass(frozen=True)
class Sentence:
    """A paragraph, with a heading if it needs one."""

    text: str
    title: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class Figure:
    """One number in large type."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """A row of numbers in large type."""

    items: tuple[Figure, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture with its title, what it says to someone who cannot see it, and its source line."""

    title: str
    svg: str
    alt: str
    note: str = ""


@dataclass(frozen=True)
class Items:
    """A list; numbered where the order or a later reference matters."""

    title: str
    items: tuple[str, ...]
    is_numbered: bool = False
    tone: Tone = "plain"


Block = Table | Sentence | Figures | Drawing | Items
Row = tuple[tuple[Block, ...], ...]
"""Cells side by side, each a stack of blocks."""


@dataclass(frozen=True)
class Document:
    """A whole report: its frame and its pages, each a stack of rows."""

    lang: Lang
    kicker: str
    title: str
    badge: str
    footer: str
    page_words: str
    pages: tuple[tuple[Row, ...], ...]

    def tables(self) -> list[Table]:
        """Every table, in reading order."""
        return [
            block for page in self.pages for row in page for cell in row for block in cell if isinstance(block, Table)
        ]


def as_json(document: Document) -> dict[str, Any]:
    """The report as plain data for the template: every text a string, never markup."""
    return {
        "lang": document.lang,
        "kicker": document.kicker,
        "title": document.title,
        "badge": document.badge,
        "footer": document.footer,
        "page_words": document.page_words,
        "pages": [
            [[[_plain(block, document.lang) for block in cell] for cell in row] for row in page]
            for page in document.pages
        ],
    }


def _plain(block: Block, lang: Lang) -> Mapping[str, Any]:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "title": block.title,
            "columns": [column.title for column in block.columns],
            "align": [
                "left" if column.unit == "text" or (at == 0 and column.unit == "month") else "right"
                for at, column in enumerate(block.columns)
            ],
            "weights": _weights(block, lang),
            "is_tight": _is_tight(block),
            "rows": block.written(lang),
            "note": block.note,
        }
    if isinstance(block, Figures):
        return {"kind": "figures", "items": [vars(item) for item in block.items]}
    return {"kind": type(block).__name__.lower(), **vars(block)}


def _weights(table: Table, lang: Lang) -> list[int]:
    """How the columns of words share the width that the columns of numbers leave: by their longest text."""
    texts = [[column.title for column in table.columns], *table.written(lang)]
    return [min(max(len(row[at]) for row in texts), _LONGEST) for at in range(len(table.columns))]


def _is_tight(table: Table) -> bool:
    """Whether a column of numbers holds words (`tidak ada data`), and so must not take all the width it would like."""
    return any(
        isinstance(value, str) and value and column.unit not in ("text", "month")
        for row in table.rows
        for column, value in zip(table.columns, row, strict=True)
    )


_LONGEST = 48
