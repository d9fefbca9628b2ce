"""The class of a place's rate among the four UCJ classes, whose limits are not verified yet."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from ..parameters import PARAMETERS, first_of_month
from ..text import Text
from ..words import phrase

BANDS = ("band_low", "band_medium", "band_high")
"""The lower limits of every class but the lowest."""


@dataclass(frozen=True)
class Band:
    """The class a rate lies in, the next one, the rate at which that begins, and how many more people it takes."""

    name: Text
    next: Text | None
    next_from: float | None
    persons: int | None
    confidence: str

    def to_json(self) -> dict[str, Any]:
        """As the `targets` document has it."""
        return {
            "name": vars(self.name),
            "next": None if self.next is None else vars(self.next),
            "next_from": self.next_from,
            "persons": self.persons,
            "confidence": self.confidence,
        }


def band_of_rate(active: int, workers: int, month: int) -> Band | None:
    """The UCJ class of `active` of `workers`, by the limits in force in `month`; None before there were any."""
    day = first_of_month(month)
    if not all(PARAMETERS[f"ucj.{name}"].in_force(day) for name in BANDS):
        return None
    limits = [(name, PARAMETERS[f"ucj.{name}"].dated(day)[1]) for name in BANDS]
    current = "band_very_low"
    for name, dated in limits:
        if isinstance(dated.value, tuple) or dated.value is None:
            continue
        # Up to whole people; a product such as 0.35 × 100 may lie a hair above the whole number it means.
        needed = ceil(round(dated.value * workers, 6))
        if active < needed:
            label = phrase(f"planning.{name}")
            return Band(phrase(f"planning.{current}"), label, float(dated.value), needed - active, dated.confidence)
        current = name
    return Band(phrase(f"planning.{current}"), None, None, None, limits[-1][1].confidence)
