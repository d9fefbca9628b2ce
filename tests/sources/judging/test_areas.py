"""Where rows belong: codes of three kinds, names within their parent, never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder

from ..drawn import NIK1, NIK2, csv_file, faults, imported, stored


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
