"""Bringing in a file: a dry run with reasons and the effect on the headline, then publishing."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..errors import CoverageError
from ..folders import DEMO, DataFolder, named_folder
from ..sources import FileResult, ImportOptions, formats, list_deliveries, scrub
from ..sources.manifest import Manifest
from ..text import day_name, month_name, month_number, number
from . import export, trial
from .tables import escape, markup_table
from .trial import Trial

if TYPE_CHECKING:
    from .view import Desk

STEWARD = "steward"
_TRIAL = "_cakupan_trial"
_COUNTED = ("rows", "accepted", "quarantined", "duplicates")
_TOLD = ("row", "column", "value", "message", "remedy", "owner")


def drop(desk: Desk) -> None:
    """The box a file is dropped into, what the check found, and the button that publishes."""
    if desk.role != STEWARD:
        st.info(desk.say("not_allowed"), icon=":material/lock:")
        return
    data = _target(desk)
    options = _options(desk, data)
    if trial.is_synthetic(data):
        st.caption(desk.say("goes_with_synthetic"))
    file = st.file_uploader(desk.say("drop"), type=["csv", "xlsx", "parquet"], key="import_file")
    if file is None:
        return
    found = _tried(desk, file, options, data)
    _show(desk, found)
    if any(one.problems for one in found.files):
        _return_file(desk, file, options, data)
    if not found.may_be_published:
        return
    confirmed = found.needs_confirm and st.checkbox(desk.say("confirm"), key=f"confirm_{file.file_id}")
    if st.button(
        desk.say("publish"),
        type="primary",
        icon=":material/publish:",
        key=f"publish_{file.file_id}",
        disabled=found.needs_confirm and not confirmed,
    ):
        _publish(desk, file, replace(options, confirm=confirmed), data)


def _options(desk: Desk, data: DataFolder) -> ImportOptions:
    """What the sender did not write into the file: format, month, sender, the part it covers, when it came."""
    names = list(formats())
    st.markdown(f"**{desk.say('more_options')}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            desk.say("format"),
            ["", *names],
            format_func=lambda name: desk.text(formats()[name].label) if name else desk.say("recognised"),
            key="import_format",
            width=250,
        )
        period = st.text_input(desk.say("period_hint"), key="import_period", width=150)
        sender = st.text_input(desk.say("sender_hint"), key="import_sender", width=210)
        part = st.selectbox(
            desk.say("part"),
            ["", *_parts(desk, data)],
            format_func=lambda code: desk.regions.full_name(code, desk.lang) if code else desk.say("whole_place"),
            key="import_part",
            width=300,
        )
        received = st.date_input(
            desk.say("received_on"), value=date.today(), max_value=date.today(), key="import_received", width=150
        )
    month = month_number(period.strip()) if re.fullmatch(r"\s*\d{4}-(0[1-9]|1[0-2])\s*", period) else None
    if period.strip() and month is None:
        st.caption(desk.say("period_wrong"))
    return ImportOptions(
        format=chosen or None,
        period=month,
        sender=sender.strip() or None,
        part=part or None,
        received=received if isinstance(received, date) and received != date.today() else None,
    )


def _parts(desk: Desk, data: DataFolder) -> list[str]:
    """The districts a file may be about alone: those of the places that have delivered anything."""
    places = {regency for one in list_deliveries(data) for regency, _ in one.cells if len(regency) == len("74.71")}
    return [region.code for place in sorted(places) for region in desk.regions.within(place, "district")]


def _target(desk: Desk) -> DataFolder:
    """Where the file goes: what is on show, or with the demo on show also the office's own, still empty folder."""
    own = named_folder()
    if desk.data.root != DEMO or own.root == DEMO:
        return desk.data
    goes = st.segmented_control(
        desk.say("goes_to"),
        ["demo", "own"],
        default="demo",
        required=True,
        format_func=lambda name: desk.say(f"goes_to_{name}"),
        key="import_target",
    )
    return own if goes == "own" else desk.data


@contextmanager
def _on_disk(file: Any) -> Iterator[Path]:
    """The upload under its own name, for as long as it is read; the original is not kept."""
    with tempfile.TemporaryDirectory(prefix="cakupan-drop-") as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getbuffer())
        yield path


@contextmanager
def _progress(desk: Desk, title: str) -> Iterator[Callable[[str], None]]:
    """A line that says which phase is on; it goes when the work is done."""
    place = st.empty()
    with place.container(), st.spinner(title, show_time=True):
        line = st.empty()

        def tell(phase: str) -> None:
            line.caption(desk.say(f"phase_{phase}"))

        yield tell
    place.empty()


def _tried(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> Trial:
    """The trial of this upload with these options, made once."""
    key = (file.file_id, repr(options), str(data.root), len(list_deliveries(data)))
    kept = st.session_state.get(_TRIAL)
    if kept is None or kept[0] != key:
        with _progress(desk, desk.say("checking")) as tell, _on_disk(file) as path:
            kept = (key, trial.try_file(path, options, data, tell))
        st.session_state[_TRIAL] = kept
    found: Trial = kept[1]
    return found


def _show(desk: Desk, found: Trial) -> None:
    """Rows taken and refused per recognised sheet, each problem with its remedy, and what would change."""
    if found.problem is not None:
        st.error(escape(found.problem.say(desk.lang)), icon=":material/error:")
    for one in found.files:
        _sheet(desk, one)
    if found.problem is not None:
        return
    changed = [effect for effect in found.effects if effect.before != effect.after]
    for effect in changed:
        told = desk.say(
            "effect",
            place=escape(desk.regions.name(effect.regency, desk.lang)),
            before=desk.number(effect.before),
            after=desk.number(effect.after),
        )
        st.markdown(f"#### {told}")
    if found.effects and not changed:
        st.markdown(f"#### {desk.say('no_effect')}")


def _sheet(desk: Desk, one: FileResult) -> None:
    manifest = one.manifest
    places = ", ".join(desk.regions.name(code, desk.lang) for code in one.places) or "–"
    about = [desk.text(formats()[manifest.format].label), places, _months(desk, one.periods), manifest.sender]
    st.markdown(
        f"##### {desk.say('dry_result')}: {escape(' / '.join(text for text in (one.file, one.sheet) if text))}\n"
        + escape(" · ".join(about))
    )
    if one.unchanged:
        st.info(desk.say("unchanged"), icon=":material/check:")
    for text in manifest.warnings:
        st.warning(escape(desk.text(text)), icon=":material/warning:")
    for old in one.replaces:
        st.caption(escape(_replaced(desk, old, manifest)))
    counts = [number(getattr(manifest, key), "people", desk.lang) for key in _COUNTED]
    markup_table([desk.say(key) for key in _COUNTED], [counts], [True] * len(_COUNTED))
    if one.problems:
        st.markdown(f"**{desk.say('problems')}**")
        told = pd.DataFrame([problem.to_json(desk.lang) for problem in one.problems]).reindex(columns=list(_TOLD))
        st.dataframe(told.rename(columns={key: desk.say(f"problem_{key}") for key in _TOLD}), hide_index=True)


def _replaced(desk: Desk, old: Manifest, new: Manifest) -> str:
    """A delivery that would no longer count, in words: its file, when it came, and for which months it is replaced."""
    shared = sorted({period for _, period in set(old.cells) & set(new.cells)})
    return desk.say(
        "replaces",
        file=old.file_name,
        day=day_name(old.received, desk.lang),
        months=_months(desk, shared),
        accepted=number(old.accepted, "people", desk.lang),
    )


def _months(desk: Desk, months: list[int]) -> str:
    if not months:
        return "–"
    first, last = (month_name(month, desk.lang) for month in (months[0], months[-1]))
    return first if first == last else f"{first} – {last}"


def _return_file(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> None:
    """The sender's rows with reasons, as a download; it is made when asked for and kept nowhere."""
    name = scrub(f"{Path(file.name).stem}-kembali.xlsx")

    def make() -> bytes:
        with _on_disk(file) as path:
            return trial.return_file(path, options, data)

    st.download_button(
        desk.say("return_file"),
        partial(export.made, desk, name, make),
        name,
        icon=":material/assignment_return:",
        help=desk.say("return_file_help"),
        key=f"return_{file.file_id}",
        on_click="ignore",
    )


def _publish(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> None:
    """Publishes and puts on record that it was done here; a stopped build leaves the last good snapshot serving."""
    try:
        with _progress(desk, desk.say("publishing")) as tell, _on_disk(file) as path:
            snapshot = trial.publish(path, options, data, tell)
    except CoverageError as problem:
        st.error(escape(problem.say(desk.lang)), icon=":material/error:")
        return
    export.record(replace(desk, data=data), "publish", file=scrub(Path(file.name).name), snapshot=snapshot)
    st.success(escape(desk.say("published", file=scrub(file.name))), icon=":material/check:")


__all__ = ["drop"]
