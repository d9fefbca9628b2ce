"""A delivery on record that cannot be read: no page can be drawn, and each says so in the reader's language."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder

from .opening import open_page, shown


@pytest.mark.parametrize("page", ["pages/overview/overview.py", "pages/data/deliveries.py"])
def test_a_page_over_a_damaged_delivery_says_which_and_has_the_language_switch(
    own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    next(own_copy.deliveries.glob("*/manifest.json")).write_text("{ broken", encoding="utf-8")
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=60), page, lang="en")
    assert not app.exception
    assert "is damaged: manifest.json is gone or cannot be read" in shown(app)
    assert [group.key for group in app.button_group if group.key == "w_lang"] == ["w_lang"]
