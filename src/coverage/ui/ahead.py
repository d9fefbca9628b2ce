"""The page on prospects: where each path leads, where coverage breaks off, and what has been usual so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from ..charts.ahead import fan, finding
from ..codes import sponsor_kinds
from ..errors import CannotAnswer
from ..planning import Price
from ..planning.outlook import Likely, Outlook, Point
from ..planning.outlook_words import beyond_text
from ..text import month_name, rounded
from . import card, plots, serve, widths
from .tables import escape
from .twin import Column, Listing, months, numbers, prices, words

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Cliff
    from ..planning.renewals import Share
    from .view import View

CLIFFS = 8
_TITLES = {0: "cliffs_none_title", 1: "cliffs_one_title"}


def found(view: View) -> Outlook:
    """The outlook of the place and filters, from the last complete month."""
    return serve.outlook_of(view.snapshot, view.where(), view.chosen.series, view.role)


def paths(view: View, outlook: Outlook) -> None:
    """The fan with its table of months; or the sentence that says why there is none."""
    history = _history(view, outlook)
    chart = fan(history, outlook, view.look)
    if chart.is_empty:
        st.info(view.say("no_outlook"), icon=":material/do_not_disturb_on:")
        return
    carried = view.number(outlook.carried)
    reading = view.say("fan_reading", month=month_name(outlook.start, view.lang), carried=carried)
    listing = Listing(
        "fan",
        view.say("fan_title", month=month_name(outlook.path[-1].month, view.lang)),
        f"{card.reading(view, history)} · {reading}",
        _columns(view, outlook),
        results=(history,),
        facts=(
            (view.say("path_usual"), view.say("usual_meaning")),
            (view.say("path_carried"), view.say("carried_meaning", carried=carried)),
        ),
    )

    def draw() -> None:
        st.markdown(_ends(view, outlook))
        st.plotly_chart(
            chart.figure,
            key="plot_fan",
            theme=None,
            config=chart.config,
            alt=f"{listing.title} {finding(outlook, view.look)}",
        )
        st.html(plots.legend(chart.legend, view.look.palette.outline))

    beyond = beyond_text(outlook)
    with st.container(border=True):
        view.listed(listing, draw)
        if beyond is not None:
            st.warning(escape(view.text(beyond)), icon=":material/warning:")


def _history(view: View, outlook: Outlook) -> Result:
    """What was recorded, as a rate where the outlook has one; up to the month the outlook starts from."""
    place = next(place for place in view.snapshot.places if place.regency_code == view.chosen.region)
    span = place.first_month, outlook.start
    has_rate = bool(outlook.path) and outlook.path[0].none.coverage_rate is not None
    for metric in ("coverage_rate", "active") if has_rate else ("active",):
        try:
            return serve.answer(
                view.snapshot,
                [metric],
                ["month"],
                view.where(),
                span=span,
                series=outlook.series if metric == "coverage_rate" else None,
                as_role=view.role,
            )
        except CannotAnswer:
            if metric == "active":
                raise
    raise AssertionError("the last metric answers or raises")


def _ends(view: View, outlook: Outlook) -> str:
    """Where each path ends, as figures side by side in one line."""
    last = outlook.path[-1]
    parts = [] if outlook.now is None else [("path_now", outlook.now)]
    parts += [("path_lists", outlook.path[0].none)] if outlook.beyond_counts else []
    parts += [("path_none", last.none)]
    parts += [("path_usual", last.usual)] if last.usual is not None else []
    told = [f"{view.say(key)} **{escape(_told(view, point))}**" for key, point in [*parts, ("path_all", last.all)]]
    return " · ".join(told)


def _told(view: View, point: Point) -> str:
    def short(one: Point) -> str:
        if one.coverage_rate is None:
            return view.number(one.active)
        return rounded(one.coverage_rate, "percent", view.lang, 1)

    if isinstance(point, Likely):
        return view.say("path_interval", value=short(point), low=short(point.low), high=short(point.high))
    return short(point)


def _columns(view: View, outlook: Outlook) -> tuple[Column, ...]:
    """Each month with the three paths, in people and as rates."""
    steps = outlook.path
    columns = [months(view, view.say("month"), [step.month for step in steps])]
    ways: dict[str, Sequence[Point | None]] = {
        "none": [step.none for step in steps],
        "usual": [step.usual for step in steps],
        "usual_low": [step.usual and step.usual.low for step in steps],
        "usual_high": [step.usual and step.usual.high for step in steps],
        "all": [step.all for step in steps],
    }
    for name, points in ways.items():
        label = view.say(f"path_{name}")
        columns.append(numbers(view, label, [None if point is None else point.active for point in points]))
        if any(point is not None and point.coverage_rate is not None for point in points):
            rates = [None if point is None else point.coverage_rate for point in points]
            columns.append(numbers(view, f"{label} ({view.say('rate')})", rates, "percent"))
    return tuple(columns)


def cliffs(view: View, outlook: Outlook) -> None:
    """Where coverage breaks off: month, payer, people, points, how many were usually renewed, and the price."""
    rows, is_unknown = outlook.cliffs, outlook.is_carried_only
    names = view.names("sponsor", [cliff.sponsor for cliff in rows])
    points = [cliff.points for cliff in rows]
    listing = Listing(
        "cliffs",
        view.say("ends_unknown_title" if is_unknown else _TITLES.get(len(rows), "cliffs_title"), count=len(rows)),
        view.say("cliffs_reading", month=month_name(outlook.start, view.lang)),
        (
            months(view, view.say("stops_from"), [cliff.month for cliff in rows]),
            words(view.say("payer"), [names.get(cliff.sponsor, cliff.sponsor_name) for cliff in rows]),
            numbers(view, view.say("people"), [cliff.persons for cliff in rows]),
            replace(
                numbers(view, view.say("cliff_points"), points, "points"),
                shown=[rounded(None if one is None else one * 100, "number", view.lang, 2) for one in points],
            ),
            numbers(view, view.say("cliff_usual"), [cliff.usual for cliff in rows]),
            *_price(view, rows),
        ),
        results=(),
        facts=(
            (view.say("cliff_usual"), view.say("usual_meaning")),
            (view.say("renewal"), view.say("desk_price_meaning")),
            (view.say("cliff_points"), view.say("cliff_points_meaning")),
        ),
        limit=CLIFFS,
        empty=view.say("ends_unknown" if is_unknown else "cliffs_none"),
    )
    with st.container(border=True):
        widths.listed(view, listing, [view.say(key) for key in ("stops_from", "payer", "people", "cliff_points")])
        if outlook.status == "masked":
            st.caption(view.say("some_masked"))


def _price(view: View, rows: Sequence[Cliff]) -> list[Column]:
    """What renewing them for the declared length costs; the desk has the other lengths."""
    values = [Price(cliff.renewal_idr, cliff.renewal_low_idr) for cliff in rows]
    return [prices(view, view.say("cost_for", months=rows[0].renewal_months), values)] if rows else []


def shares(view: View, outlook: Outlook) -> None:
    """What was usual so far, with its interval and what it rests on; shares that are one and the same stand once."""
    groups: dict[tuple[str, ...], list[Share]] = {}
    for one in outlook.shares:
        groups.setdefault(_same(one), []).append(one)
    rows = [group[0] for group in groups.values()]
    listing = Listing(
        "shares",
        view.say("shares_title"),
        view.say("shares_reading", month=month_name(outlook.start, view.lang)),
        (
            words(view.say("kind"), [_kinds(view, group) for group in groups.values()]),
            words(view.say("share_length"), [_lengths(group) for group in groups.values()]),
            percents(view, view.say("share_renewed"), [one.share for one in rows]),
            words(view.say("share_interval"), [_interval(view, one) for one in rows]),
            numbers(view, view.say("share_blocks"), [one.ended for one in rows]),
            numbers(view, view.say("share_decisions"), [one.decisions for one in rows]),
            words(view.say("share_basis"), [view.say(f"basis_{one.basis}") for one in rows]),
        ),
        facts=(
            (view.say("share_interval"), view.say("interval_meaning")),
            (view.say("share_basis"), view.say("basis_meaning")),
        ),
        empty=view.say("shares_none"),
    )
    with st.container(border=True):
        widths.listed(
            view, listing, [view.say(key) for key in ("kind", "share_length", "share_renewed", "share_interval")]
        )


def _same(share: Share) -> tuple[str, ...]:
    """What tells two shares apart: those pooled over lengths, or over kinds, are one."""
    apart = {"own": (share.sponsor_kind, str(share.block_months)), "kind": (share.sponsor_kind,)}
    return (share.basis, *apart.get(share.basis, ()))


def _kinds(view: View, group: Sequence[Share]) -> str:
    kinds = sponsor_kinds()
    return ", ".join(view.text(kinds[code].label) for code in dict.fromkeys(one.sponsor_kind for one in group))


def _lengths(group: Sequence[Share]) -> str:
    return ", ".join(str(length) for length in sorted({one.block_months for one in group}))


def percents(view: View, label: str, values: Sequence[float | None], status: Sequence[str] = ()) -> Column:
    """Shares as whole per cents on screen, in full in the download."""
    exact = numbers(view, label, values, "percent", status=status)
    shown = [
        why if value is None else rounded(value, "percent", view.lang, 0)
        for value, why in zip(values, exact.shown, strict=True)
    ]
    return replace(exact, shown=shown)


def _interval(view: View, share: Share) -> str:
    low, high = (rounded(value, "percent", view.lang, 0) for value in (share.low, share.high))
    return f"{low}–{high}"
