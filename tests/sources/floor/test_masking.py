"""Identity numbers as they may be shown: two digits that are known, never a piece of anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.sources.floor.masking import masked

from ..drawn import NIK1, csv_file, imported

_NOTHING = "•" * 16


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("7471010101900001", "••••••••••••••01"),
        (" 7471 0101-0190.0001 ", "••••••••••••••01"),
        ("747101010190012.0", "••••••••••••••12"),
        ("7.47E+15", _NOTHING),
        ("7,47E+15", _NOTHING),
        ("CONTOH SATU", _NOTHING),
        ("7471O10101900001", _NOTHING),
        ("-", _NOTHING),
        ("", _NOTHING),
    ],
)
def test_only_digits_of_a_number_are_shown(cell: str, shown: str) -> None:
    assert masked(cell) == shown


def test_a_nik_that_excel_damaged_shows_nothing_of_what_is_left(data: DataFolder, tmp_path: Path) -> None:
    drawing = f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n7.47E+15|MANDIRI|74.71\nCONTOH|MANDIRI|74.71"
    result = imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    assert [problem.value for problem in result.problems] == [_NOTHING, _NOTHING]
