"""The state of a view lives in the address: `?region=74.71&month=2026-10&lang=en`.

Streamlit's own binding (`bind="query-params"`) writes the *label* of an option into the address. Labels change with
the language, so links would break; here the address carries codes, and widgets are set from it before they are drawn.
Streamlit empties the address on a page switch: what holds on every page is kept per session and written back.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

SHARED = ("lang", "region", "month", "series", "segment", "as_known")
"""What every page understands and keeps when the reader goes to another page."""

_KEPT = "_cakupan_kept"
_PAGE = "_cakupan_page"


def restore(page: str) -> None:
    """Call once per run before anything reads the address: brings shared choices over to a page just switched to."""
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    switched = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page
    found = {key: str(st.query_params[key]) for key in SHARED if key in st.query_params}
    if switched:
        for key, value in kept.items():
            if key not in found:
                st.query_params[key] = value
        found = {**kept, **found}
    st.session_state[_KEPT] = found


def kept(key: str) -> str | None:
    """What this session last chose for a shared key, whatever the address says."""
    found: dict[str, str] = st.session_state.get(_KEPT, {})
    return found.get(key)


def read(key: str) -> str | None:
    """The value of a key in the address; None when absent or empty."""
    return str(st.query_params[key]) if st.query_params.get(key) else None


def write(key: str, value: str | None) -> None:
    """Puts a value into the address, or takes the key out."""
    if value is None:
        if key in st.query_params:
            del st.query_params[key]
        st.session_state.get(_KEPT, {}).pop(key, None)
        return
    if st.query_params.get(key) != value:
        st.query_params[key] = value
    if key in SHARED:
        st.session_state.setdefault(_KEPT, {})[key] = value


def unknown_keys(known: Iterable[str]) -> list[str]:
    """Keys of the address that nothing on this page understands; they are said, not swallowed."""
    return sorted(set(st.query_params) - set(known) - {"embed", "embed_options"})


def follow(key: str, widget: str, default: str, drops: tuple[str, ...] = ()) -> None:
    """What a widget's change does: the address carries the choice, or nothing when it is the default."""
    chosen = st.session_state.get(widget)
    for dropped in drops:
        write(dropped, None)
    write(key, None if chosen is None or chosen == default else str(chosen))
