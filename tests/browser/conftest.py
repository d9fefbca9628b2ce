"""The real app on the demo data in a real browser: one server for all tests, every request to another host recorded."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SHAPES = ".choroplethlayer path"
_INSIDE = """(path) => {
    const box = path.getBBox(), matrix = path.getScreenCTM();
    let best = null;
    for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
        const point = new DOMPoint(box.x + box.width * i / 20, box.y + box.height * j / 20);
        const far = Math.abs(i - 10) + Math.abs(j - 10);
        if (path.isPointInFill(point) && (!best || far < best.far)) best = {far, at: point.matrixTransform(matrix)};
    }
    return [best.at.x, best.at.y];
}"""
_STANDS_STILL = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const busy = app.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-testid="stSkeleton"]')
        || [...document.querySelectorAll('.js-plotly-plot')].some(plot => !plot.querySelector('.main-svg'));
    const seen = [busy, location.href, document.querySelectorAll('*').length, document.body.innerText.length].join();
    if (busy || window.seenLast !== seen) { window.seenLast = seen; window.stillSince = performance.now(); }
    return performance.now() - window.stillSince > 350;
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Outside CI a machine without Chromium skips these tests and says so; in CI they fail."""
    if CHROMIUM is None and os.environ.get("CI") != "true":
        for item in items:
            if Path(str(item.fspath)).is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.skip(reason="no Chromium on the PATH: install the package `chromium`"))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(data: Path, app: Path = ROOT / "app.py") -> Iterator[str]:
    """A freshly started server over `data`; yields its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env={**os.environ, "CAKUPAN_DATA": str(data)},
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_healthy(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            log.seek(0)
            raise AssertionError(f"the server ended by itself:\n{log.read().decode(errors='replace')}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up within 30 s")


@pytest.fixture(scope="session")
def address(demo_data: Path) -> Iterator[str]:
    """The address of one server over the demo, for all tests that do not need a fresh one."""
    with server(demo_data) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Visit:
    """A browser tab that remembers every host it asked and every error it met."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.strangers: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def _note(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        own = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:", "about:")
        if not url.startswith(own):
            self.strangers.append(url)

    def go(self, path: str = "/") -> Page:
        """Opens a path and waits until the script has run and the charts are drawn."""
        self.page.goto(self.address + path)
        return self.settle()

    def settle(self) -> Page:
        """Waits until the app is connected, its script at rest, and the page has stood still for a while."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]', timeout=30_000)
        self.page.evaluate("window.seenLast = undefined")
        self.page.wait_for_function(_STANDS_STILL, timeout=30_000, polling=50)
        return self.page

    def until(self, address: str) -> Page:
        """Waits until the address contains these words, then until the page stands still."""
        self.page.wait_for_url(lambda url: address in url, timeout=15_000, wait_until="commit")
        return self.settle()

    def menu_entry(self, title: str) -> Locator:
        """A page's entry in the menu; the section it lies in is opened."""
        alone = self.page.locator('[data-testid="stTopNav"]').get_by_role("link", name=title)
        if alone.count():
            return alone.first
        for section in self.page.locator('[data-testid="stTopNavSection"]').all():
            section.click()
            entry = self.page.get_by_role("menuitem", name=title)
            if entry.count():
                return entry.first
            section.click()
        raise AssertionError(f"no entry {title!r} in the menu")

    def shapes(self) -> int:
        """How many areas are really drawn on the page's maps."""
        return self.page.locator(SHAPES).count()

    def click_shape(self, number: int) -> Page:
        """Clicks well inside a drawn area, as a reader would; wait with `until` for what it does."""
        x, y = self.page.locator(SHAPES).nth(number).evaluate(_INSIDE)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(100)
        self.page.mouse.click(x, y)
        return self.page

    def says(self) -> str:
        """Everything the reader can read, menus included."""
        return self.page.locator("body").inner_text()

    def assert_sound(self) -> None:
        """No stack trace, no error box, no script fault, and not one request to another host."""
        assert self.page.locator('[data-testid="stException"]').count() == 0, self.says()
        assert self.page.locator('[data-testid="stAlertContentError"]').count() == 0, self.says()
        assert "Traceback" not in self.says()
        assert self.faults == []
        assert self.strangers == []


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A tab of its own at 1440 × 900; `@pytest.mark.parametrize('visit', [dict], indirect=True)` sets other options."""
    options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **getattr(request, "param", {})}
    context = browser.new_context(**options)
    yield Visit(context, address)
    context.close()
