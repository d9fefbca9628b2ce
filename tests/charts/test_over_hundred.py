"""A rate above a hundred per cent is drawn at its length, with a sign, and never cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.charts import Look, choropleth, heat, ranking, target_strip
from src.coverage.metrics import ask
from src.coverage.regions import MapFile
from src.coverage.text import Text
from tests.snapshot_world import WorldSnapshot, snapshot_world


@pytest.fixture
def world() -> WorldSnapshot:
    """Two districts, of which one has half as many members again as workers."""
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | active
            2026-10 | 74.71.01.1001 | BPU     | 150
            2026-10 | 74.71.02.1001 | BPU     | 40
        """,
        mart_workforce="""
            series        | as_of      | region_code   | segment | workers
            dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 100
            dtsen_bekerja | 2026-01-01 | 74.71.02.1001 | BPU     | 100
        """,
    )


def test_bars_and_bullet_show_it_whole_and_flagged(world: WorldSnapshot) -> None:
    rates = ask(world, "coverage_rate", by="district")
    bars = ranking(rates, {}, Look("id")).figure
    assert list(bars.data[0].x) == [1.5, 0.4]
    assert bars.data[0].text[0].startswith("150,0 % ⚠")
    assert "⚠" not in bars.data[0].text[1]
    assert bars.layout.xaxis.range[1] > 1.5

    strip = target_strip(1.5, [("RPJMN", 0.4392)], Look("id")).figure
    assert strip.data[1].x[0] == 1.5
    assert strip.layout.xaxis.range[1] > 1.5


def test_a_map_shows_it_whole_and_flagged_on_the_shape_in_the_hover_and_in_the_finding(world: WorldSnapshot) -> None:
    codes = ("74.71.01", "74.71.02")
    shapes = MapFile(
        parent="74.71",
        level="district",
        url="/app/static/boundaries/abc.geojson",
        path=Path("abc.geojson"),
        codes=codes,
        missing=(),
        bounds=(122.4, -4.1, 122.6, -3.9),
        points={code: (122.45 + 0.1 * position, -4.0) for position, code in enumerate(codes)},
        is_schematic=True,
        source=Text(id="skematik", en="schematic"),
    )
    chart = choropleth(ask(world, "coverage_rate", by="district"), shapes, {"74.71.01": "Mandonga"}, Look("id"), 540)
    fill, *labels = chart.figure.data
    assert fill.customdata[0].startswith("150,0 % ⚠") and "150 dari 100" in fill.customdata[0]
    assert fill.z[0] > fill.z[1]  # in the highest class, not left blank
    written = [text for trace in labels for text in trace.text]
    assert any("150,0 % ⚠" in text for text in written)
    assert "Mandonga (150,0 % ⚠)" in chart.finding
    assert "⚠" not in fill.customdata[1]


def test_a_grid_writes_it_whole(world: WorldSnapshot) -> None:
    grid = heat(ask(world, "coverage_rate", by=("district", "segment")), {}, {}, Look("id")).figure.data[0]
    assert grid.text[0][0] == "150"
