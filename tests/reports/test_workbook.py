"""The workbook: one filterable sheet a table, numbers as numbers, codes as text, and where it all comes from."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from src.coverage.folders import DataFolder
from src.coverage.metrics import ask
from src.coverage.reports import REPORTS, make_report
from src.coverage.reports.content import Column, Table
from src.coverage.reports.workbook import render_workbook, sheet_name
from src.coverage.text import LANGS, Lang, month_name
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker
from .test_sums import note


@pytest.mark.parametrize("place", PLACES)
def test_the_sheets_hold_the_numbers_of_ask(make: Maker, snapshot: Snapshot, place: str) -> None:
    book = load_workbook(BytesIO(make("briefing", "xlsx", place, "id")))
    assert len(book.sheetnames) == len(REPORTS["briefing"].sheets) + 1
    rate = ask(snapshot, "coverage_rate", where={"regency": [place]}).value("coverage_rate")
    assert [row[2].value for row in book["Ringkasan"].iter_rows(min_row=4, max_row=4)] == [pytest.approx(rate)]
    codes = [row[0].value for row in book["Kecamatan"].iter_rows(min_row=4) if row[1].value]
    assert len(codes) > 5
    assert all(isinstance(code, str) and code.startswith(f"{place}.") for code in codes)
    about = [row[1].value for row in book["Keterangan"].iter_rows()]
    assert snapshot.id in about


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    table = Table("payers", "Siapa", (Column("Nama"), Column("Orang", "people")), (("=1+1", 5), ("@x", "disamarkan")))
    file = render_workbook([table], [("Laporan", "=cmd")], "Metadata", datetime(2026, 11, 20), "id", "Kota Contoh")
    book = load_workbook(BytesIO(file))
    assert book["Pembayar"]["A4"].value == "=1+1" and book["Pembayar"]["A4"].data_type == "s"
    assert book["Pembayar"]["B4"].value == 5 and book["Pembayar"]["B5"].value == "disamarkan"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(REPORTS))
def test_sheets_are_named_in_the_readers_language_and_each_says_place_month_and_that_it_is_made_up(
    make: Maker, snapshot: Snapshot, demo_data: Path, name: str, lang: Lang
) -> None:
    if name == "area":
        data = DataFolder(demo_data)
        content = make_report("area", "xlsx", snapshot, data, regency="74.71", area="74.71.01", lang=lang)
    else:
        content = make(name, "xlsx", "74.71", lang, None, "kalla-toyota" if name == "sponsor" else None)
    book = load_workbook(BytesIO(content))
    keys = {key.removeprefix("own_").removeprefix("area_") for key in REPORTS[name].sheets}
    assert book.sheetnames[:-1] == [
        sheet_name(key.removeprefix("own_").removeprefix("area_"), lang) for key in REPORTS[name].sheets
    ]
    assert not keys & set(book.sheetnames)
    month = month_name(snapshot.default_month(["74.71"]), lang)
    for sheet in book.worksheets[:-1]:
        told = sheet["A2"].value
        assert month in told and "Kota Kendari" in told
        assert {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang] in told


def test_the_language_of_a_sheets_months_does_not_depend_on_the_readers_machine(make: Maker) -> None:
    for lang, code in (("id", "[$-421]"), ("en", "[$-409]")):
        book = load_workbook(BytesIO(make("briefing", "xlsx", "74.71", lang)))
        sheet = book[sheet_name("trend", "id" if lang == "id" else "en")]
        assert sheet["A4"].number_format.startswith(code)


def test_the_summary_and_the_districts_say_their_denominator_under_the_table(make: Maker) -> None:
    content = make("briefing", "xlsx", "74.71", "id")
    assert "Penyebut: Potensi UCJ" in note(content, "Ringkasan")
    assert "Penyebut per kecamatan: Bekerja menurut DTSEN" in note(content, "Kecamatan")
    assert "Potensi UCJ" in note(content, "Kecamatan")
    assert "53.106" not in note(content, "Akan berakhir")
    assert "golongan penghasilan yang dilaporkan (bila tidak: terendah)" in note(content, "Akan berakhir")


def test_no_heading_is_cut_and_days_are_days(make: Maker) -> None:
    book = load_workbook(BytesIO(make("briefing", "xlsx", "33.24", "en")))
    for sheet in book.worksheets[:-1]:
        for cell in sheet[3]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert all(len(word) <= width for word in str(cell.value or "").split()), (sheet.title, cell.value)
    received = [row[3].value for row in book["Deliveries"].iter_rows(min_row=4)]
    assert received and all(isinstance(value, datetime) for value in received)
    assert "Participant list" in {row[1].value for row in book["Deliveries"].iter_rows(min_row=4)}


def test_rupiah_people_and_months_of_a_statement_are_told_apart(make: Maker) -> None:
    book = load_workbook(BytesIO(make("sponsor", "xlsx", "74.71", "id", None, "kalla-toyota")))
    units = {row[0].value: row[2].value for row in book["Ringkasan"].iter_rows(min_row=4)}
    assert units["Peserta aktif"] == "orang" and units["Orang-bulan dibayar"] == "orang-bulan"
    assert units["Iuran bulan ini, tanpa keringanan"] == "rupiah"


def test_villages_of_one_name_are_told_apart_by_code_and_district(make: Maker) -> None:
    book = load_workbook(BytesIO(make("sponsor", "xlsx", "33.24", "id", None, "dbhcht-kendal")))
    rows = [[cell.value for cell in row] for row in book["Kelurahan dan desa"].iter_rows(min_row=4, max_col=3)]
    namesakes = [row for row in rows if row[1] == "Rejosari"]
    assert len(namesakes) > 1
    assert len({row[0] for row in namesakes}) == len({row[2] for row in namesakes}) == len(namesakes)
