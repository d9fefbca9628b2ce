"""Figures that others published."""

from __future__ import annotations

from src.coverage.parameters import published, published_figures


def test_kendari_was_published_with_numerator_denominator_and_rate_of_8_june_2025() -> None:
    (rate,) = published("coverage_rate", "74.71")
    (active,) = published("active", "74.71")
    (workers,) = published("eligible_workers", "74.71")
    assert (rate.value, rate.date, rate.confidence) == (0.3505, "2025-06-08", "high")
    assert round(active.value / workers.value, 4) == rate.value


def test_the_newest_figure_comes_first() -> None:
    assert [figure.date for figure in published("coverage_rate", "33.18")] == ["2025-03", "2024"]


def test_every_figure_has_place_date_source_and_confidence_and_rates_are_fractions() -> None:
    for figure in published_figures():
        assert figure.region_code and figure.date and figure.source
        assert figure.confidence in ("high", "medium", "low")
        assert figure.unit != "fraction" or 0 < figure.value < 1


def test_the_seven_percent_of_kendal_is_kept_as_4_19_with_its_note() -> None:
    (rate,) = published("coverage_rate_informal", "33.24")
    assert rate.value == 0.0419
    assert rate.note is not None and "7" in rate.note.en
