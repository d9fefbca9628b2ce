"""The one place for filters: region, month, denominator, segment; read from the address, said when not understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from ..codes import segments, workforce_series
from ..errors import CannotAnswer
from ..metrics import Role
from ..text import Lang, day_name, month_code, month_name, month_number, number
from ..warehouse import Snapshot
from ..warehouse.snapshot import Place
from ..words import phrase, say
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
    choice: Choice,
    label: str,
    name: Callable[[str], str],
    width: int | Literal["stretch"] = "stretch",
    form: str = "w",
    drops: Sequence[str] = (),
) -> None:
    """A select box for a choice; its change goes to the address and `drops` what belonged to the choice before.

    `form` tells two boxes for the same choice apart.
    """
    widget = f"{form}_{choice.key}"
    if st.session_state.get(widget) != choice.chosen:
        st.session_state[widget] = choice.chosen
    st.selectbox(
        label,
        choice.options,
        key=widget,
        format_func=name,
        on_change=url.follow,
        args=(choice.key, widget, choice.default, tuple(drops)),
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


@dataclass(frozen=True)
class Bar:
    """The filters of a page: what may be chosen, what is chosen, and how each option is called."""

    used: tuple[Filter, ...]
    choices: dict[Filter, Choice]
    names: dict[Filter, Callable[[str], str]]
    lang: Lang

    def draw(self) -> None:
        """A row of boxes; on a phone one popover that says what is chosen and holds them all."""
        with st.container(key="filters_wide", horizontal=True, vertical_alignment="center", width="content"):
            self._box("region", 230, "w")
            self._box("month", 210, "w")
            if set(MORE) & set(self.used):
                with st.popover(self._more_label(), icon=":material/tune:"):
                    self._more("w")
        if not self.used:
            return
        with st.container(key="filters_narrow", width="content"):
            label = " · ".join(self.names[key](self.choices[key].chosen) for key in self.used if key in BOXES)
            narrow = st.popover(label, icon=":material/tune:", on_change="rerun", key="filters_popover")
            if narrow.open:
                with narrow:
                    for key in BOXES:
                        self._box(key, "stretch", "n")
                    self._more("n")

    def _box(self, key: Filter, width: int | Literal["stretch"], form: str) -> None:
        if key in self.used:
            drops = OF_THE_PLACE if key == "region" else ()
            draw_select(self.choices[key], say(f"ui.{key}", self.lang), self.names[key], width, form, drops)

    def _more(self, form: str) -> None:
        """Denominator and segment, each with a line that says what it does."""
        for key in MORE:
            if key in self.used:
                st.caption(say(f"ui.{key}_help", self.lang))
                self._box(key, "stretch", form)

    def _more_label(self) -> str:
        label = say("ui.denominator", self.lang, name=self.names["series"](self.choices["series"].chosen))
        segment = self.choices["segment"].chosen
        return label if segment == "*" else f"{label} · {segment}"

    def ignored(self) -> list[str]:
        """A sentence for each value of the address that is no option."""
        return [
            say("ui.ignored_value", self.lang, key=key, value=choice.ignored, used=self.names[key](choice.chosen))
            for key, choice in self.choices.items()
            if choice.ignored is not None
        ]


BOXES: tuple[Filter, ...] = ("region", "month")
MORE: tuple[Filter, ...] = ("series", "segment")
OF_THE_PLACE = ("series", "area", "village", "sponsor")
"""What another place does not share: dropped from the address when the place changes."""


def read(page: Page, snap: Snapshot, lang: Lang, role: str) -> tuple[Bar, Chosen]:
    """The filters of a page as the address has them."""
    places = seen(snap, role)
    region = choose("region", [place.regency_code for place in places], _home(places))
    place = next(place for place in places if place.regency_code == region.chosen)
    months = [month_code(month) for month in range(place.last_month, place.first_month - 1, -1)]
    month = choose("month", months, month_code(place.complete_month))
    known = series_values(snap, region.chosen, month_number(month.chosen), role)
    series = choose("series", list(known) or ["-"], next(iter(known), "-"))
    segment = choose("segment", ["*", *segments()], "*")
    regions = serve.regions(str(serve.folder().root))
    bar = Bar(
        page.filters,
        {"region": region, "month": month, "series": series, "segment": segment},
        {
            "region": lambda code: regions.name(code, lang),
            "month": lambda code: _month(code, place.complete_month, lang),
            "series": lambda code: _series(code, known, lang),
            "segment": lambda code: _segment(code, lang),
        },
        lang,
    )
    chosen = Chosen(
        region.chosen,
        month_number(month.chosen),
        place.complete_month,
        place.last_month,
        series.chosen if url.read("series") and not series.ignored else None,
        None if segment.chosen == "*" else segment.chosen,
    )
    return bar, chosen


def seen(snap: Snapshot, role: str) -> list[Place]:
    """The places a role may look at: a planner those of the own region, everybody else all."""
    who = Role.parse(role)
    own = who.of if who.kind == "planner" else ""
    found = [place for place in snap.places if place.regency_code.startswith(own) or own.startswith(place.regency_code)]
    if not found:
        raise CannotAnswer("not_allowed", phrase("ui.no_place_of_yours", region=own))
    return found


def _home(places: Sequence[Place]) -> str:
    """The place shown first: the one with most months, then by code."""
    ranked = sorted(places, key=lambda place: (place.first_month - place.last_month, -place.last_month))
    cities = [place for place in ranked if place.regency_code[3] == "7"]
    return (cities or ranked)[0].regency_code


def _month(code: str, complete: int, lang: Lang) -> str:
    month = month_number(code)
    name = month_name(month, lang)
    return say("ui.preliminary_month", lang, month=name) if month > complete else name


def _series(code: str, known: dict[str, tuple[float, date | None]], lang: Lang) -> str:
    declared = workforce_series()
    if code not in known:
        return say("ui.no_series", lang)
    workers, day = known[code]
    return say(
        "ui.series_option",
        lang,
        name=declared[code].label.of(lang),
        workers=number(workers, "people", lang),
        day=day_name(day, lang) if day else "–",
    )


def _segment(code: str, lang: Lang) -> str:
    return say("ui.all_segments", lang) if code == "*" else segments()[code].label.of(lang)


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
