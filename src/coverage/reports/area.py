"""One district or village on paper: the area brief as figures, sentences and tables."""

from __future__ import annotations

from collections.abc import Callable

from ..folders import DataFolder
from ..planning.area import LEVEL, area_brief
from ..planning.wording import flagged
from ..regions import map_file, neighbours
from ..text import Lang, number
from ..warehouse import Snapshot
from . import area_tables, wording
from .area_tables import TABLES, Told
from .cells import counted
from .content import Block, Figure, Figures, Items, Sentence, Table
from .sections import ready

__all__ = ["SECTIONS", "TABLES", "Told", "method_lines", "read_area", "title"]


def read_area(
    snapshot: Snapshot,
    data: DataFolder,
    code: str,
    lang: Lang,
    month: int | None = None,
    role: str = "steward",
    series: str | None = None,
) -> Told:
    """The brief of a district or village, with the areas that touch it where a map tells."""
    shapes = map_file(data, code[:5], "district" if LEVEL.get(len(code)) == "district" else "village")
    touching = () if shapes is None else neighbours(shapes).get(code, ())
    return Told(area_brief(snapshot, code, month, series, role=role, adjacent=touching), lang)


def title(told: Told) -> str:
    """The page's finding: the rate, or the people protected."""
    brief, lang = told.brief, told.lang
    if brief.rate.rate is None:
        return counted(
            "area_title_count", lang, brief.active, place=brief.name, active=number(brief.active, "people", lang)
        )
    rate = flagged(brief.rate.rate).of(lang)
    return told.say("area_title", place=brief.name, rate=rate, who=told.text(brief.rate.who))


def figures(told: Told) -> list[Block]:
    """Rate, not covered, benefit-ready and drop-out."""
    brief, lang = told.brief, told.lang
    rate = brief.rate
    found = []
    if rate.rate is not None:
        found.append(Figure(told.say("rate_of", who=told.text(rate.who)), flagged(rate.rate).of(lang), _rank(told)))
        workers = told.say("area_of", workers=number(rate.workers, "people", lang))
        if rate.rate > 1:
            found.append(Figure(told.say("active"), number(rate.active, "people", lang), workers))
        else:
            found.append(Figure(told.say("not_covered"), number(rate.gap, "people", lang), workers))
    else:
        found.append(Figure(told.say("active_all"), number(brief.active, "people", lang)))
    found.append(ready(brief.benefit_ready, brief.readiness_known, lang))
    if brief.drop_out is not None:
        times = number(brief.lapsed, "people", lang)
        lapsed = "" if brief.lapsed is None else counted("area_lapsed", lang, brief.lapsed, times=times)
        found.append(Figure(told.say("area_drop_out"), number(brief.drop_out, "percent", lang), lapsed))
    return [Figures(tuple(found))]


def _rank(told: Told) -> str:
    if told.brief.position is None:
        return ""
    rank, of = told.brief.position
    return told.say("area_rank", rank=rank, of=of)


def message(told: Told) -> list[Block]:
    """The brief's first lines."""
    return [Sentence(told.text(told.brief.paragraph))]


def method_lines(told: Told) -> list[str]:
    """What the figures rest on."""
    lines = [wording.rate_basis(told.brief.rate, told.brief.month, told.lang), told.say("method_ready")]
    return lines if told.brief.drop_out is None else [*lines, told.say("area_drop_out_basis")]


def method(told: Told) -> list[Block]:
    """The same as a quiet list at the foot."""
    return [Items(told.say("method"), tuple(method_lines(told)), tone="quiet")]


def payers(told: Told) -> list[Block]:
    """Who pays."""
    return _or_words(area_tables.payers(told))


def deciles(told: Told) -> list[Block]:
    """Members by decile, in a sentence where none is known."""
    return _or_words(area_tables.deciles(told))


def occupations(told: Told) -> list[Block]:
    """Members by occupation, in a sentence where none is known."""
    return _or_words(area_tables.occupations(told))


def ahead(told: Told) -> list[Block]:
    """The months ahead, or why there are none."""
    return _or_words(area_tables.ahead(told))


def compared(told: Told) -> list[Block]:
    """The areas around it, or why they do not compare."""
    return _or_words(area_tables.compared(told))


def ending(told: Told) -> list[Block]:
    """Whose cover ends next, or that none does."""
    return _or_words(area_tables.ending(told))


def _or_words(table: Table) -> list[Block]:
    """The table; without rows its note, for a heading over nothing tells nothing."""
    return [table if table.rows else Sentence(table.note, title=table.title)]


SECTIONS: dict[str, Callable[[Told], list[Block]]] = {
    "area_figures": figures,
    "area_message": message,
    "area_payers": payers,
    "area_deciles": deciles,
    "area_occupations": occupations,
    "area_ahead": ahead,
    "area_neighbours": compared,
    "area_ending": ending,
    "area_method": method,
}
"""Every section an area's report may name."""
