"""The briefing on slides: five native slides with the same numbers, alternative text and notes."""

from __future__ import annotations

from typing import Any

import pytest

from src.coverage.metrics import ask
from src.coverage.planning import headline
from src.coverage.regions import load_regions
from src.coverage.reports.slide_parts import lines_of
from src.coverage.text import LANGS, Lang, month_number, number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker, slides

CASES = [(place, lang) for place in PLACES for lang in LANGS]
POINTS = 12700


def _words(slide: Any) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return " ".join([*found, *tables])


def _chart(slide: Any) -> Any:
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_five_slides_each_with_a_title_notes_and_the_source(
    make: Maker, snapshot: Snapshot, place: str, lang: Lang
) -> None:
    deck = slides(make("briefing", "pptx", place, lang))
    assert len(deck) == 5
    for slide in deck:
        assert len(slide.shapes.title.text_frame.text) > 15
        assert snapshot.id in slide.notes_slide.notes_text_frame.text
        assert {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang] in _words(slide)


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_the_first_slide_has_the_rate_of_ask(make: Maker, snapshot: Snapshot, place: str, lang: Lang) -> None:
    words = _words(slides(make("briefing", "pptx", place, lang))[0])
    row = ask(snapshot, "coverage_rate", where={"regency": [place]}).frame.iloc[0]
    assert number(float(row["coverage_rate"]), "percent", lang) in words
    assert number(int(row["coverage_rate_numerator"]), "people", lang) in words
    assert number(int(row["coverage_rate_denominator"]), "people", lang) in words


@pytest.mark.parametrize("place", PLACES)
def test_the_map_is_one_native_shape_a_district_that_says_its_rate(make: Maker, snapshot: Snapshot, place: str) -> None:
    slide = slides(make("briefing", "pptx", place, "id"))[1]
    series = headline(snapshot, place).behind.series
    rates = ask(snapshot, "coverage_rate", by="district", where={"regency": [place]}, series=series).frame
    freeforms = [shape for shape in slide.shapes if "custGeom" in shape._element.xml]
    said = " ".join(shape._element.nvSpPr.cNvPr.get("descr") for shape in freeforms)
    assert len(freeforms) == len(load_regions().children(place))
    for rate in rates["coverage_rate"].dropna():
        assert number(float(rate), "percent", "id") in said


@pytest.mark.parametrize("place", PLACES)
def test_trend_and_outlook_are_a_native_chart_with_the_numbers_of_ask(
    make: Maker, snapshot: Snapshot, place: str
) -> None:
    chart = _chart(slides(make("briefing", "pptx", place, "id"))[2])
    history, everyone, none = (list(series.values) for series in chart.plots[0].series)
    head = headline(snapshot, place)
    span = (head.default_month - 5, head.default_month)
    asked = ask(snapshot, "coverage_rate", by="month", where={"regency": [place]}, span=span, series=head.rate.series)
    known = [value for value in history if value is not None]
    assert known[-6:] == pytest.approx(list(asked.frame["coverage_rate"]))
    assert head.outlook is not None
    assert [value for value in none if value is not None] == pytest.approx(
        [s.none.coverage_rate for s in head.outlook.path]
    )
    assert [value for value in everyone if value is not None] == pytest.approx(
        [s.all.coverage_rate for s in head.outlook.path]
    )


@pytest.mark.parametrize("place", PLACES)
def test_who_pays_is_a_native_chart_with_the_numbers_of_ask(make: Maker, snapshot: Snapshot, place: str) -> None:
    drawn = list(_chart(slides(make("briefing", "pptx", place, "id"))[3]).plots[0].series[0].values)
    asked = ask(snapshot, "active", by="sponsor_kind", where={"regency": [place]}).frame["active"].dropna()
    assert sorted(drawn) == sorted(float(value) for value in asked if value)


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_everything_that_is_seen_has_alternative_text(make: Maker, place: str, lang: Lang) -> None:
    for slide in slides(make("briefing", "pptx", place, lang)):
        for shape in slide.shapes:
            properties = next(shape._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"))
            if not shape.has_text_frame or not shape.text_frame.text:
                assert properties.get("descr") is not None, shape.name


@pytest.mark.parametrize(("place", "lang"), CASES)
@pytest.mark.parametrize("month", [None, month_number("2025-06")])
def test_no_words_leave_their_box_and_no_box_leaves_the_slide(
    make: Maker, place: str, lang: Lang, month: int | None
) -> None:
    for slide in slides(make("briefing", "pptx", place, lang, month)):
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= 13.34 * 914400, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= 7.5 * 914400, shape.name
            if shape.has_text_frame and shape.text_frame.text and shape.text_frame.word_wrap:
                assert _height(shape) <= shape.height / POINTS + 4, shape.text_frame.text


def _height(shape: Any) -> float:
    total = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt if paragraph.runs else 10
        total += lines_of(paragraph.text, size, shape.width / 914400) * size * 1.2
    return total


def test_the_schematic_map_is_called_so(make: Maker) -> None:
    assert "peta skematik" in _words(slides(make("briefing", "pptx", "74.71", "id"))[1])
