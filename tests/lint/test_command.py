"""`lint` on the command line: the contract of other programs, and lines for people."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.office import run

from .drawn import drawn

WRONG = "Provinsi | Peserta aktif | Potensi | Cakupan (%)\nBali | 935.079 | 1.873.899 | 50,88"


def written(folder: Path, text: str) -> str:
    path = folder / "bali.csv"
    path.write_text("\n".join(";".join(row) for row in drawn(text)), encoding="utf-8")
    return str(path)


def test_findings_are_code_where_and_message_and_no_failure(tmp_path: Path) -> None:
    said = run("lint", written(tmp_path, WRONG), "--json", "--lang", "en")

    document = json.loads(said.out)
    assert said.code == 0
    (finding,) = document["findings"]
    assert set(finding) == {"code", "where", "message"}
    assert finding["code"] == "rate_mismatch"
    assert finding["where"] == "row 2, column 'Cakupan (%)'"


def test_a_table_without_contradictions_says_so(tmp_path: Path) -> None:
    said = run("lint", written(tmp_path, WRONG.replace("50,88", "49,90")))

    assert said.code == 0
    assert "tidak ada angka yang saling bertentangan" in said.out


def test_a_file_without_numbers_is_refused_with_a_sentence(tmp_path: Path) -> None:
    said = run("lint", written(tmp_path, "Nama | Catatan\nsatu | dua"), "--json")

    assert said.code == 1
    assert json.loads(said.out)["error"]["code"] == "no_figures"
