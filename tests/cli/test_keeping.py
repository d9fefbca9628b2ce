"""Deliveries by command line: dry runs, replacements, strictness; and a backup that restores the same answers."""

from __future__ import annotations

import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .office import MEMBERS, bring_in, rows_of, run, tree, write_csv

FILE_KEYS = {
    *("file", "sheet", "delivery", "unchanged", "format", "place", "period", "sender", "replaces"),
    *("rows", "accepted", "quarantined", "duplicates", "conventions", "sums", "problems"),
}
PROBLEM_KEYS = {"sheet", "row", "column", "value", "code", "message", "remedy", "owner"}
BROKEN = "7,47E+15"


@pytest.fixture
def own(office: Path, tmp_path: Path) -> Path:
    """A copy of the office that a test may change."""
    shutil.copytree(office, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def with_a_fault(tmp_path: Path) -> Path:
    """A list with one good row, its exact repeat and one NIK that a spreadsheet has ruined."""
    good = rows_of(MEMBERS)[0]
    return write_csv(tmp_path / "peserta.csv", [good, good, {**good, "nik": BROKEN}])


def options(path: Path) -> tuple[object, ...]:
    return ("import", path, "--period", "2025-05", "--sender", "KALLA", "--confirm", "--json")


def test_a_dry_run_tells_everything_and_changes_nothing(own: Path, with_a_fault: Path) -> None:
    before = tree(own)
    said = run(*options(with_a_fault), "--dry-run", data=own)

    assert said.code == 0
    (file,) = said.json["files"]
    assert set(file) >= FILE_KEYS
    assert file["delivery"] is None
    assert (file["rows"], file["accepted"], file["quarantined"], file["duplicates"]) == (3, 1, 1, 1)
    (problem,) = file["problems"]
    assert set(problem) >= PROBLEM_KEYS
    assert (problem["row"], problem["column"]) == (4, "nik")
    assert tree(own) == before


def test_an_import_is_recorded_once(own: Path, with_a_fault: Path) -> None:
    first = run(*options(with_a_fault), data=own).json["files"][0]
    assert first["delivery"]
    assert first["rows"] == first["accepted"] + first["quarantined"] + first["duplicates"]
    before = tree(own / "deliveries")

    again = run(*options(with_a_fault), data=own)
    assert again.code == 0
    assert again.json["files"][0]["unchanged"] is True
    assert tree(own / "deliveries") == before


def test_strict_makes_a_quarantined_row_a_failure(own: Path, with_a_fault: Path) -> None:
    assert run(*options(with_a_fault), "--dry-run", "--strict", data=own).code == 1
    clean = write_csv(with_a_fault.with_name("bersih.csv"), rows_of(MEMBERS)[:1])
    assert run(*options(clean), "--dry-run", "--strict", data=own).code == 0


def test_a_newer_list_says_what_it_replaces(own: Path, tmp_path: Path) -> None:
    rows = [row for row in rows_of(MEMBERS) if row["sponsor"] == "BAZNAS"]
    path = write_csv(tmp_path / "baru.csv", [{**rows[0], "bulan_akhir": "2025-05"}, *rows[1:]])
    line = ("import", path, "--period", "2025-01", "--sender", "BAZNAS", "--received", "2025-02-20", "--json")

    for extra in (("--dry-run",), ()):
        (file,) = run(*line, *extra, data=own).json["files"]
        assert [each["file"] for each in file["replaces"]] == ["BAZNAS.csv"]


def test_the_return_file_is_written_beside_and_holds_the_faulty_row(own: Path, with_a_fault: Path) -> None:
    back = with_a_fault.with_name("kembali.xlsx")
    assert run(*options(with_a_fault), "--dry-run", "--return-file", back, data=own).code == 0

    import openpyxl

    cells = [str(cell.value) for row in openpyxl.load_workbook(back).active.iter_rows() for cell in row]
    assert any(BROKEN in cell for cell in cells)


def test_one_refused_file_among_several_does_not_hide_the_others(own: Path, with_a_fault: Path) -> None:
    broken = with_a_fault.with_name("rusak.xlsx")
    broken.write_bytes(b"PK no workbook")
    said = run("import", broken, with_a_fault, *options(with_a_fault)[2:], data=own)

    assert said.code == 1
    first, second = said.json["files"]
    assert first["delivery"] is None
    assert first["error"]["message"]
    assert second["accepted"] == 1


def test_a_backup_restores_the_same_answers_and_the_secret(own: Path, tmp_path: Path) -> None:
    archive, restored = tmp_path / "cadangan.tar.gz", tmp_path / "pulih"
    question = ("ask", "active", "coverage_rate", "--by", "segment", "--json")
    assert run("backup", archive, "--json", data=own).code == 0
    assert archive.stat().st_mode & 0o777 == 0o600

    said = run("restore", archive, "--json", data=restored)
    assert said.code == 0
    assert run(*question, data=restored).json == run(*question, data=own).json
    assert (restored / "private" / "secret").read_bytes() == (own / "private" / "secret").read_bytes()
    assert (restored / "private" / "secret").stat().st_mode & 0o777 == 0o600
    assert tree(restored) == {name: seen for name, seen in tree(own).items() if not Path(name).name.startswith(".")}
    assert run("build", "--json", data=restored).json["snapshot"] == run("build", "--json", data=own).json["snapshot"]


def test_a_restore_never_overwrites_and_refuses_what_is_no_backup(own: Path, tmp_path: Path) -> None:
    archive = tmp_path / "cadangan.tar.gz"
    run("backup", archive, data=own)
    before = tree(own)
    assert run("restore", archive, "--json", data=own).json["error"]["code"] == "not_empty"
    assert tree(own) == before

    half = tmp_path / "separuh.tar.gz"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    said = run("restore", half, "--json", data=tmp_path / "lain")
    assert (said.code, said.json["error"]["code"]) == (1, "broken_backup")
    assert run("deliveries", "--json", data=tmp_path / "lain").json["deliveries"] == []


def test_boundaries_are_recorded_only_without_dry_run(tmp_path: Path) -> None:
    import json

    from .test_contract import SQUARE

    data = tmp_path / "data"
    bring_in(data, tmp_path / "files")
    path = tmp_path / "batas.geojson"
    path.write_text(json.dumps(SQUARE), encoding="utf-8")
    before = tree(data)
    said = run("boundaries", path, "--dry-run", "--json", data=data)
    assert set(said.json) >= {"read", "matched", "repaired", "unmatched", "missing", "crs", "overlap_km2", "gap_km2"}
    assert (said.json["read"], said.json["matched"]) == (1, 1)
    assert len(said.json["missing"]) == 10
    assert tree(data) == before
    assert run("boundaries", path, "--json", data=data).code == 0
    assert tree(data) != before


@pytest.fixture
def archive(own: Path, tmp_path: Path) -> Path:
    """A sound backup of the office."""
    path = tmp_path / "cadangan.tar.gz"
    assert run("backup", path, data=own).code == 0
    return path


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 255 for byte in content[middle : middle + 200]) + content[middle + 200 :]


def _rewritten(content: bytes, leave_out: str) -> bytes:
    """The archive without the entries whose name holds a text."""
    packed = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(content)) as old,
        tarfile.open(fileobj=packed, mode="w:gz") as new,
    ):
        for entry in old.getmembers():
            if leave_out not in entry.name:
                new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    return packed.getvalue()


@pytest.mark.parametrize(
    "harm",
    [
        _flipped,
        lambda content: content[:-10],
        lambda content: _rewritten(content, "private/secret"),
        lambda content: _rewritten(content, "clean.parquet"),
        lambda content: _rewritten(content, "manifest.json"),
    ],
)
def test_a_damaged_backup_is_never_restored_in_part(
    archive: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    archive.write_bytes(harm(archive.read_bytes()))
    said = run("restore", archive, "--json", data=tmp_path / "pulih")
    assert (said.code, said.json["error"]["code"]) == (1, "broken_backup")
    assert tree(tmp_path / "pulih") == {}


def test_a_restore_beside_another_secret_changes_nothing(archive: Path, tmp_path: Path) -> None:
    secret = tmp_path / "pulih" / "private" / "secret"
    secret.parent.mkdir(parents=True)
    secret.write_bytes(bytes(32))
    said = run("restore", archive, "--json", data=tmp_path / "pulih")
    assert (said.code, said.json["error"]["code"]) == (1, "not_empty")
    assert list(tree(tmp_path / "pulih")) == ["private/secret"]


def test_a_folder_that_lost_its_secret_gives_no_backup_that_could_not_be_restored(own: Path, tmp_path: Path) -> None:
    (own / "private" / "secret").unlink()
    said = run("backup", tmp_path / "b.tar.gz", "--json", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "secret_missing")
    assert not list(tmp_path.glob("b.tar.gz*"))
