"""Paid through, in arrears, inactive: drawn month by month; and which gap restarts the waiting months."""

from __future__ import annotations

import pytest

from .conftest import Drawn
from .world import answers

LATE = ("month", "active", "in_arrears")


def test_after_the_last_paid_month_two_months_are_arrears_and_the_third_unpaid_one_is_inactive(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
        """,
        last="2025-07",
    )
    assert answers(told["mart_coverage"], *LATE) == [
        ["2025-01", 1, 0],
        ["2025-02", 1, 0],
        ["2025-03", 1, 0],
        ["2025-04", 0, 1],
        ["2025-05", 0, 1],
    ]


def test_paying_again_ends_the_arrears_and_no_month_is_both(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-02
            p01    | APBD    | 2025-04 | 2025-05
        """,
        last="2025-08",
    )
    assert answers(told["mart_coverage"], *LATE, "sponsor_id") == [
        ["2025-01", 1, 0, "KALLA"],
        ["2025-02", 1, 0, "KALLA"],
        ["2025-03", 0, 1, "KALLA"],
        ["2025-04", 1, 0, "APBD"],
        ["2025-05", 1, 0, "APBD"],
        ["2025-06", 0, 1, "APBD"],
        ["2025-07", 0, 1, "APBD"],
    ]


@pytest.mark.parametrize(
    ("end", "late"),
    [("2022-10", []), ("2022-11", []), ("2022-12", ["2023-01", "2023-02"])],
    ids=["two months before", "the month before", "first unpaid in the rule's first month"],
)
def test_the_rule_on_arrears_counts_from_its_date_of_force(marts: Drawn, end: str, late: list[str]) -> None:
    told = marts(
        lists=f"""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2022-09 | p01    | KALLA   | 2022-09 | {end}
        """,
        first="2022-09",
        last="2023-04",
    )
    assert answers(told["mart_coverage"], "month", "in_arrears") == [[month, 1] for month in late]


def test_a_rule_of_one_month_leaves_no_arrears(marts: Drawn) -> None:
    told = marts(lists="person | sponsor | start | end\nani | KALLA | 2025-01 | 2025-03", grace=1, last="2025-06")
    assert answers(told["mart_coverage"], "month", "in_arrears") == []


def test_employees_are_not_in_arrears_by_this_rule(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor       | segment | start   | end
            -------+---------------+---------+---------+--------
            p01    | PEMBERI_KERJA | PU      | 2025-01 | 2025-02
            p02    | KALLA         | BPU     | 2025-01 | 2025-02
        """,
        last="2025-05",
    )
    assert answers(told["mart_coverage"], "month", "segment", "in_arrears") == [
        ["2025-03", "BPU", 1],
        ["2025-04", "BPU", 1],
    ]


def test_who_is_in_arrears_stands_in_the_cell_of_the_last_paid_month(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-02
        """,
        register="""
            person | period  | village       | decile
            -------+---------+---------------+-------
            p01    | 2025-01 | 74.71.01.1001 | 1
            p01    | 2025-03 | 74.71.02.1001 | 2
        """,
        last="2025-05",
    )
    assert answers(told["mart_coverage"], "month", "village_code", "decile", "in_arrears") == [
        ["2025-03", "74.71.01.1001", "1", 1],
        ["2025-04", "74.71.01.1001", "1", 1],
    ]


GAP = """
    period  | person | sponsor | start   | end
    --------+--------+---------+---------+--------
    2025-02 | -      | -       | -       | -
    2025-03 | p01    | KALLA   | 2025-03 | 2025-04
    2025-03 | p01    | KALLA   | {back}  | 2025-12
"""


@pytest.mark.parametrize(
    ("reading", "unbroken_gap", "back", "ready"),
    [
        ("any gap", 0, "2025-06", "2025-09"),
        ("beyond grace, one month", 2, "2025-06", "2025-07"),
        ("beyond grace, two months", 2, "2025-07", "2025-08"),
        ("beyond grace, three months", 2, "2025-08", "2025-11"),
        ("never", 999_999, "2025-08", "2025-09"),
    ],
    ids=lambda value: str(value).replace(" ", "_"),
)
def test_what_restarts_the_waiting_is_one_of_three_readings(
    marts: Drawn, reading: str, unbroken_gap: int, back: str, ready: str
) -> None:
    # Two of the three waiting months are paid before the gap: where it restarts nothing, one is left.
    told = marts(lists=GAP.format(back=back), unbroken_gap=unbroken_gap, last="2025-12")
    months = [month for month, count in answers(told["mart_coverage"], "month", "benefit_ready")]
    assert months[0] == ready, reading


def test_a_membership_from_before_the_rule_does_not_wait_after_a_gap_that_restarts_nothing(marts: Drawn) -> None:
    lists = """
        period  | person | sponsor | start   | end
        --------+--------+---------+---------+--------
        2024-11 | -      | -       | -       | -
        2024-12 | p01    | KALLA   | 2024-12 | 2025-01
        2024-12 | p01    | KALLA   | 2025-03 | 2025-05
    """
    unbroken = marts(lists=lists, unbroken_gap=2, first="2024-12", last="2025-05")
    assert answers(unbroken["mart_coverage"], "month", "active", "benefit_ready")[-3:] == [
        ["2025-03", 1, 1],
        ["2025-04", 1, 1],
        ["2025-05", 1, 1],
    ]
    restarted = marts(lists=lists, first="2024-12", last="2025-05")
    assert answers(restarted["mart_coverage"], "benefit_ready") == [[2]]


def test_a_later_spell_is_as_unknown_as_the_membership_it_continues(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-06 | 2025-06
            p01    | KALLA   | 2025-08 | 2025-12
        """,
        first="2025-06",
        last="2025-12",
        unbroken_gap=2,
        complete="2025-12",
    )
    # June is the sender's first month: nobody knows what was before. August goes on with it and waits two months more.
    assert answers(told["mart_coverage"], "month", "readiness_known")[0] == ["2025-10", 1]


@pytest.mark.parametrize(
    ("registered_on", "first_ready"),
    [("2025-02-22", "2025-02"), ("2025-02-23", "2025-02"), ("2025-02-24", "2025-05"), ("2025-02-25", "2025-05")],
)
def test_the_waiting_rule_holds_by_the_day_around_24_february_2025(
    marts: Drawn, registered_on: str, first_ready: str
) -> None:
    told = marts(
        lists=f"""
            period  | person | sponsor | start   | end     | registered_on
            --------+--------+---------+---------+---------+--------------
            2025-01 | -      | -       | -       | -       | -
            2025-02 | p01    | KALLA   | 2025-02 | 2025-06 | {registered_on}
        """,
        last="2025-06",
    )
    assert answers(told["mart_coverage"], "month", "benefit_ready")[0][0] == first_ready


@pytest.mark.parametrize(("start", "ready"), [("2025-01", "2025-01"), ("2025-02", "2025-05"), ("2025-03", "2025-06")])
def test_months_without_a_day_wait_from_february_2025_on(marts: Drawn, start: str, ready: str) -> None:
    told = marts(
        lists=f"""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2024-12 | -      | -       | -       | -
            2025-01 | p01    | KALLA   | {start} | 2025-08
        """,
        first="2024-12",
        last="2025-08",
    )
    assert answers(told["mart_coverage"], "month", "benefit_ready")[0][0] == ready


@pytest.mark.parametrize(("before", "ready"), [(34, "2025-02"), (35, "2025-01"), (36, "2025-01"), (33, "2025-03")])
def test_the_scholarship_is_reached_in_the_thirty_sixth_month_earlier_membership_included(
    marts: Drawn, before: int, ready: str
) -> None:
    told = marts(
        lists=f"""
            person | sponsor | start   | end     | months_before
            -------+---------+---------+---------+--------------
            p01    | KALLA   | 2025-01 | 2025-06 | {before}
        """,
        last="2025-06",
    )
    assert answers(told["mart_coverage"], "month", "scholarship_ready")[0][0] == ready
