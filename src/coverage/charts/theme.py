"""How every figure looks: one palette with a light and a dark twin, one base figure, separators by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

from ..text import Lang

Direction = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Palette:
    """The colours of one appearance; the five-class scales stay apart for colour-blind readers."""

    text: str
    muted: str
    grid: str
    surface: str
    accent: str
    warning: str
    projection: str
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    neither: tuple[str, ...]
    zero: str
    no_data: str
    masked: str
    mark: str
    outline: str

    def scale(self, better: Direction) -> tuple[str, ...]:
        """Five classes from little to much, in the hue of what the metric's direction means."""
        return {"higher": self.higher, "lower": self.lower, "neither": self.neither}[better]


LIGHT = Palette(
    text="#16262B",
    muted="#56666C",
    grid="#E5EAEC",
    surface="#FFFFFF",
    accent="#0B6E6E",
    warning="#B8650B",
    projection="#5B5EA6",
    higher=("#D3EAE6", "#9CCFC7", "#5FAEA5", "#26827D", "#0A4A4C"),
    lower=("#FBE6C8", "#F2C583", "#DD9A3F", "#B36A12", "#6E3D06"),
    neither=("#E3E4F3", "#BEC0E1", "#9193C8", "#6366A8", "#3A3C78"),
    zero="#FFFFFF",
    no_data="#E3E6E8",
    masked="#CFC6D8",
    mark="#6B777C",
    outline="#8FA0A6",
)
DARK = Palette(
    text="#E6EEF0",
    muted="#A3B3B8",
    grid="#26363B",
    surface="#101A1D",
    accent="#4FB3AA",
    warning="#F0A94B",
    projection="#A5A7EA",
    higher=("#1E4A4A", "#2E726F", "#469C95", "#7CC7BE", "#CDF1EA"),
    lower=("#4D3311", "#7F551A", "#B37B2C", "#E0A956", "#FBDDA9"),
    neither=("#2E3058", "#4B4E86", "#7174B8", "#9EA1DB", "#D8D9F6"),
    zero="#101A1D",
    no_data="#3A464B",
    masked="#544A61",
    mark="#9AA8AD",
    outline="#51646B",
)
FONT = '"Source Sans", "Source Sans Pro", sans-serif'


@dataclass(frozen=True)
class Look:
    """How a reader sees figures: the language and whether the page is dark."""

    lang: Lang
    dark: bool = False

    @property
    def palette(self) -> Palette:
        return DARK if self.dark else LIGHT

    @property
    def separators(self) -> str:
        """Decimal and thousands signs, for numbers that the browser formats."""
        return ",." if self.lang == "id" else ".,"


def readable_on(fill: str) -> str:
    """The text colour, nearly black or white, that contrasts more with a fill."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return LIGHT.text if light > 0.2 else "#FFFFFF"


def base_figure(look: Look, height: int, traces: list[Any], **layout: Any) -> go.Figure:
    """A figure with our type, no frame and no template (a template weighs 7 kB in every message)."""
    palette = look.palette
    settings: dict[str, Any] = {
        "template": "none",
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 13, "color": palette.text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": look.separators,
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.outline,
            "font": {"family": FONT, "size": 13, "color": palette.text},
            "align": "left",
        },
    }
    return go.Figure(data=traces, layout={**settings, **layout})


def axis(look: Look, **settings: Any) -> dict[str, Any]:
    """A quiet axis: light grid, no zero line, muted labels, nothing to drag."""
    palette = look.palette
    return {
        "gridcolor": palette.grid,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": palette.muted, "size": 12},
        "title": {"text": ""},
        **settings,
    }


CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
"""What the browser may do with a figure: nothing but hover and click."""


def translucent(colour: str, share: float) -> str:
    """A `#rrggbb` colour that lets what is behind it through.

    >>> translucent("#0a0b0c", 0.5)
    'rgba(10,11,12,0.5)'
    """
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"
