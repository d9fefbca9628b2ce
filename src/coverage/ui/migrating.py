"""Who changed decile between two registers, as a part of the page on fairness."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..charts.fairness import decile_tick, migration
from ..planning import target_text
from ..planning.migration import Migration, RegisterPair, migration_finding, migration_of, register_pairs
from ..text import month_code, month_name
from ..warehouse import Snapshot
from . import serve
from .plots import plot
from .tables import escape
from .twin import Column, Listing, numbers, words

if TYPE_CHECKING:
    from .view import View


@st.cache_resource(max_entries=64, show_spinner=False)
def _pairs(snapshot_id: str, _snapshot: Snapshot, regency: str) -> tuple[RegisterPair, ...]:
    return register_pairs(_snapshot, regency)


def moves(view: View, target: tuple[str, ...]) -> None:
    """The registers that follow one another, and the moves between the two chosen; nothing where there is only one."""
    pairs = {
        month_code(one.to_period): one for one in reversed(_pairs(view.snapshot.id, view.snapshot, view.chosen.region))
    }
    with st.container(border=True, key="card_moves_part"):
        if not pairs:
            st.markdown(f"##### {escape(view.say('moves_title'))}")
            st.info(view.say("moves_none"), icon=":material/help:")
            return
        newest = next(reversed(pairs))
        chosen = newest
        if len(pairs) > 1:
            chosen = view.choose("register", list(pairs), newest, view.say("moves_which"), partial(_named, view, pairs))
        _matrix(view, pairs[chosen], target)


def _named(view: View, pairs: dict[str, RegisterPair], code: str) -> str:
    pair = pairs[code]
    return f"{month_name(pair.from_period, view.lang)} → {month_name(pair.to_period, view.lang)}"


def _matrix(view: View, pair: RegisterPair, target: tuple[str, ...]) -> None:
    result = serve.answer(
        view.snapshot,
        ("decile_migration",),
        ("decile_before", "decile"),
        view.where(segment=False),
        month=pair.to_period,
        as_role=view.role,
    )
    found = migration_of(result)
    st.markdown(f"**{escape(view.text(migration_finding(found, pair, target, target_text(target))))}**")
    title = view.say("moves_title")
    reading = view.say(
        "moves_reading",
        before=month_name(pair.from_period, view.lang),
        now=month_name(pair.to_period, view.lang),
        villages=view.number(pair.villages),
    )
    listing = Listing("moves", title, reading, _columns(view, found), results=(result,))
    view.listed(listing, partial(plot, view, "moves", title, migration(found, view.look)))
    st.caption(view.say("moves_note"))


def _columns(view: View, found: Migration) -> tuple[Column, ...]:
    told = [move for move in found.moves if move.persons or move.status == "masked"]
    return (
        words(view.say("moves_before"), [decile_tick(move.before, view.look) for move in told]),
        words(view.say("moves_now"), [decile_tick(move.now, view.look) for move in told]),
        numbers(view, view.say("people"), [move.persons for move in told], status=[move.status for move in told]),
    )
