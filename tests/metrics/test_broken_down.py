"""When a segment counts as broken down: at most 2 % outside, judged per regency, place and span, before filters."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers
from tests.snapshot_world import WorldSnapshot, snapshot_world

SEPTEMBER = 2026 * 12 + 8

CELLS = """
    series        | as_of      | region_code   | segment | workers
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 200
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | PU      | 1000
    dtsen_bekerja | 2026-01-01 | 74.71.02.1002 | BPU     | 300
    dtsen_bekerja | 2026-01-01 | 74.71.02.1002 | PU      | 1000
"""


def with_counts(coarse: int, month: str = "2026-10") -> WorldSnapshot:
    """BPU on lists; PU by village, save `coarse` of it that came by regency only."""
    return snapshot_world(
        mart_coverage=f"""
            month   | village_code  | segment | detail  | decile | active
            2026-09 | 74.71.01.1001 | BPU     | village | 1      | 40
            2026-09 | 74.71.01.1001 | PU      | village | *      | 980
            2026-10 | 74.71.01.1001 | BPU     | village | 1      | 50
            2026-10 | 74.71.02.1002 | BPU     | village | 1      | 60
            2026-10 | 74.71.01.1001 | PU      | village | *      | 980
            {month} | 74.71.00.0000 | PU      | regency | *      | {coarse}
        """,
        mart_workforce=CELLS,
    )


def test_up_to_two_percent_outside_a_segment_still_stands_over_its_workers() -> None:
    result = ask(with_counts(20), "coverage_rate", by="village")
    assert (result.scope, result.series) == ((), "dtsen_bekerja")
    assert answers(result, "coverage_rate_numerator", "coverage_rate_denominator") == [
        ["74.71.01.1001", 1030, 1200],
        ["74.71.02.1002", 60, 1300],
    ]
    assert [(one.segment, one.persons, one.code) for one in result.outside] == [("PU", 20, "segment")]


def test_above_two_percent_both_sides_are_limited_to_the_other_segments() -> None:
    result = ask(with_counts(21), "coverage_rate", by="village")
    assert result.scope == ("BPU",)
    assert answers(result, "coverage_rate_numerator", "coverage_rate_denominator") == [
        ["74.71.01.1001", 50, 200],
        ["74.71.02.1002", 60, 300],
    ]
    assert [(one.segment, one.persons) for one in result.outside] == [("PU", 1001)]


def test_the_share_outside_is_judged_over_all_months_asked() -> None:
    world = with_counts(30, month="2026-09")
    assert ask(world, "coverage_rate", by="village", month=SEPTEMBER).scope == ("BPU",)
    assert ask(world, "coverage_rate", by="village", month=SEPTEMBER + 1).scope == ()
    # 30 of 1,990 over both months is under 2 %.
    assert ask(world, "coverage_rate", by=["month", "village"]).scope == ()


def test_the_share_outside_is_judged_before_any_filter() -> None:
    world = with_counts(21)
    for where in ({"village": "74.71.02.1002"}, {"district": "74.71.02", "village": "74.71.02.1002"}):
        result = ask(world, "coverage_rate", where=where)
        assert (result.scope, answers(result)) == (("BPU",), [[0.2]])


def test_a_segment_broken_down_in_one_regency_only_is_limited_in_all() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | detail   | active
            2026-10 | 74.71.01.1001 | BPU     | village  | 50
            2026-10 | 74.71.01.0000 | PU      | district | 100
            2026-10 | 33.24.01.2001 | BPU     | village  | 30
            2026-10 | 33.24.01.2001 | PU      | village  | 70
        """,
        mart_workforce="""
            series        | as_of      | region_code   | segment | workers
            dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 200
            dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | PU      | 400
            dtsen_bekerja | 2026-01-01 | 33.24.01.2001 | BPU     | 100
            dtsen_bekerja | 2026-01-01 | 33.24.01.2001 | PU      | 100
        """,
    )
    assert answers(ask(world, "coverage_rate", by="village")) == [["33.24.01.2001", 0.3], ["74.71.01.1001", 0.25]]
    alone = ask(world, "coverage_rate", by="village", where={"regency": "33.24"})
    assert (alone.scope, answers(alone)) == ((), [["33.24.01.2001", 0.5]])


@pytest.mark.parametrize(("remainder", "limited"), [(-3, True), (-1, False), (1, False), (3, True)])
def test_a_remainder_counts_as_outside_whether_it_adds_or_takes_away(remainder: int, limited: bool) -> None:
    world = snapshot_world(
        mart_coverage=f"""
            month   | village_code  | segment | detail   | decile | active
            2026-10 | 74.71.01.1001 | BPU     | village  | 1      | 100
            2026-10 | 74.71.01.1001 | PMI     | village  | 1      | 10
            2026-10 | 74.71.01.0000 | BPU     | district | *      | {remainder}
        """,
        mart_workforce="""
            series      | region_code   | segment | workers
            ucj_potensi | 74.71.01.1001 | BPU     | 200
            ucj_potensi | 74.71.01.1001 | PU      | 200
        """,
    )
    result = ask(world, "coverage_rate", by="village")
    assert ("BPU" not in result.scope) == (limited and bool(result.scope))


def test_members_outside_are_counted_where_they_may_belong() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | detail   | decile | active
            2026-10 | 74.71.01.1001 | BPU     | village  | 1      | 50
            2026-10 | 74.71.01.0000 | PU      | district | *      | 100
            2026-10 | 74.71.02.0000 | PU      | district | *      | 70
            2026-10 | 74.71.00.0000 | JAKON   | regency  | *      | 9
        """
    )
    result = ask(world, "active", where={"village": "74.71.01.1001"})
    assert result.value() == 50
    assert [(one.segment, one.persons) for one in result.outside] == [("PU", 100), ("JAKON", 9)]
