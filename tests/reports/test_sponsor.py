"""The statement of a sponsor: one page on its own people, small groups masked, nothing that names anybody."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from src.coverage.errors import UsageError
from src.coverage.metrics import ask
from src.coverage.planning import sponsor_facts
from src.coverage.text import LANGS, Lang, month_name, number
from src.coverage.warehouse import Snapshot

from .conftest import Maker, pages

SPONSORS = [("74.71", "kalla-toyota"), ("74.71", "baznas-kendari"), ("33.24", "dbhcht-kendal")]


@pytest.mark.parametrize(("place", "sponsor"), SPONSORS)
@pytest.mark.parametrize("lang", LANGS)
def test_one_tagged_page_with_the_sponsors_own_numbers(
    make: Maker, snapshot: Snapshot, place: str, sponsor: str, lang: Lang
) -> None:
    pdf = make("sponsor", "pdf", place, lang, None, sponsor)
    (page,) = pages(pdf)
    assert "/StructTreeRoot" in PdfReader(BytesIO(pdf)).trailer["/Root"]
    where = {"regency": [place], "sponsor": [sponsor]}
    asked = ask(snapshot, ("sponsored_active", "sponsored_registered", "sponsored_ready"), where=where).frame.iloc[0]
    for value in asked[["sponsored_active", "sponsored_registered", "sponsored_ready"]]:
        assert number(int(value), "people", lang) in page
    facts = sponsor_facts(snapshot, sponsor, place)
    assert number(facts.months_bought, "people", lang) in page
    assert month_name(facts.month, lang) in page
    assert {"id": "Data demo sintetis", "en": "Synthetic demo data"}[lang] in page


@pytest.mark.parametrize("lang", LANGS)
def test_a_family_learns_what_it_receives_with_rule_and_date(make: Maker, lang: Lang) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", lang, None, "kalla-toyota"))
    for amount in (70_000_000, 42_000_000, 10_000_000, 174_000_000):
        assert number(amount, "rupiah", lang) in page
    assert "Permenaker 1/2025" in page


def test_both_prices_are_shown_where_the_law_is_not_settled(make: Maker) -> None:
    (page,) = pages(make("sponsor", "pdf", "74.71", "id", None, "kalla-toyota"))
    assert "Rp25,2 juta (Rp12,6 juta bila keringanan berlaku)" in page


def test_groups_below_five_are_masked_with_a_complement(make: Maker, snapshot: Snapshot) -> None:
    sponsor, place = "baznas-kendari", "74.71"
    where = {"regency": [place], "sponsor": [sponsor]}
    real = ask(snapshot, "sponsored_active", by="village", where=where).frame.set_index("village")["sponsored_active"]
    groups = sponsor_facts(snapshot, sponsor, place).villages
    masked = [group for group in groups if group.persons is None]
    assert any(0 < real[group.code] < 5 for group in masked)
    assert len(masked) > 1
    book = load_workbook(BytesIO(make("sponsor", "xlsx", place, "id", None, sponsor)))
    shown = [row[3].value for row in book["Kelurahan dan desa"].iter_rows(min_row=4) if row[3].value is not None]
    assert shown.count("disamarkan") == len(masked)
    assert all(value == "disamarkan" or value >= 5 for value in shown)


def test_nothing_delivered_is_said_and_is_no_zero(make: Maker) -> None:
    (page,) = pages(make("sponsor", "pdf", "33.24", "id", None, "kayu-lapis-indonesia"))
    assert "tidak ada data" in page and "bukan nol" in page
    assert "Peserta aktif 0" not in page


def test_an_unknown_sponsor_is_refused_with_a_hint(make: Maker) -> None:
    with pytest.raises(UsageError, match="kala-toyota") as refused:
        make("sponsor", "pdf", "74.71", "id", None, "kala-toyota")
    assert "kalla-toyota" in refused.value.say("id")


def test_a_statement_needs_a_sponsor(make: Maker) -> None:
    with pytest.raises(UsageError):
        make("sponsor", "pdf", "74.71", "id")


def test_a_report_that_has_no_slides_says_which_formats_it_has(make: Maker) -> None:
    with pytest.raises(UsageError) as refused:
        make("sponsor", "pptx", "74.71", "id", None, "kalla-toyota")
    assert "pdf" in refused.value.say("id")
