"""Every public boundary file: matched as deep as the code lists go, measured, drawn without a new hole."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder
from src.coverage.regions import BoundaryResult, import_boundaries, load_regions, map_file
from src.coverage.regions.geometry import mended
from src.coverage.sources import import_file
from tests.shared import SHARED, needs_shared

pytestmark = [needs_shared, pytest.mark.shared]

GEO = SHARED / "geo"
LISTS = (
    "kemendagri2025_provinsi_kabkota.csv",
    "kemendagri2025_kode_wilayah_33_74.csv",
    "bridging_bps_kemendagri_kecamatan.csv",
)
FILES = sorted(
    path.relative_to(GEO).as_posix()
    for path in (GEO.rglob("*") if GEO.is_dir() else ())
    if path.suffix in (".geojson", ".json", ".zip", ".gpkg")
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A folder into which the code lists were imported."""
    data = DataFolder(tmp_path_factory.mktemp("office"))
    for name in LISTS:
        import_file(data, GEO / "kode" / name)
    return data


# What the README of the files says of each, as a drawn table: with all code lists, and with the reference alone.
EXPECTED = """
file                                                          |level   |read|matched|repaired|missing|bare level|matched
derived/kendal_3324_kecamatan_hdx_dissolved.geojson           |district|20  |20     |0       |0      |district  |20
derived/kendari_74.71.11_nambo_single_feature_z.geojson       |district|1   |1      |0       |10     |district  |1
derived/kendari_7471_hdx_desa.gpkg                            |village |65  |65     |0       |0      |village   |65
derived/kendari_7471_kecamatan_gadm_shaped_SYNTHETIC.geojson  |district|10  |10     |0       |1      |district  |10
derived/kendari_7471_kecamatan_hdx_dissolved.geojson          |district|11  |11     |0       |0      |district  |11
derived/kendari_7471_kecamatan_swapped_latlng.geojson         |district|11  |11     |11      |0      |district  |11
derived/kendari_7471_kecamatan_utm51s.geojson                 |district|11  |11     |0       |0      |district  |11
format_lain/denyherianto_indonesia-38-provinces.topo.json     |province|38  |38     |2       |0      |province  |38
format_lain/rbi_big_ADMINISTRASIDESA_AR_25K_kuningan.zip      |district|440 |322    |0       |7      |regency   |372
format_lain/rusak_unclosed_ring_maluku_81.05_kecamatan.geojson|district|16  |15     |2       |0      |regency   |16
kendal_3324/hdx_bps2020_desa.geojson                          |village |286 |286    |0       |0      |village   |286
kendal_3324/kemendagri2025_desa.geojson                       |village |286 |286    |0       |0      |village   |286
kendal_3324/kemendagri2025_kecamatan.geojson                  |district|20  |20     |2       |0      |district  |20
kendari_7471/hdx_bps2020_desa.geojson                         |village |65  |65     |0       |0      |village   |65
kendari_7471/hdx_bps2020_desa_id7471023_nambo.geojson         |village |6   |6      |0       |59     |village   |6
kendari_7471/kemendagri2025_kecamatan.geojson                 |district|11  |11     |0       |0      |district  |11
kendari_7471/kemendagri2025_kelurahan.geojson                 |village |64  |64     |0       |1      |village   |64
nasional/denyherianto_indonesia-38-provinces.geojson          |province|38  |38     |2       |0      |province  |38
nasional/kemendagri2025_kabkota_514.geojson                   |regency |514 |514    |126     |0      |regency   |514
nasional/kemendagri2025_provinsi_38.geojson                   |province|38  |38     |34      |0      |province  |38
provinsi/kemendagri2025_kecamatan_33_jawa_tengah.geojson      |district|576 |576    |5       |0      |district  |20
provinsi/kemendagri2025_kecamatan_74_sulawesi_tenggara.geojson|district|221 |221    |11      |0      |district  |11
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in EXPECTED.strip().splitlines()[1:]]


def test_the_table_names_every_file() -> None:
    assert [row[0] for row in ROWS] == FILES


@lru_cache(maxsize=64)
def _taken(root: Path, name: str) -> BoundaryResult:
    return import_boundaries(DataFolder(root), GEO / name, static=root / "static")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split("/")[1])
def test_a_file_is_matched_as_deep_as_the_code_lists_go(office: DataFolder, row: list[str]) -> None:
    started = time.perf_counter()
    result = _taken(office.root, row[0])
    assert time.perf_counter() - started < 40, "the national file takes about 9 s on a free core"
    found = [result.level, result.read, result.matched, result.repaired, len(result.missing)]
    assert [str(value) for value in found] == row[1:6]
    assert result.matched + len(result.unmatched) == result.read
    assert all(item.reason.id and item.reason.en for item in (*result.unmatched, *result.missing))


@pytest.mark.parametrize("row", [row for row in ROWS if "514" not in row[0]], ids=lambda row: row[0].split("/")[1])
def test_without_code_lists_a_file_is_matched_less_deep_and_the_reason_says_so(tmp_path: Path, row: list[str]) -> None:
    result = import_boundaries(DataFolder(tmp_path), GEO / row[0], dry_run=True)
    assert [result.level, str(result.matched)] == row[6:8]
    beyond = [item for item in result.unmatched if "no code list" in item.reason.en]
    if result.level == result.file_level:
        assert len(beyond) == len(result.unmatched)
    else:
        assert any("no code list" in note.en for note in result.notes)
        with pytest.raises(DataRefused, match="no code list"):
            import_boundaries(DataFolder(tmp_path), GEO / row[0], result.file_level, dry_run=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split("/")[1])
def test_the_map_has_no_hole_that_the_file_did_not_have(office: DataFolder, row: list[str]) -> None:
    result = _taken(office.root, row[0])
    published = {feature["id"]: shape(feature["geometry"]) for feature in result.features}
    assert published and all(one.is_valid and one.area > 0 for one in published.values())
    drawn = shapely.union_all(list(published.values()))
    delivered = _delivered(office, row[0], result, set(published))
    rings = [ring for part in shapely.get_parts(drawn) for ring in part.interiors]
    holes = shapely.union_all([shapely.Polygon(ring) for ring in rings])
    # What is a hole on the map and ground in the file: nothing but the shift of simplified outlines.
    assert shapely.area(shapely.intersection(holes, delivered)) < 0.0015 * delivered.area
    assert shapely.area(shapely.symmetric_difference(drawn, delivered)) < 0.02 * delivered.area
    assert sum(one.area for one in published.values()) == pytest.approx(drawn.area, rel=1e-4), "neighbours overlap"


def _delivered(office: DataFolder, name: str, result: BoundaryResult, codes: set[str]) -> Any:
    """The ground of the file's matched shapes, read here by another library and on another way than the program's."""
    import geopandas

    frame = geopandas.read_file(GEO / name, **({"on_invalid": "fix"} if "unclosed" in name else {}))
    if frame.crs is not None and frame.crs.is_projected:
        frame = frame.to_crs(4326)
    shapes = [mended(one) for one in frame.geometry]
    if "swapped" in name:
        shapes = [shapely.transform(one, lambda xy: xy[:, ::-1]) for one in shapes]
    if "kuningan" in name:
        known = {region.name for region in load_regions(office).children("32.08")}
        spelt = {"Kramatmulya": "Kramat Mulya"} | {one: one for one in known}
        keep = (frame["WADMKK"] == "Kabupaten Kuningan") & frame["WADMKC"].isin(spelt)
        shapes = [one for one, wanted in zip(shapes, keep, strict=True) if wanted]
    if "maluku" in name:
        shapes = [one for one, code in zip(shapes, frame["kode"], strict=True) if code in codes]
    return shapely.union_all(shapes)


def test_overlaps_and_gaps_are_those_the_files_are_known_for(office: DataFolder) -> None:
    figures = {
        "kendari_7471/kemendagri2025_kecamatan.geojson": (2.5, 3.2),
        "kendal_3324/kemendagri2025_kecamatan.geojson": (11.3, 15.9),
        "kendari_7471/hdx_bps2020_desa.geojson": (0, 0),
        "kendal_3324/hdx_bps2020_desa.geojson": (0, 0),
    }
    for name, (overlap, gap) in figures.items():
        result = _taken(office.root, name)
        assert (round(result.overlap_km2, 1), round(result.gap_km2, 1)) == (overlap, gap)


def test_slivers_of_neighbours_and_unclear_names_are_told_apart(office: DataFolder) -> None:
    result = _taken(office.root, "format_lain/rbi_big_ADMINISTRASIDESA_AR_25K_kuningan.zip")
    slivers = [item for item in result.unmatched if "cut-off piece" in item.reason.en]
    assert len(slivers) == 68 and result.regencies == ("32.08",)
    asked = {item.name: item.reason.en for item in result.unmatched if item not in slivers}
    assert set(asked) == {"Labakwangi", "Ciawi Gerbang", "Pesawahan"}
    assert "Did you mean Lebakwangi" in asked["Labakwangi"] and "32.08" in asked["Labakwangi"]
    assert any("5 neighbouring regencies" in note.en for note in result.notes)


def test_a_spelling_added_to_a_code_list_answers_the_question(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    import_file(data, GEO / "kode" / "bridging_bps_kemendagri_kecamatan.csv")
    answer = tmp_path / "ejaan.csv"
    answer.write_text("kode,nama,nama_lain\n32.08.07,Lebakwangi,Labakwangi\n", encoding="utf-8")
    import_file(data, answer)
    result = import_boundaries(
        data, GEO / "format_lain/rbi_big_ADMINISTRASIDESA_AR_25K_kuningan.zip", dry_run=True, static=tmp_path / "s"
    )
    assert result.matched == 322 + 16
    assert load_regions(data).name("32.08.07") == "Lebakwangi"


def test_old_codes_of_split_provinces_are_placed_by_their_names(office: DataFolder) -> None:
    result = _taken(office.root, "nasional/denyherianto_indonesia-38-provinces.geojson")
    assert any("4 shapes carry the code of another shape" in note.en for note in result.notes)
    assert {feature["id"] for feature in result.features} == {region.code for region in load_regions().children(None)}


def test_a_country_and_a_province_have_a_map_once_their_file_came(office: DataFolder) -> None:
    for name in ("nasional/kemendagri2025_kabkota_514.geojson", "nasional/kemendagri2025_provinsi_38.geojson"):
        _taken(office.root, name)
    provinces = map_file(office, "00", "province", office.root / "static")
    regencies = map_file(office, "33", "regency", office.root / "static")
    assert provinces and len(provinces.codes) == 38 and not provinces.is_schematic
    assert regencies and len(regencies.codes) == 35 and not regencies.is_schematic
    assert json.loads(regencies.path.read_bytes())["features"][0]["id"] == "33.01"


def test_without_a_national_file_there_is_no_national_map(tmp_path: Path) -> None:
    assert map_file(DataFolder(tmp_path), "00", "province", tmp_path / "static") is None
