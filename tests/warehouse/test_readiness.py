"""Registered is not protected: waiting months around 24 February 2025, unknown origins, and scholarship months."""

from __future__ import annotations

import pytest

from .conftest import Drawn
from .world import answers

READY = ("month", "active", "benefit_ready", "readiness_known")


@pytest.mark.parametrize(
    ("registered_on", "ready"),
    [("2025-02-23", ["2025-02", "2025-03", "2025-04", "2025-05"]), ("2025-02-24", ["2025-05"]), ("-", ["2025-05"])],
    ids=["the day before the rule", "the day of the rule", "no day known"],
)
def test_cover_that_starts_in_february_2025_waits_by_the_day(
    marts: Drawn, registered_on: str, ready: list[str]
) -> None:
    told = marts(
        lists=f"""
            period  | person | sponsor | start   | end     | registered_on
            --------+--------+---------+---------+---------+--------------
            2025-01 | -      | -       | -       | -       | -
            2025-02 | p01    | KALLA   | 2025-02 | 2025-05 | {registered_on}
        """,
        last="2025-05",
    )
    assert answers(told["mart_coverage"], "month", "benefit_ready") == [[month, 1] for month in ready]
    assert answers(told["mart_coverage"], "readiness_known") == [[4]]


def test_cover_that_started_before_the_rule_never_waits(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2024-12 | -      | -       | -       | -
            2025-01 | p01    | KALLA   | 2025-01 | 2025-03
        """,
        last="2025-03",
    )
    assert answers(told["mart_coverage"], *READY) == [["2025-01", 1, 1, 1], ["2025-02", 1, 1, 1], ["2025-03", 1, 1, 1]]


def test_a_day_of_registration_in_another_month_says_nothing_about_the_start(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end     | registered_on
            --------+--------+---------+---------+---------+--------------
            2024-12 | -      | -       | -       | -       | -
            2025-02 | p01    | KALLA   | 2025-02 | 2025-03 | 2025-01-15
        """,
        last="2025-03",
    )
    assert answers(told["mart_coverage"], *READY) == [["2025-02", 1, 0, 1], ["2025-03", 1, 0, 1]]


def test_1500_registered_in_december_2025_are_ready_from_march_2026(marts: Drawn) -> None:
    workers = [
        {"sender": "kalla", "period": 2025 * 12 + 11, "person": f"w{n}", "sponsor": "KALLA"}
        | {"start": 2025 * 12 + 11, "end": 2026 * 12 + 11, "registered_on": 20251201}
        for n in range(1500)
    ]
    earlier = [{"sender": "kalla", "period": 2025 * 12, "person": None}]
    told = marts(lists=earlier + workers, first="2025-11", last="2026-04")
    assert answers(told["mart_coverage"], *READY) == [
        ["2025-12", 1500, 0, 1500],
        ["2026-01", 1500, 0, 1500],
        ["2026-02", 1500, 0, 1500],
        ["2026-03", 1500, 1500, 1500],
        ["2026-04", 1500, 1500, 1500],
    ]


def test_who_is_there_in_the_first_month_of_a_sender_is_unknown_until_the_waiting_is_over(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-06 | p01    | KALLA   | 2025-06 | 2025-12
            2025-06 | p02    | KALLA   | 2025-07 | 2025-12
            2025-06 | p03    | KALLA   | 2025-05 | 2025-12
        """,
        first="2025-06",
        last="2025-10",
    )
    # Person 1 may have been a member for years; Person 2's start, and Person 3's in the month before, are stated.
    assert answers(told["mart_coverage"], *READY) == [
        ["2025-06", 2, 0, 1],
        ["2025-07", 3, 0, 2],
        ["2025-08", 3, 1, 2],
        ["2025-09", 3, 2, 3],
        ["2025-10", 3, 3, 3],
    ]


def test_earlier_membership_in_the_file_makes_the_origin_known_and_counts_towards_the_waiting(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end     | months_before
            --------+--------+---------+---------+---------+--------------
            2025-06 | p01    | KALLA   | 2025-06 | 2025-09 | 12
            2025-06 | p02    | KALLA   | 2025-06 | 2025-09 | 0
            2025-06 | p03    | KALLA   | 2025-06 | 2025-09 | 2
        """,
        first="2025-06",
        last="2025-09",
    )
    assert answers(told["mart_coverage"], *READY) == [
        ["2025-06", 3, 1, 3],
        ["2025-07", 3, 2, 3],
        ["2025-08", 3, 2, 3],
        ["2025-09", 3, 3, 3],
    ]


def test_who_comes_back_after_a_gap_waits_anew(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end     | months_before
            --------+--------+---------+---------+---------+--------------
            2025-01 | -      | -       | -       | -       | -
            2025-03 | p01    | KALLA   | 2025-03 | 2025-04 | 24
            2025-03 | p01    | APBD    | 2025-06 | 2025-09 | -
        """,
        last="2025-09",
    )
    assert answers(told["mart_coverage"], *READY) == [
        ["2025-03", 1, 1, 1],
        ["2025-04", 1, 1, 1],
        ["2025-06", 1, 0, 1],
        ["2025-07", 1, 0, 1],
        ["2025-08", 1, 0, 1],
        ["2025-09", 1, 1, 1],
    ]


def test_the_months_of_the_scholarship_add_up_over_gaps_and_earlier_membership(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end     | months_before
            --------+--------+---------+---------+---------+--------------
            2024-12 | -      | -       | -       | -       | -
            2025-01 | p01    | KALLA   | 2025-01 | 2025-02 | -
            2025-01 | p01    | KALLA   | 2025-04 | 2025-06 | -
            2025-01 | p02    | KALLA   | 2025-01 | 2025-06 | 3
        """,
        scholarship=4,
        last="2025-06",
    )
    assert answers(told["mart_coverage"], "month", "active", "scholarship_ready", "scholarship_known") == [
        ["2025-01", 2, 1, 2],
        ["2025-02", 2, 1, 2],
        ["2025-03", 1, 1, 1],
        ["2025-04", 2, 1, 2],
        ["2025-05", 2, 2, 2],
        ["2025-06", 2, 2, 2],
    ]


def test_without_a_known_origin_only_who_has_the_scholarships_months_is_known_to(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
        """,
        scholarship=3,
        last="2025-03",
    )
    assert answers(told["mart_coverage"], "month", "active", "scholarship_ready", "scholarship_known") == [
        ["2025-01", 1, 0, 0],
        ["2025-02", 1, 0, 0],
        ["2025-03", 1, 1, 1],
    ]


def test_a_sponsor_sees_who_of_its_own_people_is_ready(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-01 | -      | -       | -       | -
            2025-03 | p01    | KALLA   | 2025-03 | 2025-05
            2025-03 | p01    | APBD    | 2025-05 | 2025-07
        """,
        last="2025-07",
    )
    assert answers(told["mart_sponsor"], "sponsor_id", "month", "ready", "ready_known") == [
        ["APBD", "2025-05", 0, 1],
        ["APBD", "2025-06", 1, 1],
        ["APBD", "2025-07", 1, 1],
        ["KALLA", "2025-03", 0, 1],
        ["KALLA", "2025-04", 0, 1],
        ["KALLA", "2025-05", 0, 1],
    ]
