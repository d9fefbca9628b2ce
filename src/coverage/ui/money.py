"""Money on screen: what sponsors owe and paid, what somebody said in public, which benefits were paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ..planning.money import Commitment, Realisation, commitments, money_results, realisations
from ..text import day_name, large_rupiah, month_name
from ..warehouse import Snapshot
from . import serve
from .tables import column_table, escape
from .twin import Column, Listing, days, months, numbers, prices, words

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View


@st.cache_resource(max_entries=32, show_spinner=False)
def _realisations(
    snapshot_id: str, _snapshot: Snapshot, regency: str, month: int, as_role: str
) -> tuple[tuple[Realisation, ...], tuple[Result, ...]]:
    results = tuple(money_results(_snapshot, regency, month, as_role))
    return realisations(_snapshot, regency, month, as_role), results


@st.cache_resource(max_entries=32, show_spinner=False)
def _commitments(snapshot_id: str, _snapshot: Snapshot, regency: str, month: int) -> tuple[Commitment, ...]:
    return commitments(_snapshot, regency, month)


def below_the_ledger(view: View) -> None:
    """Payments against what is due, then public commitments and claims side by side."""
    with st.container(border=True):
        owed = paid(view)
        view.listed(owed, lambda: _two_widths(view, owed))
    left, right = st.columns(2, border=True, gap="small")
    with left:
        found = said(view)
        view.listed(found, lambda: _statements(view))
    with right:
        view.listed(claimed(view))


BRIEF = ("payer", "money_outstanding")
"""The columns that a phone has room for; the menu has them all."""


def _two_widths(view: View, listing: Listing) -> None:
    """The whole table, or on a phone who still owes what."""
    labels = {view.say(key) for key in BRIEF}
    for key, columns in (
        ("narrow_money", [column for column in listing.columns if column.label in labels]),
        ("wide_money", list(listing.columns)),
    ):
        with st.container(key=key):
            column_table(columns)


def _statements(view: View) -> None:
    """Each commitment in two lines: who and how many, then when it was said and where it stands."""
    for one in _of_month(view):
        until = view.say("said_open") if one.end_month is None else month_name(one.end_month, view.lang)
        line = view.say(
            "said_line",
            workers=view.number(one.workers),
            start=month_name(one.start_month, view.lang),
            until=until,
        )
        told = view.say("said_on_day", day=day_name(one.stated_on, view.lang), source=one.source)
        st.markdown(f"**{escape(one.committed_by)}**: {escape(line)}  \n:small[{escape(told)}]")


def _of_month(view: View) -> tuple[Commitment, ...]:
    return _commitments(view.snapshot.id, view.snapshot, view.chosen.region, view.chosen.month)


def of_sponsor(view: View, sponsor: str) -> None:
    """One sponsor's payments, where any were delivered."""
    owed = paid(view, sponsor)
    if owed.columns and owed.rows():
        with st.container(border=True):
            view.listed(owed, lambda: _two_widths(view, owed))


def paid(view: View, sponsor: str = "") -> Listing:
    """Every sponsor that pledged or paid (or one): workers and rupiah due, paid, outstanding; the most owed first."""
    chosen = view.chosen
    rows, results = _realisations(view.snapshot.id, view.snapshot, chosen.region, chosen.month, view.role)
    rows = tuple(row for row in rows if sponsor in ("", row.sponsor))
    names = view.names("sponsor", [row.sponsor for row in rows])
    owed, settled = [row.outstanding for row in rows], view.number(0, "rupiah")
    any_paid = any(row.paid_idr is not None for row in rows)
    columns = (
        words(view.say("payer"), [names[row.sponsor] for row in rows]),
        numbers(view, view.say("pledged"), [row.pledged for row in rows]),
        numbers(view, view.say("money_workers"), [row.paid_workers for row in rows]),
        prices(view, view.say("money_due"), [row.due for row in rows]),
        Column(
            view.say("money_paid"),
            [_sum(view, row) for row in rows],
            {view.say("money_paid"): [row.paid_idr for row in rows]},
            is_number=True,
        ),
        prices(view, view.say("money_outstanding"), owed, ["–" if one is None else settled for one in owed]),
    )
    return Listing(
        "money",
        view.say("money_title"),
        view.say("money_reading", month=month_name(chosen.month, view.lang)),
        columns if any_paid else (),
        results=results,
        facts=((view.say("note"), view.say("money_note")),),
        empty=view.say("money_none"),
    )


def _sum(view: View, row: Realisation) -> str:
    """What was paid; nothing delivered says so and is never nought."""
    return view.status(row.status) if row.paid_idr is None else large_rupiah(row.paid_idr, view.lang)


def said(view: View) -> Listing:
    """The public commitments that hold in the month, with where they can be read."""
    rows = _of_month(view)
    return Listing(
        "commitments",
        view.say("said_title"),
        view.say("said_reading", month=month_name(view.chosen.month, view.lang)),
        (
            words(view.say("said_who"), [row.committed_by for row in rows]),
            numbers(view, view.say("people"), [row.workers for row in rows]),
            months(view, view.say("said_from"), [row.start_month for row in rows]),
            months(view, view.say("said_to"), [row.end_month for row in rows]),
            days(view, view.say("said_on"), [row.stated_on for row in rows]),
            words(view.say("source_name"), [row.source for row in rows]),
        )
        if rows
        else (),
        empty=view.say("said_none"),
    )


def claimed(view: View) -> Listing:
    """Claims paid in the twelve months up to the month, by programme."""
    chosen = view.chosen
    metrics = ("claims_cases", "claims_paid_idr")
    where = {"regency": (chosen.region,)}
    span = (chosen.month - 11, chosen.month)
    result = serve.answer(view.snapshot, metrics, ("programme",), where, span=span, as_role=view.role)
    frame, names = result.frame, view.names("programme", result.frame["programme"])
    told = [
        numbers(
            view,
            view.text(metric.short),
            [None if value != value else int(value) for value in frame[metric.name].astype("float64")],
            metric.unit,
            status=list(frame[f"{metric.name}_status"]),
        )
        for metric in result.metrics
    ]
    return Listing(
        "claims",
        view.say("claims_title"),
        view.say("claims_reading", month=month_name(chosen.month, view.lang), count=len(result.deliveries)),
        (words(view.text(view.dimension("programme")), [names[code] for code in frame["programme"]]), *told)
        if len(frame)
        else (),
        results=(result,),
        empty=view.say("claims_none"),
    )
