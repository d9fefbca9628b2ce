"""An empty data folder, and one in which two sponsors are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder

from .drawn import csv_file, imported


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A data folder that does not exist yet."""
    return DataFolder(tmp_path / "data")


@pytest.fixture
def with_sponsors(data: DataFolder, tmp_path: Path) -> DataFolder:
    """A data folder that knows Baznas and Kalla, both of Kota Kendari."""
    path = csv_file(
        tmp_path / "sponsor.csv",
        """
        id_sponsor  | nama                | jenis | kode_wilayah | irama
        BAZNAS_KDI  | Baznas Kota Kendari | ZAKAT | 74.71        |
        KALLA       | Kalla Toyota        | CSR   | 74.71        | bulanan
        """,
    )
    imported(data, path, period="2025-01")
    return data
