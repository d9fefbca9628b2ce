"""A chart inside a card: drawn with its legend, a click handing on the code of the mark or area."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ..charts import Chart, Key

if TYPE_CHECKING:
    from .view import View


def plot(view: View, key: str, title: str, chart: Chart, on_click: Callable[[str], None] | None = None) -> None:
    """The figure of a card whose title and menu stand already."""
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
    if on_click:
        view.leave()


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    """Runs before the page is drawn again, so that a click costs one run."""
    event: Any = st.session_state.get(f"plot_{key}")
    points = event["selection"]["points"] if event else []
    code = (points[0].get("location") or points[0].get("customdata")) if points else None
    if isinstance(code, list | tuple):
        code = code[0] if code else None
    if code:
        on_click(str(code))


def legend(entries: Sequence[Key], outline: str) -> str:
    """A legend as real text that wraps; plotly's own takes the map's room and cannot be read aloud."""
    items = "".join(
        f'<li style="display:inline-block;margin:0 0.9em 0.15em 0">'
        f'<span aria-hidden="true" style="display:inline-block;margin-right:0.35em;{_swatch(entry, outline)}">'
        f"{entry.mark}</span>{html.escape(entry.label)}</li>"
        for entry in entries
    )
    return f'<ul style="list-style:none;margin:0;padding:0;font-size:0.85rem">{items}</ul>'


def _swatch(entry: Key, outline: str) -> str:
    """How a legend shows what is on the figure: a box, a sign of its own, or a stroke."""
    if entry.shape == "box":
        return (
            "width:1.05em;height:1.05em;line-height:1em;text-align:center;vertical-align:-0.15em;"
            f"border:1px solid {outline};background:{entry.colour}"
        )
    if entry.shape == "sign":
        return f"color:{entry.colour}"
    style = {"solid": "solid", "dash": "dashed", "dot": "dotted"}[entry.shape]
    return f"width:1.6em;height:0;vertical-align:0.25em;border-top:3px {style} {entry.colour}"
