"""Reports over little: districts without data, no denominator at all, small groups, nothing that ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from src.coverage.folders import DataFolder
from src.coverage.reports import make_report
from src.coverage.text import LANGS, Lang
from tests.planning.world import OCTOBER, city

from .conftest import pages, slides

NO_WORKFORCE = "series | as_of | region_code | segment | workers"
NO_OUTLOOK = "month | ahead | village_code | sponsor_id"


def _make(folder: Path, form: str, lang: Lang = "id", role: str = "steward", **changed: str) -> bytes:
    snapshot: Any = city(**changed)
    return make_report("briefing", form, snapshot, DataFolder(folder), regency="74.71", lang=lang, role=role)


@pytest.mark.parametrize("lang", LANGS)
def test_districts_without_data_say_so_and_are_not_zero(tmp_path: Path, lang: Lang) -> None:
    first, _ = pages(_make(tmp_path, "pdf", lang))
    words = {"id": "tidak ada data", "en": "no data"}[lang]
    assert first.count(words) >= 9
    patterned = [shape for shape in slides(_make(tmp_path, "pptx", lang))[1].shapes if "pattFill" in shape._element.xml]
    assert len(patterned) == 9 + 1


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
def test_a_place_without_a_denominator_still_has_a_briefing(tmp_path: Path, form: str) -> None:
    made = _make(tmp_path, form, mart_workforce=NO_WORKFORCE)
    if form == "pdf":
        first, _ = pages(made)
        assert "400 peserta aktif di Kota Kendari; cakupan belum dapat dihitung" in first
    assert len(made) > 5000


def test_small_groups_stay_hidden_from_the_public(tmp_path: Path) -> None:
    coverage = f"""
        month   | village_code  | detail   | segment | sponsor_id    | sponsor_kind  | active
        2026-10 | 74.71.01.1001 | village  | BPU     | KALLA         | CSR           | 3
        2026-10 | 74.71.01.1001 | village  | BPU     | APBD_FISH     | APBD_KAB      | 60
        2026-10 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | {OCTOBER % 1000}
    """
    _, second = pages(_make(tmp_path, "pdf", role="public", mart_coverage=coverage, mart_outlook=NO_OUTLOOK))
    assert second.count("disamarkan") >= 2
    assert "60 · " not in second


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_where_nothing_ends_the_report_says_it(tmp_path: Path, form: str) -> None:
    steady = "\n".join(
        [
            "month | ahead | village_code | detail | segment | sponsor_id | sponsor_kind | carried | already_paid",
            *(
                f"{OCTOBER + ahead} | {ahead} | 74.71.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | 310 | 0"
                for ahead in range(19)
            ),
            *(
                f"{OCTOBER + ahead} | {ahead} | 74.71.01.1001 | village | BPU | KALLA | CSR | 0 | 90"
                for ahead in range(19)
            ),
        ]
    )
    made = _make(tmp_path, form, mart_outlook=steady)
    if form == "pdf":
        assert (
            "Tidak ada perlindungan dari sponsor atau anggaran yang berakhir dalam 18 bulan ke depan" in pages(made)[0]
        )
    else:
        assert "Tidak ada perlindungan yang berakhir" in slides(made)[2].shapes.title.text_frame.text
