"""What the page of one area says of rates above a hundred per cent, of dates, and of what is not known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from src.coverage.text import Text, number
from src.coverage.ui import areas
from src.coverage.words import say

VIEW: Any = SimpleNamespace(
    lang="en",
    say=lambda key, **values: say(f"ui.{key}", "en", **values),
    number=lambda value, unit="people": number(value, unit, "en"),
    text=lambda text: text.en,
    status=lambda status: status,
)


def figures(rate: float | None, gap: int | None, known: int = 0) -> list[str]:
    brief: Any = SimpleNamespace(
        rate=SimpleNamespace(rate=rate, gap=gap),
        year_change=SimpleNamespace(points=None),
        benefit_ready=known,
        readiness_known=known,
        drop_out=None,
    )
    return [value for _, value, _ in areas._figures(VIEW, brief)]


@pytest.mark.parametrize(
    ("rate", "gap", "told"),
    [(1.0799, 0, ["107.99% ⚠", "–"]), (1.0, 0, ["100.00%", "0"]), (0.5, 7, ["50.00%", "7"]), (None, None, ["–", "–"])],
)
def test_an_area_over_a_hundred_per_cent_is_flagged_and_has_no_gap_of_nought(
    rate: float | None, gap: int | None, told: list[str]
) -> None:
    assert figures(rate, gap)[:2] == told


def test_where_nobodys_waiting_months_are_known_none_of_none_is_no_figure() -> None:
    assert figures(0.5, 7)[2] == "–"
    assert figures(0.5, 7, known=3)[2] == "3 of 3"


def test_rates_of_the_areas_beside_it_are_flagged_above_a_hundred_per_cent() -> None:
    column = areas._flagged(VIEW, [1.9163, 0.5, None], ["ok", "ok", "no_data"])
    assert list(column.shown) == ["191.63% ⚠", "50.00%", "no_data"]


def test_a_denominator_without_a_date_leaves_no_comma_at_the_end() -> None:
    rate: Any = SimpleNamespace(series_label=Text(id="DTSEN", en="Working in DTSEN"), days=())
    assert areas._rests_on(VIEW, rate) == []
