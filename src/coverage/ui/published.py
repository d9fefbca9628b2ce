"""Published poverty and labour figures of the place, each with its date and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ..planning.statistics import Statistic, published_statistics
from ..text import month_name
from ..warehouse import Snapshot
from . import widths
from .twin import Column, Listing, words

if TYPE_CHECKING:
    from .view import View


@st.cache_resource(max_entries=32, show_spinner=False)
def _published(snapshot_id: str, _snapshot: Snapshot, regency: str, month: int) -> tuple[Statistic, ...]:
    return published_statistics(_snapshot, regency, month)


def statistics(view: View) -> None:
    """The newest published value of every indicator; nothing where none was delivered."""
    found = _published(view.snapshot.id, view.snapshot, view.chosen.region, view.chosen.month)
    if found:
        with st.container(border=True):
            brief = [view.say(key) for key in ("statistics_indicator", "statistics_value", "source_name")]
            widths.listed(view, _listing(view, found), brief)


def _listing(view: View, found: tuple[Statistic, ...]) -> Listing:
    def named(one: Statistic) -> str:
        label = view.text(one.label)
        return view.say("statistics_province", label=label) if one.of_province else label

    def valued(label: str, values: list[float | None], when: list[int | None]) -> Column:
        shown = [
            f"{one.shown(value, view.lang)} ({month_name(month, view.lang, short=True)})" if month is not None else "–"
            for one, value, month in zip(found, values, when, strict=True)
        ]
        return Column(label, shown, {label: values}, is_number=True)

    return Listing(
        "statistics",
        view.say("statistics_title"),
        view.say("statistics_reading"),
        (
            words(view.say("statistics_indicator"), [named(one) for one in found]),
            valued(view.say("statistics_value"), [one.value for one in found], [one.month for one in found]),
            valued(view.say("statistics_before"), [one.before for one in found], [one.before_month for one in found]),
            words(view.say("source_name"), [one.source or "–" for one in found]),
        ),
        empty=view.say("statistics_none"),
    )
