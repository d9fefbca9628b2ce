"""Where the law is written, as a reader sees it: in the language of the page, each regulation once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import ValidationError

from src.coverage.parameters import (
    PARAMETERS,
    SECTORS,
    Basis,
    band_table,
    citations,
    contribution,
    family_benefits,
    target_tracks,
)
from src.coverage.text import Text, month_number

SEEN = date(2026, 11, 21)
INDONESIAN = re.compile(
    r"\b(menurut|sebagaimana|belum|berakhir|tidak|dan|tentang|kebijakan|pemberitaan|lampiran|artikel|halaman|pilihan|jo)\b",
    re.IGNORECASE,
)


def _basis(cite: str | dict[str, str]) -> Basis:
    return Basis.model_validate({"cite": cite, "url": None, "seen": SEEN})


def _every_basis() -> list[Basis]:
    found = [dated.basis for parameter in PARAMETERS.values() for dated in parameter.values.values()]
    found += [point.basis for track in target_tracks() for point in (*track.rates, *track.growth)]
    return [*found, band_table(date.max).basis]


def test_a_name_that_needs_no_translation_is_declared_once_and_others_in_both_languages() -> None:
    assert _basis("PP 82/2019").cite == Text(id="PP 82/2019", en="PP 82/2019")
    assert _basis({"id": "Lampiran II", "en": "Annex II"}).cite.en == "Annex II"
    for faulty in ("", {"id": "Lampiran II"}):
        with pytest.raises(ValidationError):
            _basis(faulty)


def test_no_citation_is_indonesian_on_an_english_page() -> None:
    for basis in _every_basis():
        assert not INDONESIAN.search(basis.cite.en), basis.cite.en
        if INDONESIAN.search(basis.cite.id):
            assert basis.cite.id != basis.cite.en


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (["PP 44/2015, Lampiran II", "PP 44/2015"], "PP 44/2015, Lampiran II"),
        (["PP 44/2015", "PP 44/2015, Lampiran II", "PP 44/2015"], "PP 44/2015, Lampiran II"),
        (["PP 82/2019; Permenaker 5/2021", "PP 82/2019"], "PP 82/2019; Permenaker 5/2021"),
        (["PP 82/2019", "PP 82/2019; Permenaker 5/2021"], "PP 82/2019; Permenaker 5/2021"),
        (["PP 50/2025 (press; ministry)", "PP 50/2025", "PP 5/2025"], "PP 50/2025 (press; ministry); PP 5/2025"),
        (["PP 44/2015", "PP 44/20151"], "PP 44/2015; PP 44/20151"),
        ([], ""),
    ],
)
def test_a_regulation_is_said_once_in_a_line(cited: list[str], said: str) -> None:
    if not cited:
        with pytest.raises(ValidationError):
            citations([])
        return
    assert citations(map(_basis, cited)) == Text(id=said, en=said)


def test_no_price_and_no_benefit_says_the_same_regulation_twice() -> None:
    lines = [
        citations(contribution(kind, sector, month_number(month)).basis)
        for kind in ("APBD_KAB", "CSR", "MANDIRI")
        for sector in SECTORS
        for month in ("2025-12", "2026-03", "2027-02")
    ]
    lines += [citations(benefit.basis) for benefit in family_benefits(SEEN)]
    for line in lines:
        for cited in (line.id, line.en):
            named = re.findall(r"(?:PP|Permenaker|UU|Perpres) \d+/\d+", cited)
            assert named and len(named) == len(set(named)), cited
