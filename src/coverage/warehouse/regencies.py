"""The marts regency by regency: two at a time, each on a connection of its own whose temporary tables go with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import pandas as pd

from ..errors import BuildStopped
from ..sources import Cell, Manifest
from ..words import phrase
from .bring import Span, bring, create_cells, sponsor_frame, submitted_frame
from .pipeline import FOLDER, STEPS, create_inputs, run_steps
from .snapshot import FILE

_KEPT_IN = FILE.partition(".")[0] + ".main"
"""The catalogue of the file: without its name, a temporary table of the same name would be meant."""

_AT_ONCE = 2
"""Regencies built side by side: what one step of a regency cannot share out between cores, the other regency fills.
More would only take more memory."""


@dataclass
class Built:
    """The regencies that have months, and the sponsors of all of them."""

    places: dict[str, Span] = field(default_factory=dict)
    sponsors: dict[str, pd.DataFrame] = field(default_factory=dict)


def build_regencies(
    connection: duckdb.DuckDBPyConnection,
    regencies: Sequence[str],
    cells: Sequence[Cell],
    manifests: Mapping[str, Manifest],
    listed: pd.DataFrame | None,
    progress: Callable[[str], None],
) -> Built:
    """Fills every mart of the file that `connection` has open; raises `BuildStopped` where one cannot be built."""
    _make_empty_marts(connection)
    own: dict[str, list[Cell]] = {regency: [] for regency in regencies}
    for cell in cells:
        if cell.regency_code in own:
            own[cell.regency_code].append(cell)
    built = Built(sponsors={regency: sponsor_frame(listed, regency) for regency in regencies})

    def one(regency: str) -> Span | None:
        progress(regency)
        submitted = submitted_frame(manifests, own[regency], regency)
        with connection.cursor() as cursor:
            create_cells(cursor, own[regency])
            span = bring(cursor, regency, own[regency], built.sponsors[regency], submitted)
            if span is not None:
                _stop_at_unknown_sponsors(cursor, regency)
                run_steps(cursor, _KEPT_IN)
            return span

    at_once = max(1, min(_AT_ONCE, os.cpu_count() or 1, len(regencies)))
    with _shared_out(connection, at_once), ThreadPoolExecutor(max_workers=at_once) as pool:
        for regency, span in zip(regencies, pool.map(one, regencies), strict=True):
            if span is not None:
                built.places[regency] = span
    return built


@contextmanager
def _shared_out(connection: duckdb.DuckDBPyConnection, at_once: int) -> Iterator[None]:
    """Shares the engine's threads out between the regencies: those of one would only wait for those of the other."""
    ((threads,),) = connection.execute("select current_setting('threads')").fetchall()
    connection.execute(f"set threads = {max(1, int(threads) // at_once)}")
    yield
    connection.execute(f"set threads = {int(threads)}")


def _make_empty_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Every mart with its columns, so that the regencies can be added one by one."""
    with connection.cursor() as cursor:
        create_inputs(cursor)
        run_steps(cursor)
        for step in STEPS:
            if step.is_mart:
                cursor.execute(f"create table {_KEPT_IN}.{step.relation} as from temp.{step.relation}")


def _stop_at_unknown_sponsors(connection: duckdb.DuckDBPyConnection, regency: str) -> None:
    """A payer without a kind has no price and no order: people would silently fall out of every count."""
    rows = connection.execute((FOLDER / "inputs" / "unknown_sponsors.sql").read_text(encoding="utf-8")).fetchall()
    if rows:
        sponsors = ", ".join(str(row[0]) for row in rows[:10])
        raise BuildStopped("unknown_sponsors", phrase("warehouse.unknown_sponsors", regency=regency, sponsors=sponsors))
