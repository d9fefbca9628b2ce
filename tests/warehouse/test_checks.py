"""Every data rule is silent on a sound world and names the place once it is broken."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from src.coverage.warehouse.checks import rules
from src.coverage.warehouse.pipeline import run
from src.coverage.warehouse.references import limits

from .engines import frames_of
from .world import world

SOUND = world(
    lists="""
        period  | person | sponsor | start   | end     | village
        --------+--------+---------+---------+---------+--------------
        2025-01 | p01    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1001
        2025-01 | p02    | KALLA   | 2025-01 | 2025-04 | 74.71.01.1001
        2025-01 | p02    | APBD    | 2025-03 | 2025-04 | 74.71.01.1001
        2025-01 | p03    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1002
    """,
    counts="""
        period  | area_code | segment | active
        --------+-----------+---------+-------
        2025-01 | 74.71.01  | BPU     | 10
        2025-02 | 74.71.01  | BPU     | 10
        2025-03 | 74.71.01  | BPU     | 10
        2025-04 | 74.71.01  | BPU     | 10
    """,
    workforce="""
        series      | as_of_month | as_of_day  | region_code | segment | workers
        ------------+-------------+------------+-------------+---------+--------
        ucj_potensi | 2024-06     | 2024-06-08 | 74.71       | BPU     | 11
        ucj_potensi | 2025-01     | 2025-01-08 | 74.71       | BPU     | 12
    """,
    last="2025-04",
)

BROKEN = {
    "counts_differ": "insert into ref_conflict values ('74.71', 'counts', 'PU', 24300, 'bpjs', 'dinas', 3)",
    "denominator_jump": "update mart_workforce set workers = 10 where as_of_month < 24300",
    "grain": "insert into mart_coverage select * from mart_coverage where active > 0 and month = 24300",
    "known_law": "update mart_sponsor set contribution_due_idr = null",
    "late": "insert into ref_missing values ('74.71', 24301, '74.71.02', 'PU', 'bpjs')",
    "negative_remainder": "update mart_coverage set active = -1 where is_aggregate = 1",
    "over_hundred": "update mart_workforce set workers = 9 where as_of_month = 24300",
    "parts_sum": "update mart_coverage set joined = joined + 1 where is_aggregate = 0",
    "payers_add_up": "update mart_sponsor set sponsored_active = sponsored_active + 1 where sponsored_active > 0",
    "senders_differ": "insert into ref_conflict values ('74.71', 'lists', 'BPU', null, 'bpjs', 'dinas', 3)",
    "sponsors_nest": "update mart_sponsor set sponsored_registered = 0 where sponsored_active > 0",
    "stocks_nest": "update mart_coverage set benefit_ready = active + 1 where is_aggregate = 0",
}


@pytest.fixture
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of the sound world as a snapshot has them."""
    with duckdb.connect() as connection:
        run(connection, frames_of(SOUND))
        connection.execute("create table ref_place as from in_place")
        connection.register("declared", limits())
        connection.execute("create table ref_limit as from declared")
        connection.execute("alter table mart_workforce add column as_of date")
        connection.execute("update mart_workforce set as_of = strptime(as_of_day::varchar, '%Y%m%d')::date")
        yield connection


def offenders(connection: duckdb.DuckDBPyConnection, rule: str) -> list[str]:
    """The regencies that a rule names."""
    return [str(row[0]) for row in connection.execute(rules()[rule][1]).fetchall()]


def test_every_rule_has_a_test() -> None:
    assert sorted(rules()) == sorted(BROKEN)


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_a_rule_is_silent_on_a_sound_world_and_names_the_place_of_a_broken_one(
    snapshot: duckdb.DuckDBPyConnection, rule: str
) -> None:
    assert offenders(snapshot, rule) == []
    snapshot.execute(BROKEN[rule])
    assert set(offenders(snapshot, rule)) == {"74.71"}


def test_a_paid_month_without_a_tariff_in_force_stops_a_build() -> None:
    tables = world(lists="person | sponsor | start | end\nani | KALLA | 2025-01 | 2025-02", last="2025-02")
    tables["in_tariff"] = []
    with duckdb.connect() as connection:
        run(connection, frames_of(tables))
        assert set(offenders(connection, "known_law")) == {"74.71"}


@pytest.mark.parametrize(
    ("area", "active", "found"),
    [
        ("74.71", 2, ["74.71"]),  # three are listed, and the whole regency counts two
        ("74.71", 3, []),
        ("74.71.01", 1, ["74.71"]),
        ("74.71.01", 2, []),  # the third lies in no district: taken off as a whole, by right
    ],
)
def test_counts_of_any_level_that_are_smaller_than_the_lists_are_warned_of(
    area: str, active: int, found: list[str]
) -> None:
    told = world(
        lists="""
            person | sponsor | start   | end     | village
            -------+---------+---------+---------+--------------
            p01    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001
            p02    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1002
            p03    | KALLA   | 2025-01 | 2025-01 | -
        """,
        counts=f"""
            period  | area_code | segment | covers | active
            --------+-----------+---------+--------+-------
            2025-01 | {area}    | BPU     | whole  | {active}
        """,
        last="2025-01",
    )
    with duckdb.connect() as connection:
        run(connection, frames_of(told))
        assert offenders(connection, "negative_remainder") == found


def test_a_cell_that_vanishes_without_a_flow_breaks_the_sum_of_parts(snapshot: duckdb.DuckDBPyConnection) -> None:
    snapshot.execute("delete from mart_coverage where village_code = '74.71.01.1002' and active = 0")
    assert set(offenders(snapshot, "parts_sum")) == {"74.71"}


def test_what_one_cell_lacks_another_cannot_make_up_for_in_the_sum_of_parts(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    ((low, high),) = snapshot.execute(
        "select min(village_code), max(village_code) from mart_coverage where is_aggregate = 0 and month = 24301"
    ).fetchall()
    assert low != high
    for village, extra in ((low, 1), (high, -1)):
        snapshot.execute(
            "update mart_coverage set joined = joined + $extra"
            " where is_aggregate = 0 and month = 24301 and village_code = $village",
            {"extra": extra, "village": village},
        )
    assert set(offenders(snapshot, "parts_sum")) == {"74.71"}


def test_one_month_of_one_cell_that_stands_twice_is_found_among_many_months(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    # 130 months are more than one number has bits for: the first and the last share one.
    snapshot.execute("create table cell as from mart_coverage where is_aggregate = 0 limit 1")
    snapshot.execute("delete from mart_coverage")
    snapshot.execute(
        "insert into mart_coverage select cell.* replace (later.month as month)"
        " from cell cross join range(24300, 24430) as later (month)"
    )
    assert offenders(snapshot, "grain") == []
    snapshot.execute("insert into mart_coverage select * from mart_coverage where month = 24429")
    assert offenders(snapshot, "grain") == ["74.71"]


def test_a_denominator_that_was_too_small_once_is_not_held_against_later_months(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    # 9 workers as of June 2024, 12 as of January 2025: ten active in 2025 are no more than there are.
    snapshot.execute("update mart_workforce set workers = 9 where as_of_month < 24300")
    assert offenders(snapshot, "over_hundred") == []


def test_a_later_register_of_one_district_is_no_jump_of_the_whole(snapshot: duckdb.DuckDBPyConnection) -> None:
    values = ", ".join(
        f"('dtsen_bekerja', '74.71', 24312, date '2026-01-01', '74.71.0{n}.1001', 'village', 'village', {100 * n})"
        for n in (1, 2, 3)
    )
    columns = "(series, regency_code, as_of_month, as_of, region_code, region_level, cut, workers)"
    snapshot.execute(f"insert into mart_workforce {columns} values {values}")
    later = "('dtsen_bekerja', '74.71', 24318, date '2026-07-01', '74.71.01.1001', 'village', 'village', 104)"
    snapshot.execute(f"insert into mart_workforce {columns} values {later}")
    assert offenders(snapshot, "denominator_jump") == []
    snapshot.execute("update mart_workforce set workers = 130 where as_of_month = 24318")
    assert set(offenders(snapshot, "denominator_jump")) == {"74.71"}
