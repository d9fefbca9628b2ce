"""The point in time: everything as it was known on a day, built when first asked for; the day stands in the address."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from ..folders import DataFolder
from ..metrics import Role
from ..sources import list_deliveries
from ..text import Lang, day_name
from ..warehouse import Snapshot, build, open_snapshot
from ..words import say
from . import filters, serve, url
from .tables import escape

NOW = "now"
KEY = "as_known"
_BUILDING = threading.Lock()


@dataclass(frozen=True)
class Known:
    """The day chosen; None for the newest state. `ignored` is what the address said and no day was."""

    choice: filters.Choice
    day: date | None


def read(role: str) -> Known:
    """The day that the address names: any day from the first delivery on, up to today."""
    days = received_days()
    raw = url.read(KEY)
    day = _day(raw)
    if day is not None and days and days[0] <= day <= max(days[-1], date.today()) and _may_see(day, role):
        options = [NOW, *sorted({one.isoformat() for one in days} | {day.isoformat()}, reverse=True)]
        return Known(filters.Choice(KEY, tuple(options), NOW, day.isoformat(), None), day)
    options = [NOW, *(one.isoformat() for one in reversed(days) if _may_see(one, role))]
    return Known(filters.Choice(KEY, tuple(options), NOW, NOW, raw), None)


def _day(raw: str | None) -> date | None:
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError:
        return None


def _may_see(day: date, role: str) -> bool:
    """Building takes time and room: readers from outside get the days that were built for somebody else."""
    if Role.parse(role).kind in ("steward", "planner"):
        return True
    return _folder(serve.folder(), day).is_dir()


def _folder(data: DataFolder, day: date) -> Path:
    return data.snapshots / f"as-known-{day.isoformat()}"


def received_days() -> tuple[date, ...]:
    """The days on which something came, oldest first: between them nothing was known anew."""
    data = serve.folder()
    return _received(str(data.root), serve.pointer_stamp(data))


def first_known(regency: str, month: int) -> date | None:
    """The day on which a list or count of members of a month (or of a later one) had first come for a place."""
    data = serve.folder()
    return _first_known(str(data.root), serve.pointer_stamp(data), regency, month)


@st.cache_resource(max_entries=64, show_spinner=False)
def _first_known(root: str, stamp: int, regency: str, month: int) -> date | None:
    counted = [one for one in list_deliveries(DataFolder(Path(root))) if one.format in ("participants", "counts")]
    told = [one.received for one in counted if any(code == regency and period >= month for code, period in one.cells)]
    return min(told, default=None)


@st.cache_resource(max_entries=4, show_spinner=False)
def _received(root: str, stamp: int) -> tuple[date, ...]:
    return tuple(sorted({manifest.received for manifest in list_deliveries(DataFolder(Path(root)))}))


def snapshot(day: date, lang: Lang) -> Snapshot:
    """The snapshot as known on a day; built first, with its progress on screen, when there is none yet."""
    data = serve.folder()
    stamp = serve.pointer_stamp(data)
    ready = _ready()
    asked = (str(data.root), stamp, day)
    # Of many days only those asked for last are kept.
    if asked not in ready or not _folder(data, day).is_dir():
        ready[asked] = _built(data, day, lang)
    return _opened(str(data.root), day, ready[asked])


@st.cache_resource(show_spinner=False)
def _ready() -> dict[tuple[str, int, date], str]:
    """What has been built, or found to be built, since the last publication."""
    return {}


def _built(data: DataFolder, day: date, lang: Lang) -> str:
    """The name of the snapshot of a day; one that is there already is taken as it is."""
    room = st.empty()
    regions = serve.regions(str(data.root))
    with room.container(), st.status(say("ui.known_building", lang, day=day_name(day, lang))) as status, _BUILDING:
        report = build(
            data,
            day,
            lambda code: status.update(label=say("ui.known_building_place", lang, place=regions.name(code, lang))),
        )
    room.empty()
    return report.snapshot


@st.cache_resource(max_entries=6, show_spinner=False)
def _opened(root: str, day: date, name: str) -> Snapshot:
    return open_snapshot(DataFolder(Path(root)), day)


def draw(known: Known, lang: Lang) -> None:
    """The picker behind its sign; the sign says the day when one is set."""
    label = "" if known.day is None else day_name(known.day, lang)
    if len(known.choice.options) < 2:
        return
    with st.popover(label, icon=":material/history:", type="tertiary", help=say("ui.known_help", lang), key="known"):
        st.caption(say("ui.known_about", lang))
        filters.draw_select(known.choice, say("ui.known", lang), lambda code: _name(code, lang))


def _name(code: str, lang: Lang) -> str:
    return say("ui.known_now", lang) if code == NOW else day_name(date.fromisoformat(code), lang)


def banner(known: Known, lang: Lang, applies: bool) -> None:
    """Says on every page that it shows an earlier state of knowledge, and leads back; or that it shows the newest."""
    if known.day is None:
        return
    day = day_name(known.day, lang)
    if not applies:
        st.caption(escape(say("ui.known_not_here", lang, day=day)))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="known_banner"):
        st.warning(escape(say("ui.known_banner", lang, day=day)), icon=":material/history:", width="stretch")
        st.button(say("ui.known_back", lang), on_click=url.write, args=(KEY, None), key="known_back")
