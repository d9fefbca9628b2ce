"""Codes: what a value of a file means, and that two meanings are never resolved by luck."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest

from src.coverage.folders import REFERENCE, DataFolder
from src.coverage.regions import Regions, level_of, load_regions, parent_of
from src.coverage.regions.load import _load
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("74", "74"),
        (74, "74"),
        ("74.71", "74.71"),
        ("7471", "74.71"),
        (7471.0, "74.71"),
        ("7471.0", "74.71"),
        ("id7471", "74.71"),
        (33.2, "33.20"),
        ("747101", "74.71.01"),
        (" 74-71-01 ", "74.71.01"),
        ("7471023", "74.71.11"),
        ("ID7471023", "74.71.11"),
        ("74.71.01.1005", "74.71.01.1005"),
        ("id7471010011", "74.71.01.1005"),
        ("74.71.00", "74.71.00"),
        ("74.71.00.0000", "74.71.00.0000"),
        ("74.71.01.0000", "74.71.01.0000"),
        ("7471010000", "74.71.01.0000"),
        ("74.71.77.0000", None),
        ("74.71.01.9999", None),
        ("", None),
        (None, None),
        ("Mandonga", None),
        ("7.47E+15", None),
        (float("nan"), None),
    ],
)
def test_a_code_is_read_in_every_way_it_is_written(regions: Regions, value: object, code: str | None) -> None:
    assert regions.canonical(value) == code


def test_a_code_without_dots_that_names_two_kelurahan_is_not_resolved(regions: Regions) -> None:
    assert regions.readings("7471011007") == {"kemendagri": "74.71.01.1007", "bps": "74.71.03.1007"}
    assert regions.canonical("7471011007") is None
    assert regions.canonical("7471011007", "bps") == "74.71.03.1007"
    assert regions.canonical("7471011007", "kemendagri") == "74.71.01.1007"


def test_a_column_of_codes_says_whose_they_are(regions: Regions) -> None:
    villages = regions.villages("74.71")
    plain = [village.code.replace(".", "") for village in villages]
    bps = [village.bps_code for village in villages]
    assert regions.standard_of(plain) == "kemendagri"
    assert regions.standard_of(bps) == "bps"
    assert regions.standard_of(["7471011007"]) is None
    assert [regions.canonical(code, "bps") for code in bps] == [village.code for village in villages]
    assert [regions.canonical(code, "kemendagri") for code in plain] == [village.code for village in villages]
    assert len(set(plain) & set(bps)) == 6


def test_a_regency_code_that_differs_between_the_two_lists_is_not_guessed(regions: Regions) -> None:
    assert regions.canonical("1101") is None
    assert regions.canonical("11.01") == "11.01"


def test_unlocated_people_have_a_name_in_both_languages(regions: Regions) -> None:
    assert regions.name("74.71.01.0000", "id") == "Tanpa kelurahan/desa"
    assert regions.name("74.71.00.0000", "en") == "No district stated"
    assert regions.name("00", "id") == "Nasional"
    assert regions.get("74.71.01.0000") is None


def test_the_hierarchy_is_whole(regions: Regions) -> None:
    assert len(regions.children(None)) == 38
    assert len(regions.within(None, "regency")) == 514
    assert len(regions.children("74.71")) == 11
    assert len(regions.villages("74.71")) == 65
    assert len(regions.children("33.24")) == 20
    assert len(regions.villages("33.24")) == 286
    for region in regions.within(None, "village"):
        assert region.parent == parent_of(region.code) and region.parent in regions
        assert level_of(region.code) == "village"
        assert region.bps_code and region.lat and region.lng
    assert {region.bps_code for region in regions.within(None, "regency")} != {None}
    assert regions.full_name("33.24.03.2003") == "Purwosari, Sukorejo, Kabupaten Kendal"


def test_search_finds_a_village_by_a_part_of_its_name(regions: Regions) -> None:
    assert regions.search("kel. wundum", "74.71")[0].code == "74.71.04.1021"
    assert {region.code for region in regions.search("Purwosari", "33.24")} >= {"33.24.03.2003", "33.24.14.2009"}
    assert regions.search("", "33.24") == []
    assert len(regions.search("a", "33.24", limit=3)) == 3


def test_a_delivered_code_list_is_laid_over_the_reference(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    assert "32.08.01" not in load_regions(data)
    _deliver(
        data, "one", 1, [("32.08.01", "district", "Kadugede", -6.99, 108.45), ("74.71.01", "district", "M", None, None)]
    )
    _deliver(data, "two", 2, [("32.08.01", "district", "Kadugede Baru", -6.99, 108.45)])
    regions = load_regions(data)
    assert regions.name("32.08.01") == "Kadugede Baru"
    mandonga = regions.get("74.71.01")
    assert mandonga and (mandonga.name, mandonga.lat, mandonga.population) == ("M", -3.9344, 39689)
    manifest = data.deliveries / "two" / "manifest.json"
    manifest.write_text(
        json.dumps({"format": "regions", "received": "2026-01-01", "recorded": 2, "withdrawn": "2026-02-01"})
    )
    assert load_regions(data).name("32.08.01") == "Kadugede"


def test_the_reference_list_loads_in_fifty_milliseconds() -> None:
    _load.cache_clear()
    start = time.perf_counter()
    assert len(load_regions()) == 934
    assert time.perf_counter() - start < 0.05
    assert load_regions() is load_regions()


def _deliver(data: DataFolder, name: str, recorded: int, rows: list[tuple[object, ...]]) -> None:
    import pandas

    folder = data.deliveries / name
    folder.mkdir(parents=True)
    frame = pandas.DataFrame(rows, columns=["code", "level", "name", "lat", "lng"])
    frame.to_parquet(folder / "clean.parquet")
    manifest = {"format": "regions", "received": "2026-01-01", "recorded": recorded, "withdrawn": None}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@needs_shared
def test_the_reference_list_says_what_the_published_lists_say(regions: Regions) -> None:
    published = {row["kode"]: row["nama"] for row in _rows(SHARED / "geo/kode/kemendagri2025_kode_wilayah_33_74.csv")}
    national = {row["kode"]: row["nama"] for row in _rows(SHARED / "geo/kode/kemendagri2025_provinsi_kabkota.csv")}
    for place in ("74.71", "33.24"):
        wanted = {code: name for code, name in published.items() if code.startswith(f"{place}.")}
        assert {code: regions.name(code) for code in wanted} == wanted
        assert len(wanted) == len(regions.children(place)) + len(regions.villages(place))
    assert {code: regions.name(code) for code in national} == national
    population = {row["kode"]: int(row["total"]) for row in _rows(SHARED / "geo/kode/wilayah_penduduk.csv")}
    for region in [*regions.within(None, "province"), *regions.within(None, "regency")]:
        assert region.population == population[region.code] and region.population_basis == "published"
    crosswalk = _rows(SHARED / "geo/kode/DERIVED_crosswalk_desa_kendari_kendal.csv")
    assert len(crosswalk) == 351
    for row in crosswalk:
        assert regions.canonical(row["kode_desa_bps"], "bps") == row["kode_desa_dagri"]
        assert regions.canonical(row["kode_kec_bps"]) == row["kode_kec_dagri"]


def test_district_populations_are_marked_as_estimates_and_add_up(regions: Regions) -> None:
    for place in ("74.71", "33.24"):
        whole = regions.get(place)
        parts = regions.children(place)
        assert whole and whole.population
        assert {part.population_basis for part in parts} == {"estimated"}
        assert sum(part.population or 0 for part in parts) == pytest.approx(whole.population, abs=len(parts))
        assert {village.population for village in regions.villages(place)} == {None}


def test_every_reference_file_has_a_source() -> None:
    rows = _rows(REFERENCE / "SOURCES.csv")
    stated = {row["file"] for row in rows}
    assert stated >= {path.name for path in REFERENCE.glob("*.csv")} - {"SOURCES.csv"}
    assert all(row["source"] and row["licence"] and row["date"] for row in rows)
