"""One default demo for all tests of the room: its files, and its lists read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.demo import DemoReport, Shipment, make_demo
from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions

from .oracle import Lists, read_lists


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, DemoReport]:
    """The default demo, written and imported."""
    data = DataFolder(tmp_path_factory.mktemp("demo"))
    return data, make_demo(data)


@pytest.fixture(scope="session")
def written(made: tuple[DataFolder, DemoReport]) -> tuple[Path, list[Shipment]]:
    """The folder and the files of the default demo."""
    return made[1].input, list(made[1].files)


@pytest.fixture(scope="session")
def lists(written: tuple[Path, list[Shipment]]) -> dict[str, Lists]:
    """The participant lists of each place."""
    folder, files = written
    regions = load_regions()
    found = {}
    for place, regency in (("kendari", "74.71"), ("kendal", "33.24")):
        areas = [*regions.villages(regency), *regions.children(regency)]
        codes = {regency, *(area.code for area in areas)}
        found[place] = read_lists(folder, files, place, codes, {area.name for area in areas})
    return found
