"""What covering workers costs, against published arithmetic."""

from __future__ import annotations

import pytest

from src.coverage.errors import UsageError
from src.coverage.planning import gap_cost, tariff_schedule
from src.coverage.text import month_number

DECEMBER = month_number("2025-12")


def test_1500_fishers_for_a_year_from_csr_cost_302_point_4_million_before_any_discount() -> None:
    found = tariff_schedule("APBD_KAB", "nelayan", DECEMBER, 12, workers=1_500)
    assert found.total_idr == found.total_low_idr == 302_400_000
    assert found.is_settled


def test_the_csr_of_the_published_1500_has_two_prices_from_april_2026() -> None:
    found = tariff_schedule("CSR", "nelayan", DECEMBER, 12, workers=1_500)
    # December to March in full, April to November (8 months) at half if the discount is given.
    assert found.total_idr == 302_400_000
    assert found.total_low_idr == 1_500 * (4 * 16_800 + 8 * 8_400)
    assert not found.is_settled


def test_riders_who_pay_for_themselves_have_the_discount_from_january() -> None:
    found = tariff_schedule("MANDIRI", "transportasi", DECEMBER, 3)
    assert [month.contribution_idr for month in found.months] == [16_800, 8_400, 8_400]
    assert any("PP 50/2025" in basis.cite.id for basis in found.months[1].basis)
    assert not any("PP 50/2025" in basis.cite.id for basis in found.months[0].basis)


def test_the_income_decides_the_band() -> None:
    found = tariff_schedule("APBD_KAB", "petani", DECEMBER, 1, wage_idr=2_950_000)
    assert (found.band, found.total_idr) == (10, 36_300)


def test_the_gap_of_kendari_costs_18_46_billion_a_year() -> None:
    price = gap_cost(91_543, month_number("2025-06") - 12)
    assert price.high_idr == 18_455_068_800
    assert price.low_idr == price.high_idr


def test_the_gap_of_kendal_costs_65_42_billion_a_year() -> None:
    assert round(gap_cost(324_504, month_number("2024-06")).high_idr / 1e9, 2) == 65.42


def test_no_gap_costs_nothing() -> None:
    assert gap_cost(-5, DECEMBER).high_idr == 0


@pytest.mark.parametrize(
    ("kind", "group", "months", "workers", "wage"),
    [
        ("PEMBERI_KERJA", "nelayan", 12, 1, None),
        ("CSR", "pelaut", 12, 1, None),
        ("CSRR", "nelayan", 12, 1, None),
        ("CSR", "nelayan", 0, 1, None),
        ("CSR", "nelayan", 12, 0, None),
        ("CSR", "nelayan", 12, 1, -1),
    ],
)
def test_what_cannot_be_priced_is_refused(kind: str, group: str, months: int, workers: int, wage: int | None) -> None:
    with pytest.raises(UsageError) as raised:
        tariff_schedule(kind, group, DECEMBER, months, wage_idr=wage, workers=workers)
    assert raised.value.say("id") != raised.value.say("en")


def test_the_document_names_month_workers_sums_and_basis() -> None:
    document = tariff_schedule("CSR", "nelayan", month_number("2026-04"), 2, workers=10).to_json()
    assert (document["total_idr"], document["total_low_idr"]) == (336_000, 168_000)
    first = document["months"][0]
    assert (first["month"], first["workers"], first["contribution_idr"]) == ("2026-04", 10, 168_000)
    assert {"cite", "url", "seen"} == set(first["basis"][0])
