"""What other programs rely on: one JSON document on stdout, exit codes 0, 1 and 2, errors that say what was meant."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from src.coverage.cli.main import coverage
from src.coverage.folders import ROOT

from .office import COUNTS, Said, rows_of, run, tree, write_csv

SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"kode": "74.71.01", "nama": "Mandonga"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[122.5, -3.9], [122.6, -3.9], [122.6, -4.0], [122.5, -4.0], [122.5, -3.9]]],
            },
        }
    ],
}


def command_lines(folder: Path) -> dict[str, list[object]]:
    """One good line for each command that needs no more than the office's folder."""
    counts = write_csv(folder / "hitungan.csv", rows_of(COUNTS))
    square = folder / "batas.geojson"
    square.write_text(json.dumps(SQUARE), encoding="utf-8")
    return {
        "ask": ["ask", "coverage_rate", "--where", "regency=74.71"],
        "metrics": ["metrics"],
        "parameters": ["parameters", "--at", "2026-01-01"],
        "formats": ["formats", "participants", "--template", folder / "peserta.xlsx"],
        "regions": ["regions", "74.71"],
        "deliveries": ["deliveries"],
        "tariff": ["tariff", "--payer", "CSR", "--occupation", "nelayan", "--from", "2026-01", "--months", "3"],
        "outlook": ["outlook", "--where", "regency=74.71"],
        "bridge": ["bridge", "--from", "2025-01", "--to", "2025-04"],
        "targets": ["targets", "--where", "regency=74.71"],
        "profiles": ["profiles"],
        "setup": ["setup", "33.24"],
        "lint": ["lint", counts],
        "check": ["check"],
        "build": ["build"],
        "import": ["import", counts, "--dry-run"],
        "boundaries": ["boundaries", square, "--dry-run"],
        "report": ["report", "briefing", "--format", "xlsx", "--out", folder / "taklimat.xlsx"],
        "backup": ["backup", folder / "cadangan.tar.gz"],
    }


ELSEWHERE = {"compare", "demo", "equity", "restore", "withdraw"}
"""Commands that need a folder of their own; tested below, in test_keeping.py, test_withdraw.py, and on the demo."""


def test_every_command_has_a_line_here(tmp_path: Path) -> None:
    assert set(command_lines(tmp_path)) | ELSEWHERE == set(coverage.commands)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", sorted(set(coverage.commands) - ELSEWHERE))
def test_with_json_stdout_is_one_document(office: Path, tmp_path: Path, name: str, lang: str) -> None:
    said = run(*command_lines(tmp_path)[name], "--json", "--lang", lang, data=office)

    assert said.code == 0, said
    assert isinstance(said.json, dict)
    assert "error" not in said.json


@pytest.mark.parametrize("name", sorted(set(coverage.commands) - ELSEWHERE))
def test_without_json_stdout_is_for_a_person(office: Path, tmp_path: Path, name: str) -> None:
    said = run(*command_lines(tmp_path)[name], data=office)

    assert said.code == 0, said
    assert said.out.strip()
    assert "Traceback" not in said.out + said.err


def test_a_small_demo_is_one_document_too(tmp_path: Path) -> None:
    said = run("demo", "--persons", "1500", "--no-build", "--json", data=tmp_path / "data")

    assert said.code == 0
    assert said.json["snapshot"] is None
    assert said.json["persons"] == 1500
    assert said.err.strip(), "progress goes to stderr"


def refused(said: Said, code: int) -> dict[str, object]:
    """The error of a failed line, in the shape every failure has."""
    assert said.code == code, said
    assert set(said.json) == {"error"}
    error = said.json["error"]
    assert set(error) == {"code", "message", "hints"}
    assert isinstance(error["hints"], list)
    assert error["message"]
    return dict(error)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (["ask", "coverge_rate"], "coverage_rate"),
        (["ask", "active", "--by", "distrik"], "district"),
        (["ask", "active", "--where", "segment=BPUU"], "BPU"),
        (["ask", "active", "--where", "regncy=74.71"], "regency"),
        (["ask", "coverage_rate", "--series", "ucj_potens"], "ucj_potensi"),
        (["formats", "participant"], "participants"),
        (["report", "briefng", "--format", "pdf", "--out", "x.pdf"], "briefing"),
        (["report", "sponsor", "--sponsor", "KALA", "--format", "pdf", "--out", "x.pdf"], "KALLA"),
        (["tariff", "--payer", "CSRR", "--occupation", "nelayan", "--from", "2026-01", "--months", "3"], "CSR"),
        (["tariff", "--payer", "CSR", "--occupation", "nelayn", "--from", "2026-01", "--months", "3"], "nelayan"),
    ],
)
def test_a_wrong_name_is_wrong_usage_with_the_name_that_was_meant(office: Path, line: list[str], meant: str) -> None:
    error = refused(run(*line, "--json", "--lang", "en", data=office), 2)

    assert meant in " ".join([str(error["message"]), *map(str, error["hints"])])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["asks"],
        ["ask"],
        ["ask", "active", "--month", "Juni 2025"],
        ["ask", "active", "--where", "segment"],
        ["ask", "active", "--where", "regency=99.99"],
        ["ask", "active", "--from", "2025-03", "--to", "2025-01"],
        ["ask", "active", "--as-known", "kemarin"],
        ["ask", "active", "--role", "raja"],
        ["import"],
        ["import", "x.csv", "--period", "2025"],
        ["build", "--as-known", "2025-13-01"],
        ["tariff", "--payer", "CSR", "--occupation", "nelayan", "--from", "2026-01", "--months", "0"],
        ["outlook", "--months", "40"],
        ["regions", "99.99"],
        ["report", "briefing", "--region", "33.24", "--format", "pdf", "--out", "x.pdf"],
        ["restore", "tidak-ada.tar.gz"],
    ],
)
def test_wrong_usage_ends_with_2_and_changes_nothing(office: Path, line: list[str]) -> None:
    before = tree(office)
    said = run(*line, *(["--json"] if line else []), data=office if line[:1] != ["restore"] else office / "kosong")

    assert said.code == 2, said
    if line:
        refused(said, 2)
    assert tree(office) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.csv", b""),
        ("lain.csv", b"judul;isi\nsatu;dua\n"),
        ("rusak.xlsx", b"PK\x03\x04 no workbook"),
        ("rusak.parquet", b"PAR1"),
        ("teks.txt", b"\x00\x01\x02"),
        ("tidak-ada.csv", None),
    ],
)
def test_a_file_that_cannot_be_taken_ends_with_1_and_changes_nothing(
    office: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = tree(office)
    for lang in ("id", "en"):
        error = refused(run("import", path, "--json", "--lang", lang, data=office), 1)
        assert len(str(error["message"])) >= 15
    assert tree(office) == before


def test_a_question_before_the_first_build_is_answered_with_what_to_do(tmp_path: Path) -> None:
    error = refused(run("ask", "active", "--json", data=tmp_path / "leer"), 1)
    assert error["code"] == "no_snapshot"


def test_a_person_reads_errors_on_stderr(office: Path) -> None:
    said = run("ask", "coverge_rate", "--lang", "id", data=office)

    assert (said.code, said.out) == (2, "")
    assert "Mungkin maksudnya 'coverage_rate'" in said.err


def test_the_same_holds_in_a_process_of_its_own(office: Path) -> None:
    def process(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "src.coverage", *arguments],
            cwd=ROOT,
            env={**os.environ, "CAKUPAN_DATA": str(office)},
            capture_output=True,
            text=True,
            check=False,
        )

    good = process("ask", "active", "--json")
    assert good.returncode == 0
    assert json.loads(good.stdout)["rows"]
    bad = process("ask", "aktif", "--json")
    assert bad.returncode == 2
    assert json.loads(bad.stdout)["error"]["code"] == "unknown_name"
    assert "Traceback" not in bad.stderr
