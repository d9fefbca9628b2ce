"""Headings and cells of tables: declared words, and why a number is absent."""

from __future__ import annotations

from ..text import Lang
from ..words import say
from .content import Cell, Column, ColumnUnit


def column(lang: Lang, key: str, unit: ColumnUnit = "text") -> Column:
    """A column with a declared heading."""
    return Column(say(f"reports.{key}", lang), unit)


def counted(key: str, lang: Lang, count: int | None, /, **values: object) -> str:
    """The phrase for one, or for any other number of them."""
    return say(f"reports.{key}_one" if count == 1 else f"reports.{key}", lang, **values)


def status_words(status: str, lang: Lang) -> str:
    """Why a number is absent, in a word or two."""
    return say(f"reports.status_{status}", lang)


def shown(value: Cell, status: str, lang: Lang) -> Cell:
    """The value, or why there is none."""
    return value if value is not None else status_words("no_data" if status == "ok" else status, lang)
