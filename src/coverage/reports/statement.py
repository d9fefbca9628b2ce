"""A sponsor's statement: one page on its own people, no names, small groups masked whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..codes import DECILE_GROUPS
from ..parameters import PARAMETERS, first_of_month
from ..planning import Group, Price, SponsorFacts, sponsor_facts
from ..planning.money import Realisation, realisations
from ..text import Lang, day_name, month_name, number
from ..warehouse import Snapshot
from ..words import say
from . import wording
from .cells import column, shown, status_words
from .content import Block, Cell, Drawing, Figure, Figures, Items, Sentence, Table
from .drawings import HALF
from .svg_charts import Bar, bars

VILLAGES = 14
"""Villages listed on the page; the rest are counted, and listed in the workbook."""


@dataclass(frozen=True)
class Statement:
    """A sponsor's facts in one language, and what it paid where payments were delivered."""

    facts: SponsorFacts
    lang: Lang
    money: Realisation | None = None

    @property
    def month(self) -> str:
        """The statement's month in words."""
        return month_name(self.facts.month, self.lang)

    def count(self, value: int | None) -> str:
        """A count as a reader expects it, or why there is none."""
        status = self.facts.status if self.facts.status != "ok" else "masked"
        return status_words(status, self.lang) if value is None else number(value, "people", self.lang)


def read_statement(
    snapshot: Snapshot, sponsor: str, regency: str, lang: Lang, month: int | None = None, role: str = "steward"
) -> Statement:
    """A sponsor's statement; without a month, of the place's last complete one."""
    facts = sponsor_facts(snapshot, sponsor, regency, month, role)
    # It is the sponsor's own money: no other reader gets this page.
    found = realisations(snapshot, regency, facts.month, f"sponsor:{sponsor}")
    return Statement(facts, lang, next((one for one in found if one.sponsor == sponsor), None))


def title(told: Statement) -> str:
    """The finding: how many are protected and when the next block ends."""
    facts, lang = told.facts, told.lang
    words = {"name": facts.name, "place": facts.regency_name, "month": told.month}
    if facts.active is None:
        return say("reports.own_title_none", lang, **words)
    words["active"] = number(facts.active, "people", lang)
    ending = next((each for each in facts.ending if each.persons), None)
    if ending is None:
        return say("reports.own_title", lang, **words)
    words["persons"], words["end"] = number(ending.persons, "people", lang), month_name(ending.month, lang)
    return say("reports.own_title_ending", lang, **words)


def figures(told: Statement) -> list[Block]:
    """Active, ready, months bought and villages reached."""
    facts, lang = told.facts, told.lang
    registered = say("reports.own_registered", lang, registered=told.count(facts.registered))
    known = say("reports.ready_note", lang, known=told.count(facts.ready_known))
    reached = facts.villages_reached if facts.status == "ok" else None
    rows: list[tuple[str, int | None, str]] = [
        ("own_active", facts.active, registered if facts.registered is not None else ""),
        ("ready_short", facts.ready, known if facts.ready_known is not None else ""),
        ("own_months", facts.months_bought, say("reports.own_until", lang, month=told.month)),
        ("own_villages", reached, say("reports.own_villages_note", lang)),
    ]
    return [
        Figures(
            tuple(
                Figure(say(f"reports.{key}", lang), told.count(value), "" if value is None else note)
                for key, value, note in rows
            )
        )
    ]


def message(told: Statement) -> list[Block]:
    """Pledge, people registered and not active, and what its notes warn of."""
    facts, lang = told.facts, told.lang
    words = []
    if facts.pledged:
        pledged, active = number(facts.pledged, "people", lang), told.count(facts.active)
        words.append(say("reports.own_pledge", lang, pledged=pledged, active=active))
    unpaid = (facts.registered or 0) - (facts.active or 0)
    if facts.registered is not None and facts.active is not None and unpaid > 0:
        words.append(say("reports.own_unpaid", lang, persons=number(unpaid, "people", lang)))
    words += [note.of(lang) for note in facts.notes]
    return [Sentence(" ".join(words), tone="plain" if facts.status == "ok" else "warning")] if words else []


def ending(told: Statement) -> Table:
    """How many of its people have a block that ends, by month."""
    lang = told.lang
    return Table(
        "ending",
        say("reports.own_ending", lang),
        (column(lang, "covered_until", "month"), column(lang, "persons", "people")),
        tuple((each.month, shown(each.persons, each.status, lang)) for each in told.facts.ending),
    )


def ending_bars(told: Statement) -> list[Block]:
    """The ends of cover as bars."""
    lang, facts = told.lang, told.facts
    if not facts.ending:
        key = "reports.own_ending_none" if facts.status == "ok" else "reports.own_ending_unknown"
        return [Sentence(say(key, lang), title=say("reports.own_ending", lang))]
    rows = [
        Bar(
            month_name(each.month, lang, short=True),
            each.persons or 0,
            status_words(each.status, lang) if each.persons is None else number(each.persons, "people", lang),
        )
        for each in facts.ending
    ]
    listed = ", ".join(f"{row.label} {row.words}" for row in rows)
    note = say("reports.own_ending_note", lang)
    return [Drawing(say("reports.own_ending", lang), bars(rows, HALF), f"{note} {listed}.", note)]


def villages(told: Statement) -> Table:
    """Its active people by village, the largest first."""
    return _groups(told, "villages", told.facts.villages)


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


def top_villages(told: Statement) -> list[Block]:
    """The villages with most of its people; the others, and those masked, counted."""
    table, groups = villages(told), told.facts.villages
    visible = [row for row, group in zip(table.rows, groups, strict=True) if group.status == "ok"][:VILLAGES]
    if not groups:
        return []
    masked = sum(group.status == "masked" for group in groups)
    told_rest = say("reports.own_more_villages", told.lang, count=len(groups) - len(visible), masked=masked)
    note = " ".join(words for words in (told_rest if len(groups) > len(visible) else "", table.note) if words)
    return [replace(table, rows=tuple(visible), note=note)]


def decile_table(told: Statement) -> list[Block]:
    """The welfare groups its people belong to."""
    table = deciles(told)
    return [table] if table.rows else []


def family(told: Statement) -> Table:
    """What one family receives, with the rule and its date."""
    lang = told.lang
    rows: list[tuple[Cell, ...]] = [
        (each.label.of(lang), each.amount_idr, each.parts.of(lang), day_name(each.since, lang), each.basis.of(lang))
        for each in told.facts.benefits
    ]
    headings = (("case", "text"), ("sum", "rupiah"), ("parts", "text"), ("since", "text"), ("basis_column", "text"))
    return Table(
        "family",
        say("reports.own_family", lang),
        tuple(column(lang, key, "rupiah" if unit == "rupiah" else "text") for key, unit in headings),
        tuple(rows),
        say("reports.own_family_note", lang, waiting=told.facts.waiting_months, months=told.facts.scholarship_months),
    )


def family_short(told: Statement) -> list[Block]:
    """What one family receives: case, sum and rule; the parts stand in the workbook."""
    table = family(told)
    places = (0, 4, 1)
    columns = tuple(table.columns[place] for place in places)
    return [replace(table, columns=columns, rows=tuple(tuple(row[place] for place in places) for row in table.rows))]


def cost(told: Statement) -> list[Block]:
    """What the people of this month and all months so far cost, at both prices where the law is not settled."""
    facts, lang = told.facts, told.lang
    if facts.due is None or facts.cost is None or facts.months_bought is None:
        return []
    words = say(
        "reports.own_cost_text",
        lang,
        month=told.month,
        due=_price(facts.due, lang),
        months=number(facts.months_bought, "people", lang),
        cost=_price(facts.cost, lang),
    )
    paid, owed = (told.money.paid_idr, told.money.outstanding) if told.money else (None, None)
    if paid is not None and owed is not None:
        sums = {"paid": _price(Price(paid, paid), lang), "owed": _price(owed, lang)}
        words = f"{words} {say('reports.own_paid_text', lang, **sums)}"
    return [Sentence(words, title=say("reports.own_cost", lang))]


def _price(price: Price, lang: Lang) -> str:
    return wording.price_words(price, lang)


def method(told: Statement) -> list[Block]:
    """How to read the page."""
    return [Items(say("reports.method", told.lang), tuple(method_lines(told)), tone="quiet")]


def method_lines(told: Statement) -> list[str]:
    """Definitions, the masking rule and the tariff."""
    lang = told.lang
    return [
        say("reports.own_method_active", lang, month=told.month),
        say("reports.own_method_ready", lang, waiting=told.facts.waiting_months),
        say("reports.own_method_masked", lang),
        say("reports.method_price", lang, basis=wording.tariff_basis(told.facts.month)),
    ]


def summary(told: Statement) -> Table:
    """The statement's numbers, one a row."""
    lang, facts = told.lang, told.facts
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
        (column(lang, "measure"), column(lang, "number", "people")),
        tuple((say(f"reports.{key}", lang), shown(value, facts.status, lang)) for key, value in counts),
    )


SECTIONS: dict[str, Callable[[Statement], list[Block]]] = {
    "own_figures": figures,
    "own_message": message,
    "own_ending": ending_bars,
    "own_villages": top_villages,
    "own_deciles": decile_table,
    "own_family": family_short,
    "own_cost": cost,
    "own_method": method,
}
"""Every section a sponsor's report may name."""

TABLES: dict[str, Callable[[Statement], Table]] = {
    "own_summary": summary,
    "own_ending": ending,
    "own_villages": villages,
    "own_deciles": deciles,
    "own_family": family,
}
"""Every sheet a sponsor's report may name."""
