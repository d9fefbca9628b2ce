"""Set up a place: any regency, city or province, from an empty folder to its first rate and map."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, setup

PAGE = Page(
    title=Text(id="Siapkan daerah", en="Set up a place"),
    order=78,
    icon=":material/add_location_alt:",
    keys=setup.KEYS,
    needs_data=False,
)


def render(view: View) -> None:
    """The steps of a place, with what is there and what to do next."""
    st.markdown(f"### {view.say('setup_title')}")
    st.markdown(view.say("setup_intro"))
    setup.draw(view)
