"""The page About: each of its parts opens, in both languages, and says everything that is declared."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.data import about
from src.coverage.codes import sponsor_kinds
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


def test_kinds_of_payers_stand_by_name_and_not_by_code(app: AppTest) -> None:
    open_page(app, PAGE, part="parameters")

    labels = "\n".join(box.label for box in app.expander)
    named = {code: kind.label.id for code, kind in sponsor_kinds().items()}
    listed = {code for one in PARAMETERS.values() for dated in one.values.values() for code in codes_of(dated.value)}
    assert set(named) & listed
    for code in set(named) & listed:
        assert named[code] in labels
        assert code == named[code] or not re.search(rf"[:,] {code}(,|$)", labels, re.MULTILINE), code


def codes_of(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
