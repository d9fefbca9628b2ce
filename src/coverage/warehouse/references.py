"""The reference tables of a snapshot: regions, places, sponsors, deliveries, freshness, targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import pandas as pd

from ..folders import DataFolder
from ..parameters import PARAMETERS, target_rows
from ..regions import load_regions
from ..sources import Cell, Manifest
from .bring import Span, distinct_payers, read_rows


def write_references(
    connection: duckdb.DuckDBPyConnection,
    data: DataFolder,
    cells: Sequence[Cell],
    manifests: Mapping[str, Manifest],
    sponsors: Mapping[str, pd.DataFrame],
    places: Mapping[str, Span],
) -> None:
    """Writes every `ref_…` table and `mart_target` (DESIGN 3.2)."""
    _write(connection, "ref_region", load_regions(data).frame())
    _write(connection, "ref_place", _places(places))
    _write(connection, "ref_sponsor", _sponsors(sponsors))
    _write(connection, "ref_delivery", _deliveries(cells, manifests))
    _write(connection, "ref_freshness", _freshness(cells, sponsors))
    own = read_rows(connection, "target_list", [cell for cell in cells if cell.target == "targets"])
    declared = pd.DataFrame(target_rows())
    if own is not None:
        told = set(zip(own["region_code"], own["month"], own["rate"], strict=True))
        # An office that delivers a track the program declares as well means the same promise: keep the office's.
        declared = declared[
            [
                (row.region_code, row.month, row.rate) not in told and row.track not in set(own["track"])
                for row in declared.itertuples(index=False)
            ]
        ]
        declared = pd.concat([own, declared], ignore_index=True)
    _write(connection, "mart_target", declared)
    _write_statistics(connection, cells)
    _write(connection, "ref_limit", limits())


def limits() -> pd.DataFrame:
    """The declared limits that data rules compare with, as they are now."""
    today = date.today()
    return pd.DataFrame([(name, float(PARAMETERS[name].at(today))) for name in _LIMITS], columns=["name", "value"])


_LIMITS = ("coverage.largest_denominator_change",)


def _write_statistics(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> None:
    """Published figures of regencies and provinces as they stand; they are no counts of ours and are never added."""
    found = read_rows(connection, "statistic_list", [cell for cell in cells if cell.target == "statistics"])
    connection.execute(_STATISTICS)
    if found is not None and len(found):
        connection.register("delivered", found)
        connection.execute("insert into mart_statistic by name from delivered")
        connection.unregister("delivered")


_STATISTICS = """
    create or replace table mart_statistic (
        regency_code varchar, period integer, region_code varchar, region_level varchar, indicator varchar,
        sex varchar, breakdown varchar, value double, unit varchar, source varchar
    )
"""


def _write(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    connection.register("delivered", frame)
    connection.execute(f"create or replace table {table} as from delivered")
    connection.unregister("delivered")


def _places(places: Mapping[str, Span]) -> pd.DataFrame:
    return pd.DataFrame(
        [(code, span.first, span.last, span.complete) for code, span in places.items()],
        columns=["regency_code", "first_month", "last_month", "complete_month"],
    )


def _sponsors(sponsors: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    frames = [distinct_payers(frame).assign(regency_code=regency) for regency, frame in sponsors.items()]
    columns = ["regency_code", "sponsor_id", "name", "kind", "renewal", "public_budget", "subsidised", "ended_month"]
    return pd.concat(frames, ignore_index=True)[columns]


def _deliveries(cells: Sequence[Cell], manifests: Mapping[str, Manifest]) -> pd.DataFrame:
    periods: dict[tuple[str, str], list[int]] = {}
    for cell in cells:
        periods.setdefault((cell.delivery, cell.regency_code), []).append(cell.period)
    rows = []
    for (delivery, regency), months in sorted(periods.items()):
        manifest = manifests[delivery]
        rows.append(
            {
                "delivery": delivery,
                "format": manifest.format,
                "regency_code": regency,
                "period_first": min(months),
                "period_last": max(months),
                "sender": manifest.sender,
                "part": manifest.part,
                "cadence": manifest.cadence,
                "received": manifest.received,
                "rows": manifest.rows,
                "accepted": manifest.accepted,
                "quarantined": manifest.quarantined,
                "duplicates": manifest.duplicates,
                "in_force": 1,
                "file_name": manifest.file_name,
                "hash": manifest.hash,
            }
        )
    return pd.DataFrame(rows)


def _freshness(cells: Sequence[Cell], sponsors: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row per regency × sender × format: the newest period and the day it came."""
    newest: dict[tuple[str, str, str], Cell] = {}
    # A target list speaks of years to come: its period says nothing about how fresh the data are.
    for cell in sorted(cells, key=lambda cell: (cell.period, cell.received)):
        if cell.target == "targets":
            continue
        newest[cell.regency_code, cell.sender, cell.target] = cell
    rows = []
    for (regency, sender, format_name), cell in sorted(newest.items()):
        own = sponsors.get(regency)
        ended = None if own is None else dict(zip(own["sponsor_id"], own["ended_month"], strict=True)).get(sender)
        rows.append((regency, sender, format_name, cell.cadence, cell.period, cell.received, ended))
    frame = pd.DataFrame(
        rows,
        columns=["regency_code", "sender", "format", "cadence", "last_period", "last_received", "ended_month"],
    )
    frame["ended_month"] = frame["ended_month"].astype("Int64")
    return frame
