"""The address is the view: a link restores it, even as the first request to a fresh server, and says what it drops."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from src.coverage.ui import pages

from .conftest import Visit, server

FRAME = "[data-testid=stApp] .st-key-filters"


@pytest.mark.parametrize("path", ["regions", "import"])
def test_the_first_request_to_a_fresh_server_may_be_any_page(browser: Browser, demo_data: Path, path: str) -> None:
    title = next(found.page.title for found in pages() if found.path == path)
    with server(demo_data) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        visit = Visit(context, address)
        page = visit.go(f"/{path}?lang=en")
        page.locator(FRAME).wait_for(timeout=20_000)
        visit.settle()

        visit.assert_sound()
        assert page.get_by_role("dialog").count() == 0
        assert "not found" not in visit.says().lower()
        assert visit.menu_entry(title.en).get_attribute("aria-current") == "page"
        assert visit.menu_entry("Overview").get_attribute("aria-current") is None
        assert page.url.startswith(f"{address}/{path}")
        context.close()


def test_a_link_restores_the_view(visit: Visit) -> None:
    page = visit.go("/regions?region=33.24&month=2025-06&level=village&metric=active&lang=en")

    assert visit.shapes() == 286
    shown = visit.says()
    for words in ("Kabupaten Kendal", "June 2025", "EN"):
        assert words in shown
    assert "Oktober" not in shown
    visit.assert_sound()
    before = page.url
    page.reload()
    visit.settle()
    assert page.url == before
    assert visit.shapes() == 286


def test_changing_a_filter_changes_the_address_and_back_goes_back(visit: Visit) -> None:
    page = visit.go("/overview")
    page.locator(".st-key-w_month input").click()
    page.get_by_role("option").nth(3).click()
    visit.until("month=2026-")
    link = page.url

    page.go_back()
    visit.settle()
    assert "month=" not in page.url

    page.goto(link)
    visit.settle()
    assert page.url == link


def test_what_a_link_says_wrongly_is_said(visit: Visit) -> None:
    visit.go("/overview?region=99.99&month=1999-01&lang=xx&kabupaten=kendal")

    shown = visit.says()
    for words in ("region = 99.99", "month = 1999-01", "lang = xx", "kabupaten"):
        assert words in shown
    assert "Kota Kendari" in shown
    visit.assert_sound()


def test_hostile_values_of_a_link_are_shown_as_text(visit: Visit) -> None:
    visit.go("/regions?metric=<img src=x onerror=alert(1)>&area=';drop table meta;--&level=**bold**")

    visit.assert_sound()
    assert visit.shapes() == 11
    assert visit.page.locator("img[src=x]").count() == 0


def test_the_language_switch_keeps_the_view(visit: Visit) -> None:
    page = visit.go("/regions?level=village&month=2025-06")
    page.locator(".st-key-w_lang button", has_text="EN").click()
    visit.until("lang=en")

    assert "level=village" in page.url
    assert "month=2025-06" in page.url
    assert "June 2025" in visit.says()
    assert visit.shapes() == 65
    visit.assert_sound()


def test_shared_choices_go_along_to_another_page(visit: Visit) -> None:
    page = visit.go("/overview?region=33.24&month=2025-06&lang=en")
    visit.menu_entry("Map of areas").click()
    visit.until("/regions?")

    for part in ("region=33.24", "month=2025-06", "lang=en"):
        assert part in page.url
    assert "Kabupaten Kendal" in visit.says()
    visit.assert_sound()
