"""Maps for the browser: found by place and level, made once, and carrying codes and names only."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from src.coverage.folders import ROOT, STATIC, DataFolder
from src.coverage.regions import Level, MapFile, load_regions, map_file, publish_maps


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def static(tmp_path: Path) -> Path:
    return tmp_path / "static"


def _made(data: DataFolder, parent: str, level: Level, static: Path) -> MapFile:
    made = map_file(data, parent, level, static)
    assert made is not None
    return made


def _shapes(made: MapFile) -> dict[str, shapely.Geometry]:
    features = json.loads(made.path.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: shape(feature["geometry"]) for feature in features}


@pytest.mark.parametrize(
    ("parent", "level", "number"),
    [("74.71", "district", 11), ("74.71", "village", 65), ("33.24", "district", 20), ("33.24", "village", 286)],
)
def test_without_boundaries_a_place_gets_a_schematic_map(
    data: DataFolder, static: Path, parent: str, level: Level, number: int
) -> None:
    made = _made(data, parent, level, static)
    assert made.is_schematic and "skematik" in made.source.id and "Schematic" in made.source.en
    assert len(made.codes) == number and made.missing == ()
    assert made.url == f"/app/static/boundaries/{made.path.name}"
    collection = json.loads(made.path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection" and len(collection["features"]) == number
    regions = load_regions()
    for feature in collection["features"]:
        assert feature["properties"] == {"code": feature["id"], "name": regions.name(feature["id"])}
    shapes = _shapes(made)
    assert tuple(shapes) == made.codes
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert shapely.union_all(list(shapes.values())).bounds == pytest.approx(made.bounds)
    for code, outline in shapes.items():
        assert outline.contains(shapely.Point(made.points[code]))
        # d3-geo would paint the rest of the world if outer rings ran the other way round.
        assert all(not part.exterior.is_ccw for part in shapely.get_parts(outline))


def test_the_villages_of_a_district_fill_it_exactly(data: DataFolder, static: Path) -> None:
    districts = _shapes(_made(data, "33.24", "district", static))
    for code in ("33.24.15", "33.24.01"):
        made = _made(data, code, "village", static)
        assert set(made.codes) == {village.code for village in load_regions().villages(code)}
        villages = shapely.union_all(list(_shapes(made).values()))
        assert villages.symmetric_difference(districts[code]).area < 1e-10


def test_a_map_once_made_is_found_again_without_geometry_and_fast(data: DataFolder, static: Path) -> None:
    made = _made(data, "33.24", "village", static)
    written = made.path.stat().st_mtime_ns
    start = time.perf_counter()
    assert map_file(data, "33.24", "village", static) == made
    assert time.perf_counter() - start < 0.05
    assert made.path.stat().st_mtime_ns == written
    code = (
        "import sys; from pathlib import Path\n"
        "from src.coverage.folders import DataFolder\n"
        "from src.coverage.regions import map_file\n"
        f"assert map_file(DataFolder(Path({str(data.root)!r})), '33.24', 'village', Path({str(static)!r}))\n"
        "heavy = {'shapely', 'geopandas', 'pyogrio', 'pyproj', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_a_map_is_made_again_when_its_published_file_is_gone(data: DataFolder, static: Path) -> None:
    made = _made(data, "74.71", "district", static)
    content = made.path.read_bytes()
    made.path.unlink()
    assert _made(data, "74.71", "district", static).path.read_bytes() == content


def test_a_name_that_changes_gives_a_new_file(data: DataFolder, static: Path) -> None:
    import pandas

    before = _made(data, "74.71", "district", static)
    folder = data.deliveries / "x"
    folder.mkdir(parents=True)
    row = {"code": "74.71.01", "level": "district", "name": "Mandonga Baru", "parent": "74.71"}
    pandas.DataFrame([row]).to_parquet(folder / "clean.parquet")
    manifest = {"format": "regions", "received": "2026-01-01", "recorded": 1, "withdrawn": None}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    after = _made(data, "74.71", "district", static)
    assert after.url != before.url and "Mandonga Baru" in after.path.read_text(encoding="utf-8")


def test_unknown_places_have_no_map(data: DataFolder, static: Path) -> None:
    assert map_file(data, "74.99", "district", static) is None
    assert map_file(data, "74.01", "village", static) is None


def test_regencies_of_a_province_have_a_map_too(data: DataFolder, static: Path) -> None:
    made = _made(data, "33", "regency", static)
    assert len(made.codes) == 35 and "33.24" in made.points


def test_all_maps_of_a_place_are_made_ahead(data: DataFolder, static: Path) -> None:
    made = publish_maps(data, ["74.71"], static)
    assert len(made) == 2 + 11
    assert sorted(path.name for path in (static / "boundaries").iterdir()) == sorted({one.path.name for one in made})


def test_the_base_map_is_there_and_empty() -> None:
    topology = json.loads((STATIC / "topo" / "world_110m.json").read_text(encoding="utf-8"))
    layers = {"coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"}
    assert topology["type"] == "Topology" and set(topology["objects"]) == layers
    assert all(layer["geometries"] == [] for layer in topology["objects"].values())
