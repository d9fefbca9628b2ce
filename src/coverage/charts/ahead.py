"""The months ahead as a fan: if nobody renews, if the usual share does (with its interval), and if all do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import Unit, month_name, rounded
from ..words import say
from .model import Cell, Chart, Key, cells, since_known
from .months import first_day, month_ticks
from .scale import value_axis
from .theme import Look, axis, base_figure, translucent

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Outlook
    from ..planning.outlook import PathMonth, Point

_DASH = {"none": "dot", "usual": "solid", "all": "dash"}


def fan(history: Result, outlook: Outlook, look: Look, height: int = 320) -> Chart:
    """What was, then the three paths; a rate where `history` is one and every step of the path has it, else people."""
    path = outlook.path
    has_rate = history.metrics[0].unit == "percent" and all(step.none.coverage_rate is not None for step in path)
    unit: Unit = "percent" if has_rate else "people"
    if not path:
        return Chart(base_figure(look, height, []), say("charts.fan_empty", look.lang), is_empty=True)
    real = since_known(cells(history)) if has_rate or history.metrics[0].unit != "percent" else []
    days = [first_day(step.month) for step in path]
    traces = [*_paths(path, days, look, unit), _past(real, look, unit)]
    first = int(real[0].codes[-1]) if real else path[0].month
    drawn = [value for trace in traces for value in trace.y]
    figure = base_figure(
        look,
        height,
        traces,
        hovermode="x unified",
        margin={"l": 8, "r": 14, "t": 16, "b": 8},
        xaxis=axis(look, showgrid=False, **month_ticks(first, path[-1].month, look)),
        yaxis=value_axis(look, drawn, unit, 6),
    )
    _today(figure, path[0].month, look)
    return Chart(figure, finding(outlook, look), legend=_legend(path, look))


def finding(outlook: Outlook, look: Look) -> str:
    """In one sentence where each path ends."""
    if not outlook.path:
        return say("charts.fan_empty", look.lang)
    last = outlook.path[-1]
    values = {name: _told(getattr(last, name), look) for name in ("none", "all")}
    month, now = month_name(last.month, look.lang), _told(outlook.now or outlook.path[0].none, look)
    if last.usual is None:
        return say("charts.fan_finding_two", look.lang, month=month, now=now, **values)
    usual, low, high = (_told(point, look) for point in (last.usual, last.usual.low, last.usual.high))
    return say("charts.fan_finding", look.lang, month=month, now=now, usual=usual, low=low, high=high, **values)


def _told(point: Point, look: Look) -> str:
    if point.coverage_rate is None:
        return rounded(point.active, "people", look.lang, 0)
    return rounded(point.coverage_rate, "percent", look.lang, 1)


def _paths(path: Sequence[PathMonth], days: list[str], look: Look, unit: Unit) -> list[Any]:
    palette = look.palette
    colours = {"none": palette.warning, "usual": palette.text, "all": palette.projection}
    traces: list[Any] = []
    likely = [step.usual for step in path]
    if all(point is not None for point in likely):
        for edge in ("high", "low"):
            traces.append(
                go.Scatter(
                    x=days,
                    y=[_value(getattr(point, edge), unit) for point in likely],
                    mode="lines",
                    line={"width": 0},
                    fill="tonexty" if edge == "low" else None,
                    fillcolor=translucent(palette.muted, 0.22),
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    for name, colour in colours.items():
        points = [getattr(step, name) for step in path]
        if any(point is None for point in points):
            continue
        traces.append(
            go.Scatter(
                x=days,
                y=[_value(point, unit) for point in points],
                mode="lines",
                name=say(f"charts.fan_{name}", look.lang),
                line={"color": colour, "width": 2.4 if name == "usual" else 2, "dash": _DASH[name]},
                hovertemplate="%{y:.1%}" if unit == "percent" else "%{y:,d}",
            )
        )
    return traces


def _past(real: Sequence[Cell], look: Look, unit: Unit) -> go.Scatter:
    return go.Scatter(
        x=[first_day(int(cell.codes[-1])) for cell in real],
        y=[cell.value for cell in real],
        mode="lines",
        name=say("charts.actual", look.lang),
        line={"color": look.palette.accent, "width": 2.8},
        connectgaps=False,
        hovertemplate="%{y:.1%}" if unit == "percent" else "%{y:,d}",
    )


def _today(figure: go.Figure, month: int, look: Look) -> None:
    """Where what is known ends."""
    figure.add_vline(x=first_day(month), line={"color": look.palette.outline, "width": 1, "dash": "dot"})


def _legend(path: Sequence[PathMonth], look: Look) -> tuple[Key, ...]:
    palette = look.palette
    keys = [Key(say("charts.actual", look.lang), palette.accent, shape="solid")]
    keys.append(Key(say("charts.fan_all", look.lang), palette.projection, shape="dash"))
    if path[0].usual is not None:
        keys += [Key(say("charts.fan_usual", look.lang), palette.text, shape="solid")]
        keys += [Key(say("charts.fan_interval", look.lang), translucent(palette.muted, 0.22))]
    return (*keys, Key(say("charts.fan_none", look.lang), palette.warning, shape="dot"))


def _value(point: Any, unit: Unit) -> float | None:
    value = point.coverage_rate if unit == "percent" else point.active
    return None if value is None else float(value)
