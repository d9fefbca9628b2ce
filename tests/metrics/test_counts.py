"""Counts: stocks and flows over time, areas with nobody, payers, and no fan-out."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers, refusal
from tests.snapshot_world import WorldSnapshot, snapshot_world

AUGUST = 2026 * 12 + 7


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    return snapshot_world(
        ref_region="code\n74.71.01.1003",
        mart_coverage="""
            month   | village_code  | decile | sponsor_id | active | joined | registered
            2026-08 | 74.71.01.1001 | 1      | KALLA      | 10     | 10     | 12
            2026-09 | 74.71.01.1001 | 1      | KALLA      | 10     | 0      | 12
            2026-09 | 74.71.01.1002 | ?      | MANDIRI    | 4      | 4      | 4
            2026-10 | 74.71.01.1001 | 1      | KALLA      | 9      | 2      | 11
            2026-10 | 74.71.01.1002 | 7      | MANDIRI    | 5      | 1      | 5
            2026-10 | 74.71.00.0000 | ?      | ZAKATKU    | 1      | 0      | 1
        """,
        mart_sponsor="""
            month   | village_code  | sponsor_id | sponsored_registered | sponsored_active | contribution_due_idr
            2026-10 | 74.71.01.1001 | KALLA      | 11                   | 9                | 90
            2026-10 | 74.71.01.1002 | KALLA      | 2                    | 2                | 20
            2026-10 | 74.71.01.1002 | MANDIRI    | 5                    | 5                | 50
            2026-09 | 74.71.01.1002 | MANDIRI    | 4                    | 4                | 40
        """,
        mart_welfare="""
            period  | village_code  | decile | value | source
            2026-01 | 74.71.01.1001 | 1      | 100   | register
            2026-01 | 74.71.01.1001 | 7      | 50    | register
            2026-01 | 74.71.01.1001 | 1      | 999   | decile_table
            2025-01 | 74.71.01.1001 | 1      | 80    | register
            2026-01 | 74.71.01.1002 |        | 30    | decile_table
        """,
    )


def test_a_stock_takes_the_last_month_and_a_flow_the_sum(world: WorldSnapshot) -> None:
    asked = ["active", "joined", "person_months"]
    assert answers(ask(world, asked, by="quarter"), *asked) == [["2026-Q3", 14, 14, 24], ["2026-Q4", 15, 3, 15]]
    assert answers(ask(world, asked, by="year"), *asked) == [[2026, 15, 17, 39]]
    assert answers(ask(world, asked, span=(AUGUST, AUGUST + 1)), *asked) == [[14, 14, 24]]
    assert answers(ask(world, asked, by=["year", "month"]), *asked)[0] == [2026, AUGUST, 10, 10, 10]


def test_months_are_filtered_by_their_code(world: WorldSnapshot) -> None:
    assert answers(ask(world, "active", by="month", where={"month": ["2026-08", "2026-10"]})) == [
        [AUGUST, 10],
        [AUGUST + 2, 15],
    ]
    assert ask(world, "joined", where={"quarter": "2026-Q3"}).value() == 14


def test_a_village_with_nobody_shows_zero_and_does_not_vanish(world: WorldSnapshot) -> None:
    assert answers(ask(world, "active", by="village")) == [
        ["74.71.00.0000", 1],
        ["74.71.01.1001", 9],
        ["74.71.01.1002", 5],
        ["74.71.01.1003", 0],
    ]


def test_an_empty_combination_is_shown_too(world: WorldSnapshot) -> None:
    found = answers(ask(world, "active", by=["village", "decile"]))
    assert ["74.71.01.1003", "7", 0] in found
    assert sum(row[-1] for row in found) == 15


def test_decile_groups_gather_deciles(world: WorldSnapshot) -> None:
    assert answers(ask(world, "active", by="decile_group")) == [["1", 9], ["7-10", 5], ["?", 1]]
    assert ask(world, "active", where={"decile_group": "7-10"}).value() == 5
    assert ask(world, "active", where={"decile": "unknown"}).value() == 1


def test_registered_by_sponsor_counts_each_sponsors_own_people(world: WorldSnapshot) -> None:
    assert answers(ask(world, "registered", by="sponsor")) == [["KALLA", 13], ["MANDIRI", 5], ["ZAKATKU", 0]]
    assert ask(world, "registered").value() == 17
    assert ask(world, "registered", where={"sponsor": "KALLA"}).value() == 13
    assert refusal(world, "registered", by="sponsor_kind").code == "not_by"
    assert refusal(world, "registered", where={"sponsor": ["KALLA", "MANDIRI"]}).code == "not_summed"


@pytest.mark.parametrize("metric", ["sponsored_active", "sponsored_registered", "sponsored_ready", "sponsored_ending"])
def test_a_sponsors_own_people_are_never_added_over_sponsors(world: WorldSnapshot, metric: str) -> None:
    assert refusal(world, metric, by="village").code == "not_summed"
    assert refusal(world, metric, by="sponsor_kind").code == "not_by"
    assert len(ask(world, metric, by="village", where={"sponsor": "KALLA"}).frame) >= 2


def test_money_is_added_over_sponsors_and_months(world: WorldSnapshot) -> None:
    assert ask(world, "contribution_due_idr", span=(AUGUST, AUGUST + 2)).value() == 200


def test_two_marts_asked_together_are_each_aggregated_alone(world: WorldSnapshot) -> None:
    both = ask(world, ["active", "sponsored_active", "contribution_due_idr", "joined"], by="sponsor")
    assert answers(both, "active", "sponsored_active", "contribution_due_idr", "joined") == [
        ["KALLA", 9, 11, 110, 2],
        ["MANDIRI", 5, 5, 50, 1],
        ["ZAKATKU", 1, 0, 0, 0],
    ]


def test_a_share_is_of_all_payers_whatever_is_filtered(world: WorldSnapshot) -> None:
    assert answers(ask(world, "funding_share", by="sponsor_kind")) == [["CSR", 0.666667], ["MANDIRI", 0.333333]]
    assert answers(ask(world, "funding_share", where={"sponsor_kind": "MANDIRI"})) == [[0.333333]]
    assert refusal(world, "funding_share", by="district").code == "needs_payer"


def test_welfare_takes_the_latest_of_each_village_and_the_register_first(world: WorldSnapshot) -> None:
    assert answers(ask(world, "welfare_persons", by="decile")) == [["1", 100], ["7", 50], ["?", 30]]
    assert ask(world, "welfare_persons", month=2025 * 12 + 6).value() == 80
    assert ask(world, "welfare_persons", month=2024 * 12).status() == "no_data"
    assert refusal(world, "welfare_persons", by="segment").code == "not_by"


def test_a_pool_of_deciles_is_one_group_on_both_sides_and_cannot_be_cut() -> None:
    pooled = snapshot_world(
        mart_coverage="""
            month   | village_code  | decile | active
            2026-10 | 33.24.01.2001 | 6      | 3
            2026-10 | 33.24.01.2001 | 7      | 4
            2026-10 | 33.24.01.2001 | 9      | 6
        """,
        mart_workforce="""
            series      | region_code | decile | workers
            ucj_potensi | 33.24       | 6      | 10
            ucj_potensi | 33.24       | 7-10   | 40
        """,
    )
    result = ask(pooled, "coverage_rate", by="decile")
    assert answers(result) == [["6", 0.3], ["7-10", 0.25]]
    assert result.groups_used == 2
    assert refusal(pooled, "active", where={"decile": ["6", "7", "8"]}).code == "cuts_pool"
    assert ask(pooled, "active", where={"decile": ["7", "8", "9", "10"]}).value() == 10
    assert ask(pooled, "coverage_rate", where={"decile": "7-10"}).value() == 0.25
