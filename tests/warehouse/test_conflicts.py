"""Senders that disagree are united or compared, and the disagreement is told."""

from __future__ import annotations

import pytest

from src.coverage.text import month_number

from .engines import ENGINES, as_set
from .world import world


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_two_senders_that_state_other_months_for_one_person_and_sponsor_are_named(engine: str) -> None:
    tables = world(
        lists="""
            sender | period  | person | sponsor | start   | end
            -------+---------+--------+---------+---------+--------
            bpjs   | 2025-01 | p01    | KALLA   | 2025-01 | 2025-03
            dinas  | 2025-01 | p01    | KALLA   | 2025-01 | 2025-06
            bpjs   | 2025-01 | p02    | KALLA   | 2025-01 | 2025-03
            dinas  | 2025-01 | p02    | KALLA   | 2025-01 | 2025-03
        """,
        last="2025-06",
    )
    rows = ENGINES[engine](tables)["ref_conflict"]
    assert as_set(rows, ("conflict", "segment", "sender_a", "sender_b", "persons")) == [
        ("lists", "BPU", "bpjs", "dinas", 1)
    ]


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_counts_that_are_only_compared_are_named_where_they_differ(engine: str) -> None:
    tables = world(
        counts="""
            sender | period  | area_code | segment | active
            -------+---------+----------+---------+-------
            bpjs   | 2025-01 | 74.71.01 | PU      | 90
            dinas  | 2025-01 | 74.71    | PU      | 95
            bpjs   | 2025-02 | 74.71.01 | PU      | 91
            dinas  | 2025-02 | 74.71    | PU      | 91
        """,
        last="2025-02",
    )
    rows = ENGINES[engine](tables)["ref_conflict"]
    assert as_set(rows, ("conflict", "month", "sender_a", "sender_b", "persons")) == [
        ("counts", month_number("2025-01"), "bpjs", "dinas", 5)
    ]
