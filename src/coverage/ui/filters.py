"""The one place for filters: region, month, denominator, segment; read from the address, said when not understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from ..codes import segments, workforce_series
from ..errors import CannotAnswer
from ..text import Lang, day_name, month_code, month_name, month_number, number
from ..warehouse import Snapshot
from ..words import say
from . import serve, url
from .page import Filter, Page


@dataclass(frozen=True)
class Chosen:
    """What the reader asked for; `series` None leaves the choice to the question."""

    region: str
    month: int
    default_month: int
    last_month: int
    series: str | None
    segment: str | None

    @property
    def is_preliminary(self) -> bool:
        return self.month > self.default_month


@dataclass(frozen=True)
class Choice:
    """One filter: its key in the address, what may be chosen, what is chosen."""

    key: str
    options: tuple[str, ...]
    default: str
    chosen: str
    ignored: str | None


def choose(key: str, options: Sequence[str], default: str) -> Choice:
    """The choice of a key in the address, the default when it is absent or not an option (then it is said)."""
    raw = url.read(key)
    known = raw is not None and raw in options
    return Choice(
        key, tuple(options), default, raw if known and raw else default, None if known or raw is None else raw
    )


def draw_select(
    choice: Choice, label: str, name: Callable[[str], str], width: int | Literal["stretch"] = "stretch"
) -> None:
    """A select box for a choice; its change goes to the address."""
    widget = f"w_{choice.key}"
    if st.session_state.get(widget) != choice.chosen:
        st.session_state[widget] = choice.chosen
    st.selectbox(
        label,
        choice.options,
        key=widget,
        format_func=name,
        on_change=url.follow,
        args=(choice.key, widget, choice.default),
        width=width,
        label_visibility="collapsed",
        filter_mode=None if len(choice.options) < 12 else "fuzzy",
    )


def draw_segments(choice: Choice, label: str, name: Callable[[str], str]) -> None:
    """A row of buttons for a choice among few."""
    widget = f"w_{choice.key}"
    if st.session_state.get(widget) != choice.chosen:
        st.session_state[widget] = choice.chosen
    st.segmented_control(
        label,
        choice.options,
        key=widget,
        format_func=name,
        on_change=url.follow,
        args=(choice.key, widget, choice.default),
        label_visibility="collapsed",
        required=True,
    )


def bar(page: Page, snap: Snapshot, lang: Lang, role: str) -> tuple[Chosen, list[str]]:
    """Draws the filters a page uses and gives what is chosen, with a sentence for each value that was ignored."""
    regencies = [place.regency_code for place in snap.places]
    region = choose("region", regencies, _home(snap))
    place = next(place for place in snap.places if place.regency_code == region.chosen)
    months = [month_code(month) for month in range(place.last_month, place.first_month - 1, -1)]
    month = choose("month", months, month_code(place.complete_month))
    number_of_month = month_number(month.chosen)
    known = series_values(snap, region.chosen, number_of_month, role)
    first = next(iter(known), "-")
    series = choose("series", list(known) or ["-"], first)
    segment = choose("segment", ["*", *segments()], "*")
    names = serve.regions(str(serve.folder().root))
    if "region" in page.filters:
        draw_select(region, say("ui.region", lang), lambda code: names.name(code, lang), width=230)
    if "month" in page.filters:
        draw_select(month, say("ui.month", lang), lambda code: _month(code, place.complete_month, lang), width=210)
    _more(page.filters, series, segment, known, lang)
    used = {"region": region, "month": month, "series": series, "segment": segment}
    ignored = [
        say("ui.ignored_value", lang, key=key, value=choice.ignored, used=choice.chosen)
        for key, choice in used.items()
        if choice.ignored is not None
    ]
    return (
        Chosen(
            region.chosen,
            number_of_month,
            place.complete_month,
            place.last_month,
            series.chosen if url.read("series") and not series.ignored else None,
            None if segment.chosen == "*" else segment.chosen,
        ),
        ignored,
    )


def _home(snap: Snapshot) -> str:
    """The place shown first: the one with most months, then by code."""
    ranked = sorted(snap.places, key=lambda place: (place.first_month - place.last_month, -place.last_month))
    cities = [place for place in ranked if place.regency_code[3] == "7"]
    return (cities or ranked)[0].regency_code


def _month(code: str, complete: int, lang: Lang) -> str:
    month = month_number(code)
    name = month_name(month, lang)
    return say("ui.preliminary_month", lang, month=name) if month > complete else name


def _more(
    filters: Sequence[Filter], series: Choice, segment: Choice, known: dict[str, tuple[float, date | None]], lang: Lang
) -> None:
    """Denominator and segment in a popover whose label says what is chosen."""
    if not {"series", "segment"} & set(filters):
        return
    declared = workforce_series()

    def series_name(code: str) -> str:
        if code not in declared:
            return say("ui.no_series", lang)
        workers, day = known[code]
        return say(
            "ui.series_option",
            lang,
            name=declared[code].label.of(lang),
            workers=number(workers, "people", lang),
            day=day_name(day, lang) if day else "–",
        )

    label = say("ui.denominator", lang, name=series_name(series.chosen))
    if segment.chosen != "*":
        label += f" · {segment.chosen}"
    with st.popover(label, icon=":material/tune:"):
        if "series" in filters:
            st.caption(say("ui.denominator_help", lang))
            draw_select(series, say("ui.series", lang), series_name)
        if "segment" in filters:
            st.caption(say("ui.segment_help", lang))
            draw_select(
                segment,
                say("ui.segment", lang),
                lambda code: say("ui.all_segments", lang) if code == "*" else segments()[code].label.of(lang),
            )


def series_values(snap: Snapshot, region: str, month: int, role: str) -> dict[str, tuple[float, date | None]]:
    """The denominators that a place has at a month, in the declared order, with their value and day."""
    found: dict[str, tuple[float, date | None]] = {}
    for name in workforce_series():
        try:
            result = serve.answer(
                snap, ["eligible_workers"], where={"regency": (region,)}, month=month, series=name, as_role=role
            )
        except CannotAnswer:
            continue
        value = result.value("eligible_workers")
        if value:
            days = sorted(dated.as_of for dated in result.as_of)
            found[name] = (float(value), days[-1] if days else None)
    return found
