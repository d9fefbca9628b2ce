"""The small office, brought in once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .office import bring_in


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built data folder; read it only."""
    folder = tmp_path_factory.mktemp("office")
    bring_in(folder / "data", folder / "files")
    return folder / "data"
