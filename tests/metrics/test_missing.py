"""Nothing delivered is not zero (DESIGN 3.1): late aggregates, areas nobody covers, sponsors that sent nothing."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers
from tests.snapshot_world import WorldSnapshot, snapshot_world

SEPTEMBER = 2026 * 12 + 8
OCTOBER = SEPTEMBER + 1


@pytest.fixture(scope="module")
def late() -> WorldSnapshot:
    """PU of district 02 has not come for October."""
    return snapshot_world(
        ref_place="""
            regency_code | first_month | last_month | complete_month
            74.71        | 2026-09     | 2026-10    | 2026-09
        """,
        ref_region="code\n74.71.03",
        mart_coverage="""
            month   | village_code  | segment | detail   | active | net_change
            2026-09 | 74.71.01.1001 | BPU     | village  | 40     |
            2026-10 | 74.71.01.1001 | BPU     | village  | 44     |
            2026-10 | 74.71.02.1001 | BPU     | village  | 6      |
            2026-09 | 74.71.01.0000 | PU      | district | 500    | 10
            2026-09 | 74.71.02.0000 | PU      | district | 300    | 20
            2026-10 | 74.71.01.0000 | PU      | district | 510    | 10
        """,
        ref_missing="""
            regency_code | month   | area_code | segment | sender
            74.71        | 2026-10 | 74.71.02  | PU      | bpjs
        """,
        mart_workforce="""
            series      | region_code | segment | workers
            ucj_potensi | 74.71.01    | PU      | 1000
            ucj_potensi | 74.71.01    | BPU     | 100
            ucj_potensi | 74.71.02    | PU      | 1000
            ucj_potensi | 74.71.02    | BPU     | 100
        """,
    )


def test_the_default_month_is_the_last_complete_one(late: WorldSnapshot) -> None:
    result = ask(late, "active")
    assert (result.month, result.value(), result.complete) == (SEPTEMBER, 840, True)


def test_a_total_over_what_is_late_is_preliminary_and_says_what_is_missing(late: WorldSnapshot) -> None:
    result = ask(late, "active", month=OCTOBER)
    assert (result.value(), result.complete) == (560, False)
    assert [(one.area, one.segment) for one in result.missing] == [("74.71.02", "PU")]


def test_exactly_the_late_cell_is_null(late: WorldSnapshot) -> None:
    result = ask(late, "active", by=["district", "segment"], month=OCTOBER)
    assert answers(result, "active", "active_status") == [
        ["74.71.01", "BPU", 44, "ok"],
        ["74.71.01", "PU", 510, "ok"],
        ["74.71.02", "BPU", 6, "ok"],
        ["74.71.02", "PU", None, "not_delivered"],
        ["74.71.03", "BPU", 0, "ok"],
        ["74.71.03", "PU", 0, "ok"],
    ]


def test_no_rate_uses_what_is_late(late: WorldSnapshot) -> None:
    rates = ask(late, ["coverage_rate", "coverage_gap"], by="district", month=OCTOBER)
    assert answers(rates, "coverage_rate", "coverage_rate_status", "coverage_gap_status") == [
        ["74.71.01", round(554 / 1100, 6), "ok", "ok"],
        ["74.71.02", None, "not_delivered", "not_delivered"],
        ["74.71.03", None, "no_data", "no_data"],
    ]
    assert ask(late, "coverage_rate", month=OCTOBER).status() == "not_delivered"
    assert ask(late, "coverage_rate", month=OCTOBER, where={"segment": "BPU"}).value() == 0.25


def test_no_share_or_change_uses_what_is_late(late: WorldSnapshot) -> None:
    assert set(ask(late, "funding_share", by="sponsor_kind", month=OCTOBER).frame["funding_share_status"]) == {
        "not_delivered"
    }
    assert answers(ask(late, "net_change", by="month", span=(SEPTEMBER, OCTOBER)), "net_change_status") == [
        [SEPTEMBER, "ok"],
        [OCTOBER, "not_delivered"],
    ]
    points = ask(late, "coverage_points", by="sponsor_kind", month=OCTOBER)
    assert answers(points, "coverage_points_status") == [["MANDIRI", "ok"], ["PEMBERI_KERJA", "not_delivered"]]


def test_the_month_after_a_late_one_has_no_change_either() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | detail   | active | net_change
            2026-08 | 74.71.01.0000 | PU      | district | 500    |
            2026-10 | 74.71.01.0000 | PU      | district | 510    |
            2026-10 | 74.71.02.0000 | PU      | district | 300    | 5
        """,
        ref_missing="""
            regency_code | month   | area_code | segment | sender
            74.71        | 2026-09 | 74.71.01  | PU      | bpjs
        """,
    )
    by_district = ask(world, "net_change", by="district", month=OCTOBER)
    assert answers(by_district, "net_change", "net_change_status") == [
        ["74.71.01", None, "not_delivered"],
        ["74.71.02", 5, "ok"],
    ]
    assert ask(world, "net_change", month=OCTOBER).status() == "not_delivered"


def test_flows_of_listed_people_do_not_wait_for_aggregates(late: WorldSnapshot) -> None:
    result = ask(late, "joined", by="segment", month=OCTOBER)
    assert answers(result, "joined", "joined_status") == [["BPU", 0, "ok"], ["PU", None, "no_data"]]


def test_a_segment_never_delivered_is_no_data_and_not_zero() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | active
            2026-10 | 74.71.01.1001 | BPU     | 40
            2026-10 | 33.24.01.2001 | PMI     | 7
        """
    )
    result = ask(world, "active", by=["regency", "segment"])
    assert answers(result, "active", "active_status") == [
        ["33.24", "BPU", None, "no_data"],
        ["33.24", "PMI", 7, "ok"],
        ["74.71", "BPU", 40, "ok"],
        ["74.71", "PMI", None, "no_data"],
    ]
    assert ask(world, "active", where={"regency": "74.71", "segment": "PMI"}).status() == "no_data"


def test_an_aggregate_is_not_zero_before_it_first_came() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | detail   | active
            2026-09 | 74.71.01.1001 | BPU     | village  | 40
            2026-10 | 74.71.01.0000 | PU      | district | 510
        """
    )
    result = ask(world, "active", by="month", where={"segment": "PU"})
    assert answers(result, "active", "active_status") == [[SEPTEMBER, None, "no_data"], [OCTOBER, 510, "ok"]]


def test_a_sponsor_that_sent_nothing_is_shown_without_a_number() -> None:
    world = snapshot_world(
        mart_coverage="month | village_code | sponsor_id | active\n2026-10 | 74.71.01.1001 | KALLA | 40",
        mart_sponsor="month | village_code | sponsor_id | sponsored_active\n2026-10 | 74.71.01.1001 | KALLA | 40",
        ref_sponsor="regency_code | sponsor_id | name | kind\n74.71 | KLI | PT Kayu Lapis Indonesia | CSR",
    )
    for metric in ("active", "sponsored_active", "registered", "contribution_due_idr"):
        result = ask(world, metric, by="sponsor")
        assert answers(result, f"{metric}_status") == [["KALLA", "ok"], ["KLI", "no_data"]]
    assert ask(world, "active", where={"sponsor": "KLI"}).status() == "no_data"


def test_a_regency_without_any_delivery_is_no_data() -> None:
    world = snapshot_world(
        ref_region="code\n33.25",
        mart_coverage="month | village_code | active\n2026-10 | 74.71.01.1001 | 40",
    )
    assert answers(ask(world, "active", by="regency", where={"regency": "33.25"}), "active_status") == [
        ["33.25", "no_data"]
    ]
