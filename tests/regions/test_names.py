"""Names: read as people write them, and never guessed."""

from __future__ import annotations

import json

import pytest

from src.coverage.regions import Level, Regions, load_regions
from src.coverage.regions.names import spelling
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.mark.parametrize(
    ("name", "level", "parent", "code"),
    [
        ("Wua Wua", "district", "74.71", "74.71.07"),
        ("WUA-WUA", "village", "74.71.07", "74.71.07.1001"),
        ("Puwatu", "district", "74.71", "74.71.09"),
        ("Puwatuu", "district", "74.71", "74.71.09"),
        ("Anduonohu", "village", "74.71", "74.71.04.1003"),
        ("Kessilampe", "village", "74.71", "74.71.02.1014"),
        ("Kel. Benua Nirae", "village", "74.71", "74.71.06.1004"),
        ("Anggolomelai", "village", "74.71", "74.71.06.1006"),
        ("Pudai", "village", "74.71", "74.71.06.1001"),
        ("LEPO-LEPO", "village", "74.71.03", "74.71.03.1002"),
        ("Kec. Pagerruyung", "district", "33.24", "33.24.02"),
        ("Kota Kendal", "district", "33.24", "33.24.15"),
        ("Kendal", "district", "33.24", "33.24.15"),
        ("Desa Sumber Rahayu", "village", "33.24.06", "33.24.06.2005"),
        ("Metesih", "village", "33.24", "33.24.07.2017"),
        ("Pakauman", "village", "33.24", "33.24.15.1013"),
        ("KEL. POASIA", "village", "74.71.06", "74.71.06.1008"),
        ("Abeli Dalam", "village", "74.71.09", "74.71.09.1005"),
        ("Kendari", "regency", None, "74.71"),
        ("KAB. KENDAL", "regency", "33", "33.24"),
        ("Kota Malang", "regency", None, "35.73"),
        ("Malang (Kab.)", "regency", None, None),
        ("KOTA ADM. JAKARTA SELATAN", "regency", "31", "31.74"),
        ("DKI Jakarta", "province", None, "31"),
        ("Prov. Kep. Riau", "province", None, "21"),
    ],
)
def test_a_name_is_found_as_people_write_it(
    regions: Regions, name: str, level: Level, parent: str | None, code: str | None
) -> None:
    assert regions.match(name, level, parent).code == code


def test_the_kelurahan_poasia_is_in_abeli_not_in_the_district_of_its_name(regions: Regions) -> None:
    match = regions.match("Poasia", "village", "74.71.04")
    assert (match.code, match.candidates, match.reason) == (None, ("74.71.06.1008",), "elsewhere")
    assert "Abeli" in match.text.id and "Abeli" in match.text.en


def test_a_desa_name_in_several_districts_gives_candidates(regions: Regions) -> None:
    match = regions.match("Purwosari", "village", "33.24")
    assert match.code is None and match.reason == "ambiguous"
    assert match.candidates == ("33.24.03.2003", "33.24.14.2009")
    assert regions.match("Purwosari", "village", "33.24.14").code == "33.24.14.2009"


def test_every_repeated_name_of_kendal_is_ambiguous_in_the_regency_and_found_in_its_district(regions: Regions) -> None:
    seen: dict[str, list[str]] = {}
    for village in regions.villages("33.24"):
        seen.setdefault(village.name, []).append(village.code)
        assert regions.match(village.name, "village", village.parent).code == village.code
    repeated = {name: tuple(codes) for name, codes in seen.items() if len(codes) > 1}
    assert len(repeated) >= 10
    for name, codes in repeated.items():
        match = regions.match(name, "village", "33.24")
        assert (match.code, match.candidates) == (None, codes)


def test_malang_without_its_kind_is_two_regencies(regions: Regions) -> None:
    assert regions.match("Malang", "regency").candidates == ("35.07", "35.73")
    assert regions.match("Kab. Malang", "regency").code == "35.07"
    wrong = regions.match("Kab. Kendari", "regency")
    assert wrong.code is None and "74.71" in wrong.candidates


def test_a_misspelt_name_is_answered_with_a_question_not_a_guess(regions: Regions) -> None:
    match = regions.match("Mandongga", "village", "74.71")
    assert (match.code, match.candidates, match.reason) == (None, ("74.71.01.1005",), "near")
    assert "Mandonga" in match.text.id and "?" in match.text.id
    assert regions.match("Xyzzy", "village", "74.71").reason == "unknown"
    assert regions.match("  ", "village", "74.71").reason == "empty"


def test_every_declared_variant_is_needed_and_leads_to_its_area(regions: Regions) -> None:
    for variant in spelling().variants:
        region = regions.get(variant.code)
        assert region and variant.seen
        for name in variant.also:
            assert regions.match(name, region.level, region.parent).code == variant.code


@needs_shared
def test_the_misspelt_districts_of_a_real_table_of_kendari_are_all_found(regions: Regions) -> None:
    rows = json.loads((SHARED / "data/kendari/dbd.json").read_text(encoding="utf-8"))
    names = [next(value for key, value in row.items() if "kec" in key.lower()) for row in rows]
    assert len({regions.match(name, "district", "74.71").code for name in names} - {None}) == 11
