"""Boundary files brought in where a place is set up: checked first, told in words, looked at, then published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from ..errors import CoverageError
from ..folders import DataFolder, scratch
from ..regions import LEVELS, BoundaryResult, Level, Unplaced, import_boundaries, outline_picture
from ..sources import scrub
from . import export
from .importing import translate_uploader
from .tables import escape, markup_table

if TYPE_CHECKING:
    from .view import Desk

KEY = "boundary_file"
_TRIED = "_cakupan_boundaries"
_DONE = "_cakupan_boundaries_done"
_SHOWN = 10
_TYPES = ["geojson", "json", "topojson", "gpkg", "zip"]
_LINE, _FILL = "#5b6b7a", "rgba(47, 111, 164, 0.30)"


def upload(desk: Desk, data: DataFolder) -> None:
    """The box for a boundary file, what the check found, and the button that publishes it."""
    level = st.selectbox(
        desk.say("boundary_level"),
        ["", *reversed(LEVELS)],
        format_func=lambda name: desk.say(f"level_{name}") if name else desk.say("boundary_level_any"),
        key="boundary_level",
        width=320,
    )
    translate_uploader(desk, KEY)
    file = st.file_uploader(desk.say("boundary_drop"), type=_TYPES, key=KEY, max_upload_size=300)
    if file is None:
        return
    wanted: Level | None = next((one for one in LEVELS if one == level), None)
    found = _tried(desk, file, wanted, data)
    if isinstance(found, CoverageError):
        st.error(escape(found.say(desk.lang)), icon=":material/error:")
        return
    _tell(desk, found)
    if st.session_state.get(_DONE) == (file.file_id, level, str(data.root)):
        st.success(desk.say("boundary_published"), icon=":material/check:")
    elif st.button(desk.say("publish"), type="primary", icon=":material/publish:", key="boundary_publish"):
        _publish(desk, file, wanted, data)


@contextmanager
def _on_disk(file: Any) -> Iterator[Path]:
    """The upload under its own name, for as long as it is read; the original is not kept."""
    with scratch("batas") as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getbuffer())
        yield path


def _tried(desk: Desk, file: Any, level: Level | None, data: DataFolder) -> BoundaryResult | CoverageError:
    """What the file would give, found once per upload and level and for the code lists there are."""
    key = (file.file_id, level, str(data.root), len(desk.regions))
    kept = st.session_state.get(_TRIED)
    if kept is None or kept[0] != key:
        found: BoundaryResult | CoverageError
        with st.spinner(desk.say("checking"), show_time=True), _on_disk(file) as path:
            try:
                found = import_boundaries(data, path, level, dry_run=True)
            except CoverageError as problem:
                found = problem
        st.session_state[_TRIED] = kept = (key, found)
    answer: BoundaryResult | CoverageError = kept[1]
    return answer


def _publish(desk: Desk, file: Any, level: Level | None, data: DataFolder) -> None:
    with st.spinner(desk.say("publishing"), show_time=True), _on_disk(file) as path:
        try:
            import_boundaries(data, path, level)
        except CoverageError as problem:
            st.error(escape(problem.say(desk.lang)), icon=":material/error:")
            return
    export.record(replace(desk, data=data), "boundaries", file=scrub(Path(file.name).name))
    st.session_state[_DONE] = (file.file_id, level or "", str(data.root))
    st.rerun()


def _tell(desk: Desk, found: BoundaryResult) -> None:
    """The result in words, beside a small picture of the outlines."""
    words, drawn = st.columns([1.5, 1])
    with words:
        counts = (found.read, found.matched, found.repaired, len(found.unmatched), len(found.missing))
        heads = [desk.say(f"boundary_{name}") for name in ("read", "matched", "repaired", "unmatched", "missing")]
        markup_table(heads, [[desk.number(count) for count in counts]], [True] * len(heads))
        level, whole = desk.say(f"level_{found.level}"), desk.say("boundary_sums", **_sums(desk, found))
        st.markdown(f"{escape(desk.say('boundary_kept', level=level))} {escape(whole)}")
        for note in found.notes:
            st.markdown(f"- {escape(desk.text(note))}")
        _listed(desk, "boundary_unmatched_title", found.unmatched)
        _listed(desk, "boundary_missing_title", found.missing)
    with drawn:
        told = desk.say("boundary_preview")
        st.image(outline_picture(found.features, _LINE, _FILL), caption=told, alt=told)


def _sums(desk: Desk, found: BoundaryResult) -> dict[str, str]:
    return {name: desk.number(round(value, 2), "number") for name, value in _areas(found).items()}


def _areas(found: BoundaryResult) -> dict[str, float]:
    return {"overlap": found.overlap_km2, "gap": found.gap_km2}


def _listed(desk: Desk, title: str, items: tuple[Unplaced, ...]) -> None:
    """What is not on the map, the same reason told once."""
    if not items:
        return
    reasons = Counter(desk.text(item.reason) for item in items)
    with st.expander(desk.say(title, count=desk.number(len(items))), expanded=len(reasons) <= _SHOWN):
        for reason, count in reasons.most_common(_SHOWN):
            named = [item.name or item.code or "–" for item in items if desk.text(item.reason) == reason]
            more = f" … (+{desk.number(count - _SHOWN)})" if count > _SHOWN else ""
            st.markdown(f"- {escape(reason)} {escape(', '.join(named[:_SHOWN]))}{more}")
