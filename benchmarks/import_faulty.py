"""How long a list with planted faults takes to import, with all checks: `python -m benchmarks.import_faulty [RUNS]`.

One JSON line each for 100,000 rows of CSV, 100,000 rows of XLSX and 1,000,000 rows of CSV: the median of the runs,
every one in a process of its own, and how much was not found of the truth (it must be nothing).
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file
from src.coverage.sources.matching.likeness import likeness
from src.coverage.text import month_number

from .faulty_list import PERIOD, SPONSOR_LIST, Truth, drawn, write_csv, write_xlsx

CASES = (("csv", 100_000, 5.0), ("xlsx", 100_000, 20.0), ("csv", 1_000_000, 15.0))
LIMIT_MB = 2048
RUNS = 3


def main(runs: int) -> None:
    """Prints the measurements."""
    for kind, rows, limit in CASES:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(_measured(Path(folder), kind, rows, limit, runs)), flush=True)


def _measured(folder: Path, kind: str, rows: int, limit: float, runs: int) -> dict[str, object]:
    found, truth = drawn(rows, as_workbook=kind == "xlsx")
    path = folder / f"peserta.{kind}"
    if kind == "xlsx":
        write_xlsx(path, found, truth)
    else:
        write_csv(path, found)
    del found
    (folder / "sponsor.csv").write_text(SPONSOR_LIST, encoding="utf-8")
    _write_truth(folder / "truth.json", truth)
    results = [_run(folder, kind, number) for number in range(runs)]
    seconds = statistics.median(float(result["seconds"]) for result in results)
    peak = max(int(result["peak_mb"]) for result in results)
    shortfalls = max(int(result["shortfalls"]) for result in results)
    return {
        "benchmark": "import_faulty",
        "kind": kind,
        **{name: results[0][name] for name in ("rows", "accepted", "quarantined", "duplicates", "notices", "pairs")},
        "runs": runs,
        "seconds": round(seconds, 2),
        "limit_seconds": limit,
        "peak_mb": peak,
        "limit_mb": LIMIT_MB,
        "shortfalls": shortfalls,
        "ok": seconds <= limit and peak <= LIMIT_MB and not shortfalls,
    }


def _run(folder: Path, kind: str, number: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.import_faulty", "--one", str(folder), kind, str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def one(folder: Path, kind: str, number: str) -> dict[str, int | float]:
    """One import into an empty data folder, in this process."""
    data = DataFolder(folder / f"data-{number}")
    options = ImportOptions(period=month_number(PERIOD), synthetic=True)
    import_file(data, folder / "sponsor.csv", options)
    start = time.perf_counter()
    (result,) = import_file(data, folder / f"peserta.{kind}", options).files
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    truth = _read_truth(folder / "truth.json")
    if len(result.review) == likeness().proposed:
        truth.pairs.clear()  # more pairs were found than are shown
    return {
        "rows": result.manifest.rows,
        "accepted": result.manifest.accepted,
        "quarantined": result.manifest.quarantined,
        "duplicates": result.manifest.duplicates,
        "notices": len(result.notices),
        "pairs": len(result.review),
        "seconds": seconds,
        "peak_mb": peak,
        "shortfalls": len(truth.shortfalls(result)),
    }


def _write_truth(path: Path, truth: Truth) -> None:
    told = {code: sorted(rows) for code, rows in truth.told.items()}
    pairs, repeats = sorted(truth.pairs), sorted(truth.repeats)
    path.write_text(json.dumps([truth.rows, list(truth.faults.items()), told, pairs, repeats]), encoding="utf-8")


def _read_truth(path: Path) -> Truth:
    rows, faults, told, pairs, repeats = json.loads(path.read_text(encoding="utf-8"))
    by_code = {code: set(listed) for code, listed in told.items()}
    return Truth(rows, dict(faults), by_code, {(first, second) for first, second in pairs}, set(repeats))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(Path(sys.argv[2]), sys.argv[3], sys.argv[4])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
