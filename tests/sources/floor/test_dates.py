"""Months as offices write them, in cells and in the names of sheets and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.sources.floor.dates import month_in, month_of
from src.coverage.text import month_code, month_number

from ..drawn import NIK1, csv_file, imported, stored


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Nop'25", "2025-11"),
        ("Nop’25", "2025-11"),
        ("Nop-25", "2025-11"),
        ("Nov 25", "2025-11"),
        ("Okt.'25", "2025-10"),
        ("Des ‘25", "2025-12"),
        ("Agt'25", "2025-08"),
        ("Agust-25", "2025-08"),
        ("Ags'25", "2025-08"),
        ("Agu 2025", "2025-08"),
        ("Mei'25", "2025-05"),
        ("Peb'26", "2026-02"),
        ("Sept`25", "2025-09"),
    ],
)
def test_a_short_month_with_two_digits_of_the_year_is_read(text: str, month: str) -> None:
    found = month_of(text)
    assert found is not None and month_code(found) == month


@pytest.mark.parametrize("text", ["Nop'2", "Nop'225", "Nopal'25", "'25", "25'Nop'", "Mei", "25-12-01", "31/13/25"])
def test_what_is_no_month_stays_unread(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("name", "month"),
    [("Peserta Nop'25", "2025-11"), ("Des’25 (final)", "2025-12"), ("Mei 25", None), ("Jan'25 dan Feb'25", None)],
)
def test_a_name_states_a_short_year_only_with_its_apostrophe(name: str, month: str | None) -> None:
    found = month_in(name)
    assert (None if found is None else month_code(found)) == month


def test_nop_25_of_a_participant_list_is_november(data: DataFolder, tmp_path: Path) -> None:
    drawing = f"nik|sponsor|bulan_mulai|bulan_akhir|kode_desa\n{NIK1}|MANDIRI|Nop'25|Mei’26|74.71"
    result = imported(data, csv_file(tmp_path / "p.csv", drawing), period="2025-12")
    assert stored(data, result, "start_month", "end_month") == [(month_number("2025-11"), month_number("2026-05"))]
