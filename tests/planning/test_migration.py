"""Moves between deciles told: who came into the target group and who left it, and what masked cells forbid to say."""

from __future__ import annotations

from src.coverage.metrics import ask
from src.coverage.planning.equity import target_text
from src.coverage.planning.migration import Migration, migration_finding, migration_of, register_pairs
from src.coverage.planning.programmes import programmes_of
from src.coverage.text import month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

MOVES = """
    village_code  | from_period | to_period | decile_from | decile_to | persons
    74.71.01.1001 | 2026-01     | 2026-07   | 1           | 1         | 50
    74.71.01.1001 | 2026-01     | 2026-07   | 4           | 6         | 12
    74.71.01.1001 | 2026-01     | 2026-07   | 6           | 2         | 7
    74.71.01.1001 | 2026-01     | 2026-07   | 0           | 3         | 9
    74.71.01.1001 | 2026-01     | 2026-07   | ?           | 1         | 6
    74.71.01.1001 | 2026-01     | 2026-07   | 2           | 0         | 8
"""
MEMBERS = """
    month   | village_code  | decile | sponsor_id | sponsor_kind | active
    2026-07 | 74.71.01.1001 | 1      | KALLA      | CSR          | 20
    2026-07 | 74.71.01.1001 | 6      | KALLA      | CSR          | 10
    2026-07 | 74.71.01.1001 | ?      | KALLA      | CSR          | 5
    2026-07 | 74.71.01.1001 | 1      | BAZNAS     | ZAKAT        | 40
    2026-07 | 74.71.01.1001 | 1      | MANDIRI    | MANDIRI      | 90
"""
TARGET = ("1", "2", "3", "4")


def town() -> WorldSnapshot:
    return snapshot_world(mart_decile_migration=MOVES, mart_coverage=MEMBERS)


def moved(role: str = "steward") -> Migration:
    return migration_of(ask(town(), "decile_migration", by=("decile_before", "decile"), role=role))


def test_the_new_and_the_unknown_neither_enter_nor_leave_the_target_group() -> None:
    assert moved().entered(TARGET) == 7
    assert moved().left(TARGET) == 12
    assert moved().persons(now={"0"}) == 8 and moved().persons(before={"0"}) == 9


def test_the_sentence_names_both_registers() -> None:
    (pair,) = register_pairs(town(), "74.71")
    assert (pair.from_period, pair.to_period, pair.villages) == (month_number("2026-01"), month_number("2026-07"), 1)
    text = migration_finding(moved(), pair, TARGET, target_text(TARGET))
    assert text.en == "Between the registers of January 2026 and July 2026, 7 people came into and 12 left deciles 1–4."


def test_no_sum_is_told_over_a_masked_cell() -> None:
    few = MOVES.replace("| 7\n", "| 2\n")
    world = snapshot_world(mart_decile_migration=few, mart_coverage=MEMBERS)
    found = migration_of(ask(world, "decile_migration", by=("decile_before", "decile"), role="public"))
    assert found.entered(TARGET) is None


def test_each_kind_of_payer_is_told_by_itself_and_the_self_paid_are_not() -> None:
    found = programmes_of(ask(town(), "active", by=("sponsor_kind", "decile")), TARGET)
    told = [(one.kind, one.active, one.in_target, one.unknown, one.share_in_target) for one in found]
    assert told == [("ZAKAT", 40, 40, 0, 1.0), ("CSR", 35, 20, 5, 20 / 30)]
