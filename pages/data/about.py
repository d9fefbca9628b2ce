"""How the numbers are made: definitions, denominators, law, formats, deliveries, drawn from the declarations."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, declared

PAGE = Page(
    title=Text(id="Tentang", en="About"),
    order=90,
    icon=":material/menu_book:",
    keys=("part",),
    needs_data=False,
)

PARTS = {
    "method": declared.method,
    "metrics": declared.metrics,
    "denominators": declared.denominators,
    "parameters": declared.parameters,
    "formats": declared.input_formats,
    "deliveries": declared.deliveries,
}


@st.fragment
def render(view: View) -> None:
    """One part at a time; what is not shown is not drawn."""
    st.markdown(f"### {view.say('about_title')}")
    part = view.choose(
        "part", list(PARTS), "method", view.say("about_title"), lambda name: view.say(f"tab_{name}"), buttons=True
    )
    PARTS[part](view)
