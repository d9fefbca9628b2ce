"""The law as sentences: on this day, this value."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from src.coverage.codes import sponsor_kinds
from src.coverage.errors import CoverageError, UsageError
from src.coverage.parameters import PARAMETERS, band_table, family_benefits, target_rows, target_tracks, waiting_months
from src.coverage.text import month_number
from tests.shared import SHARED, needs_shared


def test_before_24_february_2025_nobody_waits() -> None:
    assert waiting_months(date(2025, 2, 23)) == 0


def test_from_24_february_2025_three_months_are_waited() -> None:
    assert waiting_months(date(2025, 2, 24)) == 3
    assert waiting_months(date(2026, 10, 1)) == 3


def test_before_its_first_date_a_parameter_raises_and_names_that_date() -> None:
    with pytest.raises(CoverageError, match="1 July 2015") as raised:
        PARAMETERS["bpu.jkm_flat"].at(date(2014, 12, 31))
    assert "1 Juli 2015" in raised.value.say("id")


def test_an_ended_rule_raises_and_says_since_when() -> None:
    assert PARAMETERS["bpu.discount_rate_other"].at(date(2026, 12, 31)) == 0.5
    with pytest.raises(CoverageError, match="1 January 2027"):
        PARAMETERS["bpu.discount_rate_other"].at(date(2027, 1, 1))


def test_a_wrong_name_says_which_was_meant() -> None:
    with pytest.raises(UsageError) as raised:
        PARAMETERS["jkm.waiting_month"]
    assert "jkm.waiting_months" in raised.value.say("id")


def test_a_family_receives_the_published_amounts() -> None:
    amounts = {benefit.name: benefit.amount_idr for benefit in family_benefits(date(2026, 10, 1))}
    assert amounts == {
        "accident_death": 70_000_000,
        "death": 42_000_000,
        "death_in_waiting": 10_000_000,
        "scholarship": 174_000_000,
    }


def test_one_child_can_receive_87_million_over_all_school_years() -> None:
    (scholarship,) = [benefit for benefit in family_benefits(date(2026, 10, 1)) if benefit.name == "scholarship"]
    assert scholarship.amount_idr / 2 == 87_000_000
    assert len(scholarship.parts) == 4


def test_before_the_waiting_rule_there_is_no_waiting_benefit() -> None:
    names = [benefit.name for benefit in family_benefits(date(2025, 2, 1))]
    assert names == ["accident_death", "death", "scholarship"]


def test_the_death_benefit_carries_its_rule_and_date() -> None:
    death = family_benefits(date(2026, 10, 1))[1]
    assert death.since == date(2019, 12, 2)
    assert [basis.cite.id for basis in death.basis] == ["PP 82/2019"]


def test_the_discount_lists_agree_with_the_sponsor_kinds() -> None:
    day = date(2026, 1, 1)
    kinds = sponsor_kinds()
    assert {kind for kind in kinds if kinds[kind].public_budget} == set(
        PARAMETERS["bpu.discount_excluded_payers"].codes(day)
    )
    assert {kind for kind in kinds if kinds[kind].public_budget is None} == set(
        PARAMETERS["bpu.discount_unsettled_payers"].codes(day)
    )


def test_the_national_and_the_operational_target_of_2025_live_side_by_side() -> None:
    december = month_number("2025-12")
    rates = {row["track"]: row["rate"] for row in target_rows() if row["month"] == december}
    assert rates == {"rpjmn": 0.3215, "ucj_operasional": 0.5215}


def test_kendari_promised_growth_and_no_rate() -> None:
    (track,) = [track for track in target_tracks() if track.region_code == "74.71"]
    assert not track.rates
    assert [point.rate for point in track.growth] == [0.2]


# Derived by arithmetic from other parameters, or a rule that codes or dated values carry.
DERIVED = {
    "bpu.contribution_jkk_jkm_default",
    "bpu.discount_transport_from",
    "bpu.discount_other_from",
    "bpu.discount_excluded_csr",
    "jkm.total",
    "jkk.death_total_at_1m",
    "scholarship.max_per_child",
    "scholarship.max_total",
}
RENAMED = {
    "jkm.waiting_months_full_benefit": "jkm.waiting_months",
    "bpu.discount_rate": "bpu.discount_rate_transport",
    "poverty_line.kendari_2024": "poverty_line.kota_kendari",
    "poverty_line.kendal_2024": "poverty_line.kabupaten_kendal",
}


@needs_shared
def test_every_parameter_of_the_domain_page_is_declared_with_its_value() -> None:
    with (SHARED / "domain" / "parameters.csv").open(encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if row["key"] not in DERIVED]
    for row in rows:
        key = row["key"]
        if key.startswith("target.") or key == "bpu.discount_excluded_payers":
            continue
        day = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date(2026, 1, 1)
        expected = {"true": 1.0}.get(row["value"]) or float(row["value"])
        assert PARAMETERS[RENAMED.get(key, key)].at(day) == expected, key
    targets = [row for row in rows if row["key"].startswith("target.")]
    declared = sorted(
        round(point.rate * 100, 2) for track in target_tracks() for point in (*track.rates, *track.growth)
    )
    assert declared == sorted(float(row["value"]) for row in targets)


@needs_shared
def test_the_bands_are_those_of_the_domain_page() -> None:
    with (SHARED / "domain" / "bpu_bands.csv").open(encoding="utf-8") as handle:
        expected = [
            (int(row["no"]), int(row["penghasilan_min"]), int(row["dasar_penghasilan"]))
            for row in csv.DictReader(handle)
        ]
    assert [(band.band, band.from_idr, band.base_idr) for band in band_table(date(2026, 1, 1)).bands] == expected


def test_every_value_has_a_basis_and_every_date_is_after_the_one_before() -> None:
    for name, parameter in PARAMETERS.items():
        assert parameter.name == name
        assert all(dated.basis.cite.id and dated.basis.cite.en for dated in parameter.values.values())
