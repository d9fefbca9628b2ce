"""Answers as files: the numbers of a figure with names beside codes, and what they mean."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..codes import workforce_series
from ..metrics import DIMENSIONS
from ..text import Lang, day_name, month_code, month_name
from ..words import say
from .names import month_columns

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View


def plain_table(result: Result, view: View) -> pd.DataFrame:
    """The result as it is downloaded: codes, names, then plain numbers; months as `YYYY-MM`."""
    frame = result.frame.copy()
    for dimension in result.by:
        if dimension in month_columns(result):
            frame[dimension] = [month_code(int(value)) for value in frame[dimension]]
            continue
        names = view.names(dimension, frame[dimension])
        position = list(frame.columns).index(dimension) + 1
        frame.insert(position, f"{dimension}_name", [names.get(str(code), str(code)) for code in frame[dimension]])
    return frame


def as_csv(result: Result, view: View) -> bytes:
    """CSV with a byte order mark, so that spreadsheets read the letters right."""
    return plain_table(result, view).to_csv(index=False).encode("utf-8-sig")


def as_xlsx(result: Result, view: View) -> bytes:
    """A workbook: the numbers on one sheet, what they are on the other. Text is never taken for a formula."""
    import xlsxwriter

    frame = plain_table(result, view)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(say("ui.sheet_data", view.lang))
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), bold)
        for row, value in enumerate(frame[name], start=1):
            if pd.isna(value):
                continue
            if isinstance(value, (int, float)) or hasattr(value, "item"):
                sheet.write_number(row, column, float(value))
            else:
                sheet.write_string(row, column, str(value))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(frame.columns) - 1), 18)
    notes = book.add_worksheet(say("ui.sheet_notes", view.lang))
    notes.set_column(0, 0, 24)
    notes.set_column(1, 1, 110)
    for row, (name, value) in enumerate(facts(result, view)):
        notes.write_string(row, 0, name, bold)
        notes.write_string(row, 1, value)
    book.close()
    return out.getvalue()


def facts(result: Result, view: View) -> list[tuple[str, str]]:
    """What a number is, in pairs: definition, month, filters, denominator with date, deliveries, snapshot."""
    lang: Lang = view.lang
    rows = [(metric.label.of(lang), metric.meaning.of(lang)) for metric in result.metrics]
    if result.month is not None:
        rows.append((say("ui.month", lang), month_name(result.month, lang)))
    for dimension, codes in result.where.items():
        names = view.names(dimension, codes)
        label = DIMENSIONS[dimension].label.of(lang)
        rows.append((label, ", ".join(names.get(str(code), str(code)) for code in codes)))
    for dated in result.as_of:
        when = say("ui.as_of", lang, day=day_name(dated.as_of, lang), source=dated.source)
        rows.append((workforce_series()[dated.series].label.of(lang), when))
    for outside in result.outside:
        rows.append((say("ui.outside", lang), outside.reason.of(lang)))
    if result.synthetic:
        rows.append((say("ui.note", lang), say("ui.synthetic_long", lang)))
    rows.append((say("ui.deliveries", lang), str(len(result.deliveries))))
    rows.append((say("ui.snapshot", lang), result.snapshot))
    return rows


def briefing(view: View) -> None:
    """The briefing as PDF, slides and workbook; each is made only when it is asked for."""
    import streamlit as st

    def made(kind: str) -> bytes:
        from .. import reports

        make = {"pdf": reports.briefing_pdf, "pptx": reports.briefing_pptx, "xlsx": reports.briefing_xlsx}[kind]
        return make(view.snapshot, view.data, view.chosen.region, view.lang, view.chosen.month)

    st.markdown(f"##### {view.say('export_title')}")
    with st.container(horizontal=True):
        for kind in ("pdf", "pptx", "xlsx"):
            st.download_button(
                view.say(f"briefing_{kind}"),
                partial(made, kind),
                f"cakupan-{view.chosen.region}-{month_code(view.chosen.month)}.{kind}",
                key=f"briefing_{kind}",
                icon=":material/download:",
            )
