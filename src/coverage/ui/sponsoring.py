"""The page on sponsors: the ledger of all, and one sponsor's own figures and report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..charts import ranking, trend
from ..text import month_code, month_name
from . import card, serve
from .card import escape
from .summary import listing, price_text

if TYPE_CHECKING:
    from ..planning import LedgerRow
    from .view import View


NUMBERS = ("pledged", "registered", "active", "ready", "ending", "cost")
"""The ledger's columns that hold numbers; they stand to the right."""


def search(view: View) -> str | None:
    """A box that finds a sponsor by name; gives the one chosen."""
    names = {row.sponsor: row.name for row in sorted(_rows(view), key=lambda row: row.name.casefold())}
    wanted = view.choose(
        "sponsor", ["*", *names], "*", view.say("find_sponsor"), lambda code: names.get(code, view.say("all_sponsors"))
    )
    return None if wanted == "*" else wanted


def _rows(view: View) -> Sequence[LedgerRow]:
    return serve.ledger_of(view.snapshot, view.chosen.region, view.chosen.month, view.role).rows


def ledger(view: View) -> None:
    """Every sponsor of the place: pledged, registered, active, ready, ending, cost; the largest first."""
    title, rows = view.say("ledger_title"), _rows(view)
    result = view.ask(("sponsored_active", "sponsored_registered", "contribution_due_idr"), by="sponsor", segment=False)
    with st.container(border=True, key="card_ledger"):
        card.heading(view, "ledger", title, result)
        st.caption(card.reading(view, result))
        picked = st.dataframe(
            pd.DataFrame([_told(view, row) for row in rows]),
            hide_index=True,
            column_config={view.say(key): st.column_config.TextColumn(alignment="right") for key in NUMBERS},
            on_select="rerun",
            selection_mode="single-row",
            key="ledger_table",
            height="content",
            alt=title,
        )
        st.caption(view.say("ledger_note"))
    chosen: Sequence[int] = picked["selection"]["rows"] if picked else []
    if chosen:
        view.go("sponsor", rows[chosen[0]].sponsor)


def _told(view: View, row: LedgerRow) -> dict[str, str]:
    """A line of the ledger; what was not delivered says so and is never nought."""

    def counted(value: int | None) -> str:
        return view.number(value) if value is not None else view.status(row.status) if row.status != "ok" else "–"

    return {
        view.say("payer"): row.name,
        view.say("kind"): view.text(row.kind_label),
        view.say("pledged"): view.number(row.pledged),
        view.say("registered"): counted(row.registered),
        view.say("active"): counted(row.active),
        view.say("ready"): counted(row.ready),
        view.say("ending"): counted(row.ending),
        view.say("cost"): price_text(view, row.due) if row.due is not None and row.due.high_idr else "–",
        view.say("until"): month_name(row.ended_month, view.lang, short=True) if row.ended_month else "",
    }


def one(view: View, sponsor: str) -> None:
    """One sponsor's page: its figures, its course, where its people live, and the report."""
    row = next(row for row in _rows(view) if row.sponsor == sponsor)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"### {escape(row.name)}", width="stretch")
        _report(view, row)
    st.caption(f"{escape(view.text(row.kind_label))} · {month_name(view.chosen.month, view.lang)}")
    if row.status == "no_data":
        pledged = view.say("pledged_only", persons=view.number(row.pledged)) if row.pledged else ""
        st.info(f"{view.say('nothing_delivered')} {pledged}", icon=":material/inbox:")
        return
    with st.grid("auto", min_column_width=150, gap="small", border=True):
        for label, value in list(_told(view, row).items())[2:]:
            if value:
                st.markdown(f":small[{escape(label)}]  \n**{escape(value)}**")
    left, right = st.columns([1.2, 1], border=True, gap="small")
    with left:
        history = view.ask("sponsored_active", where={"sponsor": (sponsor,)}, history=True, segment=False)
        view.figure(
            "sponsor_trend", view.say("sponsor_trend", name=row.name), trend(history, view.look), history, border=False
        )
    with right:
        villages = view.ask("sponsored_active", by="village", where={"sponsor": (sponsor,)}, segment=False)
        chart = ranking(villages, view.names_in(villages), view.look, top=10, height=300)
        view.figure("sponsor_villages", view.say("sponsor_villages"), chart, villages, border=False)
    _benefits(view, sponsor)


def _benefits(view: View, sponsor: str) -> None:
    """When its people's cover ends, and what a family receives, with the rule and its date."""
    facts = serve.sponsor_facts_of(view.snapshot, sponsor, view.chosen.region, view.chosen.month, view.role)
    left, right = st.columns([1, 2.2], border=True, gap="small")
    with left:
        st.markdown(f"##### {view.say('sponsor_ends')}")
        listing(
            [view.say("month"), view.say("people")],
            [
                (
                    month_name(one.month, view.lang),
                    view.number(one.persons) if one.status == "ok" else view.status(one.status),
                )
                for one in facts.ending
            ],
        )
    with right:
        st.markdown(f"##### {view.say('family_title')}")
        for benefit in facts.benefits:
            st.markdown(
                f"**{escape(view.text(benefit.label))}: {view.number(benefit.amount_idr, 'rupiah')}**  \n"
                f":small[{escape(view.text(benefit.parts))}. {escape(view.text(benefit.basis))}]"
            )
    for note in facts.notes:
        st.caption(escape(view.text(note)))


def _report(view: View, row: LedgerRow) -> None:
    """The one-page statement, made when it is asked for."""

    def made() -> Any:
        from ..reports import sponsor_pdf

        return sponsor_pdf(
            view.snapshot, view.data, row.sponsor, view.chosen.region, view.lang, view.chosen.month, view.role
        )

    st.download_button(
        view.say("sponsor_pdf"),
        made,
        f"cakupan-{row.sponsor}-{month_code(view.chosen.month)}.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        key="sponsor_pdf",
    )
