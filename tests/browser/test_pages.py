"""Every page, in both languages, on a desk and on a telephone, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from src.coverage.ui import pages

from .conftest import Visit

PATHS = [f"/{found.path}" for found in pages()]
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NIGHT = {"color_scheme": "dark"}
SYNTHETIC = {"id": "Data demo sintetis", "en": "Synthetic demo data"}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_says_its_data_are_synthetic_and_asks_no_other_host(visit: Visit, path: str, lang: str) -> None:
    page = visit.go(f"{path}?lang={lang}")

    visit.assert_sound()
    assert SYNTHETIC[lang] in visit.says()
    assert page.evaluate("document.documentElement.lang") == lang
    title = next(found.page.title for found in pages() if f"/{found.path}" == path)
    assert visit.menu_entry(title.of(lang)).is_visible()


@pytest.mark.parametrize("visit", [TELEPHONE], indirect=True)
def test_no_page_scrolls_sideways_on_a_telephone(visit: Visit) -> None:
    wide = []
    for path in PATHS:
        page = visit.go(path)
        visit.assert_sound()
        assert SYNTHETIC["id"] in visit.says()
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("visit", [NIGHT], indirect=True)
@pytest.mark.parametrize("path", ["/overview", "/regions"])
def test_the_dark_theme_is_dark_from_page_to_chart(visit: Visit, path: str) -> None:
    page = visit.go(path)

    visit.assert_sound()
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert _brightness(ground) < 60
    assert visit.shapes() == 11
    colours = page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot text')].map(text => getComputedStyle(text).fill)"
    )
    # Text on a pale shape is dark and on the dark ground light: only what stands outside the shapes is asked.
    axes = page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot .ytick text, .js-plotly-plot .xtick text')]"
        ".map(text => getComputedStyle(text).fill)"
    )
    assert colours
    assert axes
    assert min(map(_brightness, axes)) > 120


READ_ALOUD = (
    "/overview",
    "/regions?level=village",
    "/prospects",
    "/change",
    "/targets",
    "/quadrant",
    "/equity",
    "/area?area=74.71.01",
    "/quarantine",
    "/deliveries",
    "/setup",
    "/lint",
)
STREAMLITS_OWN_LIST = (
    '[data-testid="stSidebarNavItems"]'  # the menu of a telephone: sections within a list, by Streamlit
)


@pytest.mark.parametrize("visit", [{}, NIGHT, TELEPHONE], indirect=True, ids=["light", "dark", "telephone"])
def test_axe_finds_nothing_serious(visit: Visit) -> None:
    found = []
    for path in READ_ALOUD:
        page = visit.go(path)
        answer = Axe().run(page, context={"exclude": [[STREAMLITS_OWN_LIST]]})
        found += [
            (path, fault["id"], node["target"], node.get("failureSummary", ""))
            for fault in answer.response["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]
    assert found == []


def _brightness(colour: str) -> float:
    red, green, blue = (float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue
