"""Bringing in a file: a dry run with reasons and the effect on the headline, then publishing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from ..errors import CoverageError
from ..folders import DEMO, DataFolder, named_folder, scratch
from ..sources import ImportOptions, formats, list_deliveries, scrub
from ..text import LANGS, Lang, month_number
from . import export, findings, mapping, profiles, trial
from .quarantined import stamp
from .tables import escape
from .trial import Trial

if TYPE_CHECKING:
    from .view import Desk

STEWARD = "steward"
_TRIALS = "_cakupan_trials"
_KEPT = 2
_TABLES = ("csv", "xlsx", "xls", "ods", "parquet")
_SHAPES = ("geojson", "json", "topojson", "zip", "gpkg", "shp")
_SETUP = "setup"
# Streamlit has no words of its own choosing for these two; the texts come from the catalogue.
_UPLOADER = """<style>
.st-key-{key} [data-testid="stFileUploaderDropzoneInstructions"] {{display: none}}
.st-key-{key} [data-testid="stFileUploaderDropzone"] > span button p,
.st-key-{key} [data-testid="stFileUploaderDropzone"] > button p {{font-size: 0}}
.st-key-{key} [data-testid="stFileUploaderDropzone"] > span button p::after,
.st-key-{key} [data-testid="stFileUploaderDropzone"] > button p::after {{content: "{choose}"; font-size: 0.95rem}}
.st-key-{key} [data-testid="stFileUploaderDropzone"]::after {{content: "{or_drop}"; opacity: 0.75; align-self: center}}
</style>"""


def drop(desk: Desk) -> None:
    """The box a file is dropped into, what the check found, and the button that publishes."""
    if desk.role != STEWARD:
        st.info(desk.say("not_allowed"), icon=":material/lock:")
        return
    data = _target(desk)
    _file(desk, data)
    profiles.draw(desk, data)


def _file(desk: Desk, data: DataFolder) -> None:
    options = _options(desk, data)
    if trial.is_synthetic(data):
        st.caption(desk.say("goes_with_synthetic"))
    translate_uploader(desk)
    file = st.file_uploader(desk.say("drop"), type=[*_TABLES, *_SHAPES], key="import_file")
    if file is None:
        return
    if Path(file.name).suffix.lower().removeprefix(".") in _SHAPES:
        _to_setup(desk)
        return
    found = _tried(desk, file, options, data)
    if found.problem is not None and found.problem.code in mapping.SOLVED:
        stated = mapping.step(desk, file, options, data)
        if stated is not None:
            options = stated
            found = _tried(desk, file, options, data)
        elif mapping.is_drawn(file, options):
            return
    findings.show(desk, found)
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
    with scratch("drop") as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getbuffer())
        yield path


@contextmanager
def _progress(desk: Desk, title: str, phases: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """The phases with what is done, what is on and what is to come; it goes when the work is done."""
    place = st.empty()
    with place.container(), st.spinner(title, show_time=True):
        line = st.empty()

        def tell(phase: str) -> None:
            now = phases.index(phase) if phase in phases else 0
            marks = (":material/check_circle:", ":material/pending:", ":material/radio_button_unchecked:")
            told = [
                f"{marks[0 if number < now else 1 if number == now else 2]} {desk.say(f'phase_{name}')}"
                for number, name in enumerate(phases)
            ]
            line.markdown("  \n".join(told))

        yield tell
    place.empty()


def _tried(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> Trial:
    """The trial of this upload with these options, made once; the last two are kept (with and without a mapping)."""
    key = (file.file_id, repr(options), str(data.root), stamp(data), profiles.names(data))
    kept: dict[Any, Trial] = st.session_state.setdefault(_TRIALS, {})
    if key not in kept:
        phases = [phase for phase in trial.PHASES if phase != "record"]
        with _progress(desk, desk.say("checking"), phases) as tell, _on_disk(file) as path:
            found = trial.try_file(path, options, data, tell)
        while len(kept) >= _KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = found
    return kept[key]


def translate_uploader(desk: Desk, key: str = "import_file") -> None:
    """The words inside the box for files in the reader's language."""
    st.html(_UPLOADER.format(key=key, choose=desk.say("choose_file"), or_drop=desk.say("or_drop")))


def _to_setup(desk: Desk) -> None:
    """Boundary files are brought in where a place is set up; says so and leads there."""
    st.info(desk.say("is_boundary"), icon=":material/map:")
    _link(desk, _SETUP, "to_setup")


def _link(desk: Desk, path: str, label: str) -> None:
    """A line that leads to another page, where there is that page."""
    from .frame import page_object

    try:
        target = page_object(path)
    except KeyError:
        return
    st.page_link(target, label=desk.say(label), icon=":material/arrow_forward:")


def _return_file(desk: Desk, file: Any, options: ImportOptions, data: DataFolder) -> None:
    """The sender's rows with reasons, as a download; it is made when asked for and kept nowhere."""
    name = scrub(f"{Path(file.name).stem}-kembali.xlsx")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        lang = st.segmented_control(
            desk.say("return_lang"),
            LANGS,
            default=desk.lang,
            required=True,
            format_func=lambda code: desk.say(f"return_lang_{code}"),
            key=f"return_lang_{file.file_id}",
        )
        _return_button(desk, file, options, data, name, "en" if lang == "en" else "id")


def _return_button(desk: Desk, file: Any, options: ImportOptions, data: DataFolder, name: str, lang: Lang) -> None:
    def make() -> bytes:
        with _on_disk(file) as path:
            return trial.return_file(path, options, data, lang)

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
        with _progress(desk, desk.say("publishing"), trial.PHASES) as tell, _on_disk(file) as path:
            snapshot = trial.publish(path, options, data, tell)
    except CoverageError as problem:
        st.error(escape(problem.say(desk.lang)), icon=":material/error:")
        return
    export.record(replace(desk, data=data), "publish", file=scrub(Path(file.name).name), snapshot=snapshot or "")
    if snapshot is None:
        st.success(escape(desk.say("published_waits", file=scrub(file.name))), icon=":material/check:")
        _link(desk, _SETUP, "to_next_step")
        return
    st.success(escape(desk.say("published", file=scrub(file.name))), icon=":material/check:")
    _link(desk, "overview", "to_overview")
