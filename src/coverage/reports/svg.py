"""SVG of our own: a classed map and three charts, as text that typst embeds with selectable lettering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from . import look
from .geometry import Sheet, fits


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 7.5,
    fill: str = look.INK,
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """A line of lettering."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family={quoteattr(look.FONT)} font-size="{size:.1f}" fill="{fill}"'
        f' text-anchor="{anchor}"{weight}>{escape(words)}</text>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = look.RULE, width: float = 0.6, dash: str = ""
) -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width}"{dashes} fill="none"/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    """A filled box."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{fill}"'
        f' stroke="{stroke}" stroke-width="0.5"/>'
    )


def path(
    points: Sequence[tuple[float, float]],
    *,
    stroke: str = "none",
    width: float = 1.4,
    dash: str = "",
    fill: str = "none",
) -> str:
    """A polyline, or an area when it has a fill."""
    steps = "".join(f"{'M' if at == 0 else 'L'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(points))
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{steps}" stroke="{stroke}" stroke-width="{width}"{dashes} fill="{fill}" stroke-linejoin="round"/>'


def document(width: float, height: float, parts: Sequence[str]) -> str:
    """A whole SVG whose unit is one point."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}pt" height="{height:g}pt"'
        f' viewBox="0 0 {width:g} {height:g}">{_HATCH}{"".join(parts)}</svg>'
    )


_HATCH = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse">'
    f'<rect width="4" height="4" fill="{look.NO_DATA}"/>'
    f'<path d="M0 4L4 0" stroke="#9AA8AD" stroke-width="0.5"/></pattern></defs>'
)


def width_of(words: str, size: float) -> float:
    """About how wide `words` come out; a little generous, so that nothing overlaps."""
    return sum(_WIDTHS.get(letter, 0.53) for letter in words) * size


_WIDTHS = dict.fromkeys("iljtfrI.,:;|'()[] -", 0.3) | dict.fromkeys("mwMW%—", 0.85)


@dataclass(frozen=True)
class Area:
    """What a map says of one area: its rate (None: no data) and its number in the ranking."""

    code: str
    name: str
    rate: float | None
    number: str


def choropleth(
    sheet: Sheet, areas: Mapping[str, Area], scale: look.Scale, legend: Sequence[tuple[str, str]], badge: str = ""
) -> str:
    """The map: classed fills, ranking numbers, names where they fit, and the legend below."""
    parts: list[str] = []
    for shape in sheet.shapes:
        area = areas.get(shape.code)
        fill = scale.fill(area.rate if area else None)
        paint = "url(#hatch)" if fill == look.NO_DATA else fill
        outline = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in shape.rings)
        parts.append(f'<path d="{outline}" fill="{paint}" fill-rule="evenodd" stroke="#FFFFFF" stroke-width="0.7"/>')
        if fill in (look.NO_DATA, look.ZERO):
            parts.append(f'<path d="{outline}" fill="none" stroke="{look.QUIET}" stroke-width="0.5"/>')
    for shape in sheet.shapes:
        area = areas.get(shape.code)
        if area is not None:
            parts += _label(shape.anchor, area, scale.fill(area.rate), fits(shape, width_of(area.name, 6.4) + 2, 17))
    if badge:
        parts.append(text(sheet.width, 8, badge, size=7, fill=look.QUIET, anchor="end"))
    parts += _legend(legend, sheet.height + 8, sheet.width)
    return document(sheet.width, sheet.height + 12 + 11 * _legend_rows(legend, sheet.width), parts)


def _label(at: tuple[float, float], area: Area, fill: str, with_name: bool) -> list[str]:
    x, y = at
    ink = look.ink_on(fill)
    if with_name:
        return [
            text(x, y - 1, area.number, size=7.5, fill=ink, anchor="middle", bold=True),
            text(x, y + 6.5, area.name, size=6.4, fill=ink, anchor="middle"),
        ]
    return [text(x, y + 2.6, area.number, size=7.5, fill=ink, anchor="middle", bold=True)]


def _legend_places(legend: Sequence[tuple[str, str]], width: float) -> list[tuple[float, int]]:
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for _, words in legend:
        step = 12 + width_of(words, 7) + 9
        if x + step > width + 9 and x > 0:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += step
    return places


def _legend_rows(legend: Sequence[tuple[str, str]], width: float) -> int:
    return max((row for _, row in _legend_places(legend, width)), default=0) + 1


def _legend(legend: Sequence[tuple[str, str]], top: float, width: float) -> list[str]:
    parts = []
    for (fill, words), (x, row) in zip(legend, _legend_places(legend, width), strict=True):
        paint = "url(#hatch)" if fill == look.NO_DATA else fill
        parts.append(rect(x, top + row * 11, 9, 7, paint, look.QUIET if fill in (look.NO_DATA, look.ZERO) else "none"))
        parts.append(text(x + 12, top + row * 11 + 6.2, words, size=7, fill=look.INK))
    return parts
