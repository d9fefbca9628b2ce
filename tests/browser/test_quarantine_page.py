"""From a faulty list to a closed quarantine, and a delivery withdrawn, on an own copy of the demo in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from src.coverage.folders import DataFolder
from src.coverage.sources import list_deliveries, quarantine

from .conftest import Visit
from .test_import_page import active, own_address, own_copy, publish, upload

__all__ = ["own_address", "own_copy"]

LIST = """nik;sponsor;segmen;bulan_mulai;bulan_akhir;kode_desa;nama
9971010101910001;kalla-toyota;BPU;2026-10;2027-03;74.71.01.1005;CONTOH SATU
7,47E+15;kalla-toyota;BPU;2026-10;2027-03;74.71.01.1006;CONTOH DUA
9971010101910003;kalla-toyota;BPU;2026-10;2027-03;74.71.99.9999;CONTOH TIGA
"""


@pytest.fixture
def visit(browser: Browser, own_address: str) -> Iterator[Visit]:
    """A browser at the import page."""
    context = browser.new_context(viewport={"width": 1440, "height": 1400})
    found = Visit(context, own_address)
    found.go("/import?lang=en")
    yield found
    context.close()


def states(folder: Path) -> list[str]:
    found = quarantine(DataFolder(folder))
    return sorted(found.loc[found["sender"] == "uji", "state"])


def returned(visit: Visit, path: Path) -> Path:
    """The return file, downloaded from the page."""
    button = visit.page.locator('[data-testid="stDownloadButton"] button', has_text="return to the sender").first
    with visit.page.expect_download(timeout=60_000) as download:
        button.click()
    download.value.save_as(path)
    return path


def test_a_faulty_row_waits_in_quarantine_until_its_mended_file_comes_and_its_delivery_can_be_withdrawn(
    visit: Visit,
    own_copy: Path,
    tmp_path: Path,
) -> None:
    before = active(own_copy)
    upload(visit, "peserta.csv", LIST.encode(), period="2026-10", sender="uji")
    back = returned(visit, tmp_path / "kembali.xlsx")
    publish(visit)
    assert (states(own_copy), active(own_copy)) == (["open", "open"], before + 1)

    visit.go("/quarantine?lang=en&sender=uji")
    said = visit.says()
    assert "To mend" in said
    assert "74.71.99.9999" in said
    assert "CONTOH" not in said
    visit.assert_sound()

    book = openpyxl.load_workbook(back)
    sheet = book.worksheets[1]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, columns["kode_desa"]).value = "74.71.01.1006"
    book.save(back)
    visit.go("/import?lang=en")
    upload(visit, "kembali.xlsx", back.read_bytes())
    assert "this file closes: 1; still there: 1" in visit.says()
    publish(visit)
    assert (states(own_copy), active(own_copy)) == (["mended", "open"], before + 2)
    visit.go("/quarantine?lang=en&sender=uji&state=mended")
    assert "74.71.99.9999" in visit.says()

    last = list_deliveries(DataFolder(own_copy))[-1].delivery
    visit.go(f"/deliveries?lang=en&delivery={last}")
    visit.page.locator(".st-key-d_try button").click()
    visit.page.locator(f'[class*="st-key-d_sure_{last}"] label').wait_for(timeout=90_000)
    visit.settle()
    assert f"{before + 2:,} → {before + 1:,}" in visit.says()
    visit.page.locator(f'[class*="st-key-d_sure_{last}"] label').click()
    visit.settle()
    visit.page.locator(".st-key-d_withdraw button").click()
    visit.page.locator('[data-testid="stAlertContentSuccess"]').wait_for(timeout=90_000)
    visit.assert_sound()
    assert (states(own_copy), active(own_copy)) == (["open", "open"], before + 1)
