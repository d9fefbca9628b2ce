"""The page that checks a table: what it finds in words, what it says of a clean table and of a file without numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT

from .opening import open_page, shown

HEAD = "Provinsi;Peserta aktif;Potensi;Cakupan (%)\n"


@pytest.fixture
def page(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CAKUPAN_DATA", str(demo_data))
    return open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/data/lint.py")


def dropped(app: AppTest, text: str) -> AppTest:
    app.file_uploader(key="lint_file").upload("tabel.csv", text.encode(), "text/csv")
    return app.run()


def test_a_contradiction_is_told_with_its_place_and_both_numbers(page: AppTest) -> None:
    app = dropped(page, HEAD + "Bali;935.079;1.873.899;50,88\n")
    assert not app.exception
    told = shown(app)
    assert "1 pertentangan di antara 3 angka" in told
    assert "49,90 %" in told and "baris 2" in told


def test_a_clean_table_is_said_to_be_clean(page: AppTest) -> None:
    app = dropped(page, HEAD + "Kendari;49.397;140.940;35,05\n")
    assert [element.value for element in app.success] == ["Tidak ada yang bertentangan di antara 3 angka yang dibaca."]


def test_a_file_without_numbers_gets_a_sentence(page: AppTest) -> None:
    app = dropped(page, "Nama;Catatan\nsatu;dua\n")
    assert "tidak ada tabel dengan angka" in shown(app)


def test_the_ledger_shows_payments_commitments_and_claims(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_DATA", str(demo_data))
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/sponsors/ledger.py")
    assert not app.exception
    told = shown(app)
    assert "Belum dibayar" in told and "Lembaga contoh E" in told and "Kematian (JKM)" in told
