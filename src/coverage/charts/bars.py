"""Bars and heat maps: comparison of groups at one month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..codes import UNKNOWN
from ..text import number, rounded
from ..words import say
from .classes import quantile_classes
from .model import Cell, Chart, Names, cells, short_value
from .theme import Look, axis, base_figure

if TYPE_CHECKING:
    from ..metrics import Result

BAR = 26
"""Height of one horizontal bar with its gap, in pixels."""


def ranking(
    result: Result, names: Names, look: Look, top: int | None = None, height: int | None = None, worst: bool = False
) -> Chart:
    """Horizontal bars, largest first (smallest first with `worst`), the value written beside each.

    Groups without a number stay as a line that says why, below those with one.
    """
    found = list(cells(result))
    known = sorted((c for c in found if c.value is not None), key=lambda c: c.value or 0, reverse=not worst)[:top]
    absent = [] if top is not None else [c for c in found if c.value is None]
    colour = look.palette.warning if worst or result.metrics[0].better == "lower" else look.palette.accent
    return _bars(result, known, absent, names, look, colour, height)


def payers(result: Result, names: Names, look: Look, height: int | None = None) -> Chart:
    """Who pays for the active members: bars by kind of payer, the largest first.

    Where counts are smaller than the lists, what is left for payers not listed is below nought: said, not drawn.
    """
    valued = [(cell.value, cell) for cell in cells(result) if cell.value]
    known = [cell for value, cell in sorted(valued, key=lambda one: -one[0]) if value > 0]
    below = -sum(value for value, _ in valued if value < 0)
    chart = _bars(result, known, [], names, look, look.palette.accent, height)
    if not below:
        return chart
    note = say("charts.payers_below", look.lang, count=number(below, "people", look.lang))
    return replace(chart, note=" · ".join(filter(None, [chart.note, note])))


def decile_bars(result: Result, names: Names, look: Look, height: int = 280) -> Chart:
    """One bar per decile in the order of welfare; unknown deciles at the end in grey. They lie, so that the numbers
    have room on a phone.
    """
    found = sorted(cells(result), key=lambda cell: _decile_order(cell.codes[0]))
    found = [cell for cell in found if cell.known or cell.codes[0] != UNKNOWN]
    if not any(cell.known for cell in found):
        return _empty(look, height)
    palette = look.palette
    colours = [palette.accent if cell.codes[0] != UNKNOWN else palette.outline for cell in found]
    ticks = {cell.codes[0]: _decile_tick(cell.codes[0], look) for cell in found}
    chart = _bars(result, found, [], ticks, look, colours, height)
    chart.figure.update_traces(customdata=[names.get(cell.codes[0], cell.codes[0]) for cell in found])
    chart.figure.update_traces(hovertemplate="<b>%{customdata}</b><br>%{text}<extra></extra>")
    finding = _extremes([c for c in found if c.known and c.codes[0] != UNKNOWN] or found, result, names, look)
    note = " · ".join(filter(None, [say("charts.decile_axis", look.lang), chart.note]))
    return Chart(chart.figure, finding, note=note)


def heat(result: Result, rows: Names, columns: Names, look: Look, height: int | None = None) -> Chart:
    """A grid of rates, the first dimension down and the second across, in the classes of the maps.

    A cell without a number is left in the grey of "no data" with its mark; a masked one says so.
    """
    found = {cell.codes: cell for cell in cells(result)}
    down = sorted({codes[0] for codes, cell in found.items() if cell.known}, key=lambda code: rows.get(code, code))
    across = sorted({codes[1] for codes, cell in found.items() if cell.known}, key=_decile_order)
    if not any(cell.known for cell in found.values()):
        return _empty(look, height or 240)
    classes = quantile_classes([c.value for c in found.values() if c.value], result.metrics[0].unit)
    palette = look.palette
    scale = palette.scale(result.metrics[0].better)
    spread = [scale[round(i * (len(scale) - 1) / max(classes.count - 1, 1))] for i in range(classes.count)]
    colours = [palette.masked, palette.no_data, palette.zero, *spread]
    grid = [[found.get((row, column)) for column in across] for row in down]
    z = [[_slot(cell, classes) for cell in line] for line in grid]
    texts = [[_grid_text(cell, result, look) for cell in line] for line in grid]
    figure = base_figure(
        look,
        height or 70 + 24 * len(down),
        [
            go.Heatmap(
                x=[columns.get(code, code) for code in across],
                y=[rows.get(code, code) for code in down],
                z=z,
                zmin=-0.5,
                zmax=len(colours) - 0.5,
                colorscale=[[e, c] for i, c in enumerate(colours) for e in (i / len(colours), (i + 1) / len(colours))],
                showscale=False,
                xgap=2,
                ygap=2,
                text=texts,
                texttemplate="%{text}",
                textfont={"size": 12},
                hovertemplate="<b>%{y}</b> · %{x}<br>%{text}<extra></extra>",
            )
        ],
        xaxis=axis(look, type="category", side="top", showgrid=False, **_across(across, columns, look)),
        yaxis=axis(look, type="category", autorange="reversed", showgrid=False),
    )
    known = [cell for cell in found.values() if cell.known]
    return Chart(figure, _extremes(known, result, {**rows, **columns}, look))


def _across(codes: Sequence[str], names: Names, look: Look) -> dict[str, Any]:
    """The heads of a grid's columns; of deciles the bare numbers under one title, which fit on a phone."""
    if not all(code[:1].isdigit() or code == UNKNOWN for code in codes):
        return {}
    return {
        "tickmode": "array",
        "tickvals": [names.get(code, code) for code in codes],
        "ticktext": [_decile_tick(code, look) for code in codes],
        "title": {"text": say("charts.decile_axis", look.lang), "font": {"size": 12, "color": look.palette.muted}},
    }


def _bars(
    result: Result,
    known: Sequence[Cell],
    absent: Sequence[Cell],
    names: Names,
    look: Look,
    colour: str | Sequence[str],
    height: int | None,
) -> Chart:
    if not known and not absent:
        return _empty(look, height or 200)
    shown = [*known, *absent]
    most = max((abs(cell.value or 0) for cell in known), default=1) or 1
    figure = base_figure(
        look,
        height or 24 + BAR * len(shown),
        [
            go.Bar(
                orientation="h",
                y=[names.get(cell.codes[0], cell.codes[0]) for cell in shown],
                x=[cell.value or 0 for cell in shown],
                text=[_label(result, cell, look) for cell in shown],
                textposition="outside",
                cliponaxis=False,
                constraintext="none",
                textfont={"size": 12, "color": look.palette.text},
                marker={"color": colour},
                hovertemplate="<b>%{y}</b><br>%{text}<extra></extra>",
            )
        ],
        xaxis=axis(
            look,
            visible=False,
            range=[
                min(0, *(c.value or 0 for c in shown), 0),
                most * (2.45 if any(cell.denominator for cell in shown) else 1.3),
            ],
        ),
        yaxis=axis(
            look,
            type="category",
            dtick=1,
            autorange="reversed",
            showgrid=False,
            ticklabelstandoff=4,
            tickfont={"color": look.palette.text},
        ),
        bargap=0.3,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )
    in_brackets = any(cell.known and cell.denominator is not None and cell.numerator is not None for cell in shown)
    note = say("charts.in_brackets", look.lang) if in_brackets else ""
    return Chart(figure, _extremes(known, result, names, look), is_empty=not known, note=note)


def _label(result: Result, cell: Cell, look: Look) -> str:
    if cell.value is None and cell.numerator is not None:
        key = "charts.count_only_one" if cell.numerator == 1 else "charts.count_only"
        return say(key, look.lang, count=number(cell.numerator, "people", look.lang))
    if cell.value is None:
        return say(f"charts.status_{cell.status if cell.status != 'ok' else 'no_data'}", look.lang)
    text = short_value(result, cell.value, look)
    if cell.denominator is None or cell.numerator is None:
        return text
    return f"{text}  ({number(cell.numerator, 'people', look.lang)})"


def _grid_text(cell: Cell | None, result: Result, look: Look) -> str:
    if cell is None or (cell.value is None and cell.status != "masked"):
        return "×"
    if cell.value is None:
        return "•"
    unit = result.metrics[0].unit
    return rounded(cell.value * 100 if unit in ("percent", "points") else cell.value, "number", look.lang)


def _slot(cell: Cell | None, classes: Any) -> int:
    if cell is None or cell.value is None:
        return 0 if cell is not None and cell.status == "masked" else 1
    return 2 if cell.value == 0 else 3 + int(classes.index_of(cell.value))


def _decile_tick(code: str, look: Look) -> str:
    return say("charts.decile_unknown", look.lang) if code == UNKNOWN else code.replace("-", "–")


def _decile_order(code: str) -> tuple[int, str]:
    """1 … 10, then pooled groups, then unknown."""
    return (int(code), "") if code.isdigit() else (50, code) if code[:1].isdigit() else (99, code)


def _extremes(known: Sequence[Cell], result: Result, names: Names, look: Look) -> str:
    valued = sorted((cell for cell in known if cell.value is not None), key=lambda cell: cell.value or 0)
    if not valued:
        return say("charts.empty", look.lang)
    low, high = valued[0], valued[-1]
    return say(
        "charts.map_finding",
        look.lang,
        high=" · ".join(names.get(code, code) for code in high.codes),
        high_value=short_value(result, high.value, look),
        low=" · ".join(names.get(code, code) for code in low.codes),
        low_value=short_value(result, low.value, look),
    )


def _empty(look: Look, height: int) -> Chart:
    return Chart(base_figure(look, height, []), say("charts.empty", look.lang), is_empty=True)
