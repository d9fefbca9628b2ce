"""Participant lists: blocks, people never paid, sponsors, places."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from src.coverage.errors import DataRefused, UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file
from src.coverage.text import month_number

from ..drawn import KORUMBA, MANDONGA, NIK1, NIK2, NIK3, NIK4, NIK5, csv_file, faults, imported, stored, xlsx_file

DECEMBER, MAY = month_number("2025-12"), month_number("2026-05")


def test_a_list_gives_blocks_and_people_who_were_never_paid(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        NIK    | Sponsor | Bulan Mulai   | bulan_akhir | Kode Desa     | Pekerjaan       | Upah         | Nama
        {NIK1} | MANDIRI | Desember 2025 | 05/2026     | 74.71.01.1005 | Nelayan tangkap | Rp 1.500.000 | CONTOH SATU
        {NIK2} | mandiri |               |             | 7471011006    | ojek online     |              | CONTOH DUA
        """,
    )
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "row", "sponsor_id", "segment", "start_month", "end_month", "village_code") == [
        (2, "MANDIRI", "BPU", DECEMBER, MAY, MANDONGA),
        (3, "MANDIRI", "BPU", None, None, KORUMBA),
    ]
    assert stored(data, result, "occupation_group", "band", "months_before") == [
        ("nelayan", 4, None),
        ("transportasi", None, None),
    ]
    assert result.manifest.sums == {"persons": 2, "months": 6, "never_paid": 1}


def test_every_row_is_accepted_or_quarantined_or_a_repeat(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        nik     | sponsor | bulan_mulai | bulan_akhir | kode_desa
        {NIK1}  | MANDIRI | 2025-12     | 2026-05     | 74.71.01.1005
        {NIK1}  | MANDIRI | 2025-12     | 2026-05     | 74.71.01.1005
        7.47E+15| MANDIRI | 2025-12     | 2026-05     | 74.71.01.1005
        {NIK2}  | MANDIRI | 2025-12     | 2025-11     | 74.71.01.1005
        {NIK5}  | MANDIRI | 2025-12     |             | 74.71.01.1005
        {NIK3}  | SIAPA   | 13/2025     | 2026-05     | 74.71.99
        """,
    )
    result = imported(data, path, period="2025-12")
    manifest = result.manifest
    assert (manifest.rows, manifest.accepted, manifest.quarantined, manifest.duplicates) == (6, 1, 4, 1)
    assert faults(result) == [
        (4, "nik", "nik_scientific"),
        (5, "bulan_akhir", "ends_before_start"),
        (6, "bulan_akhir", "month_missing"),
        (7, "bulan_mulai", "bad_month"),
        (7, "kode_desa", "unknown_area"),
        (7, "sponsor", "unknown_sponsor"),
    ]
    assert manifest.submitted_by_sponsor == {"74.71": {"MANDIRI": (4, 1)}}


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("", "nik_missing"),
        ("-", "nik_missing"),
        ("7.47E+15", "nik_scientific"),
        ("7,47101E+15", "nik_scientific"),
        ("747101010190000", "nik_zeros_lost"),
        ("74710101019", "nik_length"),
        ("74710101019000012", "nik_length"),
        ("747101010190000I", "nik_characters"),
        ("9999999999999999", "nik_placeholder"),
        ("=7471010101900001", "formula"),
    ],
)
def test_a_nik_that_cannot_be_one_says_why(data: DataFolder, tmp_path: Path, nik: str, code: str) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n{nik}|MANDIRI|74.71")
    result = imported(data, path, period="2025-12")
    assert faults(result) == [(3, "nik", code)]


@pytest.mark.parametrize(
    "nik", ["7471 0101 0190 0001", "'7471010101900001", "7471010101900001.0", "74.71.01.010190.0001"]
)
def test_a_nik_written_with_separators_is_the_same_person(data: DataFolder, tmp_path: Path, nik: str) -> None:
    path = csv_file(
        tmp_path / "peserta.csv", f"nik|sponsor|kode_desa|nama\n{NIK1}|MANDIRI|74.71|A\n{nik}|MANDIRI|74.71|B"
    )
    assert imported(data, path, period="2025-12").manifest.sums["persons"] == 1


def test_nik_that_excel_rounded_are_found_by_their_last_digits(data: DataFolder, tmp_path: Path) -> None:
    rows = [["nik", "sponsor", "kode_desa"], [NIK1, "MANDIRI", "74.71"]]
    rows += [[7471010101900010 + 10 * number, "MANDIRI", "74.71"] for number in range(4)]  # type: ignore[list-item]
    result = imported(data, xlsx_file(tmp_path / "peserta.xlsx", {"Data": rows}), period="2025-12")
    assert [code for _, _, code in faults(result)] == ["nik_rounded"] * 4


def test_numbers_that_kept_their_digits_are_no_fault(data: DataFolder, tmp_path: Path) -> None:
    rows: list[list[object]] = [["nik", "sponsor", "kode_desa"]]
    rows += [[7471010101900001 + number, "MANDIRI", "74.71"] for number in range(20)]
    result = imported(data, xlsx_file(tmp_path / "peserta.xlsx", {"Data": rows}), period="2025-12")
    assert result.manifest.accepted == 20


def test_the_sponsor_may_be_named_for_the_whole_list(with_sponsors: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|nama\n{NIK1}|A\n{NIK2}|B")
    result = imported(with_sponsors, path, period="2025-12", sponsor="kalla")
    assert stored(with_sponsors, result, "sponsor_id", "regency_code", "village_code") == [("KALLA", "74.71", None)] * 2
    assert result.manifest.sender == "KALLA"


def test_a_sponsor_is_known_by_its_name_and_a_misspelt_one_is_suggested(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        nik    | sponsor             | kode_desa
        {NIK1} | baznas kota kendari | 74.71
        {NIK2} | BAZNAS KDY          | 74.71
        """,
    )
    result = imported(with_sponsors, path, period="2025-12")
    assert stored(with_sponsors, result, "sponsor_id") == [("BAZNAS_KDI",)]
    (problem,) = result.problems
    assert problem.fault.reason.en == "The sponsor is not on the list of sponsors. Did you mean 'BAZNAS_KDI'?"
    assert problem.to_json("id")["owner"] == "pengelola data"


def test_an_unknown_sponsor_on_the_command_line_is_wrong_usage(with_sponsors: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik\n{NIK1}")
    with pytest.raises(UsageError) as caught:
        imported(with_sponsors, path, period="2025-12", sponsor="KALA")
    assert caught.value.exit_code == 2
    assert "Did you mean 'KALLA'?" in caught.value.say("en")


@pytest.mark.parametrize(
    ("name", "title", "column", "origin"),
    [
        ("peserta_2025-12.csv", "", "", "nama berkas"),
        ("peserta Desember 2025.csv", "", "", "nama berkas"),
        ("peserta.csv", "Daftar peserta per Desember 2025\n", "", "judul tabel"),
    ],
)
def test_the_month_of_a_list_is_read_from_its_name_or_title(
    data: DataFolder, tmp_path: Path, name: str, title: str, column: str, origin: str
) -> None:
    path = tmp_path / name
    path.write_text(f"{title}nik;sponsor;kode_desa\n{NIK1};MANDIRI;74.71\n", encoding="utf-8")
    result = imported(data, path)
    assert result.periods == [DECEMBER]
    assert result.manifest.conventions["period"].id == f"bulan 2025-12, dari {origin}"


def test_a_column_periode_gives_each_row_its_month(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        nik    | sponsor | kode_desa | periode
        {NIK1} | MANDIRI | 74.71     | 2025-11
        {NIK1} | MANDIRI | 74.71     | Desember 2025
        {NIK2} | MANDIRI | 74.71     |
        """,
    )
    result = imported(data, path)
    assert result.manifest.cells == [("74.71", DECEMBER - 1), ("74.71", DECEMBER)]
    assert faults(result) == [(4, "periode", "required_missing")]


def test_a_list_that_names_no_month_is_refused_with_a_way_out(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71")
    with pytest.raises(DataRefused) as caught:
        imported(data, path)
    assert caught.value.say("id") == (
        "peserta.csv: bulan daftar ini tidak disebut. Sebutkan saat impor (kotak Bulan, atau --period YYYY-MM), "
        "dengan kolom 'periode', atau dalam nama berkas."
    )
    assert not data.root.exists()


def test_people_without_an_area_are_counted_where_the_rest_of_the_list_is(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        nik    | sponsor | kecamatan | desa     | kode_desa
        {NIK1} | MANDIRI |           |          | 74.71.01.1005
        {NIK2} | MANDIRI | Mandonga  |          |
        {NIK5} | MANDIRI | Mandonga  | Korumba  |
        {NIK3} | MANDIRI |           |          |
        {NIK4} | MANDIRI | Mandonga  | Korumbaa |
        """,
    )
    result = imported(data, path, period="2025-12", part="74.71")
    assert stored(data, result, "regency_code", "village_code") == [
        ("74.71", MANDONGA),
        ("74.71", "74.71.01.0000"),
        ("74.71", KORUMBA),
        ("74.71", None),
    ]
    assert faults(result) == [(6, "desa", "unknown_area")]
    assert "Korumba" in result.problems[0].fault.reason.id


def test_a_list_without_any_area_is_refused(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|sponsor\n{NIK1}|MANDIRI")
    with pytest.raises(DataRefused, match="nothing says which area this list is for"):
        imported(data, path, period="2025-12")


def test_a_long_block_is_taken_and_said(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"nik|sponsor|bulan_mulai|bulan_akhir|kode_desa\n{NIK1}|MANDIRI|2025-01|2026-06|74.71",
    )
    result = imported(data, path, period="2025-12")
    assert result.manifest.accepted == 1
    assert [text.en for text in result.manifest.warnings] == ["1 rows pay for more than 12 months at once."]


def test_an_unknown_occupation_is_unknown_and_counted(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|sponsor|kode_desa|pekerjaan\n{NIK1}|MANDIRI|74.71|astronot")
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "occupation_group") == [(None,)]
    assert "1 baris dengan pekerjaan" in result.manifest.warnings[0].id


def test_a_dry_run_says_everything_and_writes_nothing(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "peserta.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    result = imported(data, path, period="2025-12", dry_run=True)
    assert result.delivery is None
    assert (result.manifest.accepted, result.manifest.quarantined) == (1, 1)
    assert not data.root.exists()


def test_sheets_of_one_workbook_are_each_recognised(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "kiriman_2025-12.xlsx",
        {
            "Catatan": "Dinas Tenaga Kerja\nhubungi kami",
            "Peserta": f"Daftar Peserta|\n|\nNIK|Sponsor|Kode Desa\n{NIK1}|MANDIRI|74.71",
            "Jumlah": "kode wilayah|segmen|bulan|aktif|mencakup\n74.71.01|PU|2025-12|1200|semua",
        },
    )
    found = import_file(data, path, ImportOptions()).files
    assert [(one.sheet, one.manifest.format, one.manifest.accepted) for one in found] == [
        ("Peserta", "participants", 1),
        ("Jumlah", "counts", 1),
    ]
    assert stored(data, found[0], "row") == [(4,)]


def test_sheets_for_the_same_month_are_parts_and_do_not_replace_each_other(data: DataFolder, tmp_path: Path) -> None:
    head = "nik|sponsor|kode_desa"
    path = xlsx_file(
        tmp_path / "peserta_2025-12.xlsx",
        {
            "Mandonga": f"{head}\n{NIK1}|MANDIRI|74.71.01.1005",
            "Baruga": f"{head}\n{NIK2}|MANDIRI|74.71.03.1001",
        },
    )
    found = import_file(data, path, ImportOptions()).files
    assert [one.manifest.part for one in found] == ["Mandonga", "Baruga"]
    assert all(not one.replaces for one in found)


def test_rows_alike_whose_nik_is_lost_are_faulty_rows_and_not_repeats(data: DataFolder, tmp_path: Path) -> None:
    lost = "\n".join(["7.47E+15|MANDIRI|74.71", "|MANDIRI|74.71"] * 3)
    result = imported(
        data, csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n{lost}"), "2025-12"
    )
    manifest = result.manifest
    assert (manifest.rows, manifest.accepted, manifest.quarantined, manifest.duplicates) == (7, 1, 6, 0)
    assert [row for row, _, _ in faults(result)] == [3, 4, 5, 6, 7, 8]
    assert manifest.submitted_by_sponsor == {"74.71": {"MANDIRI": (7, 1)}}


@pytest.mark.parametrize(
    ("kind", "niks"),
    [("float32", [7471010101900001, 7471010101900003]), ("float64", [9471010101900001, 9471010101900003])],
)
def test_niks_in_floats_too_narrow_for_their_digits_are_never_taken(
    data: DataFolder, tmp_path: Path, kind: str, niks: list[int]
) -> None:
    path = tmp_path / "p.parquet"
    columns = {"nik": pa.array(niks).cast(kind, safe=False), "sponsor": ["MANDIRI"] * 2, "kode_desa": ["74.71"] * 2}
    pq.write_table(pa.table(columns), path)
    with pytest.raises(DataRefused) as caught:
        imported(data, path, period="2025-12")
    assert caught.value.code == "none_accepted"


def test_one_fraction_does_not_spoil_the_niks_of_a_float_column(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    niks = pa.array([7471010101900001.0, 7471010101900003.0, 0.5, None])
    pq.write_table(pa.table({"nik": niks, "sponsor": ["MANDIRI"] * 4, "kode_desa": ["74.71"] * 4}), path)
    result = imported(data, path, period="2025-12")
    assert (result.manifest.accepted, result.manifest.quarantined) == (2, 2)


def test_a_segment_may_be_written_out(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "peserta.csv",
        f"""
        nik    | sponsor | segmen              | bulan_mulai | bulan_akhir | kode_desa
        {NIK1} | MANDIRI | Bukan Penerima Upah | 2025-12     | 2026-05     | 74.71.01.1005
        {NIK2} | MANDIRI | PENERIMA UPAH       | 2025-12     | 2026-05     | 74.71.01.1005
        {NIK3} | MANDIRI | Jasa Konstruksi     | 2025-12     | 2026-05     | 74.71.01.1005
        """,
    )
    result = imported(data, path, period="2025-12")
    assert faults(result) == []
    assert stored(data, result, "segment") == [("BPU",), ("PU",), ("JAKON",)]
