"""Shapes of a map on a page: a published GeoJSON fitted into a box, light enough for a PDF or a slide."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

_GRID = 0.4
"""Vertices are snapped to this many units; neighbours share vertices, so they keep sharing them."""


@dataclass(frozen=True)
class Shape:
    """One area in page units, y downwards; `anchor` lies well inside its largest part."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    anchor: Point


@dataclass(frozen=True)
class Sheet:
    """A map fitted into `width` × `height` units."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is drawn."""
        points = [point for shape in self.shapes for ring in shape.rings for point in ring]
        return (
            min(x for x, _ in points),
            min(y for _, y in points),
            max(x for x, _ in points),
            max(y for _, y in points),
        )


def read_sheet(path: Path, width: float, height: float) -> Sheet:
    """The areas of a GeoJSON file, true to shape at their latitude, fitted into the box and centred."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    areas = [
        (str(f.get("id") or f["properties"]["code"]), f["properties"]["name"], _rings(f["geometry"])) for f in features
    ]
    points = [point for _, _, rings in areas for ring in rings for point in ring]
    if not points:
        return Sheet(width, height, ())
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(width / max((east - west) * squeeze, 1e-9), height / max(north - south, 1e-9))
    left = (width - (east - west) * squeeze * scale) / 2
    top = (height - (north - south) * scale) / 2

    def place(point: Point) -> Point:
        x = left + (point[0] - west) * squeeze * scale
        y = top + (north - point[1]) * scale
        return (round(round(x / _GRID) * _GRID, 2), round(round(y / _GRID) * _GRID, 2))

    shapes = []
    for code, name, rings in areas:
        drawn = tuple(ring for ring in (_thin([place(point) for point in ring]) for ring in rings) if len(ring) >= 3)
        if drawn:
            shapes.append(Shape(code, name, drawn, _anchor(max(drawn, key=lambda ring: abs(area(ring))))))
    return Sheet(width, height, tuple(shapes))


def _rings(geometry: dict[str, object]) -> list[list[Point]]:
    kind, parts = geometry["type"], geometry["coordinates"]
    polygons = [parts] if kind == "Polygon" else parts if kind == "MultiPolygon" else []
    return [[(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon]  # type: ignore[attr-defined]


def _thin(points: list[Point]) -> Ring:
    """Without repeats and without points on a straight line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) >= 2 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return tuple(kept)


def _is_straight(a: Point, b: Point, c: Point) -> bool:
    cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    forward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return abs(cross) < 1e-9 and forward >= 0


def area(ring: Ring) -> float:
    """The signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def contains(ring: Ring, point: Point) -> bool:
    """Whether `point` lies inside `ring` (even-odd)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _anchor(ring: Ring, cells: int = 14) -> Point:
    """The point of a coarse grid that lies inside and farthest from the outline: a label there fits best."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, farthest = ring[0], -1.0
    for row in range(1, cells):
        for column in range(1, cells):
            point = (
                min(xs) + (max(xs) - min(xs)) * column / cells,
                min(ys) + (max(ys) - min(ys)) * row / cells,
            )
            if contains(ring, point):
                distance = min(math.dist(point, corner) for corner in _dense(ring))
                if distance > farthest:
                    best, farthest = point, distance
    return best


def _dense(ring: Ring) -> list[Point]:
    """The ring's corners and the middles of its sides: enough to judge how far the outline is."""
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    return [*ring, *middles]


def fits(shape: Shape, width: float, height: float) -> bool:
    """Whether a box of this size around the anchor lies inside the shape."""
    x, y = shape.anchor
    largest = max(shape.rings, key=lambda ring: abs(area(ring)))
    steps = (-0.5, -0.25, 0.0, 0.25, 0.5)
    return all(contains(largest, (x + width * dx, y + height * dy)) for dx in steps for dy in (-0.5, 0.5))
