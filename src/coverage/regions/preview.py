"""A small picture of outlines, for a look before they are published: plain SVG, no library and no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

SIZE = 360


def outline_picture(features: Sequence[dict[str, Any]], line: str, fill: str) -> str:
    """The outlines of GeoJSON features as an SVG image of `SIZE` at its longer side; empty when there are none."""
    if not features:
        return ""
    west, south, east, north = (
        pick(feature["bbox"][place] for feature in features) for place, pick in enumerate((min, min, max, max))
    )
    scale = (SIZE - 8) / max(east - west, north - south, 1e-9)
    width, height = (east - west) * scale + 8, (north - south) * scale + 8
    paths = "".join(
        f'<path d="{_path(feature["geometry"], west, north, scale)}"/>' for feature in features if feature["geometry"]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="0.8">{paths}</svg>'
    )


def _path(geometry: dict[str, Any], west: float, north: float, scale: float) -> str:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring, west, north, scale) for part in parts for ring in part)


def _ring(ring: Iterable[Sequence[float]], west: float, north: float, scale: float) -> str:
    """One ring to a tenth of a pixel; points that fall together are drawn once."""
    points: list[str] = []
    for lng, lat in ((point[0], point[1]) for point in ring):
        shown = f"{(lng - west) * scale + 4:.1f} {(north - lat) * scale + 4:.1f}"
        if not points or points[-1] != shown:
            points.append(shown)
    return f"M{'L'.join(points)}Z" if len(points) > 2 else ""
