"""One paragraph that says everything the headline holds, from declared phrases: for reading out before a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..codes import workforce_series
from ..sources import formats
from ..text import Text, month_number
from .denominators import over_text
from .facts import EndingSoon, Falling, Headline, Neighbour, Payer
from .outlook import HORIZON
from .outlook_words import beyond_text
from .paragraph_moves import is_part, moves, targets
from .schedule import Price, renewal_months
from .wording import (
    counted,
    day_text,
    days_text,
    fill,
    flagged,
    joined,
    listing,
    month_text,
    plain_text,
    quantity,
    rupiah_in_prose,
)

SHOWN = 3


def paragraph(facts: Headline) -> Text:
    """The paragraph in both languages."""
    return joined(sentence for part in _PARTS for sentence in part(facts))


def notes(facts: Headline) -> Iterator[Text]:
    """What a reader of the figures has to know besides: yardsticks, other denominators, members counted only."""
    if any(target.is_national for target in facts.targets):
        yield fill("p_national")
    if facts.behind.areas and facts.behind.series != facts.rate.series:
        yield fill("n_other_series", series=facts.behind.series_label or "–")
    if facts.placing.decile_counted:
        persons = facts.placing.decile_counted
        yield counted("n_counted", persons, persons=quantity(persons, "people"))
    if facts.begun is not None:
        yield facts.begun
    beyond = None if facts.outlook is None else beyond_text(facts.outlook)
    if beyond is not None:
        yield beyond


def _state(facts: Headline) -> Iterator[Text]:
    rate, month = facts.rate, month_text(facts.month)
    if facts.is_preliminary:
        yield _preliminary(facts)
    if rate.rate is not None and rate.as_of is not None and rate.series_label is not None:
        yield fill(
            "p_rate",
            month=month,
            active=quantity(rate.active, "people"),
            workers=quantity(rate.workers, "people"),
            who=rate.who,
            place=facts.name,
            rate=flagged(rate.rate),
            series=rate.series_label,
            as_of=days_text(rate.days or (rate.as_of,)),
        )
        over = over_text(rate)
        if over is not None:
            yield over
        if rate.is_estimate:
            yield fill("p_estimate")
        if rate.is_old:
            yield fill("p_old")
        yield from _without(facts)
        return
    if facts.active is None:
        yield fill("p_no_active", month=month, place=facts.name)
    else:
        people = quantity(facts.active, "people")
        yield counted("p_active", facts.active, month=month, active=people, place=facts.name)
        yield from _without(facts)
    if rate.status == "not_delivered" and facts.missing:  # what is missing is said already
        yield fill("p_no_rate_yet")
    elif rate.reason is not None:
        yield fill("p_no_rate", reason=rate.reason)


def _without(facts: Headline) -> Iterator[Text]:
    if facts.without:
        yield fill("p_without", segments=plain_text("/".join(facts.without)))


def _preliminary(facts: Headline) -> Text:
    month = month_text(facts.month)
    if not facts.missing:
        return fill("p_preliminary", month=month)
    named = [fill("p_missing", segment=one.segment, area=one.area) for one in facts.missing[:SHOWN]]
    rest = len(facts.missing) - SHOWN
    if rest > 0:
        named.append(fill("p_more", count=rest))
    return fill("p_preliminary_missing", month=month, missing=listing(named))


def _people(facts: Headline) -> Iterator[Text]:
    if facts.benefit_ready is not None and facts.readiness_known:
        yield fill(
            "p_ready",
            ready=quantity(facts.benefit_ready, "people"),
            known=quantity(facts.readiness_known, "people"),
        )
    shares = [one for one in facts.funding if one.share is not None]
    if len(shares) == 1:
        yield fill("p_one_payer", payer=shares[0].label)
    elif shares:
        named = [fill("payer_share", payer=one.label, share=quantity(one.share, "percent")) for one in shares[:SHOWN]]
        if is_part(facts):
            yield fill("p_payers_of_all", active=quantity(facts.active, "people"), payers=listing(named))
        else:
            yield fill("p_payers", payers=listing(named))


def _ahead(facts: Headline) -> Iterator[Text]:
    if facts.falling is not None:
        yield _fall(facts.falling)
    elif facts.active and (facts.ending.status == "no_data" or (facts.outlook and facts.outlook.is_carried_only)):
        yield fill("p_carried")
    elif facts.active and facts.outlook is not None and facts.outlook.path and not facts.outlook.beyond_counts:
        yield fill("p_no_fall", months=HORIZON)
    yield from _ending(facts.ending)


def _fall(falling: Falling) -> Text:
    """How far it falls: in the month of the steepest fall, at the lowest, and by whose cover."""
    by_rate = falling.rate is not None
    steep = quantity(falling.rate, "percent") if by_rate else quantity(falling.active, "people")
    low = quantity(falling.low_rate, "percent") if by_rate else quantity(falling.low_active, "people")
    key = "falls_at_once" if falling.low_month == falling.month else "falls_on"
    steps = fill(key, steep=steep, steep_month=month_text(falling.month), low=low, month=month_text(falling.low_month))
    payers = _payers(falling.payers)
    what = fill("the_rate" if by_rate else "the_number")
    if payers is None:
        return fill("p_falls_unnamed", what=what, steps=steps)
    return fill("p_falls", what=what, steps=steps, payers=payers)


def _ending(ending: EndingSoon) -> Iterator[Text]:
    if ending.status == "masked":
        yield fill("p_ending_masked")
    elif ending.persons == 0:
        yield fill("p_none_ending")
    elif ending.persons is not None:
        yield counted("p_ending", ending.persons, persons=quantity(ending.persons, "people"))
        if ending.monthly:
            yield counted("p_monthly", ending.monthly, monthly=quantity(ending.monthly, "people"))
        payers = _payers([payer for payer in ending.payers if payer.price is not None])
        if payers is not None and ending.price is not None:
            yield fill("p_renewals", payers=payers, months=renewal_months(), price=price_text(ending.price))


def _payers(payers: Sequence[Payer]) -> Text | None:
    named = [payer for payer in payers if payer.persons]
    if not named:
        return None
    listed = [
        counted("payer_people", payer.persons, payer=payer.name, persons=quantity(payer.persons, "people"))
        for payer in named
    ]
    rest = sum(payer.persons or 0 for payer in named[SHOWN:])
    others = [counted("other_payers", rest, persons=quantity(rest, "people"))] if rest else []
    return listing([*listed[:SHOWN], *others])


def price_text(price: Price) -> Text:
    """A sum, or both sums where the discount is not settled."""
    high = rupiah_in_prose(price.high_idr)
    if price.high_idr == price.low_idr:
        return high
    return fill("two_prices", high=high, low=rupiah_in_prose(price.low_idr))


def _uncovered(facts: Headline) -> Iterator[Text]:
    rate = facts.rate
    if rate.gap:
        values = {"gap": quantity(rate.gap, "people"), "who": rate.who}
        if facts.gap_price is None:
            yield counted("p_gap_unpriced", rate.gap, **values)
        else:
            yield counted("p_gap", rate.gap, **values, price=price_text(facts.gap_price))
    elif rate.rate is not None and rate.rate <= 1:
        yield fill("p_no_gap", who=rate.who)
    behind = facts.behind
    if behind.areas and behind.series_label is not None:
        named = (behind.lacking or behind.areas)[:SHOWN]
        listed = listing([fill("area_rate", area=one.name, rate=flagged(one.rate)) for one in named])
        key = "p_behind" if behind.lacking else "p_none_behind"
        yield fill(key, areas=listed, series=behind.series_label, who=behind.who)
        if any((one.rate or 0) > 1 for one in named):
            yield fill("p_over_areas")


def _around(facts: Headline) -> Iterator[Text]:
    placing = facts.placing
    if placing.village_share is not None and placing.decile_share is not None:
        village, decile = (quantity(share, "percent") for share in (placing.village_share, placing.decile_share))
        yield fill("p_placing", village=village, decile=decile)
    if facts.neighbours:
        yield fill("p_neighbours", places=listing([_neighbour(one) for one in facts.neighbours]))
    received = [one for one in facts.freshness if one.received is not None]
    if received:
        newest = max(received, key=lambda one: (one.received or date.min, one.sender))
        known = formats().get(newest.sender) or workforce_series().get(newest.sender)
        sender = Text(id=newest.sender, en=newest.sender) if known is None else known.label
        yield fill("p_received", day=day_text(newest.received or date.min), sender=sender)
    late = sorted({one.sender for one in facts.freshness if one.behind})
    if late:
        yield fill("p_late", senders=listing([Text(id=sender, en=sender) for sender in late]))
    if facts.synthetic:
        yield fill("p_synthetic")


def _neighbour(one: Neighbour) -> Text:
    return fill("neighbour", place=one.place, rate=quantity(one.rate, "percent"), when=published_when(one.date))


def published_when(day: str) -> Text:
    """A date as precise as its source gave it: a day, a month or a year."""
    if len(day) == 10:
        return day_text(date.fromisoformat(day))
    return month_text(month_number(day)) if len(day) == 7 else Text(id=day, en=day)


_PARTS = (_state, moves, targets, _people, _ahead, _uncovered, _around)
