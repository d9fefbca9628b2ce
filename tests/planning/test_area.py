"""The brief of one district or village: what it says, whom it compares with, what it does where a figure is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from src.coverage.errors import UsageError
from src.coverage.planning.area import area_brief, area_paragraph

from .test_quadrant import town
from .world import OCTOBER, WORKFORCE, city


def test_a_district_is_told_with_its_rate_its_rank_and_the_whole_place() -> None:
    brief = area_brief(town(), "74.71.02")
    assert (brief.name, brief.level, brief.active, brief.rate.rate) == ("Baruga", "district", 30, 0.3)
    assert brief.position == (2, 3)
    assert brief.place_rate is not None and brief.place_rate.rate == 110 / 300
    assert brief.drop_out == 0.4 and brief.lapsed == 12
    assert "30 of 100 PU/BPU workers in Baruga" in brief.paragraph.en
    assert "number 2 of 3 districts" in brief.paragraph.en


def test_a_village_stands_among_the_villages_of_its_district() -> None:
    brief = area_brief(town(), "74.71.02.1001")
    assert brief.level == "village" and brief.parent_name == "Baruga" and brief.position == (1, 1)


def test_it_is_compared_with_the_areas_that_touch_it_where_a_map_tells() -> None:
    touching = area_brief(town(), "74.71.02", adjacent=["74.71.03"])
    assert touching.neighbours.is_adjacent
    assert [row.code for row in touching.neighbours.rows] == ["74.71.03", "74.71.02"]
    near = area_brief(town(), "74.71.02")
    assert not near.neighbours.is_adjacent
    assert {row.code for row in near.neighbours.rows} == {"74.71.01", "74.71.02", "74.71.03", "74.71.04"}


def test_an_area_without_a_denominator_is_told_in_numbers_of_people() -> None:
    brief = area_brief(city(mart_workforce=""), "74.71.01")
    assert brief.rate.rate is None and brief.active == 70
    assert "70" in brief.paragraph.en and brief.position is None
    assert [row.workers for row in brief.deciles if row.active] == [None, None]


def test_payers_and_groups_are_those_of_the_area_alone() -> None:
    brief = area_brief(city(), "74.71.01")
    assert {one.kind: one.active for one in brief.payers} == {"CSR": 50, "APBD_KAB": 20}
    assert sum(row.active or 0 for row in brief.occupations) == 70


def test_few_people_stay_unseen_by_the_public() -> None:
    brief = area_brief(town({"74.71.01.1001": (3, 0, 40)}), "74.71.01", role="public")
    assert brief.rate.rate is None and brief.active is None
    assert "3 of 40" not in brief.paragraph.en and "masked" in brief.paragraph.en


@pytest.mark.parametrize("code", ["74.71", "74.71.99", "abc", "74.71.00"])
def test_what_is_no_district_or_village_is_refused(code: str) -> None:
    with pytest.raises(UsageError):
        area_brief(town(), code)


def test_over_a_hundred_the_first_lines_flag_and_explain_it() -> None:
    told = area_brief(city(mart_workforce=WORKFORCE.replace("| 140", "| 60")), "74.71.01").paragraph
    assert "70 of 60" in told.en and "116.67% ⚠" in told.en and "is not full coverage" in told.en
    assert "116,67 % ⚠" in told.id and "bukan cakupan penuh" in told.id
    assert "⚠" not in area_brief(city(), "74.71.01").paragraph.en


def test_one_who_pays_month_by_month_pays_and_two_pay() -> None:
    for monthly, words in ((1, "1 of them pays"), (2, "2 of them pay")):
        brief = replace(area_brief(city(), "74.71.01"), ending=30, ending_monthly=monthly)
        assert words in area_paragraph(brief).en


def test_counts_that_first_came_within_the_year_are_no_growth_of_an_area() -> None:
    late = f"""
        month   | village_code  | detail   | segment | sponsor_id      | sponsor_kind    | active | is_aggregate
        2025-10 | 74.71.01.1001 | village  | BPU     | KALLA           | CSR             | 40     | 0
        2026-10 | 74.71.01.1001 | village  | BPU     | KALLA           | CSR             | 40     | 0
        {OCTOBER} | 74.71.01.0000 | district | BPU     | TIDAK_TERDAFTAR | TIDAK_TERDAFTAR | 60     | 1
    """
    change = area_brief(city(mart_coverage=late), "74.71.01").year_change
    assert change.points is None and change.persons is None
