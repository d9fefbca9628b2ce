"""The page About: each of its parts opens, in both languages, and says everything that is declared."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.data import about
from src.coverage.parameters import PARAMETERS
from src.coverage.words import phrases

from .opening import open_page, shown

PAGE = "pages/data/about.py"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("part", list(about.PARTS))
def test_every_part_of_about_opens(app: AppTest, part: str, lang: str) -> None:
    open_page(app, PAGE, part=part, lang=lang)

    assert not app.exception
    assert not app.error
    assert len(shown(app)) > 60


@pytest.mark.parametrize("room", sorted({name.split(".")[0] for name in PARAMETERS}))
def test_every_room_of_parameters_has_a_name_and_shows_its_numbers(app: AppTest, room: str) -> None:
    open_page(app, PAGE, part="parameters", lang="en")

    assert not app.exception
    assert f"##### {phrases()[f'ui.law_{room}'].en}" in shown(app)
    told = [box.label for box in app.expander]
    for name, parameter in PARAMETERS.items():
        if name.split(".")[0] == room:
            assert any(label.startswith(f"{parameter.label.en}:") for label in told), name
