"""The sections of a place's report on paper: each gives the blocks it prints, none where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..planning.wording import flagged
from ..text import Lang, month_name, number
from ..words import say
from . import drawings, notes, tables, tables_places, wording
from .briefing import Briefing
from .content import Block, Drawing, Figure, Figures, Items, Sentence


def figures(briefing: Briefing) -> list[Block]:
    """Rate, active, not covered and benefit-ready, then where numerator and denominator come from."""
    return [Figures(tuple(main_figures(briefing))), Sentence(wording.basis(briefing), tone="quiet")]


def main_figures(briefing: Briefing) -> list[Figure]:
    """The four numbers in large type; slides show the same."""
    lang, head = briefing.lang, briefing.head
    changes = [wording.change_words(each, lang) for each in (head.month_change, head.year_change)]
    found = []
    if head.rate.rate is not None:
        label = say("reports.rate_of", lang, who=briefing.say(head.rate.who))
        note = "\n".join(words for words in changes if words)
        found.append(Figure(label, flagged(head.rate.rate).of(lang), note))
        told = {
            "workers": number(head.rate.workers, "people", lang),
            "series": wording.series_words(head.rate.series, lang),
            "date": wording.days_words(head.rate, lang),
        }
        active = number(head.rate.active, "people", lang)
        found.append(Figure(say("reports.active", lang), active, say("reports.out_of", lang, **told)))
        found += _not_covered(briefing)
    else:
        found.append(Figure(wording.all_active(briefing), number(head.active, "people", lang)))
        found.append(Figure(say("reports.registered", lang), number(head.registered, "people", lang)))
    found.append(ready(head.benefit_ready, head.readiness_known, lang))
    return found


def _not_covered(briefing: Briefing) -> list[Figure]:
    """Who is not covered and what that costs; left out above 100 %, where nobody knows who is left."""
    lang, head = briefing.lang, briefing.head
    if (head.rate.rate or 0) > 1:
        return []
    price = head.gap_price
    cost = say("reports.gap_note", lang, price=wording.money(price.high_idr, lang)) if price else ""
    return [Figure(say("reports.not_covered", lang), number(head.rate.gap, "people", lang), cost)]


def ready(benefit_ready: int | None, known: int | None, lang: Lang) -> Figure:
    """The benefit-ready among those of whom it is known, or why it is not."""
    note = "ready_unknown" if known is None else "ready_note"
    words = say(f"reports.{note}", lang, known=number(known, "people", lang))
    return Figure(say("reports.ready_short", lang), number(benefit_ready, "people", lang), words)


def targets(briefing: Briefing) -> list[Block]:
    """The track with the targets, then each distance in words."""
    drawn, words = drawings.targets(briefing), wording.target_words(briefing)
    if drawn is None:
        told = " ".join(f"{line.rstrip('.')}." for line in words)
        return [Sentence(told, title=say("reports.targets", briefing.lang), tone="quiet")] if words else []
    note = " ".join([*(f"{line[0].upper()}{line[1:].rstrip('.')}." for line in words), drawn.note])
    return [replace(drawn, note=note.strip())]


def falling(briefing: Briefing) -> list[Block]:
    """What falls away without renewal."""
    return [Sentence(wording.falling(briefing), tone="warning" if briefing.head.falling else "plain")]


def district_map(briefing: Briefing) -> list[Block]:
    """The map; without shapes, what stands under it: it says so, and where the rates beside it come from."""
    drawn = drawings.district_map(briefing)
    return [drawn] if drawn else [Sentence(notes.map_note(briefing), tone="quiet")]


def ranking(briefing: Briefing) -> list[Block]:
    """The districts in the map's numbering."""
    table = tables_places.ranking(briefing)
    return [table] if table.rows else []


def trend(briefing: Briefing) -> list[Block]:
    """Trend and outlook; a single month is a sentence, for it makes no line."""
    if briefing.trend is not None and not briefing.trend.is_line:
        title = say(
            "reports.trend_title_past", briefing.lang, first=month_name(briefing.trend.first_month, briefing.lang)
        )
        return [Sentence(wording.single_month(briefing), title=title)]
    return _if_drawn(drawings.trend(briefing))


def payers(briefing: Briefing) -> list[Block]:
    """Who pays."""
    return _if_drawn(drawings.payers(briefing))


def ending(briefing: Briefing) -> list[Block]:
    """Whose cover ends within three months, with the cost of renewing it."""
    table = tables.ending(briefing)
    return [table if table.rows else Sentence(table.note, title=table.title)]


def gap(briefing: Briefing) -> list[Block]:
    """What closing the gap costs a year."""
    words = wording.gap_words(briefing)
    return [Sentence(words, title=say("reports.gap", briefing.lang))] if words else []


def neighbours(briefing: Briefing) -> list[Block]:
    """What other places published."""
    if not briefing.head.neighbours:
        return []
    return [tables_places.neighbours(briefing)]


def decide(briefing: Briefing) -> list[Block]:
    """What to decide."""
    return [Items(say("reports.decide", briefing.lang), tuple(wording.decisions(briefing)), is_numbered=True)]


def method(briefing: Briefing) -> list[Block]:
    """How the numbers came about and what they lack."""
    return [Items(say("reports.method", briefing.lang), tuple(notes.method_lines(briefing)), tone="quiet")]


def _if_drawn(drawn: Drawing | None) -> list[Block]:
    return [] if drawn is None else [drawn]


SECTIONS: dict[str, Callable[[Briefing], list[Block]]] = {
    "figures": figures,
    "targets": targets,
    "falling": falling,
    "map": district_map,
    "ranking": ranking,
    "trend": trend,
    "payers": payers,
    "ending": ending,
    "gap": gap,
    "neighbours": neighbours,
    "decide": decide,
    "method": method,
}
"""Every section a place's report may name."""
