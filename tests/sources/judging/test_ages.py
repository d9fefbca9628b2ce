"""The age limit at registration: below 65, judged once, and not again for members from before."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.parameters import PARAMETERS

from ..drawn import csv_file, faults, imported, stored

# Born on 15 June 1960: 65 on 15 June 2025.
OLD, OTHER = "9910011506600001", "9910010101900001"
HEAD = "nik|sponsor|kode_desa|segmen|tgl_daftar|bulan_mulai|bulan_akhir|bulan_sebelumnya|tanggal_lahir"


def _list(path: Path, *rows: str) -> Path:
    return csv_file(path, "\n".join([HEAD, f"{OTHER}|MANDIRI|74.71||||||", *rows]))


@pytest.mark.parametrize(
    ("row", "is_over"),
    [
        ("|2025-06-14|2025-06|2025-12||", False),
        ("|2025-06-15|2025-06|2025-12||", True),  # on the day itself the limit is reached
        ("|2025-06-14|2025-08|2025-12||", False),  # registered in time, paid later
        ("||2025-06|2025-12||", False),  # a month counts from its first day
        ("||2025-07|2025-12||", True),
        ("||2025-07|2025-12|1|", False),  # a member since June
        ("|||||", False),  # neither a day nor a month: nothing says when
        ("||2025-07|2025-12||15/06/1960", True),
        ("PU||2025-07|2025-12||", False),  # the limit is one of BPU
        ("JAKON|2025-08-01|||||", False),
    ],
)
def test_the_limit_is_reached_on_the_65th_birthday(data: DataFolder, tmp_path: Path, row: str, is_over: bool) -> None:
    assert PARAMETERS["bpu.max_age_at_registration"].values
    result = imported(data, _list(tmp_path / "p.csv", f"{OLD}|MANDIRI|74.71|{row}"), period="2025-12")
    assert [code for _, _, code in faults(result)] == (["over_age"] if is_over else [])


def test_the_fault_says_neither_the_age_nor_the_birth_date(data: DataFolder, tmp_path: Path) -> None:
    row = f"{OLD}|MANDIRI|74.71||2025-08-01||||15/06/1960"
    (problem,) = imported(data, _list(tmp_path / "p.csv", row), period="2025-12").problems
    assert (problem.column, problem.value) == ("tanggal_lahir", None)
    assert problem.fault.reason.en == "This person had reached the age limit (65 years) when registered."
    assert problem.to_json("id")["owner"] == "pengirim berkas"


@pytest.mark.parametrize(
    ("years", "is_over"),
    [("10", False), ("25", False), ("26", True), ("59", True), ("61", False)],
)
def test_of_two_centuries_the_later_one_counts(data: DataFolder, tmp_path: Path, years: str, is_over: bool) -> None:
    """`10` may mean 1910 or 2010; `26` cannot be 2026 for someone registered in 2025."""
    nik = f"9910010101{years}0001"
    found = faults(imported(data, _list(tmp_path / "p.csv", f"{nik}|MANDIRI|74.71||2025-06-01||||"), period="2025-12"))
    assert [code for _, _, code in found] == (["over_age"] if is_over else [])


def test_the_birth_date_settles_the_century(data: DataFolder, tmp_path: Path) -> None:
    row = "9910010101100001|MANDIRI|74.71||2025-06-01||||01/01/1910"
    assert faults(imported(data, _list(tmp_path / "p.csv", row), period="2025-12")) == [
        (3, "tanggal_lahir", "over_age")
    ]


def test_a_later_row_of_a_member_is_no_new_registration(data: DataFolder, tmp_path: Path) -> None:
    path = _list(
        tmp_path / "p.csv",
        f"{OLD}|MANDIRI|74.71|||2025-01|2025-06||",
        f"{OLD}|MANDIRI|74.71|||2025-07|2025-12||",
    )
    result = imported(data, path, period="2025-12")
    assert faults(result) == []
    assert imported(data, path, period="2025-12").unchanged


def test_whom_an_earlier_delivery_has_is_judged_no_more_and_that_is_told(data: DataFolder, tmp_path: Path) -> None:
    first = imported(data, _list(tmp_path / "a.csv", f"{OLD}|MANDIRI|74.71|||2025-01|2025-06||"), period="2025-01")
    second = imported(data, _list(tmp_path / "b.csv", f"{OLD}|MANDIRI|74.71|||2025-07|2025-12||"), period="2025-07")
    assert (first.manifest.quarantined, second.manifest.quarantined) == (0, 0)
    assert len(stored(data, second, "person_key")) == 2
    (warning,) = second.manifest.warnings
    assert warning.en == "Rows over the age limit whose people are on a delivery in force already: 1; taken."


def test_a_withdrawn_delivery_makes_nobody_a_member(data: DataFolder, tmp_path: Path) -> None:
    from src.coverage.sources import withdraw

    first = imported(data, _list(tmp_path / "a.csv", f"{OLD}|MANDIRI|74.71|||2025-01|2025-06||"), period="2025-01")
    withdraw(data, str(first.delivery))
    second = imported(data, _list(tmp_path / "b.csv", f"{OLD}|MANDIRI|74.71|||2025-07|2025-12||"), period="2025-07")
    assert faults(second) == [(3, "nik", "over_age")]


def test_registration_before_the_rule_is_not_judged(data: DataFolder, tmp_path: Path) -> None:
    row = "9910010101300001|MANDIRI|74.71||2014-01-01||||"
    assert faults(imported(data, _list(tmp_path / "p.csv", row), period="2025-12")) == []
