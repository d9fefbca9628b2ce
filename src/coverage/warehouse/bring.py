"""Brings the deliveries in force, the codes and the law to the input tables of one regency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
from pyarrow.parquet import ParquetFile

from ..codes import occupation_groups, segments, sponsor_kinds
from ..folders import broken_delivery
from ..parameters import PARAMETERS, tariff_table, unbroken_gap
from ..sources import Cell, Manifest
from ..text import month_number
from .pipeline import INPUTS, create_inputs

FOLDER = Path(__file__).parent / "inputs"
_HORIZON = 19
"""Months behind the last real one that the calendar must reach: 18 ahead, and the first without cover."""

_FROM_FILES = {
    "in_list": None,
    "in_statement": "participants",
    "in_register": "register",
    "in_count": "counts",
    "in_workforce": "workforce",
    "in_decile_table": "decile_table",
    "in_claim": "claims",
    "in_contribution": "contributions",
    "in_commitment": "commitments",
}


@dataclass(frozen=True)
class Span:
    """The months of a place: first and last real month, and the last complete one."""

    first: int
    last: int
    complete: int


def create_cells(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell]) -> None:
    """Makes the table `cell`: one row per delivery in force × regency × period × subject."""
    frame = pd.DataFrame(
        [
            (
                number,
                cell.target,
                str(cell.path_to_parquet),
                cell.regency_code,
                cell.period,
                cell.sender,
                cell.part,
                cell.subject,
                cell.received,
            )
            for number, cell in enumerate(cells, 1)
        ],
        columns=["cell_id", "format", "path", "regency_code", "period", "sender", "part", "subject", "received"],
    )
    connection.register("cells", frame)
    connection.execute("create or replace temp table cell as from cells")
    connection.unregister("cells")


def read_rows(
    connection: duckdb.DuckDBPyConnection, name: str, cells: Iterable[Cell], regency: str | None = None
) -> pd.DataFrame | None:
    """The rows of `inputs/<name>.sql` over the files of `cells`; None where there is no file."""
    files = sorted({str(cell.path_to_parquet) for cell in cells})
    if not files:
        return None
    sql = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    params: dict[str, object] = {"files": files}
    if regency is not None:
        params["regency"] = regency
    with _whole(files):
        frame: pd.DataFrame = connection.execute(sql, params).df()
    return frame


@contextmanager
def _whole(files: Sequence[str]) -> Iterator[None]:
    """Says which delivery is damaged when the engine cannot read one of the files."""
    try:
        yield
    except duckdb.Error as fault:
        for path in map(Path, files):
            try:
                ParquetFile(path).close()
            except (OSError, ValueError):
                raise broken_delivery(path) from fault
        raise


def bring(
    connection: duckdb.DuckDBPyConnection,
    regency: str,
    cells: Sequence[Cell],
    sponsors: pd.DataFrame,
    submitted: pd.DataFrame,
) -> Span | None:
    """Fills the input tables of one regency and says which months it has; None when nobody was listed or counted."""
    create_inputs(connection)
    own = [cell for cell in cells if cell.regency_code == regency]
    for table, format_name in _FROM_FILES.items():
        _insert_files(connection, table, [cell for cell in own if format_name in (None, cell.target)], regency)
    _number_persons(connection)
    span = _span(connection, own, sponsors)
    if span is None:
        return None
    _insert(connection, "in_place", [(regency, span.first, span.last, span.complete)])
    _insert_calendar(connection, span)
    _insert_codes(connection)
    _insert_sponsors(connection, sponsors)
    _insert_law(connection, span)
    if len(submitted):
        connection.register("delivered", submitted)
        connection.execute("insert into in_submitted by name from delivered")
        connection.unregister("delivered")
    return span


def _insert_files(connection: duckdb.DuckDBPyConnection, table: str, cells: Sequence[Cell], regency: str) -> None:
    files = sorted({str(cell.path_to_parquet) for cell in cells})
    if not files:
        return
    sql = (FOLDER / f"{table}.sql").read_text(encoding="utf-8")
    params: dict[str, object] = {"regency": regency} | ({"files": files} if "$files" in sql else {})
    with _whole(files):
        connection.execute(f"insert into {table} by name {sql}", params)


def _number_persons(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts a number in place of each person's key: all later steps join and sort by it, and it stays in the build."""
    tables = [table for table, columns in INPUTS.items() if "person_key" in columns]
    keys = " union ".join(f"select person_key from {table}" for table in tables)
    connection.execute(
        "create or replace temp table person_number as"
        f" select person_key, (row_number() over ())::integer as number from ({keys})"
    )
    for table in tables:
        connection.execute(
            f"create or replace temp table {table} as select rows.* replace (person_number.number as person_key)"
            f" from {table} as rows inner join person_number on rows.person_key = person_number.person_key"
        )
    connection.execute("drop table person_number")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        frame = pd.DataFrame([tuple(row) for row in rows], columns=list(INPUTS[table]))
        connection.register("delivered", frame)
        connection.execute(f"insert into {table} by name from delivered")
        connection.unregister("delivered")


def _insert_calendar(connection: duckdb.DuckDBPyConnection, span: Span) -> None:
    _insert(connection, "in_month", [(month,) for month in range(span.first - 1, span.last + _HORIZON + 1)])


def _insert_codes(connection: duckdb.DuckDBPyConnection) -> None:
    _insert(connection, "in_payer_order", [(kind, rank) for rank, kind in enumerate(sponsor_kinds())])
    _insert(connection, "in_segment", [(name, segment.aggregate_sponsor) for name, segment in segments().items()])
    _insert(connection, "in_sector", [(name, group.sector) for name, group in occupation_groups().items()])


def _insert_sponsors(connection: duckdb.DuckDBPyConnection, sponsors: pd.DataFrame) -> None:
    columns = list(INPUTS["in_sponsor"])
    payers = distinct_payers(sponsors)
    _insert(connection, "in_sponsor", list(payers[columns].itertuples(index=False)))
    ended = payers[payers["ended_month"].notna()]
    _insert(
        connection,
        "in_sender_order",
        [(row.sponsor_id, None, row.ended_month) for row in ended.itertuples(index=False)],
    )
    pledges = sponsors[sponsors["pledged_workers"].notna()]
    _insert(
        connection,
        "in_pledge",
        [
            (row.sponsor_id, row.pledge_start, row.pledge_end, row.pledged_workers)
            for row in pledges.itertuples(index=False)
        ],
    )


def _insert_law(connection: duckdb.DuckDBPyConnection, span: Span) -> None:
    waiting = PARAMETERS["jkm.waiting_months"].values
    _insert(connection, "in_waiting", [(int(f"{day:%Y%m%d}"), value.value or 0) for day, value in waiting.items()])
    last_day = date(span.last // 12, span.last % 12 + 1, 1)
    _insert(connection, "in_scholarship", [(PARAMETERS["jkm.scholarship_min_months"].whole(last_day),)])
    grace = PARAMETERS["bpu.lapse_after_unpaid_months"].values
    _insert(connection, "in_grace", [(month_number(f"{day:%Y-%m}"), value.value or 0) for day, value in grace.items()])
    _insert(connection, "in_restart", [(unbroken_gap(last_day),)])
    connection.register("delivered", _tariff(span.first, span.last))
    connection.execute("insert into in_tariff by name from delivered")
    connection.unregister("delivered")


@lru_cache(maxsize=4)
def _tariff(first: int, last: int) -> pd.DataFrame:
    """The prices of a span of months; most places of a build share it."""
    return pd.DataFrame(tariff_table(range(first, last + 1)), columns=list(INPUTS["in_tariff"]))


def sponsor_frame(listed: pd.DataFrame | None, regency: str) -> pd.DataFrame:
    """The sponsors of a regency, a row per pledge: those its sponsor lists name, and the payers that need no list."""
    columns = ["sponsor_id", "name", "kind", "cadence", "ended_month", "pledged_workers", "pledge_start", "pledge_end"]
    own = listed[listed["regency_code"] == regency][columns] if listed is not None else pd.DataFrame(columns=columns)
    implied = [
        {"sponsor_id": name, "name": kind.label.id, "kind": name}
        for name, kind in sponsor_kinds().items()
        if kind.renewal == "rolling" and name not in set(own["sponsor_id"])
    ]
    frame = pd.DataFrame([*own.to_dict("records"), *implied], columns=columns)
    kinds = sponsor_kinds()
    frame["renewal"] = [kinds[kind].renewal for kind in frame["kind"]]
    frame["public_budget"] = pd.array(
        [None if kinds[kind].public_budget is None else int(bool(kinds[kind].public_budget)) for kind in frame["kind"]],
        dtype="Int64",
    )
    frame["subsidised"] = [int(kinds[kind].subsidised) for kind in frame["kind"]]
    for name in ("ended_month", "pledged_workers", "pledge_start", "pledge_end"):
        frame[name] = pd.to_numeric(frame[name]).astype("Int64")
    return frame


def distinct_payers(sponsors: pd.DataFrame) -> pd.DataFrame:
    """One row per sponsor of a `sponsor_frame`: a sponsor with several pledges stands there several times."""
    return sponsors.drop_duplicates("sponsor_id")


def submitted_frame(manifests: Mapping[str, Manifest], cells: Sequence[Cell], regency: str) -> pd.DataFrame:
    """Rows submitted and accepted per sponsor and period of the participant lists in force in a regency."""
    rows = [
        (sponsor, cell.period, counted[0], counted[1])
        for cell in cells
        if cell.target == "participants" and cell.regency_code == regency
        for sponsor, counted in manifests[cell.delivery].submitted_by_sponsor.get(regency, {}).items()
    ]
    frame = pd.DataFrame(rows, columns=list(INPUTS["in_submitted"]))
    return frame.groupby(["sponsor_id", "period"], as_index=False).sum() if len(frame) else frame


def _span(connection: duckdb.DuckDBPyConnection, cells: Sequence[Cell], sponsors: pd.DataFrame) -> Span | None:
    """First, last and last complete month (DESIGN 3.1): every monthly sender and area that has come must have come."""
    # A list for a month that lies behind its own receipt speaks of the future, not of a real month.
    real = [
        cell
        for cell in cells
        if cell.target in ("participants", "counts") and cell.period <= month_number(f"{cell.received:%Y-%m}")
    ]
    if not real:
        return None
    first, last = min(cell.period for cell in real), max(cell.period for cell in real)
    ended = {
        str(sender): int(month)
        for sender, month in zip(sponsors["sponsor_id"], sponsors["ended_month"].fillna(-1).astype(int), strict=True)
        if month >= 0
    }
    delivered: dict[tuple[str, str, str], set[int]] = {}
    for sender, segment, area, period in connection.execute(
        "select distinct sender, segment, area_code, period from in_count"
    ).fetchall():
        delivered.setdefault((sender, segment, area), set()).add(period)
    for cell in real:
        if cell.target == "participants" and cell.cadence == "monthly":
            delivered.setdefault((cell.sender, "participants", cell.part), set()).add(cell.period)
    if not delivered:
        return Span(first, last, last)
    complete = [
        month
        for month in range(first, last + 1)
        if any(month in months for months in delivered.values())
        and all(
            month in months or month < min(months) or month > ended.get(sender, last)
            for (sender, _, _), months in delivered.items()
        )
    ]
    return Span(first, last, max(complete, default=last))
