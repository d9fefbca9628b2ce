"""What is served: the snapshot in service, cached answers, names, maps, and the role of who looks."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from ..folders import STATIC, DataFolder, clear_scratch, served_folder
from ..metrics import Result, ask
from ..metrics.compare import Compare
from ..metrics.names import code_name
from ..metrics.source import facts_of
from ..planning import (
    Freshness,
    Headline,
    Ledger,
    Missing,
    Outlook,
    SponsorFacts,
    headline,
    ledger,
    outlook,
    sponsor_facts,
)
from ..planning.surroundings import freshness_of, missing_of
from ..regions import Level, MapFile, Regions, load_regions, map_file
from ..text import Lang
from ..warehouse import Snapshot, open_snapshot

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Where = tuple[tuple[str, tuple[str, ...]], ...]


def folder() -> DataFolder:
    """The data folder this server shows."""
    return served_folder()


def role() -> str:
    """Who looks, without sign-in (DESIGN 8): on this machine only, the steward; else the public, unless set."""
    if os.environ.get("CAKUPAN_ROLE"):
        return os.environ["CAKUPAN_ROLE"]
    return "steward" if st.get_option("server.address") in LOOPBACK else "public"


def snapshot() -> Snapshot:
    """The snapshot in service; a newly published one is picked up at the next run."""
    data = folder()
    return _opened(str(data.root), pointer_stamp(data))


def pointer_stamp(data: DataFolder) -> int:
    """Changes whenever a snapshot is published."""
    pointer = data.current_pointer
    return pointer.stat().st_mtime_ns if pointer.is_file() else 0


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(root: str, stamp: int) -> Snapshot:
    return open_snapshot(DataFolder(Path(root)))


def answer(
    snap: Snapshot,
    metrics: Sequence[str],
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str]] | None = None,
    *,
    month: int | None = None,
    span: tuple[int, int] | None = None,
    series: str | None = None,
    as_role: str = "public",
    compare: Compare | None = None,
) -> Result:
    """`ask()`, answered once per snapshot and question; the Result is shared: read it, never change it."""
    scalars: Where = tuple(sorted((key, tuple(values)) for key, values in (where or {}).items()))
    return _answer(snap.id, snap, tuple(metrics), tuple(by), scalars, month, span, series, as_role, compare)


@st.cache_resource(max_entries=600, show_spinner=False)
def _answer(
    snapshot_id: str,
    _snapshot: Snapshot,
    metrics: tuple[str, ...],
    by: tuple[str, ...],
    where: Where,
    month: int | None,
    span: tuple[int, int] | None,
    series: str | None,
    as_role: str,
    compare: Compare | None,
) -> Result:
    return ask(
        _snapshot,
        metrics,
        by=by,
        where=dict(where),
        month=month,
        span=span,
        series=series,
        role=as_role,
        compare=compare,
    )


def regions(root: str) -> Regions:
    """All areas the data folder knows; kept in memory until a code list comes or goes."""
    return load_regions(DataFolder(Path(root)))


@st.cache_resource(max_entries=64, show_spinner=False)
def shapes(root: str, stamp: int, parent: str, level: Level) -> MapFile | None:
    """Where the shapes of one area's parts lie; made once when only points are known."""
    return map_file(DataFolder(Path(root)), parent, level)


def boundary_stamp() -> int:
    """Changes when a boundary set is recorded, so that maps follow."""
    path = folder().boundaries
    return max((entry.stat().st_mtime_ns for entry in path.glob("*")), default=0) if path.is_dir() else 0


@st.cache_resource(max_entries=64, show_spinner=False)
def _headline(
    snapshot_id: str,
    _snapshot: Snapshot,
    regency: str,
    month: int,
    series: str | None,
    as_role: str,
    segment: str | None,
) -> Headline:
    return headline(_snapshot, regency, month, series, as_role, segment)


def headline_of(
    snap: Snapshot, regency: str, month: int, series: str | None, as_role: str, segment: str | None = None
) -> Headline:
    """Everything the first screen prints about a place and month, reckoned once."""
    return _headline(snap.id, snap, regency, month, series, as_role, segment)


@st.cache_resource(max_entries=64, show_spinner=False)
def _outlook(snapshot_id: str, _snapshot: Snapshot, where: Where, series: str | None, as_role: str) -> Outlook:
    return outlook(_snapshot, dict(where), series=series, role=as_role)


def outlook_of(snap: Snapshot, where: Mapping[str, Sequence[str]], series: str | None, as_role: str) -> Outlook:
    """Coverage ahead of some filters, reckoned once."""
    scalars: Where = tuple(sorted((key, tuple(values)) for key, values in where.items()))
    return _outlook(snap.id, snap, scalars, series, as_role)


@st.cache_resource(max_entries=32, show_spinner=False)
def _ledger(snapshot_id: str, _snapshot: Snapshot, regency: str, month: int, as_role: str) -> Ledger:
    return ledger(_snapshot, regency, month, as_role)


def ledger_of(snap: Snapshot, regency: str, month: int, as_role: str) -> Ledger:
    """Every sponsor of a place in a month, reckoned once."""
    return _ledger(snap.id, snap, regency, month, as_role)


@st.cache_resource(max_entries=64, show_spinner=False)
def _sponsor_facts(
    snapshot_id: str, _snapshot: Snapshot, sponsor: str, regency: str, month: int, as_role: str
) -> SponsorFacts:
    return sponsor_facts(_snapshot, sponsor, regency, month, as_role)


def sponsor_facts_of(snap: Snapshot, sponsor: str, regency: str, month: int, as_role: str) -> SponsorFacts:
    """Everything there is to say to one sponsor, reckoned once."""
    return _sponsor_facts(snap.id, snap, sponsor, regency, month, as_role)


@dataclass(frozen=True)
class Gaps:
    """What a month lacks: counts that did not come, and the monthly senders that have not ended."""

    counts: tuple[Missing, ...]
    senders: tuple[Freshness, ...]


@st.cache_resource(max_entries=128, show_spinner=False)
def _gaps(snapshot_id: str, _snapshot: Snapshot, regency: str, month: int) -> Gaps:
    monthly = (one for one in freshness_of(_snapshot, regency) if one.cadence == "monthly" and not one.has_ended)
    return Gaps(missing_of(_snapshot, regency, month), tuple(monthly))


def gaps_of(snap: Snapshot, regency: str, month: int) -> Gaps:
    """What a month of a place lacks, looked up once."""
    return _gaps(snap.id, snap, regency, month)


def name_of(snap: Snapshot, dimension: str, code: str, lang: Lang) -> str:
    """What to print for a code of a dimension."""
    return code_name(facts_of(snap), dimension, code, lang)


def icon() -> Path:
    """The picture on the browser's tab; a local file, because a named icon is fetched from another host."""
    return STATIC / "icon.png"


@st.cache_resource(show_spinner=False)
def warm() -> bool:
    """Loads what every first reader would wait for, then takes it out of the garbage collector's rounds.

    What a server that was killed left of uploads and trials goes first.

    Without the freeze each run collects through all imported modules: 40 ms of every rerun (STACK 10: with 100 readers
    the median falls from 4.3 s to 0.07 s).
    """
    from .page import pages

    clear_scratch()
    pages()
    gc.collect()
    gc.freeze()
    return True


@asynccontextmanager
async def ready(app: object) -> AsyncIterator[None]:
    """What the server does before the first reader comes, and when it stops.

    Streamlit takes a folder named `pages` for its old router until some session has run `st.navigation`, and greets a
    first reader who opens `/regions` with "page not found" (STYLE, the pages folder). Saying beforehand that we do not
    use the old router is the only way without a first session.
    """
    PagesManager.uses_pages_directory = False
    warm()
    yield
    # The signal that stops the server also ends the work of its readers, without their own tidying up.
    clear_scratch(is_ending=True)
