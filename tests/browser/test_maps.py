"""The map: every area is really drawn, a click goes down and the way back leads up."""

from __future__ import annotations

import pytest

from src.coverage.regions import load_regions

from .conftest import Visit

KENDARI, KENDAL = "74.71", "33.24"


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        ("", 11),
        ("?level=village", 65),
        (f"?region={KENDAL}", 20),
        (f"?region={KENDAL}&level=village", 286),
        (f"?region={KENDAL}&level=village&metric=active", 286),
    ],
)
def test_every_area_of_a_place_is_drawn(visit: Visit, query: str, drawn: int) -> None:
    visit.go(f"/regions{query}")

    visit.assert_sound()
    assert visit.shapes() == drawn


def test_a_click_on_a_district_shows_its_villages_and_the_way_back_the_districts(visit: Visit) -> None:
    visit.go("/regions")

    visit.click_shape(3)
    page = visit.until("area=74.71.")
    district = page.url.partition("area=")[2].partition("&")[0]
    regions = load_regions()
    assert visit.shapes() == len(regions.children(district))
    assert regions.name(district, "id") in visit.says()

    page.locator(".st-key-up button").click()
    visit.settle()
    assert "area=" not in page.url
    assert visit.shapes() == 11
    visit.assert_sound()


def test_the_same_district_can_be_opened_twice(visit: Visit) -> None:
    visit.go("/regions")
    for _ in range(2):
        visit.click_shape(3)
        page = visit.until("area=74.71.")
        page.locator(".st-key-up button").click()
        visit.settle()
        assert visit.shapes() == 11


def test_a_click_on_a_village_shows_its_numbers(visit: Visit) -> None:
    visit.go("/regions?level=village")

    visit.click_shape(10)
    page = visit.until("village=74.71.")
    code = page.url.partition("village=")[2].partition("&")[0]
    assert code.startswith(KENDARI)
    assert load_regions().name(code, "id") in page.locator(".st-key-card_village").inner_text()


def test_a_click_on_the_overview_map_opens_the_district_on_the_area_page(visit: Visit) -> None:
    visit.go("/overview?lang=en&month=2026-06")

    visit.click_shape(3)
    page = visit.until("/regions?")
    assert "area=74.71." in page.url
    assert "lang=en" in page.url
    assert "month=2026-06" in page.url
    visit.assert_sound()


def test_a_village_is_found_by_name(visit: Visit) -> None:
    page = visit.go("/regions")

    box = page.locator(".st-key-w_village input")
    box.click()
    box.fill("Kandai")
    page.get_by_role("option").first.click()
    visit.until("village=74.71.")

    assert "Kandai" in page.locator(".st-key-card_village").inner_text()
