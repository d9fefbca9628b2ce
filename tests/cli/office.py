"""A small office: its files drawn as text, brought in through the command line, and the same facts without any SQL."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from src.coverage.cli import main

SPONSORS = """
    id_sponsor | nama                | jenis | kode_wilayah
    KALLA      | Kalla Toyota        | CSR   | 74.71
    BAZNAS     | Baznas Kota Kendari | ZAKAT | 74.71
"""
# Person 0003 is paid twice in March and April; KALLA, the company, is the primary payer then.
MEMBERS = """
    nik              | sponsor | segmen | bulan_mulai | bulan_akhir | kode_desa     | pekerjaan
    9910010101900001 | KALLA   | BPU    | 2025-01     | 2025-04     | 74.71.01.1005 | nelayan
    9910010101900002 | KALLA   | BPU    | 2025-01     | 2025-02     | 74.71.01.1005 | petani
    9910010101900003 | KALLA   | BPU    | 2025-03     | 2025-06     | 74.71.01.1006 | nelayan
    9910010101900003 | BAZNAS  | BPU    | 2025-02     | 2025-04     | 74.71.01.1006 | nelayan
    9910010101900004 | BAZNAS  | BPU    | 2025-04     | 2025-04     | 74.71.02.1009 | petani
    9910010101900005 | BAZNAS  | BPU    |             |             | 74.71.02.1009 | petani
"""
COUNTS = """
    kode_wilayah | segmen | bulan   | aktif | terdaftar | mencakup
    74.71        | PU     | 2025-01 | 100   | 110       | semua
    74.71        | PU     | 2025-02 | 104   | 112       | semua
    74.71        | PU     | 2025-03 | 103   | 113       | semua
    74.71        | PU     | 2025-04 | 108   | 120       | semua
"""
WORKFORCE = """
    seri        | kode_wilayah | segmen | pekerja | tanggal_data | sumber
    ucj_potensi | 74.71        | PU     | 300     | 2025-01-31   | dinas
    ucj_potensi | 74.71        | BPU    | 40      | 2025-01-31   | dinas
"""
VILLAGES_OF_KENDAL = {
    "74.71.01.1005": "33.24.01.2001",
    "74.71.01.1006": "33.24.01.2002",
    "74.71.02.1009": "33.24.02.2002",
}
MONTHS = ("2025-01", "2025-02", "2025-03", "2025-04")


@dataclass(frozen=True)
class Said:
    """What one command line printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; anything beside it is an error."""
        return json.loads(self.out, parse_constant=lambda name: f"{name} is no JSON")


def run(*arguments: object, data: Path | None = None) -> Said:
    """One command line, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    folder = ["--data", str(data)] if data else []
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*folder, *map(str, arguments)])
    return Said(code, out.getvalue(), err.getvalue())


def rows_of(drawing: str) -> list[dict[str, str]]:
    """A drawn table as one mapping per row."""
    head, *body = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in body]


def write_csv(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """Rows as an office sends them: semicolons."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    path.write_text("".join(";".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def bring_in(data: Path, folder: Path, regency: str = "74.71") -> None:
    """Imports the office's files and builds; for another regency with the same figures under its own codes."""
    folder.mkdir(parents=True, exist_ok=True)

    def file(name: str, rows: list[dict[str, str]]) -> Path:
        return write_csv(folder / name, [_moved(row, regency) for row in rows])

    members = rows_of(MEMBERS)
    steps: list[tuple[Any, ...]] = [
        (file("sponsor.csv", rows_of(SPONSORS)), "--period", "2025-01", "--received", "2025-01-20"),
        *(
            (
                file(f"{sponsor}.csv", [row for row in members if row["sponsor"] == sponsor]),
                *("--period", "2025-01", "--sender", sponsor, "--received", "2025-02-05"),
            )
            for sponsor in ("KALLA", "BAZNAS")
        ),
        (file("hitungan.csv", rows_of(COUNTS)), "--received", "2025-05-09"),
        (file("pekerja.csv", rows_of(WORKFORCE)), "--received", "2025-02-09"),
    ]
    for path, *options in steps:
        said = run("import", path, *options, "--json", data=data)
        assert said.code == 0, said.out
        assert all(each["quarantined"] == 0 for each in said.json["files"]), said.out
    said = run("build", "--json", data=data)
    assert said.code == 0, said.out


def _moved(row: dict[str, str], regency: str) -> dict[str, str]:
    """The same row of another regency: its codes, and people of its own."""
    if regency == "74.71":
        return row
    moved = {key: VILLAGES_OF_KENDAL.get(value, value.replace("74.71", regency)) for key, value in row.items()}
    if "nik" in moved:
        moved["nik"] = "98" + moved["nik"][2:]
    return moved


def active_listed(month: str) -> dict[str, str]:
    """Who is covered in a month by a list, and who the primary payer is: plain Python, no SQL."""
    payers: dict[str, str] = {}
    for row in rows_of(MEMBERS):
        if row["bulan_mulai"] and row["bulan_mulai"] <= month <= row["bulan_akhir"]:
            payers[row["nik"]] = "KALLA" if "KALLA" in (payers.get(row["nik"]), row["sponsor"]) else row["sponsor"]
    return payers


def counted(month: str, column: str = "aktif") -> int:
    """The aggregate of a month."""
    return sum(int(row[column]) for row in rows_of(COUNTS) if row["bulan"] == month)


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its content."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
