"""Tables as they come: merged headings, several sheets, odd files, identity numbers, hostile bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from src.coverage.errors import CoverageError, DataRefused
from src.coverage.lint import check_file, lint_file

from .drawn import checked


def workbook(folder: Path, rate: float) -> Path:
    """Two sheets: one sound, one with a heading of two rows, merged cells and per cents as Excel keeps them."""
    path = folder / "paparan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        percent = book.add_format({"num_format": "0.00%"})
        sound = book.add_worksheet("Segmen")
        for row, cells in enumerate([["Segmen", "Potensi"], ["PU", 88357], ["BPU", 36140], ["Jakon", 16443]]):
            sound.write_row(row, 0, cells)
        sound.write_row(4, 0, ["Jumlah", 140940])
        sheet = book.add_worksheet("Cakupan")
        sheet.merge_range("A1:E1", "Cakupan kepesertaan, 8 Juni 2025")
        sheet.merge_range("A3:A4", "Kecamatan")
        sheet.merge_range("B3:C3", "Peserta aktif")
        sheet.merge_range("D3:D4", "Potensi")
        sheet.merge_range("E3:E4", "Cakupan")
        sheet.write_row("B4", ["PU", "Jumlah"])
        sheet.write_row("A5", ["Mandonga", 100, 300, 1000])
        sheet.write_number("E5", 0.3, percent)
        sheet.write_row("A6", ["Baruga", 50, 200, 900])
        sheet.write_number("E6", rate, percent)
    return path


def test_every_sheet_of_a_workbook_is_checked_under_its_merged_headings(tmp_path: Path) -> None:
    (finding,) = lint_file(workbook(tmp_path, 0.27))
    assert finding.code == "rate_mismatch"
    assert finding.where.en == "sheet 'Cakupan', row 6, column 'Cakupan'"


def test_per_cents_kept_as_fractions_are_read_as_such(tmp_path: Path) -> None:
    checked_file = check_file(workbook(tmp_path, 200 / 900))
    assert checked_file.findings == ()
    assert (checked_file.sheets, checked_file.numbers) == (2, 12)


def test_an_identity_number_never_reaches_a_finding(tmp_path: Path) -> None:
    table = """
        Nama 9971010101900001 | Potensi | Peserta aktif | Cakupan (%) 9971010101900002
        9971010101900003      | 100     | 50            | 60
        """
    (finding,) = checked(tmp_path, table)
    told = str(finding.to_json("id")) + str(finding.to_json("en"))
    assert "99710101019" not in told


def test_a_file_to_import_is_not_taken_for_a_published_table(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    path.write_text("desa;peserta\n" + "x;1\n" * 10_001, encoding="utf-8")
    with pytest.raises(DataRefused) as caught:
        lint_file(path)
    assert caught.value.code == "too_many_rows"
    assert "10000" in caught.value.say("id")


@settings(max_examples=50, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(alphabet="0123456789.,;%-–Rp jutaAktif Potensi\n\t\"'|", max_size=400))
)
def test_whatever_a_file_holds_it_is_checked_or_refused_with_a_sentence(content: bytes | str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "apa.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            found = lint_file(path)
        except CoverageError as refusal:
            assert len(refusal.say("id")) > 10
        else:
            assert all(finding.message.id and finding.message.en for finding in found)
