"""The import page with a file nobody knows: the guess is shown masked, mended, accepted and kept."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.sources import forget_profile, formats, list_profiles, save_profile

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


def test_a_saved_mapping_is_shown_in_words_and_can_be_removed(
    own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Cabang Contoh", "Kantor Pusat"):
        save_profile(own_copy, name, "participants", {"nik": "No Induk"}, ["No Induk", "Siapa"])
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/data/import_.py")
    assert "**Cabang Contoh** · Daftar peserta: NIK (16 angka) = No Induk" in shown(app)
    app.button(key="forget_Cabang Contoh").click().run()
    assert not app.exception
    assert [one.name for one in list_profiles(own_copy)] == ["Kantor Pusat"]
    assert "Cabang Contoh" not in shown(app) and "Kantor Pusat" in shown(app)
    acts = [json.loads(line) for line in (own_copy.private / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["profile"] for one in acts if one["act"] == "forget"] == ["Cabang Contoh"]


def test_a_mapping_that_somebody_else_removed_meanwhile_is_no_error(
    own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_profile(own_copy, "Cabang Contoh", "participants", {"nik": "No Induk"}, ["No Induk"])
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/data/import_.py")
    forget_profile(own_copy, "Cabang Contoh")
    app.button(key="forget_Cabang Contoh").click().run()
    assert not app.exception
    assert not keyed(app, "button", "forget_")


def test_known_formats_are_listed_by_name_and_not_by_code(app: AppTest) -> None:
    open_page(app, "pages/data/import_.py")
    labels = [box.label for box in app.expander]
    assert {declared.label.id for declared in formats().values()} <= set(labels)
    assert not [label for label in labels if "`" in label]
