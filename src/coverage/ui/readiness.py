"""Who could claim the full benefit today: by payer, district or occupation, always of those of whom it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CannotAnswer
from ..parameters import PARAMETERS, first_of_month
from ..planning.readiness import BY, METRICS, Standing, readiness, standing
from ..text import month_name
from ..warehouse import Snapshot
from . import card, serve, widths
from .ahead import percents
from .tables import escape
from .twin import Listing, numbers, words

if TYPE_CHECKING:
    from .view import View

ROWS = 8
Scalars = tuple[tuple[str, tuple[str, ...]], ...]


@st.cache_resource(max_entries=128, show_spinner=False)
def _standing(snapshot_id: str, _snapshot: Snapshot, where: Scalars, month: int, role: str) -> Standing:
    return standing(_snapshot, dict(where), month, role)


def table(view: View) -> None:
    """The groups of one kind: active, known, ready, and ready of those known."""
    month = view.chosen.default_month
    by = view.choose("group", list(BY), BY[0], view.say("ready_by"), lambda name: view.text(view.dimension(name)), True)
    try:
        result = serve.answer(view.snapshot, METRICS, [by], view.where(), month=month, as_role=view.role)
    except CannotAnswer as refusal:
        st.info(escape(refusal.say(view.lang)), icon=":material/do_not_disturb_on:")
        return
    rows = readiness(result)
    names = view.names(by, [row.code for row in rows])
    status = [row.status for row in rows]
    label = view.text(view.dimension(by))
    widths.listed(
        view,
        Listing(
            "readiness",
            _title(view, month),
            card.reading(view, result),
            (
                words(label, [names.get(row.code, row.code) for row in rows]),
                numbers(view, view.say("ready"), [row.ready for row in rows], status=status),
                numbers(view, view.say("ready_known"), [row.known for row in rows], status=status),
                percents(view, view.say("ready_share"), [row.share for row in rows], status),
                numbers(view, view.say("active"), [row.active for row in rows], status=status),
            ),
            results=(result,),
            facts=_facts(view, month),
            limit=ROWS,
            empty=view.say("ready_none"),
        ),
        [label, *(view.say(key) for key in ("ready", "ready_known", "ready_share"))],
    )


def _title(view: View, month: int) -> str:
    """The finding: ready of known, in the place and filters."""
    found = _found(view, month)
    if found.ready is None or not found.known:
        return view.say("ready_title_none")
    return view.say("ready_title", ready=view.number(found.ready), known=view.number(found.known))


def _found(view: View, month: int) -> Standing:
    where = tuple(sorted((key, tuple(codes)) for key, codes in view.where().items()))
    return _standing(view.snapshot.id, view.snapshot, where, month, view.role)


def figures(view: View) -> None:
    """Strictly active and in arrears; and of the year's protected months those with the full benefit."""
    month = view.chosen.default_month
    found = _found(view, month)
    lines = []
    if found.active is not None and found.in_arrears is not None:
        lines.append(
            view.say(
                "grace_line",
                active=view.number(found.active),
                arrears=view.number(found.in_arrears),
                together=view.number(found.with_grace),
            )
        )
    if found.effective_months is not None and found.known_months:
        lines.append(
            view.say(
                "effective_line",
                effective=view.number(found.effective_months),
                known=view.number(found.known_months),
                months=view.number(found.months),
                month=month_name(month, view.lang),
            )
        )
    for line in lines:
        st.caption(escape(line))


def _facts(view: View, month: int) -> tuple[tuple[str, str], ...]:
    """The rules behind it, and the question that the law leaves open."""
    restart, day = PARAMETERS["jkm.waiting_restart"], first_of_month(month)
    told = [(view.say("ready_known"), view.say("known_meaning")), (view.say("arrears"), view.say("arrears_meaning"))]
    if restart.question is not None:
        reading = view.text(restart.alternatives[restart.choice(day)])
        told.append((view.text(restart.label), f"{view.text(restart.question)} {view.say('reading_used')} {reading}."))
    return tuple(told)
