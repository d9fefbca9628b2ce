"""Where rows belong: codes of three kinds, names within their parent, never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder

from ..drawn import NIK1, NIK2, NIK5, csv_file, faults, imported, stored


@pytest.mark.parametrize(
    ("code", "village"),
    [
        ("74.71.01.1005", "74.71.01.1005"),
        ("7471011005", "74.71.01.1005"),
        ("74-71-01-1005", "74.71.01.1005"),
        ("7471010011", "74.71.01.1005"),
        ("id7471010011", "74.71.01.1005"),
        ("74.71.01", "74.71.01.0000"),
        ("74.71.01.0000", "74.71.01.0000"),
        ("7471", None),
    ],
)
def test_a_code_is_understood_in_every_common_spelling(
    data: DataFolder, tmp_path: Path, code: str, village: str | None
) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|{code}")
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "regency_code", "village_code") == [("74.71", village)]


def test_names_are_found_within_their_parents_however_spelt(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        """
        nik              | sponsor | kabupaten    | kecamatan   | desa
        7471010101900001 | MANDIRI | Kota Kendari | MANDONGA    | korumba
        7471010101900002 | MANDIRI | KENDAL       | Sukorejo    | Purwosari
        7471010101900003 | MANDIRI | Kab. Kendal  | Patebon     | Purwosari
        7471010101900004 | MANDIRI | Kendal       |             | Purwosari
        7471010101900005 | MANDIRI | Kendal       | Plantungan  | Purwosari
        """,
    )
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "village_code") == [("74.71.01.1006",), ("33.24.03.2003",), ("33.24.14.2009",)]
    assert faults(result) == [(5, "desa", "ambiguous_area"), (6, "desa", "unknown_area")]
    assert "33.24.03.2003" in result.problems[0].fault.reason.en
    assert "33.24.14.2009" in result.problems[0].fault.reason.en


def test_poasia_the_village_lies_in_abeli_and_poasia_the_district_elsewhere(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik    | sponsor | kecamatan | desa
        {NIK1} | MANDIRI | Abeli     | Poasia
        {NIK2} | MANDIRI | Poasia    |
        """,
    )
    result = imported(data, path, period="2025-12", part="74.71")
    assert stored(data, result, "village_code") == [("74.71.06.1008",), ("74.71.04.0000",)]


def test_codes_that_contradict_each_other_are_put_to_the_sender(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik    | sponsor | kode_desa     | kode_kecamatan
        {NIK1} | MANDIRI | 74.71.01.1005 | 74.71.01
        {NIK2} | MANDIRI | 74.71.01.1005 | 74.71.02
        """,
    )
    result = imported(data, path, period="2025-12")
    assert faults(result) == [(3, "kode_kecamatan", "area_conflict")]


def test_a_code_and_a_name_that_mean_different_areas_are_put_to_the_sender(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik    | sponsor | kode_desa     | kabupaten    | kecamatan | desa
        {NIK1} | MANDIRI | 74.71.01.1005 |              | Abeli     | Poasia
        {NIK2} | MANDIRI | 74.71.01.1005 | Kota Kendari | Mandonga  | Mandonga
        {NIK2} | MANDIRI | 74.71.01.1005 | Kota Kendari | Mandonga  | Nama Lama
        {NIK2} | MANDIRI | 74.71.01.1005 | Kendal       |           |
        """,
    )
    result = imported(data, path, period="2025-12")
    assert faults(result) == [(2, "desa", "area_name_conflict"), (5, "kabupaten", "area_name_conflict")]


def test_a_wrong_code_is_mended_by_the_name_beside_it(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik    | sponsor | kode_desa     | kecamatan | desa
        {NIK1} | MANDIRI | 74.71.01.1005 |           |
        {NIK2} | MANDIRI | 74.71.01.9999 | Mandonga  | Korumba
        """,
    )
    result = imported(data, path, period="2025-12", part="74.71")
    (problem,) = result.problems
    assert problem.fault.reason.id == (
        "Wilayah tidak dikenal. Mungkin maksudnya 74.71.01.1006 (Korumba, Mandonga, Kota Kendari)?"
    )
    assert problem.value == "74.71.01.9999"


@pytest.fixture
def two_nambos(with_sponsors: DataFolder, tmp_path: Path) -> DataFolder:
    """A data folder that knows Nambo of Kendari and Nambo of Banggai."""
    imported(with_sponsors, csv_file(tmp_path / "kode.csv", "kode|nama\n72.01|Banggai\n72.01.14|Nambo"))
    return with_sponsors


def test_nambo_of_a_list_whose_sponsor_is_of_kendari_is_kendaris(two_nambos: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik    | sponsor    | kecamatan | desa
        {NIK1} | BAZNAS_KDI | Nambo     |
        {NIK2} | BAZNAS_KDI | Mandonga  | Korumba
        """,
    )
    result = imported(two_nambos, path, period="2025-12")
    assert stored(two_nambos, result, "village_code") == [("74.71.11.0000",), ("74.71.01.1006",)]
    assert result.manifest.conventions["ambiguous places"].id == (
        "1 baris memakai nama wilayah yang ada di beberapa kabupaten/kota; dibaca sebagai bagian dari Kota Kendari, "
        "sebab semua yang lain di berkas ini ada di sana"
    )


def test_nambo_among_rows_of_kendari_is_kendaris_without_a_sponsor(two_nambos: DataFolder, tmp_path: Path) -> None:
    drawing = f"nik|sponsor|kecamatan|desa\n{NIK1}|MANDIRI|Nambo|\n{NIK2}|MANDIRI|Puuwatu|"
    result = imported(two_nambos, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    assert stored(two_nambos, result, "village_code") == [("74.71.11.0000",), ("74.71.09.0000",)]


@pytest.mark.parametrize(
    "others",
    [
        f"{NIK2}|MANDIRI||Puuwatu|\n{NIK5}|MANDIRI|Kabupaten Kendal||",  # two regencies
        f"{NIK2}|MANDIRI|Kota Kendari||\n{NIK5}|MANDIRI||Sukorejo|",  # another name that is not there
    ],
)
def test_nambo_stays_open_where_the_file_is_not_of_one_regency(
    two_nambos: DataFolder, tmp_path: Path, others: str
) -> None:
    drawing = f"nik|sponsor|kabupaten|kecamatan|desa\n{NIK1}|MANDIRI||Nambo|\n{others}"
    found = faults(imported(two_nambos, csv_file(tmp_path / "p.csv", drawing), period="2025-12"))
    assert found == [(2, "kecamatan", "ambiguous_area")]


def test_a_code_that_two_offices_give_to_two_villages_says_both(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|7471011007\n{NIK2}|MANDIRI|74.71")
    (problem,) = imported(data, path, period="2025-12").problems
    assert problem.fault.code == "ambiguous_area"
    said = problem.fault.reason.en
    assert "By Kemendagri this code is 74.71.01.1007" in said and "by BPS 74.71." in said


def test_codes_of_one_office_in_a_column_tell_what_its_double_meaning_is(data: DataFolder, tmp_path: Path) -> None:
    drawing = f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|7471011007\n{NIK2}|MANDIRI|7471011008\n{NIK5}|MANDIRI|7471011006"
    result = imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    assert stored(data, result, "village_code") == [("74.71.01.1007",), ("74.71.01.1008",), ("74.71.01.1006",)]
