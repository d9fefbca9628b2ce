"""How long 100,000 participant rows take from CSV to delivery: `python -m benchmarks.import_participants [ROWS]`."""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.sources import ImportOptions, import_file
from src.coverage.text import month_number

ROWS = 100_000
LIMIT_SECONDS = 5.0
OCCUPATIONS = ("nelayan", "petani", "ojek online", "pedagang kaki lima", "buruh harian", "tukang bangunan", "penjahit")


def write_list(path: Path, rows: int, seed: int = 20260101) -> None:
    """A participant list as offices write it: semicolons, Indonesian dates and rupiah, names to be dropped."""
    draw = random.Random(seed)
    villages = [village.code for village in load_regions().villages("74.71")]
    with path.open("w", encoding="utf-8") as file:
        file.write("NIK;Nama;Sponsor;Bulan Mulai;Bulan Akhir;Tgl Daftar;Kode Desa;Pekerjaan;Upah;Alamat\n")
        for number in range(rows):
            start = draw.randrange(0, 12)
            end = draw.randrange(start, 12)
            born = f"{draw.randrange(1, 29):02d}{draw.randrange(1, 13):02d}{draw.randrange(66, 99)}"
            file.write(
                f"99{number // 9999:04d}{born}{number % 9999 + 1:04d};CONTOH {number};MANDIRI;"
                f"{start + 1:02d}/2025;{end + 1:02d}/2025;"
                f"{draw.randrange(1, 29):02d}/{start + 1:02d}/2025;{draw.choice(villages)};{draw.choice(OCCUPATIONS)};"
                f"Rp {draw.randrange(1, 6)}.{draw.randrange(10)}00.000;Jalan Contoh {draw.randrange(1, 300)}\n"
            )


def main(rows: int) -> dict[str, object]:
    """The measurement, as one JSON object."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peserta.csv"
        write_list(path, rows)
        data = DataFolder(Path(folder) / "data")
        start = time.perf_counter()
        result = import_file(data, path, ImportOptions(period=month_number("2025-01"), synthetic=True))
        seconds = time.perf_counter() - start
    manifest = result.files[0].manifest
    return {
        "benchmark": "import_participants",
        "rows": manifest.rows,
        "accepted": manifest.accepted,
        "seconds": round(seconds, 2),
        "limit_seconds": LIMIT_SECONDS,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ok": seconds <= LIMIT_SECONDS,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))
