"""Colours, classes and type of everything a report draws, on paper and on slides: the screen's light palette."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..charts.classes import Classes, quantile_classes
from ..charts.theme import LIGHT
from ..text import Lang

FONT = "Cakupan Sans"
"""The face in `fonts/`: typst never looks at the machine's own fonts, so a report looks the same everywhere."""

INK = LIGHT.text
QUIET = LIGHT.muted
RULE = "#C9D3D6"
GRID = LIGHT.grid
ACCENT = LIGHT.accent
WARNING = "#A8481B"
WARNING_TINT = "#FBEBD9"
ZERO = LIGHT.zero
NO_DATA = LIGHT.no_data
SCALE = LIGHT.higher

_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)


@dataclass(frozen=True)
class Scale:
    """The classes of a map and how each is painted; the borders are the screen's."""

    classes: Classes

    def fill(self, rate: float | None) -> str:
        """The colour of an area: no data, nobody covered, or its class."""
        if rate is None or rate != rate:
            return NO_DATA
        return ZERO if rate == 0 else SCALE[self._spread(self.classes.index_of(rate))]

    def legend(self, rates: Sequence[float | None], lang: Lang, zero: str, no_data: str) -> list[tuple[str, str]]:
        """Colour and wording of each class, with nobody covered and no data where they occur."""
        entries = [
            (SCALE[self._spread(index)], self.classes.label(index, lang))
            for index in range(self.classes.count)
            if self.classes.borders
        ]
        if 0 in rates:
            entries.insert(0, (ZERO, zero))
        if None in rates:
            entries.append((NO_DATA, no_data))
        return entries

    def _spread(self, index: int) -> int:
        """Fewer classes than colours keep the full contrast between the palest and the darkest."""
        last = self.classes.count - 1
        return index if last == len(SCALE) - 1 else round(index * (len(SCALE) - 1) / max(last, 1))


def scale_of(rates: Sequence[float | None]) -> Scale:
    """The scale of a map over these rates; areas where nobody is covered keep a colour of their own."""
    return Scale(quantile_classes([rate for rate in rates if rate], "percent"))


def ink_on(fill: str) -> str:
    """Dark or white, whichever reads better on `fill`."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return "#FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue < 130 else INK


def nice_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round axis values that enclose `low` … `high`.

    >>> nice_ticks(0.312, 0.374)
    [0.3, 0.32, 0.34, 0.36, 0.38]
    """
    for step in _STEPS:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first < most:
            return [round(step * k, 6) for k in range(first, max(last, first + 1) + 1)]
    return [0.0, 0.5, 1.0]
