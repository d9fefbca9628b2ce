"""Denominators as they came: dated, revised, cut by what the file has, and the working people of the register."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def test_a_revised_denominator_stands_beside_the_old_one_under_its_own_date(relations: Drawn) -> None:
    told = relations(
        workforce="""
            series      | as_of_month | as_of_day  | region_code | segment | workers
            ------------+-------------+------------+-------------+---------+--------
            ucj_potensi | 2024-06     | 2024-06-08 | 74.71       | BPU     | 36000
            ucj_potensi | 2025-06     | 2025-06-08 | 74.71       | BPU     | 36140
            ucj_potensi | 2025-06     | 2025-06-08 | 74.71       | PU      | 88357
        """,
    )
    assert answers(told["mart_workforce"], "as_of_month", "region_code", "cut", "segment", "workers") == [
        ["2024-06", "74.71", "regency+segment", "BPU", 36000],
        ["2025-06", "74.71", "regency+segment", "BPU", 36140],
        ["2025-06", "74.71", "regency+segment", "PU", 88357],
    ]


def test_the_register_counts_those_who_work_by_village_decile_occupation_and_segment(relations: Drawn) -> None:
    told = relations(
        register="""
            person | period  | village       | decile | occupation | segment | works
            -------+---------+---------------+--------+------------+---------+------
            p01    | 2025-01 | 74.71.01.1001 | 1      | nelayan    | BPU     | 1
            p02    | 2025-01 | 74.71.01.1001 | 1      | nelayan    | BPU     | 1
            p03    | 2025-01 | 74.71.01.1001 | -      | -          | PU      | 1
            p04    | 2025-01 | 74.71.01.1002 | 2      | nelayan    | -       | 0
            p01    | 2025-06 | 74.71.01.1001 | 1      | nelayan    | -       | 0
            p02    | 2025-06 | 74.71.01.1001 | 2      | nelayan    | BPU     | 1
        """,
    )
    columns = ("as_of_month", "series", "region_code", "decile", "occupation_group", "segment", "cut", "workers")
    cut = "village+decile+occupation_group+segment"
    assert answers(told["mart_workforce"], *columns) == [
        ["2025-01", "dtsen_bekerja", "74.71.01.1001", "1", "nelayan", "BPU", cut, 2],
        ["2025-01", "dtsen_bekerja", "74.71.01.1001", "?", "?", "PU", cut, 1],
        ["2025-06", "dtsen_bekerja", "74.71.01.1001", "2", "nelayan", "BPU", cut, 1],
    ]


def test_welfare_counts_persons_and_heads_of_families_by_village_and_decile(relations: Drawn) -> None:
    told = relations(
        register="""
            person | period  | village       | decile | is_head
            -------+---------+---------------+--------+--------
            p01    | 2025-01 | 74.71.01.1001 | 1      | 1
            p02    | 2025-01 | 74.71.01.1001 | 1      | 0
            p03    | 2025-01 | 74.71.01.1001 | -      | 1
        """,
        decile_table="""
            period  | village_code  | decile | value | unit
            --------+---------------+--------+-------+---------
            2025-01 | 74.71.02.1001 | 7-10   | 40    | families
            2025-01 | 74.71.02.1001 | -      | 3     | families
        """,
    )
    assert answers(told["mart_welfare"], "village_code", "source", "unit", "decile", "value") == [
        ["74.71.01.1001", "register", "families", "1", 1],
        ["74.71.01.1001", "register", "families", "?", 1],
        ["74.71.01.1001", "register", "persons", "1", 2],
        ["74.71.01.1001", "register", "persons", "?", 1],
        ["74.71.02.1001", "decile_table", "families", "7-10", 40],
        ["74.71.02.1001", "decile_table", "families", "?", 3],
    ]
