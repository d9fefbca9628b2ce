"""A rate among its targets: on one line where their names fit on a phone, else a line for each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from ..text import rounded
from ..words import say
from .labels import PHONE_WIDTH
from .model import Chart
from .theme import Look, axis, base_figure

LETTER = 6.2
"""Width of a letter of a target's name, in pixels."""
ROW = 27

Track = tuple[str, float]


def target_strip(rate: float, tracks: Sequence[Track], look: Look, height: int = 92) -> Chart:
    """The rate as a bar on a line from nought to a hundred, the target tracks as ticks with their names."""
    shown = sorted(tracks, key=lambda track: track[1])
    most = max([rate, *(value for _, value in shown), 0.01]) * 1.04
    draw = _line if _fit(shown, most) else _rows
    met = [name for name, value in shown if rate >= value]
    finding = say("charts.tracks_met", look.lang, names=", ".join(met)) if met else say("charts.tracks_none", look.lang)
    return Chart(draw(rate, shown, most, look, height), finding, is_empty=not shown)


def _line(rate: float, shown: Sequence[Track], most: float, look: Look, height: int) -> go.Figure:
    """All on one line, names above and below in turn."""
    palette = look.palette
    figure = _ground(look, height, rate, most, [0.0], 0.2, (-1, 1))
    for position, (name, value) in enumerate(shown):
        above = position % 2 == 0
        figure.add_shape(type="line", x0=value, x1=value, y0=-0.22, y1=0.22, line={"color": palette.text, "width": 2})
        figure.add_annotation(
            x=value,
            y=0.28 if above else -0.28,
            text=f"{name}<br><b>{rounded(value, 'percent', look.lang, 2)}</b>",
            showarrow=False,
            xanchor=_away(_beside(shown, position, most), value / most),
            yanchor="bottom" if above else "top",
            font={"size": 12, "color": palette.muted},
            align="center",
        )
    return figure


def _rows(rate: float, shown: Sequence[Track], most: float, look: Look, height: int) -> go.Figure:
    """A line for each target, its name and value above it."""
    palette, places = look.palette, [float(len(shown) - position) for position in range(len(shown))]
    figure = _ground(look, max(height, ROW * len(shown) + 8), rate, most, places, 0.16, (0.7, len(shown) + 0.85))
    for place, (name, value) in zip(places, shown, strict=True):
        tick = {"color": palette.text, "width": 2}
        figure.add_shape(type="line", x0=value, x1=value, y0=place - 0.2, y1=place + 0.1, line=tick)
        written = f"<b>{rounded(value, 'percent', look.lang, 2)}</b>"
        for text, side, across in ((name, "left", 0), (written, "right", 1)):
            figure.add_annotation(
                x=across, xref="paper", y=place, yshift=1, text=text, showarrow=False, xanchor=side, yanchor="bottom",
                font={"size": 12, "color": palette.muted},
            )  # fmt: skip
    return figure


def _ground(
    look: Look, height: int, rate: float, most: float, places: list[float], width: float, span: tuple[float, float]
) -> go.Figure:
    """The whole line and the rate on it, at each place."""
    bar = {"orientation": "h", "y": places, "hoverinfo": "skip"}
    count = len(places)
    return base_figure(
        look,
        height,
        [
            go.Bar(x=[most] * count, width=width * 0.45, marker={"color": look.palette.grid}, **bar),
            go.Bar(x=[rate] * count, width=width, marker={"color": look.palette.accent}, **bar),
        ],
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 2, "b": 2},
        xaxis=axis(look, range=[0, most], visible=False),
        yaxis=axis(look, range=list(span), visible=False),
    )


def _beside(shown: Sequence[Track], position: int, most: float) -> list[float]:
    """Where the names of the same side of the line stand."""
    return [value / most for _, value in shown[position % 2 :: 2]]


def _fit(shown: Sequence[Track], most: float) -> bool:
    """Whether no name lies over another or leaves the figure, on a phone."""
    for side in (0, 1):
        ends: list[tuple[float, float]] = []
        for position in range(side, len(shown), 2):
            name, value = shown[position]
            length, at = max(len(name), 7) * LETTER, value / most * PHONE_WIDTH
            anchor = _away(_beside(shown, position, most), value / most)
            start = at - {"left": 0.0, "center": length / 2, "right": length}[anchor]
            ends.append((start, start + length))
        inside = all(start >= -4 and end <= PHONE_WIDTH + 4 for start, end in ends)
        apart = all(one[1] <= other[0] for one, other in pairwise(ends))
        if not (inside and apart):
            return False
    return True


def _away(row: Sequence[float], place: float) -> str:
    """Which end of a label stands at its tick, so that labels of one row keep off each other and inside the figure."""
    if place < 0.15:
        return "left"
    if place > 0.85:
        return "right"
    near = [other for other in row if other != place and abs(other - place) < 0.3]
    if not near:
        return "center"
    return "right" if near[0] > place else "left"
