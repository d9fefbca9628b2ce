"""A data folder with damaged files: a sentence that names what is damaged, never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

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
@pytest.mark.parametrize("command", [("ask", "active"), ("build",), ("deliveries",)])
def test_a_damaged_manifest_is_named(own: Path, content: str, command: tuple[str, ...]) -> None:
    manifest = first(own, "manifest.json")
    manifest.write_text(content)
    said = run(*command, "--json", "--lang", "en", data=own)
    if command == ("ask", "active") and content in ("[]", "{}"):
        assert said.code == 0, "the snapshot in service does not need it"
        return
    assert (said.code, said.json["error"]["code"]) == (1, "delivery_broken")
    assert manifest.parent.name in said.json["error"]["message"]


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
