"""What a workbook shows and its reader does not: errors, formulas nobody reckoned, hidden rows and sheets."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder
from src.coverage.sources import FileRefused, ImportOptions, import_file
from src.coverage.sources.reading.markup import marked_sheets
from src.coverage.sources.reading.read import read_tables
from src.coverage.text import month_number

from ..drawn import NIK1, NIK2, NIK3, faults, imported, stored

HEAD = ["NIK", "Sponsor", "Bulan Mulai", "Bulan Akhir", "Kode Desa", "Pekerjaan"]


def _book(path: Path, change: Callable[[Any, Any], None], niks: tuple[str, ...] = (NIK1, NIK2, NIK3)) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for nik in niks:
        sheet.append([nik, "MANDIRI", "2025-12", "2026-05", "74.71.01.1005", "nelayan"])
    change(book, sheet)
    book.save(path)
    return path


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!"])
@pytest.mark.parametrize(
    ("cell", "column"), [("C2", "Bulan Mulai"), ("E2", "Kode Desa"), ("B2", "Sponsor"), ("D2", "Bulan Akhir")]
)
def test_an_error_of_excel_is_a_fault_and_never_nothing(
    data: DataFolder, tmp_path: Path, error: str, cell: str, column: str
) -> None:
    path = _book(tmp_path / "p.xlsx", lambda _, sheet: sheet.__setitem__(cell, error))
    result = imported(data, path, period="2025-12")
    assert (2, column, "cell_error") in faults(result)
    assert error in result.problems[0].fault.reason.id
    assert result.manifest.accepted == 2


def test_two_months_in_error_are_not_somebody_who_was_never_paid(data: DataFolder, tmp_path: Path) -> None:
    def lost(_: Any, sheet: Any) -> None:
        sheet["C2"], sheet["D2"] = "#N/A", "#N/A"

    result = imported(data, _book(tmp_path / "p.xlsx", lost), period="2025-12")
    assert result.manifest.sums == {"persons": 2, "months": 12, "never_paid": 0}


def test_an_error_in_the_occupation_costs_nobody_his_place(data: DataFolder, tmp_path: Path) -> None:
    path = _book(tmp_path / "p.xlsx", lambda _, sheet: sheet.__setitem__("F2", "#N/A"))
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "occupation_group") == [(None,), ("nelayan",), ("nelayan",)]


def test_an_error_in_a_csv_is_the_same_fault(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"nik;sponsor;kode_desa\n{NIK1};MANDIRI;#N/A\n{NIK2};MANDIRI;74.71\n", encoding="utf-8")
    assert faults(imported(data, path, period="2025-12")) == [(2, "kode_desa", "cell_error")]


def test_a_formula_without_a_result_is_a_fault_and_never_nothing(data: DataFolder, tmp_path: Path) -> None:
    path = _book(tmp_path / "p.xlsx", lambda _, sheet: sheet.__setitem__("E2", '="74.71"&".01.1005"'))
    assert faults(imported(data, path, period="2025-12")) == [(2, "Kode Desa", "formula")]


def test_a_formula_that_says_nothing_on_purpose_is_an_empty_cell(data: DataFolder, tmp_path: Path) -> None:
    # Excel writes the empty text of =IF(…;"";…) as a text without a value.
    path = _book(tmp_path / "p.xlsx", lambda _, sheet: sheet.__setitem__("F2", '=IF(1=1,"","x")'))
    parts = {}
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'<c r="F2">', b'<c r="F2" t="str">')
    assert sheet != parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            package.writestr(name, content)
    result = imported(data, path, period="2025-12")
    assert result.manifest.accepted == 3


def test_hidden_rows_are_read_and_said(data: DataFolder, tmp_path: Path) -> None:
    def filtered(_: Any, sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    result = imported(data, _book(tmp_path / "p.xlsx", filtered), period="2025-12")
    assert result.manifest.accepted == 3
    assert result.manifest.conventions["hidden_rows"].en == "rows that are hidden in Excel are read too (1)"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_aside_and_said(data: DataFolder, tmp_path: Path, state: str) -> None:
    def leftover(book: Any, _: Any) -> None:
        sheet = book.create_sheet("Lama")
        sheet.append(HEAD)
        sheet.append([NIK3, "MANDIRI", "2024-01", "2024-12", "74.71.01.1006", "ojek"])
        sheet.sheet_state = state

    path = _book(tmp_path / "p.xlsx", leftover, (NIK1, NIK2))
    (result,) = import_file(data, path, ImportOptions(period=month_number("2025-12"))).files
    (aside,) = result.left_aside
    assert (aside.sheet, aside.reason.en.split(";")[0]) == ("Lama", "hidden in Excel")


def test_a_list_of_nothing_but_errors_says_so(data: DataFolder, tmp_path: Path) -> None:
    path = _book(tmp_path / "p.xlsx", lambda _, sheet: sheet.__setitem__("E2", "#REF!"), (NIK1,))
    with pytest.raises(FileRefused) as caught:
        imported(data, path, period="2025-12")
    assert "#REF!" in caught.value.say("id")


def test_the_name_of_a_sheet_is_no_way_to_make_the_reader_expand_it(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;">]><workbook><sheet name="&b;" r:id="r1"/></workbook>'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", laughs)
        package.writestr("xl/_rels/workbook.xml.rels", b'<Relationship Id="r1" Target="worksheets/s.xml"/>')
        package.writestr("xl/worksheets/s.xml", b'<c r="B2" t="e"><v>#N/A</v></c>')
    with zipfile.ZipFile(path) as package:
        found = marked_sheets(package)
    assert {name: marked.texts for name, marked in found.items()} == {"&b;": {(1, 1): "#N/A"}}


@pytest.mark.parametrize(
    "piece", [b'<c r="A1" t="e"><f>', b"<c x1 ", b"<row x1 ", b"<c><f>1", b'<c t="e"><x>', b'<c r="A1"><f/> ']
)
def test_a_hostile_sheet_is_gone_through_once(tmp_path: Path, piece: bytes) -> None:
    path = tmp_path / "p.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b'<sheet name="A" r:id="r1"/>')
        package.writestr("xl/_rels/workbook.xml.rels", b'<Relationship Id="r1" Target="worksheets/s.xml"/>')
        package.writestr("xl/worksheets/s.xml", piece * (2**21 // len(piece)) + b"<f </c>")
    began = time.process_time()
    with pytest.raises(DataRefused) as caught:
        read_tables(path)
    assert caught.value.code == "broken_file"
    assert time.process_time() - began < 5
