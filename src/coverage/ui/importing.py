"""Bringing in a file: a dry run with reasons and the effect on the headline, then publishing."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..errors import CoverageError
from ..folders import DEMO, DataFolder, named_folder
from ..metrics import ask
from ..sources import ImportOptions, formats, import_file, list_deliveries
from ..text import month_number, number
from ..warehouse import Snapshot, build, open_snapshot
from .card import escape
from .summary import listing

if TYPE_CHECKING:
    from .view import Desk

STEWARD = "steward"
_TRIAL = "_cakupan_trial"
_COUNTED = ("rows", "accepted", "quarantined", "duplicates")
_TOLD = ("row", "column", "value", "message", "remedy", "owner")


@dataclass(frozen=True)
class Effect:
    """Active members of one place before and after, each at its own last complete month."""

    regency: str
    before: int | None
    after: int | None
    month: int


@dataclass(frozen=True)
class Trial:
    """What a file would do: the check of each sheet, and the effect once built; or the problem that stops it."""

    files: list[dict[str, object]]
    effects: tuple[Effect, ...]
    problem: CoverageError | None


def drop(desk: Desk) -> None:
    """The box a file is dropped into, what the check found, and the button that publishes."""
    if desk.role != STEWARD:
        st.info(desk.say("not_allowed"), icon=":material/lock:")
        return
    options, data = _options(desk), _target(desk)
    if _is_synthetic(data):
        st.caption(desk.say("goes_with_synthetic"))
    file = st.file_uploader(desk.say("drop"), type=["csv", "xlsx", "parquet"], key="import_file")
    if file is None:
        return
    with st.spinner(desk.say("checking"), show_time=True):
        trial = _tried(desk, file, options, data)
    _show(desk, trial)
    refused = trial.problem is not None or not any(one["accepted"] for one in trial.files)
    if not refused and st.button(
        desk.say("publish"), type="primary", icon=":material/publish:", key=f"publish_{file.file_id}"
    ):
        _publish(desk, file, options, data)


def _options(desk: Desk) -> ImportOptions:
    """What the sender did not write into the file: format, month and sender."""
    names = list(formats())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            desk.say("format"),
            ["", *names],
            format_func=lambda name: desk.text(formats()[name].label) if name else desk.say("recognised"),
            key="import_format",
            width=290,
        )
        period = st.text_input(desk.say("period_hint"), key="import_period", width=170)
        sender = st.text_input(desk.say("sender_hint"), key="import_sender", width=230)
    month = month_number(period.strip()) if re.fullmatch(r"\s*\d{4}-(0[1-9]|1[0-2])\s*", period) else None
    if period.strip() and month is None:
        st.caption(desk.say("period_wrong"))
    return ImportOptions(format=chosen or None, dry_run=True, period=month, sender=sender.strip() or None)


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


def _tried(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> Trial:
    """The trial of this upload with these options, made once."""
    key = (file.file_id, repr(options), str(data.root))
    kept = st.session_state.get(_TRIAL)
    if kept is None or kept[0] != key:
        with _on_disk(file) as path:
            kept = (key, try_file(desk, path, options, data))
        st.session_state[_TRIAL] = kept
    found: Trial = kept[1]
    return found


def try_file(desk: Desk, path: Path, options: ImportOptions, data: DataFolder) -> Trial:
    """Checks a file and builds it into a copy of the folder: nothing in the folder itself changes."""
    options = _marked(options, data)
    try:
        files = [one.to_json(desk.lang) for one in import_file(data, path, options).files]
        if not any(one["accepted"] for one in files):
            return Trial(files, (), None)
    except CoverageError as problem:
        return Trial([], (), problem)
    with tempfile.TemporaryDirectory(prefix="cakupan-trial-") as folder:
        copy = DataFolder(Path(folder))
        _link(data, copy)
        try:
            import_file(copy, path, replace(options, dry_run=False))
            build(copy)
        except CoverageError as problem:
            return Trial(files, (), problem)
        return Trial(files, _effects(data, copy), None)


def _marked(options: ImportOptions, data: DataFolder) -> ImportOptions:
    """A file that goes to made-up data counts as made up, like everything there: a build refuses to mix."""
    return replace(options, synthetic=True) if _is_synthetic(data) else options


def _is_synthetic(data: DataFolder) -> bool:
    found = list_deliveries(data)
    return bool(found) and all(one.synthetic for one in found)


def _link(data: DataFolder, copy: DataFolder) -> None:
    """The same deliveries under another folder; immutable files are linked, not copied."""
    for part in (data.deliveries, data.boundaries, data.private):
        if part.is_dir():
            linked = part != data.private
            shutil.copytree(
                part, copy.root / part.relative_to(data.root), copy_function=os.link if linked else shutil.copy2
            )


def _effects(data: DataFolder, copy: DataFolder) -> tuple[Effect, ...]:
    after = open_snapshot(copy)
    try:
        before = open_snapshot(data)
    except CoverageError:
        before = None
    try:
        found = []
        for place in after.places:
            month = after.default_month((place.regency_code,))
            found.append(
                Effect(
                    place.regency_code,
                    _active(before, place.regency_code),
                    _active(after, place.regency_code),
                    month,
                )
            )
        return tuple(found)
    finally:
        for snapshot in (before, after):
            if snapshot is not None:
                snapshot.close()


def _active(snapshot: Snapshot | None, regency: str) -> int | None:
    if snapshot is None or regency not in {place.regency_code for place in snapshot.places}:
        return None
    month = snapshot.default_month((regency,))
    value = ask(snapshot, "active", where={"regency": (regency,)}, month=month).value("active")
    return None if value is None else int(value)


def _show(desk: Desk, trial: Trial) -> None:
    """Rows taken and refused per recognised sheet, each problem with its remedy, and what would change."""
    for one in trial.files:
        _sheet(desk, one)
    if trial.problem is not None:
        st.error(escape(trial.problem.say(desk.lang)), icon=":material/error:")
        return
    changed = [effect for effect in trial.effects if effect.before != effect.after]
    for effect in changed:
        st.markdown(
            "#### "
            + desk.say(
                "effect",
                place=escape(desk.regions.name(effect.regency, desk.lang)),
                before=desk.number(effect.before),
                after=desk.number(effect.after),
            )
        )
    if trial.effects and not changed:
        st.markdown(f"#### {desk.say('no_effect')}")


def _sheet(desk: Desk, one: Mapping[str, Any]) -> None:
    label = desk.text(formats()[one["format"]].label) if one.get("format") in formats() else "–"
    place = desk.regions.name(str(one["place"]), desk.lang) if one.get("place") else "–"
    st.markdown(
        f"##### {desk.say('dry_result')}: {escape(str(one['file']))}\n"
        f"{escape(label)} · {escape(place)} · {escape(str(one.get('period') or '–'))}"
        + "".join(f" · {desk.say('replaces', what=escape(old['file']))}" for old in one["replaces"])
    )
    for warning in one["warnings"]:
        st.caption(escape(warning))
    listing([desk.say(key) for key in _COUNTED], [[number(one[key], "people", desk.lang) for key in _COUNTED]])
    if one["problems"]:
        st.markdown(f"**{desk.say('problems')}**")
        told = pd.DataFrame(one["problems"]).reindex(columns=list(_TOLD))
        st.dataframe(told.rename(columns={key: desk.say(f"problem_{key}") for key in _TOLD}), hide_index=True)


def _publish(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> None:
    """Records the delivery and builds; if a check stops the build, the last good snapshot keeps serving."""
    try:
        with st.spinner(desk.say("publishing"), show_time=True), _on_disk(file) as path:
            import_file(data, path, replace(_marked(options, data), dry_run=False))
            build(data)
    except CoverageError as problem:
        st.error(escape(problem.say(desk.lang)), icon=":material/error:")
        return
    st.success(desk.say("published"), icon=":material/check:")


__all__ = ["Effect", "Trial", "drop", "try_file"]
