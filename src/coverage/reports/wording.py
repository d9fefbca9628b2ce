"""Sentences of a briefing, made from its numbers once, so that paper, slides and notes say the same."""

from __future__ import annotations

from collections.abc import Sequence

from ..codes import segments, workforce_series
from ..metrics import Result
from ..parameters import contribution
from ..planning import Change, Falling, Payer, Price, Target, gap_cost
from ..text import Lang, day_name, large_rupiah, month_name, number
from ..words import say
from .briefing import Briefing, Ending

LISTED = 3
"""How many names a sentence lists before it counts the others."""


def price_words(price: Price, lang: Lang) -> str:
    """A sum, or both where the law is not settled."""
    high, low = large_rupiah(price.high_idr, lang), large_rupiah(price.low_idr, lang)
    return high if price.high_idr == price.low_idr else say("reports.price_both", lang, high=high, low=low)


def listing(parts: Sequence[str], lang: Lang) -> str:
    """`A, B dan C` / `A, B and C`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {say('reports.and', lang)} {parts[-1]}"


def title(briefing: Briefing) -> str:
    """The finding: the rate and what threatens it, else how far the next target is, else the rate alone."""
    lang, head = briefing.lang, briefing.head
    if head.rate.rate is None:
        return say("reports.title_counts", lang, active=number(head.active, "people", lang), place=head.name)
    told = {
        "rate": number(head.rate.rate, "percent", lang),
        "who": briefing.say(head.rate.who),
        "place": head.name,
        "month": briefing.month,
    }
    fall = head.falling
    if fall is not None and fall.rate is not None:
        told |= {"low": number(fall.rate, "percent", lang), "month": month_name(fall.month, lang)}
        return say("reports.title_falling", lang, **told)
    ahead = next_target(briefing)
    if ahead is not None:
        points = number(abs(ahead.points or 0.0), "points", lang)
        return say("reports.title_target", lang, points=points, target=target_name(briefing, ahead), **told)
    return say("reports.title_rate", lang, **told)


def next_target(briefing: Briefing) -> Target | None:
    """The nearest target that is not reached yet."""
    missed = [each for each in briefing.head.targets if each.points is not None and each.points < 0]
    return min(missed, key=lambda each: each.rate, default=None)


def change_words(change: Change, lang: Lang) -> str:
    """`▲ 0,40 poin dari September 2026`; empty where the months do not compare."""
    if change.points is None:
        return ""
    key = "change_none" if round(change.points, 4) == 0 else "change_up" if change.points > 0 else "change_down"
    points = number(abs(change.points), "points", lang)
    words = say(f"reports.{key}", lang, points=points, month=month_name(change.month, lang, short=True))
    return f"{words} ({say('reports.revised', lang)})" if change.denominator_revised else words


def series_words(series: str | None, lang: Lang) -> str:
    """A denominator's name."""
    return "–" if series is None else workforce_series()[series].label.of(lang)


def segment_words(codes: Sequence[str], lang: Lang) -> str:
    """Segments by name."""
    return ", ".join(segments()[code].label.of(lang) for code in codes)


def basis(briefing: Briefing) -> str:
    """Where the rate's two sides come from, with their dates."""
    lang, rate = briefing.lang, briefing.head.rate
    if rate.rate is None or rate.as_of is None:
        return say("reports.basis_none", lang, reason=briefing.say(rate.reason) if rate.reason else "–")
    words = say(
        "reports.basis",
        lang,
        series=series_words(rate.series, lang),
        workers=number(rate.workers, "people", lang),
        date=day_name(rate.as_of, lang),
        source=rate.source or "–",
        month=briefing.month,
    )
    flags = [key for key, on in (("basis_old", rate.is_old), ("basis_estimate", rate.is_estimate)) if on]
    return " ".join([words, *(say(f"reports.{key}", lang) for key in flags)])


def payers_words(payers: Sequence[Payer], lang: Lang) -> str:
    """The largest payers with their people; the others counted."""
    told = [each for each in payers if each.persons is not None]
    parts = [
        say("reports.payer_persons", lang, name=each.name, persons=number(each.persons, "people", lang))
        for each in told[:LISTED]
    ]
    if len(payers) > len(parts):
        parts.append(say("reports.payers_more", lang, count=len(payers) - len(parts)))
    return listing(parts, lang)


def falling(briefing: Briefing) -> str:
    """What falls away if nothing is renewed, when, and whose it is."""
    lang, fall = briefing.lang, briefing.head.falling
    if briefing.head.outlook is None:
        return say("reports.no_outlook", lang, month=month_name(briefing.head.default_month, lang))
    if fall is None:
        return say("reports.falling_none", lang)
    told = {"month": month_name(fall.month, lang), "payers": payers_words(fall.payers, lang)}
    if fall.rate is None or fall.points is None:
        words = say("reports.falling_counts", lang, active=number(fall.active, "people", lang), **told)
    else:
        points, rate = number(abs(fall.points), "points", lang), number(fall.rate, "percent", lang)
        words = say("reports.falling", lang, points=points, rate=rate, **told)
    return f"{words} {_lowest(fall, lang)}".strip()


def _lowest(fall: Falling, lang: Lang) -> str:
    """Where the fall ends, if it goes on after its steepest month."""
    if fall.low_month == fall.month:
        return ""
    low = number(fall.low_active, "people", lang) if fall.low_rate is None else number(fall.low_rate, "percent", lang)
    return say("reports.lowest", lang, month=month_name(fall.low_month, lang), low=low)


def target_name(briefing: Briefing, target: Target) -> str:
    """A target's name with the year it is due, unless the name ends with it."""
    name, year = briefing.say(target.name), str(target.month // 12)
    return name if name.endswith(year) else f"{name} {year}"


def target_words(briefing: Briefing) -> list[str]:
    """Each target: above it, or below it and by how many workers; then the promises of growth."""
    lang = briefing.lang
    found = [_distance(briefing, each) for each in briefing.head.targets if each.points is not None]
    others = [each for each in briefing.head.targets if each.points is None]
    if others and briefing.head.rate.rate is not None:
        listed = [f"{target_name(briefing, each)} {number(each.rate, 'percent', lang)}" for each in others]
        who = briefing.say(briefing.head.rate.who)
        found.append(say("reports.not_compared", lang, targets=listing(listed, lang), who=who))
    for promise in briefing.head.growth:
        if promise.actual is not None:
            key = "reports.growth_reached" if promise.reached else "reports.growth_missed"
            actual, due = number(promise.actual, "percent", lang), number(promise.target, "percent", lang)
            found.append(say(key, lang, name=briefing.say(promise.name), actual=actual, target=due))
    return found


def _distance(briefing: Briefing, target: Target) -> str:
    lang, points = briefing.lang, target.points or 0.0
    return say(
        "reports.above" if points >= 0 else "reports.below",
        lang,
        points=number(abs(points), "points", lang),
        target=target_name(briefing, target),
        rate=number(target.rate, "percent", lang),
        persons=number(target.persons, "people", lang),
    )


def gap_words(briefing: Briefing) -> str | None:
    """What covering everybody costs a year; None where there is no gap to price."""
    lang, price, gap = briefing.lang, briefing.head.gap_price, briefing.head.rate.gap
    if price is None or not gap:
        return None
    return say(
        "reports.gap_text_one" if price.high_idr == price.low_idr else "reports.gap_text",
        lang,
        gap=number(gap, "people", lang),
        month=month_name(briefing.head.month + 1, lang),
        high=large_rupiah(price.high_idr, lang),
        low=large_rupiah(price.low_idr, lang),
    )


def decisions(briefing: Briefing) -> list[str]:
    """What to decide, derived from the numbers: renewals first, then the next target, places, and data."""
    lang, head = briefing.lang, briefing.head
    found = [_renewal(each, lang) for each in renewals(briefing)]
    ahead = next_target(briefing)
    if ahead is not None and ahead.persons:
        found.append(
            say(
                "reports.decide_target",
                lang,
                target=target_name(briefing, ahead),
                rate=number(ahead.rate, "percent", lang),
                month=month_name(ahead.month, lang),
                persons=number(ahead.persons, "people", lang),
                price=price_words(gap_cost(ahead.persons, head.month), lang),
            )
        )
    largest = sorted((each for each in briefing.districts if each.gap), key=lambda each: -(each.gap or 0))[:LISTED]
    if largest:
        names, gap = listing([each.name for each in largest], lang), sum(each.gap or 0 for each in largest)
        found.append(say("reports.decide_districts", lang, names=names, gap=number(gap, "people", lang)))
    if head.missing:
        parts = list(dict.fromkeys(f"{each.sender} ({each.area}, {each.segment})" for each in head.missing))
        found.append(say("reports.decide_data", lang, list=listing(parts[:LISTED], lang)))
    return found or [say("reports.decide_none", lang)]


def renewals(briefing: Briefing) -> list[Ending]:
    """The largest renewals due up to the steepest fall, first the earliest."""
    fall = briefing.head.falling
    listed = (
        [Ending(each.name, each.persons, each.status, each.month, each.price) for each in fall.payers]
        if fall
        else briefing.ending
    )
    due = [each for each in listed if each.persons and each.price and each.month is not None]
    largest = sorted(due, key=lambda each: -(each.persons or 0))[:LISTED]
    return sorted(largest, key=lambda each: (each.month or 0, -(each.persons or 0)))


def _renewal(ending: Ending, lang: Lang) -> str:
    assert ending.price is not None and ending.month is not None
    return say(
        "reports.decide_renew",
        lang,
        name=ending.name,
        persons=number(ending.persons, "people", lang),
        month=month_name(ending.month - 1, lang),
        price=price_words(ending.price, lang),
    )


def map_note(briefing: Briefing) -> str:
    """The map's denominator, date, scope and source of shapes."""
    lang, answer = briefing.lang, briefing.by_district
    if answer is None or not briefing.has_district_rates:
        reason = briefing.head.behind.reason
        absent = say("reports.no_district_rate", lang, month=briefing.month)
        return f"{briefing.say(reason)} {absent}" if reason else absent
    words = say(
        "reports.map_note",
        lang,
        series=series_words(answer.series, lang),
        date=_dates(answer, lang),
        source=", ".join(dict.fromkeys(each.source for each in answer.as_of if each.source)) or "–",
        scope=say("reports.map_scope", lang, segments=segment_words(answer.scope, lang)) if answer.scope else "",
        shapes=f"{briefing.say(briefing.map.source).rstrip('.')}." if briefing.map else say("reports.no_map", lang),
    )
    return words if answer.series == briefing.head.rate.series else f"{words} {say('reports.map_other_series', lang)}"


def _dates(answer: Result, lang: Lang) -> str:
    days = sorted({each.as_of for each in answer.as_of})
    return " – ".join(day_name(day, lang) for day in ([days[0], days[-1]] if len(days) > 1 else days)) or "–"


def tariff_basis(month: int) -> str:
    """Where the prices are written."""
    cited = [each.cite for kind in ("APBD_KAB", "CSR") for each in contribution(kind, "other", month).basis]
    return "; ".join(dict.fromkeys(cited))
