"""The real app over the demo, and a copy of it that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder


@pytest.fixture
def app(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app over the demo, not yet run."""
    monkeypatch.setenv("CAKUPAN_DATA", str(demo_data))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    return AppTest.from_file(ROOT / "app.py", default_timeout=60)


@pytest.fixture
def own_copy(demo_data: Path, tmp_path: Path) -> DataFolder:
    """A copy of the demo."""
    folder = tmp_path / "data"
    shutil.copytree(demo_data, folder, ignore=shutil.ignore_patterns("input"))
    return DataFolder(folder)
