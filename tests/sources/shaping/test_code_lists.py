"""Code lists of every kind: taken as what they are, with their holes said; codes and names then lead to areas."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from tests.shared import SHARED, needs_shared

from ..drawn import NIK1, csv_file, faults, imported, stored, xlsx_file

CODES = SHARED / "geo" / "kode"
BRIDGE = """
    kode_bps | nama_bps     | kode_dagri | nama_dagri
    7471010  | MANDONGA     | 747101     | MANDONGA
    7471031  | KENDARI BRT. | 747105     | KENDARI BARAT
    7471099  | CONTOH BARU  | 747199     | KEC. CONTOH BARU
    9403010  | CONTOH LAMA  | 910499     | CONTOH LAMA
"""


def test_a_bridge_adds_codes_and_spellings_and_renames_nothing(data: DataFolder, tmp_path: Path) -> None:
    result = imported(data, csv_file(tmp_path / "bps.csv", BRIDGE))
    regions = load_regions(data)
    assert stored(data, result, "about", "code", "bps_code")[0] == ("bridge/district", "74.71.01", "7471010")
    assert (regions.name("74.71.05"), regions.name("74.71.99")) == ("Kendari Barat", "Kec. Contoh Baru")
    assert regions.match("kendari brt", "district", "74.71").code == "74.71.05"
    assert regions.canonical("7471099") == "74.71.99"
    assert faults(result) == [(5, "kode_dagri", "code_not_in_force")]
    assert "91.04" in result.problems[0].fault.reason.en


def test_a_later_bridge_does_not_undo_the_names_of_a_code_list(data: DataFolder, tmp_path: Path) -> None:
    imported(data, csv_file(tmp_path / "kode.csv", "kode|nama\n74.71.99|Contoh Raya"))
    imported(data, csv_file(tmp_path / "bps.csv", BRIDGE))
    regions = load_regions(data)
    assert regions.name("74.71.99") == "Contoh Raya"
    assert regions.match("Contoh Baru", "district", "74.71").code == "74.71.99"


def test_a_bps_code_given_to_two_areas_means_neither(data: DataFolder, tmp_path: Path) -> None:
    drawing = """
        kode     | nama | kode_bps
        74.71.98 | A    | 7471098
        74.71.99 | B    | 7471098
    """
    imported(data, csv_file(tmp_path / "kode.csv", drawing))
    assert load_regions(data).canonical("7471098") is None


def test_districts_beside_their_villages_are_taken_once(data: DataFolder, tmp_path: Path) -> None:
    head = "kode_kec_bps|nama_kec_bps|kode_kec_dagri|nama_kec_dagri"
    drawing = f"""
        {head}|kode_desa_bps|nama_desa_bps|kode_desa_dagri|nama_desa_dagri
        7471099|Contoh|74.71.99|Contoh|7471099001|Satu Dua|74.71.99.1001|Satudua
        7471099|Contoh|74.71.99|Contoh|7471099002|Tiga    |74.71.99.1002|Tiga
    """
    result = imported(data, csv_file(tmp_path / "silang.csv", drawing))
    assert [row[0] for row in stored(data, result, "code")] == ["74.71.99.1001", "74.71.99.1002", "74.71.99"]
    assert (result.manifest.rows, result.manifest.accepted, result.manifest.quarantined) == (2, 2, 0)
    assert load_regions(data).match("SATU-DUA", "village", "74.71.99").code == "74.71.99.1001"


def test_population_by_sex_must_add_up_and_the_nation_is_no_area(data: DataFolder, tmp_path: Path) -> None:
    drawing = """
        kode  | nama           | pria   | wanita | total
        0     | INDONESIA      | 10     | 20     | 30
        74.71 | Kota Kendari   | 184274 | 182180 | 366454
        33.24 | Kabupaten Lain | 5      | 6      | 12
    """
    result = imported(data, csv_file(tmp_path / "penduduk.csv", drawing))
    assert faults(result) == [(4, "total", "sexes_mismatch")]
    assert result.manifest.accepted == 2
    regions = load_regions(data)
    found = regions.get("74.71")
    assert found and found.population == 366454 and regions.get("00") is None
    assert regions.name("33.24") == "Kabupaten Kendal"


def test_a_list_of_sizes_is_read_in_square_kilometres(data: DataFolder, tmp_path: Path) -> None:
    drawing = "kode|nama|luas\n74|Sulawesi Tenggara|36159.71\n74.71|Kota Kendari|265.845"
    imported(data, csv_file(tmp_path / "luas.csv", drawing))
    found = load_regions(data).get("74.71")
    assert found and found.area_km2 == 265.845 and found.name == "Kota Kendari"


def test_lists_of_different_kinds_do_not_replace_each_other(data: DataFolder, tmp_path: Path) -> None:
    first = imported(data, csv_file(tmp_path / "kode.csv", "kode|nama\n74.71.99|Contoh"))
    second = imported(data, csv_file(tmp_path / "bps.csv", BRIDGE))
    assert first.manifest.subjects == ["codes/district"] and second.replaces == ()


def test_a_list_without_a_name_or_code_says_so(data: DataFolder, tmp_path: Path) -> None:
    result = imported(data, csv_file(tmp_path / "kode.csv", "kode|nama\n74.71.99|Contoh\n74.71.98|\n|Tanpa kode"))
    assert faults(result) == [(3, "nama", "required_missing"), (4, "kode", "required_missing")]


@needs_shared
@pytest.mark.parametrize(
    ("name", "accepted", "quarantined", "areas", "holes"),
    [
        ("kemendagri2025_kode_wilayah_33_74.csv", 11699, 0, 11699, 0),
        ("kemendagri2025_provinsi_kabkota.csv", 552, 0, 552, 0),
        ("wilayah_penduduk.csv", 553, 0, 553, 0),
        ("wilayah_luas.csv", 552, 0, 552, 0),
        ("bridging_bps_kemendagri_provinsi.csv", 34, 0, 34, 1),
        ("bridging_bps_kemendagri_kabkota.csv", 488, 26, 488, 0),
        ("bridging_bps_kemendagri_kecamatan.csv", 6588, 269, 6588, 2),
        ("DERIVED_crosswalk_desa_kendari_kendal.csv", 351, 0, 382, 0),
    ],
)
def test_every_public_list_is_taken_as_what_it_is(
    data: DataFolder, name: str, accepted: int, quarantined: int, areas: int, holes: int
) -> None:
    result = imported(data, CODES / name)
    manifest = result.manifest
    assert (manifest.format, manifest.accepted, manifest.quarantined) == ("regions", accepted, quarantined)
    assert manifest.sums == {"areas": areas} and len(manifest.warnings) == holes


@needs_shared
def test_the_public_bridge_names_its_holes(data: DataFolder) -> None:
    warnings = " ".join(text.en for text in imported(data, CODES / BRIDGES[2]).manifest.warnings)
    assert "Nambo (74.71.11)" in warnings and "Kota Jayapura (91.71)" in warnings
    provinces = " ".join(text.en for text in imported(data, CODES / BRIDGES[0]).manifest.warnings)
    assert "Papua Selatan (93)" in provinces
    kabkota = imported(data, CODES / BRIDGES[1])
    assert "96.02 (Kabupaten Sorong Selatan)" in kabkota.problems[0].fault.reason.en


BRIDGES = tuple(f"bridging_bps_kemendagri_{level}.csv" for level in ("provinsi", "kabkota", "kecamatan"))


@needs_shared
def test_after_a_bridge_bps_codes_of_another_place_lead_to_it(data: DataFolder, tmp_path: Path) -> None:
    people = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_kecamatan\n{NIK1}|MANDIRI|3208020\n{NIK1}|MANDIRI|7471010")
    before = imported(data, people, period="2025-12")
    assert faults(before) == [(2, "kode_kecamatan", "unknown_area")]
    assert "no code list" in before.problems[0].fault.reason.en
    imported(data, CODES / BRIDGES[2])
    after = imported(data, people, period="2025-12")
    assert stored(data, after, "village_code") == [("32.08.01.0000",), ("74.71.01.0000",)]


# --- codes and names in rows: one drawn line for every way of writing ---------------------------------------------

KINDS = """
    kode          | area
    74.71.01.1005 | 74.71.01.1005
    7471011005    | 74.71.01.1005
    7471010011    | 74.71.01.1005
    id7471010011  | 74.71.01.1005
    ID7471010     | 74.71.01.0000
    7471010       | 74.71.01.0000
    747101        | 74.71.01.0000
    747101.0      | 74.71.01.0000
    7471011005.0  | 74.71.01.1005
    '7471011005   | 74.71.01.1005
    7.471.011.005 | 74.71.01.1005
    74 71 01      | 74.71.01.0000
    74/71/01      | 74.71.01.0000
"""


@pytest.mark.parametrize(
    ("code", "area"), [[cell.strip() for cell in line.split("|")] for line in KINDS.strip().splitlines()[1:]]
)
def test_a_code_is_read_however_it_is_written(data: DataFolder, tmp_path: Path, code: str, area: str) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|{code}")
    assert stored(data, imported(data, path, period="2025-12"), "village_code") == [(area,)]


@pytest.mark.parametrize("code", [747101.0, 7471010.0, 747101])
def test_a_code_that_excel_made_a_number_is_read(data: DataFolder, tmp_path: Path, code: float) -> None:
    path = xlsx_file(tmp_path / "p.xlsx", {"Data": [["nik", "sponsor", "kode_desa"], [NIK1, "MANDIRI", code]]})
    assert stored(data, imported(data, path, period="2025-12"), "village_code") == [("74.71.01.0000",)]


VARIANTS = """
    kabupaten | kecamatan    | desa           | area
    Kendari   | Wua-Wua      | Wua Wua        | 74.71.07.1001
    Kendari   | Wua Wua      | wua-wua        | 74.71.07.1001
    Kendari   | Puuwatu      | Puuwatu        | 74.71.09.1001
    Kendari   | Puwatu       | Abeli Dalam    | 74.71.09.1005
    Kendari   | Poasia       | Andonohu       | 74.71.04.1003
    Kendari   | Poasia       | Anduonohu      | 74.71.04.1003
    Kendari   | Kendari      | Kassilampe     | 74.71.02.1014
    Kendari   | Kendari      | Kessilampe     | 74.71.02.1014
    Kendari   | Abeli        | Benuanirae     | 74.71.06.1004
    Kendari   | Abeli        | Benua Nirae    | 74.71.06.1004
    Kendari   | Abeli        | Anggalomelai   | 74.71.06.1006
    Kendari   | Abeli        | Anggolomelai   | 74.71.06.1006
    Kendari   | Abeli        | Puday          | 74.71.06.1001
    Kendari   | Abeli        | Pudai          | 74.71.06.1001
    Kendari   | Abeli        | Poasia         | 74.71.06.1008
    Kendari   | Baruga       | Lepo Lepo      | 74.71.03.1002
    Kendari   | Baruga       | Lepo-Lepo      | 74.71.03.1002
    Kendal    | Pageruyung   | Pageruyung     | 33.24.02.2007
    Kendal    | Pagerruyung  | Kebongembong   | 33.24.02.2012
    Kendal    | Kendal       | Pekauman       | 33.24.15.1013
    Kendal    | Kota Kendal  | Pakauman       | 33.24.15.1013
    Kendal    | Limbangan    | Sumberahayu    | 33.24.06.2005
    Kendal    | Limbangan    | Sumber Rahayu  | 33.24.06.2005
    Kendal    | Boja         | Meteseh        | 33.24.07.2017
    Kendal    | Boja         | Metesih        | 33.24.07.2017
"""


@pytest.mark.parametrize(
    ("regency", "district", "village", "area"),
    [[cell.strip() for cell in line.split("|")] for line in VARIANTS.strip().splitlines()[1:]],
)
def test_a_name_is_found_in_every_spelling_seen(
    data: DataFolder, tmp_path: Path, regency: str, district: str, village: str, area: str
) -> None:
    drawing = f"nik|sponsor|kabupaten|kecamatan|desa\n{NIK1}|MANDIRI|{regency}|{district}|{village}"
    assert stored(data, imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12"), "village_code") == [
        (area,)
    ]


TRAPS = """
    kabupaten | kecamatan  | desa        | code           | candidate
    Kendari   | Poasia     | Poasia      | unknown_area   | 74.71.06.1008
    Kendari   | Abeli      | Abeli Dalam | unknown_area   | 74.71.09.1005
    Kendal    |            | Purwosari   | ambiguous_area | 33.24.14.2009
    Kendal    | Plantungan | Purwosari   | unknown_area   | 33.24.03.2003
    Kendari   | Mandongga  |             | unknown_area   | 74.71.01
"""


@pytest.mark.parametrize(
    ("regency", "district", "village", "fault", "candidate"),
    [[cell.strip() for cell in line.split("|")] for line in TRAPS.strip().splitlines()[1:]],
)
def test_a_trap_is_put_to_the_sender_with_the_candidates_and_their_codes(
    data: DataFolder, tmp_path: Path, regency: str, district: str, village: str, fault: str, candidate: str
) -> None:
    drawing = f"""
        nik                | sponsor | kabupaten | kecamatan  | desa
        {NIK1}             | MANDIRI | {regency} | {district} | {village}
        7471010101900099   | MANDIRI | Kendari   |            |
    """
    result = imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    (problem,) = result.problems
    assert problem.fault.code == fault
    assert candidate in problem.fault.reason.id and candidate in problem.fault.reason.en
    assert problem.fault.remedy.id and problem.fault.remedy.en


@pytest.mark.parametrize(
    ("district", "village", "area"),
    [("Kendari", "", "74.71.02.0000"), ("Kendal", "", "33.24.15.0000"), ("Kendal", "Pekauman", "33.24.15.1013")],
)
def test_a_district_named_like_its_regency_is_found_inside_it(
    data: DataFolder, tmp_path: Path, district: str, village: str, area: str
) -> None:
    drawing = f"nik|sponsor|kabupaten|kecamatan|desa\n{NIK1}|MANDIRI|{district}|{district}|{village}"
    assert stored(data, imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12"), "village_code") == [
        (area,)
    ]
