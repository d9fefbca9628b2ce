"""Every delivery on record: who sent it, when, what counts of it; compared with another; withdrawn."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, delivered, withdrawing

PAGE = Page(
    title=Text(id="Kiriman", en="Deliveries"),
    order=74,
    icon=":material/inventory_2:",
    keys=delivered.KEYS,
)


def render(view: View) -> None:
    """One delivery in detail where one is picked, then the list."""
    sent = delivered.found(view)
    one = delivered.one_of(view, sent)
    if one is not None:
        left, right = st.columns(2)
        with left, st.container(border=True):
            delivered.details(view, one)
        with right, st.container(border=True):
            withdrawing.against(view, one, sent)
            withdrawing.withdrawal(view, one)
    with st.container(border=True):
        delivered.listed(view, sent)
