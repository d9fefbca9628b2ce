"""What lies below a header besides its rows: a second table, and cells merged downward."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder

from ..drawn import KORUMBA, MANDONGA, NIK1, NIK2, NIK5, csv_file, faults, imported, stored


def test_a_second_table_whose_columns_stand_elsewhere_is_refused_with_its_row(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "rekap.csv",
        """
        kode_wilayah | segmen | aktif     | terdaftar | periode
        74.71.01     | BPU    | 100       | 900       | 2025-12
        kode_wilayah | segmen | terdaftar | aktif     | periode
        74.71.02     | BPU    | 900       | 100       | 2025-12
        """,
    )
    with pytest.raises(DataRefused) as caught:
        imported(data, path)
    assert caught.value.code == "second_table"
    assert caught.value.say("id") == (
        "rekap.csv: judul kolom tabel kedua mulai di baris 3, dengan susunan lain. "
        "Pisahkan kedua tabel ke lembar masing-masing."
    )


def test_the_same_headers_again_are_only_skipped(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "rekap.csv",
        """
        kode_wilayah | segmen | aktif | terdaftar | periode
        74.71.01     | BPU    | 100   | 900       | 2025-12
        kode_wilayah | segmen | aktif | terdaftar | periode
        74.71.02     | BPU    | 200   | 800       | 2025-12
        """,
    )
    assert stored(data, imported(data, path), "active") == [(100,), (200,)]


def _merged(path: Path, rows: list[list[object]], *ranges: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


def test_what_is_merged_downward_holds_for_all_its_rows(data: DataFolder, tmp_path: Path) -> None:
    path = _merged(
        tmp_path / "p.xlsx",
        [
            ["NIK", "Sponsor", "Kode Desa"],
            [NIK1, "MANDIRI", MANDONGA],
            [NIK2, None, None],
            [NIK5, None, KORUMBA],
        ],
        "B2:B4",
        "C2:C3",
    )
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "sponsor_id", "village_code") == [
        ("MANDIRI", MANDONGA),
        ("MANDIRI", MANDONGA),
        ("MANDIRI", KORUMBA),
    ]
    assert result.manifest.conventions["merged"].en == "merged cells are filled downward (2 rows)"


def test_a_number_merged_over_two_rows_is_not_counted_twice(data: DataFolder, tmp_path: Path) -> None:
    path = _merged(
        tmp_path / "r.xlsx",
        [
            ["Kode Wilayah", "Segmen", "Aktif", "Periode"],
            ["74.71.01", "BPU", 500, "2025-12"],
            ["74.71.02", "BPU", None, "2025-12"],
        ],
        "C2:C3",
    )
    result = imported(data, path)
    assert result.manifest.sums["active"] == 500
    assert faults(result) == [(3, "Aktif", "required_missing")]


def test_one_identity_number_merged_over_two_rows_is_no_second_person(data: DataFolder, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["NIK", "Sponsor", "Kode Desa"],
        [NIK1, "MANDIRI", MANDONGA],
        [None, "MANDIRI", KORUMBA],
    ]
    result = imported(data, _merged(tmp_path / "p.xlsx", rows, "A2:A3"), period="2025-12")
    assert faults(result) == [(3, "NIK", "nik_missing")]
