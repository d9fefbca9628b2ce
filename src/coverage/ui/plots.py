"""A chart inside a list's card: drawn with its legend, a click handing on the code of the mark."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ..charts import Chart
from .card import legend

if TYPE_CHECKING:
    from .view import View


def plot(view: View, key: str, title: str, chart: Chart, on_click: Callable[[str], None] | None = None) -> None:
    """The figure of a card whose title and menu stand already (`view.listed`)."""
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
    code = points[0].get("customdata") if points else None
    if isinstance(code, list | tuple):
        code = code[0] if code else None
    if code:
        on_click(str(code))
