"""What the digits of a NIK say, held against the file; what Excel did to them; and that they name no place."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.folders import DataFolder
from src.coverage.sources.judging.nik import fault_of
from src.coverage.sources.judging.nik_parts import parts_of

from ..drawn import MANDONGA, csv_file, faults, imported, stored, xlsx_file

MAN, WOMAN = "9910011708900001", "9910015708900001"  # both born on 17 August 1990
SOUND = "9910010101900001"


def _codes(data: DataFolder, path: Path, head: str, *rows: str) -> list[tuple[int, str, str]]:
    """The faults of a list with one sound row first."""
    blank = "|".join(["nik", "sponsor", "kode_desa", *head.split()])
    first = f"{SOUND}|MANDIRI|74.71" + "|" * len(head.split())
    return faults(imported(data, csv_file(path / "p.csv", "\n".join([blank, first, *rows])), period="2025-12"))


@pytest.mark.parametrize(
    ("nik", "is_sound"),
    [
        ("9910013112900001", True),
        ("9910013111900001", False),  # November has 30 days
        ("9910010013900001", False),
        ("9910010113900001", False),
        ("9910014101900001", True),  # a woman born on the first
        ("9910014001900001", False),  # day 40 is nobody's
        ("9910017201900001", False),
        ("9910013201900001", False),
        ("9910012902960001", True),  # 1996
        ("9910012902000001", True),  # 2000, though 1900 had no such day
        ("9910012902970001", False),  # neither 1997 nor 2097
        ("9910016902040001", True),  # a woman of 2004, or of 1904
        ("9910013002960001", False),
    ],
)
def test_the_birth_part_is_a_day_of_some_calendar(data: DataFolder, tmp_path: Path, nik: str, is_sound: bool) -> None:
    found = _codes(data, tmp_path, "", f"{nik}|MANDIRI|74.71")
    assert found == ([] if is_sound else [(3, "nik", "nik_birth")])


@given(born=st.dates(date(1900, 1, 1), date(2099, 12, 31)), is_woman=st.booleans(), serial=st.integers(0, 9999))
def test_every_day_of_two_centuries_can_be_a_birth_part(born: date, is_woman: bool, serial: int) -> None:
    nik = f"991001{born.day + 40 * is_woman:02d}{born:%m%y}{serial:04d}"
    parts = parts_of([nik], np.array([fault_of(nik) is None]))
    assert parts.plausible.all()
    assert (int(parts.day[0]), bool(parts.is_woman[0])) == (born.day, is_woman)
    assert not parts.differ_from(np.array([int(f"{born:%Y%m%d}")])).any()
    other = born + timedelta(days=1)
    assert parts.differ_from(np.array([int(f"{other:%Y%m%d}")])).all()


@given(digits=st.text("0123456789", min_size=6, max_size=6))
def test_digits_are_a_birth_part_when_plain_python_finds_a_day(digits: str) -> None:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    found = []
    for century in (1900, 2000):
        try:
            found.append(date(century + year, month, day - 40 if day > 40 else day))
        except ValueError:
            continue
    assert bool(parts_of([f"991001{digits}0007"], np.array([True])).plausible[0]) == bool(found)


@pytest.mark.parametrize(
    ("nik", "born", "sex", "code"),
    [
        (MAN, "17/08/1990", "L", None),
        (MAN, "1990-08-17", "Laki-laki", None),
        (MAN, "17 Agustus 1990", "1", None),
        (MAN, "", "", None),
        (MAN, "18/08/1990", "L", "nik_birth_differs"),
        (MAN, "17/08/1991", "L", "nik_birth_differs"),
        (MAN, "17/08/1990", "P", "nik_sex_differs"),
        (WOMAN, "17/08/1990", "P", None),
        (WOMAN, "17/08/1990", "perempuan", None),
        (WOMAN, "17/08/1990", "LAKI LAKI", "nik_sex_differs"),
        (WOMAN, "17/08/1990", "?", None),
    ],
)
def test_the_nik_is_held_against_birth_date_and_sex(
    data: DataFolder, tmp_path: Path, nik: str, born: str, sex: str, code: str | None
) -> None:
    found = _codes(data, tmp_path, "tgl_lahir jk", f"{nik}|MANDIRI|74.71|{born}|{sex}")
    assert found == ([(3, "nik", code)] if code else [])


def test_a_register_is_held_against_the_nik_too(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "dtsen_2026-01.csv",
        f"""
        nik     | kode_desa  | desil | jenis_kelamin | tanggal_lahir
        {MAN}   | {MANDONGA} | 1     | 1             | 1990-08-17
        {WOMAN} | {MANDONGA} | 1     | 1             |
        {WOMAN} | {MANDONGA} | 2     | 2             | 1990-08-16
        """,
    )
    assert faults(imported(data, path)) == [(3, "nik", "nik_sex_differs"), (4, "nik", "nik_birth_differs")]


def test_a_birth_date_that_cannot_be_read_is_told_and_refuses_nobody(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"nik|sponsor|kode_desa|tgl_lahir\n{MAN}|MANDIRI|74.71|entah\n{WOMAN}|MANDIRI|74.71|17/08/2090",
    )
    result = imported(data, path, period="2025-12")
    assert result.manifest.accepted == 2
    assert [text.en[:37] for text in result.manifest.warnings] == ["Birth dates that could not be read: 2"]


def test_dates_with_the_month_first_are_read_as_such(data: DataFolder, tmp_path: Path) -> None:
    found = _codes(data, tmp_path, "tgl_lahir", f"{MAN}|MANDIRI|74.71|08/17/1990", f"{WOMAN}|MANDIRI|74.71|08/17/1990")
    assert found == []


@given(prefix=st.integers(10_00_00, 99_99_99))
def test_the_first_six_digits_decide_nothing(prefix: int) -> None:
    """They name the place of first registration, which is not where anybody lives."""
    with tempfile.TemporaryDirectory() as folder:
        data, path = DataFolder(Path(folder) / "data"), Path(folder) / "p.csv"
        csv_file(
            path,
            f"""
            nik                | sponsor | bulan_mulai | bulan_akhir | kode_desa  | kecamatan
            {prefix}0101900001 | MANDIRI | 2025-12     | 2026-05     | {MANDONGA} |
            {prefix}4101900002 | MANDIRI |             |             |            | Kadia
            {prefix}0101900003 | MANDIRI | 2025-12     | 2026-05     |            |
            """,
        )
        result = imported(data, path, period="2025-12", part="74.71")
        assert stored(data, result, "regency_code", "village_code") == [
            ("74.71", MANDONGA),
            ("74.71", "74.71.08.0000"),
            ("74.71", None),
        ]


def test_excel_damage_is_named_and_its_share_told(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"""
        nik              | sponsor | kode_desa
        {SOUND}          | MANDIRI | 74.71
        9,91001E+15      | MANDIRI | 74.71
        9910010000000000 | MANDIRI | 74.71
        991001010190001  | MANDIRI | 74.71
        {MAN}            | MANDIRI | 74.71
        {WOMAN}          | MANDIRI | 74.71
        """,
    )
    result = imported(data, path, period="2025-12")
    assert faults(result) == [
        (3, "nik", "nik_scientific"),
        (4, "nik", "nik_rounded"),
        (5, "nik", "nik_zeros_lost"),
    ]
    (warning,) = result.manifest.warnings
    assert warning.id == (
        "NIK yang rusak oleh Excel: 3 dari 6 (50,0 %), yaitu tertulis sebagai bilangan seperti 7,47E+15: 1, "
        "berakhiran 0 karena angka terakhirnya hilang: 1, kekurangan angka: 1."
    )


def _ending(last: str, count: int) -> list[str]:
    return [f"99100101019{number:04d}{last}|MANDIRI|74.71" for number in range(count)]


@pytest.mark.parametrize(
    ("zeros", "others", "rounded", "is_told"),
    [
        (30, 10, 30, True),  # most end in 0: cut off
        (30, 70, 0, True),  # far more than one in ten: told, nobody refused
        (12, 88, 0, False),  # chance
        (2, 1, 0, False),  # too few to say
        (6, 0, 6, True),
    ],
)
def test_text_that_ends_in_0_in_bulk_was_cut_off_by_excel(
    data: DataFolder, tmp_path: Path, zeros: int, others: int, rounded: int, is_told: bool
) -> None:
    rows = ["nik|sponsor|kode_desa", f"{SOUND}|MANDIRI|74.71", *_ending("0", zeros), *_ending("1", others)]
    result = imported(data, csv_file(tmp_path / "p.csv", "\n".join(rows)), period="2025-12")
    assert [code for _, _, code in faults(result)] == ["nik_rounded"] * rounded
    assert bool(result.manifest.warnings) == is_told


def test_only_the_numbers_of_a_workbook_lose_their_last_digit(data: DataFolder, tmp_path: Path) -> None:
    rows: list[list[object]] = [["nik", "sponsor", "kode_desa"]]
    rows += [[float(f"9910010101900{number:02d}0"), "MANDIRI", "74.71"] for number in range(5)]
    rows += [[f"9910010101901{number:03d}", "MANDIRI", "74.71"] for number in range(40)]
    result = imported(data, xlsx_file(tmp_path / "p.xlsx", {"Data": rows}), period="2025-12")
    assert [row for row, _, code in faults(result) if code == "nik_rounded"] == [2, 3, 4, 5, 6]
    assert result.manifest.accepted == 40


@pytest.mark.parametrize("area", ["94", "96"])
def test_niks_of_papua_that_were_numbers_lose_their_last_digit_and_are_not_taken(
    data: DataFolder, tmp_path: Path, area: str
) -> None:
    """Above 9007199254740992 numbers of a spreadsheet are even: 9471...01 would come as another person."""
    rows: list[list[object]] = [["nik", "sponsor", "kode_desa"], [SOUND, "MANDIRI", "74.71"]]
    rows += [[int(f"{area}7101010190{number:04d}"), "MANDIRI", "74.71"] for number in (1, 12, 23, 36, 48)]
    result = imported(data, xlsx_file(tmp_path / "p.xlsx", {"Data": rows}), period="2025-12")
    assert [code for _, _, code in faults(result)] == ["nik_rounded"] * 5


def test_a_float_of_a_text_file_is_no_better(data: DataFolder, tmp_path: Path) -> None:
    assert _codes(data, tmp_path, "", "9471010101900002.0|MANDIRI|74.71") == [(3, "nik", "nik_rounded")]
    other = tmp_path / "other"
    other.mkdir()
    assert _codes(data, other, "", "7471010101900003.0|MANDIRI|74.71") == []
