"""The default demo, made once for a whole test run: written, imported and built in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.demo import make_demo
from src.coverage.folders import DataFolder
from src.coverage.warehouse import build


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data folder; read it only (a test that imports something works on a copy)."""
    data = DataFolder(tmp_path_factory.mktemp("demo_data"))
    make_demo(data)
    build(data)
    return data.root
