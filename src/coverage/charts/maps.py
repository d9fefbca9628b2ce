"""Maps: rates as classed fill, counts as bubbles at points; shapes come by URL and are never part of a figure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..text import number
from ..words import say
from .classes import Classes, quantile_classes
from .labels import PHONE_WIDTH, USUAL_WIDTH, Label, by_width, font_on, legible
from .model import STATUSES, Cell, Chart, Key, Names, cells, short_value
from .theme import CONFIG, Look, base_figure, readable_on

if TYPE_CHECKING:
    from ..metrics import Result
    from ..regions import MapFile

TOPOLOGY = "/app/static/topo/"
"""Our own empty base map: without it plotly.js fetches one from another host and draws nothing offline."""

LARGEST_BUBBLE = 46.0
FIRST_CLASS = 3
"""Before the classes stand masked, without data, and exactly zero."""

LABELLED = 30
"""Up to so many areas carry their name or number on the map itself."""

LABELS_FROM = 300
"""Below this height names would cover the shapes."""


def choropleth(result: Result, shapes: MapFile, names: Names, look: Look, height: int = 360) -> Chart:
    """A map of the result's areas: a rate fills the shapes by class, a count stands as a bubble on each.

    Areas without a number are drawn in their own grey with a cross, masked ones in another with a dot; both are
    counted in the legend, as are members whose area nobody stated.
    """
    by_code = {cell.codes[0]: cell for cell in cells(result)}
    areas = [by_code.get(code, Cell((code,), None, None, None, "no_data")) for code in shapes.codes]
    is_rate = result.metrics[0].unit in ("percent", "points", "per_thousand")
    classes = quantile_classes([c.value for c in areas if c.value], result.metrics[0].unit)
    is_labelled = height >= LABELS_FROM and len(areas) <= LABELLED
    traces: list[Any] = [
        _fill(areas, shapes, classes, result, look) if is_rate else _outline(areas, shapes, result, look)
    ]
    if not is_rate:
        traces.append(_bubbles(areas, shapes, result, look, is_labelled, min(LARGEST_BUBBLE, height * 0.2)))
    traces += _absence_marks(areas, shapes, look)
    if is_rate and is_labelled:
        traces += _labels(areas, shapes, classes, names, result, look, height)
    figure = base_figure(
        look,
        height,
        traces,
        geo=_frame(shapes),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        clickmode="event+select",
    )
    legend = _legend(areas, classes if is_rate else None, result, look)
    return Chart(
        figure,
        _finding(result, areas, names, look),
        {**CONFIG, "topojsonURL": TOPOLOGY},
        not any(cell.known for cell in areas),
        (*legend, *_not_drawn(result, shapes, look)),
    )


def _frame(shapes: MapFile) -> dict[str, Any]:
    west, south, east, north = shapes.bounds
    pad_x, pad_y = (east - west) * 0.02, (north - south) * 0.02
    return {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west - pad_x, east + pad_x]},
        "lataxis": {"range": [south - pad_y, north + pad_y]},
        "visible": False,
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"x": [0, 1], "y": [0, 1]},
    }


def _fill(areas: Sequence[Cell], shapes: MapFile, classes: Classes, result: Result, look: Look) -> go.Choropleth:
    """One trace whose z is a class number, so that colour says exactly what the legend says."""
    palette, count = look.palette, classes.count
    scale = _class_colours(count, look, result)
    colours = [palette.masked, palette.no_data, palette.zero, *scale]
    z = [_slot(cell, classes) for cell in areas]
    edges = [i / len(colours) for i in range(len(colours) + 1)]
    return go.Choropleth(
        locations=list(shapes.codes),
        z=z,
        zmin=-0.5,
        zmax=len(colours) - 0.5,
        colorscale=[[edge, colour] for i, colour in enumerate(colours) for edge in (edges[i], edges[i + 1])],
        showscale=False,
        customdata=[_hover(cell, result, look) for cell in areas],
        hovertemplate="<b>%{properties.name}</b><br>%{customdata}<extra></extra>",
        **_geometry(shapes, look),
    )


def _outline(areas: Sequence[Cell], shapes: MapFile, result: Result, look: Look) -> go.Choropleth:
    palette = look.palette
    colours = [palette.masked, palette.no_data, palette.zero]
    slots = {"masked": 0, "ok": 2}
    return go.Choropleth(
        locations=list(shapes.codes),
        z=[slots.get(cell.status, 1) if cell.known or cell.status != "ok" else 1 for cell in areas],
        zmin=-0.5,
        zmax=2.5,
        colorscale=[[e, c] for i, c in enumerate(colours) for e in (i / 3, (i + 1) / 3)],
        showscale=False,
        customdata=[_hover(cell, result, look) for cell in areas],
        hovertemplate="<b>%{properties.name}</b><br>%{customdata}<extra></extra>",
        **_geometry(shapes, look),
    )


def _geometry(shapes: MapFile, look: Look) -> dict[str, Any]:
    return {
        "geojson": shapes.url,
        "featureidkey": "id",
        "marker": {"line": {"width": 0.7, "color": look.palette.outline}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _bubbles(
    areas: Sequence[Cell], shapes: MapFile, result: Result, look: Look, is_labelled: bool, largest: float
) -> go.Scattergeo:
    """Circles whose area is the count; the shape below keeps hover and click."""
    known = [(cell, shapes.points[cell.codes[0]]) for cell in areas if cell.value and cell.codes[0] in shapes.points]
    most = max((abs(cell.value or 0) for cell, _ in known), default=1)
    return go.Scattergeo(
        lon=[round(point[0], 4) for _, point in known],
        lat=[round(point[1], 4) for _, point in known],
        mode="markers+text" if is_labelled else "markers",
        text=[short_value(result, cell.value, look) for cell, _ in known] if is_labelled else None,
        textfont={"size": 12, "color": look.palette.text},
        marker={
            "size": [round(largest * math.sqrt(abs(cell.value or 0) / most), 1) for cell, _ in known],
            "color": look.palette.scale(result.metrics[0].better)[3],
            "opacity": 0.45,
            "line": {"width": 1, "color": look.palette.surface},
        },
        unselected={"marker": {"opacity": 0.45}, "textfont": {"color": look.palette.text}},
        hoverinfo="skip",
    )


def _absence_marks(areas: Sequence[Cell], shapes: MapFile, look: Look) -> list[go.Scattergeo]:
    """A cross on areas without data, a dot on masked ones: told apart without colour."""
    marks = []
    for masked, symbol in ((False, "x-thin"), (True, "circle")):
        points = [
            shapes.points[cell.codes[0]]
            for cell in areas
            if not cell.known and (cell.status == "masked") is masked and cell.codes[0] in shapes.points
        ]
        if points:
            marks.append(
                go.Scattergeo(
                    lon=[round(point[0], 4) for point in points],
                    lat=[round(point[1], 4) for point in points],
                    mode="markers",
                    marker=_mark(symbol, look),
                    hoverinfo="skip",
                )
            )
    return marks


def _labels(
    areas: Sequence[Cell], shapes: MapFile, classes: Classes, names: Names, result: Result, look: Look, height: int
) -> list[go.Scattergeo]:
    """Names and values on the shapes, light on dark fills and dark on light ones; one trace for each."""
    known = {cell.codes[0]: cell for cell in areas if cell.known and cell.codes[0] in shapes.points}
    words = {code: (names.get(code, code), short_value(result, cell.value, look)) for code, cell in known.items()}
    forms = [legible(words, shapes.points, shapes.bounds, height, width) for width in (USUAL_WIDTH, PHONE_WIDTH)]
    fills = [look.palette.masked, look.palette.no_data, look.palette.zero]
    fills += _class_colours(classes.count, look, result)
    inks: dict[str, list[Label]] = {}
    for label in by_width(*forms):
        inks.setdefault(fills[_slot(known[label.code], classes)], []).append(label)
    return [
        go.Scattergeo(
            lon=[round(shapes.points[label.code][0], 4) for label in drawn],
            lat=[round(shapes.points[label.code][1], 4) for label in drawn],
            mode="text",
            text=[label.text for label in drawn],
            textfont=font_on(fill, drawn),
            unselected={"textfont": {"color": readable_on(fill)}},
            hoverinfo="skip",
        )
        for fill, drawn in inks.items()
    ]


def _mark(symbol: str, look: Look) -> dict[str, Any]:
    return {"symbol": symbol, "size": 6, "color": look.palette.mark, "line": {"width": 1.4, "color": look.palette.mark}}


def _legend(areas: Sequence[Cell], classes: Classes | None, result: Result, look: Look) -> list[Key]:
    """The classes with the number of areas in each, then the kinds of absence."""
    lang, palette = look.lang, look.palette
    entries: list[Key] = []
    zeros = sum(cell.value == 0 for cell in areas)
    if classes is not None:
        if zeros:
            entries.append(Key(f"{short_value(result, 0, look)} ({zeros})", palette.zero))
        slots = [_slot(cell, classes) for cell in areas]
        for index, colour in enumerate(_class_colours(classes.count, look, result)):
            label = classes.label(index, lang) or _single(areas, result, look)
            if found := slots.count(index + FIRST_CLASS):
                entries.append(Key(f"{label} ({found})", colour))
    elif zeros:
        entries.append(Key(say("charts.nobody", lang, count=zeros), palette.zero))
    for status in STATUSES[1:]:
        if found := sum(cell.value is None and cell.status == status for cell in areas):
            masked = status == "masked"
            label = say(f"charts.status_{status}", lang)
            colour, mark = (palette.masked, "•") if masked else (palette.no_data, "×")
            entries.append(Key(f"{label} ({found})", colour, mark))
    return entries


def _not_drawn(result: Result, shapes: MapFile, look: Look) -> list[Key]:
    """What the map cannot show: members without a location, and areas whose shape nobody delivered."""
    entries = []
    if unlocated := _unlocated(result, set(shapes.codes)):
        entries.append(say("charts.unlocated", look.lang, count=number(unlocated, "number", look.lang)))
    if shapes.missing:
        entries.append(say("charts.without_shape", look.lang, count=len(shapes.missing)))
    return [Key(label, "transparent", "+") for label in entries]


def _single(areas: Sequence[Cell], result: Result, look: Look) -> str:
    return short_value(result, next((cell.value for cell in areas if cell.value), None), look)


def _class_colours(count: int, look: Look, result: Result) -> list[str]:
    """The classes' colours, spread over the scale when there are fewer than five."""
    scale = look.palette.scale(result.metrics[0].better)
    if count == 1:
        return [scale[2]]
    return [scale[round(index * (len(scale) - 1) / (count - 1))] for index in range(count)]


def _slot(cell: Cell, classes: Classes) -> int:
    """Where a cell stands in the colour list: 0 masked, 1 without data, 2 exactly zero, then the classes."""
    if cell.value is None:
        return 0 if cell.status == "masked" else 1
    return 2 if cell.value == 0 else FIRST_CLASS + classes.index_of(cell.value)


def _hover(cell: Cell, result: Result, look: Look) -> str:
    if cell.value is None:
        return say(f"charts.status_{cell.status if cell.status != 'ok' else 'no_data'}", look.lang)
    text = short_value(result, cell.value, look)
    if cell.denominator is not None:
        text += "<br>" + say(
            "charts.of",
            look.lang,
            numerator=number(cell.numerator, "people", look.lang),
            denominator=number(cell.denominator, "people", look.lang),
        )
    return text


def _unlocated(result: Result, drawn: set[str]) -> float:
    """Members whose area at this level nobody stated (codes that end in zeros)."""
    return sum(
        (cell.numerator if cell.numerator is not None else cell.value) or 0
        for cell in cells(result)
        if cell.codes[0] not in drawn and (cell.codes[0].endswith((".0000", ".00")))
    )


def _finding(result: Result, areas: Sequence[Cell], names: Names, look: Look) -> str:
    known = sorted((cell for cell in areas if cell.value is not None), key=lambda cell: cell.value or 0)
    if not known:
        return say("charts.map_empty", look.lang)
    low, high = known[0], known[-1]
    return say(
        "charts.map_finding",
        look.lang,
        high=names.get(high.codes[0], high.codes[0]),
        high_value=short_value(result, high.value, look),
        low=names.get(low.codes[0], low.codes[0]),
        low_value=short_value(result, low.value, look),
    )
