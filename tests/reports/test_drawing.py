"""Maps and charts as SVG: what they must tell apart, and labels that keep to themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from src.coverage.reports import REPORTS, file_name, look
from src.coverage.reports.cells import counted
from src.coverage.reports.content import signed_points
from src.coverage.reports.geometry import contains, read_sheet
from src.coverage.reports.sections import SECTIONS
from src.coverage.reports.slides import SLIDES
from src.coverage.reports.statement import SECTIONS as OWN_SECTIONS
from src.coverage.reports.statement import TABLES as OWN_TABLES
from src.coverage.reports.svg import Area, choropleth, width_of
from src.coverage.reports.svg_charts import Bar, Mark, Trend, bars, track, trend_chart
from src.coverage.reports.tables import TABLES
from src.coverage.text import month_number
from src.coverage.words import phrases, say


def _square(x: float, y: float) -> list[list[float]]:
    return [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]


def _map(folder: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "name": code},
            "geometry": {"type": "Polygon", "coordinates": [_square(at, 0)]},
        }
        for at, code in enumerate(("a", "b", "c"))
    ]
    path = folder / "map.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_nobody_covered_and_no_data_look_different_and_have_legends(tmp_path: Path) -> None:
    rates = {"a": 0.0, "b": None, "c": 0.4}
    scale = look.scale_of(list(rates.values()))
    legend = scale.legend(list(rates.values()), "id", "0 %", "tidak ada data")
    areas = {code: Area(code, code, rate, "1") for code, rate in rates.items()}
    drawn = choropleth(read_sheet(_map(tmp_path), 300, 100), areas, scale, legend)
    fills = re.findall(r'<path d="[^"]+" fill="([^"]+)" fill-rule', drawn)
    assert len(set(fills)) == 3 and fills[1] == "url(#hatch)"
    assert legend[0][1] == "0 %" and legend[-1][1] == "tidak ada data"


def test_a_shape_fits_its_box_and_its_anchor_lies_inside(tmp_path: Path) -> None:
    sheet = read_sheet(_map(tmp_path), 300, 100)
    for shape in sheet.shapes:
        assert contains(shape.rings[0], shape.anchor)
        assert all(0 <= x <= 300 and 0 <= y <= 100 for ring in shape.rings for x, y in ring)


def test_names_are_text_and_never_markup() -> None:
    drawn = bars([Bar("<script>&", 3, "3")], 200)
    ElementTree.fromstring(drawn)
    assert "<script>" not in drawn


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5), st.floats(0, 1))
def test_labels_of_targets_do_not_touch_unless_there_is_no_room(rates: list[float], rate: float) -> None:
    drawn = track(rate, "37,53 %", [Mark("RPJMN 2029", each, "43,92 %") for each in rates], 504)
    found: dict[str, list[float]] = {}
    for x, y in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*anchor="middle">RPJMN', drawn):
        found.setdefault(y, []).append(float(x))
    wide = width_of("RPJMN 2029", 6.8)
    for places in found.values():
        gaps = [b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)]
        # At the right edge labels are held inside the page; there alone they may come closer.
        assert all(gap >= wide - 0.2 or max(places) > 504 - wide for gap in gaps)


def test_a_month_without_a_rate_is_a_gap_in_the_line() -> None:
    drawn = Trend(24288, (0.3, None, 0.32, 0.33), (0.33, 0.3), (0.33, 0.33))
    svg = trend_chart(drawn, "id", ("Apr 2024: 33,00 %", "a|b", "c|d"), 504, 150)
    ElementTree.fromstring(svg)
    lines = re.findall(rf'd="(M[^"]+)" stroke="{look.ACCENT}" stroke-width="1.8"', svg)
    assert [line.count("L") for line in lines] == [0, 1]


def test_every_name_in_a_declared_report_exists() -> None:
    briefing, sponsor = REPORTS["briefing"], REPORTS["sponsor"]
    assert set(briefing.sections) <= set(SECTIONS) and set(briefing.slides) <= set(SLIDES)
    assert set(briefing.sheets) <= set(TABLES)
    assert set(sponsor.sections) <= set(OWN_SECTIONS) and set(sponsor.sheets) <= set(OWN_TABLES)
    assert len(briefing.pages) == 2 and len(briefing.slides) == 5 and len(sponsor.pages) == 1


def test_one_is_told_in_the_singular_and_two_in_the_plural() -> None:
    assert counted("payers_more", "en", 1, count=1) == "1 other payer"
    assert counted("payers_more", "en", 2, count=2) == "2 other payers"
    assert "1 person" in counted("payer_persons", "en", 1, name="A", persons="1")
    for key in (key.split(".", 1)[1] for key in phrases() if key.startswith("reports.") and key.endswith("_one")):
        assert f"reports.{key.removesuffix('_one')}" in phrases(), key


def test_a_fall_is_not_told_as_negative_growth() -> None:
    assert say("reports.shrank", "en", amount="3.67%") == "shrank by 3.67%"
    assert signed_points(-0.0367, "en") == "−3.67 points"


def test_files_are_told_apart_by_report_place_sponsor_filter_month_and_language() -> None:
    month = month_number("2026-10")
    names = {
        file_name("briefing", "pdf", "id", month, "74.71"),
        file_name("briefing", "pdf", "en", month, "74.71"),
        file_name("briefing", "pdf", "id", month, "74.71", None, "BPU"),
        file_name("briefing", "pdf", "id", month, "74.71", None, None, "as-known-2026-03-15"),
        file_name("sponsor", "pdf", "id", month, "74.71", "contoh-a"),
        file_name("sponsor", "pdf", "id", month, "33.24", "contoh-a"),
        file_name("area", "pdf", "id", month, "74.71.01"),
    }
    assert len(names) == 7
    assert "cakupan-sponsor-33.24-contoh-a-2026-10-id.pdf" in names
