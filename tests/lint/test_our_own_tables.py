"""The check turned on ourselves: the tables of our own reports contradict nothing, and would be seen if they did."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from src.coverage.folders import DataFolder
from src.coverage.lint import check_file, lint_file
from src.coverage.reports import make_report
from src.coverage.text import LANGS, Lang
from src.coverage.warehouse import Snapshot, open_snapshot

PLACES = ("74.71", "33.24")


@pytest.fixture(scope="module")
def snapshot(demo_data: Path) -> Snapshot:
    return open_snapshot(DataFolder(demo_data))


def workbook(snapshot: Snapshot, demo_data: Path, folder: Path, regency: str, lang: Lang) -> Path:
    path = folder / "taklimat.xlsx"
    content = make_report("briefing", "xlsx", snapshot, DataFolder(demo_data), regency=regency, lang=lang)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("regency", PLACES)
def test_the_briefings_tables_contradict_nothing(
    snapshot: Snapshot, demo_data: Path, tmp_path: Path, regency: str, lang: Lang
) -> None:
    checked = check_file(workbook(snapshot, demo_data, tmp_path, regency, lang))
    assert checked.numbers > 100
    assert [finding.to_json("en") for finding in checked.findings] == []


def test_a_slip_in_the_briefings_table_of_districts_would_be_seen(
    snapshot: Snapshot, demo_data: Path, tmp_path: Path
) -> None:
    path = workbook(snapshot, demo_data, tmp_path, "74.71", "id")
    book = openpyxl.load_workbook(path)
    sheet = book["Kecamatan"]
    heads = {str(cell.value): cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    first = next(row for row in range(2, sheet.max_row + 1) if isinstance(sheet.cell(row, heads["Aktif"]).value, int))
    sheet.cell(first, heads["Aktif"]).value += 1000
    book.save(path)
    assert {finding.code for finding in lint_file(path)} >= {"rate_mismatch"}


def test_the_sponsors_statement_contradicts_nothing(snapshot: Snapshot, demo_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "sponsor.xlsx"
    content = make_report(
        "sponsor", "xlsx", snapshot, DataFolder(demo_data), regency="74.71", lang="id", sponsor="contoh-b"
    )
    path.write_bytes(content)
    assert lint_file(path) == []
