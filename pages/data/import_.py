"""Bring in a file: checked first, with reasons and the effect on the headline; published only then."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, declared, importing

PAGE = Page(
    title=Text(id="Impor", en="Import"),
    order=70,
    icon=":material/upload_file:",
    needs_data=False,
)


def render(view: View) -> None:
    """The box for a file, then what may be dropped into it."""
    st.markdown(f"### {view.say('import_title')}")
    st.markdown(view.say("import_intro"))
    drop(view)
    st.markdown(f"#### {view.say('formats_title')}")
    declared.input_formats(view)


@st.fragment
def drop(view: View) -> None:
    """A file is checked without drawing the rest of the page again."""
    importing.drop(view)
