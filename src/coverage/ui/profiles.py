"""The saved column mappings below the box for files: what each is for, and a button that removes it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CoverageError
from ..folders import DataFolder
from ..sources import Profile, forget_profile, formats, list_profiles
from . import export
from .tables import escape

if TYPE_CHECKING:
    from .view import Desk


def names(data: DataFolder) -> tuple[str, ...]:
    """The names of the mappings kept: with another set a file may be recognised otherwise."""
    return tuple(one.name for one in list_profiles(data))


def draw(desk: Desk, data: DataFolder) -> None:
    """Every saved mapping with its button; nothing where there is none."""
    kept = list_profiles(data)
    if not kept:
        return
    with st.expander(desk.say("profiles_title", count=len(kept)), icon=":material/table_convert:"):
        st.caption(desk.say("profiles_about"))
        for profile in kept:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{escape(profile.name)}** · {escape(_said(desk, profile))}", width="stretch")
                st.button(
                    desk.say("profile_remove"),
                    icon=":material/delete:",
                    key=f"forget_{profile.name}",
                    on_click=_forget,
                    args=(desk, data, profile.name),
                )


def _said(desk: Desk, profile: Profile) -> str:
    """What it reads: the kind of file, and which header stands for which column."""
    declared = formats().get(profile.format)
    if declared is None:
        return profile.format
    labels = {column.name: desk.text(column.label) for column in declared.columns}
    pairs = [f"{labels.get(column, column)} = {header}" for column, header in profile.columns.items()]
    return f"{desk.text(declared.label)}: {', '.join(pairs)}"


def _forget(desk: Desk, data: DataFolder, name: str) -> None:
    with suppress(CoverageError):  # somebody else removed it meanwhile
        forget_profile(data, name)
        export.record(replace(desk, data=data), "forget", profile=name)
