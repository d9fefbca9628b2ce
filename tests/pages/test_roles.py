"""What each role sees: planners their own places, a sponsor itself, the public no form to bring in data."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from .opening import PAGES, open_page, shown

LEDGER = "pages/sponsors/ledger.py"


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("steward", ["33.24", "74.71"]),
        ("public", ["33.24", "74.71"]),
        ("planner:33.24", ["33.24"]),
        ("planner:74", ["74.71"]),
    ],
)
def test_the_filter_lists_the_places_of_a_role(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, role: str, places: list[str]
) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", role)
    app.run()

    assert not app.exception
    assert not app.error
    names = {"33.24": "Kabupaten Kendal", "74.71": "Kota Kendari"}
    assert sorted(app.selectbox(key="w_region").options) == [names[code] for code in places]


def test_a_planner_of_a_place_without_data_is_told_so(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "planner:11.01")
    app.run()

    assert not app.exception
    assert "Belum ada data untuk wilayah Anda (11.01)" in shown(app)


def test_a_role_that_is_none_is_refused_in_words(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "mayor")
    app.run()

    assert not app.exception
    assert "mayor" in app.error[0].value


def test_a_sponsor_sees_itself_only_in_the_ledger(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "sponsor:kalla-toyota")
    open_page(app, LEDGER)

    assert not app.exception
    assert list(app.dataframe[0].value["Pembayar"]) == ["Kalla Toyota (SERTAKAN)"]
    assert app.selectbox(key="w_sponsor").options == ["Semua pembayar", "Kalla Toyota (SERTAKAN)"]


@pytest.mark.parametrize("role", ["public", "sponsor:kalla-toyota", "planner:74.71", "planner:74.71.04"])
@pytest.mark.parametrize("file", PAGES)
def test_every_page_draws_for_every_role(app: AppTest, monkeypatch: pytest.MonkeyPatch, file: str, role: str) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", role)
    open_page(app, file)

    assert not app.exception
    assert not app.error
