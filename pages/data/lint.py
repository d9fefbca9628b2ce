"""Check a table of published figures: what in it contradicts itself, before or after it reaches a slide."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, linting

PAGE = Page(
    title=Text(id="Periksa tabel", en="Check a table"),
    order=79,
    icon=":material/rule:",
    needs_data=False,
)


def render(view: View) -> None:
    """The box for a table, then what is looked at."""
    st.markdown(f"### {view.say('lint_title')}")
    st.markdown(view.say("lint_intro"))
    drop(view)
    linting.about(view)


@st.fragment
def drop(view: View) -> None:
    """A table is checked without drawing the rest of the page again."""
    linting.drop(view)
