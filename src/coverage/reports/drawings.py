"""The pictures of a briefing: targets, district map, trend with outlook, payers."""

from __future__ import annotations

from ..codes import sponsor_kinds
from ..planning.wording import flagged
from ..text import month_name, number
from ..words import say
from . import look, notes, wording
from .briefing import Briefing
from .cells import status_words
from .content import Drawing
from .svg import choropleth
from .svg_charts import Bar, Mark, bars, track, trend_chart

FULL, HALF = 504.0, 241.0
"""Widths on the page in points: the whole line, and one of two columns."""


def targets(briefing: Briefing) -> Drawing | None:
    """The rate on its way past the targets; None without a rate or without targets it may be compared with."""
    lang, head = briefing.lang, briefing.head
    if head.rate.rate is None or all(each.points is None for each in head.targets):
        return None
    marks = [
        Mark(wording.target_name(briefing, each), each.rate, number(each.rate, "percent", lang))
        for each in head.targets
    ]
    rate = number(head.rate.rate, "percent", lang)
    listed = ", ".join(f"{mark.label} {mark.words}" for mark in marks)
    national = any(each.is_national for each in head.targets)
    return Drawing(
        title=say("reports.targets", lang),
        svg=track(head.rate.rate, rate, marks, FULL),
        alt=say("reports.track_alt", lang, rate=rate, list=listed),
        note=say("reports.national_note", lang) if national else "",
    )


def legend(briefing: Briefing) -> list[tuple[str, str]]:
    """The map's legend."""
    lang, rates = briefing.lang, [district.rate for district in briefing.districts]
    return briefing.scale.legend(rates, lang, say("reports.legend_zero", lang), say("reports.status_no_data", lang))


def map_title(briefing: Briefing) -> str:
    """Which district is lowest."""
    lang = briefing.lang
    lowest = next((each for each in briefing.districts if each.rate is not None), None)
    if lowest is None:
        return say("reports.map_title_none", lang)
    return say("reports.map_title", lang, name=lowest.name, rate=flagged(lowest.rate).of(lang))


def area_words(briefing: Briefing) -> dict[str, str]:
    """Each district's name and rate, or why it has none."""
    lang = briefing.lang
    return {
        each.code: f"{each.name} {flagged(each.rate).of(lang)}"
        if each.rate is not None
        else f"{each.name}: {status_words(each.status if each.status != 'ok' else 'no_data', lang)}"
        for each in briefing.districts
    }


def map_alt(briefing: Briefing) -> str:
    """The map in words."""
    listed = ", ".join(area_words(briefing).values())
    return say("reports.map_alt", briefing.lang, place=briefing.head.name, month=briefing.month, list=listed)


def badge(briefing: Briefing) -> str:
    """What a schematic map is marked with."""
    is_schematic = briefing.map is not None and briefing.map.is_schematic
    return say("reports.schematic", briefing.lang) if is_schematic else ""


def district_map(briefing: Briefing) -> Drawing | None:
    """The districts by rate; None where there are no shapes."""
    sheet = briefing.sheet(HALF, 214.0)
    if sheet is None or not sheet.shapes:
        return None
    svg = choropleth(sheet, briefing.areas, briefing.scale, legend(briefing), badge(briefing))
    return Drawing(map_title(briefing), svg, map_alt(briefing), notes.map_note(briefing))


def trend_alt(briefing: Briefing) -> str:
    """Trend and outlook in words."""
    lang, drawn = briefing.lang, briefing.trend
    assert drawn is not None
    known = [rate for rate in drawn.history if rate is not None]
    words = say(
        "reports.trend_alt",
        lang,
        place=briefing.head.name,
        first=month_name(drawn.first_month, lang),
        now=month_name(drawn.now, lang),
        start=number(known[0], "percent", lang),
        end=number(known[-1], "percent", lang),
    )
    if not drawn.none:
        return words
    ahead = say(
        "reports.trend_alt_ahead",
        lang,
        last=month_name(drawn.now + len(drawn.none) - 1, lang),
        none=number(drawn.none[-1], "percent", lang),
        all=number(drawn.everyone[-1], "percent", lang),
    )
    return f"{words} {ahead}"


def trend_ends(briefing: Briefing) -> tuple[str, str, str]:
    """What stands at the last real month and at the ends of the two paths; a bar sign parts two lines."""
    lang, drawn = briefing.lang, briefing.trend
    assert drawn is not None
    now = month_name(drawn.now, lang, short=True)
    here = say("reports.trend_now", lang, month=now, rate=number(drawn.history[-1], "percent", lang))
    if not drawn.none:
        return (here, "", "")
    return (
        here,
        say("reports.trend_all", lang, rate=number(drawn.everyone[-1], "percent", lang)),
        say("reports.trend_none", lang, rate=number(drawn.none[-1], "percent", lang)),
    )


def trend(briefing: Briefing) -> Drawing | None:
    """The rate since the first month and the months ahead; None where the place has no rate."""
    lang, drawn = briefing.lang, briefing.trend
    if drawn is None:
        return None
    key = "reports.trend_title" if drawn.none else "reports.trend_title_past"
    return Drawing(
        title=say(key, lang, first=month_name(drawn.first_month, lang)),
        svg=trend_chart(drawn, lang, trend_ends(briefing), FULL, 158.0),
        alt=trend_alt(briefing),
        note=notes.trend_note(briefing),
    )


def payer_bars(briefing: Briefing) -> list[Bar]:
    """One bar a kind of payer, the largest first; payers whose cover runs out in blocks stand out."""
    lang = briefing.lang
    found = []
    for each in briefing.head.funding:
        kind = sponsor_kinds().get(each.kind)
        fill = look.WARNING if kind is not None and kind.renewal == "block" else look.ACCENT
        if each.active is None:
            found.append(Bar(briefing.say(each.label), 0, status_words(each.status, lang), fill))
        else:
            parts = [number(each.active, "people", lang)]
            words = " · ".join(parts if each.share is None else [*parts, number(each.share, "percent", lang)])
            found.append(Bar(briefing.say(each.label), max(each.active, 0), words, fill))
    return sorted(found, key=lambda bar: -bar.value)


def payers_alt(briefing: Briefing) -> str:
    """Who pays, in words."""
    listed = ", ".join(f"{bar.label} {bar.words}" for bar in payer_bars(briefing))
    return say("reports.payers_alt", briefing.lang, month=briefing.month, list=listed)


def payers(briefing: Briefing) -> Drawing | None:
    """Active members by kind of payer."""
    lang, rows = briefing.lang, payer_bars(briefing)
    if not rows:
        return None
    told = [each for each in briefing.head.funding if each.share is not None]
    largest = max(told, key=lambda each: each.share or 0.0, default=None)
    title = say("reports.payers_plain", lang)
    if largest is not None:
        share = number(largest.share, "percent", lang)
        title = say("reports.payers_title", lang, label=briefing.say(largest.label), share=share)
    return Drawing(title, bars(rows, HALF), payers_alt(briefing), notes.payers_note(briefing))
