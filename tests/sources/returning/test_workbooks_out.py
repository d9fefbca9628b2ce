"""Templates and return files: what goes out comes back in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from src.coverage.errors import DataRefused, UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, formats, import_file, template
from src.coverage.sources.reading.read import read_tables
from src.coverage.text import month_number

from ..drawn import NIK1, NIK2, csv_file, faults, imported, stored, xlsx_file


@pytest.mark.parametrize("name", list(formats()))
def test_a_template_has_every_header_and_explains_it_in_both_languages(tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template(name))
    data_sheet, *notes = read_tables(path)
    assert data_sheet.head[0] == [column.name for column in formats()[name].columns]
    assert [sheet.sheet for sheet in notes] == ["Petunjuk", "Notes"]


@pytest.mark.parametrize("name", list(formats()))
def test_a_blank_template_is_recognised_and_has_no_rows(data: DataFolder, tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template(name))
    with pytest.raises(DataRefused) as caught:
        imported(data, path, period="2025-12", format=name)
    assert caught.value.code == "no_rows"


@pytest.mark.parametrize("name", list(formats()))
def test_the_notes_of_a_template_are_never_taken_for_a_table(data: DataFolder, tmp_path: Path, name: str) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template(name))
    with pytest.raises(DataRefused) as caught:
        imported(data, path, period="2025-12")
    assert caught.value.code == "no_rows"


def test_a_filled_template_of_area_codes_is_taken_without_being_told_what_it_is(
    data: DataFolder, tmp_path: Path
) -> None:
    path = tmp_path / "wilayah.xlsx"
    path.write_bytes(template("regions"))
    book = openpyxl.load_workbook(path)
    sheet = book["regions"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, (code, name) in enumerate((("72.01", "Banggai"), ("72.01.14", "Nambo")), start=2):
        sheet.cell(row, columns["kode"], code)
        sheet.cell(row, columns["nama"], name)
    book.save(path)
    result = imported(data, path)
    assert (result.manifest.format, result.manifest.accepted) == ("regions", 2)


@pytest.mark.parametrize("name", list(formats()))
def test_the_examples_of_a_format_are_taken(with_sponsors: DataFolder, tmp_path: Path, name: str) -> None:
    columns = [
        c for c in formats()[name].columns if c.name not in ("TOTAL", "DESIL 7-10", "kddesa", "kdkec", "kdkab", "NMKAB")
    ]
    path = xlsx_file(tmp_path / "c.xlsx", {"D": [[c.name for c in columns], [c.example for c in columns]]})
    result = imported(with_sponsors, path, period="2025-12")
    assert (result.manifest.format, result.manifest.accepted) == (name, 1), result.problems


def test_a_return_file_colours_the_faults_and_closes_them_once_mended(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "p.xlsx",
        {
            "Peserta": [
                ["Daftar peserta"],
                [],
                ["NIK", "Sponsor", "Kode Desa", "Nama", "Upah"],
                [NIK1, "MANDIRI", "74.71.01.1005", "CONTOH SATU", 1500000.5],
                ["7.47E+15", "MANDIRI", "74.71.01.9999", "=1+2", 1200000],
            ]
        },
    )
    back = tmp_path / "kembali.xlsx"
    options = ImportOptions(period=month_number("2025-12"), return_file=back)
    (result,) = import_file(data, path, options).files
    assert faults(result) == [(5, "Kode Desa", "unknown_area"), (5, "NIK", "nik_scientific")]

    book = openpyxl.load_workbook(back)
    assert book.sheetnames == ["Penjelasan", "Peserta"]
    sheet = book["Peserta"]
    coloured = {cell.coordinate for row in sheet for cell in row if cell.fill.fill_type == "solid"}
    assert coloured == {"A5", "C5"}
    assert sheet["F3"].value == "Alasan (Cakupan)"
    assert "Wilayah tidak dikenal." in sheet["F5"].value
    assert (sheet["D5"].data_type, sheet["D5"].value) == ("s", "=1+2")
    assert "Baris yang perlu diperbaiki: p.xlsx" in str(book["Penjelasan"]["A1"].value)

    sheet["A5"], sheet["C5"] = NIK2, "74.71.01.1006"
    book.save(back)
    mended = imported(data, back, period="2025-12")
    assert (mended.manifest.accepted, mended.manifest.quarantined) == (2, 0)
    assert [other.delivery for other in mended.replaces] == [result.delivery]
    assert stored(data, mended, "row", "village_code", "band") == [(4, "74.71.01.1005", 4), (5, "74.71.01.1006", 2)]


def test_a_dry_run_may_write_a_return_file(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    back = tmp_path / "kembali.xlsx"
    import_file(data, path, ImportOptions(period=month_number("2025-12"), return_file=back, dry_run=True))
    assert back.exists()
    assert not data.root.exists()


def test_a_return_file_that_cannot_be_written_leaves_nothing_recorded(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71")
    for back in (tmp_path / "absent" / "b.xlsx", tmp_path):
        with pytest.raises(UsageError) as caught:
            imported(data, path, period="2025-12", return_file=back)
        assert caught.value.code == "return_file_not_written"
    assert not data.root.exists()


def test_a_return_file_never_overwrites_the_file_that_was_sent(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71")
    sent = path.read_bytes()
    with pytest.raises(UsageError) as caught:
        imported(data, path, period="2025-12", return_file=tmp_path / "." / "p.csv")
    assert (caught.value.code, path.read_bytes()) == ("return_file_is_the_file", sent)
