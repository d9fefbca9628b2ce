"""Lines of the first screen that say nothing where nothing is known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from src.coverage.text import number
from src.coverage.ui import summary
from src.coverage.words import say

VIEW: Any = SimpleNamespace(
    say=lambda key, **values: say(f"ui.{key}", "en", **values),
    number=lambda value, unit="people": number(value, unit, "en"),
)


@pytest.mark.parametrize(
    ("village", "decile", "told"),
    [
        (None, None, []),
        (0.0091, 0.5, ["Without a village: 0.91% of the active; without a decile: 50.00%."]),
    ],
)
def test_a_place_of_counts_only_says_nothing_of_members_without_a_village(
    village: float | None, decile: float | None, told: list[str]
) -> None:
    head: Any = SimpleNamespace(placing=SimpleNamespace(village_share=village, decile_share=decile))
    assert summary._placing(VIEW, head) == told
