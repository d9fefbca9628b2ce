"""Parts of the page on coverage against drop-out: the figure, the four fields with their action, areas in none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..charts.quadrant import quadrant_chart
from ..errors import CannotAnswer
from ..planning.quadrant import (
    FIELDS,
    MEDIAN,
    METRICS,
    OWN,
    Cut,
    Place,
    Quadrant,
    field_action,
    field_name,
    members_where,
    quadrant_finding,
    quadrant_of,
)
from ..regions import is_unlocated
from . import card
from .plots import plot
from .tables import escape
from .twin import Column, Listing, numbers, words

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

STEPS = tuple(str(percent) for percent in (5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100))
SHOWN = 3


def level_choice(view: View) -> str:
    """Districts or villages."""
    return view.choose(
        "level",
        ("district", "village"),
        "district",
        view.say("level"),
        lambda one: view.say(f"level_{one}"),
        buttons=True,
    )


def cut(view: View, key: str) -> str | float:
    """Where high begins on one axis: the place's own figure, the middle area's, or a share chosen."""
    chosen = view.choose(
        key, (OWN, MEDIAN, *STEPS), OWN, view.say(f"quadrant_{key}"), lambda one: _cut_name(view, key, one), width=330
    )
    return chosen if chosen in (OWN, MEDIAN) else int(chosen) / 100


def _cut_name(view: View, key: str, code: str) -> str:
    line = view.say(f"quadrant_{key}")
    return f"{line}: {view.say(f'quadrant_{code}')}" if code in (OWN, MEDIAN) else f"{line}: {code} %"


def answer(view: View, level: str, coverage: str | float, drop_out: str | float) -> Quadrant | None:
    """The areas in their fields; where no rate by area is honest, one card that says why."""
    try:
        asked = _asked(view, level)
        alone = members_where(asked)
        counted = None if alone is None else view.ask("active", by=level, where=alone)
        return quadrant_of(asked, coverage, drop_out, counted)
    except CannotAnswer as refusal:
        with st.container(border=True):
            st.markdown(f"##### {escape(view.say('quadrant_cannot'))}")
            st.info(refusal.say(view.lang), icon=":material/help:")
        return None


def _asked(view: View, level: str) -> Result:
    """By the denominator chosen where it goes that deep, else by the first that does."""
    return view.ask(METRICS, by=level)


def figure(view: View, found: Quadrant) -> None:
    """The areas on the two axes; a click opens the area's page."""
    title = view.text(quadrant_finding(found))
    names = view.names(found.level, [place.code for place in (*found.places, *found.absent)])
    labels: dict[str, str] = {field: view.text(field_name(field)) for field in FIELDS}
    chart = quadrant_chart(found, names, labels, view.look)
    reading = " · ".join(
        [
            card.reading(view, found.result),
            _cut_text(view, "cover", found.coverage_cut),
            _cut_text(view, "drop", found.drop_out_cut),
        ]
    )
    listing = Listing("quadrant", title, reading, _columns(view, found, names, labels), results=(found.result,))
    click = partial(_open, view)
    view.listed(listing, partial(plot, view, "quadrant", title, chart, click))
    st.caption(view.say("quadrant_read"))
    differs = _own_differs(view, found)
    if differs:
        st.caption(escape(differs))


def _own_differs(view: View, found: Quadrant) -> str:
    """Why the line is not the rate of the place that other pages show; empty where it is, or was chosen."""
    line = found.coverage_cut
    unplaced = sum(place.active or 0 for place in found.absent)
    if line.basis != "own" or line.value is None or not unplaced:
        return ""
    whole = view.ask("coverage_rate", series=found.result.series).value("coverage_rate")
    if whole is None or round(whole, 4) == round(line.value, 4):
        return ""
    values = {"line": line.value, "whole": float(whole)}
    told = {name: view.number(value, "percent") for name, value in values.items()}
    return view.say("quadrant_own_differs", persons=view.number(unplaced), **told)


def _open(view: View, code: str) -> None:
    view.open("area", area=code)


def _cut_text(view: View, key: str, found: Cut) -> str:
    basis = view.say(f"quadrant_{found.basis}")
    return view.say(f"quadrant_line_{key}", value=view.number(found.value, "percent"), basis=basis)


def _columns(view: View, found: Quadrant, names: dict[str, str], labels: dict[str, str]) -> tuple[Column, ...]:
    places = [place for field in FIELDS[::-1] for place in found.of(field)]
    return (
        Column(
            view.text(view.dimension(found.level)),
            [names[place.code] for place in places],
            {"code": [place.code for place in places], "name": [names[place.code] for place in places]},
        ),
        words(view.say("quadrant_field"), [labels[place.field or "keep"] for place in places]),
        numbers(view, view.say("rate"), [place.coverage for place in places], "percent"),
        numbers(view, view.say("quadrant_drop_out"), [place.drop_out for place in places], "percent"),
        numbers(view, view.say("gap"), [place.gap for place in places]),
        numbers(view, view.say("quadrant_lapsed"), [place.lapsed for place in places]),
    )


def fields(view: View, found: Quadrant) -> None:
    """The four fields: what to do there, and the areas with most workers not covered, each a way to its page."""
    names = view.names(found.level, [place.code for place in found.places])
    for field in FIELDS[::-1]:
        places = found.of(field)
        count = view.say(f"quadrant_count_{found.level}", count=len(places))
        with st.container(border=True, gap="xsmall", key=f"field_{field}"):
            st.markdown(f"**{escape(view.text(field_name(field)))}** · {escape(count)}")
            st.caption(escape(view.text(field_action(field))))
            with st.container(horizontal=True, gap="xxsmall"):
                for place in places[:SHOWN]:
                    _link(view, place, names[place.code])
            if len(places) > SHOWN:
                st.caption(view.say("quadrant_more", count=len(places) - SHOWN))
    view.leave()


def _link(view: View, place: Place, name: str) -> None:
    label = view.say("quadrant_link", name=name, gap=view.number(place.gap))
    st.button(
        label,
        key=f"open_{place.code}",
        type="tertiary",
        icon=":material/chevron_right:",
        on_click=_open,
        args=(view, place.code),
    )


def absent(view: View, found: Quadrant) -> None:
    """The areas in no field, each with its reason."""
    if not found.absent:
        return
    # Areas first, then the people of no known area.
    lacking = sorted(found.absent, key=lambda place: (is_unlocated(place.code), place.code))
    names = view.names(found.level, [place.code for place in lacking])
    with st.container(border=True):
        view.listed(
            Listing(
                "absent",
                view.say("quadrant_absent_title", count=len(found.absent)),
                card.reading(view, found.result),
                (
                    words(view.text(view.dimension(found.level)), [names[place.code] for place in lacking]),
                    words(
                        view.say("quadrant_reason"),
                        [view.text(one.reason) if one.reason else "–" for one in lacking],
                    ),
                    numbers(view, view.say("quadrant_active"), [place.active for place in lacking]),
                ),
                results=(found.result,),
                limit=12,
            )
        )
