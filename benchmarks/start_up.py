"""From `make run` to a usable first page, the first time and the second: `python -m benchmarks.start_up`.

Installation is not counted. Runs on a fresh copy of the program in a folder of its own, so that the first start makes
the demo, as at a stranger's desk.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from src.coverage.folders import ROOT
from tests.browser.conftest import CHROMIUM, FLAGS, Visit, free_port

FIRST_LIMIT_SECONDS = 30
SECOND_LIMIT_SECONDS = 5
COPIED = ("app.py", "src", "pages", "static", ".streamlit", "data/reference", "pyproject.toml")
DISTRICTS = 11


def copy_program(target: Path) -> None:
    """What a clone of the repository holds and the app needs."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "boundaries"))
        else:
            shutil.copy2(source, target / name)
    # `boundaries` is also a name of program files: only what was made under static/ stays behind.
    for path in (ROOT / "src").rglob("boundaries*.py"):
        shutil.copy2(path, target / path.relative_to(ROOT))


def seconds_to_first_page(program: Path, browser: Browser) -> float:
    """From the start command to the overview with its map drawn."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key != "CAKUPAN_DATA"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from src.coverage import start; start.PORT = '{port}'; start.start()"],
        cwd=program,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = Visit(context, f"http://127.0.0.1:{port}")
    try:
        while True:
            try:
                visit.page.goto(visit.address)
                break
            except Exception:  # nobody listens yet
                assert process.poll() is None, "the start command ended by itself"
                time.sleep(0.05)
        visit.page.wait_for_function(
            f"document.querySelectorAll('.choroplethlayer path').length === {DISTRICTS}", timeout=60_000, polling=50
        )
        return time.perf_counter() - start
    finally:
        context.close()
        process.terminate()
        process.wait(timeout=20)


def main() -> dict[str, object]:
    """The measurement, as one JSON object."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        program = Path(folder)
        (program / "data").mkdir()
        copy_program(program)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        first, second = (seconds_to_first_page(program, browser) for _ in range(2))
        browser.close()
    return {
        "benchmark": "start_up",
        "first_seconds": round(first, 1),
        "first_limit_seconds": FIRST_LIMIT_SECONDS,
        "second_seconds": round(second, 1),
        "second_limit_seconds": SECOND_LIMIT_SECONDS,
        "ok": first <= FIRST_LIMIT_SECONDS and second <= SECOND_LIMIT_SECONDS,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
