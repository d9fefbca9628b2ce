"""Faults from file to file: what a mended file closes, what it repeats, and what withdrawing brings back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from src.coverage.folders import DataFolder
from src.coverage.sources import quarantine, shipments, withdraw

from ..drawn import NIK1, NIK2, NIK3, NIK4, NIK5, csv_file, imported

PERIOD = "2025-12"
FIRST = f"""
    nik      | sponsor | kode_desa     | bulan_mulai | bulan_akhir | nama
    {NIK1}   | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH SATU
    {NIK2}   | MANDIRI | 74.71.01.9999 | 2025-12     | 2026-02     | CONTOH DUA
    7,47E+15 | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH TIGA
    7,47E+15 | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH EMPAT
             | MANDIRI | 74.71.01.1006 | 2025-12     | 2026-02     | CONTOH LIMA
    {NIK3}   | MANDIRI | 74.71.01.9998 | 2026-05     | 2026-02     | CONTOH ENAM
"""


@pytest.fixture
def first(data: DataFolder, tmp_path: Path) -> DataFolder:
    """A folder with one list of six rows, five of them faulty in six cells."""
    imported(data, csv_file(tmp_path / "a.csv", FIRST), period=PERIOD, sender="dinas", received=date(2026, 1, 5))
    return data


def later(data: DataFolder, path: Path, drawing: str, day: int = 6, period: str = PERIOD) -> str:
    result = imported(
        data, csv_file(path, drawing), period=period, sender="dinas", received=date(2026, 1, day), confirm=True
    )
    return str(result.delivery)


def states(data: DataFolder) -> dict[tuple[int, str], str]:
    """State by row and column of where a fault was seen last."""
    found = quarantine(data)
    return {
        (int(row), str(column)): str(state)
        for row, column, state in zip(found["row"], found["column"], found["state"], strict=True)
    }


ALL_OPEN = dict.fromkeys(
    ((3, "kode_desa"), (4, "nik"), (5, "nik"), (6, "nik"), (7, "bulan_akhir"), (7, "kode_desa")), "open"
)


def test_every_fault_of_a_first_file_is_open(first: DataFolder) -> None:
    assert states(first) == ALL_OPEN


def test_a_mended_file_closes_exactly_the_rows_that_were_mended(first: DataFolder, tmp_path: Path) -> None:
    mended = FIRST.replace("74.71.01.9999", "74.71.01.1006").replace(
        "7,47E+15 | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH EMPAT",
        f"{NIK5} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH EMPAT",
    )
    delivery = later(first, tmp_path / "b.csv", mended)

    assert states(first) == ALL_OPEN | {(3, "kode_desa"): "mended", (5, "nik"): "mended"}
    closed = quarantine(first).query("state == 'mended'")
    assert set(closed["closed_by"]) == {delivery}
    assert set(closed["closed_on"]) == {date(2026, 1, 6)}
    still = quarantine(first).query("state == 'open'")
    assert set(still["delivery"]) == {delivery}
    assert set(still["since"]) == {date(2026, 1, 5)}, "an open fault keeps the day it was first found"


def test_of_two_faults_in_a_row_the_mended_one_is_closed(first: DataFolder, tmp_path: Path) -> None:
    later(first, tmp_path / "b.csv", FIRST.replace("2026-05     | 2026-02", "2025-12     | 2026-02"))
    assert states(first) == ALL_OPEN | {(7, "bulan_akhir"): "mended"}


def test_importing_the_same_file_again_changes_nothing(first: DataFolder, tmp_path: Path) -> None:
    before = quarantine(first)
    result = imported(first, tmp_path / "a.csv", period=PERIOD, sender="dinas", received=date(2026, 1, 7))
    assert result.unchanged
    pd.testing.assert_frame_equal(quarantine(first), before)


def test_rows_that_moved_are_known_again(first: DataFolder, tmp_path: Path) -> None:
    head, *rows = FIRST.strip().splitlines()
    rows[3] = rows[3].replace("7,47E+15", NIK5)
    later(first, tmp_path / "b.csv", "\n".join([head, *reversed(rows)]))

    found = quarantine(first)
    assert found["state"].tolist().count("open") == 5
    assert list(found.query("state == 'mended'")["row"]) == [5]
    # Upside down, row 4 (CONTOH TIGA) is row 5, and the row without a NIK is row 3.
    assert sorted(found.query("state == 'open' and column == 'nik'")["row"]) == [3, 5]


def test_a_row_that_is_no_longer_sent_is_not_called_mended(first: DataFolder, tmp_path: Path) -> None:
    head, *rows = FIRST.strip().splitlines()
    later(first, tmp_path / "b.csv", "\n".join([head, *rows[:3], *rows[4:]]))

    found = quarantine(first)
    assert list(found.query("state == 'dropped'")["row"]) == [5]
    assert found["state"].tolist().count("open") == 5


def test_withdrawing_the_mended_file_opens_its_faults_again(first: DataFolder, tmp_path: Path) -> None:
    delivery = later(first, tmp_path / "b.csv", FIRST.replace("74.71.01.9999", "74.71.01.1006"))
    assert states(first)[3, "kode_desa"] == "mended"
    withdraw(first, delivery)
    assert states(first) == ALL_OPEN
    withdraw(first, next(one.manifest.delivery for one in shipments(first, quarantine(first)) if one.is_in_force))
    assert set(states(first).values()) == {"withdrawn"}


def test_going_back_to_the_faulty_file_opens_its_faults_again(first: DataFolder, tmp_path: Path) -> None:
    later(first, tmp_path / "b.csv", FIRST.replace("74.71.01.9999", "74.71.01.1006"))
    later(first, tmp_path / "a.csv", FIRST, day=8)
    assert states(first) == ALL_OPEN
    assert len(quarantine(first)) == 6, "each fault is one case, however often its file comes"


def test_a_later_month_mends_the_person_it_names(first: DataFolder, tmp_path: Path) -> None:
    later(
        first,
        tmp_path / "c.csv",
        f"""
        nik    | sponsor | kode_desa     | bulan_mulai | bulan_akhir | nama
        {NIK1} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH SATU
        {NIK2} | MANDIRI | 74.71.01.1006 | 2025-12     | 2026-02     | CONTOH DUA
        {NIK4} | MANDIRI | 74.71.01.1005 | 2026-01     | 2026-02     | CONTOH TUJUH
        """,
        period="2026-01",
    )
    assert states(first) == ALL_OPEN | {(3, "kode_desa"): "mended"}


def test_another_senders_file_closes_nothing(first: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "b.csv", FIRST.replace("74.71.01.9999", "74.71.01.1006"))
    imported(first, path, period=PERIOD, sender="bpjs", received=date(2026, 1, 6))
    found = quarantine(first)
    assert set(found.loc[found["sender"] == "dinas", "state"]) == {"open"}
    assert len(found) == 11


def test_a_row_mended_through_and_through_is_known_by_its_place(first: DataFolder, tmp_path: Path) -> None:
    mended = FIRST.replace(
        "7,47E+15 | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02     | CONTOH EMPAT",
        f"{NIK5} | MANDIRI | 74.71.01.1006 | 2025-12     | 2026-03     | CONTOH  EMPAT BARU",
    )
    later(first, tmp_path / "b.csv", mended)
    assert states(first) == ALL_OPEN | {(5, "nik"): "mended"}


def test_rows_alike_but_for_the_lost_nik_are_counted_each(data: DataFolder, tmp_path: Path) -> None:
    def drawing(niks: list[str]) -> str:
        rows = [f"{nik} | MANDIRI | 74.71.01.1005" for nik in niks]
        return "\n".join(["nik | sponsor | kode_desa", f"{NIK1} | MANDIRI | 74.71.01.1005", *rows])

    later(data, tmp_path / "a.csv", drawing(["", "", "", ""]), day=5)
    later(data, tmp_path / "b.csv", drawing([NIK2, "", NIK5, ""]))
    assert states(data) == {(3, "nik"): "mended", (4, "nik"): "open", (5, "nik"): "mended", (6, "nik"): "open"}


def test_a_file_of_counts_closes_by_what_the_row_says(data: DataFolder, tmp_path: Path) -> None:
    faulty = """
        kode_wilayah | segmen | bulan   | aktif | terdaftar
        74.71.01     | PU     | 2025-11 | x     | 5
        74.71.02     | PU     | 2025-11 | 12    | 15
        74.71.03     | PU     | 2025-11 | y     | 8
    """
    later(data, tmp_path / "a.csv", faulty, day=5)
    assert set(states(data).values()) == {"open"}
    head, one, two, three = faulty.strip().splitlines()
    later(data, tmp_path / "b.csv", "\n".join([head, three.replace("y", "7"), two, one]))
    found = quarantine(data)
    assert dict(zip(found["value"], found["state"], strict=True)) == {"x": "open", "y": "mended"}


def test_the_return_file_mended_and_imported_as_it_is_closes_exactly_its_rows(data: DataFolder, tmp_path: Path) -> None:
    back = tmp_path / "balikan.xlsx"
    path = csv_file(tmp_path / "peserta.csv", FIRST)
    imported(data, path, period=PERIOD, sender="dinas", received=date(2026, 1, 5), return_file=back)

    book = openpyxl.load_workbook(back)
    sheet = book.worksheets[1]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, columns["kode_desa"]).value = "74.71.01.1006"
    sheet.cell(6, columns["nik"]).value = NIK4
    book.save(back)
    # Neither month nor sender are stated again: the file carries them.
    result = imported(data, back, confirm=True)

    assert (result.manifest.sender, result.periods) == ("dinas", [24311])
    assert (result.manifest.mended, result.manifest.repeated) == (2, 4)
    assert states(data) == ALL_OPEN | {(3, "kode_desa"): "mended", (6, "nik"): "mended"}
    assert [one.open for one in shipments(data, quarantine(data))] == [4, 0]
