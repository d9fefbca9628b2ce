"""How long each report takes over the default demo: `python -m benchmarks.reports [DATA]`."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from src.coverage.demo import make_demo
from src.coverage.folders import DataFolder
from src.coverage.reports import REPORTS, make_report
from src.coverage.warehouse import build, open_snapshot

LIMIT_SECONDS = 5.0
PLACE, SPONSOR = "74.71", "kalla-toyota"


def main(root: Path, is_made: bool) -> dict[str, object]:
    """The measurement, as one JSON object: the first report pays for the imports."""
    data = DataFolder(root)
    if not is_made:
        make_demo(data)
        build(data)
    snapshot = open_snapshot(data)
    seconds: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for name, report in REPORTS.items():
        for form in report.formats:
            start = time.perf_counter()
            made = make_report(name, form, snapshot, data, regency=PLACE, lang="id", sponsor=SPONSOR)
            seconds[f"{name}.{form}"] = round(time.perf_counter() - start, 3)
            sizes[f"{name}.{form}"] = len(made)
    return {
        "benchmark": "reports",
        "seconds": seconds,
        "bytes": sizes,
        "limit_seconds": LIMIT_SECONDS,
        "ok": max(seconds.values()) <= LIMIT_SECONDS,
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(main(Path(sys.argv[1]), is_made=True)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(main(Path(folder), is_made=False)))
