"""Shapes: mended, measured, made into one clean coverage and into GeoJSON.

Imports shapely at its head: import this module inside the function that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

GRID = 1e-5  # degrees; about one metre, the precision that is published
HAIRLINE = 0.002  # degrees; narrower gaps between neighbours are faults of drawing, wider ones may be lakes
WIDTH_IN_STEPS = 800  # finer detail than a pixel on a map of that width costs time and shows nothing
EQUAL_AREA = "EPSG:6933"

Feature = dict[str, Any]


def mended(shape: BaseGeometry | None) -> BaseGeometry | None:
    """The polygons of a shape, flat and valid; None when nothing of it has an area."""
    if shape is None or shape.is_empty:
        return None
    flat = shapely.force_2d(shape)
    if shapely.is_valid(flat):
        parts = _polygons(flat)
    else:
        # Part by part: mended as one, a polygon that lies in another would be taken for a hole in it.
        parts = [piece for part in _polygons(flat) for piece in _polygons(_filled(part))]
    parts = [part for part in parts if part.area > 0]
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0]
    together = shapely.multipolygons(parts)
    return together if shapely.is_valid(together) else shapely.union_all(parts)


def _polygons(shape: BaseGeometry) -> list[Any]:
    return [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]


def _filled(part: Any) -> BaseGeometry:
    """One polygon made valid: its outline less its holes; a hole that lies outside was meant as an island."""
    if shapely.is_valid(part):
        return part
    outline = _made_valid(shapely.Polygon(part.exterior))
    holes: list[BaseGeometry] = []
    islands: list[BaseGeometry] = []
    for ring in part.interiors:
        inner = _made_valid(shapely.Polygon(ring))
        inside = shapely.area(shapely.intersection(inner, outline))
        (holes if 2 * inside > inner.area else islands).append(inner)
    return shapely.union_all([shapely.difference(outline, shapely.union_all(holes)), *islands])


def _made_valid(shape: BaseGeometry) -> BaseGeometry:
    try:
        valid = shapely.make_valid(shape)
    except shapely.errors.GEOSException:
        valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    return shapely.union_all(_polygons(valid))


def overlap_and_gap_km2(shapes: Sequence[BaseGeometry]) -> tuple[float, float]:
    """How much the shapes lie over each other (summed over pairs), and how large the holes inside their union are."""
    project = pyproj.Transformer.from_crs("EPSG:4326", EQUAL_AREA, always_xy=True).transform
    flat = shapely.transform(np.array(shapes, dtype=object), lambda xy: np.column_stack(project(*xy.T)))
    first, second = shapely.STRtree(flat).query(flat, predicate="intersects")
    pairs = first < second
    overlap = shapely.area(shapely.intersection(flat[first[pairs]], flat[second[pairs]])).sum()
    rings = [ring for part in shapely.get_parts(shapely.union_all(flat)) for ring in part.interiors]
    gap = sum(shapely.Polygon(ring).area for ring in rings)
    return float(overlap) / 1e6, float(gap) / 1e6


def publishable(shapes: Mapping[str, BaseGeometry], groups: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """The shapes as one coverage: no slivers between neighbours, no more detail than a screen shows, on the grid.

    `groups` says which parent each belongs to: a map shows one parent, so its width sets the detail.
    """
    codes = list(shapes)
    drawn = np.array([shapes[code] for code in codes], dtype=object)
    if not shapely.coverage_is_valid(drawn):
        drawn = shapely.coverage_clean(drawn, gap_width=HAIRLINE)
    if shapely.coverage_is_valid(drawn):
        drawn = shapely.coverage_simplify(drawn, _width(drawn, [groups[code] for code in codes]) / WIDTH_IN_STEPS)
    return {code: _on_grid(shape, shapes[code]) for code, shape in zip(codes, drawn, strict=True)}


def dissolved(shapes: Mapping[str, BaseGeometry], groups: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """The union of the shapes of each group, by group; exact where neighbours share their vertices."""
    members: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        members.setdefault(groups[code], []).append(shape)
    return {group: _union(parts) for group, parts in sorted(members.items())}


def _union(parts: list[BaseGeometry]) -> BaseGeometry:
    """One shape of many; where they fit each other exactly, in a tenth of the time."""
    if len(parts) == 1:
        return parts[0]
    if shapely.coverage_is_valid(parts):
        whole = shapely.coverage_union_all(parts)
        if shapely.is_valid(whole):
            return whole
    return shapely.union_all(parts, grid_size=GRID)


def features(
    shapes: Mapping[str, BaseGeometry], inside: Mapping[str, tuple[float, float]] | None = None
) -> list[Feature]:
    """GeoJSON features by code, each with its box and a point inside it for a bubble (`inside` where that fits)."""
    found = []
    for code, shape in sorted(shapes.items()):
        # Clockwise outer rings: d3-geo, which draws the map, takes the other way round for the rest of the world.
        turned = shapely.orient_polygons(shape, exterior_cw=True)
        found.append(
            {
                "type": "Feature",
                "id": code,
                "bbox": [round(value, 5) for value in shape.bounds],
                "properties": {"code": code, "point": _bubble(shape, (inside or {}).get(code))},
                "geometry": {"type": turned.geom_type, "coordinates": _rounded(shapely.geometry.mapping(turned))},
            }
        )
    return found


def _width(drawn: Any, groups: Sequence[str]) -> float:
    boxes: dict[str, list[Any]] = {}
    for shape, group in zip(drawn, groups, strict=True):
        boxes.setdefault(group, []).append(shape.bounds)
    widths = []
    for members in boxes.values():
        west, south, east, north = np.array(members).T
        widths.append(max(east.max() - west.min(), north.max() - south.min()))
    return float(median(widths))


def _on_grid(shape: BaseGeometry, delivered: BaseGeometry) -> BaseGeometry:
    snapped = mended(shapely.set_precision(shape, GRID))
    # An islet smaller than the grid would vanish; it keeps its own outline.
    return snapped if snapped is not None else delivered


def _bubble(shape: BaseGeometry, preferred: tuple[float, float] | None) -> list[float]:
    if preferred and shapely.contains_xy(shape, *preferred):
        return [round(preferred[0], 5), round(preferred[1], 5)]
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=max(largest.length / 500, GRID))
    lng, lat = shapely.get_coordinates(circle)[0]
    if not shapely.contains_xy(shape, lng, lat):
        lng, lat = shapely.get_coordinates(shapely.point_on_surface(largest))[0]
    return [round(float(lng), 5), round(float(lat), 5)]


def _rounded(mapping: dict[str, Any]) -> Any:
    def walk(value: Any) -> Any:
        if isinstance(value[0], (int, float)):
            return [round(value[0], 5), round(value[1], 5)]
        return [walk(part) for part in value]

    return walk(mapping["coordinates"])
