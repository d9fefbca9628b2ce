"""Rows that say the same twice must not split a stretch of months: windows need an order without ties.

A naming interval and a block of the same months once made two stretches for some person keys, so that a sponsor's
registered people counted twice. It takes some hundred people until an engine sorts such
twins differently in two windows.
"""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from src.coverage.text import month_number

from .engines import by_hand, on_duckdb
from .test_random_worlds import MARTS, assert_same_rows
from .world import Row, Tables, answers, world

SPONSORS = ("KALLA", "ANTAM", "BAZNAS", "APBD")
PEOPLE = 200


def _key(seed: int, number: int) -> str:
    return sha256(f"{seed}/{number}".encode()).hexdigest()[:32]


def _rounds(seed: int) -> Tables:
    """People whose sponsors send a list at each yearly round, all rows in disorder."""
    chance, rows = random.Random(seed), []
    for number in range(PEOPLE):
        quarter, sponsor = chance.randrange(8), SPONSORS[number % 4]
        for round_ in range(chance.randrange(1, 4)):
            start = month_number("2024-01") + quarter * 3 + round_ * 12
            rows.append(
                {"sender": f"{sponsor}{quarter}", "period": start, "person": _key(seed, number), "sponsor": sponsor}
                | {"start": start, "end": start + 11}
            )
    chance.shuffle(rows)
    return world(lists=rows, first="2024-01", last="2026-12")


@pytest.mark.parametrize("seed", range(4))
def test_some_hundred_people_in_yearly_rounds_are_counted_once_each(seed: int) -> None:
    tables = _rounds(seed)
    told, counted = on_duckdb(tables), by_hand(tables)
    for mart in MARTS:
        assert_same_rows(mart, told[mart], counted[mart], ("oracle", "SQL"))


def test_people_whom_one_list_names_twice_with_the_same_months_have_one_block() -> None:
    twins: list[Row] = [
        {"person": _key(0, number), "sponsor": "KALLA", "village": f"74.71.01.100{village}"}
        | {"start": month_number("2025-01"), "end": month_number("2025-03")}
        for number in range(PEOPLE)
        for village in (1, 2)
    ]
    random.Random(0).shuffle(twins)
    told = on_duckdb(world(lists=twins, last="2025-04"))
    assert len(told["stg_block"]) == PEOPLE
    assert answers(told["mart_coverage"], "month", "active", "expiring", "lapsed") == [
        ["2025-01", PEOPLE, 0, 0],
        ["2025-02", PEOPLE, 0, 0],
        ["2025-03", PEOPLE, PEOPLE, 0],
        ["2025-04", 0, 0, PEOPLE],
    ]
