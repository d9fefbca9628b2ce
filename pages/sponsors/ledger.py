"""Who pays: the ledger of all sponsors, and one sponsor's own page with its report."""

import streamlit as st

from src.coverage.text import Text
from src.coverage.ui import Page, View, money, sponsoring

PAGE = Page(
    title=Text(id="Siapa membayar", en="Who pays"),
    order=40,
    icon=":material/handshake:",
    filters=("region", "month"),
    keys=("sponsor",),
)


@st.fragment
def render(view: View) -> None:
    """A sponsor chosen by name or in the ledger opens its page; the same box leads back."""
    sponsor = sponsoring.search(view)
    if sponsor is None:
        sponsoring.ledger(view)
        money.below_the_ledger(view)
    else:
        sponsoring.one(view, sponsor)
        money.of_sponsor(view, sponsor)
