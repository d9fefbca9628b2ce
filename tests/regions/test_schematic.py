"""The schematic map: fills one outline without gaps or overlaps, villages nest in districts, every area has a cell."""

from __future__ import annotations

import time

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.regions import load_regions
from src.coverage.regions.geometry import GRID, dissolved
from src.coverage.regions.schematic import Seed, grow

# Points on a coarse grid fall together often; far ones are slips of the pen; None is a village nobody located.
coordinate = st.integers(0, 60).map(lambda step: step * 0.004)
point = st.one_of(
    st.tuples(coordinate, coordinate).map(lambda xy: (122.4 + xy[0], -4.1 + xy[1])),
    st.just((None, None)),
    st.just((0.0, 0.0)),
    st.just((122.5, -4.0)),
)
points = st.lists(point, min_size=1, max_size=60)


def _seeds(drawn: list[tuple[float | None, float | None]]) -> list[Seed]:
    return [Seed(f"{index:04d}", f"{index % 4}", lng, lat) for index, (lng, lat) in enumerate(drawn)]


@given(points)
def test_cells_fill_their_outline_without_gaps_and_overlaps(drawn: list[tuple[float | None, float | None]]) -> None:
    seeds = _seeds(drawn)
    cells = grow(seeds)
    assert sorted(cells) == [seed.code for seed in seeds]
    shapes = list(cells.values())
    assert all(shape.geom_type == "Polygon" and shape.is_valid and shape.area > 0 for shape in shapes)
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-9)
    assert not [ring for part in shapely.get_parts(whole) for ring in part.interiors]


@given(points)
def test_villages_nest_exactly_in_districts(drawn: list[tuple[float | None, float | None]]) -> None:
    seeds = _seeds(drawn)
    cells = grow(seeds)
    groups = {seed.code: seed.group for seed in seeds}
    districts = dissolved(cells, groups)
    assert set(districts) == set(groups.values())
    for group, district in districts.items():
        members = [cells[code] for code in cells if groups[code] == group]
        assert district.symmetric_difference(shapely.union_all(members)).area < 1e-12
    assert sum(district.area for district in districts.values()) == pytest.approx(
        sum(cell.area for cell in cells.values()), rel=1e-9
    )


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=60, unique=True), st.integers(0, 5)
)
def test_a_cell_holds_its_point(steps: list[tuple[int, int]], unlocated: int) -> None:
    placed: list[tuple[float | None, float | None]] = [(122.4 + x * 0.005, -4.1 + y * 0.005) for x, y in steps]
    seeds = _seeds([(None, None)] * unlocated + placed)
    cells = grow(seeds)
    for seed in seeds[unlocated:]:
        assert cells[seed.code].distance(shapely.Point(seed.lng, seed.lat)) < 2 * GRID


def test_the_same_points_give_the_same_map_in_any_order() -> None:
    seeds = [Seed(v.code, v.parent or "", v.lng, v.lat) for v in load_regions().villages("74.71")]
    first, second = grow(seeds), grow(seeds[::-1])
    assert {code: cell.wkb for code, cell in first.items()} == {code: cell.wkb for code, cell in second.items()}


@pytest.mark.parametrize(("regency", "villages"), [("74.71", 65), ("33.24", 286)])
def test_real_points_give_a_cell_to_every_village_within_three_seconds(regency: str, villages: int) -> None:
    listed = load_regions().villages(regency)
    start = time.perf_counter()
    cells = grow([Seed(v.code, v.parent or "", v.lng, v.lat) for v in listed])
    assert time.perf_counter() - start < 3
    assert len(cells) == villages
    inside = [cells[v.code].distance(shapely.Point(v.lng, v.lat)) < 3 * GRID for v in listed]
    assert sum(inside) >= 0.97 * villages
    assert shapely.union_all(list(cells.values())).geom_type == "Polygon"


def test_areas_without_any_point_still_get_cells() -> None:
    cells = grow([Seed(str(index), "a", None, None) for index in range(12)])
    assert len(cells) == 12 and shapely.coverage_is_valid(list(cells.values()))
    assert grow([]) == {}
