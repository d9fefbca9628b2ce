"""What a server holds in memory after one reader has come and gone: `python -m benchmarks.idle_memory`."""

from __future__ import annotations

import json
import time

import psutil
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, Visit, server

from ._demo import demo_folder

LIMIT_MB = 300


def main() -> dict[str, object]:
    """The measurement, as one JSON object."""
    with demo_folder() as data, server(data) as address:
        (process,) = (child for child in psutil.Process().children() if "streamlit" in child.cmdline())
        before = process.memory_info().rss
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            Visit(browser.new_context(), address).go("/")
            browser.close()
        time.sleep(5)
        after = process.memory_info().rss
    return {
        "benchmark": "idle_memory",
        "before_first_reader_mb": before // 2**20,
        "idle_mb": after // 2**20,
        "limit_mb": LIMIT_MB,
        "ok": after < LIMIT_MB * 2**20,
    }


if __name__ == "__main__":
    print(json.dumps(main()))
