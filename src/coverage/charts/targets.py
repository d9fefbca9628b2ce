"""The way to the targets: the rate so far, where its pace leads, and the path each milestone asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import rounded
from ..words import say
from .model import Chart, Key, cells, since_known
from .months import first_day, month_ticks
from .scale import value_axis
from .theme import Look, axis, base_figure, translucent

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Milestone, Progress, Targets

AHEAD = 62
"""Months ahead that are drawn: to the end of a five-year plan; later milestones stand in the table."""


def target_paths(history: Result, found: Targets, look: Look, height: int = 340) -> Chart:
    """The rate by month, going on at its own pace, and a line from today to each milestone within sight."""
    real = since_known(cell for cell in cells(history) if cell.codes)
    aims = [(track, aim) for track in found.tracks if (aim := track.aim) and 0 <= aim.months_left <= AHEAD]
    if found.reason is not None or found.coverage_rate is None or not real:
        return Chart(base_figure(look, height, []), say("charts.targets_empty", look.lang), is_empty=True)
    last = max([found.month + 12, *(aim.month for _, aim in aims)])
    traces: list[Any] = [_line(real, look)]
    if found.pace is not None and found.eligible_workers:
        traces.append(_going_on(found, last, look))
    traces += [_path(found, aim, track, look) for track, aim in aims]
    values = [*(cell.value for cell in real if cell.value is not None), *(aim.rate for _, aim in aims)]
    room = max(max(values) - min(values), 0.02)
    figure = base_figure(
        look,
        height,
        traces,
        margin={"l": 8, "r": 12, "t": 18, "b": 8},
        xaxis=axis(look, showgrid=False, **month_ticks(int(real[0].codes[-1]), last, look)),
        yaxis=value_axis(look, values, "percent", 6, below=0.2, above=0.24),
    )
    for track, aim, is_below in _apart(aims, room):
        _name(figure, track, aim, is_below, last, look)
    return Chart(figure, _finding(found, aims, look), legend=_legend(found, look))


def _line(real: list[Any], look: Look) -> go.Scatter:
    return go.Scatter(
        x=[first_day(int(cell.codes[-1])) for cell in real],
        y=[cell.value for cell in real],
        mode="lines",
        line={"color": look.palette.accent, "width": 2.6},
        connectgaps=False,
        hovertemplate="%{y:.1%}<extra></extra>",
    )


def _going_on(found: Targets, last: int, look: Look) -> go.Scatter:
    """Where the rate goes at the pace of the window, on today's denominator."""
    grown = (found.pace or 0.0) / (found.eligible_workers or 1)
    rate = found.coverage_rate or 0.0
    return go.Scatter(
        x=[first_day(found.month), first_day(last)],
        y=[rate, max(rate + grown * (last - found.month), 0.0)],
        mode="lines",
        line={"color": look.palette.accent, "width": 1.6, "dash": "dot"},
        hoverinfo="skip",
    )


def _path(found: Targets, aim: Milestone, track: Progress, look: Look) -> go.Scatter:
    colour = look.palette.muted if aim.is_reached else look.palette.warning
    return go.Scatter(
        x=[first_day(found.month), first_day(aim.month)],
        y=[found.coverage_rate, aim.rate],
        mode="markers" if aim.is_reached else "lines+markers",
        line={"color": colour, "width": 1.4, "dash": "dash"},
        marker={"size": [1, 9], "symbol": "diamond", "color": colour},
        hovertemplate=f"{track.name.of(look.lang)}: %{{y:.2%}}<extra></extra>",
    )


def _apart(aims: list[tuple[Progress, Milestone]], room: float) -> list[tuple[Progress, Milestone, bool]]:
    """The milestones to name, each above its mark, or below it where the name would lie over another one."""
    named: list[tuple[Progress, Milestone, bool]] = []
    for track, aim in sorted(aims, key=lambda one: -one[1].rate):
        near = [is_below for _, other, is_below in named if abs(aim.rate - other.rate) < 0.18 * room]
        if len(near) < 2:
            named.append((track, aim, bool(near)))
    return named


def _name(figure: go.Figure, track: Progress, aim: Milestone, is_below: bool, last: int, look: Look) -> None:
    figure.add_annotation(
        x=first_day(aim.month),
        y=aim.rate,
        text=f"{track.name.of(look.lang)}<br><b>{rounded(aim.rate, 'percent', look.lang, 2)}</b>",
        showarrow=False,
        xanchor="right" if aim.month > last - 14 else "left",
        yanchor="top" if is_below else "bottom",
        align="right" if aim.month > last - 14 else "left",
        yshift=-7 if is_below else 5,
        font={"size": 12, "color": look.palette.text},
        bgcolor=translucent(look.palette.surface, 0.75),  # paths of other targets may run behind the name
    )


def _legend(found: Targets, look: Look) -> tuple[Key, ...]:
    palette = look.palette
    keys = [Key(say("charts.targets_real", look.lang), palette.accent, shape="solid")]
    if found.pace is not None:
        going_on = say("charts.targets_going_on", look.lang, months=found.window_months)
        keys.append(Key(going_on, palette.accent, shape="dot"))
    keys.append(Key(say("charts.targets_path", look.lang), palette.warning, shape="dash"))
    return tuple(keys)


def _finding(found: Targets, aims: list[tuple[Progress, Milestone]], look: Look) -> str:
    lang = look.lang
    start = say("charts.targets_now", lang, rate=rounded(found.coverage_rate, "percent", lang, 2))
    named = [f"{track.name.of(lang)} {rounded(aim.rate, 'percent', lang, 2)}" for track, aim in aims]
    return f"{start} {say('charts.targets_ahead', lang, names=', '.join(named))}" if named else start
