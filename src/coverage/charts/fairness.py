"""Whom the help reaches: shares by decile side by side, the concentration curve, moves between deciles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..codes import DECILES, NOT_IN_REGISTER, POOLED_DECILE, UNKNOWN
from ..text import number, rounded
from ..words import say
from .model import Chart, Key
from .theme import Look, axis, base_figure, translucent

if TYPE_CHECKING:
    from ..planning.equity import Equity
    from ..planning.migration import Migration, Move

ROW = 30
_ORDER = (*DECILES, POOLED_DECILE, UNKNOWN, NOT_IN_REGISTER)


def incidence(found: Equity, look: Look) -> Chart:
    """Each decile's share of the workers beside its share of those paid for; longer than its twin means favoured."""
    rows = [row for row in found.by_decile if row.status == "ok"]
    if not any(row.share_of_active for row in rows):
        return Chart(base_figure(look, 200, []), say("charts.empty", look.lang), is_empty=True)
    palette = look.palette
    names = [decile_tick(row.decile, look) for row in rows]
    bars = {"orientation": "h", "textposition": "outside", "cliponaxis": False, "constraintext": "none"}
    colours = [palette.accent if row.is_target else palette.outline for row in rows]

    def side(values: Sequence[float | None], colour: str | list[str], label: str) -> go.Bar:
        texts = [rounded(value, "percent", look.lang) for value in values]
        return go.Bar(
            y=names, x=[value or 0 for value in values], text=texts, name=label, marker={"color": colour},
            textfont={"size": 11, "color": palette.text}, hovertemplate=f"{label}: %{{text}}<extra></extra>", **bars,
        )  # fmt: skip

    workers, paid = say("charts.share_of_workers", look.lang), say("charts.share_of_paid", look.lang)
    figure = base_figure(
        look,
        30 + ROW * len(rows),
        [
            # Bars of a group are drawn from below: the last one given stands on top.
            side([row.share_of_active for row in rows], colours, paid),
            side([row.share_of_workers for row in rows], palette.grid, workers),
        ],
        barmode="group",
        bargap=0.25,
        bargroupgap=0,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        xaxis=axis(look, visible=False, range=[0, _most(rows) * 1.25]),
        yaxis=axis(look, type="category", autorange="reversed", showgrid=False, tickfont={"color": palette.text}),
    )
    legend = (
        Key(workers, palette.grid),
        Key(say("charts.paid_in_target", look.lang, target=found.target_text.of(look.lang)), palette.accent),
        Key(say("charts.paid_outside", look.lang), palette.outline),
    )
    return Chart(figure, _incidence_finding(found, look), legend=legend)


def _most(rows: Sequence[Any]) -> float:
    return max((share or 0 for row in rows for share in (row.share_of_workers, row.share_of_active)), default=0) or 1


def _incidence_finding(found: Equity, look: Look) -> str:
    target, rows = found.target_text.of(look.lang), [row for row in found.by_decile if row.is_target]
    workers, active = (
        sum(share or 0 for share in shares)
        for shares in ([row.share_of_workers for row in rows], [row.share_of_active for row in rows])
    )
    return say(
        "charts.incidence_finding",
        look.lang,
        target=target,
        workers=rounded(workers, "percent", look.lang, 1),
        paid=rounded(active, "percent", look.lang, 1),
    )


def concentration(found: Equity, look: Look, height: int = 300) -> Chart:
    """The curve of cumulated help over cumulated workers, poorest first, against the line of equal shares."""
    points = found.curve()
    if points is None:
        return Chart(base_figure(look, height, []), say("charts.empty", look.lang), is_empty=True)
    palette = look.palette
    x, y = [list(side) for side in zip(*points, strict=True)]
    names = ["", *(decile_tick(row.decile, look) for row in found.by_decile)]
    dotted = {"color": palette.outline, "dash": "dot"}
    figure = base_figure(
        look,
        height,
        [
            go.Scatter(x=[0, 1], y=[0, 1], mode="lines", line=dotted, hoverinfo="skip"),
            go.Scatter(
                x=x, y=y, mode="lines+markers", fill="tonexty", fillcolor=translucent(palette.accent, 0.14),
                line={"color": palette.accent, "width": 2.6}, marker={"size": 6}, customdata=names,
                hovertemplate=say("charts.curve_hover", look.lang) + "<extra></extra>",
            ),
        ],
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis=axis(
            look, range=[0, 1.01], tickformat=".0%", tickvals=[0.25, 0.5, 0.75, 1],
            title=axis_title("charts.curve_x", look),
        ),
        yaxis=axis(look, range=[0, 1.02], tickformat=".0%", title=axis_title("charts.curve_y", look)),
    )  # fmt: skip
    half = _at_half(points)
    finding = say("charts.curve_finding", look.lang, share=rounded(half, "percent", look.lang))
    return Chart(figure, finding)


def _at_half(points: Sequence[tuple[float, float]]) -> float:
    """The share of the help that the poorer half of the workers has, along the curve."""
    for (x, y), (x_next, y_next) in pairwise(points):
        if x_next >= 0.5 and x_next > x:
            return y + (y_next - y) * (0.5 - x) / (x_next - x)
    return 1.0


def migration(found: Migration, look: Look) -> Chart:
    """People by decile then (down) and now (across): poorer, better off, or the same; few people stay unseen."""
    moves = {(move.before, move.now): move for move in found.moves if move.persons or move.status == "masked"}
    if not moves:
        return Chart(base_figure(look, 200, []), say("charts.empty", look.lang), is_empty=True)
    down = [code for code in _ORDER if any(before == code for before, _ in moves)]
    across = [code for code in _ORDER if any(now == code for _, now in moves)]
    palette = look.palette
    poorer, better = palette.lower[1], palette.higher[1]
    colours = [palette.surface, palette.no_data, poorer, better, palette.neither[0], palette.masked]
    kinds = [[_kind(before, now, moves.get((before, now))) for now in across] for before in down]
    texts = [[_count(moves.get((before, now)), look) for now in across] for before in down]
    hover = say("charts.migration_hover", look.lang)
    figure = base_figure(
        look,
        64 + 29 * len(down),
        [
            go.Heatmap(
                x=[_short(code) for code in across], y=[_short(code) for code in down],
                z=kinds, zmin=-0.5, zmax=len(colours) - 0.5, showscale=False, xgap=2, ygap=2, text=texts,
                colorscale=[
                    [edge, colour]
                    for number_, colour in enumerate(colours)
                    for edge in (number_ / len(colours), (number_ + 1) / len(colours))
                ],
                texttemplate="%{text}", textfont={"size": 10}, hovertemplate=hover + "<extra></extra>",
            )
        ],
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        xaxis=axis(
            look, type="category", side="top", showgrid=False,
            title=axis_title("charts.decile_now", look),
        ),
        # No title and short ticks: twelve columns of four digits fill a phone; the note below says what the rows are.
        yaxis=axis(look, type="category", autorange="reversed", showgrid=False),
    )  # fmt: skip
    legend = tuple(
        Key(say(f"charts.move_{name}", look.lang), colours[place])
        for place, name in ((2, "poorer"), (3, "better"), (1, "same"), (4, "other"))
    )
    if any(move.status == "masked" for move in moves.values()):
        legend = (*legend, Key(say("charts.status_masked", look.lang), palette.masked, "•"))
    return Chart(figure, _migration_finding(found, look), legend=legend)


def _short(code: str) -> str:
    return {NOT_IN_REGISTER: "–", POOLED_DECILE: "7–10"}.get(code, code)


def _kind(before: str, now: str, move: Move | None) -> int:
    """Nobody 0, same 1, poorer 2, better off 3, unknown or in one register only 4, masked 5."""
    if move is None:
        return 0
    if move.persons is None:
        return 5
    if {before, now} & {UNKNOWN, NOT_IN_REGISTER}:
        return 4
    return 1 if before == now else 2 if _ORDER.index(now) < _ORDER.index(before) else 3


def _count(move: Move | None, look: Look) -> str:
    if move is None:
        return ""
    return "•" if move.persons is None else number(move.persons, "people", look.lang)


def _migration_finding(found: Migration, look: Look) -> str:
    known = [move for move in found.moves if not {move.before, move.now} & {UNKNOWN, NOT_IN_REGISTER}]
    if any(move.persons is None and move.status == "masked" for move in known):
        return say("charts.migration_masked", look.lang)
    same, poorer, better = (
        sum(move.persons or 0 for move in known if _kind(move.before, move.now, move) == kind) for kind in (1, 2, 3)
    )
    counts = {"same": same, "poorer": poorer, "better": better}
    told = {name: number(count, "people", look.lang) for name, count in counts.items()}
    return say("charts.migration_finding", look.lang, **told)


def axis_title(key: str, look: Look) -> dict[str, Any]:
    """What an axis measures, in the size of its labels."""
    return {"text": say(key, look.lang), "font": {"size": 12, "color": look.palette.muted}}


def decile_tick(code: str, look: Look) -> str:
    """A decile as an axis writes it."""
    if code == UNKNOWN:
        return say("charts.decile_unknown", look.lang)
    if code == NOT_IN_REGISTER:
        return say("charts.decile_absent", look.lang)
    return code.replace("-", "–")
