# ruff: noqa: E501 - a drawn table is read across
"""What sponsors owe and paid, and what was published of a place."""

from __future__ import annotations

from src.coverage.planning.money import commitments, realisations
from src.coverage.planning.statistics import published_statistics
from src.coverage.text import month_number
from tests.planning.world import city

PAID = """
    month   | regency_code | sponsor_id | sponsor_kind | workers | paid_idr | received_workers | received_idr
    2026-09 | 74.71        | KALLA      | CSR          | 60      | 1008000  | 60               | 2000000
    2026-10 | 74.71        | KALLA      | CSR          | 60      | 500000   | 0                | 0
"""


def test_what_is_outstanding_is_due_less_paid_over_the_same_months() -> None:
    (kalla,) = [row for row in realisations(city(mart_contribution=PAID), "74.71") if row.sponsor == "KALLA"]
    assert (kalla.pledged, kalla.paid_workers, kalla.active) == (100, 60, 62)
    assert (kalla.paid_idr, kalla.received_idr) == (1_508_000, 2_000_000)
    assert kalla.due is not None and kalla.outstanding is not None
    assert kalla.due.high_idr == 122 * 16_800
    assert kalla.outstanding.high_idr == 122 * 16_800 - 1_508_000
    assert kalla.outstanding.low_idr == 0, "at the discounted price it paid more than is due"


def test_a_pledge_without_a_payment_on_record_has_none_and_not_nought() -> None:
    found = realisations(city(mart_contribution=PAID), "74.71")
    kayu = found[-1]
    assert (kayu.sponsor, kayu.pledged, kayu.paid_idr, kayu.outstanding, kayu.status) == (
        "KAYU",
        500,
        None,
        None,
        "no_data",
    )


def test_payments_for_a_few_workers_are_not_shown_to_the_public() -> None:
    few = PAID.replace("| 60      |", "| 3       |").replace("| 60               |", "| 3                |")
    (kalla,) = [
        row for row in realisations(city(mart_contribution=few), "74.71", role="public") if row.sponsor == "KALLA"
    ]
    assert (kalla.paid_idr, kalla.status) == (None, "masked")


def test_commitments_of_a_month_come_with_their_source() -> None:
    world = city(
        mart_commitment="""
            month   | regency_code | committed_by | stated_on | start_month | end_month | workers | source
            2026-10 | 74.71        | Satu         | 20260618  | 2026-07     | -         | 500     | berita
            2026-09 | 74.71        | Dua          | 20260618  | 2026-07     | 2026-09   | 900     | berita
        """
    )
    (one,) = commitments(world, "74.71")
    assert (one.committed_by, one.workers, one.end_month, f"{one.stated_on:%Y-%m-%d}") == (
        "Satu",
        500,
        None,
        "2026-06-18",
    )


def test_the_newest_published_value_stands_beside_the_one_before_and_the_province_fills_gaps() -> None:
    world = city(
        mart_statistic="""
            regency_code | period  | region_code | region_level | indicator    | sex | breakdown | value | unit    | source
            74.71        | 2023-03 | 74.71       | regency      | poverty_rate | *   | *         | 4.59  | percent | BPS
            74.71        | 2024-03 | 74.71       | regency      | poverty_rate | *   | *         | 4.23  | percent | BPS
            74           | 2024-03 | 74          | province     | poverty_rate | *   | *         | 11.2  | percent | BPS
            74           | 2025-08 | 74          | province     | employed     | *   | *         | 1434030 | persons | BPS
            74.71        | 2024-03 | 74.71       | regency      | poor_persons | L   | *         | 9000  | persons | BPS
            74.71        | 2027-03 | 74.71       | regency      | poverty_rate | *   | *         | 1.0   | percent | BPS
        """
    )
    rate, employed = published_statistics(world, "74.71", month_number("2026-10"))
    assert (rate.indicator, rate.value, rate.before, rate.of_province) == ("poverty_rate", 4.23, 4.59, False)
    assert rate.shown(rate.value, "id") == "4,23 %"
    assert (employed.indicator, employed.of_province) == ("employed", True)
    assert employed.shown(employed.value, "en") == "1,434,030"
