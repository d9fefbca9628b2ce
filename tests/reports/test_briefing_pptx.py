"""The briefing on slides: five native slides with the same numbers, alternative text and notes."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from src.coverage.folders import DataFolder
from src.coverage.metrics import ask
from src.coverage.planning import headline
from src.coverage.regions import load_regions
from src.coverage.reports.briefing import read_briefing
from src.coverage.reports.look import nice_ticks
from src.coverage.reports.slide_charts import whole_ticks
from src.coverage.reports.slide_parts import lines_of
from src.coverage.reports.slides import render_slides
from src.coverage.text import LANGS, Lang, month_number, number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker, slides

CASES = [(place, lang) for place in PLACES for lang in LANGS]
POINTS = 12700


def _words(slide: Any) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return " ".join([*found, *tables]).replace("\u00a0", " ")


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


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_the_slide_of_payers_says_of_how_many_its_shares_are(
    make: Maker, snapshot: Snapshot, place: str, lang: Lang
) -> None:
    slide = slides(make("briefing", "pptx", place, lang))[3]
    words, active = _words(slide), headline(snapshot, place).active
    assert words.count(number(active, "people", lang)) >= 2
    assert {"id": "semua segmen", "en": "all segments"}[lang] in words
    assert {"id": "Jingga", "en": "Orange"}[lang] in words


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_a_distance_has_its_sign_and_a_minus_is_no_hyphen(make: Maker, place: str, lang: Lang) -> None:
    words = _words(slides(make("briefing", "pptx", place, lang))[0])
    assert not re.search(r"(^|[\s(])-\d", words)
    if place == "74.71":
        assert "−" in words and re.search(r"\+\d", words)


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_every_slide_states_its_denominator_with_date_and_source(
    make: Maker, snapshot: Snapshot, place: str, lang: Lang
) -> None:
    for slide in slides(make("briefing", "pptx", place, lang)):
        words = _words(slide)
        assert {"id": "Penyebut", "en": "Denominator"}[lang] in words
        assert "2025" in words or "2026" in words
        assert {"id": "sumber: ", "en": "source: "}[lang] in words


def test_a_decision_by_another_denominator_names_it(make: Maker) -> None:
    words = _words(slides(make("briefing", "pptx", "74.71", "id"))[4])
    assert "(penyebut: Bekerja menurut DTSEN)" in words


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_on_a_slide_says_its_language(make: Maker, lang: Lang) -> None:
    wanted = {"id": "id-ID", "en": "en-US"}[lang]
    for slide in slides(make("briefing", "pptx", "74.71", lang)):
        runs = re.findall(r"<a:rPr[^>]*>", slide._element.xml)
        assert runs and all(f'lang="{wanted}"' in run for run in runs)


def test_the_same_question_gives_the_same_slides_and_workbook(make: Maker) -> None:
    for form in ("pptx", "xlsx"):
        fresh = make.__wrapped__("briefing", form, "33.24", "en")  # type: ignore[attr-defined]
        assert fresh == make("briefing", form, "33.24", "en")


def test_the_file_is_dated_as_its_figures_and_so_are_the_workbooks_behind_its_charts(
    make: Maker, snapshot: Snapshot
) -> None:
    deck = ZipFile(BytesIO(make("briefing", "pptx", "74.71", "id")))
    built = snapshot.meta["built_at"]
    day = str(built)[:10]
    days = {"{:04d}-{:02d}-{:02d}".format(*part.date_time[:3]) for part in deck.infolist()}
    assert days == {day}
    inside = [part for part in deck.namelist() if part.endswith(".xlsx")]
    assert len(inside) == 2
    for name in inside:
        core = ZipFile(BytesIO(deck.read(name))).read("docProps/core.xml").decode()
        assert set(re.findall(r">(\d{4}-\d{2}-\d{2})T", core)) == {day}


@pytest.mark.parametrize("rates", [(0.0126, 0.0348), (0.2854, 0.2855), (0.31, 0.377), (0.0, 1.02)])
def test_no_two_ticks_of_an_axis_read_the_same(rates: tuple[float, float]) -> None:
    ticks = whole_ticks(nice_ticks(*rates))
    written = [f"{tick:.0%}" for tick in ticks]
    assert len(written) == len(set(written)) > 1
    assert all(abs(tick * 100 - round(tick * 100)) < 1e-9 for tick in ticks)
    assert ticks[0] <= rates[0] and rates[1] <= ticks[-1] + 1e-9


def test_two_payers_do_not_fill_the_slide(make: Maker) -> None:
    few = slides(make("briefing", "pptx", "74.71", "id", month_number("2024-01")))[3]
    (chart,) = [shape for shape in few.shapes if shape.has_chart]
    assert chart.height / 914400 < 2


@pytest.mark.parametrize("lang", LANGS)
def test_where_nobody_is_paid_for_the_title_counts_no_nought(make: Maker, lang: Lang) -> None:
    title = slides(make("briefing", "pptx", "74.71", lang, month_number("2024-01")))[3].shapes.title.text_frame.text
    assert not re.search(r"\b0\b", title)


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_no_line_ends_between_a_number_and_its_percent_sign(make: Maker, place: str, lang: Lang) -> None:
    for slide in slides(make("briefing", "pptx", place, lang)):
        for shape in slide.shapes:
            assert not shape.has_text_frame or not re.search(r"\d %", shape.text_frame.text)


def test_a_long_badge_keeps_to_one_line(snapshot: Snapshot) -> None:
    badge = "Synthetic demo data · Preliminary · as known on 15 September 2026"
    deck = slides(
        render_slides(
            read_briefing(snapshot, DataFolder(Path("none")), "74.71", "en"),
            ("decide",),
            "Kicker",
            badge,
            "Footer",
            datetime(2026, 11, 21),
        )
    )
    (shape,) = [shape for shape in deck[0].shapes if shape.has_text_frame and shape.text_frame.text == badge]
    size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
    assert size >= 10 and lines_of(badge, size, shape.width / 914400) == 1


def test_the_rate_of_now_stands_clear_of_the_lines_that_lead_on(make: Maker) -> None:
    chart = _chart(slides(make("briefing", "pptx", "33.24", "en"))[2])
    now, everyone, none = chart.plots[0].series
    assert "<c:dLbl>" not in now._element.xml
    assert "<c:dLbl>" in everyone._element.xml and "<c:dLbl>" in none._element.xml
    past = _chart(slides(make("briefing", "pptx", "33.24", "en", month_number("2025-06")))[2])
    assert "<c:dLbl>" in past.plots[0].series[0]._element.xml
