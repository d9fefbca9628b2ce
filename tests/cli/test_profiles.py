"""Saved column mappings on the command line: listed, and removed by name."""

from __future__ import annotations

from pathlib import Path

from .office import run

HEADER, ROW = "No Induk;Dibayar Oleh;Tempat\n", "9910010101900001;MANDIRI;74.71\n"
STATED = ("--map", "nik=No Induk", "--map", "sponsor=Dibayar Oleh", "--map", "kode_desa=Tempat")


def test_a_saved_mapping_is_listed_and_then_forgotten(tmp_path: Path) -> None:
    data, path = tmp_path / "data", tmp_path / "daftar.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    said = run("import", path, "--period", "2025-12", *STATED, "--profile", "Cabang Satu", "--json", data=data)
    assert said.code == 0, said
    (entry,) = run("profiles", "--json", data=data).json["profiles"]
    assert (entry["name"], entry["format"]) == ("Cabang Satu", "participants")
    assert entry["columns"] == {"nik": "No Induk", "sponsor": "Dibayar Oleh", "kode_desa": "Tempat"}
    assert "Daftar peserta" in run("profiles", data=data).out
    assert run("profiles", "--forget", "Cabang Satu", "--json", data=data).json == {
        "profiles": [],
        "forgotten": "Cabang Satu",
    }
    assert "Belum ada" in run("profiles", data=data).out


def test_a_wrong_name_forgets_nothing_and_says_which_was_meant(tmp_path: Path) -> None:
    data, path = tmp_path / "data", tmp_path / "daftar.csv"
    path.write_text(HEADER + ROW, encoding="utf-8")
    run("import", path, "--period", "2025-12", *STATED, "--profile", "Cabang Satu", data=data)
    said = run("profiles", "--forget", "Cabang Stu", "--json", data=data)
    assert said.code == 2 and "Cabang Satu" in str(said.json["error"])
    assert len(run("profiles", "--json", data=data).json["profiles"]) == 1
