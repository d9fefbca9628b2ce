"""The real app on the demo: every page in both languages, what the address says, and what there is without data."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.planning import ledger
from src.coverage.warehouse import open_snapshot

from .opening import PAGES, open_page, shown


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("file", PAGES)
def test_a_page_draws_in_both_languages_and_says_that_its_data_are_synthetic(
    app: AppTest, file: str, lang: str
) -> None:
    open_page(app, file, lang=lang)

    assert not app.exception
    assert not app.error
    assert {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang] in shown(app)
    assert "{" not in shown(app), "a phrase with an unfilled place"


def test_the_first_screen_says_rate_numerator_denominator_and_what_falls_away(app: AppTest) -> None:
    app.run()

    said = shown(app)
    for words in ("pekerja terlindungi", "aktif dari 140.940", "siap manfaat", "Tanpa perpanjangan turun ke"):
        assert words in said


def test_the_month_of_a_published_figure_shows_it(app: AppTest) -> None:
    open_page(app, "pages/overview/overview.py", month="2025-06")

    assert "35,05 % pekerja terlindungi" in shown(app)
    assert "**49.397** aktif dari 140.940" in shown(app)


def test_every_figure_has_a_text_for_those_who_cannot_see_it(app: AppTest) -> None:
    app.run()

    charts = app.get("plotly_chart")
    assert len(charts) == 4
    assert all(len(chart.proto.alt) > 10 for chart in charts)


def test_what_the_address_says_wrongly_is_said(app: AppTest) -> None:
    open_page(app, "pages/overview/overview.py", region="99.99", kabupaten="kendal")

    warning = app.warning[0].value
    assert "99.99" in warning
    assert "kabupaten" in warning
    assert app.selectbox(key="w_region").value == "74.71"


def test_choosing_a_place_changes_address_and_page(app: AppTest) -> None:
    app.run()
    app.selectbox(key="w_region").select("33.24").run()

    assert app.query_params["region"] == "33.24"
    assert not app.exception
    assert "pekerja" in shown(app)


def test_a_place_without_deciles_says_so_once_and_shows_what_there_is(app: AppTest) -> None:
    open_page(app, "pages/gaps/gaps.py", region="33.24")

    assert len(app.info) == 1
    assert len(app.get("plotly_chart")) == 1


def test_a_click_on_a_district_opens_its_villages(app: AppTest) -> None:
    open_page(app, "pages/places/regions.py", area="74.71.04")

    assert "Poasia" in shown(app)
    assert app.query_params["area"] == "74.71.04"


def test_a_sponsor_with_nothing_delivered_has_a_page_that_says_so(app: AppTest, demo_data: Path) -> None:
    rows = ledger(open_snapshot(DataFolder(demo_data)), "33.24").rows
    silent = next(row for row in rows if "Kayu Lapis" in row.name)
    open_page(app, "pages/sponsors/ledger.py", region="33.24")
    app.selectbox(key="w_sponsor").select(silent.sponsor).run()

    assert not app.exception
    assert app.query_params["sponsor"] == silent.sponsor
    assert any("Belum ada data yang dikirim" in info.value for info in app.info)


def test_only_the_steward_may_bring_in_data(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "public")
    open_page(app, "pages/data/import_.py")

    assert not app.get("file_uploader")
    assert any("pengelola data" in info.value for info in app.info)


@pytest.mark.parametrize("file", PAGES)
def test_without_a_snapshot_every_page_says_what_to_do(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAKUPAN_DATA", str(tmp_path))
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=60), file)

    assert not app.exception
    assert app.error or app.info


def test_a_corrupt_snapshot_says_how_to_build_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "snapshots" / "bad"
    folder.mkdir(parents=True)
    (folder / "coverage.duckdb").write_bytes(b"not a database")
    (tmp_path / "snapshots" / "current.json").write_text('{"snapshot": "bad"}', encoding="utf-8")
    monkeypatch.setenv("CAKUPAN_DATA", str(tmp_path))
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60).run()

    assert not app.exception
    assert any("rusak" in one.value for one in app.warning)
    assert [one.key for one in app.button if one.key == "rebuild"] == ["rebuild"]


@pytest.mark.parametrize("file", PAGES)
def test_a_page_is_short_and_neither_queries_nor_draws(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 80
    assert "plotly" not in text
    assert "select " not in text.lower()
