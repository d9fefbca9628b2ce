"""Setting up a place: what is there already, what is missing, what to do next; several places side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..folders import DEMO, DataFolder, named_folder
from ..regions import load_regions
from ..sources import Setup, Step, formats, places_begun, setup_of, template
from . import boundaries, url
from .importing import STEWARD
from .tables import escape, markup_table

if TYPE_CHECKING:
    from .view import Desk

KEYS = ("place",)
_IMPORT = "import"
_MARKS = {"done": ":material/check_circle:", "partly": ":material/timelapse:", "open": ":material/circle:"}
_SIGNS = {"done": "✓", "partly": "±", "open": "–"}


def draw(desk: Desk) -> None:
    """The choice of a place, all places begun side by side, and the steps of the one chosen."""
    if desk.role != STEWARD:
        st.info(desk.say("not_allowed"), icon=":material/lock:")
        return
    data = _target(desk)
    begun = places_begun(data)
    regions = load_regions(data)
    options = ["", *(region.code for region in (*regions.within(None, "regency"), *regions.children(None)))]
    default = begun[0] if begun else ""
    place = desk.choose("place", options, default, desk.say("setup_place"), partial(_named, desk), width=420)
    shown = setup_of(data, list(dict.fromkeys([*begun, *([place] if place else [])])))
    if len(shown) > 1:
        _side_by_side(desk, shown)
    chosen = next((one for one in shown if one.place == place), None)
    if chosen is None:
        st.info(desk.say("setup_choose"), icon=":material/location_on:")
        return
    _steps(desk, data, chosen)


def _target(desk: Desk) -> DataFolder:
    """The office's own folder: made-up data are on show only as long as it is empty."""
    own = named_folder()
    if desk.data.root == DEMO and own.root != DEMO:
        st.info(desk.say("setup_own_folder"), icon=":material/science:")
        return own
    return desk.data


def _named(desk: Desk, code: str) -> str:
    return f"{desk.regions.name(code, desk.lang)} ({code})" if code else desk.say("setup_place")


def _side_by_side(desk: Desk, shown: list[Setup]) -> None:
    """One row per place, a sign per step; on a phone the columns bear the numbers of the steps, named below."""
    steps = [f"{number} {desk.text(step.title)}" for number, step in enumerate(shown[0].steps, 1)]
    rows = [[one.name, *(_SIGNS[step.state] for step in one.steps)] for one in shown]
    for form, titles in (("wide", steps), ("narrow", [step.partition(" ")[0] for step in steps])):
        with st.container(key=f"{form}_setup"):
            markup_table([desk.say("setup_place_head"), *titles], rows, [False] * (len(titles) + 1))
    with st.container(key="narrow_setup_steps"):
        st.caption(f"{escape(' · '.join(steps))}.")
    st.caption(desk.say("setup_legend"))


def _steps(desk: Desk, data: DataFolder, chosen: Setup) -> None:
    following = chosen.following
    st.markdown(f"#### {escape(chosen.name)}")
    if following is None:
        st.success(desk.say("setup_ready"), icon=":material/check:")
        _to_overview(desk, chosen)
    else:
        st.markdown(escape(desk.say("setup_next", step=desk.text(following.title))))
    for number, step in enumerate(chosen.steps, 1):
        with st.container(border=True, gap="small"):
            title, state = escape(desk.text(step.title)), desk.say(f"setup_state_{step.state}")
            st.markdown(f"{_MARKS[step.state]} **{number}. {title}** · {state}")
            st.markdown(" ".join(escape(desk.text(text)) for text in (step.found, step.todo) if text))
            _actions(desk, data, step)


def _actions(desk: Desk, data: DataFolder, step: Step) -> None:
    """What can be done about a step right here."""
    if step.format is None:
        with st.expander(desk.say("boundary_upload"), icon=":material/upload_file:", expanded=step.state != "done"):
            _upload(desk, data)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        for name in step.templates:
            label = desk.text(formats()[name].label)
            st.download_button(
                desk.say("blank_of", format=label) if len(step.templates) > 1 else desk.say("blank"),
                partial(template, name),
                f"{name}.xlsx",
                icon=":material/download:",
                key=f"template_{step.name}_{name}",
                on_click="ignore",
            )
        _link(desk, _IMPORT, desk.say("setup_to_import"))


@st.fragment
def _upload(desk: Desk, data: DataFolder) -> None:
    """A boundary file is checked without drawing the rest of the page again."""
    boundaries.upload(desk, data)


def _to_overview(desk: Desk, chosen: Setup) -> None:
    if "." in chosen.place and st.button(desk.say("setup_to_overview"), icon=":material/arrow_forward:"):
        from .frame import page_object

        language = {"lang": lang} if (lang := url.read("lang")) else {}
        st.switch_page(page_object("overview"), query_params={"region": chosen.place, **language})


def _link(desk: Desk, page: str, label: str) -> None:
    from .frame import page_object

    st.page_link(page_object(page), label=label, icon=":material/arrow_forward:")
