"""How the rate and its members moved, and how far the targets are: sentences of the paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from ..text import Text
from .facts import Growth, Headline, Target
from .rating import is_partial
from .wording import counted, fill, listing, month_text, quantity

STILL = 0.00005
"""Less than this is no change: two decimals of a percentage would read alike."""


def is_part(facts: Headline) -> bool:
    """Whether the rate is about some members only, so that figures of all need to say so."""
    return is_partial(facts.rate) and facts.active != facts.rate.active


def moves(facts: Headline) -> Iterator[Text]:
    """The rate's moves in one sentence; where only people compare, theirs in another: a rate gains no people."""
    changes = [facts.month_change, facts.year_change]
    rates = [_rate_move(change.points, change.month) for change in changes if change.points is not None]
    people = [
        _people_move(change.persons, change.month)
        for change in changes
        if change.points is None and change.persons is not None
    ]
    if rates:
        yield fill("p_moves", moves=listing(rates))
    if people:
        yield fill("p_moves_all" if is_part(facts) else "p_moves_people", moves=listing(people))
    if facts.rate.rate is not None and facts.year_change.points is None and facts.year_change.reason is not None:
        yield fill("p_no_year", month=month_text(facts.year_change.month), reason=facts.year_change.reason)
    if any(change.denominator_revised for change in changes):
        first = min(change.month for change in changes if change.denominator_revised)
        yield fill("p_revised", month=month_text(first))


def _rate_move(points: float, month: int) -> Text:
    if abs(points) < STILL:
        return fill("move_none", month=month_text(month))
    key = "move_up" if points > 0 else "move_down"
    return fill(key, amount=quantity(abs(points), "points"), month=month_text(month))


def _people_move(persons: int, month: int) -> Text:
    if persons == 0:
        return fill("move_none", month=month_text(month))
    key = "move_more" if persons > 0 else "move_fewer"
    return counted(key, abs(persons), amount=quantity(abs(persons), "people"), month=month_text(month))


def targets(facts: Headline) -> Iterator[Text]:
    if facts.rate.rate is not None:
        yield from _rates(facts)
    for growth in facts.growth:
        if growth.actual is not None:
            yield _growth(growth)
        elif growth.reason is not None:
            yield fill("p_growth_unknown", name=growth.name, target=quantity(growth.target, "percent"))


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
        needed = ahead[0].persons
        below, people = _target(ahead[0]), quantity(needed, "people")
        yield counted("p_below", needed, below=below, points=_below(ahead[0]), persons=people)
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
