"""Map classes: at most five, with round borders a reader can repeat aloud."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..text import Lang, Unit, rounded

SAME = 1e-9
"""Values closer than this are one value."""


@dataclass(frozen=True)
class Classes:
    """Upper borders of the classes, the last one open; `index_of` gives a value's class."""

    borders: tuple[float, ...]
    unit: Unit
    digits: int

    @property
    def count(self) -> int:
        return len(self.borders) + 1

    def index_of(self, value: float) -> int:
        """The class of a value; a border belongs to the class above it."""
        return sum(value >= border for border in self.borders)

    def label(self, index: int, lang: Lang) -> str:
        """`< 28 %`, `28–34 %`, `≥ 46 %`."""
        if not self.borders:
            return ""
        if index == 0:
            return f"< {rounded(self.borders[0], self.unit, lang, self.digits)}"
        if index == len(self.borders):
            return f"≥ {rounded(self.borders[-1], self.unit, lang, self.digits)}"
        low = rounded(self.borders[index - 1], self.unit, lang, self.digits)
        high = rounded(self.borders[index], self.unit, lang, self.digits)
        if self.unit == "percent":
            low = low.rstrip(" %")
        return f"{low}–{high}"


def quantile_classes(values: Sequence[float], unit: Unit, most: int = 5) -> Classes:
    """Classes of about equal size, borders rounded to a round step; fewer where values hardly differ.

    >>> quantile_classes([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], "percent").borders
    (0.3, 0.4, 0.5, 0.6)
    """
    known = sorted(value for value in values if value == value)
    if not known or known[-1] - known[0] < SAME:
        return Classes((), unit, 0)
    # Borders finer than a whole per cent, or a whole person, say more than the data know; unless all lie that close.
    whole = 0.01 if unit in ("percent", "points") else 1.0
    width = known[-1] - known[0]
    step = _round_step(width / 12)
    if width > 2 * whole:
        step = max(step, whole)
    borders: list[float] = []
    for part in range(1, most):
        cut = known[min(len(known) - 1, math.ceil(part * len(known) / most - 1e-9))]
        border = round(round(cut / step) * step, 10)
        if known[0] < border <= known[-1] and border not in borders:
            borders.append(border)
    scale = 100 if unit in ("percent", "points") else 1
    digits = max(0, -math.floor(math.log10(step * scale) + 1e-9))
    return Classes(tuple(borders), unit, digits)


def _round_step(rough: float) -> float:
    """The nearest of 1, 2, 5 × 10ⁿ at or below `rough`."""
    power: float = 10.0 ** math.floor(math.log10(rough))
    return max(unit * power for unit in (1, 2, 5) if unit * power <= rough * (1 + 1e-9))
