"""Which words fit on a map: a label that would lie over another is shortened to its number, or left to the hover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .theme import FONT, readable_on

LETTER, LINE = 6.8, 15.0
"""Width of a letter and height of a line at the size labels are drawn in, in pixels."""

USUAL_WIDTH = 720.0
"""How wide a map is drawn at most; a plot does not know its own width."""

PHONE_WIDTH = 310.0
"""How wide it is on a phone."""

WIDE_ONLY, NARROW_ONLY = "wide-only", "narrow-only"
"""Names of no font: a figure does not know its width, so the page's style shows or hides labels by these."""


class Label(NamedTuple):
    """One label of a code; `form` is empty where it is the same on a desk and on a phone."""

    code: str
    text: str
    form: str


Box = tuple[float, float, float, float]
Point = tuple[float, float]


def families(labels: Sequence[Label]) -> list[str]:
    """The font of each label, with its form where it is not for every width."""
    return [f"{FONT}, {label.form}" if label.form else FONT for label in labels]


def font_on(fill: str, labels: Sequence[Label]) -> dict[str, Any]:
    """The font of labels on a fill; a name may be wider than its area, so the fill goes on around the letters."""
    halo = ", ".join([f"0 0 2px {fill}"] * 3)
    return {"size": 12, "color": readable_on(fill), "family": families(labels), "shadow": halo}


def by_width(wide: Mapping[str, str], narrow: Mapping[str, str]) -> list[Label]:
    """What stands on a desk and on a phone, each label once where it is the same.

    >>> by_width({"a": "Boja 5 %", "b": "Weleri"}, {"a": "5 %", "b": "Weleri"})[1:]
    [Label(code='a', text='5 %', form='narrow-only'), Label(code='b', text='Weleri', form='')]
    """
    found: list[Label] = []
    for code in dict.fromkeys((*wide, *narrow)):
        if wide.get(code) == narrow.get(code):
            found.append(Label(code, wide[code], ""))
            continue
        found += [
            Label(code, one[code], form) for one, form in ((wide, WIDE_ONLY), (narrow, NARROW_ONLY)) if code in one
        ]
    return found


def legible(
    words: Mapping[str, tuple[str, str]],
    points: Mapping[str, Point],
    bounds: Box,
    height: int,
    width: float = USUAL_WIDTH,
) -> dict[str, str]:
    """The label of each code (name and value), as much of it as stands clear of those before it."""
    west, south, east, north = bounds
    scale = min(height / max(north - south, 1e-9), width / max(east - west, 1e-9))
    taken: list[Box] = []
    found: dict[str, str] = {}
    for code, (name, value) in words.items():
        x, y = points[code][0] * scale, points[code][1] * scale
        for text, letters, lines in (
            (f"{name}<br><b>{value}</b>", max(len(name), len(value)), 2),
            (f"<b>{value}</b>", len(value), 1),
        ):
            half, tall = letters * LETTER / 2, lines * LINE / 2
            box = (x - half, y - tall, x + half, y + tall)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found[code] = text
                break
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
