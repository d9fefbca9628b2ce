"""How far the targets are: tracks, the pace each asks for, what that costs, and the denominators all of it rests on."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, denominators, targets

PAGE = Page(
    title=Text(id="Target", en="Targets"),
    order=58,
    icon=":material/flag:",
    filters=("region", "month", "series", "segment"),
)


def render(view: View) -> None:
    """What the next target asks, its path, and every milestone; the denominators below."""
    found = targets.found(view)
    targets.opening(view, found)
    if found.reason is None:
        left, right = st.columns([1.7, 1], gap="small")
        with left.container(border=True, height="stretch"):
            targets.paths(view, found)
        with right:
            with st.container(border=True):
                targets.band(view, found)
            with st.container(border=True, height="stretch"):
                targets.classes(view, found)
    with st.container(border=True):
        targets.table(view, found)
    denominators.registry(view)
