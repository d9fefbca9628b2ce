"""What a reader sees on figures: drawn snapshots in, the few facts that matter out."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.charts import Look, choropleth, decile_bars, heat, ranking, target_strip, trend
from src.coverage.metrics import Result, ask
from src.coverage.regions import MapFile
from src.coverage.text import Text, month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

ID, EN = Look("id"), Look("en")
OCTOBER = month_number("2026-10")
VILLAGES = ("74.71.01.1001", "74.71.01.1002", "74.71.01.1003", "74.71.01.1004")


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    """Four villages: half covered, a tenth covered, nobody covered, and one without a denominator."""
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | decile | active | expiring_90
            2026-09 | 74.71.01.1001 | 1      | 40     | 0
            2026-10 | 74.71.01.1001 | 1      | 50     | 30
            2026-10 | 74.71.01.1002 | 2      | 10     | 5
            2026-10 | 74.71.01.1004 | ?      | 1      | 0
            2026-10 | 74.71.01.0000 | ?      | 7      | 0
        """,
        mart_workforce="""
            series        | region_code   | decile | segment | workers
            dtsen_bekerja | 74.71.01.1001 | 1      | BPU     | 100
            dtsen_bekerja | 74.71.01.1002 | 2      | BPU     | 100
            dtsen_bekerja | 74.71.01.1003 | 2      | BPU     | 80
        """,
    )


@pytest.fixture
def shapes() -> MapFile:
    """A map of the four villages, and one more that has no shape."""
    return MapFile(
        parent="74.71.01",
        level="village",
        url="/app/static/boundaries/abc.geojson",
        path=Path("abc.geojson"),
        codes=VILLAGES,
        missing=("74.71.01.1005",),
        bounds=(122.4, -4.1, 122.6, -3.9),
        points={code: (122.45 + 0.01 * position, -4.0) for position, code in enumerate(VILLAGES)},
        is_schematic=True,
        source=Text(id="skematik", en="schematic"),
    )


def by_village(world: WorldSnapshot, metric: str) -> Result:
    return ask(world, metric, by="village", where={"regency": ("74.71",)}, month=OCTOBER)


def test_nobody_covered_no_data_and_some_covered_have_three_different_fills(
    world: WorldSnapshot, shapes: MapFile
) -> None:
    chart = choropleth(by_village(world, "coverage_rate"), shapes, {}, ID)

    fill = chart.figure.data[0]
    slots = dict(zip(fill.locations, fill.z, strict=True))
    assert slots["74.71.01.1003"] == 2, "exactly nought"
    assert slots["74.71.01.1004"] == 1, "no denominator"
    assert slots["74.71.01.1001"] > slots["74.71.01.1002"] >= 3
    colours = {colour for _, colour in fill.colorscale}
    assert len(colours) == len(fill.colorscale) / 2, "every step of the scale has a colour of its own"


def test_a_map_carries_codes_and_values_and_its_shapes_by_address(world: WorldSnapshot, shapes: MapFile) -> None:
    chart = choropleth(by_village(world, "coverage_rate"), shapes, {}, ID)

    fill = chart.figure.data[0]
    assert fill.geojson == shapes.url
    assert chart.config["topojsonURL"] == "/app/static/topo/"
    assert chart.figure.layout.geo.fitbounds is None
    assert len(chart.figure.to_json()) < 6_000, "no template, no geometry"


def test_the_legend_counts_classes_absence_people_without_a_place_and_areas_without_a_shape(
    world: WorldSnapshot, shapes: MapFile
) -> None:
    legend = [key.label for key in choropleth(by_village(world, "coverage_rate"), shapes, {}, ID).legend]

    assert "0,0 % (1)" in legend
    assert any(label.startswith("Tidak ada data") and label.endswith("(1)") for label in legend)
    assert "7 orang tanpa lokasi" in legend
    assert "1 wilayah tanpa bentuk peta" in legend


def test_counts_stand_as_bubbles_with_their_number_and_never_as_fill(world: WorldSnapshot, shapes: MapFile) -> None:
    chart = choropleth(by_village(world, "expiring_90"), shapes, {}, ID)

    outline, bubbles = chart.figure.data[:2]
    assert len(set(outline.z) - {2}) <= 1, "shapes are empty, or without data"
    assert list(bubbles.text) == ["30", "5"]
    assert bubbles.marker.size[0] > bubbles.marker.size[1]


def test_separators_follow_the_language(world: WorldSnapshot, shapes: MapFile) -> None:
    result = by_village(world, "coverage_rate")

    assert choropleth(result, shapes, {}, ID).figure.layout.separators == ",."
    assert choropleth(result, shapes, {}, EN).figure.layout.separators == ".,"
    assert "50,0 %" in ranking(result, {}, ID).figure.data[0].text[0]
    assert "50.0%" in ranking(result, {}, EN).figure.data[0].text[0]


def test_a_finding_names_the_highest_and_the_lowest(world: WorldSnapshot, shapes: MapFile) -> None:
    names = {"74.71.01.1001": "Benua", "74.71.01.1003": "Sungai"}
    chart = choropleth(by_village(world, "coverage_rate"), shapes, names, EN)

    assert chart.finding == "Highest Benua (50.0%), lowest Sungai (0.0%)."


def test_a_ranking_keeps_groups_without_a_number_and_says_why(world: WorldSnapshot) -> None:
    bars = ranking(by_village(world, "coverage_rate"), {}, ID).figure.data[0]

    rows = dict(zip(bars.y, bars.text, strict=True))
    assert bars.y[0] == "74.71.01.1001"
    assert rows["74.71.01.1004"] in ("1 orang", "Tidak ada data")


def test_the_worst_come_first_when_asked(world: WorldSnapshot) -> None:
    bars = ranking(by_village(world, "coverage_rate"), {}, ID, top=2, worst=True).figure.data[0]

    assert list(bars.y) == ["74.71.01.1003", "74.71.01.1002"]


def test_a_trend_names_months_in_the_readers_language(world: WorldSnapshot) -> None:
    span = (month_number("2026-09"), OCTOBER)
    result = ask(world, "active", by="month", where={"regency": ("74.71",)}, span=span)

    assert trend(result, ID).finding == "Dari 40 pada September 2026 menjadi 68 pada Oktober 2026."
    ticks = trend(result, EN).figure.layout.xaxis.ticktext
    assert list(ticks) == ["Oct 2026"]


def test_deciles_stand_in_the_order_of_welfare(world: WorldSnapshot) -> None:
    result = ask(world, "active", by="decile", where={"regency": ("74.71",)}, month=OCTOBER)
    bars = decile_bars(result, {}, ID).figure.data[0]

    assert list(bars.y) == [*sorted(bars.y[:-1], key=int), "tanpa desil"]


def test_a_heat_map_marks_what_has_no_number(world: WorldSnapshot) -> None:
    result = ask(world, "coverage_rate", by=("village", "decile"), where={"regency": ("74.71",)}, month=OCTOBER)
    grid = heat(result, {}, {}, ID).figure.data[0]

    texts = {row: list(line) for row, line in zip(grid.y, grid.text, strict=True)}
    assert "50" in texts["74.71.01.1001"]
    assert "×" in texts["74.71.01.1001"]


def test_targets_say_which_are_passed() -> None:
    chart = target_strip(0.3753, [("RKP 2026", 0.3499), ("RPJMN", 0.4392)], ID)

    assert chart.finding == "Sudah melampaui RKP 2026."
    assert [note.text for note in chart.figure.layout.annotations] == [
        "RKP 2026<br><b>34,99 %</b>",
        "RPJMN<br><b>43,92 %</b>",
    ]


def test_names_of_targets_that_would_cover_each_other_stand_on_lines_of_their_own() -> None:
    tracks = [(f"RPJMD Kabupaten Kendal {number}", 0.35 + number / 20) for number in range(6)]
    figure = target_strip(0.2, tracks, ID).figure

    names = [note for note in figure.layout.annotations if note.x == 0]
    assert [note.text for note in names] == [name for name, _ in tracks]
    assert len({note.y for note in names}) == 6
    assert [shape.x0 for shape in figure.layout.shapes] == [value for _, value in tracks]


def test_a_local_target_near_two_national_ones_does_not_lie_over_their_names() -> None:
    tracks = [
        ("RKP 2026", 0.3499), ("RPJMN 2025–2029", 0.4392), ("UCJ operasional", 0.5215), ("RPJMD Kota Kendari", 0.55),
        ("RPJPN 2025–2045", 0.995),
    ]  # fmt: skip
    figure = target_strip(0.3594, tracks, ID).figure

    names = [note for note in figure.layout.annotations if not note.text.startswith("<b>")]
    assert [note.text for note in names] == [name for name, _ in tracks], "names alone, each on a line of its own"
    assert len({note.y for note in names}) == len(tracks)
    assert {note.xanchor for note in names} == {"left"}


def test_the_dark_twin_shares_no_ground_colour_with_the_light_one() -> None:
    light, dark = Look("id").palette, Look("id", dark=True).palette

    assert light.text != dark.text
    assert light.surface != dark.surface
    assert not set(light.higher) & set(dark.higher)
