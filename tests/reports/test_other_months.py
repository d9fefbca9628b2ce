"""Reports of a first month, a past month, another denominator or one segment: each says what it is, and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from src.coverage.errors import CannotAnswer
from src.coverage.folders import DataFolder
from src.coverage.planning import headline
from src.coverage.reports import make_report
from src.coverage.text import LANGS, Lang, month_number, number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker, pages, slides
from .test_sums import note, sheets

FIRST, BEFORE = month_number("2024-01"), month_number("2024-12")


def _words(slide: Any) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame).replace("\u00a0", " ")


def _area(snapshot: Snapshot, demo_data: Path, code: str, lang: Lang = "id", month: int | None = None) -> str:
    data = DataFolder(demo_data)
    (page,) = pages(make_report("area", "pdf", snapshot, data, regency=code[:5], area=code, lang=lang, month=month))
    return page


@pytest.mark.parametrize("month", ["2099-01", "2023-12"])
def test_a_month_outside_the_data_gets_no_report_but_the_months_there_are(make: Maker, month: str) -> None:
    with pytest.raises(CannotAnswer, match="outside the data of Kota Kendari, which run from January 2024"):
        make("briefing", "pdf", "74.71", "id", month_number(month))


@pytest.mark.parametrize("place", PLACES)
def test_a_single_month_makes_a_sentence_and_no_empty_chart(make: Maker, place: str) -> None:
    _, second = pages(make("briefing", "pdf", place, "id", FIRST))
    assert "Baru ada satu bulan, Januari 2024" in second and "Skala persen" not in second
    slide = slides(make("briefing", "pptx", place, "id", FIRST))[2]
    assert not any(shape.has_chart for shape in slide.shapes)
    assert "Baru ada satu bulan" in _words(slide)


def test_a_plan_over_years_and_the_year_it_is_due_are_not_run_together(make: Maker) -> None:
    first, _ = pages(make("briefing", "pdf", "74.71", "id", FIRST))
    assert "RPJMN 2025–2029 tahun 2025" in first and "2025–2029 2025" not in first


def test_what_ends_in_a_past_month_is_among_its_decisions(make: Maker) -> None:
    first, second = pages(make("briefing", "pdf", "33.24", "id", BEFORE))
    assert "DBHCHT Kabupaten Kendal" in first and "Lepas mulai" in first and "Jan–Mar 2025" in first
    assert "Tidak ada keputusan yang mendesak" not in second
    assert "Perpanjang DBHCHT Kabupaten Kendal: perlindungan" in second


@pytest.mark.parametrize("month", [FIRST, BEFORE])
def test_districts_without_a_rate_are_not_said_to_be_ranked(make: Maker, month: int) -> None:
    _, second = pages(make("briefing", "pdf", "33.24", "id", month))
    assert "Kecamatan diperingkat" not in second


def test_a_gap_in_the_line_is_explained_where_there_is_one_only(make: Maker) -> None:
    _, second = pages(make("briefing", "pdf", "74.71", "id"))
    assert "Celah pada garis" not in second and "Garis putus" not in second


def test_orange_is_explained_where_something_is_orange_only(make: Maker) -> None:
    assert "Jingga" in pages(make("briefing", "pdf", "74.71", "id"))[1]
    assert "Jingga" not in pages(make("briefing", "pdf", "74.71", "id", FIRST))[1]


@pytest.mark.parametrize("lang", LANGS)
def test_another_denominator_is_used_and_named_everywhere(snapshot: Snapshot, demo_data: Path, lang: Lang) -> None:
    data, told = DataFolder(demo_data), {"id": "Bekerja menurut DTSEN", "en": "Working in DTSEN"}[lang]
    asked = {"regency": "74.71", "lang": lang, "series": "dtsen_bekerja"}
    rate = headline(snapshot, "74.71", series="dtsen_bekerja").rate
    first, _ = pages(make_report("briefing", "pdf", snapshot, data, **asked))  # type: ignore[arg-type]
    assert number(rate.rate, "percent", lang) in first and told in first
    for slide in slides(make_report("briefing", "pptx", snapshot, data, **asked)):  # type: ignore[arg-type]
        assert told in _words(slide)


def test_a_chart_starts_where_its_denominator_does(snapshot: Snapshot, demo_data: Path) -> None:
    book = make_report(
        "briefing", "xlsx", snapshot, DataFolder(demo_data), regency="74.71", lang="id", series="dtsen_bekerja"
    )
    first = sheets(book)["Per bulan"][0]
    assert first[0].date() == date(2026, 1, 1) and first[1] is not None


def test_one_segment_is_named_where_all_are_named_otherwise(snapshot: Snapshot, demo_data: Path) -> None:
    data = DataFolder(demo_data)
    content = make_report("briefing", "pdf", snapshot, data, regency="74.71", lang="id", segment="BPU")
    first, second = pages(content)
    assert "Kota Kendari · Bukan penerima upah (BPU)" in first
    assert "semua segmen" not in first + second
    book = make_report("briefing", "xlsx", snapshot, data, regency="74.71", lang="id", segment="BPU")
    assert "Peserta aktif, Bukan penerima upah (BPU)" in {row[0] for row in sheets(book)["Ringkasan"]}


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_of_before_the_waiting_months_counts_none(make: Maker, lang: Lang) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", lang, BEFORE, "apbd-kendari"))
    assert "0 bulan masa tunggu" not in page and "0 waiting months" not in page and "the 0 JKM" not in page
    assert {"id": "JKM penuh tanpa masa tunggu", "en": "Full JKM without waiting months"}[lang] in page


def test_what_ends_after_a_past_month_is_told_as_known_now(make: Maker) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", "id", BEFORE, "apbd-kendari"))
    assert "menurut data sekarang" in page
    assert "menurut data sekarang" not in pages(make("sponsor", "pdf", "74.71", "id", None, "apbd-kendari"))[0]


@pytest.mark.parametrize("lang", LANGS)
def test_who_pays_month_by_month_has_no_end_and_is_named_in_the_readers_language(make: Maker, lang: Lang) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", lang, None, "MANDIRI"))
    assert {"id": "Bayar mandiri: ", "en": "Self-paid: "}[lang] in page
    assert {"id": "tidak ada blok yang berakhir", "en": "no block ends"}[lang] in page


def test_an_area_ranks_from_the_highest_and_says_so(snapshot: Snapshot, demo_data: Path) -> None:
    page = _area(snapshot, demo_data, "74.71.01")
    assert "tertinggi ke-" in page and "urutan ke-" not in page
    assert "highest first" in _area(snapshot, demo_data, "74.71.01", "en")


def test_an_area_says_source_and_date_of_its_denominator_and_whom_its_tables_are_about(
    snapshot: Snapshot, demo_data: Path
) -> None:
    page = _area(snapshot, demo_data, "74.71.01")
    assert "sumber: register" in page and "Pembilang: peserta aktif pada akhir" in page
    assert "Ke depan, pekerja PU/BPU" in page and "semua segmen" in page
    assert "dihitung dua kali" in page


def test_an_area_whose_deciles_nobody_knows_shows_no_noughts(snapshot: Snapshot, demo_data: Path) -> None:
    content = make_report("area", "xlsx", snapshot, DataFolder(demo_data), regency="33.24", area="33.24.05", lang="id")
    assert [row[0] for row in sheets(content)["Desil"]] == ["Tidak diketahui"]


def test_an_area_without_figures_has_sentences_and_no_empty_tables(snapshot: Snapshot, demo_data: Path) -> None:
    page = _area(snapshot, demo_data, "74.71.05.1002", month=FIRST)
    assert "tidak ada data" not in page
    assert "Tidak ada blok yang berakhir" not in page
    assert page.count("Prospek hanya dihitung dari bulan lengkap terakhir, Oktober 2026") == 2
    assert "Belum ada rincian ini untuk Januari 2024" in page


def test_an_area_tells_who_pays_month_by_month_from_those_whose_blocks_end(snapshot: Snapshot, demo_data: Path) -> None:
    assert "di antaranya membayar tiap bulan" in _area(snapshot, demo_data, "74.71.01")


def test_the_note_of_the_districts_says_why_they_do_not_add_up(make: Maker) -> None:
    told = note(make("briefing", "xlsx", "74.71", "id"), "Kecamatan")
    assert "memakai penyebut lain, Potensi UCJ" in told
    assert "penyebut judul" not in told


def test_districts_that_do_add_up_to_the_place_are_not_said_not_to(make: Maker) -> None:
    content = make("briefing", "xlsx", "33.24", "en")
    rows, told = sheets(content)["Districts"], {row[0]: row[1] for row in sheets(content)["Summary"]}
    assert sum(row[3] for row in rows) == told["Active members (numerator)"]
    assert sum(row[4] or 0 for row in rows) == told["Denominator (workers)"]
    assert "of the same sum" in note(content, "Districts") and "do not add up" not in note(content, "Districts")


@pytest.mark.parametrize("lang", LANGS)
def test_a_sponsor_of_before_its_first_list_is_not_said_to_protect_nought(make: Maker, lang: Lang) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", lang, FIRST, "kalla-toyota"))
    assert {"id": "tidak ada peserta aktif di Kota Kendari", "en": "nobody active in Kota Kendari"}[lang] in page
    assert "Rp0" not in page
