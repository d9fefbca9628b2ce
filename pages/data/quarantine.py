"""The faulty rows that wait to be mended: by reason, sender and delivery, open or closed, and who gets better."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, quarantined

PAGE = Page(
    title=Text(id="Karantina", en="Quarantine"),
    order=76,
    icon=":material/healing:",
    keys=quarantined.KEYS,
)


def render(view: View) -> None:
    """What waits, then whether senders get better, then every fault."""
    asked = quarantined.found(view)
    if asked is None:
        return
    left, right = st.columns(2)
    with left, st.container(border=True):
        quarantined.by_reason(view, asked)
    with right, st.container(border=True):
        quarantined.by_sender(view, asked)
    with st.container(border=True):
        quarantined.over_time(view, asked)
    with st.container(border=True):
        quarantined.by_delivery(view, asked)
    with st.container(border=True):
        quarantined.items(view, asked)
