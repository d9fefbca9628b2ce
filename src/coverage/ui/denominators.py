"""Denominators on screen: the registry, the range of rates over them, and warnings about revisions and over 100 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from ..planning.denominators import Denominator, denominators, over_text, range_of, range_text, revision_text
from ..planning.rating import is_partial
from ..planning.wording import flagged
from ..text import Text, day_name, month_name
from ..warehouse import Snapshot
from . import filters
from .tables import escape, listed_by_width
from .twin import Listing, numbers, words

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

NARROW = (0, 2, 3, 7)
"""The columns of the registry that a phone has room for; the menu has all."""
_Where = tuple[tuple[str, tuple[str, ...]], ...]


@st.cache_resource(max_entries=128, show_spinner=False)
def _denominators(
    snapshot_id: str, _snapshot: Snapshot, regency: str, month: int, where: _Where, role: str
) -> tuple[Denominator, ...]:
    return denominators(_snapshot, regency, month, dict(where), role)


def of(view: View, where: Mapping[str, Sequence[str]] | None = None) -> tuple[Denominator, ...]:
    """The denominators of the place at the month shown, with the rate of the filters over each."""
    scalars: _Where = tuple(sorted((key, tuple(codes)) for key, codes in view.where(where).items()))
    return _denominators(view.snapshot.id, view.snapshot, view.chosen.region, view.chosen.month, scalars, view.role)


def used(view: View, found: Sequence[Denominator]) -> Denominator | None:
    """The denominator the page shows: the one chosen, else the first that has a rate."""
    if view.chosen.series is not None:
        return next((one for one in found if one.name == view.chosen.series), None)
    return next((one for one in found if one.rate.rate is not None), None)


def of_all_workers(found: Sequence[Denominator]) -> Denominator | None:
    """The first denominator whose rate is about all workers and not some segments only."""
    return next((one for one in found if one.rate.rate is not None and not is_partial(one.rate)), None)


def range_line(view: View, where: Mapping[str, Sequence[str]] | None = None) -> str:
    """The lowest and the highest rate over all denominators, named; empty where there are not two."""
    found = range_of(of(view, where))
    return "" if found is None else view.say("range", ends=view.text(range_text(found)))


def warnings(view: View, where: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """What has to be said about the denominator on show: a large revision, more than a hundred per cent."""
    one = used(view, of(view, where))
    if one is None:
        return []
    said: list[Text | None] = [over_text(one.rate), revision_text(one)]
    return [view.text(text) for text in said if text is not None]


def notes(view: View, where: Mapping[str, Sequence[str]] | None = None, result: Result | None = None) -> None:
    """The range as a line, and every warning in its box; areas of `result` above a hundred per cent are explained."""
    over = [] if result is None or result.metric.unit != "percent" else list(result.frame[result.metric.name].dropna())
    count = sum(1 for rate in over if rate > 1)
    if count:
        st.warning(escape(view.say("over_areas", count=count)), icon=":material/warning:")
    for warning in warnings(view, where):
        st.warning(escape(warning), icon=":material/warning:")
    line = range_line(view, where)
    if line:
        st.caption(escape(line))


def _dates(view: View, one: Denominator) -> str:
    """The date of its values, or the oldest and the newest where areas differ."""
    days = dict.fromkeys((day_name(one.since, view.lang, short=True), day_name(one.as_of, view.lang, short=True)))
    return " – ".join(day.replace(" ", "\N{NO-BREAK SPACE}") for day in days)


def of_every_place(view: View) -> None:
    """The registry of each place the reader may see, at its last complete month and without filters."""
    st.markdown(view.say("registry_intro"))
    for place in filters.seen(view.snapshot, view.role):
        month = place.complete_month
        chosen = replace(view.chosen, region=place.regency_code, month=month, series=None, segment=None)
        registry(replace(view, chosen=chosen), view.regions.name(place.regency_code, view.lang))


def registry(view: View, place: str = "") -> None:
    """Every denominator of the place: what it counts, of when, from where, how finely, how it was revised.

    `place` is named in the title where the registries of several places stand on one page.
    """
    found = of(view)
    changed = [
        "–" if one.revision is None else f"{view.number(one.revision.change, 'percent')}{' ⚠' * one.revision.is_large}"
        for one in found
    ]
    values = [one.rate.rate for one in found]
    rates = numbers(view, view.say("rate"), values, "percent")
    rates = replace(
        rates,
        shown=[
            why if value is None else view.text(flagged(value)) for value, why in zip(values, rates.shown, strict=True)
        ],
    )
    listing = Listing(
        f"denominators_{view.chosen.region}" if place else "denominators",
        f"{place}: {view.say('registry_title')}" if place else view.say("registry_title"),
        month_name(view.chosen.month, view.lang),
        (
            words(view.say("series"), [view.text(one.declared.label) for one in found]),
            words(view.say("registry_meaning"), [view.text(one.declared.meaning) for one in found]),
            numbers(view, view.say("registry_workers"), [one.workers for one in found]),
            words(view.say("registry_as_of"), [_dates(view, one) for one in found]),
            words(view.say("registry_detail"), [view.text(one.detail) for one in found]),
            words(view.say("registry_change"), changed),
            words(view.say("registry_who"), [view.text(one.rate.who) for one in found]),
            rates,
            words(view.say("source_name"), [one.source for one in found]),
        ),
        facts=tuple((view.text(one.declared.label), view.text(one.declared.meaning)) for one in found),
        empty=view.say("no_series"),
    )
    with st.container(border=True):
        listed_by_width(view, listing, NARROW)
        for one in found:
            text = revision_text(one)
            if text is not None:
                st.warning(escape(view.text(text)), icon=":material/warning:")
        line = range_line(view)
        if line:
            st.caption(escape(line))
