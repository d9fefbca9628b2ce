"""Parts of the page on change: which two months, which members, the waterfall and the table of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import Chart
from ..charts.bridge import waterfall
from ..codes import DECILE_GROUPS, UNKNOWN, sponsor_kinds
from ..errors import CoverageError
from ..planning import Bridge, bridge
from ..planning.bridge_words import bridge_finding, bridge_title, part_name
from ..text import Unit, day_name, month_code, month_name, month_number, rounded
from ..warehouse import Snapshot
from . import known, serve
from .card import standing
from .plots import legend
from .tables import escape
from .twin import Column, Listing, numbers, words

if TYPE_CHECKING:
    from .view import View

COMPARE = ("year", "month", "from", "known")
ALL = "*"
_Where = tuple[tuple[str, tuple[str, ...]], ...]


@st.cache_resource(max_entries=128, show_spinner=False)
def _bridge(
    ids: tuple[str, ...],
    _now: Snapshot,
    _then: Snapshot | None,
    months: tuple[int, int],
    where: _Where,
    series: str | None,
    role: str,
) -> Bridge:
    return bridge(_now, *months, dict(where), series, role, _then)


def bridge_of(
    view: View,
    months: tuple[int, int],
    where: Mapping[str, Sequence[str]] | None = None,
    then: Snapshot | None = None,
) -> Bridge:
    """The bridge of the filters on show, reckoned once; from what was known `then` it leads to what is known now."""
    scalars: _Where = tuple(sorted((key, tuple(codes)) for key, codes in view.where(where).items()))
    now = view.snapshot if then is None else serve.snapshot()
    ids = (now.id,) if then is None else (now.id, then.id)
    return _bridge(ids, now, then, months, scalars, view.chosen.series, view.role)


def found(view: View) -> Bridge | None:
    """The bridge that the page's choices mean; where there is none, the sentence that says why."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        how = view.choose(
            "compare", COMPARE, "year", view.say("compare"), lambda one: view.say(f"compare_{one}"), buttons=True
        )
        start, day = _start(view, how)
    where = _members(view)
    then = None if day is None else known.snapshot(day, view.lang)
    try:
        return bridge_of(view, (start, view.chosen.month), where, then)
    except CoverageError as reason:
        st.info(escape(reason.say(view.lang)), icon=":material/help:")
        return None


def _start(view: View, how: str) -> tuple[int, date | None]:
    """The first month, and the day it is to be as known on."""
    month = view.chosen.month
    if how == "known":
        return month, _day(view, month)
    if how == "from":
        place = next(place for place in view.snapshot.places if place.regency_code == view.chosen.region)
        months = [month_code(one) for one in range(month - 1, place.first_month - 1, -1)] or [month_code(month - 1)]
        chosen = view.choose(
            "from",
            months,
            months[0],
            view.say("compare_from"),
            lambda code: month_name(month_number(code), view.lang),
            width=200,
        )
        return month_number(chosen), None
    return month - (12 if how == "year" else 1), None


def _day(view: View, month: int) -> date:
    """A day on which something came: first the day the app is set to, or that on which the month was known first."""
    days = sorted({*known.received_days(), *([view.as_known] if view.as_known else [])})
    first = view.as_known or known.first_known(view.chosen.region, month)
    options = [day.isoformat() for day in reversed(days)]
    default = (first if first in days else days[-1]).isoformat()
    chosen = view.choose(
        "day",
        options,
        default,
        view.say("known"),
        lambda code: day_name(date.fromisoformat(code), view.lang),
        width=200,
    )
    return date.fromisoformat(chosen)


def _members(view: View) -> dict[str, Sequence[str]]:
    """Whose change it is: a district, a kind of payer, a group of deciles."""
    districts = [region.code for region in view.regions.children(view.chosen.region)]
    choices = (
        ("area", "district", districts, lambda code: view.regions.name(code, view.lang)),
        ("payer", "sponsor_kind", list(sponsor_kinds()), lambda code: sponsor_kinds()[code].label.of(view.lang)),
        (
            "decile",
            "decile_group",
            [code for code in DECILE_GROUPS if code != UNKNOWN],
            lambda code: view.say("decile", decile=code),
        ),
    )
    where: dict[str, Sequence[str]] = {}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for key, dimension, codes, name in choices:
            label = view.say(f"all_{key}")
            chosen = view.choose(key, [ALL, *codes], ALL, label, _or_all(name, label), width=230)
            if chosen != ALL:
                where[dimension] = (chosen,)
    return where


def _or_all(name: Callable[[str], str], label: str) -> Callable[[str], str]:
    return lambda code: label if code == ALL else name(code)


def figures(view: View, one: Bridge) -> None:
    """The finding, the waterfall in points and in persons, and every part in a table."""
    st.markdown(f"### {escape(view.text(bridge_title(one)))}")
    said = [bridge_finding(one), *([one.reason] if one.reason is not None else []), *one.notes] if one.parts else []
    if one.status == "masked":
        st.info(view.status("masked"), icon=":material/visibility_off:")
        return
    st.markdown(escape(" ".join(view.text(text) for text in said)))
    listing = parts(view, one)
    left, right = (
        st.columns(2, border=True, gap="small") if one.points is not None else (None, st.container(border=True))
    )
    if left is not None:
        with left:
            view.listed(
                _titled(listing, "bridge_points", view.say("bridge_points_title"), view.say("unit_points")),
                lambda: _plot(view, one, True),
            )
    with right:
        view.listed(
            _titled(listing, "bridge_people", view.say("bridge_people_title"), view.say("unit_people")),
            lambda: _plot(view, one, False),
        )
    with st.container(border=True):
        view.listed(listing)
        st.caption(escape(view.say("bridge_reading")))


def _titled(listing: Listing, key: str, title: str, unit: str) -> Listing:
    return Listing(key, title, f"{unit} · {listing.reading}", listing.columns, listing.results, listing.facts)


def _plot(view: View, one: Bridge, by_points: bool) -> None:
    chart: Chart = waterfall(one, view.look, by_points)
    key = "points" if by_points else "people"
    if chart.is_empty:
        st.info(chart.finding, icon=":material/do_not_disturb_on:")
        return
    st.plotly_chart(chart.figure, key=f"plot_bridge_{key}", theme=None, config=chart.config, alt=chart.finding)
    st.html(legend(chart.legend, view.look.palette.outline))


def parts(view: View, one: Bridge) -> Listing:
    """Both ends, every part between them, and what stands beside the sum."""
    first, last = (month_name(end.month, view.lang) for end in (one.start, one.end))
    if one.as_known:
        first = view.say("bridge_as_known", month=first, day=day_name(date.fromisoformat(one.as_known), view.lang))
        last = view.say("bridge_as_now", month=last)
    shown = [
        part for part in one.parts if part.persons or part.points or part.name in ("joined", "lapsed", "denominator")
    ]
    names = [
        first,
        *(_name(view, part.name) for part in shown),
        last,
        view.say("bridge_renewed"),
        view.say("bridge_twice"),
    ]
    people = [one.start.active, *(part.persons for part in shown), one.end.active, one.renewed, one.double_paid[1]]
    points = [one.start.coverage_rate, *(part.points for part in shown), one.end.coverage_rate, None, None]
    count, share = numbers(view, view.say("people"), people), numbers(view, view.say("bridge_share"), points, "points")
    for place in range(1, len(shown) + 1):
        count = _replaced(count, place, _signed(view, people[place], "people"))
        share = _replaced(share, place, _signed(view, points[place], "points"))
    for place, rate in ((0, one.start), (len(shown) + 1, one.end)):
        share = _replaced(share, place, view.number(rate.coverage_rate, "percent"))
    return Listing(
        "bridge",
        view.say("bridge_table_title"),
        " · ".join([f"{first} – {last}", *standing(view, one.results[0])]),
        (words(view.say("bridge_part"), names), count, share),
        results=one.results,
        facts=tuple((view.say("note"), view.text(note)) for note in one.notes),
    )


def _name(view: View, part: str) -> str:
    name = view.text(part_name(part))
    return name[:1].upper() + name[1:]


def _signed(view: View, value: float | None, unit: Unit) -> str:
    if value is None:
        return "–"
    in_points = unit == "points"  # the heading says so
    size = rounded(abs(value) * (100 if in_points else 1), "number", view.lang, 2 if in_points else 0)
    return size if not value else f"{'+' if value > 0 else '−'}{size}"


def _replaced(column: Column, place: int, shown: str) -> Column:
    """A column with one cell written differently on screen; the download keeps the plain number."""
    cells = list(column.shown)
    cells[place] = shown
    return Column(column.label, cells, column.plain, column.is_number)
