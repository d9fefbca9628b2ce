"""The briefing on paper: two tagged pages whose numbers are those of `ask` and the headline."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from src.coverage.metrics import ask
from src.coverage.planning import headline
from src.coverage.text import LANGS, Lang, month_name, month_number, number
from src.coverage.warehouse import Snapshot

from .conftest import PLACES, Maker, pages

CASES = [(place, lang) for place in PLACES for lang in LANGS]


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_it_has_exactly_two_a4_pages_with_tags_and_a_language(make: Maker, place: str, lang: Lang) -> None:
    reader = PdfReader(BytesIO(make("briefing", "pdf", place, lang)))
    assert len(reader.pages) == 2
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages} == {
        (595, 842)
    }
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a pypdf boolean is no Python one
    assert root["/Lang"] == lang
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_rate_numerator_and_denominator_are_those_of_ask(
    make: Maker, snapshot: Snapshot, place: str, lang: Lang
) -> None:
    first, second = pages(make("briefing", "pdf", place, lang))
    answer = ask(snapshot, "coverage_rate", where={"regency": [place]})
    row = answer.frame.iloc[0]
    assert number(float(row["coverage_rate"]), "percent", lang) in first
    assert number(int(row["coverage_rate_numerator"]), "people", lang) in first
    assert number(int(row["coverage_rate_denominator"]), "people", lang) in first
    assert month_name(answer.month, lang) in first
    assert str(answer.as_of[0].as_of.year) in first
    assert snapshot.id in first and snapshot.id in second


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_districts_payers_and_endings_are_those_of_ask(make: Maker, snapshot: Snapshot, place: str, lang: Lang) -> None:
    first, second = pages(make("briefing", "pdf", place, lang))
    head = headline(snapshot, place)
    where = {"regency": [place]}
    districts = ask(snapshot, ("coverage_rate", "coverage_gap"), by="district", where=where, series=head.behind.series)
    assert len(districts.frame) > 5
    for _, row in districts.frame.iterrows():
        if row["coverage_rate_status"] == "ok":
            assert number(float(row["coverage_rate"]), "percent", lang) in first
            assert number(int(row["coverage_gap"]), "people", lang) in first
    for _, row in ask(snapshot, "active", by="sponsor_kind", where=where).frame.iterrows():
        if row["active"] and row["active_status"] == "ok":
            assert number(int(row["active"]), "people", lang) in second
    expiring = ask(snapshot, "expiring_90", by="sponsor", where=where).frame
    largest = expiring[~expiring["sponsor"].isin(["MANDIRI", "PEMBERI_KERJA"])].nlargest(1, "expiring_90").iloc[0]
    assert number(int(largest["expiring_90"]), "people", lang) in first


@pytest.mark.parametrize(("place", "lang"), CASES)
def test_the_fall_without_renewal_is_that_of_the_headline(
    make: Maker, snapshot: Snapshot, place: str, lang: Lang
) -> None:
    first, second = pages(make("briefing", "pdf", place, lang))
    fall = headline(snapshot, place).falling
    assert fall is not None
    assert number(fall.rate, "percent", lang) in first
    assert month_name(fall.month, lang) in first
    assert number(fall.payers[0].persons, "people", lang) in first
    assert number(fall.low_rate, "percent", lang) in second


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_says_that_the_data_are_synthetic(make: Maker, lang: Lang) -> None:
    words = {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang]
    assert all(words in page for page in pages(make("briefing", "pdf", "74.71", lang)))


def test_the_published_june_2025_is_printed_with_its_published_day(make: Maker) -> None:
    first, _ = pages(make("briefing", "pdf", "74.71", "id", month_number("2025-06")))
    for figure in ("35,05 %", "49.397", "140.940", "91.543", "8 Juni 2025", "Rp18,46 miliar"):
        assert figure in first


def test_a_rate_of_some_segments_names_them_in_the_title(make: Maker) -> None:
    title = PdfReader(BytesIO(make("briefing", "pdf", "33.24", "id"))).metadata
    assert title is not None and "pekerja BPU" in str(title.title)


def test_a_past_month_promises_no_outlook(make: Maker) -> None:
    first, second = pages(make("briefing", "pdf", "74.71", "id", month_number("2025-06")))
    assert "Prospek hanya dihitung dari bulan lengkap terakhir, Oktober 2026" in first
    assert "tanpa perpanjangan" not in second


def test_neighbours_stand_with_their_dates(make: Maker) -> None:
    _, second = pages(make("briefing", "pdf", "74.71", "id"))
    assert "34,81 %" in second and "30 Apr 2025" in second


def test_the_same_question_gives_the_same_bytes(make: Maker) -> None:
    fresh = make.__wrapped__("briefing", "pdf", "74.71", "id")  # type: ignore[attr-defined]
    assert fresh == make("briefing", "pdf", "74.71", "id")
