"""The page of prospects: paths, cliffs, the renewal desk with its message, notes that stay, and readiness."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import DataFolder
from src.coverage.planning.notes import notes_of

from .opening import open_page, shown

PAGE = "pages/ahead/prospects.py"


@pytest.mark.parametrize("key", ["fan", "cliffs", "shares", "desk", "readiness"])
def test_each_figure_has_a_table_downloads_and_an_explanation(app: AppTest, key: str) -> None:
    app.session_state[f"menu_{key}"] = True
    open_page(app, PAGE)
    assert not app.exception
    assert "Jelaskan angka ini" in shown(app)
    assert {button.proto.label for button in app.get("download_button") if button.key.endswith(key)} == {"CSV", "XLSX"}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_message_can_be_copied_in_both_languages_the_readers_first(app: AppTest, lang: str) -> None:
    open_page(app, PAGE, lang=lang)
    drafts = [block.value for block in app.code if "Yth." in block.value or "Subject" in block.value]
    assert len(drafts) == 2
    openings = [draft.splitlines()[2].partition(":")[0] for draft in drafts]  # after the line that the data are made up
    assert openings == {"id": ["Perihal", "Subject"], "en": ["Subject", "Perihal"]}[lang]


def test_days_and_payer_are_kept_in_the_address(app: AppTest) -> None:
    open_page(app, PAGE, within="180")
    assert not app.exception
    names = next(box for box in app.selectbox if box.key == "w_payer").options
    open_page(app, PAGE, within="30")
    fewer = [box for box in app.selectbox if box.key == "w_payer"]
    assert not fewer or len(fewer[0].options) <= len(names)


def test_a_note_is_kept_and_shown_and_one_with_a_telephone_number_is_refused(
    own_copy: DataFolder, app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    open_page(app, PAGE)
    app.text_area[0].set_value("surat dikirim")
    app.button[-1].click().run()
    assert not app.exception
    assert [note.text for note in notes_of(own_copy, "steward", "74.71")] == ["surat dikirim"]
    assert "Catatan disimpan" in "\n".join(one.value for one in app.success)
    app.text_area[0].set_value("telepon 081234567890")
    app.button[-1].click().run()
    assert any("data pribadi" in one.value for one in app.error)
    assert len(notes_of(own_copy, "steward", "74.71")) == 1


def test_the_public_sees_the_page_without_notes(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "public")
    open_page(app, PAGE)
    assert not app.exception
    assert not app.text_area


@pytest.mark.parametrize("group", ["sponsor", "district", "occupation_group"])
def test_readiness_is_told_of_those_known(app: AppTest, group: str) -> None:
    open_page(app, PAGE, group=group)
    assert not app.exception
    assert "siap manfaat penuh dari" in shown(app)


def test_the_open_question_on_waiting_stands_beside_readiness(app: AppTest) -> None:
    app.session_state["menu_readiness"] = True
    open_page(app, PAGE)
    assert "memulai lagi tiga bulan masa tunggu" in shown(app)
