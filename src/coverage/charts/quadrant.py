"""Coverage against drop-out: one mark per area, two lines, four fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import rounded
from ..words import say
from .model import Chart, Key, Names
from .theme import Look, axis, base_figure

if TYPE_CHECKING:
    from ..planning.quadrant import Field, Place, Quadrant

NAMED = 12
"""So many areas bear their name on the figure; more would lie over each other."""

MARKS = {"keep": "circle", "hold": "diamond", "widen": "square", "mend": "x"}


def field_colour(field: Field, look: Look) -> str:
    """The colour of a field, the same on the figure and in the lists."""
    palette = look.palette
    return {"keep": palette.accent, "widen": palette.projection, "hold": palette.outline, "mend": palette.warning}[
        field
    ]


def quadrant_chart(found: Quadrant, names: Names, labels: Names, look: Look, height: int = 440) -> Chart:
    """Areas by coverage (across) and drop-out (up); the size of a mark is the number of workers not covered."""
    if not found.places:
        return Chart(base_figure(look, 240, []), say("charts.empty", look.lang), is_empty=True)
    palette = look.palette
    most = max((place.gap or 0 for place in found.places), default=0) or 1
    named = {one.code for one in sorted(found.places, key=lambda one: -(one.gap or 0))[:NAMED]}
    traces = [_marks(field, found, names, named, most, look) for field in MARKS]
    right, top = _limits(found)
    figure = base_figure(
        look,
        height,
        traces,
        margin={"l": 8, "r": 16, "t": 10, "b": 8},
        xaxis=axis(look, range=[0, right], tickformat=".0%", title={"text": say("charts.quadrant_x", look.lang)}),
        yaxis=axis(look, range=[0, top], tickformat=".0%", title={"text": say("charts.quadrant_y", look.lang)}),
    )
    line = {"color": palette.outline, "width": 1.4, "dash": "dash"}
    for cut, across in ((found.coverage_cut.value, True), (found.drop_out_cut.value, False)):
        if cut is None:
            continue
        ends: dict[str, Any] = (
            {"x0": cut, "x1": cut, "y0": 0, "y1": top} if across else {"x0": 0, "x1": right, "y0": cut, "y1": cut}
        )
        figure.add_shape(type="line", line=line, **ends)
    for field, x, y in (("keep", 1, 0), ("widen", 0, 0), ("hold", 1, 1), ("mend", 0, 1)):
        figure.add_annotation(
            x=x, y=y, xref="paper", yref="paper", text=f"<b>{labels[field]}</b>", showarrow=False,
            xanchor="right" if x else "left", yanchor="top" if y else "bottom",
            font={"size": 13, "color": palette.muted},
        )  # fmt: skip
    counts = {name: len(found.of(name)) for name in MARKS}  # type: ignore[arg-type]
    told = ", ".join(f"{labels[name]} {count}" for name, count in counts.items())
    legend = tuple(Key(labels[name], field_colour(name, look)) for name in MARKS)  # type: ignore[arg-type]
    return Chart(figure, say("charts.quadrant_finding", look.lang, counts=told), legend=legend)


def _marks(field: str, found: Quadrant, names: Names, named: set[str], most: int, look: Look) -> go.Scatter:
    places = found.of(field)  # type: ignore[arg-type]
    return go.Scatter(
        x=[place.coverage for place in places],
        y=[place.drop_out for place in places],
        mode="markers+text",
        text=[names.get(place.code, place.code) if place.code in named else "" for place in places],
        textposition="top center",
        textfont={"size": 11, "color": look.palette.text},
        cliponaxis=False,
        marker={
            "symbol": MARKS[field],
            "size": [8 + 18 * ((place.gap or 0) / most) ** 0.5 for place in places],
            "color": field_colour(field, look),  # type: ignore[arg-type]
            "opacity": 0.85,
            "line": {"width": 1, "color": look.palette.surface},
        },
        customdata=[place.code for place in places],
        hovertext=[_hover(place, names, look) for place in places],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(place: Place, names: Names, look: Look) -> str:
    return say(
        "charts.quadrant_hover",
        look.lang,
        name=names.get(place.code, place.code),
        coverage=rounded(place.coverage, "percent", look.lang, 1),
        drop_out=rounded(place.drop_out, "percent", look.lang, 1),
        gap=rounded(place.gap, "people", look.lang),
    )


def _limits(found: Quadrant) -> tuple[float, float]:
    """The far ends of the axes: a little beyond the last mark and both lines."""
    right = max([place.coverage or 0 for place in found.places] + [found.coverage_cut.value or 0])
    top = max([place.drop_out or 0 for place in found.places] + [found.drop_out_cut.value or 0])
    return (right or 1) * 1.14, (top or 1) * 1.16
