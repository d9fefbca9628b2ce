"""Which areas touch, told from real outlines and from squares."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.regions import MapFile, import_boundaries, map_file, neighbours
from src.coverage.text import Text
from tests.shared import SHARED, needs_shared

SIDE = 0.01


def squares(tmp_path: Path, *corners: tuple[int, int], schematic: bool = False) -> MapFile:
    """Unit squares named a, b, c … by their lower left corner."""
    features = []
    for name, (x, y) in zip("abcdef", corners, strict=False):
        ring = [[(x + dx) * SIDE, (y + dy) * SIDE] for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
        features.append({"id": name, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"features": features}), encoding="utf-8")
    return MapFile("74.71", "district", "", path, (), (), (0, 0, 1, 1), {}, schematic, Text(id="–", en="–"))


def test_a_common_border_makes_neighbours_and_a_corner_does_not(tmp_path: Path) -> None:
    found = neighbours(squares(tmp_path, (0, 0), (1, 0), (1, 1), (5, 5)))
    assert found == {"a": ("b",), "b": ("a", "c"), "c": ("b",)}


def test_a_schematic_map_has_no_neighbours(tmp_path: Path) -> None:
    assert neighbours(squares(tmp_path, (0, 0), (1, 0), schematic=True)) == {}


@needs_shared
@pytest.mark.parametrize(
    "file", ["derived/kendari_7471_kecamatan_hdx_dissolved.geojson", "kendari_7471/kemendagri2025_kecamatan.geojson"]
)
def test_real_outlines_find_real_neighbours(tmp_path: Path, file: str) -> None:
    data = DataFolder(tmp_path / "data")
    import_boundaries(data, SHARED / "geo" / file, "district")
    shapes = map_file(data, "74.71", "district", tmp_path / "static")
    assert shapes is not None
    found = neighbours(shapes)
    # Mandonga lies between Kendari Barat, Puuwatu and Kadia; Nambo, across the bay, far from it.
    assert {"74.71.05", "74.71.09", "74.71.10"} <= set(found["74.71.01"])
    assert "74.71.11" not in found["74.71.01"]
    assert all(one in found[other] for one, others in found.items() for other in others)
    assert all(found.get(code) for code in shapes.codes)
