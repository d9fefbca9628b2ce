"""Coverage against drop-out: one mark per area, two lines, four fields."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import rounded
from ..words import say
from .fairness import axis_title
from .labels import by_width, families
from .model import Chart, Key, Names
from .theme import Look, axis, base_figure

if TYPE_CHECKING:
    from ..planning.quadrant import Field, Place, Quadrant

NAMED = 24
"""So many areas may bear their name on the figure, those with most workers not covered; none over another."""

PHONE_SCALE = 2.1
"""How many times as much of the figure's width a letter takes on a phone as on a desk."""

Limits = tuple[tuple[float, float], tuple[float, float]]

MARKS = {"keep": "circle", "hold": "diamond", "widen": "square", "mend": "x"}

SIGNS = {"keep": "●", "hold": "◆", "widen": "■", "mend": "✕"}
"""The same in a legend of text."""


def field_colour(field: Field, look: Look) -> str:
    """The colour of a field, the same on the figure and in the lists."""
    palette = look.palette
    return {"keep": palette.accent, "widen": palette.projection, "hold": palette.muted, "mend": palette.warning}[field]


def quadrant_chart(found: Quadrant, names: Names, labels: Names, look: Look, height: int = 540) -> Chart:
    """Areas by coverage (across) and drop-out (up); the size of a mark is the number of workers not covered."""
    if not found.places:
        return Chart(base_figure(look, 240, []), say("charts.empty", look.lang), is_empty=True)
    palette = look.palette
    most = max((place.gap or 0 for place in found.places), default=0) or 1
    limits = _limits(found)
    (left, right), (low, top) = limits
    traces = [_marks(field, found, names, most, look) for field in MARKS]
    traces.append(_names(found, names, limits, most, look))
    figure = base_figure(
        look,
        height,
        traces,
        margin={"l": 8, "r": 16, "t": 10, "b": 8},
        xaxis=axis(look, range=[left, right], tickformat=".0%", title=axis_title("charts.quadrant_x", look)),
        yaxis=axis(look, range=[low, top], tickformat=".0%", title=axis_title("charts.quadrant_y", look)),
    )
    line = {"color": palette.outline, "width": 1.4, "dash": "dash"}
    for cut, across in ((found.coverage_cut.value, True), (found.drop_out_cut.value, False)):
        if cut is None:
            continue
        ends: dict[str, Any] = (
            {"x0": cut, "x1": cut, "y0": low, "y1": top} if across else {"x0": left, "x1": right, "y0": cut, "y1": cut}
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
    legend = tuple(Key(labels[name], field_colour(name, look), sign, "sign") for name, sign in SIGNS.items())  # type: ignore[arg-type]
    return Chart(figure, say("charts.quadrant_finding", look.lang, counts=told), legend=legend)


def _names(found: Quadrant, names: Names, limits: Limits, most: int, look: Look) -> go.Scatter:
    """The names of the areas, each clear of the others on a desk and, fewer of them, on a phone."""
    forms = (_label_sides(found, names, limits), _label_sides(found, names, limits, PHONE_SCALE))
    labels = by_width(*forms)  # of a name it is the side that may differ
    places = {place.code: place for place in found.places}
    return go.Scatter(
        x=[places[label.code].coverage for label in labels],
        y=[places[label.code].drop_out for label in labels],
        mode="markers+text",
        # Marks nobody sees: a name keeps off a mark of its own trace by that one's size.
        marker={"size": [_size(places[label.code], most) for label in labels], "opacity": 0},
        text=[names.get(label.code, label.code) for label in labels],
        textposition=[label.text for label in labels],
        textfont={
            "size": 11,
            "color": look.palette.text,
            "family": families(labels),
        },
        customdata=[label.code for label in labels],
        cliponaxis=False,
        hoverinfo="skip",
    )


def _marks(field: str, found: Quadrant, names: Names, most: int, look: Look) -> go.Scatter:
    places = found.of(field)  # type: ignore[arg-type]
    return go.Scatter(
        x=[place.coverage for place in places],
        y=[place.drop_out for place in places],
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": MARKS[field],
            "size": [_size(place, most) for place in places],
            "color": field_colour(field, look),  # type: ignore[arg-type]
            "opacity": 0.85,
            "line": {"width": 1, "color": look.palette.surface},
        },
        customdata=[place.code for place in places],
        hovertext=[_hover(place, names, look) for place in places],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _size(place: Place, most: int) -> float:
    """How wide the mark of an area is, in pixels: its area goes by the number of workers not covered."""
    return 8 + 18 * sqrt((place.gap or 0) / most)


def _hover(place: Place, names: Names, look: Look) -> str:
    return say(
        "charts.quadrant_hover",
        look.lang,
        name=names.get(place.code, place.code),
        coverage=rounded(place.coverage, "percent", look.lang, 1),
        drop_out=rounded(place.drop_out, "percent", look.lang, 1),
        gap=rounded(place.gap, "people", look.lang),
    )


def _limits(found: Quadrant) -> Limits:
    """Both axes from a little before the first mark or line to a little behind the last; never below nought."""
    across = [place.coverage or 0 for place in found.places] + [found.coverage_cut.value or 0]
    up = [place.drop_out or 0 for place in found.places] + [found.drop_out_cut.value or 0]
    return _span(across), _span(up)


def _span(values: Sequence[float]) -> tuple[float, float]:
    margin = (max(values) - min(values)) * 0.16 or 0.05
    return max(min(values) - margin, -0.01), max(values) + margin


def _label_sides(found: Quadrant, names: Names, limits: Limits, scale: float = 1.0) -> dict[str, str]:
    """Where the names stand: beside their mark and over no other name; one without room is left out.

    `scale` is how many times as wide letters and marks are, against the figure, as on a desk.
    """
    (left, right), (low, top) = limits
    spots = {
        place.code: (((place.coverage or 0) - left) / (right - left), ((place.drop_out or 0) - low) / (top - low))
        for place in found.places
    }
    marks = {code: (x - 0.018 * scale, y - 0.026, x + 0.018 * scale, y + 0.026) for code, (x, y) in spots.items()}
    taken: list[tuple[float, float, float, float]] = []
    sides: dict[str, str] = {}
    for place in sorted(found.places, key=lambda one: -(one.gap or 0))[:NAMED]:
        x, y = spots[place.code]
        others = [box for code, box in marks.items() if code != place.code]
        width = 0.0115 * scale * len(names.get(place.code, place.code))
        for side, (dx, dy) in _SIDES.items():
            centre = (x + dx * (width / 2 + 0.022 * scale), y + dy * 0.052)
            box = (centre[0] - width / 2, centre[1] - 0.02, centre[0] + width / 2, centre[1] + 0.02)
            if box[0] >= 0 and box[2] <= 1.02 and not any(_overlap(box, other) for other in [*taken, *others]):
                taken.append(box)
                sides[place.code] = side
                break
    return sides


_SIDES = {"top center": (0, 1), "middle right": (1, 0), "bottom center": (0, -1), "middle left": (-1, 0)}


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
