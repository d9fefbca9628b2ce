"""The axis of values: whole steps that stand once each, no number below nought, room for what is written on it."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

from .theme import Look, axis

STEPS = 4
"""A flat line gets so many of the smallest steps: a figure of one value is no figure of noise."""


def value_axis(
    look: Look, values: Iterable[float | None], unit: str, ticks: int = 5, below: float = 0.06, above: float = 0.06
) -> dict[str, Any]:
    """An axis of people or of rates; `below` and `above` are the room beside the values, as shares of their span.

    The smallest step is one person, or one per cent as the axis is labelled, so no label stands twice.
    """
    least = 0.01 if unit == "percent" else 1.0
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)
    if high - low < STEPS * least:
        low = max((low + high - STEPS * least) / 2, min(low, 0.0))
        high = low + STEPS * least
    low, high = low - below * (high - low), high + above * (high - low)
    step = _round_up((high - low) / least / ticks) * least
    first = ceil(max(low + CORNER * (high - low), 0.0) / step - 1e-9)
    return axis(
        look,
        tickformat=".0%" if unit == "percent" else ",d",
        range=[low, high],
        tickmode="array",
        tickvals=[round(step * place, 6) for place in range(first, floor(high / step + 1e-9) + 1)],
    )


CORNER = 0.05
"""The share of the axis at its foot without a label: there stand the names of months."""

FRAME = 58
"""Pixels above and below the plot: margins and the names of months."""


def label_room(height: int, pixels: int = 19) -> float:
    """The share of the values' span that a label of so many pixels needs on one side of a figure.

    >>> label_room(250)
    0.12
    """
    return round(pixels / max(height - FRAME - 2 * pixels, pixels), 2)


def span_pixels(height: int) -> float:
    """How many pixels the span of the values takes in a figure with room for labels on both sides."""
    return (height - FRAME) / (1 + 2 * label_room(height))


def _round_up(least: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50 and so on.

    >>> [_round_up(step) for step in (0.3, 1.0, 1.2, 3.0, 6.0, 21.0)]
    [1, 1, 2, 5, 10, 50]
    """
    size = 1
    while True:
        for nice in (1, 2, 5):
            if nice * size >= least - 1e-9:
                return nice * size
        size *= 10
