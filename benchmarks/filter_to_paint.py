"""From a changed filter to the last paint on the map of 286 villages: `python -m benchmarks.filter_to_paint [CHANGES]`.

Real server, real headless Chromium. The clock starts at the pointer event on a month in the list and stops when the
browser has painted the last change of the page; the naive page (`_naive_app.py`) is measured alike in the same run.
Every change goes to a month that was not shown before as long as there are any, so the server's caches do not help.
Then the same for the pages on what lies ahead, on targets and on fairness, and for the first screen (`pages`).
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from src.coverage.folders import STATIC, DataFolder
from src.coverage.text import month_name, month_number
from src.coverage.warehouse import open_snapshot
from tests.browser.conftest import CHROMIUM, FLAGS, Visit, server

from ._demo import demo_folder

CHANGES = 20
PAGE_CHANGES = 8
PAGES = ("overview", "prospects", "change", "targets", "quadrant", "equity", "area")
LIMIT_MS = 400
LIMIT_KB = 50
REGENCY = "33.24"
VILLAGES = 286
FIRST_WITH_RATES = "2025-06"
WATCH = """() => {
    const times = window.times = {start: 0, paint: 0, change: 0};
    document.addEventListener('pointerdown', event => { times.start = event.timeStamp; times.paint = 0; }, true);
    new MutationObserver(() => {
        times.change = performance.now();
        requestAnimationFrame(() => setTimeout(() => { times.paint = performance.now(); }, 0));
    }).observe(document.querySelector('[data-testid="stMain"]'),
               {subtree: true, childList: true, attributes: true, characterData: true});
}"""
QUIET = """() => times.paint > times.start && performance.now() - times.change > 900
    && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""


def measure(browser: Browser, address: str, path: str, months: list[str]) -> dict[str, Any]:
    """Milliseconds to the last paint and bytes over the websocket, for each month chosen in turn."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    visit = Visit(context, address)
    received: list[int] = []
    visit.page.on("websocket", lambda socket: socket.on("framereceived", lambda data: received.append(len(data))))
    page = visit.go(path)
    assert visit.shapes() == VILLAGES, f"{visit.shapes()} villages are drawn"
    page.evaluate(WATCH)
    milliseconds, kilobytes = [], []
    for number, month in enumerate(months):
        received.clear()
        taken = _change(page, month)
        if number >= 2:  # the first two warm up the browser's engine
            milliseconds.append(taken)
            kilobytes.append(sum(received) / 1000)
    assert visit.shapes() == VILLAGES
    context.close()
    return {
        "median_ms": round(statistics.median(milliseconds)),
        "p95_ms": round(statistics.quantiles(milliseconds, n=20)[-1]),
        "kb_per_change": round(statistics.median(kilobytes), 1),
        "kb_max": round(max(kilobytes), 1),
    }


def measure_page(browser: Browser, address: str, path: str, months: list[str]) -> int:
    """Median milliseconds to the last paint of a page; one without months changes between the two places."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = Visit(context, address).go(f"/{path}?lang=en")
    page.evaluate(WATCH)
    has_months = page.locator(".st-key-w_month input").count() > 0
    places = ["Kabupaten Kendal", "Kota Kendari"] * len(months)
    choices = [("month", month) for month in months] if has_months else [("region", one) for one in places]
    milliseconds = [_choose(page, key, option) for key, option in choices[: PAGE_CHANGES + 2]]
    context.close()
    return round(statistics.median(milliseconds[2:]))


def _change(page: Page, month: str) -> float:
    """Chooses a month in the list and waits for the map to be still."""
    taken = _choose(page, "month", month)
    assert month in page.locator(".st-key-card_region_map").inner_text(), "the map still shows another month"
    return taken


def _choose(page: Page, key: str, name: str) -> float:
    """Chooses an option of a filter and waits for the page to be still."""
    page.locator(f".st-key-w_{key} input").click()
    page.locator(f".st-key-w_{key} input").fill(name)
    option = page.get_by_role("option", name=name, exact=True)
    option.wait_for()
    page.wait_for_timeout(150)
    option.click()
    page.wait_for_function(QUIET, polling=50)
    return float(page.evaluate("times.paint - times.start"))


def months_in_turn(data: Path, changes: int) -> list[str]:
    """Months that have a rate by village, newest first, then again from the newest; two more to warm up."""
    snapshot = open_snapshot(DataFolder(data))
    place = next(place for place in snapshot.places if place.regency_code == REGENCY)
    first, last = max(place.first_month, month_number(FIRST_WITH_RATES)), place.last_month
    known = [month_name(month, "en") for month in range(last - 1, first - 1, -1)]
    snapshot.close()
    return (known * (changes // len(known) + 2))[: changes + 2]


def main(changes: int) -> dict[str, object]:
    """The measurement, as one JSON object."""
    path = f"/regions?region={REGENCY}&level=village&lang=en"
    with demo_folder() as data, tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        naive_app = Path(folder) / "app.py"
        naive_app.write_bytes(Path(__file__).with_name("_naive_app.py").read_bytes())
        (Path(folder) / "static").symlink_to(STATIC)
        months = months_in_turn(data, changes)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with server(data) as address:
            own = measure(browser, address, path, months)
            pages = {one: measure_page(browser, address, one, months) for one in PAGES}
        with server(data, naive_app) as address:
            naive = measure(browser, address, "/", months)
        browser.close()
    return {
        "benchmark": "filter_to_paint",
        "villages": VILLAGES,
        "changes": changes,
        **own,
        "pages": pages,
        "naive": naive,
        "times_faster": round(naive["median_ms"] / own["median_ms"], 1),
        "times_lighter": round(naive["kb_per_change"] / own["kb_per_change"], 1),
        "limit_ms": LIMIT_MS,
        "limit_kb": LIMIT_KB,
        "ok": own["median_ms"] <= LIMIT_MS and own["kb_per_change"] <= LIMIT_KB and max(pages.values()) <= LIMIT_MS,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES)))
