"""Notes on renewals: dated, kept, for those who may, and without personal data."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from src.coverage.errors import UsageError
from src.coverage.folders import DataFolder
from src.coverage.planning.notes import LONGEST, add_note, latest, notes_of
from src.coverage.text import month_number

JANUARY = month_number("2027-01")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_notes_are_kept_with_their_day_newest_first_and_the_newest_speaks_for_a_payer(data: DataFolder) -> None:
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "contacted", "surat  dikirim\nke CSR")
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "promised", "")
    add_note(data, "steward", "33.24", "APBD", JANUARY, "paid", "")
    found = notes_of(data, "steward", "74.71")
    assert {(note.sponsor, note.step) for note in found} == {("KALLA", "contacted"), ("KALLA", "promised")}
    assert "surat dikirim ke CSR" in {note.text for note in found}
    assert latest(found).keys() == {"KALLA"}
    assert found[0].at >= found[1].at and found[0].month == JANUARY


def test_a_note_leaves_a_line_in_the_record_of_acts_without_its_text(data: DataFolder) -> None:
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "declined", "anggaran habis")
    (line,) = (data.private / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(line)
    assert (entry["act"], entry["sponsor"], entry["step"]) == ("renewal_note", "KALLA", "declined")
    assert "anggaran" not in line


def test_notes_only_grow_and_only_their_owner_reads_the_file(data: DataFolder) -> None:
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "contacted", "")
    path = data.private / "renewals.jsonl"
    before = path.read_bytes()
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "paid", "")
    assert path.read_bytes().startswith(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    ["NIK 9974710101010001", "hubungi 0812 3456 7890", "telepon 0812-3456-7890", "surel csr@contoh.id"],
)
def test_a_note_with_personal_data_is_refused_and_not_kept(data: DataFolder, text: str) -> None:
    with pytest.raises(UsageError) as refused:
        add_note(data, "steward", "74.71", "KALLA", JANUARY, "contacted", text)
    assert refused.value.code == "note_personal"
    assert notes_of(data, "steward", "74.71") == ()


def test_sums_of_rupiah_and_dates_are_no_personal_data(data: DataFolder) -> None:
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "promised", "Rp1.403.200.000 pada 15-01-2027, 40 orang")
    assert len(notes_of(data, "steward", "74.71")) == 1


def test_a_note_that_is_too_long_or_of_an_unknown_step_is_refused(data: DataFolder) -> None:
    with pytest.raises(UsageError):
        add_note(data, "steward", "74.71", "KALLA", JANUARY, "contacted", "a " * LONGEST)
    with pytest.raises(UsageError):
        add_note(data, "steward", "74.71", "KALLA", JANUARY, "lost", "")


@pytest.mark.parametrize("role", ["public", "sponsor:KALLA", "planner:33.24", "planner:74.71.01"])
def test_others_neither_write_nor_read_notes(data: DataFolder, role: str) -> None:
    add_note(data, "planner:74.71", "74.71", "KALLA", JANUARY, "contacted", "")
    assert notes_of(data, role, "74.71") == ()
    with pytest.raises(UsageError):
        add_note(data, role, "74.71", "KALLA", JANUARY, "paid", "")
    assert len(notes_of(data, "planner:74", "74.71")) == 1


def test_a_line_that_was_cut_off_is_left_out_and_the_others_are_read(data: DataFolder) -> None:
    add_note(data, "steward", "74.71", "KALLA", JANUARY, "contacted", "")
    path = data.private / "renewals.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-11-2\n[1]\n')
    assert len(notes_of(data, "steward", "74.71")) == 1
