"""The reports that a page offers are about what the page shows, for the reader who looks at it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from src.coverage.charts import Look
from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.text import month_number
from src.coverage.ui import View, export
from src.coverage.ui.filters import Chosen
from src.coverage.ui.twin import twin_of_result
from tests.planning.world import city
from tests.snapshot_world import snapshot_world

MONTH = month_number("2026-10")
SMALL = """
    month   | village_code  | detail  | segment | sponsor_id    | sponsor_kind  | active
    2026-10 | 74.71.01.1001 | village | BPU     | KALLA         | CSR           | 3
    2026-10 | 74.71.01.1001 | village | BPU     | APBD_FISH     | APBD_KAB      | 60
    2026-10 | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 337
"""
NOTHING_AHEAD = "month | ahead | village_code | sponsor_id"


def _view(folder: Path, role: str, segment: str | None = None, series: str | None = None) -> View:
    snapshot = city(mart_coverage=SMALL, mart_outlook=NOTHING_AHEAD)
    chosen = Chosen("74.71", MONTH, MONTH, MONTH, series, segment)
    return View("id", Look("id"), role, DataFolder(folder), load_regions(), snapshot, chosen)  # type: ignore[arg-type]


def _payers(view: View) -> list[object]:
    book = openpyxl.load_workbook(io.BytesIO(export.briefing_file(view, "xlsx")))
    sheet = next(one for one in book if one["A1"].value == "Siapa membayar")
    return [row[1].value for row in sheet.iter_rows(min_row=4)]


def test_the_briefing_taken_from_a_page_hides_from_the_public_what_the_page_hides(tmp_path: Path) -> None:
    assert 3 in _payers(_view(tmp_path, "steward"))
    hidden = _payers(_view(tmp_path, "public"))
    assert 3 not in hidden and "disamarkan" in hidden


def test_the_briefing_taken_from_a_page_counts_the_segment_that_the_page_shows(tmp_path: Path) -> None:
    assert 337 in _payers(_view(tmp_path, "steward"))
    assert 337 not in _payers(_view(tmp_path, "steward", segment="BPU"))


@pytest.mark.parametrize("metric", ["active", "funding_share"])
def test_a_downloaded_share_is_formatted_as_one_and_its_columns_fit_their_headings(tmp_path: Path, metric: str) -> None:
    snapshot = snapshot_world(mart_coverage=SMALL)
    chosen = Chosen("74.71", MONTH, MONTH, MONTH, None, None)
    view = View("id", Look("id"), "steward", DataFolder(tmp_path), load_regions(), snapshot, chosen)  # type: ignore[arg-type]
    book = openpyxl.load_workbook(
        io.BytesIO(export.as_xlsx(twin_of_result(view, view.ask(metric, by="sponsor")), "id"))
    )
    sheet = book["Data"]
    headings = {str(cell.value): cell for cell in sheet[1]}
    for name, cell in headings.items():
        assert sheet.column_dimensions[cell.column_letter].width >= len(name)
    below = sheet.cell(2, headings[metric].column)
    assert below.number_format == ("0.00%" if metric == "funding_share" else "#,##0")
