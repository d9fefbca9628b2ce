"""Claims, contributions and commitments: by month, additive, of one sender and one level."""

from __future__ import annotations

import pytest

from .engines import ENGINES
from .world import answers, world

every_engine = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)


@every_engine
def test_a_payment_is_spread_over_the_months_it_protects_and_no_rupiah_is_lost(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            contributions="""
                sponsor | paid_month | start   | end     | workers | paid_idr
                KALLA   | 2025-01    | 2025-02 | 2025-04 | 10      | 1000
            """,
            last="2025-06",
        )
    )
    assert answers(told["mart_contribution"], "month", "sponsor_id", "workers", "paid_idr", "received_idr") == [
        ["2025-01", "KALLA", 0, 0, 1000],
        ["2025-02", "KALLA", 10, 333, 0],
        ["2025-03", "KALLA", 10, 333, 0],
        ["2025-04", "KALLA", 10, 334, 0],
    ]


@every_engine
def test_two_payments_of_a_month_are_added(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            contributions="""
                sponsor | paid_month | start   | end     | workers | paid_idr
                KALLA   | 2025-01    | 2025-01 | 2025-01 | 10      | 168000
                KALLA   | 2025-01    | 2025-01 | 2025-01 | 5       | 84000
                BAZNAS  | 2025-01    | 2025-01 | 2025-01 | 1       | 16800
            """,
            last="2025-02",
        )
    )
    assert answers(told["mart_contribution"], "sponsor_id", "workers", "paid_idr", "received_idr") == [
        ["BAZNAS", 1, 16_800, 16_800],
        ["KALLA", 15, 252_000, 252_000],
    ]


@every_engine
def test_what_a_payment_protects_after_the_last_real_month_is_not_yet_counted(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            contributions="""
                sponsor | paid_month | start   | end     | workers | paid_idr
                KALLA   | 2025-05    | 2025-05 | 2025-08 | 10      | 400
            """,
            last="2025-06",
        )
    )
    assert answers(told["mart_contribution"], "month", "paid_idr") == [["2025-05", 100], ["2025-06", 100]]


@every_engine
def test_claims_of_the_finest_level_count_and_those_of_the_regency_are_not_added(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            claims="""
                period  | area_code     | programme | cases | paid_idr
                2025-01 | 74.71         | JKM       | 5     | 210
                2025-01 | 74.71.01      | JKM       | 3     | 126
                2025-01 | 74.71.02      | JKM       | 1     | 42
                2025-02 | 74.71         | JKM       | 2     | 84
            """,
        )
    )
    assert answers(told["mart_claim"], "month", "village_code", "sponsor_id", "cases", "paid_idr") == [
        ["2025-01", "74.71.01.0000", "TIDAK_TERDAFTAR", 3, 126],
        ["2025-01", "74.71.02.0000", "TIDAK_TERDAFTAR", 1, 42],
        ["2025-02", "74.71.00.0000", "TIDAK_TERDAFTAR", 2, 84],
    ]


@every_engine
def test_of_two_senders_of_claims_the_first_in_the_declared_order_counts(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            claims="""
                period  | sender | area_code | programme | sponsor | cases | paid_idr
                2025-01 | bpjs   | 74.71     | JKK       | KALLA   | 2     | 20
                2025-01 | dinas  | 74.71     | JKK       | KALLA   | 9     | 90
            """,
            sender_order=("dinas", "bpjs"),
        )
    )
    assert answers(told["mart_claim"], "sponsor_id", "cases", "paid_idr") == [["KALLA", 9, 90]]


@every_engine
def test_a_commitment_without_an_end_holds_as_long_as_the_place_has_months(engine) -> None:  # type: ignore[no-untyped-def]
    told = engine(
        world(
            commitments="""
                committed_by | start   | end     | workers
                Satu         | 2025-02 | 2025-02 | 1500
                Dua          | 2025-03 | -       | 200
            """,
            last="2025-04",
        )
    )
    assert answers(told["mart_commitment"], "month", "committed_by", "workers") == [
        ["2025-02", "Satu", 1500],
        ["2025-03", "Dua", 200],
        ["2025-04", "Dua", 200],
    ]
