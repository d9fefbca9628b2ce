"""On a phone and on a desk nothing is cut, no word is broken, and no label lies over another."""

from __future__ import annotations

import pytest

from src.coverage.ui import pages

from .conftest import Visit

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1440, "height": 900}}
PLACES = {"74.71": ("id", "74.71.01"), "33.24": ("en", "33.24.01")}

_FAULTS = r"""() => {
    const found = new Set();
    const seen = (one) => one.getBoundingClientRect().width > 0 && one.getBoundingClientRect().height > 0;
    const lines = (node, start, text) => {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + text.length);
        return new Set([...range.getClientRects()].filter(b => b.width > 0.5).map(b => Math.round(b.top))).size;
    };
    for (const cell of document.querySelectorAll('td, th, h1, h2, h3, h4, h5, label, button p')) {
        if (!seen(cell)) continue;
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (const word of node.data.matchAll(/[^\s\u200b\-–—\/]+|\d[\d.,]*\s%/g))
                if (lines(node, word.index, word[0]) > 1) found.add(`broken: ${word[0]}`);
        }
    }
    for (const table of document.querySelectorAll('[data-testid="stMarkdownContainer"] table')) {
        if (!seen(table)) continue;
        const frame = table.closest('[data-testid="stMarkdownContainer"]').getBoundingClientRect();
        if (table.getBoundingClientRect().right > frame.right + 1) found.add(`wide: ${table.innerText.slice(0, 60)}`);
    }
    const rows = '[data-testid="stButtonGroup"] > div, [data-testid="stPageLink-NavLink"]';
    for (const row of document.querySelectorAll(rows))
        if (seen(row) && row.scrollWidth > row.clientWidth + 2) found.add(`cut: ${row.innerText}`);
    for (const plot of document.querySelectorAll('.js-plotly-plot')) {
        const frame = plot.getBoundingClientRect();
        const texts = [...plot.querySelectorAll('svg text')]
            .filter(text => seen(text) && text.textContent.trim() && !text.closest('.hoverlayer'))
            .map(text => [text.textContent, text.getBoundingClientRect()]);
        texts.forEach(([said, box], at) => {
            if (box.left < frame.left - 2 || box.right > frame.right + 2) found.add(`out of the figure: ${said}`);
            for (const [other, near] of texts.slice(at + 1)) {
                const across = Math.min(box.right, near.right) - Math.max(box.left, near.left);
                const down = Math.min(box.bottom, near.bottom) - Math.max(box.top, near.top);
                if (across > 3 && down > 4) found.add(`one over the other: ${said} | ${other}`);
            }
        });
    }
    return [...found];
}"""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("visit", [PHONE, DESK], indirect=True, ids=["phone", "desk"])
def test_nothing_is_cut_broken_or_covered(visit: Visit, place: str) -> None:
    lang, area = PLACES[place]
    faults = {}
    for found in pages():
        more = f"&area={area}" if found.path == "area" else ""
        page = visit.go(f"/{found.path}?region={place}&lang={lang}{more}")
        if told := page.evaluate(_FAULTS):
            faults[found.path] = told
    assert faults == {}
