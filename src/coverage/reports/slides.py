"""The briefing as native slides, one message each; every number stands in the notes with its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..codes import sponsor_kinds
from ..planning.wording import flagged
from ..text import month_name, number
from ..words import say
from . import drawings, look, notes, sections, tables, tables_places, wording
from .briefing import Briefing
from .cells import counted
from .slide_charts import add_bars, add_trend
from .slide_file import new_deck, saved, speak
from .slide_map import add_legend, add_map
from .slide_parts import MARGIN, WIDTH, add_rule, add_table, add_text, set_title

UNLISTED = "TIDAK_TERDAFTAR"
"""The kind of payer of counts without a list: who pays for them is not known."""

ROOM = WIDTH - 2 * MARGIN
TOP = 1.75


def headline(slide: Any, briefing: Briefing) -> list[str]:
    """Where the place stands: four numbers, what falls away, distance to the targets."""
    shown = sections.main_figures(briefing)
    each = ROOM / len(shown)
    for at, figure in enumerate(shown):
        left, width = MARGIN + at * each, each - 0.3
        fill = look.ACCENT if at == 0 else look.INK
        add_text(slide, (left, TOP, width, 0.32), [figure.label], size=14, fill=look.QUIET, name=figure.label)
        add_text(
            slide, (left, TOP + 0.34, width, 0.8), [figure.value], size=44 if at == 0 else 32, fill=fill, bold=True
        )
        if figure.note:
            add_text(slide, (left, TOP + 1.16, width, 0.62), figure.note.split("\n"), size=13, fill=look.QUIET, gap=0.1)
    warning = wording.falling(briefing)
    add_rule(slide, MARGIN, 3.72, 0.05, look.WARNING if briefing.head.falling else look.ACCENT, 0.85)
    fill = look.WARNING if briefing.head.falling else look.INK
    add_text(slide, (MARGIN + 0.2, 3.72, ROOM - 0.2, 0.85), [warning], size=18, fill=fill, bold=True)
    told = wording.target_words(briefing)
    sources = [f"{wording.target_name(briefing, each)}: {each.source}" for each in briefing.head.targets]
    national = [say("reports.national_note", briefing.lang)] if _has_national(briefing) else []
    if any(each.points is not None for each in briefing.head.targets):
        table = tables.targets(briefing)
        short = replace(table, columns=table.columns[:-1], rows=tuple(row[:-1] for row in table.rows), note="")
        add_table(slide, short, briefing.lang, (MARGIN, 4.75, ROOM, 1.65))
        add_text(slide, (MARGIN, 6.45, ROOM, 0.28), national, size=12, fill=look.QUIET)
    elif told:
        ended = [f"{words.rstrip('.')}." for words in told]
        add_text(slide, (MARGIN, 4.85, ROOM, 1.2), ended, size=15, fill=look.QUIET)
    return [briefing.say(briefing.head.paragraph), *told, *national, *sources]


def _has_national(briefing: Briefing) -> bool:
    return any(each.is_national for each in briefing.head.targets)


def district_map(slide: Any, briefing: Briefing) -> list[str]:
    """The districts as native shapes with legend and ranking."""
    width, height = 6.5, 4.35
    sheet = briefing.sheet(width * 72, height * 72)
    words = drawings.area_words(briefing)
    if sheet is not None and sheet.shapes:
        add_map(slide, sheet, briefing.areas, briefing.scale, (MARGIN, TOP - 0.15), words)
        add_legend(slide, drawings.legend(briefing), MARGIN, TOP + height - 0.05, width)
        if drawings.badge(briefing):
            add_text(slide, (MARGIN, TOP - 0.2, 1.6, 0.25), [drawings.badge(briefing)], size=11, fill=look.QUIET)
    else:
        add_text(slide, (MARGIN, TOP, width, 1), [say("reports.no_map", briefing.lang)], fill=look.QUIET)
    ranked = replace(tables_places.ranking(briefing), note="")
    left = MARGIN + width + 0.35
    if ranked.rows:
        add_table(slide, ranked, briefing.lang, (left, TOP - 0.15, WIDTH - MARGIN - left, 4.95), size=13)
    return [drawings.map_alt(briefing)] if briefing.districts else []


def trend(slide: Any, briefing: Briefing) -> list[str]:
    """The months behind and the two paths ahead, as a native chart."""
    lang, drawn = briefing.lang, briefing.trend
    if drawn is None or not drawn.is_line:
        words = wording.basis(briefing) if drawn is None else wording.single_month(briefing)
        add_text(slide, (MARGIN, TOP, ROOM, 1), [words], size=20)
        add_text(slide, (MARGIN, TOP + 1.2, ROOM, 0.8), [wording.falling(briefing)], size=16, fill=look.QUIET)
        return [words]
    until = say("reports.rate_until", lang, month=month_name(drawn.now, lang))
    names = (until, say("reports.all_renew", lang), say("reports.none_renew", lang))
    _, everyone, none = (words.split("|")[0] for words in drawings.trend_ends(briefing))
    now = number(drawn.history[-1], "percent", lang)
    alt = drawings.trend_alt(briefing)
    add_trend(slide, drawn, lang, (MARGIN, TOP - 0.1, ROOM, 4.2), names, (now, everyone, none), alt)
    fill = look.WARNING if briefing.head.falling else look.QUIET
    add_text(slide, (MARGIN, 5.9, ROOM, 0.45), [wording.falling(briefing)], size=14, fill=fill, bold=True)
    note = notes.trend_note(briefing)
    if note:
        add_text(slide, (MARGIN, 6.38, ROOM, 0.38), [note], size=11, fill=look.QUIET)
    return [alt, note]


def payers(slide: Any, briefing: Briefing) -> list[str]:
    """Active members by kind of payer, and whose cover ends within three months."""
    lang, rows = briefing.lang, drawings.payer_bars(briefing)
    alt, told = drawings.payers_alt(briefing), notes.payers_note(briefing)
    box = (MARGIN, TOP - 0.1, 4.6, min(4.3, 0.3 + 0.7 * len(rows)))
    if rows:
        add_bars(slide, rows, lang, box, say("reports.payers", lang), alt)
    add_text(slide, (MARGIN, 5.95, 4.6, 0.7), [told], size=12, fill=look.QUIET)
    left = MARGIN + 4.75
    room = WIDTH - MARGIN - left
    add_text(slide, (left, TOP, room, 0.35), [say("reports.ending", lang)], size=16, fill=look.ACCENT, bold=True)
    if briefing.ending:
        table = replace(tables.ending(briefing), note="")
        below = add_table(slide, table, lang, (left, TOP + 0.45, room, 2.9), size=12)
        note = notes.ending_note(briefing)
        add_text(slide, (left, below + 0.12, room, 6.6 - below), [note], size=12, fill=look.QUIET)
    else:
        add_text(slide, (left, TOP + 0.45, room, 1), [tables.ending(briefing).note], size=14)
    return [alt, told] if rows else [told]


def decide(slide: Any, briefing: Briefing) -> list[str]:
    """What to decide, with dates and rupiah."""
    listed = [f"{at}.\t{words}" for at, words in enumerate(wording.decisions(briefing), start=1)]
    add_text(slide, (MARGIN, TOP, ROOM, 3.5), listed, size=20, hang=0.4)
    gap = wording.gap_words(briefing)
    if gap is not None:
        add_rule(slide, MARGIN, 5.4, ROOM, look.RULE, 0.015)
        add_text(slide, (MARGIN, 5.5, ROOM, 1.1), [gap], size=15, fill=look.QUIET)
    return [*listed, *notes.method_lines(briefing)]


def _titles(briefing: Briefing) -> dict[str, str]:
    """The finding each slide states."""
    lang, head = briefing.lang, briefing.head
    told = [each for each in head.funding if each.share is not None]
    largest = max(told, key=lambda each: each.share or 0.0, default=None)
    blocks = sum(each.active or 0 for each in told if sponsor_kinds()[each.kind].renewal == "block")
    first = next(iter(wording.renewals(briefing)), None)
    found = {
        "headline": wording.title(briefing),
        "map": _map_title(briefing),
        "trend": wording.ends_words(briefing, "trend_flat").rstrip("."),
        "payers": say("reports.payers_plain", lang),
        "decide": say("reports.decide", lang),
    }
    if head.outlook is None and briefing.trend is not None:
        found["trend"] = say("reports.trend_title_past", lang, first=month_name(briefing.trend.first_month, lang))
    if head.falling is not None:
        now = head.outlook.now if head.outlook else None
        start = head.falling.active if now is None else now.active
        lost, month = max(start - head.falling.active, 0), month_name(head.falling.month, lang)
        found["trend"] = counted("trend_slide", lang, lost, persons=number(lost, "people", lang), month=month)
    if largest is not None:
        label, share = briefing.say(largest.label), number(largest.share, "percent", lang)
        people = {"active": number(head.active, "people", lang), "persons": number(blocks, "people", lang)}
        is_known = all(each.kind != UNLISTED for each in told)
        key = "payers_slide" if blocks else "payers_slide_none" if is_known else "payers_slide_plain"
        found["payers"] = say(f"reports.{key}", lang, label=label, share=share, **people)
    if first is not None and head.month >= head.default_month:
        count, month = len(wording.decisions(briefing)), month_name(first.month - 1, lang)
        found["decide"] = counted("decide_slide", lang, count, count=count, month=month)
    return found


def _map_title(briefing: Briefing) -> str:
    """Which district is furthest behind and by how many; only which is lowest where none lacks anybody."""
    lang = briefing.lang
    lowest = next((each for each in briefing.districts if each.rate is not None), None)
    if lowest is None or (not lowest.gap and not lowest.is_over):
        return drawings.map_title(briefing)
    rate, gap = flagged(lowest.rate).of(lang), number(lowest.gap, "people", lang)
    if lowest.is_over:
        return say("reports.map_slide_over", lang, name=lowest.name, rate=rate)
    return counted("map_slide", lang, lowest.gap, name=lowest.name, rate=rate, gap=gap)


SLIDES: dict[str, Callable[[Any, Briefing], list[str]]] = {
    "headline": headline,
    "map": district_map,
    "trend": trend,
    "payers": payers,
    "decide": decide,
}
"""Every slide a report may name: draws itself and returns its notes."""


def render_slides(
    briefing: Briefing, names: tuple[str, ...], kicker: str, badge: str, footer: str, made: datetime
) -> bytes:
    """The named slides as a PPTX file; the same question about the same snapshot gives the same bytes."""
    titles = _titles(briefing)
    deck = new_deck(wording.title(briefing), kicker, made)
    for at, name in enumerate(names, start=1):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        set_title(slide, titles[name])
        add_text(slide, (MARGIN, 0.22, 6.8, 0.25), [kicker], size=12, fill=look.QUIET)
        if badge:
            add_text(
                slide,
                (WIDTH - MARGIN - 5.2, 0.22, 5.2, 0.25),
                [badge],
                size=12,
                fill=look.WARNING,
                bold=True,
                side="right",
            )
        told = SLIDES[name](slide, briefing)
        source = wording.basis(briefing) if name != "map" else notes.map_note(briefing)
        add_rule(slide, MARGIN, 6.78, ROOM, look.RULE, 0.012)
        add_text(slide, (MARGIN, 6.84, ROOM - 0.6, 0.45), [source, footer], size=10.5, fill=look.QUIET)
        add_text(slide, (WIDTH - MARGIN - 0.5, 6.84, 0.5, 0.25), [str(at)], size=11, fill=look.QUIET, side="right")
        slide.notes_slide.notes_text_frame.text = "\n".join(
            words.replace("\t", " ") for words in [*told, source, footer] if words
        )
        speak(slide, briefing.lang)
    return saved(deck, made)
