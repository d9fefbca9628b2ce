"""Who is not covered: by decile, by occupation, by district and decile, and the largest groups."""

import streamlit as st

from src.coverage.charts import decile_bars, heat, ranking
from src.coverage.text import Text
from src.coverage.ui import Page, View, groups, published

PAGE = Page(
    title=Text(id="Siapa belum terlindungi", en="Who is not covered"),
    order=30,
    icon=":material/group_off:",
    filters=("region", "month", "series", "segment"),
)


def render(view: View) -> None:
    """Rates where a denominator has the cut; else the sentence that says why not, and what there is instead."""
    if groups.answerable(view):
        figures(view)
    groups.welfare(view)
    published.statistics(view)


def figures(view: View) -> None:
    """The four questions that need a denominator by group."""
    left, right = st.columns(2, border=True, gap="small")
    with left:
        by_decile(view)
    with right:
        by_occupation(view)
    by_district_and_decile(view)
    groups.largest(view)


@st.fragment
def by_decile(view: View) -> None:
    """Coverage by welfare decile."""
    title = view.say("decile_title")
    result = groups.ask_or_say(view, title, "coverage_rate", by="decile")
    if result is not None:
        chart = decile_bars(result, view.names_in(result), view.look)
        view.figure("deciles", title, chart, result, groups.note(view, result), border=False)


@st.fragment
def by_occupation(view: View) -> None:
    """Coverage by occupation group, lowest first."""
    title = view.say("occupation_title")
    result = groups.ask_or_say(view, title, "coverage_rate", by="occupation_group")
    if result is not None:
        chart = ranking(result, view.names_in(result), view.look, worst=True, height=300)
        view.figure("jobs", title, chart, result, border=False)


@st.fragment
def by_district_and_decile(view: View) -> None:
    """Coverage by district and decile, as a grid."""
    title = view.say("heat_title")
    result = groups.ask_or_say(view, title, "coverage_rate", by=("district", "decile"))
    if result is not None:
        chart = heat(result, view.names_in(result, 0), view.names_in(result, 1), view.look)
        view.figure("heat", title, chart, result)
