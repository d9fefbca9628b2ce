"""A sponsor's statement: one page on its own people, no names, small groups masked whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..planning import Price, sponsor_facts
from ..planning.money import realisations
from ..planning.reads import area_names
from ..text import Lang, month_name, number
from ..warehouse import Snapshot
from ..words import say
from . import notes, wording
from .cells import counted, status_words
from .content import Block, Drawing, Figure, Figures, Items, Sentence
from .drawings import HALF
from .statement_tables import TABLES, Statement, deciles, ending_words, family, villages
from .svg_charts import Bar, bars

__all__ = ["SECTIONS", "TABLES", "Statement", "method_lines", "read_statement", "title"]

VILLAGES = 14
"""Villages listed on the page; the rest are counted, and listed in the workbook."""


def read_statement(
    snapshot: Snapshot, sponsor: str, regency: str, lang: Lang, month: int | None = None, role: str = "steward"
) -> Statement:
    """A sponsor's statement; without a month, of the place's last complete one."""
    facts = sponsor_facts(snapshot, sponsor, regency, month, role)
    # It is the sponsor's own money: no other reader gets this page.
    found = realisations(snapshot, regency, facts.month, f"sponsor:{sponsor}")
    money = next((one for one in found if one.sponsor == sponsor), None)
    is_past = facts.month < snapshot.default_month([regency])
    return Statement(facts, lang, money, area_names(snapshot, regency), is_past)


def title(told: Statement) -> str:
    """The finding: how many are protected and when the next block ends."""
    facts, lang = told.facts, told.lang
    words = {"name": told.name, "place": facts.regency_name, "month": told.month}
    if facts.active is None:
        return say("reports.own_title_none", lang, **words)
    if facts.active == 0:
        return say("reports.own_title_nobody", lang, **words)
    words["active"] = number(facts.active, "people", lang)
    ending = next((each for each in facts.ending if each.persons), None)
    if told.is_rolling:
        return counted("own_title_rolling", lang, facts.active, **words)
    if ending is None:
        return counted("own_title", lang, facts.active, **words)
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
        words.append(counted("own_unpaid", lang, unpaid, persons=number(unpaid, "people", lang)))
    words += [note.of(lang) for note in facts.notes]
    return [Sentence(" ".join(words), tone="plain" if facts.status == "ok" else "warning")] if words else []


def ending_bars(told: Statement) -> list[Block]:
    """The ends of cover as bars."""
    lang, facts = told.lang, told.facts
    note = ending_words(told)
    if told.is_rolling or not facts.ending:
        return [Sentence(note, title=say("reports.own_ending", lang))]
    rows = [
        Bar(
            month_name(each.month, lang, short=True),
            each.persons or 0,
            status_words(each.status, lang) if each.persons is None else number(each.persons, "people", lang),
        )
        for each in facts.ending
    ]
    listed = ", ".join(f"{row.label} {row.words}" for row in rows)
    return [Drawing(say("reports.own_ending", lang), bars(rows, HALF), f"{note} {listed}.", note)]


def top_villages(told: Statement) -> list[Block]:
    """The villages with most of its people; the others, and those masked, counted."""
    table, groups = villages(told), told.facts.villages
    visible = [row for row, group in zip(table.rows, groups, strict=True) if group.status == "ok"][:VILLAGES]
    if not groups:
        return []
    masked = sum(group.status == "masked" for group in groups)
    more = len(groups) - len(visible)
    told_rest = counted("own_more_villages", told.lang, more, count=more, masked=masked) if more else ""
    note = " ".join(words for words in (told_rest, table.note) if words)
    # The code stands in the workbook.
    return [replace(table, columns=table.columns[1:], rows=tuple(row[1:] for row in visible), note=note)]


def decile_table(told: Statement) -> list[Block]:
    """The welfare groups its people belong to."""
    table = deciles(told)
    return [table] if table.rows else []


def family_short(told: Statement) -> list[Block]:
    """What one family receives: case, sum and rule; the parts stand in the workbook."""
    table = family(told)
    places = (0, 4, 1)
    columns = tuple(table.columns[place] for place in places)
    return [replace(table, columns=columns, rows=tuple(tuple(row[place] for place in places) for row in table.rows))]


def cost(told: Statement) -> list[Block]:
    """What the people of this month and all months so far cost, at both prices where the law is not settled."""
    facts, lang = told.facts, told.lang
    if facts.due is None or facts.cost is None or not facts.months_bought:
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
        told.with_waiting("own_method_ready"),
        say("reports.own_method_masked", lang),
        say("reports.method_price", lang, basis=notes.tariff_basis(told.facts.month).of(lang)),
    ]


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
