"""Rates: the right denominator, the right segments, the right day, or none at all (DESIGN 3.3)."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from tests.metrics.answers import answers, refusal
from tests.snapshot_world import WorldSnapshot, snapshot_world

OCTOBER = 2026 * 12 + 9

KENDARI = {
    "mart_coverage": """
        month   | village_code  | segment | detail   | decile | active
        --------+---------------+---------+----------+--------+-------
        2026-10 | 74.71.01.1001 | BPU     | village  | 1      | 40
        2026-10 | 74.71.01.1002 | BPU     | village  | 2      | 10
        2026-10 | 74.71.01.1002 | BPU     | village  | ?      | 5
        2026-10 | 74.71.01.0000 | BPU     | village  | 1      | 3
        2026-10 | 74.71.01.0000 | PU      | district | *      | 500
        2026-10 | 74.71.02.0000 | PU      | district | *      | 300
        2026-10 | 74.71.02.0000 | JAKON   | district | *      | 100
    """,
    "mart_workforce": """
        series        | as_of      | region_code   | segment | decile | workers
        --------------+------------+---------------+---------+--------+--------
        ucj_potensi   | 2025-06-08 | 74.71         | PU      | *      | 2000
        ucj_potensi   | 2025-06-08 | 74.71         | BPU     | *      | 1000
        ucj_potensi   | 2025-06-08 | 74.71         | JAKON   | *      | 500
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 1      | 100
        dtsen_bekerja | 2026-01-01 | 74.71.01.1002 | BPU     | 1      | 50
        dtsen_bekerja | 2026-01-01 | 74.71.01.1002 | BPU     | 2      | 40
        dtsen_bekerja | 2026-01-01 | 74.71.02.1003 | BPU     | 2      | 60
        dtsen_bekerja | 2026-01-01 | 74.71.02.1003 | PU      | 2      | 900
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | PU      | 1      | 800
    """,
}


@pytest.fixture(scope="module")
def kendari() -> WorldSnapshot:
    return snapshot_world(**KENDARI)


def test_a_city_stands_over_the_first_series_that_has_its_total(kendari: WorldSnapshot) -> None:
    result = ask(kendari, "coverage_rate")
    assert answers(result, "coverage_rate", "coverage_rate_numerator", "coverage_rate_denominator") == [
        [round(958 / 3500, 6), 958, 3500]
    ]
    assert (result.series, result.scope, result.outside) == ("ucj_potensi", (), ())
    assert [(one.region_code, one.as_of.isoformat(), one.is_old) for one in result.as_of] == [
        ("74.71", "2025-06-08", True)
    ]


def test_by_segment_the_same_total_is_cut_by_segment(kendari: WorldSnapshot) -> None:
    assert answers(ask(kendari, "coverage_rate", by="segment")) == [["BPU", 0.058], ["JAKON", 0.2], ["PU", 0.4]]


def test_a_regency_cut_cannot_answer_by_district_so_another_series_does(kendari: WorldSnapshot) -> None:
    result = ask(kendari, "coverage_rate", by="district")
    assert result.series == "dtsen_bekerja"
    assert answers(result) == [["74.71.01", round(558 / 990, 6)], ["74.71.02", 0.3125]]
    assert [(one.segment, one.persons, one.code) for one in result.outside] == [("JAKON", 100, "scope")]


def test_asked_for_by_name_a_series_without_the_cut_is_refused(kendari: WorldSnapshot) -> None:
    error = refusal(kendari, "coverage_rate", by="district", series="ucj_potensi")
    assert error.code == "no_cut"
    assert "kecamatan" in error.say("id") and "Potensi UCJ" in error.say("id")
    assert error.exit_code == 2


def test_by_decile_the_rate_is_limited_to_segments_that_have_deciles(kendari: WorldSnapshot) -> None:
    result = ask(kendari, "coverage_rate", by="decile")
    assert answers(result, "coverage_rate", "coverage_rate_numerator", "coverage_rate_status") == [
        ["1", round(43 / 150, 6), 43, "ok"],
        ["2", 0.1, 10, "ok"],
        ["?", None, 5, "unknown"],
    ]
    assert result.scope == ("BPU",)
    assert [(one.segment, one.persons) for one in result.outside] == [("PU", 800), ("JAKON", 100)]
    assert result.outside[0].reason.id == "tanpa desil"
    assert result.unknown_share == pytest.approx(5 / 58)
    assert result.groups_used == 2


def test_by_village_unlocated_members_have_a_row_and_no_rate_and_an_empty_village_has_zero(
    kendari: WorldSnapshot,
) -> None:
    result = ask(kendari, "coverage_rate", by="village")
    assert answers(result, "coverage_rate", "coverage_rate_numerator", "coverage_rate_status") == [
        ["74.71.01.0000", None, 3, "unknown"],
        ["74.71.01.1001", 0.4, 40, "ok"],
        ["74.71.01.1002", round(15 / 90, 6), 15, "ok"],
        ["74.71.02.1003", 0.0, 0, "ok"],
    ]
    assert result.scope == ("BPU",)


def test_the_gap_and_the_workers_asked_with_a_rate_are_limited_alike(kendari: WorldSnapshot) -> None:
    result = ask(kendari, ["coverage_rate", "coverage_gap", "eligible_workers", "active"], by="decile")
    assert answers(result, "coverage_gap", "eligible_workers", "active")[0] == ["1", 107, 150, 43]


def test_workers_asked_alone_are_all_the_workers(kendari: WorldSnapshot) -> None:
    assert answers(ask(kendari, "eligible_workers", by="decile")) == [["1", 950], ["2", 1000]]


def test_a_segment_without_the_detail_asked_is_refused_and_named(kendari: WorldSnapshot) -> None:
    error = refusal(kendari, "coverage_rate", by="decile", where={"segment": "PU"})
    assert error.code == "no_cut"
    assert "PU" in error.say("en")


def test_a_filter_is_never_dropped(kendari: WorldSnapshot) -> None:
    result = ask(kendari, "coverage_rate", where={"village": "74.71.01.1002", "decile": "1"})
    assert answers(result, "coverage_rate", "coverage_rate_denominator") == [[0.0, 50]]
    assert result.scope == ("BPU",)


def test_points_stand_over_the_whole_city_and_add_up_to_its_rate(kendari: WorldSnapshot) -> None:
    whole = ask(kendari, "coverage_rate").value()
    for by in ("sponsor", "district", "segment", "sponsor_kind"):
        result = ask(kendari, "coverage_points", by=by)
        assert set(answers(result, "coverage_points_denominator")[0][1:]) == {3500}
        assert sum(row[-1] for row in answers(result)) == pytest.approx(whole, abs=1e-5)


@pytest.mark.parametrize("metric", ["coverage_rate", "coverage_gap", "eligible_workers"])
def test_a_rate_by_sponsor_is_refused_with_a_sentence(kendari: WorldSnapshot, metric: str) -> None:
    error = refusal(kendari, metric, by="sponsor")
    assert error.code == "not_by"
    assert "pembayar" in error.say("id")


def test_by_series_every_series_gives_its_own_rate(kendari: WorldSnapshot) -> None:
    result = ask(kendari, "coverage_rate", by="series")
    assert answers(result) == [["ucj_potensi", round(958 / 3500, 6)], ["dtsen_bekerja", round(858 / 1950, 6)]]
    assert refusal(kendari, "coverage_rate", where={"series": ["ucj_potensi", "dtsen_bekerja"]}).code == "mixes_series"


def test_a_total_and_its_parts_of_one_date_are_not_added() -> None:
    world = snapshot_world(
        mart_coverage="month | village_code | segment | active\n2026-10 | 74.71.01.1001 | BPU | 30",
        mart_workforce="""
            series      | region_code | segment | workers
            ucj_potensi | 74.71       | *       | 300
            ucj_potensi | 74.71       | BPU     | 100
            ucj_potensi | 74.71       | PU      | 200
        """,
    )
    assert ask(world, "coverage_rate").value() == 0.1


SCOPES = {
    "mart_coverage": """
        month   | village_code  | segment | detail  | active
        2026-10 | 74.71.01.1001 | BPU     | village | 20
        2026-10 | 74.71.00.0000 | PU      | regency | 30
        2026-10 | 33.24.01.2001 | BPU     | village | 14
        2026-10 | 33.24.00.0000 | PU      | regency | 90
    """,
    "mart_workforce": """
        series           | as_of      | region_code | segment | workers
        ucj_potensi      | 2025-06-08 | 74.71       | *       | 100
        pekerja_informal | 2025-06-30 | 33.24       | *       | 338
    """,
}


@pytest.fixture(scope="module")
def two_places() -> WorldSnapshot:
    return snapshot_world(**SCOPES)


def test_the_scope_of_a_series_limits_the_numerator(two_places: WorldSnapshot) -> None:
    result = ask(two_places, "coverage_rate", where={"regency": "33.24"})
    assert answers(result, "coverage_rate_numerator", "coverage_rate_denominator") == [[14, 338]]
    assert result.scope == ("BPU",)
    assert [(one.segment, one.persons, one.code) for one in result.outside] == [("PU", 90, "scope")]


def test_a_series_of_one_segment_answers_by_segment_without_being_cut_by_it(two_places: WorldSnapshot) -> None:
    result = ask(two_places, "coverage_rate", by="segment", where={"regency": "33.24"})
    assert answers(result, "coverage_rate_denominator") == [["BPU", 338]]


def test_two_places_with_different_series_are_never_mixed(two_places: WorldSnapshot) -> None:
    result = ask(two_places, "coverage_rate", by="regency")
    assert result.series == "ucj_potensi"
    assert answers(result, "coverage_rate", "coverage_rate_status") == [
        ["33.24", None, "no_data"],
        ["74.71", 0.5, "ok"],
    ]
    assert [(one.segment, one.persons, one.code) for one in result.outside] == [
        ("PU", 90, "no_value"),
        ("BPU", 14, "no_value"),
    ]


def test_the_rate_over_two_places_leaves_out_both_sides_of_the_one_without_a_value(two_places: WorldSnapshot) -> None:
    result = ask(two_places, "coverage_rate")
    assert answers(result, "coverage_rate_numerator", "coverage_rate_denominator") == [[50, 100]]


def test_a_filter_on_a_segment_outside_the_scope_is_refused(two_places: WorldSnapshot) -> None:
    error = refusal(two_places, "coverage_rate", where={"regency": "33.24", "segment": "PU"})
    assert error.code == "no_cut"
