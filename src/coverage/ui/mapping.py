"""The step in which a file that is not recognised is told: which of its headers is which column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from ..errors import CoverageError
from ..folders import DataFolder, scratch
from ..sources import Column, Format, Guess, ImportOptions, formats, guess_columns, guess_for, list_profiles
from .tables import escape

if TYPE_CHECKING:
    from .view import Desk

SOLVED = ("not_recognised", "missing_column", "doubled_column", "refused")
"""The refusals that stating the columns may mend."""

_GUESSED = "_cakupan_guess"
_CHOSEN = "_cakupan_mapping"


def step(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> ImportOptions | None:
    """Draws the best guess with masked sample values to mend; gives the options to try again with, once accepted."""
    chosen = st.session_state.get(_CHOSEN)
    if chosen is not None and chosen[0] == file.file_id:
        return _accepted(desk, chosen[1], options)
    guess = _guess_of(desk, file, options)
    if guess is None:
        return None
    with st.container(border=True):
        st.markdown(f"#### {desk.say('match_title')}")
        st.caption(desk.say("match_how"))
        name = _format(desk, file, guess)
        columns = _columns(desk, file, guess, name)
        missing = _missing(formats()[name], columns, options)
        if missing:
            listed = ", ".join(desk.text(formats()[name].column(one).label) for one in missing)
            st.caption(f":material/error: {desk.say('match_missing', columns=escape(listed))}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            profile = st.text_input(
                desk.say("match_profile"), key=f"match_profile_{file.file_id}", max_chars=60, width=320
            ).strip()
            if st.button(
                desk.say("match_accept"),
                type="primary",
                icon=":material/check:",
                disabled=bool(missing) or not columns,
                key=f"match_accept_{file.file_id}",
            ):
                st.session_state[_CHOSEN] = (file.file_id, (name, columns, profile or None))
                st.rerun()
        if any(one.name == profile for one in list_profiles(data)):
            st.caption(desk.say("match_profile_known", name=escape(profile)))
    return None


def is_drawn(file: Any, options: ImportOptions) -> bool:
    """Whether the step asks for columns now: it then says itself what is missing."""
    kept = st.session_state.get(_GUESSED)
    return kept is not None and kept[0] == (file.file_id, options.format) and bool(kept[1])


def _accepted(desk: Desk, chosen: tuple[str, dict[str, str], str | None], options: ImportOptions) -> ImportOptions:
    """The options with the columns stated, and the button that takes them back."""
    name, columns, profile = chosen
    with st.container(horizontal=True, vertical_alignment="center"):
        listed = " · ".join(
            f"{desk.text(formats()[name].column(column).label)} = {header}" for column, header in columns.items()
        )
        st.caption(f":material/table_convert: {escape(listed)}")
        if st.button(desk.say("match_change"), key="match_change", type="tertiary"):
            del st.session_state[_CHOSEN]
            st.rerun()
    return replace(options, format=name, mapping=columns, profile=profile)


def _guess_of(desk: Desk, file: Any, options: ImportOptions) -> Guess | None:
    """The guess for the upload's table, made once per file and format; of several sheets the one chosen."""
    key = (file.file_id, options.format)
    kept = st.session_state.get(_GUESSED)
    if kept is None or kept[0] != key:
        kept = (key, _guessed(file, options))
        st.session_state[_GUESSED] = kept
    guesses: list[Guess] = kept[1]
    if len(guesses) < 2:
        return guesses[0] if guesses else None
    place = st.selectbox(
        desk.say("match_sheet"),
        range(len(guesses)),
        format_func=lambda at: guesses[at].sheet,
        key=f"match_sheet_{file.file_id}",
        width=320,
    )
    return guesses[place]


def _guessed(file: Any, options: ImportOptions) -> list[Guess]:
    with scratch("guess") as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getbuffer())
        try:
            return guess_columns(path, options)
        except CoverageError:
            return []


def _format(desk: Desk, file: Any, guess: Guess) -> str:
    names = [name for name, declared in formats().items() if not declared.is_melted]
    return st.selectbox(
        desk.say("match_format"),
        names,
        index=names.index(guess.format) if guess.format in names else 0,
        format_func=lambda name: desk.text(formats()[name].label),
        key=f"match_format_{file.file_id}_{guess.sheet}",
        width=420,
    )


def _columns(desk: Desk, file: Any, guess: Guess, name: str) -> dict[str, str]:
    """A choice of header per column: those that count on top, the others folded away."""
    likely = guess.columns if name == guess.format else guess_for(guess, name)
    declared = formats()[name]
    needed = {*declared.telling, *(column for group in declared.one_of for column in group)}
    first = [
        one
        for one in declared.columns
        if one.required or one.name in needed or (one.name in likely and one.privacy != "drop")
    ]
    rest = [one for one in declared.columns if one not in first]
    found = _choices(desk, file, guess, first, likely, name)
    if rest:
        with st.expander(desk.say("match_more", count=len(rest))):
            found |= _choices(desk, file, guess, rest, likely, name)
    return found


def _choices(
    desk: Desk, file: Any, guess: Guess, columns: Sequence[Column], likely: dict[str, str], name: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    headers = ["", *guess.headers]
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        for column in columns:
            with st.container(width=300, gap="small"):
                label = desk.text(column.label)
                chosen = st.selectbox(
                    f"{label} *" if column.required else label,
                    headers,
                    index=headers.index(likely.get(column.name, "")),
                    format_func=lambda header: header or desk.say("match_none"),
                    key=f"match_{file.file_id}_{guess.sheet}_{name}_{column.name}",
                )
                shown = (
                    " · ".join(guess.samples.get(chosen, ()))
                    if chosen
                    else desk.say("match_example", example=column.example)
                )
                st.caption(escape(shown) or "–")
                if chosen:
                    found[column.name] = chosen
    return found


def _missing(declared: Format, columns: dict[str, str], options: ImportOptions) -> list[str]:
    """The columns without which the format cannot be read."""
    stated = {"period": options.period, "sponsor": options.sponsor}
    lacking = [
        one.name
        for one in declared.columns
        if one.required and one.name not in columns and stated.get(one.option or "") is None
    ]
    if declared.one_of and not any(all(name in columns for name in group) for group in declared.one_of):
        lacking.append(declared.one_of[0][0])
    return lacking
