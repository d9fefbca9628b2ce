"""Three charts as SVG: a rate on its way past targets, trend with outlook, and bars with their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..text import Lang, month_name, number
from . import look
from .svg import document, line, path, rect, text, width_of


@dataclass(frozen=True)
class Mark:
    """A target on the track: what it is called, in two short lines at most, and its rate."""

    label: str
    rate: float
    words: str


def track(rate: float, words: str, marks: Sequence[Mark], width: float) -> str:
    """A bar from 0 to 100 % with the rate filled in and the targets marked, labels never on top of each other."""
    top, thick = 24.0, 8.0
    full = max([1.0, rate])
    parts = [rect(0, top, width, thick, look.GRID), rect(0, top, width * rate / full, thick, look.ACCENT)]
    for mark, (x, above) in zip(marks, _mark_places(marks, width, full), strict=True):
        at = width * mark.rate / full
        parts.append(line(at, top - 3, at, top + thick + 3, stroke=look.INK, width=1.1))
        base = top - 14 if above else top + thick + 11
        parts.append(text(x, base, mark.label, size=6.8, fill=look.QUIET, anchor="middle"))
        parts.append(text(x, base + 8, mark.words, size=7.5, anchor="middle", bold=True))
    if width_of(words, 7) + 6 < width * min([rate, *(mark.rate for mark in marks)]) / full:
        parts.append(text(3, top + 5.9, words, size=7, fill="#FFFFFF", bold=True))
    return document(width, top + thick + 22, parts)


def _mark_places(marks: Sequence[Mark], width: float, full: float) -> list[tuple[float, bool]]:
    """Centre of each label and whether it stands above; alternating sides, pushed right where they would touch."""
    taken = {True: -1e9, False: -1e9}
    places: dict[int, tuple[float, bool]] = {}
    for at, mark in sorted(enumerate(marks), key=lambda pair: pair[1].rate):
        half = max(width_of(mark.label, 6.8), width_of(mark.words, 7.5)) / 2
        wanted = min(max(width * mark.rate / full, half), width - half)
        above = taken[True] <= wanted - half or taken[True] <= taken[False]
        x = min(max(wanted, taken[above] + half + 5), width - half)
        taken[above] = x + half
        places[at] = (x, above)
    return [places[at] for at in range(len(marks))]


@dataclass(frozen=True)
class Trend:
    """The months behind (None: no rate) and ahead; `none` and `everyone` start at the last real month."""

    first_month: int
    history: tuple[float | None, ...]
    none: tuple[float, ...]
    everyone: tuple[float, ...]

    @property
    def is_line(self) -> bool:
        """Whether there is more than one month to draw."""
        return len(self.history) > 1 or len(self.none) > 1

    @property
    def now(self) -> int:
        """The last real month."""
        return self.first_month + len(self.history) - 1


def trend_chart(trend: Trend, lang: Lang, words: tuple[str, str, str], width: float, height: float) -> str:
    """The rate month by month, then the fan between nobody and everybody renewing.

    `words`: what to write at the last real month, at the end of `everyone` and at the end of `none`.
    """
    left, right, top, bottom = 30.0, 112.0, 14.0, 18.0
    rates = [rate for rate in trend.history if rate is not None]
    ticks = look.nice_ticks(min([*rates, *trend.none]), max([*rates, *trend.everyone]), most=6)
    last = trend.now + max(len(trend.everyone) - 1, 0)
    span = max(last - trend.first_month, 1)

    def x(month: int) -> float:
        return left + (width - left - right) * (month - trend.first_month) / span

    def y(rate: float) -> float:
        return height - bottom - (height - bottom - top) * (rate - ticks[0]) / (ticks[-1] - ticks[0])

    parts = _grid(ticks, x, y, (left, width - right), lang)
    parts += _month_axis(trend.first_month, last, x, height - bottom, lang)
    ahead = range(trend.now, trend.now + len(trend.none))
    below = [(x(month), y(rate)) for month, rate in zip(ahead, trend.none, strict=True)]
    over = [(x(month), y(rate)) for month, rate in zip(ahead, trend.everyone, strict=True)]
    if len(below) > 1:
        parts.append(path([*over, *reversed(below)], fill=look.WARNING_TINT))
        parts.append(path(over, stroke=look.ACCENT, width=1.2, dash="3 2"))
        parts.append(path(below, stroke=look.WARNING, width=1.6))
        parts += _end_labels(over[-1], below[-1], words, width - right + 4, height)
    for run in _runs(trend):
        parts.append(path([(x(month), y(rate)) for month, rate in run], stroke=look.ACCENT, width=1.8))
    if rates and trend.history[-1] is not None:
        at, high = x(trend.now), y(trend.history[-1])
        parts.append(line(at, top - 2, at, height - bottom, stroke=look.QUIET, width=0.6, dash="2 2"))
        parts.append(f'<circle cx="{at:.1f}" cy="{high:.1f}" r="2.4" fill="{look.ACCENT}"/>')
        fits_left = at - 3 - width_of(words[0], 7.5) > 0
        label, side = (at - 3, "end") if fits_left else (at + 3, "start")
        parts.append(text(label, top - 4, words[0], size=7.5, fill=look.ACCENT, anchor=side, bold=True))
    return document(width, height, parts)


def _grid(
    ticks: Sequence[float],
    x: Callable[[int], float],
    y: Callable[[float], float],
    ends: tuple[float, float],
    lang: Lang,
) -> list[str]:
    parts = []
    for tick in ticks:
        words = number(round(tick * 100, 2), "number", lang) + (" %" if lang == "id" else "%")
        parts.append(line(ends[0], y(tick), ends[1], y(tick), stroke=look.GRID))
        parts.append(text(ends[0] - 4, y(tick) + 2.5, words, size=7, fill=look.QUIET, anchor="end"))
    return parts


def _month_axis(first: int, last: int, x: Callable[[int], float], base: float, lang: Lang) -> list[str]:
    parts = [line(x(first), base, x(last), base, stroke=look.QUIET)]
    for month in range(first, last + 1):
        if month % 6 == 0:
            parts.append(line(x(month), base, x(month), base + 3, stroke=look.QUIET))
            parts.append(
                text(
                    x(month), base + 10.5, month_name(month, lang, short=True), size=7, fill=look.QUIET, anchor="middle"
                )
            )
    return parts


def _end_labels(
    over: tuple[float, float], below: tuple[float, float], words: tuple[str, str, str], x: float, height: float
) -> list[str]:
    """The two ends of the fan, kept apart and inside; each label may have two lines, split at the bar sign."""
    low = min(max(below[1], over[1] + 20), height - 12)
    high = min(over[1], low - 20)
    parts = []
    for base, label, fill in ((high, words[1], look.ACCENT), (low, words[2], look.WARNING)):
        for at, row in enumerate(label.split("|")):
            parts.append(text(x, base + 1 + 8.5 * at, row, size=7.5, fill=fill, bold=at == 0))
    return parts


def _runs(trend: Trend) -> list[list[tuple[int, float]]]:
    """Unbroken stretches of months with a rate: a month without one is a gap in the line, never a guess."""
    runs: list[list[tuple[int, float]]] = [[]]
    for at, rate in enumerate(trend.history):
        if rate is None:
            runs.append([])
        else:
            runs[-1].append((trend.first_month + at, rate))
    return [run for run in runs if run]


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length and the words at its end."""

    label: str
    value: float
    words: str
    fill: str = look.ACCENT


def bars(rows: Sequence[Bar], width: float, row_height: float = 15.0) -> str:
    """Horizontal bars with their values written out; a bar never shorter than a visible sliver."""
    labels = max((width_of(row.label, 7.5) for row in rows), default=0) + 6
    values = max((width_of(row.words, 7.5) for row in rows), default=0) + 6
    longest = max((row.value for row in rows), default=1) or 1
    room = max(width - labels - values, 20)
    parts = []
    for at, row in enumerate(rows):
        base = at * row_height
        length = max(room * row.value / longest, 0.8 if row.value > 0 else 0)
        parts.append(text(labels - 5, base + row_height * 0.66, row.label, size=7.5, anchor="end"))
        parts.append(rect(labels, base + 2.5, length, row_height - 5, row.fill))
        parts.append(text(labels + length + 4, base + row_height * 0.66, row.words, size=7.5, bold=True))
    return document(width, max(len(rows), 1) * row_height + 1, parts)
