"""The waterfall: it starts and ends at both rates, and every bar floats from where the one before it ended."""

from __future__ import annotations

import pytest

from src.coverage.charts import Look
from src.coverage.charts.bridge import waterfall
from src.coverage.planning.bridge import bridge
from tests.planning.test_bridge import JAN, MAR, city


@pytest.mark.parametrize("by_points", [True, False])
def test_bars_lead_from_the_first_value_to_the_last(by_points: bool) -> None:
    found = bridge(city(), JAN, MAR)
    chart = waterfall(found, Look("id"), by_points)
    bars, first, last = chart.figure.data

    low, high = list(bars.base), [base + length for base, length in zip(bars.base, bars.x, strict=True)]
    level = first.x[0]
    for text, one, other in zip(bars.text, low, high, strict=True):
        assert level == pytest.approx(one if text.startswith("+") else other)
        level = other if text.startswith("+") else one
    assert level == pytest.approx(last.x[0])


def test_moves_within_the_place_cancel_and_are_no_bar() -> None:
    chart = waterfall(bridge(city(), JAN, MAR), Look("id"), by_points=False)
    labels = list(chart.figure.data[0].y)
    assert labels == ["Peserta baru", "Aktif kembali", "Berhenti", "Perubahan jumlah tanpa daftar"]


def test_without_points_there_is_a_sentence_instead() -> None:
    found = bridge(city(mart_workforce=""), JAN, MAR)
    assert waterfall(found, Look("en"), by_points=True).is_empty
    assert not waterfall(found, Look("en"), by_points=False).is_empty
