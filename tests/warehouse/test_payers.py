"""Two payers in one month: who counts the person, who is told so, and what could be spent on somebody else."""

from __future__ import annotations

import pytest

from .conftest import Drawn
from .world import PAYER_ORDER, answers

TWICE = """
    person | sponsor | start   | end
    -------+---------+---------+--------
    p01    | KALLA   | 2025-01 | 2025-03
    p01    | APBD    | 2025-02 | 2025-04
"""


@pytest.mark.parametrize(
    ("order", "counted_by"),
    [
        (PAYER_ORDER, [["2025-01", "KALLA"], ["2025-02", "KALLA"], ["2025-03", "KALLA"], ["2025-04", "APBD"]]),
        (PAYER_ORDER[::-1], [["2025-01", "KALLA"], ["2025-02", "APBD"], ["2025-03", "APBD"], ["2025-04", "APBD"]]),
    ],
    ids=["company first", "budget first"],
)
def test_of_two_payers_the_first_of_the_declared_order_counts_the_person(
    marts: Drawn, order: tuple[str, ...], counted_by: list[list[str]]
) -> None:
    told = marts(lists=TWICE, payer_order=order, last="2025-04")
    active = answers(told["mart_coverage"], "month", "sponsor_id", "active")
    assert active == [[*line, 1] for line in counted_by]
    assert answers(told["mart_coverage"], "month", "double_paid") == [["2025-02", 1], ["2025-03", 1]]


@pytest.mark.parametrize("order", [PAYER_ORDER, PAYER_ORDER[::-1]], ids=["company first", "budget first"])
def test_a_sponsor_is_told_of_its_own_people_whoever_else_pays(marts: Drawn, order: tuple[str, ...]) -> None:
    told = marts(lists=TWICE, payer_order=order, last="2025-04")
    assert answers(
        told["mart_sponsor"], "sponsor_id", "month", "sponsored_registered", "sponsored_active", "ending"
    ) == [
        ["APBD", "2025-01", 1, 0, 0],
        ["APBD", "2025-02", 1, 1, 0],
        ["APBD", "2025-03", 1, 1, 0],
        ["APBD", "2025-04", 1, 1, 1],
        ["KALLA", "2025-01", 1, 1, 0],
        ["KALLA", "2025-02", 1, 1, 0],
        ["KALLA", "2025-03", 1, 1, 1],
        ["KALLA", "2025-04", 1, 0, 0],
    ]


def test_the_end_of_a_second_payer_changes_nothing_for_the_place(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-04
            p01    | APBD    | 2025-02 | 2025-03
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "month", "expiring", "moved_in", "taken_over") == [["2025-04", 1, 0, 0]]


def test_of_two_payers_of_one_kind_the_smaller_name_counts_the_person(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-01
            p01    | ANTAM   | 2025-01 | 2025-01
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "sponsor_id", "active", "registered") == [["ANTAM", 1, 1]]


def test_pairs_of_payers_show_what_the_worse_ranked_one_could_redirect(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village       | occupation   | band | segment
            -------+---------+---------+---------+---------------+--------------+------+--------
            p01    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1001 | nelayan      | 1    | BPU
            p01    | APBD    | 2025-01 | 2025-02 | 74.71.01.1001 | nelayan      | 2    | BPU
            p01    | BAZNAS  | 2025-02 | 2025-02 | 74.71.01.1001 | nelayan      | 1    | BPU
            p02    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1002 | transportasi | 1    | BPU
            p02    | APBD    | 2025-01 | 2025-01 | 74.71.01.1002 | transportasi | 1    | BPU
            p03    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1002 | -            | 1    | PU
            p03    | APBD    | 2025-01 | 2025-01 | 74.71.01.1002 | -            | 1    | PU
        """,
        last="2025-02",
    )
    # A discounted month costs 50, in transport 5, in band 2 ten times that; PU has no tariff here.
    columns = ("month", "village_code", "sponsor_a", "sponsor_b", "persons", "redirectable_idr")
    assert answers(told["mart_overlap"], *columns) == [
        ["2025-01", "74.71.01.1001", "APBD", "KALLA", 1, 500],
        ["2025-01", "74.71.01.1002", "APBD", "KALLA", 2, 5],
        ["2025-02", "74.71.01.1001", "APBD", "BAZNAS", 1, 500],
        ["2025-02", "74.71.01.1001", "APBD", "KALLA", 1, 500],
        ["2025-02", "74.71.01.1001", "BAZNAS", "KALLA", 1, 50],
    ]


def test_somebody_whom_two_sponsors_name_is_registered_once_with_the_better_ranked(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start | end
            -------+---------+-------+----
            p01    | KALLA   | -     | -
            p01    | APBD    | -     | -
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "sponsor_id", "registered") == [["KALLA", 1]]
    assert answers(told["mart_sponsor"], "sponsor_id", "sponsored_registered") == [["APBD", 1], ["KALLA", 1]]


def test_somebody_named_by_one_and_paid_by_another_is_registered_where_active(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | -       | -
            p01    | APBD    | 2025-01 | 2025-01
        """,
        last="2025-02",
    )
    assert answers(told["mart_coverage"], "month", "sponsor_id", "registered", "active") == [
        ["2025-01", "APBD", 1, 1],
        ["2025-02", "KALLA", 1, 0],
    ]
