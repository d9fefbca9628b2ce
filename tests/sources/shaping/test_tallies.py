"""Counts, denominators and decile tables."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder
from src.coverage.text import month_number

from ..drawn import csv_file, faults, imported, stored, xlsx_file

JUNE = month_number("2025-06")


def test_counts_of_several_months_come_in_one_file(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "jumlah.csv",
        """
        Kode Wilayah | Segmen         | Bulan     | Peserta Aktif | terdaftar | mencakup
        74.71.01     | PU             | Juni 2025 | 1.234         | 1.300     | semua
        7471020      | JAKON          | 202507    | 900           |           | sisa
        74.71        | Penerima upah (PU) | 01/08/2025 | 5        |           |
        """,
    )
    result = imported(data, path)
    assert stored(
        data, result, "period", "region_code", "region_level", "segment", "covers", "active", "registered"
    ) == [
        (JUNE, "74.71.01", "district", "PU", "whole", 1234, 1300),
        (JUNE + 1, "74.71.04", "district", "JAKON", "rest", 900, None),
        (JUNE + 2, "74.71", "regency", "PU", "whole", 5, None),
    ]
    assert result.periods == [JUNE, JUNE + 1, JUNE + 2]
    assert result.manifest.cadence == "monthly"
    assert result.manifest.sums == {"active": 2139, "registered": 1300}


def test_the_month_of_counts_may_be_stated_instead(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "jumlah.csv", "kode_wilayah|segmen|aktif|mencakup\n74.71.01|PU|10|semua")
    with pytest.raises(DataRefused) as caught:
        imported(data, path)
    assert caught.value.code == "missing_column"
    assert "'bulan'" in caught.value.say("id")
    assert imported(data, path, period="2025-06").periods == [JUNE]


def test_an_area_counted_twice_with_other_numbers_is_quarantined(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "jumlah.csv",
        """
        kode_wilayah | segmen | bulan   | aktif | mencakup
        74.71.01     | PU     | 2025-06 | 10    | semua
        74.71.01     | PU     | 2025-06 | 11    | semua
        74.71.02     | PX     | 2025-06 | -     | semua
        74           | PU     | 2025-06 | 12,5  | semua
        """,
    )
    result = imported(data, path)
    assert faults(result) == [
        (3, "kode_wilayah", "repeated"),
        (4, "aktif", "required_missing"),
        (4, "segmen", "bad_choice"),
        (5, "aktif", "bad_number"),
        (5, "kode_wilayah", "no_place"),
    ]
    reasons = {problem.fault.code: problem.fault.reason.en for problem in result.problems}
    assert reasons["bad_choice"] == "Not one of PU, BPU, JAKON, PMI. Did you mean 'PU'?"


def test_a_denominator_says_which_dimensions_it_is_broken_down_by(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "pekerja.csv",
        """
        seri             | kode_wilayah | desil | pekerja | tanggal_data | sumber
        ucj_potensi      | 74.71        | 1     | 140.940 | 8 Juni 2025  | BPJS Ketenagakerjaan
        ucj_potensi      | 74.71        |       | 40      | 08/06/2025   | BPJS Ketenagakerjaan
        """,
    )
    result = imported(data, path)
    assert stored(
        data, result, "period", "as_of", "region_level", "decile", "occupation_group", "segment", "workers"
    ) == [
        (JUNE, date(2025, 6, 8), "regency", "1", "*", "*", 140940),
        (JUNE, date(2025, 6, 8), "regency", "?", "*", "*", 40),
    ]
    assert result.manifest.sender == "ucj_potensi"


def test_a_wide_decile_workbook_becomes_long(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "Desil Kendal 2026-01.xlsx",
        {
            "Desa": [
                ["REKAP DESIL KELUARGA PER DESA"],
                [],
                ["NMKAB", "NMKEC", "NMDESA", "kdkab", "kdkec", "kddesa"]
                + [f"DESIL {n}" for n in range(1, 7)]
                + ["DESIL 7-10", "DESIL NULL", "TOTAL"],
                ["KENDAL", "PLANTUNGAN", "BLUMAH", "3324", "3324010", "3324010001", 10, 9, 8, 7, 6, 5, 40, 3, 88],
                ["KENDAL", "PLANTUNGAN", "TLOGOPAYUNG", "3324", "010", "002", 1, 1, 1, 1, 1, 1, 1, 0, 7],
                ["KENDAL", "PLANTUNGAN", "KEDITEN", "", "", "", 1, 1, 1, 1, 1, 1, 1, 1, 9],
            ]
        },
    )
    result = imported(data, path)
    rows = stored(data, result, "village_code", "decile", "value", "unit")
    assert [row for row in rows if row[0] == "33.24.01.2001"] == [
        *(("33.24.01.2001", str(n), 11 - n, "families") for n in range(1, 7)),
        ("33.24.01.2001", "7-10", 40, "families"),
        ("33.24.01.2001", None, 3, "families"),
    ]
    assert {row[0] for row in rows} == {"33.24.01.2001", "33.24.01.2003"}
    assert faults(result) == [(6, "TOTAL", "total_mismatch")]
    assert result.problems[0].fault.reason.id == "Jumlah desil 8, tetapi TOTAL 9."
    assert (result.manifest.rows, result.manifest.accepted) == (3, 2)


def test_a_decile_table_of_persons_says_so_in_its_title(data: DataFolder, tmp_path: Path) -> None:
    head = "kddesa|" + "|".join(f"DESIL {n}" for n in range(1, 7)) + "|DESIL 7-10"
    path = xlsx_file(tmp_path / "2026-01.xlsx", {"Jumlah jiwa": f"{head}\n3324010001|1|1|1|1|1|1|1"})
    result = imported(data, path)
    assert result.manifest.sums == {"persons": 7}


def test_numbers_and_dates_of_a_workbook_need_no_guessing(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "pekerja.xlsx",
        {
            "Data": [
                ["seri", "kode_wilayah", "pekerja", "tanggal_data"],
                ["ucj_potensi", 74.71, 1234.0, datetime(2025, 6, 8)],
                ["ucj_potensi", "33.24", "1.234", 45816],
            ]
        },
    )
    result = imported(data, path)
    assert stored(data, result, "region_code", "workers", "as_of") == [
        ("74.71", 1234, date(2025, 6, 8)),
        ("33.24", 1234, date(2025, 6, 8)),
    ]
