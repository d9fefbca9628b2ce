"""Village, decile and occupation of a member: the register's word before the list's, unknown is a row of its own."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def test_the_register_is_believed_where_it_disagrees_with_the_list(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village       | occupation
            -------+---------+---------+---------+---------------+-----------
            p01    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001 | nelayan
            p02    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001 | nelayan
        """,
        register="""
            person | period  | village       | decile | occupation
            -------+---------+---------------+--------+-----------
            p01    | 2025-01 | 74.71.02.1001 | 1      | petani
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "village_code", "decile", "occupation_group", "active") == [
        ["74.71.01.1001", "?", "nelayan", 1],
        ["74.71.02.1001", "1", "petani", 1],
    ]


def test_a_register_without_a_village_or_occupation_leaves_the_word_to_the_list(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village       | occupation
            -------+---------+---------+---------+---------------+-----------
            p01    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001 | nelayan
        """,
        register="""
            person | period  | village | decile | occupation
            -------+---------+---------+--------+-----------
            p01    | 2025-01 | -       | 2      | -
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "village_code", "decile", "occupation_group", "active") == [
        ["74.71.01.1001", "2", "nelayan", 1]
    ]


def test_unlocated_people_sit_in_codes_that_roll_up_by_prefix(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village
            -------+---------+---------+---------+--------------
            p01    | KALLA   | 2025-01 | 2025-01 | 74.71.01.1001
            p02    | KALLA   | 2025-01 | 2025-01 | 74.71.01.0000
            p03    | KALLA   | 2025-01 | 2025-01 | 74.71.00.0000
            p04    | KALLA   | 2025-01 | 2025-01 | -
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "village_code", "active") == [
        ["74.71.00.0000", 2],
        ["74.71.01.0000", 1],
        ["74.71.01.1001", 1],
    ]
    in_district = [row for row in told["mart_coverage"] if row["village_code"].startswith("74.71.01.")]
    assert answers(in_district, "active") == [[2]]


def test_pooled_and_unknown_deciles_are_rows_of_their_own(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-01
            p02    | KALLA   | 2025-01 | 2025-01
            p03    | KALLA   | 2025-01 | 2025-01
            p04    | KALLA   | 2025-01 | 2025-01
        """,
        register="""
            person | period  | village       | decile
            -------+---------+---------------+-------
            p01    | 2025-01 | 74.71.01.1001 | 1
            p02    | 2025-01 | 74.71.01.1001 | 7-10
            p03    | 2025-01 | 74.71.01.1001 | -
        """,
        last="2025-01",
    )
    assert answers(told["mart_coverage"], "decile", "active") == [["1", 1], ["7-10", 1], ["?", 2]]


def test_a_later_register_moves_a_person_in_its_month_and_the_first_one_holds_before(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | village
            -------+---------+---------+---------+--------------
            p01    | KALLA   | 2025-01 | 2025-04 | 74.71.01.1002
        """,
        register="""
            person | period  | village       | decile
            -------+---------+---------------+-------
            p01    | 2025-02 | 74.71.01.1001 | 1
            p01    | 2025-04 | 74.71.02.1001 | 2
        """,
        last="2025-05",
    )
    columns = ("month", "village_code", "decile", "active", "joined", "moved_in", "moved_out", "lapsed")
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-01", "74.71.01.1001", "1", 1, 1, 0, 0, 0],
        ["2025-02", "74.71.01.1001", "1", 1, 0, 0, 0, 0],
        ["2025-03", "74.71.01.1001", "1", 1, 0, 0, 0, 0],
        ["2025-04", "74.71.01.1001", "1", 0, 0, 0, 1, 0],
        ["2025-04", "74.71.02.1001", "2", 1, 0, 1, 0, 0],
        ["2025-05", "74.71.02.1001", "2", 0, 0, 0, 0, 1],
    ]


def test_a_register_that_comes_between_two_spells_moves_nobody(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-01
            p01    | KALLA   | 2025-04 | 2025-04
        """,
        register="""
            person | period  | village       | decile
            -------+---------+---------------+-------
            p01    | 2025-01 | 74.71.01.1001 | 1
            p01    | 2025-03 | 74.71.02.1001 | 1
        """,
        last="2025-04",
    )
    columns = ("month", "village_code", "active", "joined", "rejoined", "moved_in", "moved_out", "lapsed")
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-01", "74.71.01.1001", 1, 1, 0, 0, 0, 0],
        ["2025-02", "74.71.01.1001", 0, 0, 0, 0, 0, 1],
        ["2025-04", "74.71.02.1001", 1, 0, 1, 0, 0, 0],
    ]


def test_lists_that_differ_on_a_village_are_settled_by_the_latest_and_then_by_the_sender_believed_first(
    marts: Drawn,
) -> None:
    told = marts(
        lists="""
            sender | period  | person | sponsor | start   | end     | village
            -------+---------+--------+---------+---------+---------+--------------
            bpjs   | 2025-01 | p01    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1001
            bpjs   | 2025-02 | p01    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1002
            bpjs   | 2025-01 | p02    | KALLA   | 2025-01 | 2025-02 | 74.71.01.1001
            dinas  | 2025-01 | p02    | KALLA   | 2025-01 | 2025-02 | 74.71.02.1001
            bpjs   | 2025-02 | p02    | KALLA   | 2025-01 | 2025-02 | -
        """,
        sender_order=("dinas", "bpjs"),
        last="2025-02",
    )
    assert answers(told["mart_coverage"], "month", "village_code", "active") == [
        ["2025-01", "74.71.01.1002", 1],
        ["2025-01", "74.71.02.1001", 1],
        ["2025-02", "74.71.01.1002", 1],
        ["2025-02", "74.71.02.1001", 1],
    ]
