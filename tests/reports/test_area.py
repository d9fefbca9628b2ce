"""The brief of one area on paper: one page, the figures of the screen, whatever the area lacks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from src.coverage.errors import UsageError
from src.coverage.folders import DataFolder
from src.coverage.planning.area import area_brief
from src.coverage.reports import REPORTS, make_report
from src.coverage.text import LANGS, Lang, number
from src.coverage.warehouse import Snapshot
from tests.planning.test_quadrant import town

from .conftest import pages

AREAS = ("74.71.01", "74.71.05.1002", "33.24.05", "33.24.05.2003")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", AREAS)
def test_one_tagged_page_with_the_areas_own_numbers(snapshot: Snapshot, demo_data: Path, code: str, lang: Lang) -> None:
    pdf = make_report("area", "pdf", snapshot, DataFolder(demo_data), regency=code[:5], area=code, lang=lang)
    (page,) = pages(pdf)
    assert "/StructTreeRoot" in PdfReader(BytesIO(pdf)).trailer["/Root"]
    brief = area_brief(snapshot, code)
    assert brief.name in page and number(brief.rate.rate, "percent", lang) in page
    assert number(brief.rate.gap, "people", lang) in page
    for payer in brief.payers[:3]:
        assert payer.label.of(lang) in page
    assert {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang] in page


def test_the_workbook_has_a_sheet_for_every_table(snapshot: Snapshot, demo_data: Path) -> None:
    data = DataFolder(demo_data)
    file = make_report("area", "xlsx", snapshot, data, regency="74.71", area="74.71.01", lang="id")
    assert len(load_workbook(BytesIO(file)).sheetnames) == len(REPORTS["area"].sheets) + 1


def test_the_public_reads_why_a_small_district_has_no_figure(tmp_path: Path) -> None:
    small = town({"74.71.01.1001": (3, 0, 40)})
    data = DataFolder(tmp_path)
    pdf = make_report("area", "pdf", small, data, regency="74.71", area="74.71.01", lang="en", role="public")
    (page,) = pages(pdf)
    assert "masked" in page.lower() and "3 of 40" not in page


def test_without_an_area_it_is_refused(snapshot: Snapshot, demo_data: Path) -> None:
    with pytest.raises(UsageError):
        make_report("area", "pdf", snapshot, DataFolder(demo_data), regency="74.71", lang="id")
