"""One delivery held against another, and taking one out of force: the effect first, then the act."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CoverageError
from ..folders import DataFolder
from ..metrics import Role
from ..metrics.disclosure import smallest_shown
from ..planning.rehearsal import Withdrawal, rehearse_withdrawal, withdraw_and_build
from ..sources import Comparison, Shipment, compare
from ..text import day_name
from . import effects, export
from .delivered import NONE, named
from .tables import escape
from .twin import Listing, numbers, words

if TYPE_CHECKING:
    from .view import View

STEWARD = "steward"
_TRIED = "_cakupan_withdrawal"
_DONE = "_cakupan_withdrawn"


@st.cache_resource(max_entries=16, show_spinner=False)
def _compared(root: str, first: str, second: str) -> Comparison:
    return compare(DataFolder(Path(root)), first, second)


def against(view: View, one: Shipment, sent: Sequence[Shipment]) -> None:
    """What changed between this delivery and another of its kind: counts only, small groups as the role may see."""
    others = {
        other.manifest.delivery: other.manifest
        for other in sent
        if other.manifest.target == one.manifest.target and other.manifest.delivery != one.manifest.delivery
    }
    if not others:
        return
    # The same sender's lists first: those are what one compares.
    order = sorted(others, key=lambda name: others[name].sender != one.manifest.sender)
    chosen = view.choose(
        "with",
        [NONE, *order],
        NONE,
        view.say("d_compare"),
        lambda code: view.say("d_compare_none") if code == NONE else named(view, others[code]),
        width=560,
    )
    if chosen == NONE:
        return
    found = _compared(str(view.data.root), one.manifest.delivery, chosen)
    lines, counts = _lines(view, found)
    shown, status = _for_role(view, found, counts)
    listing = Listing(
        "d_compared",
        view.say("d_compared", first=found.first.file_name, second=found.second.file_name),
        _reading(view, found),
        (words(view.say("d_change"), lines), numbers(view, view.say("d_count"), shown, status=status)),
    )
    view.listed(listing)
    if found.sums is not None and found.sums[0] != found.sums[1]:
        before, after = (view.number(value) for value in found.sums)
        st.caption(escape(view.say("d_sum_change", before=before, after=after)))


def _reading(view: View, found: Comparison) -> str:
    told = view.say("d_compared_reading", unit=view.say("d_unit_persons" if found.of_persons else "d_unit_lines"))
    return f"{told} · {view.regions.full_name(found.area, view.lang)}" if found.area else told


def _lines(view: View, found: Comparison) -> tuple[list[str], list[int]]:
    lines = [
        (view.say("d_added"), found.added),
        (view.say("d_dropped"), found.dropped),
        (view.say("d_stayed"), found.stayed),
        *((view.say(f"d_changed_{name}"), count) for name, count in found.changed),
        *((view.say("d_move", then=then, now=now), count) for then, now, count in found.moves),
    ]
    return [name for name, _ in lines], [count for _, count in lines]


def _for_role(view: View, found: Comparison, counts: Sequence[int]) -> tuple[list[float | None], list[str]]:
    """The counts a role may see: where one is small, nothing of the comparison that could give it away."""
    if not found.of_persons or Role.parse(view.role).sees_small_groups:
        return list(counts), ["ok"] * len(counts)
    small = any(0 < count < smallest_shown(view.chosen.month) for count in counts)
    return ([None] * len(counts), ["masked"] * len(counts)) if small else (list(counts), ["ok"] * len(counts))


def withdrawal(view: View, one: Shipment) -> None:
    """The button that shows what withdrawing would do, and then the one that does it."""
    done = st.session_state.pop(_DONE, None)
    if done is not None:
        st.success(escape(done), icon=":material/check:")
    if one.manifest.withdrawn is not None:
        return
    st.markdown(f"#### {view.say('d_withdraw')}")
    if view.role != STEWARD:
        st.caption(view.say("d_steward_only"))
        return
    st.markdown(view.say("d_withdraw_what"))
    delivery = one.manifest.delivery
    if st.button(view.say("d_try"), icon=":material/preview:", key="d_try"):
        with st.spinner(view.say("d_trying"), show_time=True):
            st.session_state[_TRIED] = (delivery, view.snapshot.id, _tried(view, delivery))
    tried = st.session_state.get(_TRIED)
    if tried is None or tried[:2] != (delivery, view.snapshot.id):
        return
    if isinstance(tried[2], CoverageError):
        told = view.say("d_stopped", reason=tried[2].say(view.lang))
        st.error(escape(told), icon=":material/error:")
        return
    _offer(view, tried[2])


def _tried(view: View, delivery: str) -> Withdrawal | CoverageError:
    try:
        return rehearse_withdrawal(view.data, delivery)
    except CoverageError as problem:
        return problem


def _offer(view: View, found: Withdrawal) -> None:
    """What it would do, and the confirmation."""
    effects.show(view, found.effects)
    for one in found.revives:
        told = view.say("d_revives", file=one.file_name, day=day_name(one.received, view.lang))
        st.caption(escape(told))
    if not found.revives:
        st.caption(view.say("d_revives_none"))
    if found.leaves_nothing:
        st.warning(view.say("d_nothing_left"), icon=":material/warning:")
    is_sure = st.checkbox(view.say("d_confirm"), key=f"d_sure_{found.manifest.delivery}")
    if st.button(
        view.say("d_withdraw"), type="primary", icon=":material/undo:", key="d_withdraw", disabled=not is_sure
    ):
        _withdraw(view, found)


def _withdraw(view: View, found: Withdrawal) -> None:
    try:
        with st.spinner(view.say("d_withdrawing"), show_time=True):
            done = withdraw_and_build(view.data, found.manifest.delivery)
    except CoverageError as problem:
        st.error(escape(problem.say(view.lang)), icon=":material/error:")
        return
    export.record(view, "publish", without=found.manifest.delivery, snapshot=done.snapshot)
    st.session_state[_DONE] = view.say("d_withdrawn", file=found.manifest.file_name)
    st.rerun()
