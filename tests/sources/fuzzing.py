"""Files damaged byte by byte: whatever comes, an import gives a result or a sentence, and soon.

`python -m tests.sources.fuzzing SECONDS [SEED]` runs on for as long as wanted, each file in a process of its own, and
keeps what fails under `fuzz-found/`.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from src.coverage.errors import CoverageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, guess_columns, import_file
from src.coverage.text import month_number

FILES = Path(__file__).parent / "files"
LIMIT_SECONDS = 10
TRIES = 3
"""How often `survive` opens a file."""

HEAD = ["NIK", "Nama", "Sponsor", "Bulan Mulai", "Bulan Akhir", "Tgl Daftar", "Kode Desa", "Upah"]
ROWS = [
    [
        f"99710101019{number:05d}",
        "CONTOH SATU",
        "MANDIRI",
        "2025-12",
        "05/2026",
        "20/11/2025",
        "74.71.01.1005",
        "1.500.000",
    ]
    for number in range(1, 7)
]
TITLED = [["DAFTAR PESERTA"], HEAD, *ROWS, ["Jumlah", "6"], ["Sumber: contoh"]]
WIDE = [
    ["Kabupaten/Kota", "Tingkat Pengangguran Terbuka (Persen)", "", "", ""],
    ["", "2023", "", "2024", ""],
    ["", "Laki-laki", "Perempuan", "Laki-laki", "Perempuan"],
    ["Kabupaten Kendal", "5,5", "4,25", "-", "..."],
    ["Kota Semarang", "6,10", "5", "6,5", "4,75"],
    ["Jawa Tengah", "5,5", "4,4", "5", "4"],
    ["Sumber: BPS"],
]
_WORDS = (
    b'"', b";", b",", b"\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf", b"=1+1", b"1e999", b"-", b"...", b"9" * 400,
    "·–•\u202e".encode(), b"2025-99", b"<", b"&#x0;", b"NIK;NIK", b"\t", b"0x", b"nan", b"inf", b"1.234,5.6",
)  # fmt: skip


def csv_bytes(rows: list[list[str]] = TITLED, separator: str = ";") -> bytes:
    """The rows as a text file."""
    return "\n".join(separator.join(row) for row in rows).encode()


def xlsx_bytes(rows: list[list[str]] = TITLED, merged: tuple[str, ...] = ("A1:H1",)) -> bytes:
    """The rows as a workbook with a merged title."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for area in merged:
            sheet.merge_range(area, "")
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    sheet.write(number, place, float(text) if text.isdigit() and len(text) < 5 else text)
    return buffer.getvalue()


def parquet_bytes() -> bytes:
    """The rows as Parquet."""
    buffer = io.BytesIO()
    columns = {name: pa.array([row[place] for row in ROWS]) for place, name in enumerate(HEAD)}
    pq.write_table(pa.table(columns | {"Upah": pa.array([1.5e6] * len(ROWS))}), buffer)
    return buffer.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "daftar.csv": csv_bytes,
    "TPT.csv": lambda: csv_bytes(WIDE, ","),
    "daftar.xlsx": xlsx_bytes,
    "TPT.xlsx": lambda: xlsx_bytes(WIDE, ("A1:A3", "B1:E1", "B2:C2", "D2:E2")),
    "daftar.parquet": parquet_bytes,
    "daftar.xls": (FILES / "peserta.xls").read_bytes,
    "daftar.ods": (FILES / "peserta.ods").read_bytes,
}
"""A sound file of every kind that is read, by the name it comes under."""


def damaged(content: bytes, draw: random.Random) -> bytes:
    """The content with something wrong: bytes changed, cut, doubled, put in; in a package also inside its parts."""
    if content.startswith(b"PK") and draw.random() < 0.8:
        return _damaged_package(content, draw)
    return _damaged_bytes(content, draw)


def _damaged_package(content: bytes, draw: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    likely = [name for name in parts if "sheet" in name or "content" in name or "shared" in name or "styles" in name]
    for name in draw.sample(likely, k=min(len(likely), draw.choice((1, 1, 2)))):
        parts[name] = _damaged_bytes(parts[name], draw)
    if draw.random() < 0.1:
        del parts[draw.choice(sorted(parts))]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def _damaged_bytes(content: bytes, draw: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 4, 16))):
        place = draw.randrange(len(found) + 1)
        length = draw.choice((1, 1, 2, 8, 64))
        kind = draw.randrange(6)
        if kind == 0 and place < len(found):
            found[place] = draw.randrange(256)
        elif kind == 1:
            found[place:place] = draw.choice(_WORDS)
        elif kind == 2:
            del found[place : place + length]
        elif kind == 3:
            found[place:place] = found[place : place + length] * draw.choice((1, 2, 50))
        elif kind == 4 and draw.random() < 0.2:
            del found[place:]
        elif place < len(found):
            found[place : place + length] = bytes(draw.randrange(256) for _ in range(length))
    return bytes(found)


def survive(name: str, content: bytes) -> None:
    """Tries the file three ways; anything but a result or a sentence comes out as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        data = DataFolder(Path(folder) / "data")
        for options in (
            ImportOptions(period=month_number("2025-12"), part="74.71", dry_run=True),
            ImportOptions(period=month_number("2025-12"), format="participants", return_file=Path(folder) / "b.xlsx"),
        ):
            try:
                for file in import_file(data, path, options).files:
                    manifest = file.manifest
                    assert manifest.rows == manifest.accepted + manifest.quarantined + manifest.duplicates
                    assert file.to_json("id") != file.to_json("en")
            except CoverageError as refusal:
                assert refusal.say("id")
                assert refusal.say("en")
        try:
            guess_columns(path)
        except CoverageError as refusal:
            assert refusal.say("id")


def main(seconds: float, seed: int) -> int:
    """How many damaged files were not survived."""
    draw, end, failed, tried = random.Random(seed), time.monotonic() + seconds, 0, 0
    kept = Path("fuzz-found")
    while time.monotonic() < end:
        name = draw.choice(sorted(SAMPLES))
        batch = [damaged(SAMPLES[name](), draw) for _ in range(20)]
        tried += len(batch)
        if _passes(name, batch, LIMIT_SECONDS * TRIES):
            continue
        for number, content in enumerate(batch):
            if not _passes(name, [content], LIMIT_SECONDS * TRIES):
                failed += 1
                kept.mkdir(exist_ok=True)
                (kept / f"{tried}-{number}-{name}").write_bytes(content)
    print(f"{tried} files, {failed} not survived")
    return failed


def _passes(name: str, batch: list[bytes], seconds: float) -> bool:
    process = multiprocessing.get_context("fork").Process(target=_all, args=(name, batch))
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return False
    return process.exitcode == 0


def _all(name: str, batch: list[bytes]) -> None:
    for content in batch:
        survive(name, content)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1) > 0)
