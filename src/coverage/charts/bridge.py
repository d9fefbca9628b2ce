"""The bridge between two months as a waterfall that lies: each part floats from where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from ..text import Unit, month_name, number, rounded
from ..words import say
from .model import Chart, Key
from .theme import Look, axis, base_figure

if TYPE_CHECKING:
    from ..planning import Bridge, End

ROW = 34
"""Height of one bar with its gap, in pixels."""


@dataclass(frozen=True)
class Step:
    """One bar: from where to where it reaches, and what is written beside it."""

    label: str
    before: float
    after: float
    text: str
    colour: str


def waterfall(found: Bridge, look: Look, by_points: bool) -> Chart:
    """From the first month's value to the last one's, part by part, in points of rate or in persons.

    The axis starts near the values, not at nought: both ends are marks, not bars, so that no length misleads.
    """
    if not found.parts or (by_points and found.points is None):
        return Chart(base_figure(look, 120, []), say("charts.bridge_empty", look.lang), is_empty=True)
    steps = _steps(found, look, by_points)
    first, last = _value(found.start, by_points), _value(found.end, by_points)
    ends = [
        (_end_label(found, found.start.month, look, is_start=True), first),
        (_end_label(found, found.end.month, look, is_start=False), last),
    ]
    labels = [ends[0][0], *(step.label for step in steps), ends[1][0]]
    levels = [first, last, *(edge for step in steps for edge in (step.before, step.after))]
    low, high = min(levels), max(levels)
    room = max(high - low, abs(high) * 0.01, 1e-6)
    figure = base_figure(
        look,
        40 + ROW * len(labels),
        [_bars(steps, look), *_marks(ends, look, by_points)],
        barmode="overlay",
        bargap=0.35,
        xaxis=axis(look, visible=False, range=[low - 0.06 * room, high + 0.75 * room]),
        yaxis=axis(
            look,
            type="category",
            categoryorder="array",
            categoryarray=labels,
            autorange="reversed",
            showgrid=False,
            tickfont={"color": look.palette.text, "size": 12},
            ticklabelstandoff=9,  # clear of a mark at the left end
        ),
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )
    _connect(figure, labels, steps, look)
    return Chart(figure, _finding(found, look, by_points), legend=_legend(steps, look))


def _value(end: End, by_points: bool) -> float:
    return float(end.coverage_rate or 0) if by_points else float(end.active)


def _end_label(found: Bridge, month: int, look: Look, is_start: bool) -> str:
    name = month_name(month, look.lang, short=True)
    known = is_start and found.as_known is not None
    return say("charts.bridge_known", look.lang, month=name) if known else f"{name}{'' if is_start else ' '}"


def _steps(found: Bridge, look: Look, by_points: bool) -> list[Step]:
    """The parts that moved anything; moves in and out within the place are one bar."""
    moved: dict[str, float] = {}
    for part in found.parts:
        name = "moved" if part.name in ("moved_in", "moved_out") else part.name
        value = part.points if by_points else part.persons
        if value is not None:
            moved[name] = moved.get(name, 0.0) + value
    level, steps = _value(found.start, by_points), []
    for name, value in moved.items():
        if abs(value) < 1e-12:
            continue
        steps.append(
            Step(_label(name, look), level, level + value, _amount(value, look, by_points), _colour(name, value, look))
        )
        level += value
    return steps


def _label(name: str, look: Look) -> str:
    words = say(f"planning.part_{name}", look.lang)
    return words[:1].upper() + words[1:]


def _amount(value: float, look: Look, by_points: bool) -> str:
    sign = "+" if value > 0 else "−"
    amount = abs(value) * 100 if by_points else abs(value)
    return sign + (rounded(amount, "number", look.lang, 2) if by_points else number(amount, "people", look.lang))


def _colour(name: str, value: float, look: Look) -> str:
    if name in ("denominator", "late", "uncounted"):
        return look.palette.projection
    return look.palette.accent if value > 0 else look.palette.warning


def _bars(steps: Sequence[Step], look: Look) -> go.Bar:
    return go.Bar(
        orientation="h",
        y=[step.label for step in steps],
        base=[min(step.before, step.after) for step in steps],
        x=[abs(step.after - step.before) for step in steps],
        marker={"color": [step.colour for step in steps]},
        text=[step.text for step in steps],
        textposition="outside",
        cliponaxis=False,
        constraintext="none",
        textfont={"size": 12, "color": look.palette.text},
        hovertemplate="<b>%{y}</b><br>%{text}<extra></extra>",
    )


def _marks(ends: Sequence[tuple[str, float]], look: Look, by_points: bool) -> list[go.Scatter]:
    unit: Unit = "percent" if by_points else "people"
    return [
        go.Scatter(
            x=[value],
            y=[label],
            mode="markers+text",
            marker={"symbol": "diamond", "size": 11, "color": look.palette.text},
            text=[f"  <b>{number(value, unit, look.lang)}</b>"],
            textposition="middle right",
            textfont={"size": 13, "color": look.palette.text},
            cliponaxis=False,
            hoverinfo="skip",
        )
        for label, value in ends
    ]


def _connect(figure: go.Figure, labels: Sequence[str], steps: Sequence[Step], look: Look) -> None:
    """Thin lines that carry the level from one row to the next."""
    line = {"color": look.palette.outline, "width": 1, "dash": "dot"}
    levels = [steps[0].before, *(step.after for step in steps)] if steps else []
    for level, (above, below) in zip(levels, pairwise(range(len(labels))), strict=False):
        figure.add_shape(type="line", x0=level, x1=level, y0=above, y1=below, line=line, layer="below")


def _legend(steps: Sequence[Step], look: Look) -> tuple[Key, ...]:
    """The colours that occur."""
    palette = look.palette
    marks = (("more", palette.accent), ("fewer", palette.warning), ("not_people", palette.projection))
    used = {step.colour for step in steps}
    return tuple(Key(say(f"charts.bridge_{name}", look.lang), colour) for name, colour in marks if colour in used)


def _finding(found: Bridge, look: Look, by_points: bool) -> str:
    unit: Unit = "percent" if by_points else "people"
    return say(
        "charts.bridge_finding",
        look.lang,
        first=month_name(found.start.month, look.lang),
        first_value=number(_value(found.start, by_points), unit, look.lang),
        last=month_name(found.end.month, look.lang),
        last_value=number(_value(found.end, by_points), unit, look.lang),
    )
