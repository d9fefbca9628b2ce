"""One district or village on paper: the area brief as figures, sentences and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..codes import workforce_series
from ..folders import DataFolder
from ..planning.area import LEVEL, area_brief
from ..planning.area_facts import AreaBrief, GroupRow
from ..regions import map_file, neighbours
from ..text import Lang, Text, day_name, number
from ..warehouse import Snapshot
from ..words import say
from .cells import column, shown, status_words
from .content import Block, Figure, Figures, Items, Sentence, Table

AHEAD = (0, 3, 6, 12, 18)
"""The months ahead that fit a small table."""

ENDINGS = 6


@dataclass(frozen=True)
class Told:
    """An area brief about to be printed, in one language."""

    brief: AreaBrief
    lang: Lang

    def say(self, key: str, **values: object) -> str:
        """A phrase of this report."""
        return say(f"reports.{key}", self.lang, **values)

    def text(self, text: Text) -> str:
        """A declared text in the reader's language."""
        return text.of(self.lang)

    @property
    def is_masked(self) -> bool:
        """Whether the area is too small for this reader."""
        return any(row.status == "masked" for row in self.brief.neighbours.rows if row.code == self.brief.code)


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
        return told.say("area_title_count", place=brief.name, active=number(brief.active, "people", lang))
    rate = number(brief.rate.rate, "percent", lang)
    return told.say("area_title", place=brief.name, rate=rate, who=told.text(brief.rate.who))


def figures(told: Told) -> list[Block]:
    """Rate, not covered, benefit-ready and drop-out."""
    brief, lang = told.brief, told.lang
    rate = brief.rate
    found = []
    if rate.rate is not None:
        found.append(
            Figure(told.say("rate_of", who=told.text(rate.who)), number(rate.rate, "percent", lang), _rank(told))
        )
        gap = number(rate.gap, "people", lang)
        found.append(
            Figure(told.say("not_covered"), gap, told.say("area_of", workers=number(rate.workers, "people", lang)))
        )
    else:
        found.append(Figure(told.say("active_all"), number(brief.active, "people", lang)))
    known = told.say("ready_note", known=number(brief.readiness_known, "people", lang))
    found.append(Figure(told.say("ready_short"), number(brief.benefit_ready, "people", lang), known))
    lapsed = "" if brief.lapsed is None else told.say("area_lapsed", persons=number(brief.lapsed, "people", lang))
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


def summary(told: Told) -> Table:
    """The figures as a table, for a workbook."""
    brief, rate = told.brief, told.brief.rate
    status = "masked" if told.is_masked else "no_data"
    rows = (
        ("area_registered", brief.registered),
        ("active", brief.active),
        ("area_workers", rate.workers),
        ("not_covered", rate.gap),
        ("ready_short", brief.benefit_ready),
        ("area_known", brief.readiness_known),
        ("area_lapsed_people", brief.lapsed),
        ("area_ends", brief.ending),
    )
    return Table(
        "area_summary",
        told.say("area_summary"),
        (column(told.lang, "area_what"), column(told.lang, "people", "people")),
        tuple((told.say(key), shown(value, status, told.lang)) for key, value in rows),
    )


def payers(told: Told) -> Table:
    """Active members by kind of payer."""
    lang = told.lang
    return Table(
        "area_payers",
        told.say("area_payers"),
        (column(lang, "payer_kind"), column(lang, "people", "people"), column(lang, "share", "percent")),
        tuple(
            (told.text(one.label), shown(one.active, one.status, lang), shown(one.share, one.status, lang))
            for one in told.brief.payers
        ),
    )


def deciles(told: Told) -> Table:
    """Members by welfare decile, over its workers where known."""
    return _groups(told, "area_deciles", "area_decile", told.brief.deciles)


def occupations(told: Told) -> Table:
    """Members by occupation group, over its workers where known."""
    rows = [row for row in told.brief.occupations if row.active or row.workers or row.status == "masked"]
    return _groups(told, "area_occupations", "area_occupation", rows)


def _groups(told: Told, name: str, head: str, rows: Sequence[GroupRow]) -> Table:
    lang = told.lang
    has_rate = any(row.workers is not None for row in rows)
    columns = [column(lang, head), column(lang, "active", "people")]
    if has_rate:
        columns += [column(lang, "area_workers", "people"), column(lang, "rate", "percent")]
    found = []
    for row in rows:
        cells = [told.text(row.label), shown(row.active, row.status, lang)]
        # Who has no known decile has no rate of his own: a dash, not a reason.
        found.append(
            (
                *cells,
                *(
                    (row.workers, row.rate if row.status == "ok" else status_words(row.status, lang))
                    if has_rate
                    else ()
                ),
            )
        )
    return Table(name, told.say(name), tuple(columns), tuple(found))


def ahead(told: Told) -> Table:
    """The months ahead if nobody renews and if all do."""
    lang, found = told.lang, told.brief.outlook
    path = () if found is None else tuple(found.path[step] for step in AHEAD if step < len(found.path))
    return Table(
        "area_ahead",
        told.say("area_ahead"),
        (column(lang, "month", "month"), column(lang, "area_none", "people"), column(lang, "area_all", "people")),
        tuple((step.month, step.none.active, step.all.active) for step in path),
        note=told.say("area_ahead_note") if path else told.say("area_no_outlook"),
    )


def compared(told: Told) -> Table:
    """The areas that touch this one, or those near it in rank."""
    lang, near = told.lang, told.brief.neighbours
    return Table(
        "area_neighbours",
        told.say("area_touching" if near.is_adjacent else "area_near_rank"),
        (
            column(lang, "area_name"),
            column(lang, "rate", "percent"),
            column(lang, "active", "people"),
            column(lang, "area_drop_out", "percent"),
        ),
        tuple(
            (
                f"► {row.name}" if row.code == told.brief.code else row.name,
                shown(row.rate, row.status, lang),
                shown(row.active, row.status, lang),
                row.drop_out,
            )
            for row in near.rows
        ),
    )


def ending(told: Told) -> Table:
    """Whose cover ends next."""
    lang, found = told.lang, told.brief.outlook
    cliffs = () if found is None else found.cliffs[:ENDINGS]
    return Table(
        "area_ending",
        told.say("area_ending"),
        (column(lang, "payer"), column(lang, "people", "people"), column(lang, "area_stops", "month")),
        tuple((one.sponsor_name, one.persons, one.month) for one in cliffs),
        note="" if cliffs else told.say("area_nothing_ends"),
    )


def method_lines(told: Told) -> list[str]:
    """What the figures rest on."""
    rate, lang = told.brief.rate, told.lang
    lines = []
    if rate.series is not None and rate.as_of is not None:
        series = workforce_series()[rate.series].label.of(lang)
        lines.append(told.say("area_basis", series=series, date=day_name(rate.as_of, lang)))
    elif rate.reason is not None:
        lines.append(told.text(rate.reason))
    return [*lines, told.say("method_ready"), told.say("area_drop_out_basis")]


def method(told: Told) -> list[Block]:
    """The same as a quiet list at the foot."""
    return [Items(told.say("method"), tuple(method_lines(told)), tone="quiet")]


TABLES: dict[str, Callable[[Told], Table]] = {
    "area_summary": summary,
    "area_payers": payers,
    "area_deciles": deciles,
    "area_occupations": occupations,
    "area_ahead": ahead,
    "area_neighbours": compared,
    "area_ending": ending,
}
"""Every table of the brief."""


def _printed(make: Callable[[Told], Table]) -> Callable[[Told], list[Block]]:
    return lambda told: [make(told)]


SECTIONS: dict[str, Callable[[Told], list[Block]]] = {
    "area_figures": figures,
    "area_message": message,
    "area_method": method,
    **{name: _printed(make) for name, make in TABLES.items() if name != "area_summary"},
}
"""Every section an area's report may name."""
