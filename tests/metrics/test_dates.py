"""Denominators in time: the latest not after the month, revised, late in parts, absent before the first."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers
from tests.snapshot_world import WorldSnapshot, snapshot_world

MAY = 2025 * 12 + 4


@pytest.fixture(scope="module")
def revised() -> WorldSnapshot:
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | active
            2025-05 | 74.71.01.1001 | BPU     | 30
            2025-06 | 74.71.01.1001 | BPU     | 40
            2025-07 | 74.71.01.1001 | BPU     | 40
            2025-08 | 74.71.01.1001 | BPU     | 60
        """,
        mart_workforce="""
            series      | as_of      | region_code | segment | workers
            ucj_potensi | 2025-06-08 | 74.71       | BPU     | 100
            ucj_potensi | 2025-08-31 | 74.71       | BPU     | 120
        """,
    )


def test_each_month_takes_the_latest_date_not_after_it(revised: WorldSnapshot) -> None:
    result = ask(revised, "coverage_rate", by="month")
    assert answers(result, "coverage_rate", "coverage_rate_denominator", "coverage_rate_status") == [
        [MAY, None, None, "no_data"],
        [MAY + 1, 0.4, 100, "ok"],
        [MAY + 2, 0.4, 100, "ok"],
        [MAY + 3, 0.5, 120, "ok"],
    ]
    assert [one.as_of.isoformat() for one in result.as_of] == ["2025-06-08", "2025-08-31"]


def test_before_the_first_date_the_members_are_outside(revised: WorldSnapshot) -> None:
    result = ask(revised, "coverage_rate", month=MAY)
    assert (result.value(), result.status()) == (None, "no_data")
    assert [(one.persons, one.code) for one in result.outside] == [(30, "no_value")]


def test_a_quarter_takes_its_last_month(revised: WorldSnapshot) -> None:
    result = ask(revised, "coverage_rate", by="quarter")
    assert answers(result) == [["2025-Q2", 0.4], ["2025-Q3", 0.5]]


def test_a_year_is_the_last_month_asked_of_it(revised: WorldSnapshot) -> None:
    assert answers(ask(revised, "coverage_rate", by="year", span=(MAY, MAY + 2))) == [[2025, 0.4]]


def test_beyond_the_last_month_there_is_no_data(revised: WorldSnapshot) -> None:
    result = ask(revised, ["coverage_rate", "active"], month=MAY + 5)
    assert answers(result, "coverage_rate_status", "active_status") == [["no_data", "no_data"]]
    assert not result.complete


def test_a_rate_is_set_beside_the_year_before() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | active
            2024-10 | 74.71.01.1001 | 30
            2025-10 | 74.71.01.1001 | 50
        """,
        mart_workforce="series | as_of | region_code | workers\nucj_potensi | 2024-01-31 | 74.71 | 100",
    )
    result = ask(world, ["coverage_rate", "active"], compare="year_before")
    wanted = ["coverage_rate_before", "coverage_rate_change", "active_before", "active_change"]
    assert answers(result, *wanted) == [[0.3, 0.2, 30, 20]]


IN_PARTS = {
    "ref_region": """
        code
        74.71.02.1003
    """,
    "mart_coverage": """
        month   | village_code  | segment | active
        2026-10 | 74.71.01.1001 | BPU     | 10
        2026-10 | 74.71.01.1002 | BPU     | 20
        2026-10 | 74.71.02.1003 | BPU     | 40
        2026-10 | 74.71.01.0000 | BPU     | 5
        2026-10 | 74.71.02.0000 | BPU     | 7
        2026-10 | 74.71.00.0000 | BPU     | 3
    """,
    "mart_workforce": """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2025-01-01 | 74.71.01.1001 | BPU     | 80
        dtsen_bekerja | 2025-01-01 | 74.71.01.1002 | BPU     | 100
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 100
    """,
}


@pytest.fixture(scope="module")
def in_parts() -> WorldSnapshot:
    return snapshot_world(**IN_PARTS)


def test_each_region_has_its_own_latest_date(in_parts: WorldSnapshot) -> None:
    result = ask(in_parts, "coverage_rate", by="village")
    assert answers(result, "coverage_rate", "coverage_rate_denominator", "coverage_rate_status") == [
        ["74.71.00.0000", None, None, "unknown"],
        ["74.71.01.0000", None, None, "unknown"],
        ["74.71.01.1001", 0.1, 100, "ok"],
        ["74.71.01.1002", 0.2, 100, "ok"],
        ["74.71.02.0000", None, None, "unknown"],
        ["74.71.02.1003", None, None, "no_data"],
    ]
    assert [(one.region_code, one.as_of.isoformat()) for one in result.as_of] == [
        ("74.71.01.1001", "2026-01-01"),
        ("74.71.01.1002", "2025-01-01"),
    ]


def test_a_region_without_a_value_is_in_neither_side_of_the_total(in_parts: WorldSnapshot) -> None:
    result = ask(in_parts, "coverage_rate")
    # 10 + 20 located, 5 unlocated in the district that has values, 3 unlocated in the city; not the 47 of district 02.
    assert answers(result, "coverage_rate_numerator", "coverage_rate_denominator") == [[38, 200]]
    assert [(one.persons, one.code) for one in result.outside] == [(47, "no_value")]


def test_members_are_never_counted_twice_where_a_series_came_in_parts(in_parts: WorldSnapshot) -> None:
    by_district = ask(in_parts, "coverage_rate", by="district")
    assert answers(by_district, "coverage_rate_numerator", "coverage_rate_status") == [
        ["74.71.00", 3, "unknown"],
        ["74.71.01", 35, "ok"],
        ["74.71.02", None, "no_data"],
    ]
