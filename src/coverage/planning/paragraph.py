"""One paragraph that says everything the headline holds, from declared phrases: for reading out before a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..codes import workforce_series
from ..sources import formats
from ..text import Text, month_number
from .facts import Change, EndingSoon, Falling, Growth, Headline, Neighbour, Payer, Target
from .outlook import HORIZON
from .rating import is_partial
from .schedule import Price, renewal_months
from .wording import day_text, fill, joined, listing, month_text, quantity, rupiah_in_prose

SHOWN = 3
STILL = 0.00005
"""Less than this is no change: two decimals of a percentage would read alike."""


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
        yield fill("n_counted", persons=quantity(facts.placing.decile_counted, "people"))


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
            rate=quantity(rate.rate, "percent"),
            series=rate.series_label,
            as_of=day_text(rate.as_of),
        )
        if rate.is_estimate:
            yield fill("p_estimate")
        if rate.is_old:
            yield fill("p_old")
        return
    if facts.active is None:
        yield fill("p_no_active", month=month, place=facts.name)
    else:
        yield fill("p_active", month=month, active=quantity(facts.active, "people"), place=facts.name)
    if rate.reason is not None:
        yield fill("p_no_rate", reason=rate.reason)


def _preliminary(facts: Headline) -> Text:
    month = month_text(facts.month)
    if not facts.missing:
        return fill("p_preliminary", month=month)
    named = [fill("p_missing", segment=one.segment, area=one.area) for one in facts.missing[:SHOWN]]
    rest = len(facts.missing) - SHOWN
    if rest > 0:
        named.append(fill("p_more", count=rest))
    return fill("p_preliminary_missing", month=month, missing=listing(named))


def _moves(facts: Headline) -> Iterator[Text]:
    changes = [facts.month_change, facts.year_change]
    moved = [text for change in changes if (text := _move(change)) is not None]
    if moved:
        by_rate = any(change.points is not None for change in changes)
        yield fill("p_moves" if by_rate else "p_moves_people", moves=listing(moved))
    if facts.rate.rate is not None and facts.year_change.points is None and facts.year_change.reason is not None:
        yield fill("p_no_year", month=month_text(facts.year_change.month), reason=facts.year_change.reason)
    if any(change.denominator_revised for change in changes):
        first = min(change.month for change in changes if change.denominator_revised)
        yield fill("p_revised", month=month_text(first))


def _move(change: Change) -> Text | None:
    month = month_text(change.month)
    if change.points is not None:
        if abs(change.points) < STILL:
            return fill("move_none", month=month)
        key = "move_up" if change.points > 0 else "move_down"
        return fill(key, amount=quantity(abs(change.points), "points"), month=month)
    if change.persons is None:
        return None
    if change.persons == 0:
        return fill("move_none", month=month)
    key = "move_more" if change.persons > 0 else "move_fewer"
    return fill(key, amount=quantity(abs(change.persons), "people"), month=month)


def _targets(facts: Headline) -> Iterator[Text]:
    if facts.rate.rate is not None:
        yield from _rates(facts)
    for growth in facts.growth:
        if growth.actual is not None:
            yield _growth(growth)


def _rates(facts: Headline) -> Iterator[Text]:
    compared = [target for target in facts.targets if target.points is not None]
    if not compared:
        yield fill("p_no_target") if not facts.targets else fill("p_target_scope", who=facts.rate.who)
        return
    reached = [target for target in compared if (target.points or 0) >= 0]
    ahead = [target for target in compared if (target.points or 0) < 0]
    named = [*reached[-1:], *ahead[:1]]
    if reached and ahead:
        yield fill("p_between", above=_target(reached[-1]), below=_target(ahead[0]), points=_below(ahead[0]))
    elif reached:
        yield fill("p_above", above=_target(reached[-1]))
    else:
        needed = quantity(ahead[0].persons, "people")
        yield fill("p_below", below=_target(ahead[0]), points=_below(ahead[0]), persons=needed)
    if any(target.is_national for target in named):
        yield fill("p_national")


def _below(target: Target) -> Text:
    return quantity(-(target.points or 0), "points")


def _target(target: Target) -> Text:
    year = str(target.month // 12)
    key = "target" if target.name.id.endswith(year) else "target_due"
    return fill(key, name=target.name, rate=quantity(target.rate, "percent"), year=year)


def _growth(growth: Growth) -> Text:
    actual = growth.actual or 0.0
    key = "p_growth_reached" if growth.reached else "p_growth_missed"
    return fill(
        key,
        name=growth.name,
        target=quantity(growth.target, "percent"),
        moved=fill("grew" if actual >= 0 else "shrank", amount=quantity(abs(actual), "percent")),
    )


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
        if is_partial(facts.rate) and facts.active != facts.rate.active:
            yield fill("p_payers_of_all", active=quantity(facts.active, "people"), payers=listing(named))
        else:
            yield fill("p_payers", payers=listing(named))


def _ahead(facts: Headline) -> Iterator[Text]:
    if facts.falling is not None:
        yield _fall(facts.falling)
    elif facts.outlook is not None and facts.outlook.path:
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
        key = "p_ending_monthly" if ending.monthly else "p_ending"
        yield fill(key, persons=quantity(ending.persons, "people"), monthly=quantity(ending.monthly, "people"))
        payers = _payers([payer for payer in ending.payers if payer.price is not None])
        if payers is not None and ending.price is not None:
            yield fill("p_renewals", payers=payers, months=renewal_months(), price=price_text(ending.price))


def _payers(payers: Sequence[Payer]) -> Text | None:
    named = [payer for payer in payers if payer.persons]
    if not named:
        return None
    listed = [fill("payer_people", payer=payer.name, persons=quantity(payer.persons, "people")) for payer in named]
    rest = sum(payer.persons or 0 for payer in named[SHOWN:])
    others = [fill("other_payers", persons=quantity(rest, "people"))] if rest else []
    return listing([*listed[:SHOWN], *others])


def price_text(price: Price) -> Text:
    """A sum, or both sums where the discount is not settled."""
    high = rupiah_in_prose(price.high_idr)
    if price.high_idr == price.low_idr:
        return high
    return fill("two_prices", high=high, low=rupiah_in_prose(price.low_idr))


def _uncovered(facts: Headline) -> Iterator[Text]:
    rate = facts.rate
    if rate.gap and facts.gap_price is not None:
        price = price_text(facts.gap_price)
        yield fill("p_gap", gap=quantity(rate.gap, "people"), who=rate.who, price=price)
    elif rate.rate is not None:
        yield fill("p_over" if rate.rate > 1 else "p_no_gap", who=rate.who)
    behind = facts.behind
    if behind.areas and behind.series_label is not None:
        listed = [fill("area_rate", area=one.name, rate=quantity(one.rate, "percent")) for one in behind.areas[:SHOWN]]
        yield fill("p_behind", areas=listing(listed), series=behind.series_label, who=behind.who)


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


_PARTS = (_state, _moves, _targets, _people, _ahead, _uncovered, _around)
