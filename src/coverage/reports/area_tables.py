"""The tables of an area brief: each says of whom it is, and what is left out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..codes import UNKNOWN
from ..planning.area_facts import AreaBrief, GroupRow
from ..text import Lang, Text, month_name, number
from ..words import say
from . import wording
from .cells import column, counted, shown, status_words
from .content import Cell, Table

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
    def month(self) -> str:
        """The brief's month in words."""
        return month_name(self.brief.month, self.lang)

    def about(self, key: str) -> str:
        """A heading with the workers it is about, where the rate is about some of them."""
        if self.brief.rate.rate is None:
            return self.say(key)
        return self.say("area_about", what=self.say(key), who=self.text(self.brief.rate.who))

    @property
    def is_masked(self) -> bool:
        """Whether the area is too small for this reader."""
        return any(row.status == "masked" for row in self.brief.neighbours.rows if row.code == self.brief.code)


def summary(told: Told) -> Table:
    """The figures as a table, for a workbook."""
    brief, rate, lang = told.brief, told.brief.rate, told.lang
    status = "masked" if told.is_masked else "no_data"
    who = told.text(rate.who)
    counts = (
        (told.say("area_numerator", who=who), rate.active),
        (told.say("active_all"), brief.active),
        (told.say("registered"), brief.registered),
        (told.say("benefit_ready"), brief.benefit_ready),
        (told.say("readiness_known"), brief.readiness_known),
        (told.say("area_lapsed_times"), brief.lapsed),
        (told.say("area_ends"), brief.ending),
    )
    return Table(
        "summary",
        told.say("summary"),
        (
            column(lang, "measure"),
            column(lang, "number", "people"),
            column(lang, "rate", "percent"),
            column(lang, "dated"),
        ),
        (
            (told.say("rate_of", who=who), None, shown(rate.rate, status, lang), told.month),
            (told.say("area_drop_out"), None, brief.drop_out, told.month),
            (told.say("workers"), shown(rate.workers, status, lang), None, wording.days_words(rate, lang)),
            (
                told.say("not_covered"),
                None if (rate.rate or 0) > 1 else shown(rate.gap, status, lang),
                None,
                told.month,
            ),
            *((label, shown(value, status, lang), None, told.month) for label, value in counts),
        ),
        wording.rate_basis(rate, brief.month, lang),
    )


def payers(told: Told) -> Table:
    """Active members by kind of payer."""
    lang, brief = told.lang, told.brief
    active = number(brief.active, "people", lang)
    note = told.say("payers_note", active=active, segments=told.say("all_segments"), month=told.month)
    if any((one.active or 0) < 0 for one in brief.payers):
        note = f"{note} {told.say('payers_below')}"
    return Table(
        "payers",
        told.say("payers"),
        (column(lang, "payer_kind"), column(lang, "active", "people"), column(lang, "share", "percent")),
        tuple(
            (told.text(one.label), shown(one.active, one.status, lang), shown(one.share, one.status, lang))
            for one in brief.payers
        ),
        note,
    )


def deciles(told: Told) -> Table:
    """Members by welfare decile, over its workers where known; only the unknown where nobody's decile is known."""
    rows = told.brief.deciles
    if all(row.code == UNKNOWN or row.active == 0 for row in rows):
        rows = tuple(row for row in rows if row.code == UNKNOWN)
    return _groups(told, "deciles", "area_decile", rows)


def occupations(told: Told) -> Table:
    """Members by occupation group, over its workers where known."""
    rows = [row for row in told.brief.occupations if row.active or row.workers or row.status == "masked"]
    return _groups(told, "occupations", "area_occupation", rows)


def _groups(told: Told, name: str, head: str, rows: Sequence[GroupRow]) -> Table:
    lang = told.lang
    if all(row.active is None and row.status != "masked" for row in rows):
        rows = ()
    has_rate = any(row.workers is not None for row in rows)
    columns = [column(lang, head), column(lang, "active", "people")]
    if has_rate:
        columns += [column(lang, "area_workers", "people"), column(lang, "rate", "coverage")]
    found = tuple((told.text(row.label), *_cells(row, has_rate, lang)) for row in rows)
    note = _left_out(told, rows) if rows else told.say("area_no_groups", month=told.month)
    return Table(name, told.say(f"area_{name}"), tuple(columns), found, note)


def _cells(row: GroupRow, has_rate: bool, lang: Lang) -> tuple[Cell, ...]:
    """The cells beside a group's name; who has no known decile, or no worker counted, has no rate: a dash."""
    active = shown(row.active, row.status, lang)
    if not has_rate:
        return (active,)
    if row.status == "ok" or (not row.workers and row.status != "masked"):
        return (active, row.workers, row.rate)
    return (active, row.workers, status_words(row.status, lang))


def _left_out(told: Told, rows: Sequence[GroupRow]) -> str:
    """How many active members stand in no row, so that the rows and they add up to all."""
    counts = [row.active for row in rows]
    if told.brief.active is None or None in counts:
        return ""
    rest = told.brief.active - sum(count or 0 for count in counts)
    return counted("area_left_out", told.lang, rest, persons=number(rest, "people", told.lang)) if rest > 0 else ""


def ahead(told: Told) -> Table:
    """The months ahead if nobody renews and if all do."""
    lang, found = told.lang, told.brief.outlook
    path = () if found is None else tuple(found.path[step] for step in AHEAD if step < len(found.path))
    return Table(
        "ahead",
        told.about("area_ahead"),
        (column(lang, "month", "month"), column(lang, "none_renew", "people"), column(lang, "all_renew", "people")),
        tuple((step.month, step.none.active, step.all.active) for step in path),
        told.say("area_ahead_note") if path else _no_outlook(told),
    )


def _no_outlook(told: Told) -> str:
    if told.brief.month == told.brief.default_month:
        return told.say("area_outlook_hidden")
    return told.say("no_outlook", month=month_name(told.brief.default_month, told.lang))


def compared(told: Told) -> Table:
    """The areas that touch this one, or those near it in rank; only columns that say something."""
    lang, near = told.lang, told.brief.neighbours
    has_rate = any(row.rate is not None or row.status == "masked" for row in near.rows)
    has_drop_out = any(row.drop_out is not None for row in near.rows)
    columns = [column(lang, "area_name")]
    if has_rate:
        columns += [column(lang, "rate", "coverage"), column(lang, "active", "people")]
    if has_drop_out:
        columns.append(column(lang, "area_drop_out", "percent"))
    rows = []
    for row in near.rows if has_rate or has_drop_out else ():
        name = f"►\u00a0{row.name}" if row.code == told.brief.code else row.name
        rates = (shown(row.rate, row.status, lang), shown(row.active, row.status, lang)) if has_rate else ()
        rows.append((name, *rates, *((row.drop_out,) if has_drop_out else ())))
    is_ranked = has_rate and told.brief.position is not None
    key = "area_touching" if near.is_adjacent else "area_near_rank" if is_ranked else "area_around"
    title = told.about(key) if has_rate else told.say(key)
    note = "" if rows else told.say("area_none_compared", month=told.month)
    return Table("neighbours", title, tuple(columns), tuple(rows), note)


def ending(told: Told) -> Table:
    """Whose cover ends next; the payers that do not fit are counted with their people."""
    lang, found = told.lang, told.brief.outlook
    cliffs = () if found is None else found.cliffs
    rows: list[tuple[Cell, ...]] = [
        (one.sponsor_name, one.month, shown(one.persons, "masked", lang)) for one in cliffs[:ENDINGS]
    ]
    rest = cliffs[ENDINGS:]
    if rest:
        counts = [one.persons for one in rest]
        total = None if None in counts else sum(count or 0 for count in counts)
        rows.append((counted("area_later", lang, len(rest), count=len(rest)), None, shown(total, "masked", lang)))
    nothing = "ends_unknown" if found is not None and found.is_carried_only else "area_nothing_ends"
    note = _no_outlook(told) if found is None else told.say("area_ending_note" if cliffs else nothing)
    return Table(
        "ending",
        told.say("area_ending"),
        (column(lang, "payer"), column(lang, "without_from", "month"), column(lang, "persons", "people")),
        tuple(rows),
        note,
    )


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
