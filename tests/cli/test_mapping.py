"""Columns stated on the command line, kept under a name, used the next time; sheets that were not read."""

from __future__ import annotations

import json
from pathlib import Path

from .office import run

ODD = "No Induk;Dibayar oleh;Tempat\n9910010101900001;MANDIRI;74.71.01.1005\n"


def test_a_mapping_is_stated_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "ganjil.csv"
    path.write_text(ODD, encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    stated = ("--map", "nik=No Induk", "--map", "sponsor=Dibayar oleh", "--map", "kode_desa=Tempat")

    assert run(*data, "import", str(path), "--period", "2025-12", "--json").code == 1
    first = run(*data, "import", str(path), "--period", "2025-12", *stated, "--profile", "cabang", "--json")
    again = run(*data, "import", str(path), "--period", "2026-01", "--json")

    assert first.code == 0, first.out
    assert json.loads(again.out)["files"][0]["profile"] == "cabang"
    assert json.loads(again.out)["files"][0]["left_aside"] == []


def test_a_mapping_without_an_equals_sign_is_wrong_usage(tmp_path: Path) -> None:
    said = run("--data", str(tmp_path / "data"), "import", "x.csv", "--map", "nik", "--lang", "en")
    assert said.code == 2
    assert "--map is written COLUMN=HEADER" in said.err


def test_a_person_reads_how_numbers_were_taken(tmp_path: Path) -> None:
    path = tmp_path / "TPT 2024.csv"
    path.write_text("Kabupaten/Kota;Laki-laki\nKabupaten Kendal;5,5\n", encoding="utf-8")
    said = run("--data", str(tmp_path / "data"), "import", str(path), "--lang", "id")
    assert "tanda desimal ',', tampak dalam kolom ini: '5,5' dibaca 5,5" in said.out
