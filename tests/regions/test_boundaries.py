"""Boundary files: matched, mended, measured and recorded; faulty ones refused with a sentence."""

from __future__ import annotations

import json
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box, mapping, shape

from src.coverage.errors import CoverageError, DataRefused
from src.coverage.folders import DataFolder
from src.coverage.regions import BoundaryResult, Level, boundary_sets, import_boundaries, load_regions, map_file
from tests.shared import SHARED, needs_shared

GEO = SHARED / "geo"
Take = Callable[..., BoundaryResult]


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def static(tmp_path: Path) -> Path:
    return tmp_path / "static"


@pytest.fixture
def take(data: DataFolder, static: Path) -> Take:
    def run(path: Path, level: Level | None = None, **options: Any) -> BoundaryResult:
        return import_boundaries(data, path, level, static=static, **options)

    return run


def _file(path: Path, rows: list[tuple[dict[str, object], Any]]) -> Path:
    features = [
        {"type": "Feature", "properties": properties, "geometry": mapping(geometry) if geometry is not None else None}
        for properties, geometry in rows
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def _nambo(**more: object) -> list[tuple[dict[str, object], Any]]:
    villages = load_regions().villages("74.71.11")
    return [
        ({"kode": village.code, "nama": village.name, **more}, box(122.6 + i * 0.01, -4.0, 122.61 + i * 0.01, -3.99))
        for i, village in enumerate(villages)
    ]


def _shapes(path: Path) -> dict[str, shapely.Geometry]:
    return {feature["id"]: shape(feature["geometry"]) for feature in json.loads(path.read_bytes())["features"]}


# --- one small file, drawn here ---------------------------------------------------------------------------------


def test_a_file_of_one_district_says_what_is_missing_and_draws_that_district(
    take: Take, tmp_path: Path, data: DataFolder, static: Path
) -> None:
    result = take(_file(tmp_path / "nambo.geojson", _nambo(sumber="Dinas PU")), received=date(2026, 3, 1))
    document = result.to_json("id")
    assert (document["level"], document["read"], document["matched"], document["repaired"]) == ("village", 6, 6, 0)
    assert document["crs"] == "EPSG:4326" and document["unmatched"] == []
    assert len(result.missing) == 65 - 6
    assert document["missing"][0] == {  # type: ignore[index]
        "code": "74.71.01.1005",
        "name": "Mandonga",
        "reason": "Tidak ada di dalam berkas.",
    }
    drawn = map_file(data, "74.71.11", "village", static)
    assert drawn and not drawn.is_schematic and len(drawn.codes) == 6
    assert "Dinas PU" in drawn.source.id and "1 Maret 2026" in drawn.source.id and "March 1" not in drawn.source.id
    whole = map_file(data, "74.71", "village", static)
    assert whole and whole.is_schematic, "six of 65 shapes are no map of the city"


def test_a_dry_run_reports_the_same_and_changes_nothing(
    take: Take, tmp_path: Path, data: DataFolder, static: Path
) -> None:
    path = _file(tmp_path / "nambo.geojson", _nambo())
    dry = take(path, dry_run=True)
    assert dry.boundary_set is None and not data.root.exists() and not static.exists()
    real = take(path)
    assert {**dry.to_json("en"), "boundary_set": real.boundary_set} == real.to_json("en")


def test_the_same_file_again_changes_nothing_and_going_back_is_recorded(
    take: Take, tmp_path: Path, data: DataFolder
) -> None:
    first = _file(tmp_path / "a.geojson", _nambo(versi="a"))
    second = _file(tmp_path / "b.geojson", _nambo(versi="b"))
    assert not take(first).unchanged
    assert take(first).unchanged
    take(second)
    assert not take(first).unchanged
    assert [item.file_name for item in boundary_sets(data)] == ["a.geojson", "b.geojson", "a.geojson"]
    assert [item.recorded for item in boundary_sets(data)] == [1, 2, 3]


def test_broken_and_flat_shapes_are_mended_and_counted(
    take: Take, tmp_path: Path, data: DataFolder, static: Path
) -> None:
    rows = _nambo()
    bow_tie = shapely.Polygon([(122.6, -4.0), (122.61, -3.99), (122.61, -4.0), (122.6, -3.99)])
    with_height = shapely.force_3d(rows[1][1], 7)
    rows[0], rows[1] = (rows[0][0], bow_tie), (rows[1][0], with_height)
    rows[2] = (rows[2][0], shapely.Point(122.6, -4.0))
    result = take(_file(tmp_path / "x.geojson", rows))
    assert (result.read, result.matched, result.repaired) == (6, 5, 1)
    assert [item.reason.id for item in result.unmatched] == ["Tidak memuat bentuk wilayah (poligon)."]
    assert result.unmatched[0].code == rows[2][0]["kode"]
    assert [item.reason.id for item in result.missing if item.code == rows[2][0]["kode"]] == [
        "Tidak memuat bentuk wilayah (poligon)."
    ]
    drawn = map_file(data, "74.71.11", "village", static)
    assert drawn and all(one.is_valid and not one.has_z for one in _shapes(drawn.path).values())


def test_overlaps_and_holes_are_measured_in_square_kilometres(take: Take, tmp_path: Path) -> None:
    rows = _nambo()
    rows[1] = (rows[1][0], box(122.605, -4.0, 122.62, -3.99))
    ring = shapely.difference(box(122.63, -4.02, 122.66, -3.99), box(122.64, -4.01, 122.65, -4.0))
    rows[3], rows[4], rows[5] = (rows[3][0], ring), (rows[4][0], None), (rows[5][0], None)
    result = take(_file(tmp_path / "x.geojson", rows))
    # 0.01 degree is 1.11 km here; half a cell lies over its neighbour, one cell is a hole.
    assert result.overlap_km2 == pytest.approx(1.11 * 1.11 / 2, rel=0.02)
    assert result.gap_km2 == pytest.approx(1.11 * 1.11, rel=0.02)


def test_rows_of_one_area_are_united_and_unknown_rows_named(take: Take, tmp_path: Path) -> None:
    rows = _nambo()
    rows.append((rows[0][0], box(122.7, -4.0, 122.71, -3.99)))
    rows.append(({"kode": "74.71.11.9999", "nama": "Antah Berantah"}, box(122.72, -4.0, 122.73, -3.99)))
    rows.append(({"kode": rows[1][0]["kode"], "nama": "jauh"}, box(10, 50, 11, 51)))
    result = take(_file(tmp_path / "x.geojson", rows))
    assert (result.read, result.matched) == (9, 7)
    assert [(item.code, item.reason.en) for item in result.unmatched] == [
        ("74.71.11.9999", "The code '74.71.11.9999' is not known."),
        (rows[1][0]["kode"], "Its shape lies outside Indonesia."),
    ]


def test_names_within_their_parents_are_enough(take: Take, tmp_path: Path) -> None:
    villages = load_regions().villages("33.24.14")
    rows = [
        (
            {"KECAMATAN": "PATEBON", "DESA": f"Desa {v.name.upper()}"},
            box(110.1 + i * 0.01, -6.9, 110.11 + i * 0.01, -6.89),
        )
        for i, v in enumerate(villages)
    ]
    result = take(_file(tmp_path / "patebon.geojson", rows))
    assert result.level == "village" and result.matched == len(villages) == result.read


def test_an_ambiguous_name_is_not_placed(take: Take, tmp_path: Path) -> None:
    rows: list[tuple[dict[str, object], Any]] = [
        ({"desa": "Purwosari"}, box(110.1, -6.9, 110.11, -6.89)),
        ({"desa": "Kediten"}, box(110.2, -6.9, 110.21, -6.89)),
    ]
    result = take(_file(tmp_path / "x.geojson", rows))
    assert result.matched == 1 and "Sukorejo" in result.unmatched[0].reason.id


def test_villages_of_a_place_without_a_code_list_give_its_outline_and_say_why(take: Take, tmp_path: Path) -> None:
    rows: list[tuple[dict[str, object], Any]] = [
        ({"WADMKD": "Cibulan", "WADMKC": "Cidahu", "WADMKK": "Kuningan"}, box(108.4, -7, 108.5, -6.9)),
        ({"WADMKD": "Cieurih", "WADMKC": "Cidahu", "WADMKK": "Kuningan"}, box(108.5, -7, 108.6, -6.9)),
    ]
    path = _file(tmp_path / "rbi.geojson", rows)
    result = take(path)
    assert (result.level, result.file_level, result.matched) == ("regency", "village", 2)
    assert [note.en for note in result.notes] == [
        "The file holds areas of level village; those of level regency were mapped. no code list: the areas (village) "
        "of Kabupaten Kuningan are not known; import its code list first (format 'regions')."
    ]
    with pytest.raises(DataRefused) as refused:
        take(path, level="village")
    assert refused.value.code == "no_code_list" and "no code list" in refused.value.say("id")


def test_misspelt_villages_of_a_known_place_are_not_taken_for_their_district(take: Take, tmp_path: Path) -> None:
    rows: list[tuple[dict[str, object], Any]] = [
        ({"desa": "Xyzzy", "kecamatan": "Patebon", "kabupaten": "Kendal"}, box(110.1, -6.9, 110.11, -6.89))
    ]
    with pytest.raises(DataRefused) as refused:
        take(_file(tmp_path / "x.geojson", rows))
    assert refused.value.code == "nothing_matched"


def test_a_city_and_a_regency_of_one_name_are_put_to_the_user(take: Take, tmp_path: Path) -> None:
    rows: list[tuple[dict[str, object], Any]] = [
        ({"kabupaten": "Malang", "provinsi": "Jawa Timur"}, box(112.6, -8, 112.7, -7.9)),
        ({"kabupaten": "Kota Malang", "provinsi": "Jawa Timur"}, box(112.7, -8, 112.8, -7.9)),
    ]
    result = take(_file(tmp_path / "x.geojson", rows))
    assert result.matched == 1 and "35.07" in result.unmatched[0].reason.en and "35.73" in result.unmatched[0].reason.en


def _garbage(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.geojson", b"", "empty"),
        ("a.geojson", b"\0" * 5000, "wrong_type"),
        ("a.gpkg", b'{"type": "FeatureCollection"}', "wrong_type"),
        ("a.gpkg", b"SQLite format 3\0" + b"\0" * 3000, "unreadable"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [{"type": "Fea', "unreadable"),
        ("a.geojson", b'{"halo": 1}', "unreadable"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "no_shapes"),
        ("a.zip", b"PK\x03\x04 not a zip", "unreadable"),
        ("a.csv", b"kode,nama\n", "wrong_type"),
        ("a.shp", b"\x00\x00\x27\x0a" + b"\0" * 40, "unreadable"),
    ],
)
def test_a_faulty_file_is_refused_with_a_sentence_and_nothing_changes(
    take: Take, tmp_path: Path, data: DataFolder, name: str, content: bytes, code: str
) -> None:
    path = _garbage(tmp_path / name, content)
    with pytest.raises(DataRefused) as refused:
        take(path)
    assert refused.value.code == code
    assert path.name in refused.value.say("id") and path.name in refused.value.say("en")
    assert not data.root.exists()


def test_a_file_that_is_not_there_is_refused(take: Take, tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="was not found"):
        take(tmp_path / "none.geojson")


@pytest.mark.parametrize(
    ("geometry", "hint"),
    [
        (box(455000, 9557000, 456000, 9558000), "EPSG:4326"),
        (box(10, 50, 11, 51), "Kirim ulang"),
    ],
)
def test_shapes_off_the_map_are_refused_with_the_likely_cause(
    take: Take, tmp_path: Path, geometry: shapely.Geometry, hint: str
) -> None:
    with pytest.raises(DataRefused) as refused:
        take(_file(tmp_path / "x.geojson", [({"kode": "74.71.11"}, geometry)]))
    assert refused.value.code == "off_map" and hint in refused.value.say("id")


def test_swapped_coordinates_are_put_right_and_said(take: Take, tmp_path: Path) -> None:
    rows = _nambo()
    turned = shapely.transform(rows[0][1], lambda xy: xy[:, ::-1])
    result = take(_file(tmp_path / "x.geojson", [(rows[0][0], turned), *rows[1:]]))
    assert (result.matched, result.repaired) == (6, 1)
    assert [note.id for note in result.notes] == ["Lintang dan bujur tertukar pada 1 bentuk; sudah dibetulkan."]


def test_a_polygon_inside_another_of_its_area_is_no_hole(take: Take, tmp_path: Path) -> None:
    nested = shapely.MultiPolygon([box(122.6, -4.0, 122.62, -3.98), box(122.605, -3.995, 122.61, -3.99)])
    outside = shapely.Polygon(
        box(122.7, -4.0, 122.71, -3.99).exterior, [box(122.72, -4.0, 122.73, -3.99).exterior.coords]
    )
    rows = _nambo()
    result = take(_file(tmp_path / "x.geojson", [(rows[0][0], nested), (rows[1][0], outside), *rows[2:]]))
    drawn = {feature["id"]: shape(feature["geometry"]) for feature in result.features}
    assert result.repaired == 2
    assert drawn[str(rows[0][0]["kode"])].area == pytest.approx(0.02**2, rel=0.01)
    assert drawn[str(rows[1][0]["kode"])].area == pytest.approx(2 * 0.01**2, rel=0.01), "an island written as a hole"


def test_a_district_file_cannot_give_villages(take: Take, tmp_path: Path) -> None:
    path = _file(tmp_path / "x.geojson", [({"kode": "74.71.11"}, box(122.6, -4.0, 122.7, -3.9))])
    with pytest.raises(DataRefused) as refused:
        take(path, level="village")
    assert refused.value.code == "coarser" and "kecamatan" in refused.value.say("id")


def test_codes_that_fit_two_lists_are_refused(take: Take, tmp_path: Path) -> None:
    path = _file(tmp_path / "x.geojson", [({"id_desa": "7471011007"}, box(122.6, -4.0, 122.7, -3.9))])
    with pytest.raises(DataRefused) as refused:
        take(path)
    assert refused.value.code == "twofold_codes" and "BPS" in refused.value.say("id")


# --- the public files -------------------------------------------------------------------------------------------


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "regency", "level", "read", "matched", "repaired", "missing", "overlap", "gap"),
    [
        ("kendari_7471/hdx_bps2020_desa.geojson", "74.71", "village", 65, 65, 0, 0, 0, 0),
        ("kendari_7471/hdx_bps2020_desa_id7471023_nambo.geojson", "74.71", "village", 6, 6, 0, 59, 0, 0),
        ("kendari_7471/kemendagri2025_kelurahan.geojson", "74.71", "village", 64, 64, 0, 1, 0.0588, 0.0570),
        ("kendari_7471/kemendagri2025_kecamatan.geojson", "74.71", "district", 11, 11, 0, 0, 2.5, 3.2),
        ("kendal_3324/hdx_bps2020_desa.geojson", "33.24", "village", 286, 286, 0, 0, 0, 0),
        ("kendal_3324/kemendagri2025_desa.geojson", "33.24", "village", 286, 286, 0, 0, 0.42, 0.44),
        ("kendal_3324/kemendagri2025_kecamatan.geojson", "33.24", "district", 20, 20, 2, 0, 11.3, 15.9),
        ("derived/kendari_7471_hdx_desa.gpkg", "74.71", "village", 65, 65, 0, 0, 0, 0),
        ("derived/kendari_7471_kecamatan_utm51s.geojson", "74.71", "district", 11, 11, 0, 0, 0, 0),
        ("derived/kendari_74.71.11_nambo_single_feature_z.geojson", "74.71", "district", 1, 1, 0, 10, 0, 0),
        ("derived/kendari_7471_kecamatan_gadm_shaped_SYNTHETIC.geojson", "74.71", "district", 10, 10, 0, 1, 0, 0),
    ],
)
def test_public_files_of_every_schema_are_read(
    take: Take,
    data: DataFolder,
    static: Path,
    name: str,
    regency: str,
    level: Level,
    read: int,
    matched: int,
    repaired: int,
    missing: int,
    overlap: float,
    gap: float,
) -> None:
    result = take(GEO / name)
    assert (result.level, result.regencies) == (level, (regency,))
    assert (result.read, result.matched, result.repaired, len(result.missing)) == (read, matched, repaired, missing)
    assert result.unmatched == ()
    assert result.overlap_km2 == pytest.approx(overlap, rel=0.03, abs=1e-4)
    assert result.gap_km2 == pytest.approx(gap, rel=0.03, abs=1e-4)
    if 2 * matched <= len(load_regions().within(regency, level)):
        return
    drawn = map_file(data, regency, level, static)
    districts = map_file(data, regency, "district", static)
    assert drawn and districts and not drawn.is_schematic and not districts.is_schematic
    shapes = _shapes(drawn.path)
    assert len(shapes) == matched and len(drawn.missing) == missing
    assert all(one.is_valid and one.area > 0 for one in shapes.values())
    for code, one in shapes.items():
        assert one.contains(shapely.Point(drawn.points[code]))
    both = zip(shapes.values(), _shapes(districts.path).values(), strict=False)
    assert all(village.is_valid and district.is_valid for village, district in both)
    whole = shapely.union_all(list(shapes.values()))
    assert whole.symmetric_difference(shapely.union_all(list(_shapes(districts.path).values()))).area < 1e-8


@needs_shared
@pytest.mark.shared
def test_the_kelurahan_without_a_shape_is_named(take: Take) -> None:
    result = take(GEO / "kendari_7471/kemendagri2025_kelurahan.geojson")
    assert [(item.code, item.name) for item in result.missing] == [("74.71.04.1021", "Wundumbatu")]


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("place", ["kendari_7471", "kendal_3324"])
def test_published_shapes_stay_near_the_delivered_ones_and_fit_each_other(
    take: Take, data: DataFolder, static: Path, place: str
) -> None:
    path = GEO / place / "hdx_bps2020_desa.geojson"
    regency = "74.71" if "kendari" in place else "33.24"
    take(path)
    drawn = map_file(data, regency, "village", static)
    assert drawn
    shapes = _shapes(drawn.path)
    by_bps = {region.bps_code: region.code for region in load_regions().villages(regency)}
    for feature in json.loads(path.read_bytes())["features"]:
        delivered = shape(feature["geometry"])
        published = shapes[by_bps[feature["properties"]["village_code"].removeprefix("id")]]
        shared = delivered.intersection(published).area / delivered.union(published).area
        assert shared > 0.75, feature["properties"]["village"]
    assert sum(one.area for one in shapes.values()) == pytest.approx(
        shapely.union_all(list(shapes.values())).area, rel=1e-6
    )
    assert drawn.path.stat().st_size < 400_000


@needs_shared
@pytest.mark.shared
def test_a_later_file_of_another_source_rules_and_a_part_never_hides_the_whole(
    take: Take, data: DataFolder, static: Path
) -> None:
    take(GEO / "kendari_7471/hdx_bps2020_desa.geojson", received=date(2026, 1, 1))
    first = map_file(data, "74.71", "village", static)
    take(GEO / "kendari_7471/hdx_bps2020_desa_id7471023_nambo.geojson", received=date(2026, 1, 2))
    second = map_file(data, "74.71", "village", static)
    assert first and second and len(second.codes) == 65 and not second.is_schematic
    take(GEO / "kendari_7471/kemendagri2025_kelurahan.geojson", received=date(2026, 1, 3))
    third = map_file(data, "74.71", "village", static)
    assert third and third.url != first.url and third.missing == ("74.71.04.1021",)
    assert len(boundary_sets(data)) == 3


@needs_shared
@pytest.mark.shared
def test_a_province_file_gives_the_districts_that_are_known(take: Take) -> None:
    result = take(GEO / "provinsi/kemendagri2025_kecamatan_33_jawa_tengah.geojson")
    assert (result.read, result.matched, len(result.unmatched), result.missing) == (576, 20, 556, ())


@needs_shared
@pytest.mark.shared
def test_a_file_that_is_no_map_is_refused(take: Take, data: DataFolder) -> None:
    with pytest.raises(DataRefused) as refused:
        take(GEO / "README.md")
    assert refused.value.code == "wrong_type" and not data.root.exists()


# --- zipped files ------------------------------------------------------------------------------------------------


def _shapefile(folder: Path) -> list[Path]:
    """The six villages of a district as a Shapefile, its parts beside each other."""
    import geopandas

    rows = _nambo()
    frame = geopandas.GeoDataFrame([row for row, _ in rows], geometry=[one for _, one in rows], crs=4326)
    folder.mkdir()
    frame.to_file(folder / "batas.shp")
    return sorted(folder.iterdir())


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("keep", "prefix"),
    [
        ({".shp", ".shx", ".dbf", ".prj", ".cpg"}, ""),
        ({".shp", ".shx", ".dbf", ".prj"}, "Batas Desa/2025/"),
        ({".shp", ".dbf"}, ""),
    ],
)
def test_a_zipped_shapefile_is_read_also_in_a_folder_and_without_its_index(
    take: Take, tmp_path: Path, keep: set[str], prefix: str
) -> None:
    parts = {
        f"{prefix}{part.name.upper()}": part.read_bytes() for part in _shapefile(tmp_path / "s") if part.suffix in keep
    }
    result = take(_zip(tmp_path / "batas.zip", {**parts, "readme.txt": b"Dinas PU"}))
    assert (result.level, result.matched) == ("village", 6)
    assert (result.crs is None) == (".prj" not in keep)


def test_a_zipped_geojson_is_read(take: Take, tmp_path: Path) -> None:
    inner = _file(tmp_path / "nambo.geojson", _nambo())
    assert take(_zip(tmp_path / "n.zip", {"nambo.geojson": inner.read_bytes()})).matched == 6


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"../../luar.shp": b"x"}, "unsafe_archive"),
        ({"/etc/luar.shp": b"x"}, "unsafe_archive"),
        ({"..\\..\\luar.shp": b"x"}, "unsafe_archive"),
        ({"C:\\luar.shp": b"x"}, "unsafe_archive"),
        ({"bom.shp": b"\0" * 60_000_000}, "unsafe_archive"),
        ({f"{number}.shp": b"" for number in range(2_500)}, "unsafe_archive"),
        ({"a.txt": b"x"}, "wrong_type"),
        ({"a.shp": b"x"}, "unreadable"),
        ({"a.zip": b"PK\x03\x04"}, "wrong_type"),
    ],
    ids=["up", "absolute", "up with backslashes", "drive", "bomb", "many", "no map", "no shapefile", "zip in zip"],
)
def test_a_hostile_archive_is_refused_and_nothing_is_written_outside(
    take: Take, tmp_path: Path, data: DataFolder, members: dict[str, bytes], code: str
) -> None:
    path = _zip(tmp_path / "x.zip", members)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DataRefused) as refused:
        take(path)
    assert refused.value.code == code and "x.zip" in refused.value.say("id")
    assert sorted(tmp_path.rglob("*")) == before and not data.root.exists()


def test_an_archive_that_lies_about_its_sizes_is_stopped_while_it_is_unpacked(take: Take, tmp_path: Path) -> None:
    content = bytearray(_zip(tmp_path / "x.zip", {"bom.shp": b"\0" * 60_000_000}).read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(mark)
        content[at + place : at + place + 4] = (1000).to_bytes(4, "little")
    (tmp_path / "y.zip").write_bytes(bytes(content))
    with pytest.raises(DataRefused) as refused:
        take(tmp_path / "y.zip")
    assert refused.value.code in ("unsafe_archive", "unreadable")


@given(damage=st.data())
@settings(max_examples=40)
def test_a_damaged_file_never_ends_in_a_traceback(damage: st.DataObject, seeds: dict[str, bytes]) -> None:
    name = damage.draw(st.sampled_from(sorted(seeds)))
    content = bytearray(seeds[name])
    for _ in range(damage.draw(st.integers(1, 6))):
        at = damage.draw(st.integers(0, len(content) - 1))
        content[at] = damage.draw(st.integers(0, 255))
    cut = damage.draw(st.integers(len(content) // 2, len(content)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(bytes(content[:cut]))
        started = time.monotonic()
        try:
            import_boundaries(DataFolder(Path(folder) / "data"), path, dry_run=True)
        except CoverageError as refusal:
            assert refusal.say("id") and refusal.say("en")
        assert time.monotonic() - started < 10


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A sound file of each kind."""
    folder = tmp_path_factory.mktemp("seeds")
    import geopandas

    rows = _nambo()
    frame = geopandas.GeoDataFrame([row for row, _ in rows], geometry=[one for _, one in rows], crs=4326)
    frame.to_file(folder / "a.gpkg")
    parts = {part.name: part.read_bytes() for part in _shapefile(folder / "s")}
    topology = {
        "type": "Topology",
        "arcs": [[[122.6, -4.0], [122.61, -4.0], [122.61, -3.99], [122.6, -3.99], [122.6, -4.0]]],
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"kode": "74.71.11"}}],
            }
        },
    }
    found = {
        "a.geojson": _file(folder / "a.geojson", rows).read_bytes(),
        "a.gpkg": (folder / "a.gpkg").read_bytes(),
        "a.zip": _zip(folder / "a.zip", parts).read_bytes(),
        "a.shp": parts["batas.shp"],
        "a.topojson": json.dumps(topology).encode(),
    }
    return found


def test_a_topojson_without_a_system_is_read_as_degrees_and_that_is_said(
    take: Take, tmp_path: Path, seeds: dict[str, bytes]
) -> None:
    (tmp_path / "a.topojson").write_bytes(seeds["a.topojson"])
    result = take(tmp_path / "a.topojson")
    assert (result.level, result.matched, result.crs) == ("district", 1, None)
    assert [note.en for note in result.notes] == [
        "The file names no coordinate system; it was read as degrees (EPSG:4326)."
    ]
