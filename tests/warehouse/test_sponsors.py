"""What a sponsor's money bought: months, rupiah by tariff, and the promise beside the delivery."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def test_a_month_costs_by_sector_and_band_and_only_for_the_self_employed(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | segment | start   | end     | occupation   | band
            -------+---------+---------+---------+---------+--------------+-----
            p01    | KALLA   | BPU     | 2025-01 | 2025-02 | nelayan      | -
            p02    | KALLA   | BPU     | 2025-01 | 2025-01 | transportasi | 1
            p03    | KALLA   | BPU     | 2025-01 | 2025-01 | -            | 2
            p04    | KALLA   | PU      | 2025-01 | 2025-01 | -            | 2
        """,
        last="2025-02",
    )
    columns = (
        "month",
        "occupation_group",
        "segment",
        "paid_person_months",
        "contribution_due_idr",
        "contribution_due_low_idr",
    )
    assert answers(told["mart_sponsor"], *columns, month="2025-01") == [
        ["2025-01", "?", "BPU", 1, 1000, 500],
        ["2025-01", "?", "PU", 1, 0, 0],
        ["2025-01", "nelayan", "BPU", 1, 100, 50],
        ["2025-01", "transportasi", "BPU", 1, 10, 5],
    ]
    assert answers(told["mart_sponsor"], "month", "contribution_due_idr") == [["2025-01", 1110], ["2025-02", 100]]


def test_a_month_paid_twice_is_due_from_both(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-01
            p01    | APBD    | 2025-01 | 2025-01
        """,
        last="2025-01",
    )
    assert answers(told["mart_sponsor"], "sponsor_id", "contribution_due_idr") == [["APBD", 100], ["KALLA", 100]]
    assert answers(told["mart_coverage"], "active") == [[1]]


def test_blocks_of_one_sponsor_that_follow_each_other_end_each_on_its_own(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-02
            p01    | KALLA   | 2025-03 | 2025-05
            p01    | KALLA   | 2025-04 | 2025-06
        """,
        last="2025-06",
    )
    assert answers(told["mart_sponsor"], "month", "ending") == [["2025-02", 1], ["2025-06", 1]]


def test_somebody_paid_for_is_registered_in_the_segment_that_is_paid(marts: Drawn) -> None:
    told = marts(
        lists="""
            sender | period  | person | sponsor | segment | start   | end
            -------+---------+--------+---------+---------+---------+--------
            bpjs   | 2025-01 | p01    | KALLA   | PU      | 2025-01 | 2025-02
            dinas  | 2025-01 | p01    | KALLA   | BPU     | -       | -
        """,
        last="2025-03",
    )
    assert answers(told["mart_sponsor"], "month", "segment", "sponsored_registered", "sponsored_active") == [
        ["2025-01", "PU", 1, 1],
        ["2025-02", "PU", 1, 1],
        ["2025-03", "BPU", 1, 0],
    ]


def test_a_pledge_stands_beside_what_was_paid_and_what_was_submitted(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-02 | 2025-03
            p02    | KALLA   | 2025-02 | 2025-02
        """,
        pledges="""
            sponsor | start   | end     | workers
            --------+---------+---------+--------
            KALLA   | 2025-02 | 2025-03 | 1500
            KALLA   | 2025-03 | 2025-03 | 20
            ANTAM   | 2025-01 | 2025-01 | 7
        """,
        submitted="""
            sponsor | period  | submitted | accepted
            --------+---------+-----------+---------
            KALLA   | 2025-02 | 3         | 2
            KALLA   | 2025-04 | 5         | 5
        """,
        last="2025-04",
    )
    columns = ("month", "sponsor_id", "pledged", "paid", "submitted", "accepted")
    assert answers(told["mart_pledge"], *columns) == [
        ["2025-01", "ANTAM", 7, 0, None, None],
        ["2025-02", "KALLA", 1500, 2, 3, 2],
        ["2025-03", "KALLA", 1520, 1, 3, 2],
        ["2025-04", "KALLA", None, 0, 5, 5],
    ]


def test_a_pledge_without_a_first_or_last_month_is_not_lost(marts: Drawn) -> None:
    told = marts(
        pledges="""
            sponsor | start   | end     | workers
            --------+---------+---------+--------
            KALLA   | -       | 2025-02 | 100
            KALLA   | 2025-02 | -       | 7
        """,
        last="2025-03",
    )
    assert answers(told["mart_pledge"], "month", "pledged") == [["2025-01", 100], ["2025-02", 107], ["2025-03", 7]]
