"""Tables of places: the districts of one, and the rates that others published."""

from __future__ import annotations

from ..text import Lang, month_name
from ..words import say
from . import notes, wording
from .briefing import Briefing, District
from .cells import column, counted, shown
from .content import Cell, Table

RANKED = 20
"""Districts on one page; a regency has at most 47, the rest are counted in the note."""


def ranking(briefing: Briefing) -> Table:
    """The districts in the map's numbering, lowest rate first; their active members alone where none has a rate."""
    lang = briefing.lang
    if not briefing.has_district_rates:
        return _counts(briefing)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            number,
            each.name,
            shown(each.rate, each.status, lang),
            shown(each.active, each.active_status, lang),
            _gap(each, lang),
        )
        for number, each in enumerate(briefing.districts[:RANKED], start=1)
    )
    hidden = len(briefing.districts) - len(rows)
    return Table(
        "districts",
        say("reports.ranking", lang),
        (
            column(lang, "number_sign", "number"),
            column(lang, "district"),
            column(lang, "rate_short", "coverage"),
            column(lang, "active", "people"),
            column(lang, "not_covered", "people"),
        ),
        (*rows, *_unplaced(briefing, ("",), 2)),
        counted("hidden_rows", lang, hidden, count=hidden) if hidden else "",
    )


def _gap(district: District, lang: Lang) -> Cell:
    """Who is not covered, or why that is not known; a dash above 100 %."""
    return None if district.is_over else shown(district.gap, district.status, lang)


def _unplaced(briefing: Briefing, first: tuple[Cell, ...], after: int) -> list[tuple[Cell, ...]]:
    """The members who have no district, as a last row, so that the rows add up: they have no rate of their own."""
    found = briefing.unplaced
    if not found:
        return []
    words = say("reports.no_district", briefing.lang)
    return [(*first, words, None, found, *[None] * (after - 1))]


def _counts(briefing: Briefing) -> Table:
    lang = briefing.lang
    return Table(
        "districts",
        say("reports.ranking_counts", lang),
        (column(lang, "number_sign", "number"), column(lang, "district"), column(lang, "active", "people")),
        tuple(
            (number, each.name, shown(each.active, each.active_status, lang))
            for number, each in enumerate(briefing.districts[:RANKED], start=1)
        )
        + tuple((*row[:2], row[3]) for row in _unplaced(briefing, ("",), 1)),
    )


def districts(briefing: Briefing) -> Table:
    """Every district with its code."""
    lang = briefing.lang
    return Table(
        "districts",
        say("reports.ranking", lang),
        (
            column(lang, "code"),
            column(lang, "district"),
            column(lang, "rate", "coverage"),
            column(lang, "active", "people"),
            column(lang, "workers", "people"),
            column(lang, "not_covered", "people"),
        ),
        tuple(
            (
                each.code,
                each.name,
                shown(each.rate, each.status, lang),
                shown(each.active, each.active_status, lang),
                shown(each.workers, each.status, lang),
                _gap(each, lang),
            )
            for each in briefing.districts
        )
        + tuple(_unplaced(briefing, (f"{briefing.regency}.00",), 3)),
        notes.map_note(briefing),
    )


def neighbours(briefing: Briefing) -> Table:
    """The rates other places published, as printed."""
    lang = briefing.lang
    return Table(
        "neighbours",
        say("reports.neighbours", lang),
        (
            column(lang, "place"),
            column(lang, "rate_short", "percent"),
            column(lang, "dated"),
            column(lang, "source"),
        ),
        tuple(
            (briefing.say(each.place), each.rate, _unbroken(date_words(each.date, lang, short=True)), each.source)
            for each in briefing.head.neighbours
        ),
        say("reports.neighbours_note", lang),
    )


def _unbroken(words: str) -> str:
    return words.replace(" ", wording.NO_BREAK)


def date_words(written: str, lang: Lang, short: bool = False) -> str:
    """A date as precise as its source wrote it: `2025`, `2025-06`, `2025-06-08`.

    >>> date_words("2025-06", "id"), date_words("2025-06-08", "id", short=True)
    ('Juni 2025', '8 Jun 2025')
    """
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return written
    month = month_name(parts[0] * 12 + parts[1] - 1, lang, short)
    return f"{parts[2]} {month}" if len(parts) == 3 else month
