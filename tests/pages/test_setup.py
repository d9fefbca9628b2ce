"""The page on which a place is set up: from an empty folder, in both languages, boundaries uploaded right there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import box, mapping
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.regions import boundary_sets, load_regions
from src.coverage.sources import places_begun, setup_of

from .opening import open_page, shown

PAGE = "pages/data/setup.py"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app over a folder without anything."""
    monkeypatch.setenv("CAKUPAN_DATA", str(tmp_path / "kantor"))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    return AppTest.from_file(ROOT / "app.py", default_timeout=60)


def _outlines(shift: float = 0.0) -> bytes:
    districts = load_regions().children("33.24")
    features = [
        {
            "type": "Feature",
            "properties": {"kode": one.code, "nama": one.name},
            "geometry": mapping(box(110 + place * 0.01 + shift, -7, 110.01 + place * 0.01 + shift, -6.99)),
        }
        for place, one in enumerate(districts)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_an_empty_app_leads_a_newcomer_to_the_page(empty: AppTest) -> None:
    empty.run()
    assert not empty.exception
    assert [link.page for link in empty.get("page_link")] or "Siapkan" in str(empty.main)


def test_the_first_files_of_a_new_place_are_kept_though_nothing_can_be_shown_yet(
    empty: AppTest, tmp_path: Path
) -> None:
    app = open_page(empty, "pages/data/import_.py")
    workforce = "seri,kode_wilayah,segmen,pekerja,tanggal_data,sumber\nucj_potensi,33.24.01,BPU,40,2026-06-30,contoh\n"
    app.file_uploader(key="import_file").upload("potensi.csv", workforce.encode(), "text/csv")
    app.run()
    assert "setelah daftar peserta atau rekap peserta diimpor" in shown(app)
    next(button for button in app.button if str(button.key).startswith("publish_")).click().run()
    assert not app.exception and not app.error
    assert any("potensi.csv sudah dicatat" in one.value for one in app.success)
    (setup,) = setup_of(DataFolder(tmp_path / "kantor"), ["33.24"])
    assert [step.state for step in setup.steps if step.name == "workforce"] != ["open"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_results_that_are_damaged_can_be_worked_out_again_right_there(
    own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    own_copy.current_pointer.write_text('{"snapshot": "tidak-ada"}', encoding="utf-8")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=120)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception and [one.key for one in app.button] == ["rebuild"]
    app.button(key="rebuild").click().run()
    assert not app.exception and "tidak-ada" not in own_copy.current_pointer.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "title", "step"),
    [("id", "Apa yang masih kurang", "Batas wilayah"), ("en", "What does this place still need", "Boundaries")],
)
def test_the_page_works_with_no_snapshot_in_both_languages(empty: AppTest, lang: str, title: str, step: str) -> None:
    app = open_page(empty, PAGE, lang=lang, place="33.24")
    assert not app.exception
    told = shown(app)
    assert title in told and "Kabupaten Kendal" in told and step in told and "286" in told


def test_without_a_choice_the_page_asks_for_one_and_a_wrong_one_is_said(empty: AppTest) -> None:
    app = open_page(empty, PAGE, place="99.99")
    assert not app.exception
    assert "99.99" in shown(app) and "Pilih daerah" in shown(app)


def test_a_province_can_be_chosen(empty: AppTest) -> None:
    app = open_page(empty, PAGE, lang="en", place="32")
    assert not app.exception and "Jawa Barat" in shown(app) and "Nothing yet" in shown(app)


def test_boundaries_are_checked_told_shown_and_published_right_there(empty: AppTest, tmp_path: Path) -> None:
    app = open_page(empty, PAGE, lang="en", place="33.24")
    app.file_uploader(key="boundary_file").upload("batas.geojson", _outlines(), "application/json")
    app.run()
    data = DataFolder(tmp_path / "kantor")
    assert not app.exception and not boundary_sets(data), "a dry run records nothing"
    assert "| 20 | 20 | 0 | 0 | 0 |" in shown(app) and "Level mapped: Districts" in shown(app)
    app.button(key="boundary_publish").click().run()
    assert not app.exception and len(boundary_sets(data)) == 1
    (place,) = setup_of(data, ["33.24"])
    assert [step.state for step in place.steps][:2] == ["done", "partly"]


def test_a_file_that_is_no_map_is_told_and_nothing_can_be_published(empty: AppTest) -> None:
    app = open_page(empty, PAGE, lang="en", place="33.24")
    app.file_uploader(key="boundary_file").upload("batas.geojson", b'{"halo": 1}', "application/json")
    app.run()
    assert not app.exception and "cannot be read" in shown(app)
    assert not [button for button in app.button if button.key == "boundary_publish"]


def test_only_the_steward_sets_up_places(empty: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "public")
    app = open_page(empty, PAGE, place="33.24")
    assert not app.exception and not app.get("file_uploader")


def test_places_that_delivered_anything_stand_side_by_side(app: AppTest, demo_data: Path) -> None:
    begun = places_begun(DataFolder(demo_data))
    assert len(begun) >= 2
    page = open_page(app, PAGE, lang="en", place="81.05")
    told = shown(page)
    assert not page.exception
    for code in [*begun, "81.05"]:
        assert load_regions().name(code) in told
    assert "✓ complete" in told


def test_the_step_of_participants_offers_a_template_of_sponsors_and_one_of_participants(
    empty: AppTest, tmp_path: Path
) -> None:
    app = open_page(empty, PAGE, lang="en", place="33.24")
    (place,) = setup_of(DataFolder(tmp_path / "kantor"), ["33.24"])
    offered = {button.key: button.proto.label for button in app.get("download_button")}
    assert offered["template_participants_sponsors"] != offered["template_participants_participants"]
    assert {key for key in offered if key.startswith("template_")} == {
        f"template_{step.name}_{name}" for step in place.steps for name in step.templates
    }
