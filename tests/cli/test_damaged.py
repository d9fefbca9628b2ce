"""A data folder with damaged files: a sentence that names what is damaged, never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from src.coverage.folders import ROOT

from .office import COUNTS, rows_of, run, write_csv


@pytest.fixture
def own(office: Path, tmp_path: Path) -> Path:
    """A copy of the office that a test may change."""
    shutil.copytree(office, tmp_path / "data")
    return tmp_path / "data"


def first(own: Path, name: str, of: str = "participants") -> Path:
    """The first file of that name among the deliveries of a format."""
    return min(own.glob(f"deliveries/*-{of}-*/{name}"))


@pytest.mark.parametrize("content", ["", "{rubbish", "[]", "{}"])
@pytest.mark.parametrize("command", [("build",), ("deliveries",), ("import", "x.csv")])
def test_a_damaged_manifest_is_named(own: Path, tmp_path: Path, content: str, command: tuple[str, ...]) -> None:
    write_csv(tmp_path / "x.csv", rows_of(COUNTS))
    manifest = first(own, "manifest.json")
    manifest.write_text(content)
    said = run(*(tmp_path / word if word == "x.csv" else word for word in command), "--json", "--lang", "en", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "delivery_broken")
    assert manifest.parent.name in said.json["error"]["message"]


@pytest.mark.parametrize("content", ["", "{rubbish", "[]", "{}"])
def test_a_damaged_manifest_does_not_stop_what_reads_the_snapshot_in_service(
    own: Path, tmp_path: Path, content: str
) -> None:
    before = run("ask", "active", "--by", "district", "--json", data=own)
    first(own, "manifest.json").write_text(content)
    after = run("ask", "active", "--by", "district", "--json", data=own)
    assert (after.code, after.json) == (0, before.json)
    out = tmp_path / "t.pdf"
    assert run("report", "briefing", "--format", "pdf", "--out", out, "--json", data=own).code == 0
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("name", ["clean.parquet", "quarantine.parquet"])
def test_rows_exchanged_for_others_are_noticed_by_build_and_by_check(own: Path, name: str) -> None:
    rows = first(own, name)
    others = max(own.glob(f"deliveries/*-participants-*/{name}"))
    assert rows != others
    rows.write_bytes(others.read_bytes() + b" ")

    said = run("build", "--json", "--lang", "en", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "delivery_broken")
    assert rows.parent.name in said.json["error"]["message"]
    assert run("ask", "active", "--json", data=own).code == 0, "the last good snapshot serves on"

    checked = run("check", "--json", "--lang", "en", data=own)
    damaged = [each for each in checked.json["findings"] if each["check"] == "delivery_damaged"]
    assert [each["severity"] for each in damaged] == ["stop"]
    assert rows.parent.name in damaged[0]["message"]


@pytest.mark.parametrize("of", ["participants", "counts", "workforce", "sponsors"])
@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(path.read_bytes()[:99])]
)
def test_a_build_names_the_delivery_whose_rows_are_damaged(own: Path, of: str, harm: Callable[[Path], object]) -> None:
    rows = first(own, "clean.parquet", of)
    harm(rows)
    shutil.rmtree(own / "snapshots")
    said = run("build", "--json", "--lang", "en", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "delivery_broken")
    assert rows.parent.name in said.json["error"]["message"]
    assert not list(own.glob("snapshots/*/coverage.duckdb"))


@pytest.mark.parametrize("content", ["", "rubbish", "[]", "{}", '{"snapshot": "../elsewhere"}'])
def test_a_damaged_pointer_is_nothing_to_show_and_a_build_mends_it(own: Path, content: str) -> None:
    (own / "snapshots" / "current.json").write_text(content)
    said = run("ask", "active", "--json", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "no_snapshot")
    assert run("build", "--json", data=own).code == 0
    assert run("ask", "active", "--json", data=own).code == 0


def test_counts_of_a_month_before_the_first_tariff_do_not_keep_a_build_from_ending(own: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lama.csv", rows_of(COUNTS.replace("2025-01", "1995-01")))
    assert run("import", path, "--json", data=own).code == 0
    assert run("build", "--json", data=own).code == 0
    assert (
        run(
            "tariff", *["--payer", "CSR", "--occupation", "nelayan", "--from", "1995-01", "--months", "1"], data=own
        ).code
        == 2
    )


def test_a_report_is_made_from_a_folder_that_may_only_be_read(own: Path, tmp_path: Path) -> None:
    shutil.rmtree(own / "boundaries", ignore_errors=True)
    out = tmp_path / "t.pdf"
    code = "import sys; from src.coverage.cli import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", _READ_ONLY + code, "--data", str(own), "report", "briefing", "--lang", "en"]
    said = subprocess.run(
        [*line, "--format", "pdf", "--out", str(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert out.stat().st_size > 1000


# A user who is root may write anywhere, so the folder's own writes are refused by name.
_READ_ONLY = """
import os, io, pathlib, sys
own = sys.argv[2]
def guard(event, args):
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+") or (
        event == "open" and args[1] is None and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    if (writes or event in ("os.mkdir", "os.rename", "os.remove")) and str(args[0]).startswith(own):
        raise PermissionError(13, "read-only", str(args[0]))
sys.addaudithook(guard)
"""


def test_a_place_that_cannot_be_written_is_named_without_a_traceback(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "a_file"
    file.write_text("x")
    for arguments in (
        ("report", "briefing", "--format", "xlsx", "--out", tmp_path),
        ("formats", "counts", "--template", tmp_path / "absent" / "t.xlsx"),
        ("backup", tmp_path / "absent" / "b.tar.gz"),
    ):
        said = run(*arguments, "--json", "--lang", "en", data=own)
        assert (said.code, said.json["error"]["code"]) == (1, "no_access")
        assert "cannot be read or written" in said.json["error"]["message"]
    said = run("demo", "--persons", "1000", "--json", data=file)
    assert (said.code, said.json["error"]["code"]) == (1, "no_access")
