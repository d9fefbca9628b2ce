"""Parts of the frame that need no browser: legends, escapes, roles, downloads."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from src.coverage.charts import Key, Look
from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.text import month_number
from src.coverage.ui import View, export, serve
from src.coverage.ui.filters import Chosen
from src.coverage.ui.plots import legend
from src.coverage.ui.tables import escape, readable
from src.coverage.ui.twin import twin_of_result
from tests.snapshot_world import snapshot_world


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A look at a drawn snapshot of one city."""
    snapshot = snapshot_world(
        mart_coverage="""
            month   | village_code  | active
            2026-10 | 74.71.01.1001 | 1250
            2026-10 | 74.71.02.1001 | 0
        """
    )
    month = month_number("2026-10")
    chosen = Chosen("74.71", month, month, month, None, None)
    return View(
        "id",
        Look("id"),
        "steward",
        DataFolder(tmp_path),
        load_regions(),
        snapshot,
        chosen,  # type: ignore[arg-type]
    )


def test_a_legend_is_text_and_lets_no_markup_through() -> None:
    drawn = legend((Key("<b>28–34 %</b> (3)", "#9CCFC7"), Key("Tidak ada data (2)", "#E3E6E8", "×")), "#888888")

    assert "&lt;b&gt;28–34 %" in drawn
    assert "Tidak ada data (2)" in drawn
    assert drawn.count("<li") == 2


def test_markup_in_data_is_shown_as_it_stands() -> None:
    assert escape("PT *Bintang* <b> $1") == "PT \\*Bintang\\* \\<b\\> \\$1"


def test_the_table_twin_reads_as_the_figure(view: View) -> None:
    result = view.ask("active", by="district")
    table = readable(view, result)

    assert list(table.columns) == ["Kecamatan", "Peserta aktif" if "Peserta aktif" in table else table.columns[1]]
    assert "1.250" in list(table[table.columns[1]])


def test_downloads_carry_codes_names_and_plain_numbers(view: View) -> None:
    result = view.ask("active", by="district")

    lines = export.as_csv(twin_of_result(view, result), "id").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("district,district_name,active")
    assert any(line.startswith("74.71.01,") and ",1250," in line for line in lines)
    book = openpyxl.load_workbook(io.BytesIO(export.as_xlsx(twin_of_result(view, result), "id")))
    assert book.sheetnames == ["Data", "Keterangan"]
    assert any(row[2].value == 1250 for row in book["Data"].iter_rows(min_row=2))


@pytest.mark.parametrize(
    ("address", "stated", "expected"),
    [
        ("127.0.0.1", None, "steward"),
        ("0.0.0.0", None, "public"),
        (None, None, "public"),
        ("0.0.0.0", "planner:74.71", "planner:74.71"),
    ],
)
def test_the_role_follows_where_the_server_listens(
    monkeypatch: pytest.MonkeyPatch, address: str | None, stated: str | None, expected: str
) -> None:
    monkeypatch.setattr(serve.st, "get_option", lambda name: address)
    if stated:
        monkeypatch.setenv("CAKUPAN_ROLE", stated)
    else:
        monkeypatch.delenv("CAKUPAN_ROLE", raising=False)

    assert serve.role() == expected
