"""A blank workbook per format: the headers to fill in, and a sheet that explains them."""

from __future__ import annotations

import io

import xlsxwriter

from ...text import LANGS, Lang
from ...words import say
from ..floor.options import MARK
from .formats import Column, format_named

WIDTH = 18
_NOTES = ("column", "label", "required", "type", "example", "kept")


def template(name: str) -> bytes:
    """A blank XLSX of the format called `name`: its headers, and notes in both languages."""
    declared = format_named(name)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
        # As text, so that Excel neither rounds a NIK nor turns 7-10 into a date.
        as_text = book.add_format({"num_format": "@"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(name)
        for place, column in enumerate(declared.columns):
            sheet.set_column(place, place, WIDTH, None if column.type == "integer" else as_text)
            sheet.write_string(0, place, column.name, head)
        sheet.freeze_panes(1, 0)
        for lang in LANGS:
            notes = book.add_worksheet(f"{say('sources.notes_sheet', lang)}"[:31])
            notes.set_column(0, len(_NOTES) - 1, 28, wrap)
            notes.write_string(0, 0, declared.label.of(lang), book.add_format({"bold": True}))
            notes.write_string(1, 0, declared.meaning.of(lang))
            notes.set_column(len(_NOTES), len(_NOTES), None, None, {"hidden": True})
            notes.write_string(0, len(_NOTES), f"{MARK}{name}")
            for place, note in enumerate(_NOTES):
                notes.write_string(3, place, say(f"sources.notes_{note}", lang), head)
            for row, column in enumerate(declared.columns, start=4):
                for place, text in enumerate(_described(column, lang)):
                    notes.write_string(row, place, text, wrap)
    return buffer.getvalue()


def _described(column: Column, lang: Lang) -> tuple[str, ...]:
    return (
        column.name,
        column.label.of(lang),
        say(f"sources.required_{'yes' if column.required else 'no'}", lang),
        say(f"sources.type_{column.type}", lang),
        column.example,
        say(f"sources.kept_{column.privacy}", lang),
    )
