"""The tables of a sponsor's statement, as a workbook holds them; the page shows the first rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..codes import DECILE_GROUPS, sponsor_kinds
from ..parameters import PARAMETERS, first_of_month
from ..planning import Group, SponsorFacts
from ..planning.money import Realisation
from ..text import Lang, month_name, number
from ..words import say
from .cells import column, shown, status_words
from .content import Cell, ColumnUnit, Table


@dataclass(frozen=True)
class Statement:
    """A sponsor's facts in one language, and what it paid where payments were delivered."""

    facts: SponsorFacts
    lang: Lang
    money: Realisation | None = None
    districts: Mapping[str, str] = field(default_factory=dict)
    is_past: bool = False

    @property
    def name(self) -> str:
        """The sponsor by name; those who pay for themselves, and employers, in the reader's language."""
        facts = self.facts
        return facts.kind_label.of(self.lang) if facts.sponsor == facts.kind else facts.name

    def with_waiting(self, key: str, **values: object) -> str:
        """A phrase about the waiting months, or its other wording for the time before there were any."""
        waiting = self.facts.waiting_months
        return say(f"reports.{key}" if waiting else f"reports.{key}_before", self.lang, waiting=waiting, **values)

    @property
    def is_rolling(self) -> bool:
        """Whether this payer pays month by month, so that nothing of it ends on a date."""
        return sponsor_kinds()[self.facts.kind].renewal == "rolling"

    @property
    def month(self) -> str:
        """The statement's month in words."""
        return month_name(self.facts.month, self.lang)

    def count(self, value: int | None) -> str:
        """A count as a reader expects it, or why there is none."""
        status = self.facts.status if self.facts.status != "ok" else "masked"
        return status_words(status, self.lang) if value is None else number(value, "people", self.lang)


def ending(told: Statement) -> Table:
    """How many of its people have a block that ends, by month."""
    lang = told.lang
    return Table(
        "ending",
        say("reports.own_ending", lang),
        (column(lang, "covered_until", "month"), column(lang, "persons", "people")),
        ()
        if told.is_rolling
        else tuple((one.month, shown(one.persons, one.status, lang)) for one in told.facts.ending),
        ending_words(told),
    )


def ending_words(told: Statement) -> str:
    """What is counted as ending, or why nothing is."""
    if told.facts.active is None:
        return say("reports.own_ending_unknown", told.lang)
    if told.is_rolling:
        return say("reports.own_rolling", told.lang)
    if told.facts.ending:
        return say("reports.own_ending_past" if told.is_past else "reports.own_ending_note", told.lang)
    return say("reports.own_ending_none" if told.facts.status == "ok" else "reports.own_ending_unknown", told.lang)


def villages(told: Statement) -> Table:
    """Its active people by village, the largest first; with code and district, for villages share names."""
    table = _groups(told, "villages", told.facts.villages)
    places = [(each.code, told.districts.get(each.code[:8], "")) for each in told.facts.villages]
    return replace(
        table,
        columns=(column(told.lang, "code"), table.columns[0], column(told.lang, "district"), *table.columns[1:]),
        rows=tuple((code, row[0], district, row[1]) for (code, district), row in zip(places, table.rows, strict=True)),
    )


def deciles(told: Statement) -> Table:
    """Its active people by welfare group."""
    order = list(DECILE_GROUPS)
    return _groups(told, "deciles", sorted(told.facts.groups, key=lambda group: order.index(group.code)))


def _groups(told: Statement, key: str, groups: Sequence[Group]) -> Table:
    lang, smallest = told.lang, PARAMETERS["privacy.small_cell_k"].whole(first_of_month(told.facts.month))
    return Table(
        key,
        say(f"reports.own_{key}_title", lang),
        (column(lang, f"own_{key}_column"), column(lang, "active", "people")),
        tuple((each.name.of(lang), shown(each.persons, each.status, lang)) for each in groups),
        say("reports.masked_note", lang, k=smallest) if any(each.status == "masked" for each in groups) else "",
    )


def family(told: Statement) -> Table:
    """What one family receives, with the rule and its date."""
    lang = told.lang
    rows: list[tuple[Cell, ...]] = [
        (each.label.of(lang), each.amount_idr, each.parts.of(lang), each.since, each.basis.of(lang))
        for each in told.facts.benefits
    ]
    headings: tuple[tuple[str, ColumnUnit], ...] = (
        ("case", "text"),
        ("sum", "rupiah"),
        ("parts", "text"),
        ("since", "day"),
        ("basis_column", "text"),
    )
    return Table(
        "family",
        say("reports.own_family", lang),
        tuple(column(lang, key, unit) for key, unit in headings),
        tuple(rows),
        told.with_waiting("own_family_note", months=told.facts.scholarship_months),
    )


_UNITS = {"own_months": "months", "own_villages": "villages"}
_RUPIAH = ("own_due", "own_due_low", "own_cost_all", "own_cost_low", "own_paid_all", "own_owed", "own_owed_low")


def summary(told: Statement) -> Table:
    """The statement's numbers, one a row."""
    lang, facts = told.lang, told.facts
    twice = facts.status if facts.paid_twice is not None or facts.active is None else "masked"
    counts: list[tuple[str, int | None]] = [
        ("own_pledged", facts.pledged),
        ("registered", facts.registered),
        ("own_active", facts.active),
        ("benefit_ready", facts.ready),
        ("readiness_known", facts.ready_known),
        ("own_months", facts.months_bought),
        ("own_villages", facts.villages_reached if facts.status == "ok" else None),
        ("own_twice", facts.paid_twice),
        ("own_due", facts.due.high_idr if facts.due else None),
        ("own_due_low", facts.due.low_idr if facts.due else None),
        ("own_cost_all", facts.cost.high_idr if facts.cost else None),
        ("own_cost_low", facts.cost.low_idr if facts.cost else None),
    ]
    if told.money and told.money.paid_idr is not None:
        owed = told.money.outstanding
        counts.append(("own_paid_all", told.money.paid_idr))
        counts += [("own_owed", owed.high_idr), ("own_owed_low", owed.low_idr)] if owed else []
    return Table(
        "summary",
        say("reports.summary", lang),
        (column(lang, "measure"), column(lang, "number", "people"), column(lang, "unit"), column(lang, "dated")),
        tuple(
            (
                say(f"reports.{key}", lang),
                shown(value, twice if key == "own_twice" else facts.status, lang),
                say(f"reports.unit_{_UNITS.get(key, 'rupiah' if key in _RUPIAH else 'people')}", lang),
                told.month,
            )
            for key, value in counts
        ),
        say("reports.own_method_active", lang, month=told.month),
    )


TABLES: dict[str, Callable[[Statement], Table]] = {
    "own_summary": summary,
    "own_ending": ending,
    "own_villages": villages,
    "own_deciles": deciles,
    "own_family": family,
}
"""Every sheet a sponsor's report may name."""
