"""Sentences of a briefing, made from its numbers once, so that paper, slides and notes say the same."""

from __future__ import annotations

from collections.abc import Sequence

from ..codes import segments, workforce_series
from ..planning import Change, Falling, Payer, Price, Target, gap_cost
from ..planning.denominators import over_text
from ..planning.facts import Rate
from ..planning.wording import days_text, fill, flagged, plain_text
from ..text import Lang, large_rupiah, month_name, number
from ..words import say
from .briefing import Briefing
from .cells import counted

NO_BREAK = "\u00a0"

LISTED = 3
"""How many names a sentence lists before it counts the others."""


def money(value: float, lang: Lang) -> str:
    """Rupiah for prose that no line breaks: `Rp221,56 juta`."""
    return large_rupiah(value, lang).replace(" ", NO_BREAK)


def price_words(price: Price, lang: Lang) -> str:
    """A sum, or both where the law is not settled."""
    high, low = money(price.high_idr, lang), money(price.low_idr, lang)
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
        "rate": flagged(head.rate.rate).of(lang),
        "who": briefing.say(head.rate.who),
        "place": head.name,
        "month": briefing.month,
    }
    fall = head.falling
    if fall is not None and fall.rate is not None:
        told |= {"low": flagged(fall.rate).of(lang), "month": month_name(fall.month, lang)}
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


def basis(briefing: Briefing) -> str:
    """Where the rate's two sides come from, with their dates."""
    words = [rate_basis(briefing.head.rate, briefing.head.month, briefing.lang)]
    if briefing.head.without:
        words.append(fill("p_without", segments=plain_text("/".join(briefing.head.without))).of(briefing.lang))
    return " ".join(words)


def rate_basis(rate: Rate, month: int, lang: Lang) -> str:
    """Where a rate's two sides come from, with their dates; without a rate, why there is none."""
    if rate.rate is None or rate.as_of is None:
        return rate.reason.of(lang) if rate.reason else say("reports.basis_none", lang)
    words = say(
        "reports.basis",
        lang,
        series=series_words(rate.series, lang),
        workers=number(rate.workers, "people", lang),
        date=days_words(rate, lang),
        source=rate.source or "–",
        month=month_name(month, lang),
    )
    flags = [key for key, on in (("basis_old", rate.is_old), ("basis_estimate", rate.is_estimate)) if on]
    over = over_text(rate)
    return " ".join([words, *(say(f"reports.{key}", lang) for key in flags), *([over.of(lang)] if over else [])])


def days_words(rate: Rate, lang: Lang) -> str:
    """The day of a rate's denominator; the first and the last where its areas are of several."""
    return days_text(rate.days).of(lang) if rate.days else "–"


def all_active(briefing: Briefing) -> str:
    """The label of the active members of every segment, or of the one that was chosen."""
    if briefing.segment is None:
        return say("reports.active_all", briefing.lang)
    return say("reports.active_segment", briefing.lang, segment=segments()[briefing.segment].label.of(briefing.lang))


def single_month(briefing: Briefing) -> str:
    """The rate of the only month there is."""
    lang, drawn = briefing.lang, briefing.trend
    rate = None if drawn is None else drawn.history[-1]
    return say("reports.trend_single", lang, month=briefing.month, rate=number(rate, "percent", lang))


def payers_words(payers: Sequence[Payer], lang: Lang) -> str:
    """The largest payers with their people; the others counted."""
    told = [each for each in payers if each.persons is not None]
    parts = [
        counted("payer_persons", lang, each.persons, name=each.name, persons=number(each.persons, "people", lang))
        for each in told[:LISTED]
    ]
    if len(payers) > len(parts):
        more = len(payers) - len(parts)
        parts.append(counted("payers_more", lang, more, count=more))
    return listing(parts, lang)


def falling(briefing: Briefing) -> str:
    """What falls away if nothing is renewed, when, and whose it is."""
    lang, fall = briefing.lang, briefing.head.falling
    if briefing.head.outlook is None:
        return say("reports.no_outlook", lang, month=month_name(briefing.head.default_month, lang))
    if fall is None:
        return ends_words(briefing, "falling_none")
    told = {"month": month_name(fall.month, lang), "payers": payers_words(fall.payers, lang)}
    if fall.rate is None or fall.points is None:
        words = say("reports.falling_counts", lang, active=number(fall.active, "people", lang), **told)
    else:
        points, rate = number(abs(fall.points), "points", lang), number(fall.rate, "percent", lang)
        words = say("reports.falling", lang, points=points, rate=rate, **told)
    return f"{words} {_lowest(fall, lang)}".strip()


def ends_words(briefing: Briefing, key: str) -> str:
    """That nothing ends, in the phrase `key`; that nobody knows where no list of members came."""
    return say("reports.ends_unknown" if briefing.ends_unknown else f"reports.{key}", briefing.lang)


def _lowest(fall: Falling, lang: Lang) -> str:
    """Where the fall ends, if it goes on after its steepest month."""
    if fall.low_month == fall.month:
        return ""
    low = number(fall.low_active, "people", lang) if fall.low_rate is None else number(fall.low_rate, "percent", lang)
    return say("reports.lowest", lang, month=month_name(fall.low_month, lang), low=low)


def target_name(briefing: Briefing, target: Target) -> str:
    """A target's name with the year it is due, unless the name ends with it.

    A name that ends with another year is a plan over years: `RPJMN 2025–2029 tahun 2025`.
    """
    name, year = briefing.say(target.name), str(target.month // 12)
    if name.endswith(year):
        return name
    key = "reports.target_due" if name[-1].isdigit() else "reports.target_year"
    return say(key, briefing.lang, name=name, year=year)


def target_words(briefing: Briefing) -> list[str]:
    """Each target: above it, or below it and by how many workers; then the promises of growth."""
    found = [_distance(briefing, each) for each in briefing.head.targets if each.points is not None]
    return [*found, *target_remarks(briefing)]


def target_remarks(briefing: Briefing) -> list[str]:
    """Which targets are not compared and why; then each promise of growth, kept or not."""
    lang, found = briefing.lang, []
    others = [each for each in briefing.head.targets if each.points is None]
    if others and briefing.head.rate.rate is not None:
        listed = [f"{target_name(briefing, each)} {number(each.rate, 'percent', lang)}" for each in others]
        who = briefing.say(briefing.head.rate.who)
        found.append(say("reports.not_compared", lang, targets=listing(listed, lang), who=who))
    for promise in briefing.head.growth:
        if promise.actual is not None:
            key = "reports.growth_reached" if promise.reached else "reports.growth_missed"
            amount = number(abs(promise.actual), "percent", lang)
            moved = say("reports.grew" if promise.actual >= 0 else "reports.shrank", lang, amount=amount)
            due = number(promise.target, "percent", lang)
            found.append(say(key, lang, name=briefing.say(promise.name), moved=moved, target=due))
        elif promise.reason is not None:
            told = {"name": briefing.say(promise.name), "reason": briefing.say(promise.reason)}
            found.append(say("reports.growth_unknown", lang, **told))
    return found


def _distance(briefing: Briefing, target: Target) -> str:
    lang, points = briefing.lang, target.points or 0.0
    return counted(
        "above" if points >= 0 else "below",
        lang,
        target.persons if points < 0 else None,
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
        high=money(price.high_idr, lang),
        low=money(price.low_idr, lang),
    )


def decisions(briefing: Briefing) -> list[str]:
    """What to decide, derived from the numbers: renewals first, then the next target, places, and data."""
    lang, head = briefing.lang, briefing.head
    found = [_renewal(each, lang) for each in renewals(briefing)]
    ahead = next_target(briefing)
    if ahead is not None and ahead.persons:
        found.append(
            counted(
                "decide_target",
                lang,
                ahead.persons,
                target=target_name(briefing, ahead),
                rate=number(ahead.rate, "percent", lang),
                month=month_name(ahead.month, lang),
                persons=number(ahead.persons, "people", lang),
                price=price_words(gap_cost(ahead.persons, head.month), lang),
            )
        )
    largest = briefing.lacking[:LISTED]
    if largest:
        names, gap = listing([each.name for each in largest], lang), sum(each.gap or 0 for each in largest)
        told = {"names": names, "gap": number(gap, "people", lang)}
        series = series_words(head.behind.series, lang)
        key = "decide_districts" if head.behind.series == head.rate.series else "decide_districts_other"
        found.append(say(f"reports.{key}", lang, series=series, **told))
    if head.missing:
        parts = list(dict.fromkeys(f"{each.sender} ({each.area}, {each.segment})" for each in head.missing))
        found.append(say("reports.decide_data", lang, list=listing(parts[:LISTED], lang)))
    return found or [say("reports.decide_none", lang)]


def renewals(briefing: Briefing) -> list[Payer]:
    """The largest renewals due up to the steepest fall, or else within three months; first the earliest."""
    fall = briefing.head.falling
    due = [each for each in (fall.payers if fall else briefing.ending) if each.persons and each.price]
    largest = sorted(due, key=lambda each: -(each.persons or 0))[:LISTED]
    return sorted(largest, key=lambda each: (each.month, -(each.persons or 0)))


def _renewal(payer: Payer, lang: Lang) -> str:
    """How many people's cover ends from when to when, and the price of going on."""
    assert payer.price is not None
    key = "decide_renew" if payer.month == payer.last_month else "decide_renew_span"
    return counted(
        key,
        lang,
        payer.persons,
        name=payer.name,
        persons=number(payer.persons, "people", lang),
        price=price_words(payer.price, lang),
        month=month_name(payer.month - 1, lang),
        last=month_name(payer.last_month - 1, lang),
    )
