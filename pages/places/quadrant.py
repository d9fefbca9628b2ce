"""Coverage against drop-out: where people stay, where they fall out, and what to do in each kind of area."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, quadrants

PAGE = Page(
    title=Text(id="Kuadran", en="Quadrant"),
    order=22,
    icon=":material/grid_view:",
    filters=("region", "month", "series", "segment"),
    keys=("level", "cover", "drop"),
)


@st.fragment
def render(view: View) -> None:
    """One fragment: another level or line repaints this, not the page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        level = quadrants.level_choice(view)
        coverage, drop_out = quadrants.cut(view, "cover"), quadrants.cut(view, "drop")
    found = quadrants.answer(view, level, coverage, drop_out)
    if found is None:
        return
    left, right = st.columns([1.7, 1], gap="small")
    with left, st.container(border=True):
        quadrants.figure(view, found)
    with right:
        quadrants.fields(view, found)
    quadrants.absent(view, found)
