"""A schematic map: one cell grown around one point per area, for places that have delivered no boundaries.

Imports shapely at its head: import this module inside the function that needs it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from .geometry import GRID
from .region import is_in_indonesia

SPACING = 0.002  # degrees; seeds nearer than this are moved apart, so that every cell can be seen
FARTHEST = 3.0  # degrees from the middle; no regency is that wide, so such a point is a slip of the pen
MIDDLE_OF_INDONESIA = (118.0, -2.5)
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Coordinates = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Seed:
    """What a cell grows around: the area's code, the group it nests in, and its point where one is known."""

    code: str
    group: str
    lng: float | None
    lat: float | None


def grow(seeds: Sequence[Seed]) -> dict[str, BaseGeometry]:
    """One polygon per seed, by code: together they fill one outline, without gaps and overlaps, always the same."""
    ordered = sorted(seeds, key=lambda seed: seed.code)
    if not ordered:
        return {}
    points = _apart(*_placed(ordered))
    outline = _outline(points)
    cells = _cells(points, outline)
    return {seed.code: cell for seed, cell in zip(ordered, cells, strict=True)}


def _placed(seeds: Sequence[Seed]) -> tuple[Coordinates, list[bool]]:
    """A point for every seed: its own (True), else one amid the other seeds of its group, else amid all of them."""
    stated = {seed.code: (seed.lng, seed.lat) for seed in seeds if seed.lng is not None and seed.lat is not None}
    known = {code: point for code, point in stated.items() if is_in_indonesia(*point, *point)}
    middle = _middle(list(known.values())) or MIDDLE_OF_INDONESIA
    own = {code: point for code, point in known.items() if math.dist(point, middle) <= FARTHEST}
    of_group: dict[str, list[tuple[float, float]]] = {}
    for seed in seeds:
        if seed.code in own:
            of_group.setdefault(seed.group, []).append(own[seed.code])
    placed = [own.get(seed.code) or _middle(of_group.get(seed.group, [])) or middle for seed in seeds]
    return np.array(placed), [seed.code in own for seed in seeds]


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    return (median(lng for lng, _ in points), median(lat for _, lat in points)) if points else None


def _apart(points: Coordinates, is_own: Sequence[bool]) -> Coordinates:
    """The points, with those that fall together moved on a spiral to the first free place; known ones go first."""
    moved = np.array(points)
    taken: list[int] = []
    for index in sorted(range(len(points)), key=lambda index: not is_own[index]):
        step = 0
        while taken and np.min(np.hypot(*(moved[taken] - moved[index]).T)) < SPACING:
            step += 1
            radius, angle = SPACING * math.sqrt(step), step * GOLDEN_ANGLE
            moved[index] = points[index] + radius * np.array([math.cos(angle), math.sin(angle)])
        taken.append(index)
    return np.asarray(np.round(moved / GRID) * GRID)


def _outline(points: Coordinates) -> BaseGeometry:
    """A smooth shape around the points: discs as wide as points are apart, bays filled, holes closed."""
    radii = _radii(points)
    typical = float(np.median(radii))
    discs = shapely.union_all(shapely.buffer(shapely.points(points), radii, quad_segs=8))
    bridged = shapely.buffer(shapely.buffer(discs, 2 * typical), -2 * typical)
    rounded = shapely.buffer(shapely.buffer(bridged, -typical / 3), typical / 3)
    parts = [shapely.Polygon(part.exterior) for part in shapely.get_parts(shapely.union_all([rounded, discs]))]
    return shapely.simplify(shapely.union_all(parts), typical / 40)


def _radii(points: Coordinates) -> Coordinates:
    """How far each cell may reach over the edge: about half the way to its nearest neighbours."""
    if len(points) == 1:
        return np.array([0.02])
    distances = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    nearest = np.sort(distances, axis=1)[:, 1:5].mean(axis=1)
    typical = float(np.median(nearest))
    return np.asarray(np.clip(nearest, 0.6 * typical, 1.8 * typical) * 0.75)


def _cells(points: Coordinates, outline: BaseGeometry) -> list[BaseGeometry]:
    """The outline cut along the lines halfway between points; all vertices on the grid, so neighbours fit exactly."""
    lines = [shapely.boundary(outline)]
    if len(points) > 1:
        lines.append(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=outline, only_edges=True))
    noded = shapely.union_all(lines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    faces = faces[shapely.contains(outline, shapely.point_on_surface(faces))]
    inner = shapely.get_coordinates(shapely.point_on_surface(faces))
    owners = [int(np.argmin(np.hypot(*(points - point).T))) for point in inner]
    return _joined(points, list(faces), owners)


def _joined(points: Coordinates, faces: list[BaseGeometry], owners: list[int]) -> list[BaseGeometry]:
    """One polygon per point: the face it lies in, and the cut-off faces of others that touch it longest."""
    cells: dict[int, BaseGeometry] = {}
    strays: list[BaseGeometry] = []
    nearness = [
        float(shapely.distance(face, shapely.Point(points[owner]))) for face, owner in zip(faces, owners, strict=True)
    ]
    for index in sorted(range(len(faces)), key=lambda index: (owners[index], nearness[index], -faces[index].area)):
        if owners[index] in cells:
            strays.append(faces[index])
        else:
            cells[owners[index]] = faces[index]
    order = sorted(cells)
    for stray in strays:
        touching = shapely.length(shapely.intersection([cells[owner] for owner in order], stray))
        winner = order[int(np.argmax(touching))]
        cells[winner] = shapely.union_all([cells[winner], stray], grid_size=GRID)
    return [cells[index] for index in range(len(points))]
