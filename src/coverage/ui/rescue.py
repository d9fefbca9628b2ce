"""Where there is nothing to show: why, and the way on. Set up a place, or work the results out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CoverageError
from ..planning.rehearsal import NOTHING_TO_SHOW
from ..sources import list_deliveries
from ..warehouse import build
from .tables import escape

if TYPE_CHECKING:
    from .view import Desk

CODES = ("no_snapshot", "snapshot_broken", "snapshot_outdated")
COUNTED = ("participants", "counts")
STEWARD = "steward"


def show(desk: Desk, code: str) -> None:
    """Says why there is nothing to show; a steward may have it worked out again from what was delivered."""
    if code == "no_snapshot" and not _counts_somebody(desk):
        st.info(desk.say("start_no_snapshot"), icon=":material/info:")
        return
    st.warning(desk.say("start_lost" if code == "no_snapshot" else f"start_{code}"), icon=":material/restart_alt:")
    if desk.role != STEWARD:
        st.caption(desk.say("rebuild_ask"))
    elif st.button(desk.say("rebuild"), type="primary", icon=":material/refresh:", key="rebuild"):
        _again(desk)


def _counts_somebody(desk: Desk) -> bool:
    """Whether any delivery names or counts participants; one that cannot be read may be such a one."""
    try:
        return any(one.format in COUNTED for one in list_deliveries(desk.data))
    except CoverageError:
        return True


def _again(desk: Desk) -> None:
    try:
        with st.spinner(desk.say("rebuilding"), show_time=True):
            build(desk.data)
    except CoverageError as problem:
        if problem.code in NOTHING_TO_SHOW:
            st.info(desk.say("start_no_snapshot"), icon=":material/info:")
        else:
            st.error(escape(problem.say(desk.lang)), icon=":material/error:")
        return
    st.rerun()
