"""The tables of a briefing, with raw values: shown on paper and slides, kept as numbers in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..planning import Headline
from ..text import Lang, day_name
from ..words import say
from . import tables_places
from .briefing import Briefing, Ending
from .cells import column, shown, status_words
from .content import Cell, Table


def summary(briefing: Briefing) -> Table:
    """The headline's numbers, one a row."""
    lang, head = briefing.lang, briefing.head
    month = briefing.month
    counts: list[tuple[str, int | None, str]] = [
        ("workers", head.rate.workers, _as_of(head, lang)),
        ("active_of_scope", head.rate.active, month),
        ("not_covered", head.rate.gap, month),
        ("active_all", head.active, month),
        ("registered", head.registered, month),
        ("benefit_ready", head.benefit_ready, month),
        ("readiness_known", head.readiness_known, month),
    ]
    return Table(
        "summary",
        say("reports.summary", lang),
        (
            column(lang, "measure"),
            column(lang, "number", "people"),
            column(lang, "rate", "percent"),
            column(lang, "dated"),
        ),
        (
            (say("reports.rate", lang), None, head.rate.rate, month),
            *((say(f"reports.{key}", lang), count, None, dated) for key, count, dated in counts),
        ),
    )


def _as_of(head: Headline, lang: Lang) -> str:
    return "–" if head.rate.as_of is None else day_name(head.rate.as_of, lang)


def targets(briefing: Briefing) -> Table:
    """Every target track that applies, with the distance and the workers still needed."""
    lang = briefing.lang
    return Table(
        "targets",
        say("reports.targets", lang),
        (
            column(lang, "target"),
            column(lang, "month", "month"),
            column(lang, "rate", "percent"),
            column(lang, "distance", "points"),
            column(lang, "still_needed", "people"),
            column(lang, "source"),
        ),
        tuple(
            (briefing.say(each.name), each.month, each.rate, each.points, each.persons, each.source)
            for each in briefing.head.targets
        ),
        say("reports.national_note", lang) if any(each.is_national for each in briefing.head.targets) else "",
    )


def trend(briefing: Briefing) -> Table:
    """The rate month by month, then if nobody and if everybody renews."""
    lang, drawn = briefing.lang, briefing.trend
    rows: list[tuple[Cell, ...]] = []
    if drawn is not None:
        rows = [(drawn.first_month + at, rate, None, None) for at, rate in enumerate(drawn.history)]
        rows += [
            (drawn.now + at, None, none, everyone)
            for at, (none, everyone) in enumerate(zip(drawn.none, drawn.everyone, strict=True))
        ]
    return Table(
        "trend",
        say("reports.trend", lang),
        (
            column(lang, "month", "month"),
            column(lang, "rate", "percent"),
            column(lang, "none_renew", "percent"),
            column(lang, "all_renew", "percent"),
        ),
        tuple(rows),
    )


def payers(briefing: Briefing) -> Table:
    """Active members by the kind of their primary payer."""
    lang = briefing.lang
    return Table(
        "payers",
        say("reports.payers", lang),
        (column(lang, "payer_kind"), column(lang, "active", "people"), column(lang, "share", "percent")),
        tuple(
            (briefing.say(each.label), shown(each.active, each.status, lang), shown(each.share, each.status, lang))
            for each in briefing.head.funding
        ),
    )


def ending(briefing: Briefing, most: int = 5) -> Table:
    """The payers whose blocks end within three months, with both prices of a renewal from the month after."""
    lang, found = briefing.lang, briefing.ending
    rows: list[tuple[Cell, ...]] = [_ending_row(each, lang) for each in found[:most]]
    if len(found) > most:
        rows.append(_sum_row(say("reports.more_payers", lang, count=len(found) - most), found[most:], lang))
    if len(found) > 1:
        rows.append(_sum_row(say("reports.total", lang), found, lang))
    return Table(
        "ending",
        say("reports.ending", lang),
        (
            column(lang, "payer"),
            column(lang, "without_from", "month"),
            column(lang, "persons", "people"),
            column(lang, "price", "rupiah"),
            column(lang, "price_low", "rupiah"),
        ),
        tuple(rows),
    )


def _ending_row(payer: Ending, lang: Lang) -> tuple[Cell, ...]:
    high, low = (None, None) if payer.price is None else (payer.price.high_idr, payer.price.low_idr)
    return (payer.name, payer.month, shown(payer.persons, payer.status, lang), high, low)


def _sum_row(label: str, payers: Sequence[Ending], lang: Lang) -> tuple[Cell, ...]:
    """The sum of several payers; what is masked in it leaves the whole sum unsaid."""
    if any(each.persons is None or each.price is None for each in payers):
        return (label, "", status_words("masked", lang), None, None)
    high = sum(each.price.high_idr for each in payers if each.price is not None)
    low = sum(each.price.low_idr for each in payers if each.price is not None)
    return (label, "", sum(each.persons or 0 for each in payers), high, low)


def freshness(briefing: Briefing) -> Table:
    """The latest delivery of every sender."""
    lang = briefing.lang
    return Table(
        "freshness",
        say("reports.freshness", lang),
        (
            column(lang, "sender"),
            column(lang, "format"),
            column(lang, "last_month", "month"),
            column(lang, "received"),
            column(lang, "behind", "number"),
        ),
        tuple(
            (
                each.sender,
                each.format,
                each.last_month,
                "–" if each.received is None else each.received.isoformat(),
                each.behind,
            )
            for each in briefing.head.freshness
        ),
    )


TABLES: dict[str, Callable[[Briefing], Table]] = {
    "summary": summary,
    "targets": targets,
    "districts": tables_places.districts,
    "trend": trend,
    "payers": payers,
    "ending": ending,
    "neighbours": tables_places.neighbours,
    "freshness": freshness,
}
"""Every sheet a place's report may name."""
