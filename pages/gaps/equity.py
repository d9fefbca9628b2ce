"""Whom the help reaches: cover that others pay for, by welfare decile, and who changed decile."""

import streamlit as st

from src.coverage.charts import decile_bars
from src.coverage.text import Text
from src.coverage.ui import Page, View, fairness, groups, migrating
from src.coverage.ui.fairness import Equity

PAGE = Page(
    title=Text(id="Pemerataan", en="Fairness"),
    order=35,
    icon=":material/balance:",
    filters=("region", "month", "series", "segment"),
    keys=("target", "register"),
)


@st.fragment
def render(view: View) -> None:
    """One fragment: another target group repaints this, not the page."""
    target = fairness.target(view)
    found = fairness.answer(view, target)
    if found is not None:
        fairness.headline(view, found)
        figures(view, found)
        fairness.measures_table(view, found)
        fairness.programmes(view, target)
    migrating.moves(view, target)
    if found is None:
        groups.welfare(view)


def figures(view: View, found: Equity) -> None:
    """Coverage by decile, shares side by side, and the curve."""
    left, middle, right = st.columns([1, 1.1, 1.1], border=True, gap="small")
    with left:
        chart = decile_bars(found.result, view.names_in(found.result), view.look, height=360)
        view.figure("paid_deciles", view.say("fair_deciles_title"), chart, found.result, border=False)
    with middle:
        fairness.shares(view, found)
    with right:
        fairness.curve(view, found)
