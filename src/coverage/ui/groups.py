"""Parts of the page on gaps: questions that may have no honest answer, and what can be said then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import decile_bars
from ..codes import POOLED_DECILE
from ..errors import CoverageError
from . import card, denominators
from .tables import escape
from .twin import Listing, numbers, words

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

LARGEST = 12
REGISTERED = "dtsen_bekerja"
"""The denominator that a register by person yields, with everybody's decile."""


def answerable(view: View) -> bool:
    """Whether rates by decile or by occupation can be had; if neither, one card says so for the whole page."""
    reason = None
    for by in ("decile", "occupation_group"):
        try:
            view.ask("coverage_rate", by=by)
        except CoverageError as problem:
            reason = reason or problem
        else:
            return True
    assert reason is not None
    with st.container(border=True):
        st.markdown(f"##### {escape(view.say('no_groups', place=view.regions.name(view.chosen.region, view.lang)))}")
        why_not(view, reason)
        st.markdown(view.say("no_groups_ask"))
        titles = ("decile_title", "occupation_title", "heat_title", "groups_title")
        st.markdown("\n".join(f"- {view.say(title)}" for title in titles))
    return False


def why_not(view: View, reason: CoverageError) -> None:
    """Why there is no rate by welfare decile: that no register has come, where that is it; the rule below it."""
    if any(one.name == REGISTERED for one in denominators.of(view)):
        st.info(reason.say(view.lang), icon=":material/help:")
        return
    place = view.regions.name(view.chosen.region, view.lang)
    st.info(view.say("no_register", place=place), icon=":material/help:")
    st.caption(escape(reason.say(view.lang)))


def ask_or_say(view: View, title: str, metric: str, by: str | Sequence[str]) -> Result | None:
    """The answer; where there is none, a card that says why."""
    try:
        return view.ask(metric, by=by)
    except CoverageError as reason:
        with st.container():
            st.markdown(f"##### {escape(title)}")
            st.info(view.say("cannot", reason=reason.say(view.lang)), icon=":material/help:")
        return None


def note(view: View, result: Result) -> str:
    """The reading line, with the share of members whose decile nobody knows."""
    line = escape(card.reading(view, result))
    if result.unknown_share is None:
        return line
    return f"{line} · {escape(view.say('unknown_share', share=view.number(result.unknown_share, 'percent')))}"


def largest(view: View) -> None:
    """The groups with most workers not covered: district, decile and occupation together."""
    title = view.say("groups_title")
    result = ask_or_say(view, title, "coverage_gap", by=("district", "decile_group", "occupation_group"))
    if result is None:
        return
    found = result.frame.dropna(subset=["coverage_gap"]).sort_values("coverage_gap", ascending=False)
    columns = []
    for dimension in result.by:
        names = view.names(dimension, found[dimension])
        columns.append(words(view.text(view.dimension(dimension)), [names[str(code)] for code in found[dimension]]))
    gaps = numbers(view, view.say("gap"), [int(gap) for gap in found["coverage_gap"]])
    with st.container(border=True):
        view.listed(
            Listing("groups", title, card.reading(view, result), (*columns, gaps), results=(result,), limit=LARGEST)
        )


def welfare(view: View) -> None:
    """How many persons, or only families, live in each decile, where that was delivered."""
    for metric in ("welfare_persons", "welfare_families"):
        try:
            result = view.ask(metric, by="decile", segment=False)
        except CoverageError:
            continue
        chart = decile_bars(result, view.names_in(result), view.look, height=240)
        if not chart.is_empty:
            note = " · ".join([card.reading(view, result), *_about_welfare(view, result)])
            view.figure(metric, view.say(f"{metric}_title"), chart, result, escape(note))
            return


def _about_welfare(view: View, result: Result) -> list[str]:
    """Why these are no rates, and what the table leaves open."""
    by_decile = {str(row[0]): row[1] for row in result.frame[["decile", result.metric.name]].itertuples(index=False)}
    said = [view.say(f"{result.metric.name}_note")]
    if POOLED_DECILE in by_decile:
        said.append(view.say("welfare_pooled"))
    return said
