"""Which words fit on a map: a label that would lie over another is shortened to its number, or left to the hover."""

from __future__ import annotations

from collections.abc import Mapping

LETTER, LINE = 6.8, 15.0
"""Width of a letter and height of a line at the size labels are drawn in, in pixels."""

USUAL_WIDTH = 720.0
"""How wide a map is drawn at most; a plot does not know its own width."""

Box = tuple[float, float, float, float]
Point = tuple[float, float]


def legible(
    words: Mapping[str, tuple[str, str]], points: Mapping[str, Point], bounds: Box, height: int
) -> dict[str, str]:
    """The label of each code (name and value), as much of it as stands clear of those before it."""
    west, south, east, north = bounds
    scale = min(height / max(north - south, 1e-9), USUAL_WIDTH / max(east - west, 1e-9))
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
