"""Why it changed: the way from one month's rate to another's, part by part."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, change

PAGE = Page(
    title=Text(id="Mengapa berubah", en="Why it changed"),
    order=55,
    icon=":material/waterfall_chart:",
    filters=("region", "month", "series", "segment"),
    keys=("compare", "from", "day", "area", "payer", "decile"),
)


@st.fragment
def render(view: View) -> None:
    """One fragment: another month or group repaints this, not the page."""
    found = change.found(view)
    if found is not None:
        change.figures(view, found)
