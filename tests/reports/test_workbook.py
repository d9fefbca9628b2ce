"""The workbook: one filterable sheet a table, numbers as numbers, codes as text, and where it all comes from."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from src.coverage.metrics import ask
from src.coverage.reports import REPORTS
from src.coverage.reports.content import Column, Table
from src.coverage.reports.workbook import render_workbook
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker


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
