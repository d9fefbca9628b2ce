"""What a workbook prints adds up, is the same everywhere, and is what `ask` says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from src.coverage.codes import sponsor_kinds
from src.coverage.folders import DataFolder
from src.coverage.metrics import ask
from src.coverage.planning import headline
from src.coverage.reports import make_report
from src.coverage.text import month_number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker

MONTHS = (None, month_number("2024-01"), month_number("2024-12"))
AREAS = ("74.71.01", "74.71.05.1002", "33.24.05", "33.24.05.2003")


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The rows of each sheet below its headings, up to the first empty one."""
    found = {}
    for sheet in load_workbook(BytesIO(content)):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        end = next((at for at, row in enumerate(rows) if all(value is None for value in row)), len(rows))
        found[sheet.title] = rows[:end]
    return found


def note(content: bytes, name: str) -> str:
    """What stands under a sheet's table."""
    sheet = load_workbook(BytesIO(content))[name]
    below = 3 + len(sheets(content)[name]) + 2
    return str(sheet.cell(below, 1).value or "")


def _figures(rows: list[list[Any]]) -> Mapping[str, Any]:
    return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("month", MONTHS)
def test_summary_payers_and_targets_are_those_of_ask(
    make: Maker, snapshot: Snapshot, place: str, month: int | None
) -> None:
    book = sheets(make("briefing", "xlsx", place, "id", month))
    where = {"regency": [place]}
    rate = ask(snapshot, "coverage_rate", where=where, month=month).frame.iloc[0]
    told, active, workers = (
        _figures(book["Ringkasan"]),
        rate["coverage_rate_numerator"],
        rate["coverage_rate_denominator"],
    )
    assert book["Ringkasan"][0][2] == pytest.approx(rate["coverage_rate"], abs=1e-12)
    assert told["Peserta aktif (pembilang)"] == active and told["Penyebut (pekerja)"] == workers
    assert told["Belum terlindungi"] == workers - active
    everybody = ask(snapshot, "active", where=where, month=month).frame["active"].iloc[0]
    assert told["Peserta aktif, semua segmen"] == everybody
    assert sum(row[1] for row in book["Pembayar"]) == everybody
    assert sum(row[2] for row in book["Pembayar"]) == pytest.approx(1)
    for _, _, aim, points, needed, _ in book["Target"]:
        if points is not None:
            assert points / 100 == pytest.approx(active / workers - aim)
            assert needed == max(ceil(aim * workers - 1e-9) - active, 0)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("month", MONTHS)
def test_districts_and_those_without_one_add_up_to_all(
    make: Maker, snapshot: Snapshot, place: str, month: int | None
) -> None:
    book = sheets(make("briefing", "xlsx", place, "id", month))
    rows, series = book["Kecamatan"], headline(snapshot, place, month=month).behind.series
    rated = [row for row in rows if isinstance(row[2], float)]
    for _, _, rate, active, workers, gap in rated:
        assert rate == pytest.approx(active / workers) and gap == workers - active
    if rated:
        whole = ask(snapshot, "coverage_rate", where={"regency": [place]}, month=month, series=series).frame.iloc[0]
        assert sum(row[3] for row in rows) == whole["coverage_rate_numerator"]
        assert sum(row[4] for row in rated) == whole["coverage_rate_denominator"]
    else:
        assert sum(row[3] for row in rows) == _figures(book["Ringkasan"])["Peserta aktif, semua segmen"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("month", MONTHS)
def test_every_payer_that_ends_stands_in_the_workbook_and_the_last_row_is_their_sum(
    make: Maker, snapshot: Snapshot, place: str, month: int | None
) -> None:
    rows = sheets(make("briefing", "xlsx", place, "id", month))["Akan berakhir"]
    if not rows:
        pytest.skip("nothing ends within 90 days of this month")
    for column in (-3, -2, -1):
        assert sum(row[column] for row in rows[:-1]) == rows[-1][column]
    where = {"regency": [place]}
    frame = ask(snapshot, "expiring_90", by="sponsor_kind", where=where, month=month).frame
    blocks = [sponsor_kinds()[kind].renewal == "block" for kind in frame["sponsor_kind"]]
    assert rows[-1][-3] == frame[blocks]["expiring_90"].sum()
    assert not any("lain" in str(row[0]) for row in rows)


@pytest.mark.parametrize("place", PLACES)
def test_a_month_stands_once_in_the_sheet_of_months(make: Maker, place: str) -> None:
    months = [row[0] for row in sheets(make("briefing", "xlsx", place, "id"))["Per bulan"]]
    assert len(months) == len(set(months)) > 30


@pytest.mark.parametrize("code", AREAS)
@pytest.mark.parametrize("month", MONTHS)
def test_the_breakdowns_of_an_area_and_what_they_leave_out_add_up_to_its_members(
    snapshot: Snapshot, demo_data: Path, code: str, month: int | None
) -> None:
    data = DataFolder(demo_data)
    content = make_report("area", "xlsx", snapshot, data, regency=code[:5], area=code, lang="id", month=month)
    book = sheets(content)
    active = _figures(book["Ringkasan"])["Peserta aktif, semua segmen"]
    assert sum(row[1] for row in book["Pembayar"]) == active
    for name in ("Desil", "Pekerjaan"):
        if book[name]:
            told = re.match(r"([\d.]+) peserta aktif lain", note(content, name))
            rest = int(told.group(1).replace(".", "")) if told else 0
            assert sum(row[1] for row in book[name]) + rest == active
    told = _figures(book["Ringkasan"])
    numerator = next((value for label, value in told.items() if label.endswith("(pembilang)")), None)
    if isinstance(numerator, int):
        assert told["Penyebut (pekerja)"] - numerator == told["Belum terlindungi"]


@pytest.mark.parametrize("sponsor", ["kalla-toyota", "apbd-kendari"])
def test_a_sponsors_welfare_groups_add_up_to_its_people(make: Maker, sponsor: str) -> None:
    book = sheets(make("sponsor", "xlsx", "74.71", "id", None, sponsor))
    active = _figures(book["Ringkasan"])["Peserta aktif"]
    assert sum(row[1] for row in book["Desil"]) == active
    villages = [row[3] for row in book["Kelurahan dan desa"]]
    assert sum(value for value in villages if isinstance(value, int)) < active
    assert villages.count("disamarkan") > 1
