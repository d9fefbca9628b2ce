"""Slips of the pen in numbers and days: told of or refused, never taken without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder

from ..drawn import NIK1, NIK2, csv_file, faults, imported, stored


def test_counts_may_name_districts_instead_of_codes(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "rekap.csv",
        """
        kecamatan           | segmen | aktif | periode
        Mandonga            | BPU    | 10    | 2025-12
        Jumlah Kota Kendari | BPU    | 30    | 2025-12
        Baruga              | BPU    | 20    | 2025-12
        """,
    )
    result = imported(data, path)
    assert stored(data, result, "region_code", "active") == [("74.71.01", 10), ("74.71.03", 20)]
    assert "skipped_total" in result.manifest.conventions


def test_workers_may_be_stated_by_the_names_of_villages(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "pekerja.csv",
        """
        seri        | kecamatan | kelurahan | pekerja | tanggal_data
        ucj_potensi | Mandonga  | Korumba   | 1.200   | 2025-06-08
        """,
    )
    assert stored(data, imported(data, path), "region_code", "workers") == [("74.71.01.1006", 1200)]


def test_the_sum_of_counts_takes_a_place_once(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "rekap.csv",
        """
        kode_wilayah | segmen | aktif | periode
        74.71        | BPU    | 30    | 2025-12
        74.71.01     | BPU    | 10    | 2025-12
        74.71.02     | BPU    | 20    | 2025-12
        74.71.01     | PU     | 5     | 2025-12
        74.71.02     | PU     | 6     | 2025-12
        """,
    )
    # BPU by the row of the whole city, PU by its districts.
    assert imported(data, path).manifest.sums["active"] == 30 + 5 + 6


def test_the_sum_of_a_series_takes_a_place_once(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "pekerja.csv",
        """
        seri        | kode_wilayah | pekerja | tanggal_data
        ucj_potensi | 74.71        | 140.940 | 2025-06-08
        ucj_potensi | 74.71.01     | 12.000  | 2025-06-08
        """,
    )
    assert imported(data, path).manifest.sums == {"ucj_potensi": 140_940}


def test_more_active_than_registered_participants_are_told_of(data: DataFolder, tmp_path: Path) -> None:
    drawing = "kode_wilayah|segmen|aktif|terdaftar|periode\n74.71.01|BPU|20|100|2025-12\n74.71.02|BPU|100|20|2025-12"
    (warning,) = imported(data, csv_file(tmp_path / "r.csv", drawing)).manifest.warnings
    assert warning.en.startswith("Rows with more active than registered participants: 1 (the first: row 3)")


def test_more_people_than_the_country_has_are_a_slip(data: DataFolder, tmp_path: Path) -> None:
    drawing = "kode_wilayah|segmen|aktif|periode\n74.71.01|BPU|99999999999|2025-12\n74.71.02|BPU|0|2025-12"
    result = imported(data, csv_file(tmp_path / "r.csv", drawing))
    assert faults(result) == [(2, "aktif", "out_of_range")]
    assert result.problems[0].fault.reason.id == "Di luar batas 0 sampai 300.000.000."


def test_a_denominator_of_a_day_to_come_is_a_fault(data: DataFolder, tmp_path: Path) -> None:
    drawing = (
        "seri|kode_wilayah|pekerja|tanggal_data\nucj_potensi|74.71.01|12|2025-06-08\nucj_potensi|74.71.02|12|2099-06-08"
    )
    result = imported(data, csv_file(tmp_path / "w.csv", drawing), received=date(2025, 7, 1))
    assert faults(result) == [(3, "tanggal_data", "day_to_come")]


def _list(folder: Path, *rows: str) -> Path:
    return csv_file(folder / "p.csv", "\n".join(["nik|sponsor|bulan_mulai|bulan_akhir|tgl_daftar|kode_desa", *rows]))


def test_nobody_is_registered_on_a_day_to_come(data: DataFolder, tmp_path: Path) -> None:
    rows = (f"{NIK1}|MANDIRI|2025-12|2026-05|2025-11-20|74.71", f"{NIK2}|MANDIRI|2025-12|2026-05|2052-11-20|74.71")
    result = imported(data, _list(tmp_path, *rows), period="2025-12", received=date(2025, 12, 31))
    assert faults(result) == [(3, "tgl_daftar", "day_to_come")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2025-06|2025-12|2026-03-01", "1 baris menyebut tanggal pendaftaran sesudah bulan pertama yang dibayar"),
        ("2035-06|2035-11|", "1 baris dibayar mulai lebih dari 12 bulan sesudah bulan daftar ini"),
    ],
)
def test_a_year_that_may_be_a_slip_is_told_of(data: DataFolder, tmp_path: Path, row: str, said: str) -> None:
    path = _list(tmp_path, f"{NIK1}|MANDIRI|2025-12|2026-05|2025-12-01|74.71", f"{NIK2}|MANDIRI|{row}|74.71")
    result = imported(data, path, period="2025-12", received=date(2026, 6, 1))
    assert result.manifest.accepted == 2
    (warning,) = result.manifest.warnings
    assert warning.id.startswith(said) and "baris 3" in warning.id


def test_a_day_with_two_digits_of_the_year_is_a_month_day_first(data: DataFolder, tmp_path: Path) -> None:
    path = _list(tmp_path, f"{NIK1}|MANDIRI|01/12/25|31/05/26||74.71", f"{NIK2}|MANDIRI|1.2.26|28/2/26||74.71")
    assert stored(data, imported(data, path, period="2025-12"), "start_month", "end_month") == [
        (2025 * 12 + 11, 2026 * 12 + 4),
        (2026 * 12 + 1, 2026 * 12 + 1),
    ]


def test_columns_nobody_reads_are_named(data: DataFolder, tmp_path: Path) -> None:
    drawing = f"nik|sponsor|kode_desa|Bulan Mulai (nyata)|nama|diagnosa|{NIK2}\n{NIK1}|MANDIRI|74.71|2025-12|A|x|y"
    result = imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    said = result.manifest.conventions["columns_left"].en
    assert said == "columns not read: 'Bulan Mulai (nyata)', '••••••••••••••02'"
