"""The welfare register: work, age, decile and head of family become what the warehouse reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from src.coverage.folders import DataFolder

from ..drawn import MANDONGA, NIK1, NIK2, NIK3, NIK4, NIK5, csv_file, faults, imported, stored


def test_a_segment_is_for_those_who_work_at_working_age(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "dtsen_2026-01.csv",
        f"""
        NIK    | kode_desa     | DESIL | status_bekerja | status_pekerjaan | lapangan_usaha | umur
        {NIK1} | 74.71.01.1005 | 1     | 1              | 1                | 4              | 34
        {NIK2} | 74.71.01.1005 | 10    | Ya             | 4                | 12             |
        {NIK5} | 74.71.01.1005 |       | 1              | 5                | 20             | 40
        {NIK3} | 74.71.01.1005 | 7-10  | 1              | 8                | 01             | 65
        {NIK4} | 74.71.01.1005 | 2     | 2              | 1                |                | 20
        """,
    )
    result = imported(data, path)
    assert stored(data, result, "decile", "works", "segment", "occupation_group", "age_band") == [
        ("1", True, "BPU", "nelayan", "25-34"),
        ("10", True, "PU", "pedagang", None),
        (None, True, None, "lainnya", "35-44"),
        ("7-10", True, None, "petani", "65+"),
        ("2", False, None, None, "15-24"),
    ]
    assert result.manifest.sums == {"persons": 5, "working": 4, "families": 0}


def test_the_head_of_a_family_is_stated_or_follows_from_the_relation(data: DataFolder, tmp_path: Path) -> None:
    stated = csv_file(
        tmp_path / "a_2026-01.csv",
        f"nik|kode_desa|desil|kepala_keluarga\n{NIK1}|{MANDONGA}|1|1\n{NIK2}|{MANDONGA}|1|tidak",
    )
    related = csv_file(
        tmp_path / "b_2026-02.csv",
        f"nik|kode_desa|desil|status_hubungan_keluarga\n{NIK1}|{MANDONGA}|1|1\n{NIK2}|{MANDONGA}|1|3",
    )
    assert stored(data, imported(data, stated), "is_head") == [(True,), (False,)]
    assert stored(data, imported(data, related), "is_head") == [(True,), (False,)]


def test_the_age_may_come_from_the_birth_date_which_is_not_kept(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a_2026-01.csv",
        f"nik|kode_desa|desil|tanggal_lahir\n9910013112900001|{MANDONGA}|1|31/12/1990\n"
        f"9910010105120001|{MANDONGA}|1|2012-05-01",
    )
    result = imported(data, path)
    assert stored(data, result, "age_band") == [("35-44",), ("0-14",)]


def test_a_person_stands_once_in_a_register(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a_2026-01.csv",
        f"nik|kode_desa|desil\n{NIK1}|{MANDONGA}|1\n{NIK1}|{MANDONGA}|2\n{NIK1}|{MANDONGA}|1",
    )
    result = imported(data, path)
    assert (result.manifest.accepted, result.manifest.quarantined, result.manifest.duplicates) == (1, 1, 1)
    (problem,) = result.problems
    assert problem.fault.reason.id == "Baris ini mengulang baris 2 dengan isi lain."


def test_a_decile_out_of_range_is_quarantined(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "a_2026-01.csv",
        f"nik|kode_desa|desil|umur\n{NIK1}|{MANDONGA}|0|20\n{NIK2}|{MANDONGA}|11|20\n{NIK5}|{MANDONGA}|3|200",
    )
    path.write_text(path.read_text() + f"{NIK3};{MANDONGA};4;30\n")
    result = imported(data, path)
    assert faults(result) == [(2, "desil", "bad_decile"), (3, "desil", "bad_decile"), (4, "umur", "out_of_range")]
    # An age is personal: its value is not kept, only where it stands.
    assert [problem.value for problem in result.problems] == ["0", "11", None]


def test_a_parquet_register_is_read_without_its_health_columns(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "dtsen_2026-01.parquet"
    table = pa.table(
        {
            "nik": pa.array([int(NIK1), int(NIK2), None], pa.int64()),
            "kode_desa": ["7471011005", "7471011006", "7471011005"],
            "desil_nasional": pa.array([1.0, None, 2.0]),
            "status_bekerja": pa.array([1, 2, 1], pa.int8()),
            "tanggal_lahir": pa.array([date(1990, 1, 1), None, None]),
            "penyakit_kronis": ["RAHASIA", "RAHASIA", "RAHASIA"],
            "riwayat": pa.array([[1], [2], [3]]),
        }
    )
    pq.write_table(table, path)
    result = imported(data, path)
    assert stored(data, result, "row", "village_code", "decile", "works") == [
        (2, MANDONGA, "1", True),
        (3, "74.71.01.1006", None, False),
    ]
    assert faults(result) == [(4, "nik", "nik_missing")]


def test_a_section_line_in_the_column_of_niks_is_no_person(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "dtsen_2026-01.csv"
    lines = ["NIK;kode_desa;DESIL;status_bekerja", "Desa Mandonga;;;", f"{NIK1};74.71.01.1005;1;1"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = imported(data, path)
    assert (stored(data, result, "row"), faults(result)) == ([(3,)], [])
