"""Answers as files: the numbers of a figure with names beside codes, and what they mean."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..codes import workforce_series
from ..metrics import DIMENSIONS
from ..sources import audit
from ..text import Lang, day_name, month_code, month_name
from ..words import say
from .names import month_columns

if TYPE_CHECKING:
    from ..metrics import Result
    from .twin import Twin
    from .view import Desk, View

log = logging.getLogger("cakupan")


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


def as_csv(twin: Twin, lang: Lang) -> bytes:
    """CSV with a byte order mark, so that spreadsheets read the letters right."""
    return twin.plain().to_csv(index=False).encode("utf-8-sig")


def as_xlsx(twin: Twin, lang: Lang) -> bytes:
    """A workbook: the numbers on one sheet, what they are on the other. Text is never taken for a formula."""
    import xlsxwriter

    frame = twin.plain()
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    shares = {metric.name for result in twin.results for metric in result.metrics if metric.unit == "percent"}
    plain, whole, share = (book.add_format({"num_format": code}) for code in ("General", "#,##0", "0.00%"))
    sheet = book.add_worksheet(say("ui.sheet_data", lang))
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), bold)
        for row, value in enumerate(frame[name], start=1):
            if pd.isna(value):
                continue
            if isinstance(value, (int, float)) or hasattr(value, "item"):
                style = share if name in shares else whole if float(value).is_integer() else plain
                sheet.write_number(row, column, float(value), style)
            else:
                sheet.write_string(row, column, str(value))
        longest = max([len(str(name)), *(len(str(value)) for value in frame[name] if isinstance(value, str))])
        sheet.set_column(column, column, min(max(longest + 2, 12), 60))
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet(say("ui.sheet_notes", lang))
    notes.set_column(0, 0, 32)
    notes.set_column(1, 1, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    told = twin.facts()
    told += [(say("ui.delivery", lang), one) for one in sorted({d for r in twin.results for d in r.deliveries})]
    for row, (name, value) in enumerate(told):
        notes.write_string(row, 0, name, bold)
        notes.write_string(row, 1, value)
    book.close()
    return out.getvalue()


def made(desk: Desk, what: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of a download; that it was taken is put on record first: what, when and by which role."""
    record(desk, "export", what=what)
    return make()


def record(desk: Desk, act: str, **what: object) -> None:
    """Writes an act of a reader to the record of acts; a folder that cannot be written is said in the server's log."""
    try:
        audit(desk.data, act, role=desk.role, **what)
    except OSError:
        log.exception("the act %r could not be put on record", act)


def data_months(result: Result) -> tuple[int, ...]:
    """The months its data are of, where those are not the month asked for: the welfare data hold until newer ones come.

    Two where a later register covers a part of the place only: that of the last whole one, and the newest part's.
    """
    if not any(metric.total and metric.total.source == "mart_welfare" for metric in result.metrics):
        return ()
    used = set(result.deliveries)
    found = [one for one in result.facts.deliveries if one.delivery in used and one.first]
    whole = max((one.first for one in found if one.first and not one.part), default=None)
    newest = max((one.first for one in found if one.first), default=None)
    return tuple(dict.fromkeys(month for month in (whole, newest) if month is not None))


def months_text(months: Sequence[int], lang: Lang) -> str:
    """`Januari 2026`, or `Januari 2026 – Juli 2026` of two."""
    return " – ".join(month_name(month, lang) for month in months)


def facts(result: Result, view: View) -> list[tuple[str, str]]:
    """What a number is, in pairs: definition, month, filters, denominator with date, deliveries, snapshot."""
    lang: Lang = view.lang
    rows = [(metric.label.of(lang), metric.meaning.of(lang)) for metric in result.metrics]
    held = data_months(result)
    if "month" not in result.by:
        rows.append((say("ui.month", lang), month_name(result.month, lang)))
    if held:
        rows.append((say("ui.data_from", lang), months_text(held, lang)))
    for dimension, codes in result.where.items():
        names = view.names(dimension, codes)
        label = DIMENSIONS[dimension].label.of(lang)
        rows.append((label, ", ".join(names.get(str(code), str(code)) for code in codes)))
    # Areas that share a date are told once: a later register of one district gives every village a date of its own.
    for series, as_of, source in dict.fromkeys((one.series, one.as_of, one.source) for one in result.as_of):
        when = say("ui.as_of", lang, day=day_name(as_of, lang), source=source)
        rows.append((workforce_series()[series].label.of(lang), when))
    if result.scope:
        rows.append((say("ui.segment", lang), "/".join(result.scope)))
    for outside in result.outside:
        rows.append((say("ui.outside", lang), outside.reason.of(lang)))
    missing = dict.fromkeys((one.segment, one.area, one.sender) for one in result.missing)
    for segment, area, sender in missing:
        told = say("ui.missing_one", lang, segment=segment, area=view.regions.name(area, lang), sender=sender)
        rows.append((say("ui.not_delivered", lang), told))
    rows.append((say("ui.deliveries", lang), str(len(result.deliveries))))
    return [*rows, *standing(view)]


def standing(view: View) -> list[tuple[str, str]]:
    """What holds for everything on show: whether the data are made up, and the snapshot."""
    made_up = [(view.say("note"), view.say("synthetic_long"))] if view.snapshot.meta.get("synthetic") == "1" else []
    then = [] if view.as_known is None else [(view.say("known"), day_name(view.as_known, view.lang))]
    return [*made_up, *then, (view.say("snapshot"), view.snapshot.id)]


def known_part(view: View) -> str | None:
    """What a file's name says of the day the app is set to."""
    return None if view.as_known is None else f"as-known-{view.as_known.isoformat()}"


def briefing_file(view: View, kind: str) -> bytes:
    """The briefing of what the page shows: its month, denominator, segment and reader."""
    from ..reports import make_report

    chosen = view.chosen
    return make_report(
        "briefing", kind, view.snapshot, view.data, regency=chosen.region, lang=view.lang, month=chosen.month,
        role=view.role, series=chosen.series, segment=chosen.segment,
    )  # fmt: skip


def briefing(view: View) -> None:
    """The briefing as PDF, slides and workbook; each is made only when it is asked for."""
    import streamlit as st

    from ..reports import file_name

    st.markdown(f"##### {view.say('export_title')}")
    with st.container(horizontal=True):
        for kind in ("pdf", "pptx", "xlsx"):
            chosen = (view.chosen.segment, view.chosen.series, known_part(view))
            name = file_name("briefing", kind, view.lang, view.chosen.month, view.chosen.region, None, *chosen)
            st.download_button(
                view.say(f"briefing_{kind}"),
                partial(made, view, name, partial(briefing_file, view, kind)),
                name,
                key=f"briefing_{kind}",
                icon=":material/download:",
            )
