"""The generated page of parameters."""

from __future__ import annotations

from pathlib import Path

from src.coverage.parameters import PARAMETERS, parameters_markdown, target_tracks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "parameters.md"


def test_docs_parameters_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == parameters_markdown(), "run make docs"


def test_the_page_names_every_parameter_and_track() -> None:
    page = parameters_markdown()
    assert [name for name in PARAMETERS if f"`{name}`" not in page] == []
    assert [track.name for track in target_tracks() if f"`{track.name}`" not in page] == []
