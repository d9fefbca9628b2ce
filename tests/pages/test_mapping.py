"""The import page with a file nobody knows: the guess is shown masked, mended, accepted and kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.sources import list_profiles

from .opening import open_page, shown

NIK = "9971010101900001"
ODD = f"No Induk;Siapa;Dibayar oleh;Awal;Sampai;Tempat\n{NIK};CONTOH RAHASIA;MANDIRI;2026-10;2027-03;74.71.01.1005\n"


@pytest.fixture
def importing(own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The import page over a copy of the demo, with the month stated and the odd file dropped."""
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/data/import_.py")
    app.text_input(key="import_period").set_value("2026-10")
    app.run()
    app.file_uploader(key="import_file").upload("ganjil.csv", ODD.encode(), "text/csv")
    return app.run()


def keyed(app: AppTest, kind: str, part: str) -> list[object]:
    return [one for one in app.get(kind) if part in str(one.key)]


def test_columns_stated_on_the_page_are_used_and_kept_as_a_profile(importing: AppTest, own_copy: DataFolder) -> None:
    (accept,) = keyed(importing, "button", "match_accept_")
    assert accept.disabled  # type: ignore[attr-defined]
    said = shown(importing)
    assert NIK not in said
    assert "CONTOH RAHASIA" not in said
    (sponsor,) = keyed(importing, "selectbox", "_participants_sponsor")
    sponsor.set_value("Dibayar oleh")  # type: ignore[attr-defined]
    importing.run()
    (name,) = keyed(importing, "text_input", "match_profile_")
    name.set_value("Cabang Contoh")  # type: ignore[attr-defined]
    importing.run()
    (accept,) = keyed(importing, "button", "match_accept_")
    accept.click()  # type: ignore[attr-defined]
    importing.run()
    assert not importing.error
    (publish,) = keyed(importing, "button", "publish_")
    publish.click()  # type: ignore[attr-defined]
    importing.run()
    assert not importing.error
    assert [one.name for one in list_profiles(own_copy)] == ["Cabang Contoh"]
