"""What share of each sender's rows could not be taken, delivery by delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ..text import day_name, month_name, number
from ..words import say
from .model import Chart, Key
from .months import first_day
from .theme import Look, axis, base_figure

_DASHES = ("solid", "dash", "dot", "longdash", "dashdot")
_MARKS = ("●", "■", "◆", "▲", "✚")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross")

_WHOLE = 0.08
"""From here on the ticks of the share are whole percents apart."""

Series = Sequence[tuple[date, float]]
"""Of one sender: the day each delivery was received, and the share of its rows that failed."""


def failing(senders: Mapping[str, Series], look: Look, height: int = 280) -> Chart:
    """A line per sender, the most important first: the first five in a colour and mark of their own, the rest quiet."""
    known = {name: series for name, series in senders.items() if series}
    if not known:
        return Chart(base_figure(look, height, []), say("charts.failing_empty", look.lang), is_empty=True)
    palette = look.palette
    colours = (palette.accent, palette.warning, palette.projection, palette.text, palette.higher[2])
    traces: list[Any] = []
    legend: list[Key] = []
    for place, (name, series) in reversed(list(enumerate(known.items()))):
        is_own = place < len(colours)
        colour = colours[place] if is_own else palette.grid
        traces.append(_line(name, series, colour, place if is_own else None))
        if is_own:
            legend.insert(0, Key(name, colour, _MARKS[place]))
    if len(known) > len(colours):
        legend.append(Key(say("charts.failing_others", look.lang), palette.grid))
    highest = max(share for series in known.values() for _, share in series)
    days = [day for series in known.values() for day, _ in series]
    figure = base_figure(
        look,
        height,
        traces,
        margin={"l": 8, "r": 12, "t": 14, "b": 8},
        xaxis=axis(look, showgrid=False, **_ticks(min(days), max(days), look)),
        yaxis=axis(look, tickformat=".0%" if highest >= _WHOLE else ".1%", rangemode="tozero", nticks=5),
    )
    name, (day, share) = max(((name, series[-1]) for name, series in known.items()), key=lambda one: one[1][1])
    told = {"sender": name, "share": number(share, "percent", look.lang), "day": day_name(day, look.lang)}
    return Chart(figure, say("charts.failing_finding", look.lang, **told), legend=tuple(legend))


def _line(name: str, series: Series, colour: str, place: int | None) -> go.Scatter:
    style: dict[str, Any] = {"color": colour, "width": 1.2}
    marker: dict[str, Any] = {"color": colour, "size": 4}
    if place is not None:
        style |= {"width": 2, "dash": _DASHES[place]}
        marker |= {"size": 7, "symbol": _SYMBOLS[place]}
    return go.Scatter(
        x=[day.isoformat() for day, _ in series],
        y=[share for _, share in series],
        mode="lines+markers",
        name=name,
        line=style,
        marker=marker,
        hovertemplate="%{x|%d-%m-%Y}: %{y:.1%}",
    )


def _ticks(first: date, last: date, look: Look) -> dict[str, Any]:
    """A tick at the start of a month, not more than eight, in the reader's language."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    every = max(1, -(-(end - begin) // 8))
    months = range(begin, end + 1, every)
    return {
        # A lone day has no width of its own: the months around it then give one, with their names.
        **({"range": [first_day(begin), first_day(end)]} if first == last else {}),
        "tickmode": "array",
        "tickvals": [first_day(month) for month in months],
        "ticktext": [month_name(month, look.lang, short=True).replace(" ", "<br>") for month in months],
        "tickangle": 0,
    }
