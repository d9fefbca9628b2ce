"""The whole app at a point in time: built when asked for, said on every page, in files too, and left with one click."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.reports import briefing_xlsx
from src.coverage.warehouse import open_snapshot

from .opening import PAGES, open_page, shown

DAY = "2026-08-06"
NEWEST = date(2026, 11, 11)
"""When the newest file of the demo came."""
TOLD = "seperti diketahui pada 6 Agustus 2026"


@pytest.fixture
def then(own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app over a copy of the demo, where the snapshot of a day may be built."""
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    return AppTest.from_file(ROOT / "app.py", default_timeout=120)


def test_a_day_in_the_address_shows_what_was_known_then(then: AppTest, own_copy: DataFolder) -> None:
    open_page(then, "pages/overview/overview.py", as_known=DAY)

    assert not then.exception
    assert TOLD in shown(then)
    assert (own_copy.snapshots / f"as-known-{DAY}").is_dir()
    assert then.selectbox(key="w_month").value == "2026-06"
    current = json.loads(own_copy.current_pointer.read_text(encoding="utf-8"))["snapshot"]
    assert not current.startswith("as-known"), "it never becomes current"

    for file in PAGES:
        page = open_page(then, file)
        assert not page.exception, file
        assert TOLD in shown(page) or "selalu menunjukkan keadaan terbaru" in shown(page), file


def test_with_a_day_set_what_was_known_then_is_held_against_what_is_known_now(
    then: AppTest, own_copy: DataFolder
) -> None:
    open_page(then, "pages/ahead/change.py", as_known=DAY, month="2026-06", compare="known")

    assert not then.exception
    said = shown(then)
    assert then.selectbox(key="w_day").value == DAY
    assert f"Juni 2026, {TOLD}" in said and "Juni 2026, seperti diketahui sekarang" in said


def test_a_day_whose_state_was_cleared_away_is_built_again(then: AppTest, own_copy: DataFolder) -> None:
    open_page(then, "pages/overview/overview.py", as_known=DAY)
    shutil.rmtree(own_copy.snapshots / f"as-known-{DAY}")
    open_page(then, "pages/ahead/prospects.py", as_known=DAY)

    assert not then.exception and TOLD in shown(then)
    assert (own_copy.snapshots / f"as-known-{DAY}").is_dir()


def test_one_click_leads_back_to_the_newest_state(then: AppTest) -> None:
    open_page(then, "pages/overview/overview.py", as_known=DAY)
    then.button(key="known_back").click().run()

    assert "as_known" not in then.query_params
    assert TOLD not in shown(then)


def test_files_say_the_day(then: AppTest, own_copy: DataFolder) -> None:
    then.session_state["menu_payers"] = True
    open_page(then, "pages/overview/overview.py", as_known=DAY)
    assert "Seperti diketahui pada" in shown(then)

    snapshot = open_snapshot(own_copy, date.fromisoformat(DAY))
    book = zipfile.ZipFile(
        io.BytesIO(briefing_xlsx(snapshot, own_copy, "74.71", "id", snapshot.default_month(["74.71"])))
    )
    assert TOLD in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("value", ["kemarin", "1999-01-01"])
def test_a_day_that_cannot_be_is_said_and_the_newest_state_shown(app: AppTest, value: str) -> None:
    open_page(app, "pages/overview/overview.py", as_known=value)

    assert any(value in one.value for one in app.warning)
    assert "selalu menunjukkan" not in shown(app)


def test_a_day_still_to_come_is_refused_like_every_other_impossible_day(app: AppTest) -> None:
    tomorrow = (max(date.today(), NEWEST) + timedelta(days=1)).isoformat()
    open_page(app, "pages/overview/overview.py", as_known=tomorrow)

    assert any(tomorrow in one.value for one in app.warning)
    assert not [one for one in app.button if one.key == "known_back"]


def test_a_reader_from_outside_builds_nothing(app: AppTest, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "public")
    open_page(app, "pages/overview/overview.py", as_known="2026-07-01")

    assert not (demo_data / "snapshots" / "as-known-2026-07-01").exists()
    assert any("2026-07-01" in one.value for one in app.warning)
