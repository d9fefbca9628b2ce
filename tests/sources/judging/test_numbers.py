"""How a file writes its numbers: inferred once per column, said in the result, never guessed cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.folders import DataFolder
from src.coverage.sources.floor.amounts import Habit, borrowed, habit_of, number_of

from ..drawn import csv_file, faults, imported, stored, xlsx_file

INDONESIAN = Habit(",", True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234", 1234),
        ("1,5", 1.5),
        ("Rp 16.800", 16_800),
        ("Rp16.800,-", 16_800),
        ("Rp. 42 juta", 42_000_000),
        ("Rp18,46 miliar", 18_460_000_000),
        ("12,5 ribu jiwa", 12_500),
        ("45,7 %", 45.7),
        ("45,7 persen", 45.7),
        ("1 234 567", 1_234_567),
        ("12\u00a0345,6", 12_345.6),
        ("\u22125", -5),
        ("1.234*", 1234),
        ("17,5²", 17.5),
        ("1.5", None),
        ("12 34", None),
        ("1.23.456", None),
        ("1,2,3", None),
        ("satu", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_indonesians_write_it(text: str, number: float | None) -> None:
    assert number_of(text, INDONESIAN) == number


def test_a_column_without_proof_follows_the_files_other_columns() -> None:
    habits = borrowed({"persen": habit_of(["10.59", "6.75"]), "ribu": habit_of(["1.234"])})
    assert (habits["ribu"].decimal, habits["ribu"].is_borrowed) == (".", True)
    assert borrowed({"a": habit_of(["1.234"])})["a"] == Habit(",", False)


def test_counted_things_are_grouped_whatever_one_odd_cell_says() -> None:
    habit = habit_of(["1.234", "2.345", "12.5"], whole=True)
    assert [number_of(text, habit) for text in ("1.234", "12.5")] == [1234, None]


def test_a_value_against_the_columns_habit_is_a_fault_and_the_habit_is_said(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "jumlah.csv",
        """
        kode_wilayah | segmen | bulan   | aktif | mencakup
        74.71.01     | PU     | 2025-06 | 1.234 | semua
        74.71.02     | PU     | 2025-06 | 2.345 | semua
        74.71.03     | PU     | 2025-06 | 1,5   | semua
        74.71.04     | PU     | 2025-06 | 12.5  | semua
        """,
    )
    result = imported(data, path)
    assert stored(data, result, "active") == [(1234,), (2345,)]
    assert faults(result) == [(4, "aktif", "bad_number"), (5, "aktif", "bad_number")]
    assert result.manifest.conventions["aktif"].id == ("tanda desimal ',', tampak dalam kolom ini: '1.234' dibaca 1234")


def test_real_numbers_beside_text_need_no_habit(data: DataFolder, tmp_path: Path) -> None:
    rows = [
        ["Kabupaten/Kota", "Tahun", "TPAK (%)"],
        ["Kabupaten Kendal", 2024, "70,5"],
        ["Kota Semarang", 2024, 68.25],
        ["Kabupaten Demak", "2024", "..."],
    ]
    result = imported(data, xlsx_file(tmp_path / "TPAK.xlsx", {"A": rows}))
    assert stored(data, result, "region_code", "value") == [("33.24", 70.5), ("33.74", 68.25)]


@pytest.mark.parametrize("mark", ["...", "-", "n/a", "–", "NA", "…"])
def test_marks_for_nothing_are_missing_and_not_zero(data: DataFolder, tmp_path: Path, mark: str) -> None:
    path = csv_file(
        tmp_path / "TPT 2024.csv", f"Kabupaten/Kota | Laki-laki | Perempuan\nKabupaten Kendal | 5,5 | {mark}", "\t"
    )
    assert stored(data, imported(data, path), "sex", "value") == [("L", 5.5)]


@given(whole=st.integers(0, 10**12), part=st.integers(0, 99), decimal=st.sampled_from(",."))
def test_a_written_number_is_read_back_in_its_own_habit(whole: int, part: int, decimal: str) -> None:
    other = "." if decimal == "," else ","
    text = f"{whole:,}".replace(",", other) + f"{decimal}{part:02d}"
    assert number_of(text, Habit(decimal, True)) == pytest.approx(whole + part / 100)


@given(text=st.text(alphabet="0123456789.,-+ Rp%*jutarib", max_size=12))
def test_no_text_is_two_numbers_at_once(text: str) -> None:
    found = [number_of(text, Habit(decimal, True)) for decimal in ",."]
    if None not in found and found[0] != found[1]:
        assert "." in text or "," in text
