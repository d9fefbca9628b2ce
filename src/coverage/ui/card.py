"""One figure on a page: title, unit and date, the drawing, its table twin, downloads and the explanation."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..charts import Chart, Key
from ..codes import workforce_series
from ..metrics import DIMENSIONS
from ..text import day_name, month_name, number
from ..words import say
from .export import as_csv, as_xlsx, facts
from .names import month_columns

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

ROWS_OF_A_PLAIN_TABLE = 30


def figure(
    view: View,
    key: str,
    title: str,
    chart: Chart,
    result: Result,
    note: str = "",
    on_click: Callable[[str], None] | None = None,
    border: bool = True,
) -> None:
    """Draws a chart as a card of its own; a click hands the code of the clicked area to `on_click`."""
    with st.container(border=border, height="stretch" if border else "content", gap="xsmall", key=f"card_{key}"):
        heading(view, key, title, result)
        st.caption(note or reading(view, result))
        if chart.is_empty:
            st.info(chart.finding, icon=":material/do_not_disturb_on:")
            return
        st.plotly_chart(
            chart.figure,
            key=f"plot_{key}",
            theme=None,
            config=chart.config,
            alt=f"{title}. {chart.finding}",
            on_select=partial(_clicked, key, on_click) if on_click else "ignore",
            selection_mode="points",
        )
        if chart.legend:
            st.html(legend(chart.legend, view.look.palette.outline))
        view.leave()


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    """Runs before the page is drawn again, so that a click costs one run."""
    event: Any = st.session_state.get(f"plot_{key}")
    points = event["selection"]["points"] if event else []
    if points and points[0].get("location"):
        on_click(str(points[0]["location"]))


def legend(entries: Sequence[Key], outline: str) -> str:
    """A legend as real text that wraps; plotly's own takes the map's room and cannot be read aloud."""
    items = "".join(
        f'<li style="display:inline-block;margin:0 0.9em 0.15em 0;white-space:nowrap">'
        f'<span aria-hidden="true" style="display:inline-block;width:1.05em;height:1.05em;line-height:1em;'
        f"text-align:center;vertical-align:-0.15em;margin-right:0.35em;border:1px solid {outline};"
        f'background:{entry.colour}">{entry.mark}</span>{html.escape(entry.label)}</li>'
        for entry in entries
    )
    return f'<ul style="list-style:none;margin:0;padding:0;font-size:0.85rem">{items}</ul>'


def heading(view: View, key: str, title: str, result: Result) -> None:
    """The title with the menu beside it that holds table, downloads and explanation; closed, it computes nothing."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
        st.markdown(f"##### {escape(title)}", width="stretch")
        about = st.popover(
            "",
            icon=":material/more_horiz:",
            type="tertiary",
            help=say("ui.card_menu", view.lang),
            key=f"menu_{key}",
            on_change="rerun",
        )
    if about.open:
        with about:
            details(view, key, result)


def details(view: View, key: str, result: Result) -> None:
    """Table twin, downloads and "explain this number"."""
    lang = view.lang
    st.markdown(f"**{say('ui.table', lang)}**")
    table(view, result, f"table_{key}")
    with st.container(horizontal=True):
        name = "-".join(["cakupan", *(metric.name for metric in result.metrics[:2]), *result.by])
        st.download_button(
            "CSV", lambda: as_csv(result, view), f"{name}.csv", "text/csv", key=f"csv_{key}", icon=":material/download:"
        )
        st.download_button(
            "XLSX", lambda: as_xlsx(result, view), f"{name}.xlsx", key=f"xlsx_{key}", icon=":material/download:"
        )
    explain(view, result)


def explain(view: View, result: Result) -> None:
    """Definition, dates, deliveries and SQL of an answer."""
    lang = view.lang
    st.markdown(f"**{say('ui.explain', lang)}**")
    lines = [f"- **{escape(name)}**: {escape(value)}" for name, value in facts(result, view)]
    for metric in result.metrics:
        lines += [f"- {escape(limit.of(lang))}" for limit in metric.limits]
    st.markdown("\n".join(lines))
    with st.expander(say("ui.sql", lang)):
        st.code(result.sql, language="sql")
        if result.params:
            st.json(dict(result.params), expanded=False)


def table(view: View, result: Result, key: str) -> None:
    """The answer as a table a screen reader can walk through; long ones scroll."""
    frame = readable(view, result)
    if len(frame) <= ROWS_OF_A_PLAIN_TABLE:
        st.table(frame.set_index(frame.columns[0]) if len(frame.columns) > 1 else frame)
    else:
        st.dataframe(frame, hide_index=True, height=420, key=key)


def readable(view: View, result: Result) -> pd.DataFrame:
    """The answer with names for codes and numbers as a reader expects them; what has no number says why."""
    lang = view.lang
    columns: dict[str, list[str]] = {}
    for dimension in result.by:
        label = DIMENSIONS[dimension].label.of(lang)
        codes = list(result.frame[dimension])
        if dimension in month_columns(result):
            columns[label] = [month_name(int(code), lang, short=True) for code in codes]
        else:
            names = view.names(dimension, codes)
            columns[label] = [names.get(str(code), str(code)) for code in codes]
    for metric in result.metrics:
        status = result.frame.get(f"{metric.name}_status")
        values = list(result.frame[metric.name])
        columns[metric.short.of(lang)] = [
            say(f"charts.status_{status.iloc[i]}", lang)
            if status is not None and status.iloc[i] != "ok"
            else number(None if pd.isna(value) else value, metric.unit, lang)
            for i, value in enumerate(values)
        ]
        for part in ("numerator", "denominator"):
            if f"{metric.name}_{part}" in result.frame:
                columns[say(f"ui.{part}_part", lang)] = [
                    number(None if pd.isna(value) else value, "people", lang)
                    for value in result.frame[f"{metric.name}_{part}"]
                ]
    return pd.DataFrame(columns)


def reading(view: View, result: Result) -> str:
    """The line under a title: what is counted, when, over which denominator of which day."""
    lang, metric = view.lang, result.metrics[0]
    parts = [say(f"ui.unit_{metric.unit}", lang)]
    if result.month is not None and "month" not in result.by:
        parts.append(month_name(result.month, lang))
    if result.scope and result.series:
        parts.append(say("ui.scope", lang, segments="/".join(result.scope)))
    if result.series:
        declared = workforce_series().get(result.series)
        days = sorted({dated.as_of for dated in result.as_of})
        name = declared.label.of(lang) if declared else result.series
        parts.append(f"{name} {day_name(days[-1], lang)}" if days else name)
    parts.append(say("ui.source", lang, count=len(result.deliveries)))
    if not result.complete:
        parts.append(say("ui.preliminary", lang))
    return escape(" · ".join(parts))


def escape(text: str) -> str:
    """Text as it stands: nothing in it is taken for markup."""
    for sign in ("\\", "*", "_", "`", "[", "]", "<", ">", "$", "#", ":", "|", "~"):
        text = text.replace(sign, "\\" + sign)
    return text
