"""Who changed decile between two registers, told village by village: a later register may cover one district only."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings

from src.coverage.text import month_number

from .engines import on_duckdb, on_sqlite
from .random_worlds import worlds
from .world import Row, Tables, world

COLUMNS = ("village_code", "from_period", "to_period", "decile_from", "decile_to")
FIRST, SECOND, THIRD = (month_number(month) for month in ("2025-01", "2025-06", "2025-09"))
A, B = "74.71.01.1001", "74.71.02.1001"


def moves(register: str) -> dict[tuple[Any, ...], int]:
    """The persons of each move, the same on both engines."""
    tables = world(register=register, lists="person | start | end\n1 | 2025-01 | 2025-03")
    found, carried = on_duckdb(tables), on_sqlite(tables)
    assert counted(found["mart_decile_migration"]) == counted(carried["mart_decile_migration"])
    return counted(found["mart_decile_migration"])


def counted(rows: list[Row]) -> dict[tuple[Any, ...], int]:
    return {tuple(row[column] for column in COLUMNS): row["persons"] for row in rows}


def by_hand(tables: Tables) -> dict[tuple[Any, ...], int]:
    """The same in plain Python: every register of every village beside the one before it there."""
    unlocated = f"{tables['in_place'][0]['regency_code']}.00.0000"
    named = {
        (row["period"], row["person_key"]): (row["village_code"] or unlocated, row["decile"] or "?")
        for row in tables["in_register"]
    }
    periods: dict[str, set[int]] = {}
    for (period, _), (village, _) in named.items():
        periods.setdefault(village, set()).add(period)
    found: Counter[tuple[Any, ...]] = Counter()
    people = sorted({person for _, person in named})
    for village, of_village in periods.items():
        for before, now in zip(sorted(of_village), sorted(of_village)[1:], strict=False):
            for person in people:
                own = {period: state for (period, one), state in named.items() if one == person}
                since = [period for period in own if before <= period < now]
                then = own[max(since)][1] if since else "0"
                if now in own and own[now][0] == village:
                    found[village, before, now, then, own[now][1]] += 1
                elif before in own and own[before][0] == village and not [p for p in own if before < p <= now]:
                    found[village, before, now, own[before][1], "0"] += 1
    return dict(found)


def test_people_in_both_registers_move_from_decile_to_decile() -> None:
    register = f"""
        person | period  | village | decile
        1      | 2025-01 | {A}     | 1
        2      | 2025-01 | {A}     | 1
        3      | 2025-01 | {A}     | 4
        1      | 2025-06 | {A}     | 3
        2      | 2025-06 | {A}     | 1
        3      | 2025-06 | {A}     | -
    """
    expected = {("1", "3"): 1, ("1", "1"): 1, ("4", "?"): 1}
    assert moves(register) == {(A, FIRST, SECOND, *pair): count for pair, count in expected.items()}


def test_the_new_and_the_missing_stand_beside_them() -> None:
    register = f"""
        person | period  | village | decile
        1      | 2025-01 | {A}     | 2
        2      | 2025-01 | {A}     | 5
        2      | 2025-06 | {A}     | 5
        3      | 2025-06 | {A}     | 7-10
    """
    expected = {("2", "0"): 1, ("5", "5"): 1, ("0", "7-10"): 1}
    assert moves(register) == {(A, FIRST, SECOND, *pair): count for pair, count in expected.items()}


def test_a_register_of_one_district_says_nothing_about_the_others() -> None:
    register = f"""
        person | period  | village | decile
        1      | 2025-01 | {A}     | 1
        2      | 2025-01 | {B}     | 1
        1      | 2025-06 | {A}     | 2
    """
    assert moves(register) == {(A, FIRST, SECOND, "1", "2"): 1}


def test_who_moved_into_the_district_is_found_where_the_earlier_register_named_him() -> None:
    register = f"""
        person | period  | village | decile
        1      | 2025-01 | {A}     | 1
        2      | 2025-01 | {B}     | 6
        1      | 2025-06 | {A}     | 1
        2      | 2025-06 | {A}     | 5
    """
    expected = {("1", "1"): 1, ("6", "5"): 1}
    assert moves(register) == {(A, FIRST, SECOND, *pair): count for pair, count in expected.items()}


def test_who_comes_back_after_a_register_without_him_is_new_again() -> None:
    register = f"""
        person | period  | village | decile
        1      | 2025-01 | {A}     | 1
        2      | 2025-01 | {A}     | 3
        2      | 2025-06 | {A}     | 3
        1      | 2025-09 | {A}     | 2
        2      | 2025-09 | {A}     | 3
    """
    assert moves(register) == {
        (A, FIRST, SECOND, "1", "0"): 1,
        (A, FIRST, SECOND, "3", "3"): 1,
        (A, SECOND, THIRD, "0", "2"): 1,
        (A, SECOND, THIRD, "3", "3"): 1,
    }


@settings(max_examples=40)
@given(worlds())
def test_the_sql_and_plain_python_count_the_same_moves(tables: Tables) -> None:
    assert counted(on_duckdb(tables)["mart_decile_migration"]) == by_hand(tables)
