"""Nothing on paper leaves the page's margins or its column: as poppler measures the words of the file."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.reports import make_report
from src.coverage.text import LANGS, Lang, month_number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker

POINTS = 72 / 25.4
LEFT, RIGHT = 16 * POINTS, (210 - 16) * POINTS
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<')

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext of poppler-utils is not installed")


def beyond(pdf: bytes) -> list[str]:
    """The words that start left or end right of the margins."""
    asked = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
    words = [(float(left), float(right), word) for left, right, word in WORD.findall(told)]
    assert len(words) > 50
    return [word for left, right, word in words if left < LEFT - 1 or right > RIGHT + 1]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("month", [None, month_number("2024-12")])
def test_a_briefing_stays_inside_its_margins(make: Maker, place: str, lang: Lang, month: int | None) -> None:
    assert beyond(make("briefing", "pdf", place, lang, month)) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_and_an_areas_brief_stay_inside_their_margins(
    make: Maker, snapshot: Snapshot, demo_data: Path, lang: Lang
) -> None:
    assert beyond(make("sponsor", "pdf", "33.24", lang, None, "dbhcht-kendal")) == []
    for code in ("74.71.05", "33.24.05.2003"):
        data = DataFolder(demo_data)
        pdf = make_report("area", "pdf", snapshot, data, regency=code[:5], area=code, lang=lang)
        assert beyond(pdf) == []
