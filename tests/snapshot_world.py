"""Snapshots drawn as text: a real DuckDB file with every table of a snapshot, filled from small tables.

    snapshot_world(
        mart_coverage='''
            month   | village_code  | segment | active
            2026-10 | 74.71.01.1001 | BPU     | 40
        ''',
        mart_workforce='''
            series      | as_of      | region_code | segment | workers
            ucj_potensi | 2025-06-08 | 74.71       | BPU     | 100
        ''',
    )

A column that is not drawn gets the value a reader would expect (see `_complete_row`). Months are drawn `YYYY-MM`, days
`YYYY-MM-DD`, an absent value as an empty cell or `-`. Regions, places and sponsors that the marts mention are added
when they are not drawn, so a test draws only what it is about.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from src.coverage.codes import NOT_BROKEN_DOWN, UNKNOWN, sponsor_kinds
from src.coverage.text import month_number

Row = dict[str, Any]

SCHEMA: dict[str, str] = {
    "ref_region": "code text, level text, name text, parent text, bps_code text, lat double, lng double, "
    "population int",
    "ref_place": "regency_code text, first_month int, last_month int, complete_month int",
    "ref_sponsor": "regency_code text, sponsor_id text, name text, kind text, renewal text, public_budget int, "
    "subsidised int, ended_month int",
    "ref_delivery": "delivery text, format text, regency_code text, period_first int, period_last int, sender text, "
    "part text, cadence text, received date, rows int, accepted int, quarantined int, duplicates int, in_force int, "
    "file_name text, hash text",
    "ref_missing": "regency_code text, month int, area_code text, segment text, sender text",
    "ref_freshness": "regency_code text, sender text, format text, cadence text, last_period int, last_received date, "
    "ended_month int",
    "check_result": "name text, severity text, regency_code text, found int, message_id text, message_en text",
    "mart_coverage": "month int, regency_code text, village_code text, detail text, decile text, "
    "occupation_group text, segment text, sponsor_id text, sponsor_kind text, is_aggregate int, registered int, "
    "active int, benefit_ready int, readiness_known int, scholarship_ready int, scholarship_known int, joined int, "
    "rejoined int, moved_in int, moved_out int, lapsed int, renewed int, taken_over int, expiring int, "
    "expiring_90 int, in_arrears int, double_paid int, net_change int",
    "mart_sponsor": "month int, regency_code text, village_code text, decile text, occupation_group text, "
    "segment text, sponsor_id text, sponsor_kind text, sponsored_registered int, sponsored_active int, ready int, "
    "ready_known int, ending int, paid_person_months int, contribution_due_idr bigint, contribution_due_low_idr bigint",
    "mart_pledge": "month int, regency_code text, sponsor_id text, sponsor_kind text, pledged int, paid int, "
    "submitted int, accepted int",
    "mart_overlap": "month int, regency_code text, village_code text, sponsor_a text, sponsor_b text, persons int, "
    "redirectable_idr bigint",
    "mart_outlook": "month int, ahead int, regency_code text, village_code text, detail text, decile text, "
    "occupation_group text, segment text, sponsor_id text, sponsor_kind text, already_paid int, starting int, "
    "ending int, lapsing int, carried int",
    "mart_lapse": "month int, regency_code text, village_code text, decile text, occupation_group text, segment text, "
    "sponsor_id text, sponsor_kind text, block_months int, band int, next_month int, persons int",
    "mart_renewal": "month int, regency_code text, sponsor_id text, sponsor_kind text, block_months int, ended int, "
    "renewed int, taken_over int",
    "mart_workforce": "series text, regency_code text, as_of_month int, as_of date, region_code text, "
    "region_level text, decile text, occupation_group text, segment text, cut text, workers int, source text",
    "mart_welfare": "regency_code text, period int, village_code text, decile text, value int, unit text, source text",
    "mart_decile_migration": "regency_code text, village_code text, from_period int, to_period int, decile_from text, "
    "decile_to text, persons int",
    "mart_target": "track text, region_code text, month int, rate double, source text, name_id text, name_en text",
    "mart_claim": "month int, regency_code text, village_code text, detail text, programme text, sponsor_id text, "
    "sponsor_kind text, cases int, paid_idr bigint",
    "mart_contribution": "month int, regency_code text, sponsor_id text, sponsor_kind text, workers int, "
    "paid_idr bigint, received_workers int, received_idr bigint",
    "mart_commitment": "month int, regency_code text, committed_by text, sponsor_id text, stated_on int, "
    "start_month int, end_month int, workers int, source text",
    "mart_statistic": "regency_code text, period int, region_code text, region_level text, indicator text, sex text, "
    "breakdown text, value double, unit text, source text",
    "meta": "key text, value text",
}

_MONTHS = {
    "month", "first_month", "last_month", "complete_month", "period", "period_first", "period_last", "ended_month",
    "last_period", "as_of_month", "next_month", "from_period", "to_period", "start_month", "end_month",
}  # fmt: skip
_LEVELS = {2: "province", 5: "regency", 8: "district", 13: "village"}
_AGGREGATE_NULLS = (
    "benefit_ready", "readiness_known", "scholarship_ready", "scholarship_known", "joined", "rejoined", "moved_in",
    "moved_out", "lapsed", "renewed", "taken_over", "expiring", "expiring_90", "in_arrears",
)  # fmt: skip
_PARTS = ("decile", "occupation_group", "segment")


@dataclass(frozen=True)
class WorldPlace:
    """One regency of a drawn snapshot."""

    regency_code: str
    first_month: int
    last_month: int
    complete_month: int | None


class WorldSnapshot:
    """A drawn snapshot with the public face of `warehouse.Snapshot`."""

    def __init__(self, path: Path, identity: str, keep: object) -> None:
        self.path = path
        self.id = identity
        self._keep = keep
        self._con = duckdb.connect(str(path), read_only=True)
        self.meta = dict(self._con.execute("select key, value from meta").fetchall())
        rows = self._con.execute("from ref_place order by regency_code").fetchall()
        self.places = [WorldPlace(*row) for row in rows]

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The rows of one SELECT."""
        with self._con.cursor() as cursor:
            return cursor.execute(sql, dict(params or {})).df()

    def columns(self, sql: str, params: Mapping[str, object] | None = None) -> Mapping[str, Sequence[Any]]:
        """The columns of one SELECT as plain values."""
        with self._con.cursor() as cursor:
            rows = cursor.execute(sql, dict(params or {})).fetchall()
            names = [column[0] for column in cursor.description]
        return {name: [_number(row[place]) for row in rows] for place, name in enumerate(names)}

    def default_month(self, regencies: Sequence[str] = ()) -> int:
        """The earliest of the last complete months of the places asked."""
        asked = [place for place in self.places if not regencies or place.regency_code in regencies]
        return min(place.complete_month or place.last_month for place in asked or self.places)


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def table(drawing: str) -> list[Row]:
    """The rows of a table drawn with `|` between columns; a line of dashes under the header is ignored."""
    lines = [line.strip() for line in drawing.strip().splitlines() if line.strip()]
    lines = [line for line in lines if set(line) - set("-+| ")]
    if not lines:
        return []
    names = [name.strip() for name in lines[0].split("|")]
    return [
        {name: _value(name, cell.strip()) for name, cell in zip(names, line.split("|"), strict=True)}
        for line in lines[1:]
    ]


def snapshot_world(meta: Mapping[str, str] | None = None, **tables: str | Iterable[Row]) -> WorldSnapshot:
    """A snapshot with the tables drawn (text, or rows as dicts) and everything they mention."""
    drawn: dict[str, list[Row]] = {name: [] for name in SCHEMA}
    for name, content in tables.items():
        rows = table(content) if isinstance(content, str) else [dict(row) for row in content]
        drawn[name] = [_complete_row(name, row) for row in rows]
    _add_what_is_mentioned(drawn)
    facts = {"synthetic": "1", "built_at": "2026-11-20T08:00:00", "as_known": "", **(meta or {})}
    drawn["meta"] = [{"key": key, "value": value} for key, value in facts.items()]
    identity = "world-" + hashlib.sha256(repr(sorted(drawn.items())).encode()).hexdigest()[:16]
    folder = tempfile.TemporaryDirectory(prefix="cakupan-world-")
    path = Path(folder.name) / "coverage.duckdb"
    with duckdb.connect(str(path)) as con:
        for name, columns in SCHEMA.items():
            con.execute(f"create table {name} ({columns})")
            _insert(con, name, drawn[name])
    return WorldSnapshot(path, identity, folder)


def _insert(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    if not rows:
        return
    columns = list(dict.fromkeys(column for row in rows for column in row))
    places = ", ".join("?" for _ in columns)
    con.executemany(
        f"insert into {name} ({', '.join(columns)}) values ({places})",
        [[row.get(column) for column in columns] for row in rows],
    )


def _value(name: str, cell: str) -> Any:
    if cell in ("", "-"):
        return None
    if name in _MONTHS:
        return month_number(cell) if "-" in cell else int(cell)
    if name in ("as_of", "received", "last_received"):
        return date.fromisoformat(cell)
    return cell


def _complete_row(name: str, row: Row) -> Row:
    """`row` with the columns that were not drawn filled as their reader would expect."""
    if name.startswith("mart_") and name != "mart_target" and "regency_code" not in row:
        row["regency_code"] = str(row.get("village_code") or row.get("region_code"))[:5]
    if "sponsor_id" in row and name != "ref_sponsor":
        row.setdefault("sponsor_kind", row["sponsor_id"] if row["sponsor_id"] in sponsor_kinds() else "CSR")
    filler = _FILLERS.get(name)
    return filler(row) if filler else row


def _coverage(row: Row) -> Row:
    aggregate = row.get("detail", "village") != "village" or row.get("decile") == NOT_BROKEN_DOWN
    row.setdefault("is_aggregate", int(aggregate))
    aggregate = bool(int(row["is_aggregate"]))
    row.setdefault("detail", "village")
    for part in ("decile", "occupation_group"):
        row.setdefault(part, NOT_BROKEN_DOWN if aggregate else UNKNOWN)
    row.setdefault("segment", "BPU")
    payer = "TIDAK_TERDAFTAR" if row["segment"] in ("BPU", "PMI") else "PEMBERI_KERJA"
    row.setdefault("sponsor_id", payer if aggregate else "MANDIRI")
    row.setdefault("sponsor_kind", row["sponsor_id"])
    row.setdefault("active", 0)
    row.setdefault("registered", row["active"])
    row.setdefault("double_paid", 0)
    if not aggregate:
        for column in ("benefit_ready", "readiness_known", "scholarship_known"):
            row.setdefault(column, row["active"])
        for column in _AGGREGATE_NULLS:
            row.setdefault(column, 0)
    return row


def _sponsor(row: Row) -> Row:
    for part in ("decile", "occupation_group"):
        row.setdefault(part, UNKNOWN)
    row.setdefault("segment", "BPU")
    row.setdefault("sponsored_active", 0)
    for column in ("sponsored_registered", "ready", "ready_known", "paid_person_months"):
        row.setdefault(column, row["sponsored_active"])
    for column in ("ending", "contribution_due_idr"):
        row.setdefault(column, 0)
    row.setdefault("contribution_due_low_idr", row["contribution_due_idr"])
    return row


def _outlook(row: Row) -> Row:
    row.setdefault("detail", "village")
    for part in ("decile", "occupation_group"):
        row.setdefault(part, UNKNOWN)
    row.setdefault("segment", "BPU")
    row.setdefault("sponsor_id", "MANDIRI")
    row.setdefault("sponsor_kind", row["sponsor_id"])
    for column in ("already_paid", "starting", "ending", "carried"):
        row.setdefault(column, 0)
    row.setdefault("lapsing", row["ending"])
    return row


def _lapse(row: Row) -> Row:
    for column in ("already_paid", "starting", "ending", "lapsing", "carried"):
        row.pop(column, None)
    row = _outlook(row)
    for column in ("detail", "already_paid", "starting", "ending", "lapsing", "carried"):
        row.pop(column)
    return {"block_months": 12, "band": 1, "next_month": None} | row


def _renewal(row: Row) -> Row:
    return {"renewed": 0, "taken_over": 0} | row


def _workforce(row: Row) -> Row:
    for part in _PARTS:
        row.setdefault(part, NOT_BROKEN_DOWN)
    row.setdefault("region_level", _LEVELS[len(row["region_code"])])
    row.setdefault("as_of", date(2025, 6, 8))
    row.setdefault("as_of_month", row["as_of"].year * 12 + row["as_of"].month - 1)
    parts = [row["region_level"], *(part for part in _PARTS if row[part] != NOT_BROKEN_DOWN)]
    row.setdefault("cut", "+".join(parts))
    row.setdefault("source", "sintetis")
    return row


def _welfare(row: Row) -> Row:
    return {"unit": "persons", "source": "register", "decile": UNKNOWN, **row}


def _pledge(row: Row) -> Row:
    return {"paid": 0, "submitted": None, "accepted": None, **row}


def _named_sponsor(row: Row) -> Row:
    row.setdefault("kind", row["sponsor_id"] if row["sponsor_id"] in sponsor_kinds() else "CSR")
    kind = sponsor_kinds()[row["kind"]]
    row.setdefault("name", row["sponsor_id"])
    row.setdefault("renewal", kind.renewal)
    row.setdefault("public_budget", None if kind.public_budget is None else int(kind.public_budget))
    row.setdefault("subsidised", int(kind.subsidised))
    return row


def _named_region(row: Row) -> Row:
    row.setdefault("level", _LEVELS[len(row["code"])])
    row.setdefault("name", row["code"])
    row.setdefault("parent", row["code"].rpartition(".")[0] or None)
    return row


def _delivery(row: Row) -> Row:
    row.setdefault("in_force", 1)
    row.setdefault("received", date(2026, 11, 5))
    row.setdefault("period_last", row.get("period_first"))
    for column in ("rows", "accepted", "quarantined", "duplicates"):
        row.setdefault(column, 0)
    return row


_FILLERS = {
    "mart_coverage": _coverage,
    "mart_sponsor": _sponsor,
    "mart_outlook": _outlook,
    "mart_lapse": _lapse,
    "mart_renewal": _renewal,
    "mart_workforce": _workforce,
    "mart_welfare": _welfare,
    "mart_pledge": _pledge,
    "ref_sponsor": _named_sponsor,
    "ref_region": _named_region,
    "ref_delivery": _delivery,
}


def _add_what_is_mentioned(drawn: dict[str, list[Row]]) -> None:
    """Regions, places and sponsors that the marts mention and nobody drew."""
    marts = [
        (name, row)
        for name, rows in drawn.items()
        if name.startswith("mart_") and name != "mart_target"
        for row in rows
    ]
    codes = {
        row[column] for _, row in marts for column in ("regency_code", "village_code", "region_code") if row.get(column)
    }
    codes |= {row["area_code"] for row in drawn["ref_missing"]} | {row["regency_code"] for row in drawn["ref_place"]}
    codes |= {row["code"] for row in drawn["ref_region"]}
    whole = {code[:length] for code in codes for length in _LEVELS if len(code) >= length}
    known = {row["code"] for row in drawn["ref_region"]}
    for code in sorted(whole - known):
        if len(code) in _LEVELS and not code.endswith(".0000") and code[5:8] != ".00":
            drawn["ref_region"].append(_named_region({"code": code}))
    placed = {row["regency_code"] for row in drawn["ref_place"]}
    for regency in sorted({row["regency_code"] for _, row in marts} - placed):
        months = [row["month"] for name, row in marts if row["regency_code"] == regency and name == "mart_coverage"]
        months = months or [row["month"] for _, row in marts if row["regency_code"] == regency and "month" in row]
        if months:
            place = {"first_month": min(months), "last_month": max(months), "complete_month": max(months)}
            drawn["ref_place"].append({"regency_code": regency, **place})
    sponsored = {(row["regency_code"], row["sponsor_id"]) for row in drawn["ref_sponsor"]}
    for _, row in marts:
        if row.get("sponsor_id") and (row["regency_code"], row["sponsor_id"]) not in sponsored:
            sponsored.add((row["regency_code"], row["sponsor_id"]))
            sponsor = {
                "regency_code": row["regency_code"],
                "sponsor_id": row["sponsor_id"],
                "kind": row["sponsor_kind"],
            }
            drawn["ref_sponsor"].append(_named_sponsor(sponsor))
