"""Members that come as counts: what the lists already hold is taken off, and nothing is carried over a silent month."""

from __future__ import annotations

from src.coverage.text import month_number

from .conftest import Drawn
from .world import answers

LISTED = """
    person | sponsor | start   | end     | village
    -------+---------+---------+---------+--------------
    p01    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001
    p02    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1002
    p03    | MANDIRI | 2025-01 | 2025-02 | 74.71.02.1001
    p04    | MANDIRI | 2025-01 | 2025-02 | -
"""


def test_a_count_of_the_whole_holds_the_listed_and_the_place_total_is_the_reported_one(marts: Drawn) -> None:
    told = marts(
        lists=LISTED,
        counts="""
            period  | area_code | segment | covers | active
            --------+-----------+---------+--------+-------
            2025-01 | 74.71.01  | BPU     | whole  | 10
            2025-01 | 74.71.02  | BPU     | whole  | 5
        """,
        last="2025-01",
    )
    columns = ("village_code", "detail", "decile", "sponsor_id", "active")
    assert answers(told["mart_coverage"], *columns, is_aggregate=1) == [
        ["74.71.00.0000", "district", "*", "TIDAK_TERDAFTAR", -1],
        ["74.71.01.0000", "district", "*", "TIDAK_TERDAFTAR", 8],
        ["74.71.02.0000", "district", "*", "TIDAK_TERDAFTAR", 4],
    ]
    assert answers(told["mart_coverage"], "active") == [[15]]


def test_a_count_smaller_than_the_list_leaves_a_negative_remainder(marts: Drawn) -> None:
    told = marts(
        lists=LISTED,
        counts="""
            period  | area_code | segment | covers | active
            --------+-----------+---------+--------+-------
            2025-01 | 74.71     | BPU     | whole  | 3
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "village_code", "detail", "active", is_aggregate=1) == [
        ["74.71.00.0000", "regency", -1]
    ]
    assert answers(told["mart_coverage"], "active") == [[3]]


def test_counts_that_say_nobody_is_there_are_a_nought_that_was_delivered(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | covers | active
            --------+-----------+---------+--------+-------
            2025-01 | 74.71     | PU      | whole  | 0
            2025-02 | 74.71     | PU      | whole  | 0
        """,
        last="2025-02",
    )
    columns = ("month", "village_code", "active", "registered", "net_change")
    assert sorted(tuple(row[name] for name in columns) for row in told["mart_coverage"]) == [
        (month_number("2025-01"), "74.71.00.0000", 0, 0, None),
        (month_number("2025-02"), "74.71.00.0000", 0, 0, 0),
    ]


def test_a_count_of_the_rest_stands_beside_the_listed(marts: Drawn) -> None:
    told = marts(
        lists=LISTED,
        counts="""
            period  | area_code | segment | covers | active | registered
            --------+-----------+---------+--------+--------+-----------
            2025-01 | 74.71.01  | BPU     | rest   | 10     | 12
            2025-01 | 74.71.01  | PU      | rest   | 7      | -
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "sponsor_id", "segment", "registered", "active") == [
        ["KALLA", "BPU", 2, 2],
        ["MANDIRI", "BPU", 2, 2],
        ["PEMBERI_KERJA", "PU", 7, 7],
        ["TIDAK_TERDAFTAR", "BPU", 12, 10],
    ]


def test_counts_know_nothing_of_readiness_joins_and_ends_and_only_their_net_change(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71.01  | PU      | 10
            2025-02 | 74.71.01  | PU      | 14
            2025-04 | 74.71.01  | PU      | 12
            2025-05 | 74.71.01  | PU      | 12
        """,
        last="2025-05",
    )
    columns = ("month", "active", "net_change", "benefit_ready", "joined", "lapsed", "expiring_90")
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-01", 10, None, None, None, None, None],
        ["2025-02", 14, 4, None, None, None, None],
        ["2025-04", 12, None, None, None, None, None],
        ["2025-05", 12, 0, None, None, None, None],
    ]
    assert answers(told["ref_missing"], "month", "area_code", "segment") == [["2025-03", "74.71.01", "PU"]]


def test_a_worker_who_leaves_a_list_stays_in_the_whole_and_the_remainder_says_so(marts: Drawn) -> None:
    told = marts(
        lists=LISTED,
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71.01  | BPU     | 10
            2025-02 | 74.71.01  | BPU     | 10
        """,
        last="2025-02",
    )
    assert answers(
        told["mart_coverage"], "month", "active", "joined", "lapsed", "net_change", village_code="74.71.01.1001"
    ) == [
        ["2025-01", 1, 1, 0, 0],
        ["2025-02", 0, 0, 1, 0],
    ]
    assert answers(told["mart_coverage"], "month", "active", "net_change", village_code="74.71.01.0000") == [
        ["2025-01", 8, None],
        ["2025-02", 9, 1],
    ]


def test_unlocated_people_who_lapse_change_the_unlocated_remainder(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village
            -------+---------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-01 | -
        """,
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71.01  | BPU     | 10
            2025-02 | 74.71.01  | BPU     | 10
        """,
        last="2025-02",
    )
    columns = ("month", "village_code", "is_aggregate", "active", "lapsed", "net_change")
    assert answers(told["mart_coverage"], *columns, month="2025-02") == [
        ["2025-02", "74.71.00.0000", 0, 0, 1, 0],
        ["2025-02", "74.71.00.0000", 1, 0, None, 1],
        ["2025-02", "74.71.01.0000", 1, 10, None, 0],
    ]
    assert answers(told["mart_coverage"], "month", "active") == [["2025-01", 10], ["2025-02", 10]]


def test_a_month_uses_counts_of_one_level_and_one_sender_and_never_adds_the_others(marts: Drawn) -> None:
    told = marts(
        counts="""
            sender | period  | area_code     | segment | active
            -------+---------+---------------+---------+-------
            bpjs   | 2025-01 | 74.71         | PU      | 100
            bpjs   | 2025-01 | 74.71.01      | PU      | 60
            dinas  | 2025-01 | 74.71.01      | PU      | 61
            dinas  | 2025-01 | 74.71.02      | PU      | 41
            bpjs   | 2025-02 | 74.71         | PU      | 100
            dinas  | 2025-03 | 74.71.01.1001 | PU      | 30
            bpjs   | 2025-03 | 74.71.01      | PU      | 60
        """,
        sender_order=("bpjs", "dinas"),
        last="2025-03",
    )
    assert answers(told["mart_coverage"], "month", "village_code", "detail", "active") == [
        ["2025-01", "74.71.01.0000", "district", 60],
        ["2025-02", "74.71.00.0000", "regency", 100],
        ["2025-03", "74.71.01.1001", "village", 30],
    ]


def test_an_area_that_does_not_come_is_not_delivered_and_neither_carried_nor_nought(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71.01  | PU      | 60
            2025-01 | 74.71.02  | PU      | 40
            2025-02 | 74.71.01  | PU      | 61
        """,
        last="2025-03",
    )
    assert answers(told["mart_coverage"], "month", "village_code", "active") == [
        ["2025-01", "74.71.01.0000", 60],
        ["2025-01", "74.71.02.0000", 40],
        ["2025-02", "74.71.01.0000", 61],
    ]
    assert answers(told["ref_missing"], "month", "area_code") == [
        ["2025-02", "74.71.02"],
        ["2025-03", "74.71.01"],
        ["2025-03", "74.71.02"],
    ]


def test_a_silent_month_is_missing_as_the_counts_before_it_came_whatever_comes_later(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71     | PU      | 100
            2025-03 | 74.71.01  | PU      | 60
        """,
        last="2025-03",
    )
    assert answers(told["ref_missing"], "month", "area_code") == [["2025-02", "74.71"]]


def test_a_sender_that_has_ended_misses_nothing_afterwards(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-01 | 74.71     | PU      | 100
        """,
        sender_order="""
            sender | rank | ended_month
            -------+------+------------
            bpjs   | 1    | 2025-02
        """,
        last="2025-04",
    )
    assert answers(told["ref_missing"], "month", "area_code") == [["2025-02", "74.71"]]
