"""A demo data folder for benchmarks that look at the app: the one that is there, else one made for the run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from src.coverage.demo import make_demo
from src.coverage.folders import DataFolder
from src.coverage.warehouse import build


@contextmanager
def demo_folder() -> Iterator[Path]:
    """A built demo; `CAKUPAN_BENCH_DATA` names one that exists already and saves its making."""
    if ready := os.environ.get("CAKUPAN_BENCH_DATA"):
        yield Path(ready)
        return
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder) / "data")
        make_demo(data)
        build(data)
        yield data.root
