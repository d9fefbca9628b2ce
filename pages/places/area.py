"""One district or village on one page: where it stands, who pays, whom it misses, what falls away, its neighbours."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, areas

PAGE = Page(
    title=Text(id="Ringkasan wilayah", en="Area brief"),
    order=24,
    icon=":material/pin_drop:",
    filters=("region", "month", "series"),
    keys=("area",),
)


@st.fragment
def render(view: View) -> None:
    """One fragment: another area repaints this, not the page."""
    brief = areas.brief_of(view, areas.choice(view))
    areas.headline(view, brief)
    areas.downloads(view, brief)
    for row in areas.rows(view, brief):
        for column, part in zip(st.columns(len(row), border=True, gap="small"), row, strict=True):
            with column:
                part(view, brief)
