"""What lies ahead: where coverage goes without renewals, whose cover ends, and the desk that renews it."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, ahead, desk, readiness

PAGE = Page(
    title=Text(id="Prospek", en="Prospects"),
    order=50,
    icon=":material/trending_down:",
    filters=("region", "series", "segment"),
    keys=("within", "payer", "group"),
)


def render(view: View) -> None:
    """The fan and its cliffs first, then the desk, then who could claim today."""
    outlook = ahead.found(view)
    ahead.paths(view, outlook)
    ahead.cliffs(view, outlook)
    with st.container(border=True):
        renewals(view)
    ahead.shares(view, outlook)
    with st.container(border=True):
        ready(view)


@st.fragment
def renewals(view: View) -> None:
    """Whose cover ends soon; one payer's message and notes beside each other."""
    found = desk.found(view)
    desk.table(view, found)
    payer = desk.payer(view, found)
    if payer is None:
        return
    left, right = st.columns([1.2, 1], gap="medium")
    with left:
        desk.letter(view, found, payer)
    with right:
        desk.notes(view, payer)


@st.fragment
def ready(view: View) -> None:
    """Who could claim the full benefit today, of those known."""
    readiness.table(view)
    readiness.figures(view)
