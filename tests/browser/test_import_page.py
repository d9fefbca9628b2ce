"""The import page on an own copy of the demo: checked first, changed by publishing only; broken ones get a sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from src.coverage.folders import DataFolder
from src.coverage.metrics import ask
from src.coverage.warehouse import open_snapshot

from .conftest import Visit, server

LIST = """nik;sponsor;segmen;bulan_mulai;bulan_akhir;kode_desa;nama
9971010101900001;UJI_LAYAR;BPU;2026-10;2027-03;74.71.01.1005;CONTOH SATU
9971010101900002;UJI_LAYAR;BPU;2026-10;2027-03;74.71.01.1005;CONTOH DUA
9971010101900003;UJI_LAYAR;BPU;2026-10;2027-03;74.71.01.1006;CONTOH TIGA
7,47E+15;UJI_LAYAR;BPU;2026-10;2027-03;74.71.01.1006;CONTOH EMPAT
"""
SPONSOR = """id_sponsor;nama;jenis;kode_wilayah
UJI_LAYAR;Penguji Layar;CSR;74.71
"""


@pytest.fixture(scope="module")
def own_copy(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that these tests may change."""
    folder = tmp_path_factory.mktemp("import") / "data"
    shutil.copytree(demo_data, folder, ignore=shutil.ignore_patterns("input"))
    return folder


@pytest.fixture(scope="module")
def own_address(own_copy: Path) -> Iterator[str]:
    """A server over that folder."""
    with server(own_copy) as address:
        yield address


@pytest.fixture
def importing(browser: Browser, own_address: str) -> Iterator[Visit]:
    """The import page of that server, open."""
    context = browser.new_context(viewport={"width": 1440, "height": 1400})
    visit = Visit(context, own_address)
    visit.go("/import?lang=en")
    yield visit
    context.close()


def deliveries(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("deliveries/*/manifest.json"))


def active(folder: Path) -> int:
    snapshot = open_snapshot(DataFolder(folder))
    value = ask(snapshot, "active", where={"regency": ("74.71",)}).value("active")
    snapshot.close()
    assert value is not None
    return int(value)


def upload(visit: Visit, name: str, content: bytes, period: str = "", sender: str = "") -> None:
    """States month and sender, drops a file and waits for what the check found."""
    page = visit.page
    for key, value in (("import_period", period), ("import_sender", sender)):
        if value:
            box = page.locator(f".st-key-{key} input")
            box.fill(value)
            box.press("Tab")
            visit.settle()
    page.locator(".st-key-import_file input[type=file]").set_input_files(
        files=[{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )
    page.wait_for_timeout(500)
    page.wait_for_selector('[data-testid="stSpinner"]', state="detached", timeout=90_000)
    visit.settle()


def publish(visit: Visit) -> None:
    visit.page.locator('[class*="st-key-publish_"] button').click()
    visit.page.locator('[data-testid="stAlertContentSuccess"]').wait_for(timeout=90_000)
    visit.settle()


def test_a_file_is_checked_and_counts_only_once_it_is_published(importing: Visit, own_copy: Path) -> None:
    before = deliveries(own_copy), active(own_copy)
    upload(importing, "sponsor.csv", SPONSOR.encode(), period="2026-10")
    publish(importing)
    importing.go("/import?lang=en")

    upload(importing, "peserta.csv", LIST.encode(), period="2026-10", sender="UJI_LAYAR")
    shown = importing.says()
    number = f"{before[1]:,}", f"{before[1] + 3:,}"
    assert re.search(rf"Active members in Kota Kendari: {number[0]} → {number[1]}", shown), shown
    assert "CONTOH EMPAT" not in shown
    assert importing.page.locator('[data-testid="stDataFrame"]').count() >= 1, "the faulty row is listed"
    assert len(deliveries(own_copy)) == len(before[0]) + 1, "nothing is recorded before publishing"
    assert active(own_copy) == before[1]

    publish(importing)
    assert len(deliveries(own_copy)) == len(before[0]) + 2
    assert active(own_copy) == before[1] + 3
    importing.assert_sound()
    importing.go("/overview?lang=en")
    assert number[1] in importing.says()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rusak.xlsx", b"PK\x03\x04 this is no workbook"),
        ("kosong.csv", b""),
        ("rusak.parquet", b"PAR1 and nothing else"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    importing: Visit, own_copy: Path, name: str, content: bytes
) -> None:
    before = deliveries(own_copy)
    upload(importing, name, content)

    box = importing.page.locator('[data-testid="stAlertContentError"]')
    assert box.count() == 1
    assert len(box.inner_text()) > 20
    assert importing.page.locator('[class*="st-key-publish_"] button').count() == 0
    assert importing.page.locator('[data-testid="stException"]').count() == 0
    assert "Traceback" not in importing.says()
    assert importing.strangers == []
    assert deliveries(own_copy) == before


def test_a_file_of_unknown_columns_is_asked_about_and_nothing_is_kept_of_it(importing: Visit, own_copy: Path) -> None:
    before = deliveries(own_copy)
    upload(importing, "lain.csv", b"judul;isi\nsatu;dua\n")

    assert "Which column holds what?" in importing.says()
    assert importing.page.locator('[class*="st-key-publish_"] button').count() == 0
    assert importing.page.locator('[data-testid="stException"]').count() == 0
    assert deliveries(own_copy) == before
