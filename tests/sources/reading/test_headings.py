"""Headers under titles, of two and three rows; rows that are no data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from src.coverage.folders import DataFolder

from ..drawn import NIK1, NIK2, NIK5, csv_file, faults, imported, stored, xlsx_file


def merged_file(path: Path, rows: Sequence[Sequence[object]], ranges: Sequence[str]) -> Path:
    """A workbook of one sheet with merged ranges."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data")
        for name in ranges:
            sheet.merge_range(name, "")
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(number, place, value)
    return path


PEOPLE = [
    ["DAFTAR PESERTA", "", "", "", ""],
    ["Identitas", "", "Masa Perlindungan", "", "Sponsor"],
    ["NIK", "Nama", "Bulan Mulai", "Bulan Akhir", ""],
    [NIK1, "CONTOH SATU", "2025-12", "2026-05", "MANDIRI"],
]


def test_a_merged_header_of_two_rows_is_read_under_a_title(data: DataFolder, tmp_path: Path) -> None:
    path = merged_file(tmp_path / "p.xlsx", PEOPLE, ["A1:E1", "A2:B2", "C2:D2", "E2:E3"])
    result = imported(data, path, period="2025-12", part="74.71")
    assert stored(data, result, "row", "sponsor_id", "end_month") == [(4, "MANDIRI", 2026 * 12 + 4)]


def test_the_same_header_in_a_text_file_has_gaps_instead(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("\n".join(";".join(map(str, row)) for row in PEOPLE), encoding="utf-8")
    result = imported(data, path, period="2025-12", part="74.71")
    assert stored(data, result, "row", "sponsor_id") == [(4, "MANDIRI")]


def test_a_header_of_three_rows_names_year_group_and_sex(data: DataFolder, tmp_path: Path) -> None:
    rows = [
        ["Kabupaten/Kota", "Angkatan Kerja (ribu orang)", "", "", ""],
        ["", 2023, "", 2024, ""],
        ["", "Laki-laki", "Perempuan", "Laki-laki", "Perempuan"],
        ["Kabupaten Kendal", 300.5, 200.25, "301,5", "201,25"],
    ]
    path = merged_file(tmp_path / "p.xlsx", rows, ["A1:A3", "B1:E1", "B2:C2", "D2:E2"])
    result = imported(data, path)
    assert stored(data, result, "period", "indicator", "sex", "value") == [
        (2023 * 12 + 7, "labour_force", "L", 300_500),
        (2023 * 12 + 7, "labour_force", "P", 200_250),
        (2024 * 12 + 7, "labour_force", "L", 301_500),
        (2024 * 12 + 7, "labour_force", "P", 201_250),
    ]


COUNTS = """
    No | Wilayah       | Segmen | Bulan   | Aktif | Mencakup
    1  | Kota Kendari  | PU     | 2025-06 | 1.200 | semua
    2  | Kota Kendari  | BPU    | 2025-06 | 800   | semua
"""


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("| JUMLAH |  |  | 2.000 |", "baris jumlah dilewati (1): 4"),
        ("| Total seluruhnya |  |  | 2.000 |", "baris jumlah dilewati (1): 4"),
        ("No | Wilayah | Segmen | Bulan | Aktif | Mencakup", "baris judul yang berulang dilewati (1): 4"),
        ("Sumber: BPJS Ketenagakerjaan | | | | |", "catatan di bawah tabel dilewati (1 baris): 4"),
        ("* angka sementara | | | | |", "catatan di bawah tabel dilewati (1 baris): 4"),
    ],
)
def test_rows_that_are_no_data_are_skipped_and_said(data: DataFolder, tmp_path: Path, extra: str, said: str) -> None:
    path = csv_file(tmp_path / "jumlah.csv", f"{COUNTS.rstrip()}\n{extra}")
    result = imported(data, path)
    assert stored(data, result, "row", "active") == [(2, 1200), (3, 800)]
    assert (result.manifest.rows, faults(result)) == (2, [])
    assert said in [text.id for text in result.manifest.conventions.values()]


def test_the_row_of_column_numbers_and_the_signatures_are_no_persons(data: DataFolder, tmp_path: Path) -> None:
    rows = [
        ["No", "NIK", "Nama", "Sponsor", "Kode Desa"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["KECAMATAN MANDONGA", "", "", "", ""],
        [1, NIK1, "CONTOH SATU", "MANDIRI", "74.71"],
        [2, NIK2, "CONTOH DUA", "MANDIRI", "74.71"],
        ["", "", "JUMLAH", 2, ""],
        ["", "", "", "", ""],
        ["Mengetahui,", "", "", "", ""],
        ["Kepala Dinas", "", "", "", ""],
        ["NIP. 197001011990031001", "", "", "", ""],
    ]
    result = imported(data, xlsx_file(tmp_path / "p.xlsx", {"D": rows}), period="2025-12")
    assert stored(data, result, "row") == [(4,), (5,)]
    assert (result.manifest.rows, faults(result)) == (2, [])
    said = [text.id for text in result.manifest.conventions.values()]
    assert "baris nomor kolom dilewati: 2" in said
    assert "baris judul bagian dilewati (1): 3" in said
    assert "baris jumlah dilewati (1): 6" in said
    assert "catatan di bawah tabel dilewati (3 baris): 8, 9, 10" in said
    assert "197001" not in str(result.to_json("id"))


def test_a_row_with_an_identity_number_is_never_skipped(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nama          | nik      | sponsor | kode_desa
        CONTOH SATU   | {NIK1}   | MANDIRI | 74.71
        Total         | {NIK2}   | MANDIRI | 74.71
        Jumlah        | 7,47E+15 |         |
        Sumber        | {NIK5}   | MANDIRI | 74.71
        """,
    )
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "row") == [(2,), (3,), (5,)]
    assert {row for row, _, _ in faults(result)} == {4}
    assert not any(name.startswith("skipped") for name in result.manifest.conventions)


def test_an_incomplete_row_is_a_fault_and_not_a_heading(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nama          | nik      | sponsor | kode_desa
        CONTOH SATU   |          |         |
        CONTOH DUA    | {NIK1}   | MANDIRI | 74.71
        CONTOH TIGA   |          |         |
        """,
    )
    result = imported(data, path, period="2025-12")
    assert result.manifest.rows == 3
    assert {row for row, column, code in faults(result) if code == "nik_missing"} == {2, 4}


def test_a_firm_called_total_is_a_sponsor(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "sponsor.csv",
        """
        id_sponsor | nama         | jenis | kode_wilayah
        TOTAL      | Total Contoh | CSR   | 74.71
        """,
    )
    assert stored(data, imported(data, path, period="2025-01"), "sponsor_id") == [("TOTAL",)]


def test_every_sheet_is_recognised_on_its_own_and_the_rest_is_named(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "p.xlsx",
        {
            "Peserta": f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71",
            "Rekap": "kode_wilayah|segmen|bulan|aktif|mencakup\n74.71|PU|2025-12|5|semua",
            "Catatan": "Hal|Isi\nRapat|Senin",
            "Kosong": [],
        },
    )
    from src.coverage.sources import ImportOptions, import_file
    from src.coverage.text import month_number

    found = import_file(data, path, ImportOptions(period=month_number("2025-12"))).files
    assert [(one.sheet, one.manifest.format) for one in found] == [("Peserta", "participants"), ("Rekap", "counts")]
    left = {one["sheet"]: one["reason"] for one in found[0].to_json("id")["left_aside"]}  # type: ignore[attr-defined]
    assert left["Kosong"] == "tidak berisi tabel"
    assert "judul kolom: 'Hal', 'Isi'" in left["Catatan"]


def test_a_hint_in_brackets_and_a_second_name_leave_a_header_what_it_is(data: DataFolder, tmp_path: Path) -> None:
    head = "NIK (16 digit)|Sponsor / Pembayar|Bulan Mulai (yyyy-mm)*|Bulan Akhir (contoh: 2026-05)|Kode Desa (wajib)"
    path = csv_file(tmp_path / "p.csv", f"{head}\n{NIK1}|MANDIRI|2025-12|2026-05|74.71.01.1005")
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "sponsor_id", "village_code") == [("MANDIRI", "74.71.01.1005")]
    assert result.manifest.sums["months"] == 6


def test_a_remark_that_tells_two_columns_apart_makes_none_of_them_the_column(data: DataFolder, tmp_path: Path) -> None:
    head = "nik|sponsor|Bulan Mulai (rencana)|Bulan Mulai (nyata)|kode_desa"
    path = csv_file(tmp_path / "p.csv", f"{head}\n{NIK1}|MANDIRI|2025-12|2026-01|74.71")
    assert imported(data, path, period="2025-12").manifest.sums["never_paid"] == 1
