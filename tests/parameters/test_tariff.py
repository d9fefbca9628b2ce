"""What a worker-month costs, against the arithmetic that was published."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from src.coverage.errors import UsageError
from src.coverage.parameters import band_of, band_table, contribution, tariff_table
from src.coverage.text import month_number
from tests.shared import SHARED, needs_shared

DEC_2025, JAN_2026, MAR_2026, APR_2026 = (month_number(text) for text in ("2025-12", "2026-01", "2026-03", "2026-04"))
DEC_2026, JAN_2027, MAR_2027, APR_2027 = (month_number(text) for text in ("2026-12", "2027-01", "2027-03", "2027-04"))


def test_a_worker_month_at_the_lowest_band_costs_16800_and_a_year_201600() -> None:
    price = contribution("CSR", "other", DEC_2025)
    assert (price.high_idr, price.low_idr) == (16_800, 16_800)
    year = sum(contribution("CSR", "other", month).high_idr for month in range(DEC_2025 - 11, DEC_2025 + 1))
    assert year == 201_600


def test_1500_workers_for_12_months_cost_302_point_4_million() -> None:
    assert 1_500 * 12 * contribution("CSR", "other", DEC_2025).high_idr == 302_400_000


def test_half_the_contribution_is_8400_and_never_10800() -> None:
    assert contribution("MANDIRI", "transport", JAN_2026).low_idr == 8_400


@pytest.mark.parametrize(
    ("sector", "month", "discounted"),
    [
        ("transport", DEC_2025, False),
        ("transport", JAN_2026, True),
        ("transport", MAR_2027, True),
        ("transport", APR_2027, False),
        ("other", MAR_2026, False),
        ("other", APR_2026, True),
        ("other", DEC_2026, True),
        ("other", JAN_2027, False),
    ],
)
def test_the_discount_holds_in_the_months_of_its_sector(sector: str, month: int, discounted: bool) -> None:
    price = contribution("MANDIRI", "transport" if sector == "transport" else "other", month)
    assert price.high_idr == price.low_idr == (8_400 if discounted else 16_800)


@pytest.mark.parametrize("kind", ["APBN", "APBD_KAB", "APBD_PROV"])
def test_public_budgets_get_no_discount(kind: str) -> None:
    price = contribution(kind, "transport", APR_2026)
    assert (price.high_idr, price.low_idr) == (16_800, 16_800)


@pytest.mark.parametrize("kind", ["CSR", "ZAKAT", "APBDES_ADD", "DBHCHT", "DBH_SAWIT", "DONATUR", "BUMN_BUMD"])
def test_where_the_law_is_not_settled_both_prices_are_given(kind: str) -> None:
    price = contribution(kind, "other", APR_2026)
    assert (price.high_idr, price.low_idr) == (16_800, 8_400)
    assert any("PP 50/2025" in basis.cite.id for basis in price.basis)


def test_a_price_without_discount_does_not_cite_the_discount() -> None:
    cited = [basis.cite.id for basis in contribution("CSR", "other", DEC_2025).basis]
    assert cited == ["PP 44/2015, Lampiran II", "PP 44/2015"]


def test_the_band_of_an_income() -> None:
    day = date(2026, 1, 1)
    assert [band_of(wage, day) for wage in (0, 1_099_999, 1_100_000, 20_199_999, 20_200_000, 90_000_000)] == [
        1, 1, 2, 32, 33, 33,
    ]  # fmt: skip


def test_an_unknown_payer_or_band_is_refused_with_what_would_be_right() -> None:
    with pytest.raises(UsageError) as raised:
        contribution("APBD_KOTA", "other", JAN_2026)
    assert "APBD_KAB" in raised.value.say("en")
    with pytest.raises(UsageError):
        contribution("CSR", "other", JAN_2026, band=34)


@needs_shared
def test_every_band_costs_what_the_annex_says() -> None:
    with (SHARED / "domain" / "bpu_bands.csv").open(encoding="utf-8") as handle:
        expected = [int(row["total_jkk_jkm"]) for row in csv.DictReader(handle)]
    assert len(expected) == 33
    assert [contribution("APBN", "other", DEC_2025, band).high_idr for band in range(1, 34)] == expected


def test_the_tariff_table_has_one_row_per_payer_sector_month_and_band() -> None:
    rows = tariff_table(range(DEC_2025, APR_2026 + 1))
    keys = {(row["kind"], row["sector"], row["month"], row["band"]) for row in rows}
    assert len(keys) == len(rows) == 13 * 2 * 5 * len(band_table(date(2026, 1, 1)).bands)
    (row,) = [
        row for row in rows if (row["kind"], row["sector"], row["month"], row["band"]) == ("CSR", "other", APR_2026, 1)
    ]
    assert (row["high_idr"], row["low_idr"]) == (16_800, 8_400)
