"""The generated list of the benchmark, smaller: every planted fault found for what it is, no sound row refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faulty_list import PERIOD, SHARES, SPONSOR_LIST, Truth, drawn, write_csv, write_xlsx
from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult

from .drawn import imported

ROWS = 4000


def _imported(data: DataFolder, folder: Path, rows: int, seed: int, as_workbook: bool) -> tuple[FileResult, Truth]:
    sponsors = folder / "sponsor.csv"
    sponsors.write_text(SPONSOR_LIST, encoding="utf-8")
    imported(data, sponsors, period=PERIOD)
    found, truth = drawn(rows, seed, as_workbook)
    path = folder / ("peserta.xlsx" if as_workbook else "peserta.csv")
    if as_workbook:
        write_xlsx(path, found, truth)
    else:
        write_csv(path, found)
    return imported(data, path, period=PERIOD), truth


@pytest.mark.parametrize(("seed", "as_workbook"), [(1, False), (2, False), (3, True)])
def test_every_planted_fault_is_found_and_no_sound_row_refused(
    data: DataFolder, tmp_path: Path, seed: int, as_workbook: bool
) -> None:
    result, truth = _imported(data, tmp_path, ROWS, seed, as_workbook)
    assert truth.shortfalls(result) == []
    assert set(truth.faults.values()) == set(SHARES) - {
        "repeat",
        "repeated_person",
        "other_sponsor_in_file",
        "lost_twin",
    }


def test_the_planted_shares_are_those_of_the_order() -> None:
    duplicates = ("repeat", "repeated_person", "other_sponsor_in_file")
    incomplete = ("nik_missing", "lost_twin", "required_missing", "month_missing")
    wrong = ("nik_length", "nik_characters", "nik_birth", "nik_birth_differs", "nik_sex_differs", "nik_placeholder")
    for kinds, share in ((duplicates, 0.086), (incomplete, 0.036), (wrong, 0.02), (("over_age",), 0.01)):
        assert sum(SHARES[kind] for kind in kinds) == pytest.approx(share)


def test_the_truth_table_would_notice_a_missed_fault(data: DataFolder, tmp_path: Path) -> None:
    result, truth = _imported(data, tmp_path, 500, 4, False)
    row, code = next(iter(truth.faults.items()))
    truth.faults[row] = "something_else"
    assert truth.shortfalls(result) == [f"not found: ({row}, 'something_else')", f"wrongly refused: ({row}, '{code}')"]
    truth.write(tmp_path / "truth.csv")
    assert (tmp_path / "truth.csv").read_text(encoding="utf-8").startswith("row,code,with_row\n")
