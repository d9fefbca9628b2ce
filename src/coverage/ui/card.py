"""One figure on a page, chart or list: title, unit and date, what is drawn, and the menu with all there is to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import Chart
from ..codes import workforce_series
from ..text import day_name, month_name
from ..words import say
from . import export
from .plots import plot
from .tables import column_table, escape, table
from .twin import Listing, Twin, twin_of_list, twin_of_result

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View


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
        heading(view, key, title, twin_of_result(view, result))
        st.caption(" · ".join(filter(None, [note or escape(reading(view, result)), escape(chart.note)])))
        plot(view, key, title, chart, on_click)


def listed(view: View, listing: Listing, draw: Callable[[], None] | None = None) -> None:
    """A list as a figure: title with the same menu, what is counted and when, the first rows (or what `draw` draws)."""
    with st.container(gap="xsmall", key=f"card_{listing.key}"):
        rows = listing.rows()
        rest = len(rows) - (listing.limit or len(rows))
        if listing.columns:
            heading(view, listing.key, listing.title, twin_of_list(view, listing))
        else:
            st.markdown(f"##### {escape(listing.title)}")
        hidden = [view.say("some_rows", shown=listing.limit, count=len(rows))] if rest > 0 else []
        st.caption(escape(" · ".join([listing.reading, *hidden])))
        if not rows:
            st.caption(escape(listing.empty))
            return
        if draw is not None:
            draw()
            return
        column_table(listing.columns, listing.limit)


def heading(view: View, key: str, title: str, twin: Twin) -> None:
    """The title with the menu beside it that holds table, downloads and explanation; closed, it computes nothing."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall", key=f"head_{key}"):
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
            details(view, key, twin)


def details(view: View, key: str, twin: Twin) -> None:
    """Table twin, downloads and "explain this number"."""
    st.markdown(f"**{view.say('table')}**")
    table(twin.shown(), f"table_{key}")
    with st.container(horizontal=True):
        for kind, make in (("csv", export.as_csv), ("xlsx", export.as_xlsx)):
            st.download_button(
                kind.upper(),
                partial(export.made, view, f"{twin.name}.{kind}", partial(make, twin, view.lang)),
                f"{twin.name}.{kind}",
                key=f"{kind}_{key}",
                icon=":material/download:",
            )
    explain(view, twin)


def explain(view: View, twin: Twin) -> None:
    """Definition, dates and deliveries of the numbers, and the SQL of every answer they came from."""
    st.markdown(f"**{view.say('explain')}**")
    lines = [f"- **{escape(name)}**: {escape(value)}" for name, value in twin.facts()]
    limits = dict.fromkeys(limit.of(view.lang) for one in twin.results for each in one.metrics for limit in each.limits)
    st.markdown("\n".join([*lines, *(f"- {escape(limit)}" for limit in limits)]))
    behind = sorted({delivery for result in twin.results for delivery in result.deliveries})
    if behind:
        with st.expander(view.say("deliveries_used", count=len(behind))):
            st.code("\n".join(behind), language=None)
    for result in twin.results:
        with st.expander(view.say("sql_of", what=", ".join(view.text(metric.short) for metric in result.metrics))):
            st.code(result.sql, language="sql")
            if result.params:
                st.json(dict(result.params), expanded=False)


def reading(view: View, result: Result) -> str:
    """The line under a title: what is counted, when, over which denominator of which day."""
    lang, metric = view.lang, result.metrics[0]
    parts = [metric.short.of(lang).lower() if metric.unit == "number" else say(f"ui.unit_{metric.unit}", lang)]
    held = export.data_months(result)
    if held:
        parts.append(say("ui.data_of", lang, month=export.months_text(held, lang)))
    elif "month" in result.by:
        parts.append(" – ".join(month_name(month, lang, short=True) for month in (result.months[0], result.months[-1])))
    else:
        parts.append(month_name(result.month, lang))
    return " · ".join([*parts, *standing(view, result)])


def standing(view: View, result: Result) -> list[str]:
    """What an answer rests on: whose rate it is, the denominator with its days, how many deliveries."""
    lang, parts = view.lang, []
    if result.scope and result.series:
        parts.append(say("ui.scope", lang, segments="/".join(result.scope)))
    if result.series:
        declared = workforce_series().get(result.series)
        days = sorted({dated.as_of for dated in result.as_of})
        name = declared.label.of(lang) if declared else result.series
        dates = " – ".join(day_name(day, lang) for day in dict.fromkeys((days[0], days[-1]))) if days else ""
        parts.append(f"{name} {dates}".rstrip())
    parts.append(source(view, result))
    if not result.complete:
        parts.append(say("ui.preliminary", lang))
    return parts


def source(view: View, result: Result) -> str:
    """How many deliveries an answer rests on."""
    count = len(result.deliveries)
    return say("ui.source_one" if count == 1 else "ui.source", view.lang, count=count)
