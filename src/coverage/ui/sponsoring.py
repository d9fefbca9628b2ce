"""The page on sponsors: the ledger of all, and one sponsor's own figures and report."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..charts import ranking, trend
from ..errors import CannotAnswer
from ..planning.ledger import OWN, REST
from ..planning.sponsor import AHEAD
from ..text import month_name
from . import card, export, serve
from .tables import column_table, escape
from .twin import Column, Listing, days, months, numbers, prices, words

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import LedgerRow, SponsorFacts
    from .view import View

BRIEF = ("payer", "pledged", "active", "ending")
"""The ledger's columns that a phone has room for; the menu has them all."""


def search(view: View) -> str | None:
    """A box that finds a sponsor by name; gives the one chosen."""
    found = view.names("sponsor", [row.sponsor for row in _rows(view)])
    names = dict(sorted(found.items(), key=lambda entry: entry[1].casefold()))
    wanted = view.choose(
        "sponsor", ["*", *names], "*", view.say("find_sponsor"), lambda code: names.get(code, view.say("all_sponsors"))
    )
    return None if wanted == "*" else wanted


def _rows(view: View) -> Sequence[LedgerRow]:
    return serve.ledger_of(view.snapshot, view.chosen.region, view.chosen.month, view.role).rows


def ledger(view: View) -> None:
    """Every sponsor of the place: pledged, registered, active, ready, ending, cost; the largest first."""
    rows, results = _rows(view), _asked(view)
    names = view.names("sponsor", [row.sponsor for row in rows])
    listing = Listing(
        "ledger",
        view.say("ledger_title"),
        card.reading(view, results[0]),
        (words(view.say("payer"), list(names.values())), *_columns(view, rows)),
        results=results,
        facts=((view.say("note"), view.say("ledger_note")),),
    )
    with st.container(border=True):
        view.listed(listing, lambda: _pick(view, listing, rows))


def _asked(view: View, where: dict[str, tuple[str, ...]] | None = None) -> tuple[Result, ...]:
    """The answers that the figures of the sponsors come from."""
    asked = []
    for metrics in OWN, REST, ("pledged",):
        with suppress(CannotAnswer):  # a planner of one district: pledges are made for whole regencies
            asked.append(view.ask(metrics, by="sponsor", where=where, segment=False))
    return tuple(asked)


def _pick(view: View, listing: Listing, rows: Sequence[LedgerRow]) -> None:
    """The ledger as a table of which one row opens a sponsor's page."""
    with st.container(key="narrow_ledger"):
        brief = [column for column in listing.columns if column.label in {view.say(key) for key in BRIEF}]
        column_table(brief)
    with st.container(key="wide_ledger"):
        picked = _table(listing)
        st.caption(view.say("pick_row"))
    st.caption(view.say("ledger_note"))
    chosen: Sequence[int] = picked["selection"]["rows"] if picked else []
    if chosen:
        view.go("sponsor", rows[chosen[0]].sponsor)


def _table(listing: Listing) -> Any:
    """A table whose rows can be picked."""
    return st.dataframe(
        pd.DataFrame({column.label: list(column.shown) for column in listing.columns}),
        hide_index=True,
        column_config={
            column.label: st.column_config.TextColumn(alignment="right")
            for column in listing.columns
            if column.is_number
        },
        on_select="rerun",
        selection_mode="single-row",
        key="ledger_table",
        height="content",
        alt=listing.title,
    )


def _columns(view: View, rows: Sequence[LedgerRow]) -> tuple[Column, ...]:
    """What is told of each sponsor; what was not delivered says so and is never nought."""
    status = [row.status for row in rows]

    def counted(key: str, values: list[int | None]) -> Column:
        return numbers(view, view.say(key), values, status=status)

    ended = [row.ended_month for row in rows]
    return (
        words(view.say("kind"), [view.text(row.kind_label) for row in rows]),
        numbers(view, view.say("pledged"), [row.pledged for row in rows]),
        counted("registered", [row.registered for row in rows]),
        counted("active", [row.active for row in rows]),
        counted("ready", [row.ready for row in rows]),
        counted("ending", [row.ending for row in rows]),
        prices(view, view.say("cost"), [row.due for row in rows]),
        numbers(view, view.say("months_bought"), [row.months_bought for row in rows]),
        # Only where a payer has stopped; else the column says nothing and pushes the others off the screen.
        *([months(view, view.say("until"), ended)] if any(month is not None for month in ended) else []),
    )


def one(view: View, sponsor: str) -> None:
    """One sponsor's page: its figures, its course, where its people live, and the report."""
    row = next(row for row in _rows(view) if row.sponsor == sponsor)
    with st.container(horizontal=True, vertical_alignment="center"):
        name = view.names("sponsor", [sponsor])[sponsor]
        st.markdown(f"### {escape(name)}", width="stretch")
        _report(view, row)
    st.caption(f"{escape(view.text(row.kind_label))} · {month_name(view.chosen.month, view.lang)}")
    if row.status == "no_data":
        pledged = view.say("pledged_only", persons=view.number(row.pledged)) if row.pledged else ""
        st.info(f"{view.say('nothing_delivered')} {pledged}", icon=":material/inbox:")
        return
    _figures(view, row)
    left, right = st.columns([1.2, 1], border=True, gap="small")
    with left:
        history = view.ask("sponsored_active", where={"sponsor": (sponsor,)}, history=True, segment=False)
        view.figure(
            "sponsor_trend", view.say("sponsor_trend", name=name), trend(history, view.look), history, border=False
        )
    with right:
        villages = view.ask("sponsored_active", by="village", where={"sponsor": (sponsor,)}, segment=False)
        chart = ranking(villages, view.names_in(villages), view.look, top=10, height=300)
        view.figure("sponsor_villages", view.say("sponsor_villages"), chart, villages, border=False)
    _benefits(view, sponsor)


def _figures(view: View, row: LedgerRow) -> None:
    """The sponsor's line of the ledger as a row of figures."""
    results = _asked(view, {"sponsor": (row.sponsor,)})
    listing = Listing(
        "sponsor",
        view.say("sponsor_figures"),
        card.reading(view, results[0]),
        _columns(view, [row])[1:],
        results=results,
    )

    def draw() -> None:
        with st.grid("auto", min_column_width=140, gap="small"):
            for column in listing.columns:
                if column.shown[0] != "–":
                    st.markdown(f":small[{escape(column.label)}]  \n**{escape(column.shown[0])}**")

    with st.container(border=True):
        view.listed(listing, draw)


def _benefits(view: View, sponsor: str) -> None:
    """When its people's cover ends, and what a family receives, with the rule and its date."""
    facts = serve.sponsor_facts_of(view.snapshot, sponsor, view.chosen.region, view.chosen.month, view.role)
    left, right = st.columns([1, 2.2], border=True, gap="small")
    with left:
        view.listed(_ends(view, facts))
    with right:
        _family(view, facts)
    for note in facts.notes:
        st.caption(escape(view.text(note)))


def _ends(view: View, facts: SponsorFacts) -> Listing:
    """In which of the next months how many of a sponsor's blocks end."""
    result = view.ask("sponsored_active", where={"sponsor": (facts.sponsor,)}, segment=False)
    return Listing(
        "sponsor_ends",
        view.say("sponsor_ends"),
        view.say("ends_reading", month=month_name(view.chosen.month, view.lang), count=len(result.deliveries)),
        (
            months(view, view.say("month"), [one.month for one in facts.ending]),
            numbers(
                view,
                view.say("people"),
                [one.persons for one in facts.ending],
                status=[one.status for one in facts.ending],
            ),
        ),
        results=facts_results(view, facts),
        facts=((view.say("sponsor_ends"), view.say("ends_meaning")),),
        empty=view.say("nothing_ends_year"),
    )


def facts_results(view: View, facts: SponsorFacts) -> tuple[Result, ...]:
    """The answers behind the months in which blocks end: as counted, and as the outlook sees them."""
    where = {"regency": (facts.regency,), "sponsor": (facts.sponsor,)}
    complete, last = view.chosen.default_month, view.chosen.month + AHEAD
    found = []
    for metric, first, until in (
        ("sponsored_ending", view.chosen.month, complete),
        ("outlook_ending", max(complete + 1, view.chosen.month), last),
    ):
        if first <= min(until, last):
            span = (first, min(until, last))
            found.append(serve.answer(view.snapshot, [metric], ["month"], where, span=span, as_role=view.role))
    return tuple(found)


def _family(view: View, facts: SponsorFacts) -> None:
    """What a family receives in each case: the sum, its parts, the rule and since when it holds."""
    given = facts.benefits
    listing = Listing(
        "family",
        view.say("family_title"),
        view.say("family_reading", month=month_name(view.chosen.month, view.lang)),
        (
            words(view.say("case"), [view.text(one.label) for one in given]),
            numbers(view, view.say("amount"), [one.amount_idr for one in given], "rupiah"),
            words(view.say("parts"), [view.text(one.parts) for one in given]),
            words(view.say("condition"), [view.text(one.condition) if one.condition else "–" for one in given]),
            days(view, view.say("valid_from"), [one.since for one in given]),
            words(view.say("basis"), [view.text(one.basis) for one in given]),
        ),
    )

    def draw() -> None:
        for benefit in given:
            terms = [benefit.parts, *([benefit.condition] if benefit.condition else []), benefit.basis]
            told = ". ".join(view.text(one).rstrip(".") for one in terms)
            st.markdown(
                f"**{escape(view.text(benefit.label))}: {view.number(benefit.amount_idr, 'rupiah')}**  \n"
                f":small[{escape(told)}.]"
            )

    view.listed(listing, draw)


def _report(view: View, row: LedgerRow) -> None:
    """The one-page statement, made when it is asked for."""

    from ..reports import file_name, sponsor_pdf

    chosen, known = view.chosen, export.known_part(view)
    name = file_name("sponsor", "pdf", view.lang, chosen.month, chosen.region, row.sponsor, known)

    def make() -> bytes:
        return sponsor_pdf(
            view.snapshot, view.data, row.sponsor, view.chosen.region, view.lang, view.chosen.month, view.role
        )

    st.download_button(
        view.say("sponsor_pdf"),
        partial(export.made, view, name, make),
        name,
        "application/pdf",
        icon=":material/picture_as_pdf:",
        key="sponsor_pdf",
    )
