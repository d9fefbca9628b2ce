"""The tables of a briefing, with raw values: shown on paper and slides, kept as numbers in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..planning import Headline, Payer
from ..sources import formats
from ..text import Lang, month_name
from ..words import say
from . import notes, tables_places, wording
from .briefing import Briefing
from .cells import column, counted, shown, status_words
from .content import Cell, Column, Table


def summary(briefing: Briefing) -> Table:
    """The headline's numbers, one a row."""
    lang, head = briefing.lang, briefing.head
    month = briefing.month
    counts: list[tuple[str, int | None, str]] = [
        (say("reports.workers", lang), head.rate.workers, wording.days_words(head.rate, lang)),
        (say("reports.active_of_scope", lang), head.rate.active, month),
        (say("reports.not_covered", lang), _gap(head), month),
        (wording.all_active(briefing), head.active, month),
        (say("reports.registered", lang), head.registered, month),
        (say("reports.benefit_ready", lang), head.benefit_ready, month),
        (say("reports.readiness_known", lang), head.readiness_known, month),
    ]
    return Table(
        "summary",
        say("reports.summary", lang),
        (
            column(lang, "measure"),
            column(lang, "number", "people"),
            column(lang, "rate", "coverage"),
            column(lang, "dated"),
        ),
        (
            (say("reports.rate_of", lang, who=briefing.say(head.rate.who)), None, head.rate.rate, month),
            *((label, count, None, dated) for label, count, dated in counts),
        ),
        wording.basis(briefing),
    )


def _gap(head: Headline) -> int | None:
    """The workers not covered; above 100 % nobody knows them."""
    return None if (head.rate.rate or 0) > 1 else head.rate.gap


def targets(briefing: Briefing) -> Table:
    """Every target track that applies, with the distance and the workers still needed."""
    lang = briefing.lang
    national = [say("reports.national_note", lang)] if any(one.is_national for one in briefing.head.targets) else []
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
        " ".join([*(f"{words.rstrip('.')}." for words in wording.target_remarks(briefing)), *national]),
    )


def trend(briefing: Briefing) -> Table:
    """The rate month by month, then if nobody and if everybody renews."""
    lang, drawn = briefing.lang, briefing.trend
    rows: list[tuple[Cell, ...]] = []
    if drawn is not None:
        rows = [(drawn.first_month + at, rate, None, None) for at, rate in enumerate(drawn.history)]
        ahead = list(enumerate(zip(drawn.none, drawn.everyone, strict=True)))
        # The last real month is the first of both paths, and stands once.
        rows[-1:] = [(drawn.now, drawn.history[-1], *(ahead[0][1] if ahead else (None, None)))]
        rows += [(drawn.now + at, None, none, everyone) for at, (none, everyone) in ahead[1:]]
    return Table(
        "trend",
        say("reports.trend", lang),
        (
            column(lang, "month", "month"),
            column(lang, "rate", "coverage"),
            column(lang, "none_renew", "coverage"),
            column(lang, "all_renew", "coverage"),
        ),
        tuple(rows),
        " ".join(words for words in (wording.basis(briefing), notes.trend_note(briefing)) if words),
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
        notes.payers_note(briefing),
    )


def ending(briefing: Briefing, most: int = 5) -> Table:
    """The payers whose blocks end within three months, the span of months in which their people lose cover, and both
    prices of a renewal.
    """
    lang, found = briefing.lang, briefing.ending
    rows = [(each.name, _span(each, lang), *_ending_cells(each, lang)) for each in found[:most]]
    if len(found) > most:
        more = len(found) - most
        rows.append((counted("more_payers", lang, more, count=more), "", *_sums(found[most:], lang)))
    if len(found) > 1:
        rows.append((say("reports.total", lang), "", *_sums(found, lang)))
    return _ending_table(briefing, (column(lang, "without_from"),), rows)


def every_ending(briefing: Briefing) -> Table:
    """The same with every payer and both months of the span, for a workbook."""
    lang, found = briefing.lang, briefing.ending
    rows = [(each.name, each.month, each.last_month, *_ending_cells(each, lang)) for each in found]
    if len(found) > 1:
        rows.append((say("reports.total", lang), None, None, *_sums(found, lang)))
    months = (column(lang, "without_first", "month"), column(lang, "without_last", "month"))
    return _ending_table(briefing, months, rows)


def _ending_table(briefing: Briefing, months: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> Table:
    lang = briefing.lang
    money = (column(lang, "persons", "people"), column(lang, "price", "rupiah"), column(lang, "price_low", "rupiah"))
    note = notes.ending_note(briefing, with_prices=bool(rows))
    return Table(
        "ending",
        say("reports.ending", lang),
        (column(lang, "payer"), *months, *money),
        tuple(rows),
        note if rows else f"{wording.ends_words(briefing, 'ending_none')} {note}".strip(),
    )


def _span(payer: Payer, lang: Lang) -> str:
    """`Okt 2026`, `Okt–Des 2026`, `Des 2026 – Feb 2027`."""
    first, last = (month_name(month, lang, short=True) for month in (payer.month, payer.last_month))
    if first == last:
        return first
    return f"{first.split()[0]}–{last}" if payer.month // 12 == payer.last_month // 12 else f"{first} – {last}"


def _ending_cells(payer: Payer, lang: Lang) -> tuple[Cell, ...]:
    high, low = (None, None) if payer.price is None else (payer.price.high_idr, payer.price.low_idr)
    return (shown(payer.persons, payer.status, lang), high, low)


def _sums(payers: Sequence[Payer], lang: Lang) -> tuple[Cell, ...]:
    """People and prices of several payers; what is masked in it leaves the whole sum unsaid."""
    if any(each.persons is None or each.price is None for each in payers):
        return (status_words("masked", lang), None, None)
    high = sum(each.price.high_idr for each in payers if each.price is not None)
    low = sum(each.price.low_idr for each in payers if each.price is not None)
    return (sum(each.persons or 0 for each in payers), high, low)


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
            column(lang, "received", "day"),
            column(lang, "behind", "number"),
        ),
        tuple(
            (
                each.sender,
                briefing.say(formats()[each.format].label) if each.format in formats() else each.format,
                each.last_month,
                each.received,
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
    "ending": every_ending,
    "neighbours": tables_places.neighbours,
    "freshness": freshness,
}
"""Every sheet a place's report may name."""
