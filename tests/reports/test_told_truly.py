"""Sentences of a briefing that were once untrue: of districts over 100 %, of ends, of places of counts only."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from src.coverage.folders import DataFolder
from src.coverage.planning import Falling, Payer, Price
from src.coverage.reports import area_tables, make_report, notes, statement, statement_tables, tables, wording
from src.coverage.reports.area import read_area
from src.coverage.reports.briefing import Briefing, read_briefing
from src.coverage.reports.statement import read_statement
from src.coverage.reports.svg_charts import Trend, trend_chart
from src.coverage.text import LANGS, Lang, month_number
from src.coverage.words import phrase
from tests.planning.world import OCTOBER, WORKFORCE, city

from .conftest import pages, slides

WHOLE_PLACE = "\n".join(WORKFORCE.strip().splitlines()[:4])
OVER = f"{WHOLE_PLACE}\n    dtsen_bekerja | 2026-01-31 | 74.71.01.1001 | BPU | 60"
"""The only district with a denominator has 70 members over 60 workers; the other has 10 members and no denominator."""

NOBODY_LISTED = f"""
    month   | village_code  | detail  | segment | sponsor_id    | sponsor_kind  | active | expiring_90
    2026-10 | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | {OCTOBER % 1000} | -
"""
CARRIED = "\n".join(
    [
        "month | ahead | village_code | detail | segment | sponsor_id | sponsor_kind | carried",
        *(
            f"{OCTOBER + at} | {at} | 74.71.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | {OCTOBER % 1000}"
            for at in range(19)
        ),
    ]
)
SEPTEMBER = month_number("2026-09")


def _made(folder: Path, form: str, lang: Lang, **changed: str) -> bytes:
    snapshot: Any = city(**changed)
    return make_report("briefing", form, snapshot, DataFolder(folder), regency="74.71", lang=lang)


def _words(folder: Path, form: str, lang: Lang, **changed: str) -> str:
    """Everything a report of any format says."""
    made = _made(folder, form, lang, **changed)
    if form == "pdf":
        return " ".join(pages(made))
    if form == "xlsx":
        book = openpyxl.load_workbook(BytesIO(made))
        return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)
    shapes = [shape for slide in slides(made) for shape in slide.shapes]
    said = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    cells = [cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return " ".join([*said, *cells, *(slide.notes_slide.notes_text_frame.text for slide in slides(made))])


def _briefing(folder: Path, lang: Lang = "en", **changed: str) -> Briefing:
    snapshot: Any = city(**changed)
    return read_briefing(snapshot, DataFolder(folder), "74.71", lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
def test_a_district_over_a_hundred_lacks_no_minus_ten_workers_and_is_explained(
    tmp_path: Path, form: str, lang: Lang
) -> None:
    said = _words(tmp_path, form, lang, mart_workforce=OVER)
    assert {"id": "bukan cakupan penuh", "en": "is not full coverage"}[lang] in said
    assert "−10" not in said and " -10 " not in said
    assert {"id": "paling tertinggal", "en": "furthest behind"}[lang] not in said
    assert {"id": "Dahulukan", "en": "Start with"}[lang] not in said
    if form != "xlsx":
        assert {"id": "116,67 % ⚠", "en": "116.67% ⚠"}[lang] in said.replace("\u00a0", " ")


def test_a_workbook_marks_rates_over_a_hundred(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(_made(tmp_path, "xlsx", "en", mart_workforce=OVER)))
    (row,) = [row for row in book["Districts"].iter_rows() if row[0].value == "74.71.01"]
    assert round(row[2].value, 4) == 1.1667 and "⚠" in row[2].number_format
    assert [cell.value for cell in row[3:6]] == [70, 60, None]


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
def test_the_members_of_a_district_without_a_denominator_are_counted(tmp_path: Path, form: str) -> None:
    other = next(each for each in _briefing(tmp_path, mart_workforce=OVER).districts if each.code == "74.71.02")
    assert (other.rate, other.active, other.gap) == (None, 10, None)
    assert f"{other.name} no data 10 no data" in _words(tmp_path, form, "en", mart_workforce=OVER) or form == "xlsx"


@pytest.mark.parametrize(("lang", "month"), [("id", "Desember 2026"), ("en", "December 2026")])
def test_34_people_are_not_all_covered_until_the_month_in_which_the_first_14_end(
    tmp_path: Path, lang: Lang, month: str
) -> None:
    briefing = _briefing(tmp_path, lang)
    payer = Payer("BAZ", "Baznas", "ZAKAT", 34, Price(8_000, 8_000), "ok", SEPTEMBER + 1, SEPTEMBER + 4)
    fall = Falling(SEPTEMBER + 4, None, 300, None, SEPTEMBER + 4, None, 300, (payer,))
    told = replace(briefing, head=replace(briefing.head, falling=fall))
    first = wording.decisions(told)[0]
    assert "September 2026" in first and month in first
    assert {"id": "antara", "en": "between"}[lang] in first
    once = replace(
        told, head=replace(told.head, falling=replace(fall, payers=(replace(payer, last_month=payer.month),)))
    )
    assert month not in wording.decisions(once)[0]


def test_what_ends_stands_with_its_first_and_last_month_in_every_month(tmp_path: Path) -> None:
    ends = _briefing(tmp_path).head.ending
    assert ends.payers
    for payer in ends.payers:
        assert OCTOBER < payer.month <= payer.last_month <= OCTOBER + 3
    row = tables.ending(_briefing(tmp_path)).rows[0]
    assert str(row[1]).endswith(("2026", "2027"))
    book = openpyxl.load_workbook(BytesIO(_made(tmp_path, "xlsx", "en")))
    heads = [cell.value for cell in book["Ending"][3]]
    assert heads[1:3] == ["Uncovered from, the first", "Uncovered from, the last"]


def test_people_who_lose_cover_and_people_who_begin_are_not_told_as_the_ones_who_lose_it(tmp_path: Path) -> None:
    title = slides(_made(tmp_path, "pptx", "en"))[2].shapes.title.text_frame.text
    briefing = _briefing(tmp_path)
    assert briefing.head.falling is not None and briefing.head.active is not None
    assert title.startswith(f"Without renewal {briefing.head.active - briefing.head.falling.active} fewer people are")


@pytest.mark.parametrize(("lang", "known", "wrong"), [
    ("id", "Kapan perlindungan berakhir tidak diketahui", "Tidak ada perlindungan"),
    ("en", "When cover ends is not known", "No cover"),
])  # fmt: skip
@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
def test_counts_without_a_list_are_not_said_never_to_end(
    tmp_path: Path, form: str, lang: Lang, known: str, wrong: str
) -> None:
    said = _words(tmp_path, form, lang, mart_coverage=NOBODY_LISTED, mart_outlook=CARRIED)
    assert known in said and wrong not in said
    assert {"id": "dari – yang", "en": "of – known"}[lang] not in said


@pytest.mark.parametrize("form", ["pdf", "pptx", "xlsx"])
def test_a_place_where_nobody_is_active_has_every_report(tmp_path: Path, form: str) -> None:
    nobody = NOBODY_LISTED.replace(f"| {OCTOBER % 1000} |", "| 0 |")
    none = CARRIED.replace(f"| {OCTOBER % 1000}", "| 0")
    assert len(_made(tmp_path, form, "id", mart_coverage=nobody, mart_outlook=none)) > 5000


def test_a_chart_that_starts_at_nought_is_not_said_not_to(tmp_path: Path) -> None:
    briefing = _briefing(tmp_path)
    for history, starts_higher in (((0.01, 0.36), False), ((0.34, 0.36), True)):
        briefing.__dict__["trend"] = Trend(SEPTEMBER, history, (0.36,), (0.36,))
        drawn = trend_chart(briefing.trend, "en", ("", "", ""), 504, 158)  # type: ignore[arg-type]
        assert (">0%<" not in drawn) == starts_higher
        assert ("does not start at zero" in notes.trend_note(briefing)) == starts_higher


def test_the_label_of_a_path_at_the_foot_of_a_chart_stays_inside_it() -> None:
    drawn = trend_chart(Trend(SEPTEMBER, (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)), "en", ("", "0%|all", "0%|none"), 504, 158)
    lows = [float(part.split('"')[0]) for part in drawn.split(' y="')[1:]]
    assert max(lows) < 158


@pytest.mark.parametrize("lang", LANGS)
def test_484_members_of_an_area_without_a_denominator_stand_in_the_tables_of_other_areas(
    tmp_path: Path, lang: Lang
) -> None:
    snapshot: Any = city(mart_workforce=OVER)
    for code, title in (("74.71.01", "area_near_rank"), ("74.71.02", "area_around")):
        told = read_area(snapshot, DataFolder(tmp_path), code, lang)
        rows = {row.code: row.active for row in told.brief.neighbours.rows}
        assert rows["74.71.02"] == 10
        table = area_tables.compared(told)
        assert phrase(f"reports.{title}").of(lang) in table.title
        assert any(10 in row for row in table.rows)


def test_a_sheet_of_an_area_dates_its_denominator_by_its_own_day(tmp_path: Path) -> None:
    snapshot: Any = city(mart_workforce=OVER)
    rows = area_tables.summary(read_area(snapshot, DataFolder(tmp_path), "74.71.01", "en")).rows
    told = {row[0]: row for row in rows}
    assert told["Denominator (workers)"][1:] == (60, None, "31 January 2026")
    assert told["Not covered"][1] is None


def test_an_area_of_counts_only_does_not_say_that_nothing_ends(tmp_path: Path) -> None:
    counts = NOBODY_LISTED.replace("74.71.00.0000 | regency |", "74.71.01.0000 | district |").replace("PU ", "BPU")
    ahead = CARRIED.replace("74.71.00.0000 | regency | PU", "74.71.01.0000 | district | BPU")
    snapshot: Any = city(mart_coverage=counts, mart_outlook=ahead)
    note = area_tables.ending(read_area(snapshot, DataFolder(tmp_path), "74.71.01", "en")).note
    assert note.startswith("When cover ends is not known")


@pytest.mark.parametrize("lang", LANGS)
def test_a_payer_without_a_list_has_no_list_rather_than_no_figures(tmp_path: Path, lang: Lang) -> None:
    snapshot: Any = city()
    told = read_statement(snapshot, "PEMBERI_KERJA", "74.71", lang)
    assert {"id": "belum ada daftar peserta", "en": "no list of members"}[lang] in statement.title(told)
    assert statement_tables.ending_words(told) == phrase("reports.own_ending_unknown").of(lang)
