"""Return files of awkward sheets: what the sender sent stands where it stood, and the mended file comes in as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from src.coverage.errors import UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file, list_deliveries, quarantine
from src.coverage.text import Lang, month_number

from ..drawn import NIK1, NIK2, NIK5, csv_file, xlsx_file

PERIOD = month_number("2025-12")


def returned(data: DataFolder, path: Path, back: Path, **stated: object) -> None:
    """Imports a file and has its return file written."""
    options = {"period": PERIOD, "sender": "dinas", "received": date(2026, 1, 5), "return_file": back, **stated}
    import_file(data, path, ImportOptions(**options))  # type: ignore[arg-type]


def merged_file(path: Path) -> Path:
    """A sheet as offices send it: titles, a header of two merged rows, a health column, numbering, a total, a note."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Peserta BPU")
        bold = book.add_format({"bold": True})
        sheet.merge_range(0, 0, 0, 6, "DAFTAR PESERTA", bold)
        sheet.write(1, 0, "Kota Kendari")
        sheet.merge_range(3, 0, 4, 0, "No", bold)
        sheet.merge_range(3, 1, 3, 2, "Identitas", bold)
        sheet.write_row(4, 1, ["NIK", "Nama"])
        sheet.merge_range(3, 3, 4, 3, "Penyakit", bold)
        sheet.merge_range(3, 4, 4, 4, "Kode Desa", bold)
        sheet.merge_range(3, 5, 4, 5, "Sponsor", bold)
        rows = [
            [1, NIK1, "CONTOH SATU", "sehat", "74.71.01.1005", "MANDIRI"],
            [2, "7.47E+15", "CONTOH DUA", "sehat", "74.71.01.1005", "MANDIRI"],
            [3, NIK2, "CONTOH TIGA", "sakit", "74.71.99.9999", "MANDIRI"],
        ]
        for number, row in enumerate(rows, start=5):
            sheet.write_row(number, 0, row)
        sheet.write_row(8, 0, ["Jumlah", "", "", "", "", 3])
        sheet.write(10, 0, "Sumber: Dinas Contoh")
    return path


def test_a_sheet_with_titles_merged_header_total_and_note_goes_back_whole_and_comes_in_again(
    data: DataFolder, tmp_path: Path
) -> None:
    back = tmp_path / "balikan.xlsx"
    returned(data, merged_file(tmp_path / "a.xlsx"), back)

    book = openpyxl.load_workbook(back)
    assert len(book.sheetnames) == 2
    sheet = book.worksheets[1]
    assert (sheet.title, sheet["A1"].value, sheet["A2"].value) == ("Peserta BPU", "DAFTAR PESERTA", "Kota Kendari")
    assert [sheet.cell(5, column).value for column in (2, 3)] == ["NIK", "Nama"]
    assert (sheet["A9"].value, sheet["A11"].value) == ("Jumlah", "Sumber: Dinas Contoh")
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert not {"Penyakit", "sakit", "sehat"} & set(cells), "health is not read, so it is not written"
    coloured = {cell.coordinate for row in sheet for cell in row if cell.fill.fill_type == "solid"}
    assert coloured == {"B7", "D8"}

    sheet["B7"] = NIK5
    book.save(back)
    (result,) = import_file(data, back, ImportOptions(confirm=True)).files
    assert (result.manifest.accepted, result.manifest.quarantined) == (2, 1)
    found = quarantine(data)
    assert dict(zip(found["row"], found["state"], strict=True)) == {7: "mended", 8: "open"}
    assert not result.left_aside, "our own explanation is not told as a sheet left aside"


@pytest.mark.parametrize(
    ("lang", "reason", "first"), [("id", "Alasan (Cakupan)", "Penjelasan"), ("en", "Reason (Cakupan)", "Explanation")]
)
def test_the_reason_stands_in_the_language_chosen_and_the_explanation_in_both(
    data: DataFolder, tmp_path: Path, lang: Lang, reason: str, first: str
) -> None:
    back = tmp_path / "balikan.xlsx"
    path = csv_file(tmp_path / "a.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    returned(data, path, back, return_lang=lang)
    book = openpyxl.load_workbook(back)
    assert book.sheetnames[0] == first
    assert [cell.value for cell in book.worksheets[1][1]] == ["nik", "sponsor", "kode_desa", reason]
    told = str(book.worksheets[1].cell(3, 4).value)
    assert told.startswith("NIK kosong." if lang == "id" else "The NIK is empty.")
    explained = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    for sentence in ("NIK kosong.", "The NIK is empty.", "pengirim berkas", "the sender of the file"):
        assert sentence in explained
    (result,) = import_file(data, back, ImportOptions(dry_run=True)).files
    assert [problem.row for problem in result.problems] == [3], "the column of reasons is not read"


def test_two_sheets_go_back_and_come_in_each_as_it_is(data: DataFolder, tmp_path: Path) -> None:
    head = ["nik", "sponsor", "kode_desa"]
    path = xlsx_file(
        tmp_path / "a.xlsx",
        {
            "Oktober 2025": [head, [NIK1, "MANDIRI", "74.71.01.1005"], ["", "MANDIRI", "74.71.01.1005"]],
            "November 2025": [head, [NIK1, "MANDIRI", "74.71.01.1005"], [NIK2, "MANDIRI", "74.71.99.9999"]],
        },
    )
    back = tmp_path / "balikan.xlsx"
    returned(data, path, back, period=None)
    book = openpyxl.load_workbook(back)
    book["November 2025"]["C3"] = "74.71.01.1006"
    book.save(back)
    results = import_file(data, back, ImportOptions(confirm=True)).files
    assert [result.periods for result in results] == [[24309], [24310]]
    assert sorted(zip(quarantine(data)["sheet"], quarantine(data)["state"], strict=True)) == [
        ("November 2025", "mended"),
        ("Oktober 2025", "open"),
    ]


def test_the_sheet_of_rows_worth_a_look_is_no_sheet_to_read_when_it_comes_back(
    data: DataFolder, tmp_path: Path
) -> None:
    head = "nik|sponsor|kode_desa|tgl_lahir|nama\n"
    there = "MANDIRI|74.71.01.1005|1990-01-10"
    rows = f"9971011001900001|{there}|CONTOH SATU\n99710110019|{there}|CONTOH SAT U"
    path, back = csv_file(tmp_path / "a.csv", head + rows), tmp_path / "balikan.xlsx"
    returned(data, path, back)
    assert "Perlu dilihat" in openpyxl.load_workbook(back).sheetnames
    (result,) = import_file(data, back, ImportOptions(dry_run=True)).files
    assert not result.left_aside


def test_what_the_importer_states_goes_before_what_the_file_carries(data: DataFolder, tmp_path: Path) -> None:
    back = tmp_path / "balikan.xlsx"
    path = csv_file(tmp_path / "a.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    returned(data, path, back)
    (result,) = import_file(data, back, ImportOptions(sender="lain", period=PERIOD + 1, dry_run=True)).files
    assert (result.manifest.sender, result.periods) == ("lain", [PERIOD + 1])


def test_a_synthetic_file_comes_back_as_synthetic(data: DataFolder, tmp_path: Path) -> None:
    back = tmp_path / "balikan.xlsx"
    path = csv_file(tmp_path / "a.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    returned(data, path, back, synthetic=True)
    import_file(data, back, ImportOptions(confirm=True))
    assert [one.synthetic for one in list_deliveries(data)] == [True, True]


def test_a_return_file_is_never_written_into_the_data_folder(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n|MANDIRI|74.71")
    with pytest.raises(UsageError) as caught:
        returned(data, path, data.root / "balikan.xlsx")
    assert caught.value.code == "return_file_in_data"
    assert not data.root.exists()


def test_what_was_merged_downward_comes_back_in_every_row_and_the_mended_file_is_whole(
    data: DataFolder, tmp_path: Path
) -> None:
    path, back = tmp_path / "p.xlsx", tmp_path / "balik.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["NIK", "Sponsor", "Kode Desa"],
        [NIK1, "MANDIRI", "74.71"],
        [NIK2, None, "#N/A"],
        [NIK5, None, "74.71"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    book.save(path)
    options = ImportOptions(period=month_number("2025-12"), return_file=back)
    (first,) = import_file(data, path, options).files
    assert (first.manifest.accepted, first.manifest.quarantined) == (2, 1)

    mended = openpyxl.load_workbook(back)
    returned = mended[sheet.title]
    assert [returned.cell(row, 2).value for row in (2, 3, 4)] == ["MANDIRI"] * 3
    returned["C3"] = "74.71"
    mended.save(back)
    (second,) = import_file(data, back, ImportOptions()).files
    assert (second.manifest.accepted, second.manifest.quarantined) == (3, 0)
