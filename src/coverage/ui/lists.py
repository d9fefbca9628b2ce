"""The lists of the first screen as figures: districts behind, cover that ends, neighbours, senders, targets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..planning import published_when
from ..planning.wording import flagged
from ..sources import formats
from ..text import day_name, month_name
from . import card
from .twin import Column, Listing, days, months, numbers, prices, words

if TYPE_CHECKING:
    from ..planning import Freshness, Headline, Payer
    from .view import View

SHOWN = 5
SENDERS = 6
TARGETS = 3


def behind(view: View, head: Headline) -> Listing:
    """The districts with the lowest rates; the menu has all of them, with both sides of the rate."""
    found = head.behind
    title, empty = view.say("behind_title"), view.say("no_number_then")
    if found.reason is not None or not found.areas:
        reading = view.text(found.reason) if found.reason is not None else month_name(head.month, view.lang)
        return Listing("behind", title, reading, (), empty=empty)
    result = view.ask(("coverage_rate", "coverage_gap"), by="district", series=found.series)
    frame = result.frame.dropna(subset=["coverage_rate"]).sort_values(["coverage_rate", "district"])
    names = view.names("district", frame["district"])
    rates = [float(rate) for rate in frame["coverage_rate"]]
    over = sum(1 for rate in rates if rate > 1)
    told = [card.reading(view, result), view.say("over_areas", count=over) if over else ""]
    return Listing(
        "behind",
        title if found.lacking else view.say("behind_none_title"),
        " · ".join(filter(None, told)),
        (
            Column(
                view.say("district"),
                [names[code] for code in frame["district"]],
                {"district": list(frame["district"]), view.say("district"): [names[c] for c in frame["district"]]},
            ),
            replace(
                numbers(view, view.say("rate"), rates, "percent"), shown=[view.text(flagged(rate)) for rate in rates]
            ),
            numbers(view, view.say("gap"), [max(int(gap), 0) for gap in frame["coverage_gap"]]),
        ),
        results=(result,),
        limit=SHOWN,
        empty=empty,
    )


def ending(view: View, head: Headline) -> Listing:
    """Whose cover ends within three months, from when, and what renewing it costs."""
    result = view.ask("expiring_90", by="sponsor")
    payers = head.ending.payers
    ends = head.ending
    is_unknown = ends.status == "no_data"
    known = ends.status == "ok" and ends.persons is not None and ends.monthly is not None
    people = view.number((ends.persons or 0) - (ends.monthly or 0)) if known else view.status(ends.status)
    monthly = view.counted("ending_monthly", ends.monthly) if ends.monthly else ""
    return Listing(
        "ending",
        view.say("ending_unknown_title")
        if is_unknown
        else view.say("ending_title_one" if people == "1" else "ending_title", persons=people),
        " · ".join(filter(None, [card.reading(view, result), monthly])),
        (
            words(view.say("payer"), [view.names("sponsor", [payer.sponsor])[payer.sponsor] for payer in payers]),
            numbers(
                view, view.say("people"), [payer.persons for payer in payers], status=[payer.status for payer in payers]
            ),
            months(view, view.say("stops_from"), [payer.month for payer in payers]),
            prices(
                view, view.say("renewal"), [payer.price for payer in payers], [_unpriced(view, one) for one in payers]
            ),
        ),
        results=(result,),
        facts=((view.say("renewal"), view.say("renewal_basis")),),
        limit=SHOWN,
        empty=view.say("ends_unknown" if is_unknown and head.active else "nothing_ends"),
    )


def _unpriced(view: View, payer: Payer) -> str:
    return "–" if payer.price is None else view.say("no_tariff")


def neighbours(view: View, head: Headline) -> Listing:
    """Rates that other places published, as printed."""
    near = head.neighbours
    return Listing(
        "neighbours",
        view.say("neighbours_title"),
        view.say("neighbours_reading"),
        (
            words(view.say("place"), [view.text(one.place) for one in near]),
            numbers(view, view.say("rate"), [one.rate for one in near], "percent"),
            replace(
                words(view.say("published_on"), [view.text(published_when(one.date)) for one in near]), is_whole=True
            ),
            words(view.say("source_name"), [one.source for one in near]),
            words(view.say("confidence"), [view.say(f"confidence_{one.confidence}") for one in near]),
        ),
        facts=tuple((view.text(one.place), view.text(one.note)) for one in near if one.note is not None),
    )


def freshness(view: View, head: Headline) -> Listing:
    """What each sender delivered last: late ones first, then the newest."""
    found = sorted(head.freshness, key=lambda one: one.received.toordinal() if one.received else 0, reverse=True)
    found.sort(key=lambda one: -one.behind)
    newest = max((one.received for one in found if one.received), default=None)
    return Listing(
        "freshness",
        view.say("freshness_title"),
        view.say("freshness_reading", day=day_name(newest, view.lang)) if newest else "–",
        (
            words(view.say("sender"), [view.sender(one.sender) for one in found]),
            words(view.say("content"), [view.text(formats()[one.format].label) for one in found]),
            months(view, view.say("last_month"), [one.last_month for one in found]),
            days(view, view.say("received"), [one.received for one in found]),
            words(view.say("state"), [_state(view, one) for one in found]),
        ),
        facts=((view.say("state"), view.say("freshness_meaning")),),
        limit=SENDERS,
    )


def _state(view: View, fresh: Freshness) -> str:
    if fresh.has_ended:
        return view.say("ended")
    if fresh.cadence != "monthly":
        return view.say("as_it_comes")
    if fresh.behind == 0:
        return view.say("on_time")
    return view.say("behind_by_one" if fresh.behind == 1 else "behind_by", count=fresh.behind)


def targets(view: View, head: Headline) -> Listing:
    """The targets, where there is no rate or it is not for all workers as they are; the place's own first."""
    compared = head.rate.rate is not None
    found = sorted(head.targets, key=lambda one: (one.is_national, one.month, one.rate))
    return Listing(
        "targets",
        view.say("targets_all_title" if compared else "targets_set_title"),
        view.say("targets_all_reading", who=view.text(head.rate.who)) if compared else view.say("targets_set_reading"),
        (
            words(view.say("target"), [view.text(one.name) for one in found]),
            numbers(view, view.say("target_rate"), [one.rate for one in found], "percent"),
            months(view, view.say("target_month"), [one.month for one in found]),
        ),
        facts=tuple((view.text(one.name), one.source) for one in found),
        limit=TARGETS,
        empty=view.say("no_targets"),
    )
