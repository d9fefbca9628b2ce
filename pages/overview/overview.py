"""The first screen: where are we, why, what falls away, what now."""

import streamlit as st

from src.coverage.charts import choropleth, payers, trend
from src.coverage.text import Text
from src.coverage.ui import Page, View, lists, places, summary

PAGE = Page(
    title=Text(id="Ringkasan", en="Overview"),
    order=10,
    icon=":material/monitoring:",
    filters=("region", "month", "series", "segment"),
)


def render(view: View) -> None:
    """The headline, three figures and two lists fit one screen; the rest stands below."""
    head = view.headline()
    summary.headline_card(view, head, view.ask_or("coverage_rate", "active")[0])
    left, middle, right = st.columns([1.1, 1.2, 1], border=True, gap="small")
    with left:
        district_map(view)
    with middle:
        history(view)
    with right:
        funding(view)
    left, right = st.columns([1, 1.3], border=True, gap="small")
    with left:
        view.listed(lists.behind(view, head))
    with right:
        view.listed(lists.ending(view, head))
    summary.below_the_fold(view, head)


@st.fragment
def district_map(view: View) -> None:
    """Districts by rate; where no rate can be had, by active members."""
    result, reason = view.ask_or("coverage_rate", "active", by="district")
    shapes = view.shapes(view.chosen.region, "district")
    if shapes is None:
        st.info(view.say("no_shapes"))
        return
    chart = choropleth(result, shapes, view.names_in(result), view.look, height=98)
    note = places.note(view, result, view.chosen.region, shapes, reason) if reason else ""
    view.figure(
        "map", view.say("map_title"), chart, result, note, lambda code: view.open("regions", area=code), border=False
    )


@st.fragment
def history(view: View) -> None:
    """The rate since the first month, and the fan ahead."""
    result, reason = view.ask_or("coverage_rate", "active", history=True)
    head = view.headline()
    chart = trend(result, view.look, head.outlook, height=152)
    title = view.say("trend_title" if head.outlook else "trend_title_past")
    view.figure("trend", title, chart, result, summary.trend_note(view, head, result, reason), border=False)


@st.fragment
def funding(view: View) -> None:
    """Active members by kind of payer."""
    result = view.ask("active", by="sponsor_kind")
    chart = payers(result, view.names_in(result), view.look, height=160)
    note = summary.payers_note(view, view.headline(), result)
    view.figure("payers", view.say("payers_title"), chart, result, note, border=False)
