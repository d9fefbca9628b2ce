"""Cells as they come out of other programs and messages: marks nobody sees, `="…"`, rows cut short, files packed up."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder

from ..drawn import NIK1, NIK2, NIK5, faults, imported, stored, xlsx_file

HEAD = "nik;sponsor;bulan_mulai;bulan_akhir;kode_desa\n"
REST = ";MANDIRI;2025-12;2026-05;74.71\n"


def _list(folder: Path, text: str) -> Path:
    path = folder / "p.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    "written",
    [
        f'="{NIK1}"',
        f'"=""{NIK1}"""',
        f"\u202d{NIK1}\u202c",
        f"{NIK1[:4]}\u200b{NIK1[4:]}",
        f"\u00a0{NIK1}\u200e",
        f"\ufeff{NIK1}",
        f"'{NIK1}",
    ],
)
def test_a_nik_is_the_same_person_however_it_was_copied(data: DataFolder, tmp_path: Path, written: str) -> None:
    plain = imported(data, _list(tmp_path, HEAD + NIK1 + REST), period="2025-12", sender="satu")
    copied = imported(data, _list(tmp_path, HEAD + written + REST), period="2025-12", sender="dua")
    assert stored(data, copied, "person_key") == stored(data, plain, "person_key")


def test_a_formula_that_is_more_than_a_quoted_text_stays_a_fault(data: DataFolder, tmp_path: Path) -> None:
    path = _list(tmp_path, HEAD + NIK1 + REST + f'="{NIK2}"&""' + REST)
    assert faults(imported(data, path, period="2025-12")) == [(3, "nik", "formula")]


def test_a_row_that_ends_early_is_told_of(data: DataFolder, tmp_path: Path) -> None:
    result = imported(data, _list(tmp_path, HEAD + NIK1 + REST + NIK2 + ";MANDIRI"), period="2025-12")
    (warning,) = result.manifest.warnings
    assert warning.id.startswith("1 baris punya lebih sedikit sel daripada judul (yang pertama: baris 3)")


def test_notes_and_cells_without_a_header_are_no_rows_cut_short(data: DataFolder, tmp_path: Path) -> None:
    text = HEAD.replace("\n", ";;\n") + NIK1 + REST + NIK5 + REST + "Sumber: cabang\n"
    assert imported(data, _list(tmp_path, text), period="2025-12").manifest.warnings == []


def test_an_archive_says_what_it_holds(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("peserta.csv", HEAD + NIK1 + REST)
        package.writestr(f"{NIK1}.csv", "x")
    with pytest.raises(DataRefused) as caught:
        imported(data, path, period="2025-12")
    assert caught.value.code == "archive"
    assert caught.value.say("id") == (
        "'kiriman.zip' adalah arsip yang berisi 'peserta.csv', '••••••••••••••01.csv', bukan tabel. "
        "Buka arsipnya, lalu kirim berkas di dalamnya."
    )


def test_a_workbook_packed_by_any_program_is_no_archive(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "p.xlsx", {"A": f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71"})
    assert imported(data, path, period="2025-12").manifest.accepted == 1
