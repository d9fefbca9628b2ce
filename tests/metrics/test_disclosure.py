"""Who may see what: roles, small groups, and that no total gives a masked cell away."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from src.coverage.errors import UsageError
from src.coverage.metrics import Role, ask
from src.coverage.metrics.disclosure import _with_complements, smallest_shown
from tests.metrics.answers import answers, refusal
from tests.snapshot_world import WorldSnapshot, snapshot_world

K = smallest_shown(2026 * 12 + 9)


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | decile | sponsor_id | active | joined
            2026-10 | 74.71.01.1001 | 1      | KALLA      | 3      | 3
            2026-10 | 74.71.01.1002 | 1      | KALLA      | 30     | 20
            2026-10 | 74.71.01.1003 | 2      | MANDIRI    | 9      | 0
            2026-10 | 74.71.02.1004 | 2      | MANDIRI    | 40     | 40
            2026-10 | 74.71.02.1005 | 1      | KALLA      | 98     | 6
            2026-10 | 33.24.01.2001 | 1      | LAIN       | 60     | 6
        """,
        mart_sponsor="""
            month   | village_code  | sponsor_id | sponsored_active | contribution_due_idr
            2026-09 | 74.71.01.1001 | KALLA      | 3                | 50400
            2026-10 | 74.71.01.1001 | KALLA      | 3                | 50400
            2026-10 | 74.71.01.1002 | KALLA      | 30               | 504000
            2026-10 | 74.71.01.1003 | KALLA      | 8                | 134400
            2026-10 | 74.71.01.1003 | MANDIRI    | 9                | 151200
        """,
        mart_workforce="""
            series        | region_code   | segment | workers
            dtsen_bekerja | 74.71.01.1001 | BPU     | 50
            dtsen_bekerja | 74.71.01.1002 | BPU     | 90
            dtsen_bekerja | 74.71.01.1003 | BPU     | 80
            dtsen_bekerja | 74.71.02.1004 | BPU     | 70
            dtsen_bekerja | 74.71.02.1005 | BPU     | 100
            dtsen_bekerja | 33.24.01.2001 | BPU     | 500
        """,
    )


def test_the_threshold_is_the_declared_one() -> None:
    assert K == 5


def test_a_small_group_is_masked_with_the_least_other_of_its_district(world: WorldSnapshot) -> None:
    found = ask(world, "active", by="village", where={"regency": "74.71"}, role="public")
    assert answers(found, "active", "active_status") == [
        ["74.71.01.1001", None, "masked"],
        ["74.71.01.1002", 30, "ok"],
        ["74.71.01.1003", None, "masked"],
        ["74.71.02.1004", 40, "ok"],
        ["74.71.02.1005", 98, "ok"],
    ]


def test_a_masked_cell_is_null_and_never_zero_in_every_form(world: WorldSnapshot) -> None:
    document = ask(world, "active", by="village", where={"district": "74.71.01"}, role="public").to_json("id")
    assert [(row["active"], row["active_status"]) for row in document["rows"]] == [
        (None, "masked"),
        (30, "ok"),
        (None, "masked"),
    ]


def test_the_steward_and_the_planner_of_the_place_see_small_groups(world: WorldSnapshot) -> None:
    for role in ("steward", "planner:74.71"):
        assert answers(ask(world, "active", by="village", where={"district": "74.71.01"}, role=role))[0][1] == 3


def test_a_rate_hides_its_numerator_and_a_small_rest_too(world: WorldSnapshot) -> None:
    metrics = ["coverage_rate", "coverage_gap", "active", "eligible_workers"]
    found = ask(world, metrics, by="village", where={"regency": "74.71"}, role="public")
    columns = ["coverage_rate", "coverage_rate_numerator", "coverage_gap", "active", "eligible_workers"]
    assert answers(found, *columns) == [
        ["74.71.01.1001", None, None, None, None, 50],
        ["74.71.01.1002", round(30 / 90, 6), 30, 60, 30, 90],
        ["74.71.01.1003", None, None, None, None, 80],
        # 2 of 100 workers in 1005 are not covered: that group is small as well.
        ["74.71.02.1004", None, None, None, None, 70],
        ["74.71.02.1005", None, None, None, None, 100],
    ]


def test_the_gap_alone_does_not_give_a_small_numerator_away(world: WorldSnapshot) -> None:
    found = ask(world, "coverage_gap", by="village", where={"district": "74.71.01"}, role="public")
    assert [row[-1] for row in answers(found, "coverage_gap_status")] == ["masked", "ok", "masked"]


def test_a_small_denominator_masks_the_rate_and_itself() -> None:
    small = snapshot_world(
        mart_coverage="month | village_code | active\n2026-10 | 74.71.01.1001 | 4\n2026-10 | 74.71.01.1002 | 40",
        mart_workforce="""
            series        | region_code   | segment | workers
            dtsen_bekerja | 74.71.01.1001 | BPU     | 4
            dtsen_bekerja | 74.71.01.1002 | BPU     | 90
        """,
    )
    found = ask(small, ["coverage_rate", "eligible_workers"], by="village", role="public")
    columns = ["coverage_rate", "coverage_rate_denominator", "eligible_workers"]
    assert answers(found, *columns) == [["74.71.01.1001", None, None, None], ["74.71.01.1002", None, None, None]]


def test_rupiah_and_months_of_a_few_persons_are_masked(world: WorldSnapshot) -> None:
    where = {"sponsor": "KALLA", "district": "74.71.01"}
    metrics = ["contribution_due_idr", "paid_person_months", "sponsored_active"]
    found = ask(world, metrics, by="village", where=where, role="sponsor:KALLA")
    statuses = answers(found, *(f"{metric}_status" for metric in metrics))
    assert statuses == [
        ["74.71.01.1001", *["masked"] * 3],
        ["74.71.01.1002", *["ok"] * 3],
        ["74.71.01.1003", *["masked"] * 3],
    ]
    months = ask(world, "paid_person_months", by="village", where=where, span=(24320, 24321), role="public")
    assert answers(months, "paid_person_months_status")[0] == ["74.71.01.1001", "masked"]


def test_a_sponsor_asks_about_itself_only(world: WorldSnapshot) -> None:
    role = "sponsor:KALLA"
    assert answers(ask(world, "sponsored_active", role=role)) == [[41]]
    assert [row[0] for row in answers(ask(world, "sponsored_active", by="sponsor", role=role))] == ["KALLA"]
    assert refusal(world, "sponsored_active", where={"sponsor": "MANDIRI"}, role=role).code == "not_allowed"
    assert refusal(world, "active", by="village", where={"sponsor": ["KALLA", "MANDIRI"]}, role=role).code == (
        "not_allowed"
    )


def test_a_planner_asks_about_the_own_region_only(world: WorldSnapshot) -> None:
    assert [row[0] for row in answers(ask(world, "active", by="regency", role="planner:74.71"))] == ["74.71"]
    assert ask(world, "active", role="planner:74.71.01").value() == 42
    assert ask(world, "active", where={"province": "74"}, role="planner:74.71.01").value() == 42
    assert refusal(world, "active", where={"regency": "33.24"}, role="planner:74.71").code == "not_allowed"
    assert refusal(world, "active", where={"village": "74.71.02.1004"}, role="planner:74.71.01").code == "not_allowed"


@pytest.mark.parametrize("text", ["", "admin", "sponsor", "sponsor:", "planner:7", "public:x"])
def test_an_unknown_role_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        Role.parse(text)


TABLES = st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=5), min_size=2, max_size=5).filter(
    lambda rows: len({len(row) for row in rows}) == 1
)


@given(TABLES)
@settings(max_examples=50)
def test_no_row_or_column_total_gives_a_masked_cell_away(table: Sequence[Sequence[int]]) -> None:
    width = len(table[0])
    amounts = [float(cell) for row in table for cell in row]
    lines = [[row * width + column for column in range(width)] for row in range(len(table))]
    lines += [[row * width + column for row in range(len(table))] for column in range(width)]
    small = {place for place, amount in enumerate(amounts) if 0 < amount < K}
    masked = _with_complements(small, amounts, lines, K)
    assert small <= masked
    for line in lines:
        hidden = [place for place in line if place in masked]
        assert len(hidden) != 1
        shown = [place for place in line if place not in masked]
        assert not hidden or not shown or sum(amounts[place] for place in hidden) >= K
