"""How long writing the demo's files takes, at any size: `python -m benchmarks.demo_world [PERSONS]`."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from src.coverage.demo import default_persons, write_demo

LIMIT_SECONDS = 5.0


def main(persons: int) -> dict[str, object]:
    """The measurement, as one JSON object; the limit is for the default size and grows with the world."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        files = write_demo(Path(folder) / "input", persons=persons)
        seconds = time.perf_counter() - start
        size = sum((Path(folder) / "input" / shipment.path).stat().st_size for shipment in files)
    limit = LIMIT_SECONDS * max(1.0, persons / default_persons())
    return {
        "benchmark": "demo_world",
        "persons": persons,
        "files": len(files),
        "mb": round(size / 1e6, 1),
        "seconds": round(seconds, 2),
        "limit_seconds": round(limit, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ok": seconds <= limit,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else default_persons())))
