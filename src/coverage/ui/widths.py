"""A list in two widths: all its columns on a screen, the few that matter most on a phone; the menu has them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from .tables import column_table

if TYPE_CHECKING:
    from .twin import Listing
    from .view import View


def listed(view: View, listing: Listing, brief: Sequence[str]) -> None:
    """Draws the list; `brief` are the labels that a phone has room for."""
    view.listed(listing, partial(_draw, listing, brief))


def _draw(listing: Listing, brief: Sequence[str]) -> None:
    for width in ("narrow", "wide"):
        columns = [column for column in listing.columns if width == "wide" or column.label in brief]
        with st.container(key=f"{width}_{listing.key}"):
            column_table(columns, listing.limit)
