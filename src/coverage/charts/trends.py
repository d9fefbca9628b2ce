"""Time: a rate or a count by month, and how far it may fall if blocks are not renewed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import month_name, rounded
from ..words import say
from .model import Cell, Chart, cells, short_value, since_known
from .months import first_day, month_ticks
from .scale import label_room, span_pixels, value_axis
from .theme import Look, axis, base_figure, translucent

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Outlook

CLEAR = 36
"""Pixels between two paths that leave room for a name under the upper one."""


def trend(result: Result, look: Look, outlook: Outlook | None = None, height: int = 300) -> Chart:
    """A line by month, then the fan from no renewal (low) over the usual share to all renewed (high)."""
    real = [cell for cell in cells(result) if cell.codes and cell.codes[-1].lstrip("-").isdigit()]
    real = since_known(real) or real  # nothing is drawn before the first number
    months = [int(cell.codes[-1]) for cell in real]
    unit = result.metrics[0].unit
    traces: list[Any] = []
    if outlook is not None and outlook.path:
        traces += _fan(outlook, look, unit)
        months = months + [point.month for point in outlook.path]
    traces.append(_line(real, look, unit))
    if not months:
        return Chart(base_figure(look, height, []), say("charts.trend_empty", look.lang), is_empty=True)
    drawn, room = [value for trace in traces for value in trace.y], label_room(height)
    figure = base_figure(
        look,
        height,
        traces,
        hovermode="x unified",
        margin={"l": 8, "r": 12, "t": 14, "b": 8},
        xaxis=axis(look, showgrid=False, **month_ticks(min(months), max(months), look)),
        yaxis=value_axis(look, drawn, unit, below=room, above=room),
    )
    _label_ends(figure, real, outlook, look, unit, span_pixels(height))
    return Chart(figure, _finding(result, real, outlook, look), is_empty=not any(cell.known for cell in real))


def _line(real: Sequence[Cell], look: Look, unit: str) -> go.Scatter:
    return go.Scatter(
        x=[first_day(int(cell.codes[-1])) for cell in real],
        y=[cell.value for cell in real],
        mode="lines",
        name=say("charts.actual", look.lang),
        line={"color": look.palette.accent, "width": 2.6},
        connectgaps=False,
        hovertemplate="%{y:.1%}" if unit == "percent" else "%{y:,d}",
    )


def _fan(outlook: Outlook, look: Look, unit: str) -> list[go.Scatter]:
    """The two edges; the space between is what depends on renewals."""
    palette, template = look.palette, "%{y:.1%}" if unit == "percent" else "%{y:,d}"
    days = [first_day(point.month) for point in outlook.path]
    edges = []
    for name, colour, fill in (("all", palette.projection, None), ("none", palette.warning, "tonexty")):
        edges.append(
            go.Scatter(
                x=days,
                y=[_reading(getattr(point, name), unit) for point in outlook.path],
                mode="lines",
                name=say(f"charts.if_{name}", look.lang),
                line={"color": colour, "width": 1.8, "dash": "dot"},
                fill=fill,
                fillcolor=translucent(palette.warning, 0.13),
                hovertemplate=template,
            )
        )
    if all(point.usual is not None for point in outlook.path):
        edges.append(
            go.Scatter(
                x=days,
                y=[_reading(point.usual, unit) for point in outlook.path],
                mode="lines",
                name=say("charts.fan_usual", look.lang),
                line={"color": palette.text, "width": 1.8},
                hovertemplate=template,
            )
        )
    return edges


def _reading(point: Any, unit: str) -> float | None:
    value = None if point is None else point.coverage_rate if unit == "percent" else point.active
    return None if value is None else float(value)


def _label_ends(
    figure: go.Figure, real: Sequence[Cell], outlook: Outlook | None, look: Look, unit: str, pixels: float
) -> None:
    """Names and values beside the last points instead of a legend; `pixels` is the height of the values' span."""
    last = next((cell for cell in reversed(real) if cell.known), None)
    digits = 1 if unit == "percent" else 0
    if last is not None:
        before = [cell.value or 0 for cell in real[-4:-1] if cell.known]
        shift = -14 if before and max(before) > (last.value or 0) else 14  # off its own line
        _note(figure, int(last.codes[-1]), last.value, look.palette.accent, "right", look, unit, digits, "", shift)
    if outlook is not None and outlook.path:
        end = outlook.path[-1]
        ends = [("all", look.palette.projection, 10), ("none", look.palette.warning, -10)]
        high, low, usual = (_reading(one, unit) for one in (end.all, end.none, end.usual))
        drawn = [cell.value for cell in real if cell.value is not None] + [
            one for one in (high, low) if one is not None
        ]
        if usual is not None and high is not None and (high - usual) * pixels > CLEAR * (max(drawn) - min(drawn)):
            ends.append(("usual", look.palette.text, 26))  # off the steps that lead down to it
        for name, colour, shift in ends:
            value = _reading(getattr(end, name), unit)
            _note(
                figure,
                end.month,
                value,
                colour,
                "right",
                look,
                unit,
                digits,
                say(f"charts.label_{name}", look.lang),
                shift,
            )


def _note(
    figure: go.Figure,
    month: int,
    value: float | None,
    colour: str,
    anchor: str,
    look: Look,
    unit: Any,
    digits: int,
    words: str,
    shift: int = 14,
) -> None:
    if value is None:
        return
    text = f"<b>{rounded(value, unit, look.lang, digits)}</b>"
    figure.add_annotation(
        x=first_day(month),
        y=value,
        text=f"{words} {text}" if words else text,
        showarrow=False,
        xanchor=anchor,
        yshift=shift,
        font={"color": colour, "size": 12},
        bgcolor=translucent(look.palette.surface, 0.6),  # on a phone a line may run behind the words
    )


def _finding(result: Result, real: Sequence[Cell], outlook: Outlook | None, look: Look) -> str:
    known = [cell for cell in real if cell.known]
    if not known:
        return say("charts.trend_empty", look.lang)
    first, last = known[0], known[-1]
    sentence = say(
        "charts.trend_finding",
        look.lang,
        first=month_name(int(first.codes[-1]), look.lang),
        first_value=short_value(result, first.value, look),
        last=month_name(int(last.codes[-1]), look.lang),
        last_value=short_value(result, last.value, look),
    )
    if outlook is not None and outlook.path:
        low = min(outlook.path, key=lambda point: point.none.active)
        sentence += " " + say(
            "charts.outlook_finding",
            look.lang,
            month=month_name(low.month, look.lang),
            value=rounded(
                _reading(low.none, result.metrics[0].unit),
                result.metrics[0].unit,
                look.lang,
                1 if result.metrics[0].unit == "percent" else 0,
            ),
        )
    return sentence
