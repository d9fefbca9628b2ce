"""How long the demo takes from nothing to a snapshot: `python -m benchmarks.build_demo [PERSONS]`."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from src.coverage.demo import default_persons, make_demo
from src.coverage.folders import DataFolder
from src.coverage.warehouse import build

LIMIT_SECONDS = 20.0
BUILD_LIMIT_SECONDS = 5.0


def main(persons: int) -> dict[str, object]:
    """The measurement, as one JSON object; the limits are for the default size."""
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        start = time.perf_counter()
        report = make_demo(data, persons=persons)
        made = time.perf_counter() - start
        snapshot = build(data)
        seconds = time.perf_counter() - start
        size = snapshot.path.stat().st_size
    built = seconds - made
    return {
        "benchmark": "build_demo",
        "persons": persons,
        "files": len(report.files),
        "list_rows": report.list_rows,
        "make_and_import_seconds": round(made, 2),
        "build_seconds": round(built, 2),
        "build_limit_seconds": BUILD_LIMIT_SECONDS,
        "seconds": round(seconds, 2),
        "limit_seconds": LIMIT_SECONDS,
        "snapshot_mb": round(size / 1e6, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ok": seconds <= LIMIT_SECONDS and built <= BUILD_LIMIT_SECONDS,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else default_persons())))
