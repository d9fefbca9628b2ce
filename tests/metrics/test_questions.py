"""Questions are checked before anything is read: unknown names are told with what was meant."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers, refusal
from tests.snapshot_world import WorldSnapshot, snapshot_world


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | decile | segment | sponsor_id | active
            2026-10 | 74.71.01.1001 | 1      | BPU     | KALLA      | 10
            2026-10 | 33.24.01.2001 | 2      | BPU     | MANDIRI    | 7
        """
    )


@pytest.mark.parametrize(
    ("asked", "found", "meant"),
    [
        ({"metrics": "coverage_rte"}, "coverage_rte", "coverage_rate"),
        ({"metrics": "active", "by": "distric"}, "distric", "district"),
        ({"metrics": "active", "where": {"sponsors": "x"}}, "sponsors", "sponsor"),
        ({"metrics": "active", "where": {"district": "74.71.11"}}, "74.71.11", "74.71.01"),
        ({"metrics": "active", "where": {"sponsor": "KALA"}}, "KALA", "KALLA"),
        ({"metrics": "active", "where": {"segment": "BP"}}, "BP", "BPU"),
        ({"metrics": "active", "where": {"decile": "11"}}, "11", "1"),
        ({"metrics": "active", "where": {"occupation_group": "nelayann"}}, "nelayann", "nelayan"),
        ({"metrics": "coverage_rate", "series": "ucj"}, "ucj", "ucj_potensi"),
    ],
)
def test_an_unknown_name_says_what_was_meant(world: WorldSnapshot, asked: dict, found: str, meant: str) -> None:
    error = refusal(world, **asked)
    assert (error.code, error.exit_code) == ("unknown_name", 2)
    assert f"'{found}'" in error.say("id") and meant in error.say("en")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"metrics": []}, "no_metric"),
        ({"metrics": "active", "where": {"district": []}}, "no_code"),
        ({"metrics": "active", "where": {"month": "Oktober"}}, "bad_time"),
        ({"metrics": "active", "span": (24321, 24320)}, "bad_span"),
        ({"metrics": "active", "month": 24321, "where": {"year": "2025"}}, "no_month"),
        ({"metrics": "active", "by": "quarter", "compare": "month_before"}, "bad_compare"),
        ({"metrics": "active", "role": "admin"}, "unknown_role"),
        ({"metrics": "coverage_rate"}, "no_cut"),
        ({"metrics": "pledged", "by": "village"}, "not_by"),
    ],
)
def test_an_impossible_question_is_refused_in_both_languages(world: WorldSnapshot, asked: dict, code: str) -> None:
    error = refusal(world, **asked)
    assert (error.code, error.exit_code) == (code, 2)
    assert error.say("id") != error.say("en") and "{" not in error.say("id") + error.say("en")


def test_several_codes_of_one_dimension_mean_or_and_dimensions_mean_and(world: WorldSnapshot) -> None:
    assert ask(world, "active", where={"regency": ["74.71", "33.24"]}).value() == 17
    assert ask(world, "active", where={"regency": ["74.71", "33.24"], "decile": "1"}).value() == 10
    assert ask(world, "active", where={"regency": "33.24", "decile": "1"}).value() == 0


@pytest.mark.parametrize("code", ["74.71.01", "747101"])
def test_a_code_may_be_written_with_or_without_dots(world: WorldSnapshot, code: str) -> None:
    assert ask(world, "active", where={"district": code}).value() == 10


def test_no_value_ever_reaches_the_statement(world: WorldSnapshot) -> None:
    result = ask(world, "active", by="village", where={"sponsor": "KALLA", "decile": ["1", "2"]})
    assert "KALLA" not in result.sql and "24321" not in result.sql
    assert ["KALLA"] in result.params.values()


def test_a_filter_may_be_finer_than_the_rows(world: WorldSnapshot) -> None:
    assert answers(ask(world, "active", by="regency", where={"village": "74.71.01.1001"})) == [["74.71", 10]]


@pytest.mark.parametrize("metric", ["active", "coverage_rate"])
@pytest.mark.parametrize(
    "where",
    [
        {"province": "74", "regency": "33.24"},
        {"regency": "74.71", "district": "33.24.01"},
        {"district": "33.24.01", "regency": "74.71"},
    ],
)
def test_areas_that_exclude_each_other_are_refused_and_never_answered_by_the_finest(
    world: WorldSnapshot, metric: str, where: dict
) -> None:
    error = refusal(world, metric, where=where)
    assert (error.code, error.exit_code) == ("no_area", 2)


def test_areas_within_each_other_narrow_the_answer(world: WorldSnapshot) -> None:
    where = {"regency": "74.71", "district": ["74.71.01", "33.24.01"]}
    assert answers(ask(world, "active", where=where)) == [[10]]


@pytest.mark.parametrize("metric", ["active", "coverage_rate"])
def test_a_planner_of_a_province_without_a_place_is_told_so(world: WorldSnapshot, metric: str) -> None:
    error = refusal(world, metric, role="planner:11")
    assert error.say("en") == "No area with data lies in all of these: province=11."


def test_one_regency_without_data_among_several_does_not_fall_out_of_the_sum_silently(world: WorldSnapshot) -> None:
    lonely = snapshot_world(
        mart_coverage="""
            month   | village_code  | decile | segment | sponsor_id | active
            2026-10 | 74.71.01.1001 | 1      | BPU     | KALLA      | 10
        """,
        ref_region="""
            code  | level   | name
            74.71 | regency | Kendari
            33.24 | regency | Kendal
        """,
    )
    error = refusal(lonely, "active", where={"regency": ["74.71", "33.24"]})
    assert (error.code, "regency=33.24" in error.text.en) == ("no_area", True)
