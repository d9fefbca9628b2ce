"""How far the targets are: sums a reader can do by hand, and the class of each track."""

from __future__ import annotations

from typing import Any

import pytest

from src.coverage.parameters import PARAMETERS
from src.coverage.planning.bands import band_of_rate
from src.coverage.planning.milestones import judge, milestone_of
from src.coverage.planning.targets import Progress, Targets, targets
from src.coverage.text import month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

JUNE = month_number("2025-06")
YEAR_BEFORE = JUNE - 12
TRACKS = """
    track           | region_code | month   | rate   | source     | name_id | name_en
    rkp             | 00          | 2026-12 | 0.3499 | RKP 2026   | RKP     | RKP
    rpjmn           | 00          | 2025-12 | 0.3215 | Perpres 12 | RPJMN   | RPJMN
    rpjmn           | 00          | 2029-12 | 0.4392 | Perpres 12 | RPJMN   | RPJMN
    ucj_operasional | 00          | 2025-12 | 0.5215 | Kemendagri | UCJ     | UCJ
    kendal_rpjmd    | 33.24       | 2029-12 | 0.5164 | RPJMD      | Kendal  | Kendal
"""


def kendari(before: int = 47_000, active: int = 49_397, **changed: Any) -> WorldSnapshot:
    """Kota Kendari as published for June 2025, and a year before."""
    months = [(YEAR_BEFORE, before), (month_number("2024-12"), 48_000), (JUNE, active)]
    members = [
        {"month": month, "village_code": "74.71.00.0000", "detail": "regency", "segment": "PU", "active": count}
        for month, count in months
    ]
    workers = """
        series      | as_of      | region_code | workers
        ucj_potensi | 2025-06-08 | 74.71       | 140940
    """
    return snapshot_world(**{"mart_coverage": members, "mart_workforce": workers, "mart_target": TRACKS, **changed})


def track(found: Targets, name: str) -> Progress:
    return next(one for one in found.tracks if one.track == name)


def test_kendaris_needs_are_those_reckoned_by_hand() -> None:
    found = targets(kendari(), {"regency": ["74.71"]}, JUNE)
    rkp, rpjmn, ucj = (track(found, name) for name in ("rkp", "rpjmn", "ucj_operasional"))

    assert rkp.aim is not None
    assert (rkp.aim.needed, rkp.aim.persons, rkp.aim.is_reached) == (49_315, 0, True)
    assert [(one.needed, one.persons) for one in rpjmn.milestones] == [(45_313, 0), (61_901, 12_504)]
    assert ucj.aim is not None
    assert (ucj.aim.needed, ucj.aim.persons) == (73_501, 24_104)
    # Six months from June to December: 24,104 / 6 = 4,017.3.
    assert (ucj.aim.months_left, ucj.aim.pace) == (6, 4_018)


def test_the_pace_is_priced_month_by_month() -> None:
    found = targets(kendari(), {"regency": ["74.71"]}, JUNE)
    due = track(found, "ucj_operasional").aim
    assert due is not None
    assert due.first is not None
    assert due.last is not None
    assert due.total is not None

    assert due.first.high_idr == 4_018 * 16_800
    assert due.last.high_idr == 24_104 * 16_800
    assert due.total.high_idr == (4_018 * (1 + 2 + 3 + 4 + 5) + 24_104) * 16_800


def test_a_promise_of_growth_starts_from_last_december() -> None:
    growth = track(targets(kendari(), {"regency": ["74.71"]}, JUNE), "kendari_tumbuh")

    assert growth.growth == pytest.approx(0.2)
    (due,) = growth.milestones
    assert (due.month, due.needed, due.persons) == (month_number("2025-12"), 57_600, 57_600 - 49_397)
    assert due.rate == pytest.approx(57_600 / 140_940)


@pytest.mark.parametrize(
    ("active", "pace", "verdict"),
    [
        (500, 10.0, "maintain"),  # 500 + 10 × 10 = 600: just enough
        (500, 9.9, "accelerate"),
        (500, 0.0, "accelerate"),
        (500, -0.1, "reverse"),
        (700, -10.0, "maintain"),  # reached, and still so when it falls due
        (700, -10.1, "reverse"),
    ],
)
def test_the_class_of_a_track_follows_its_rule(active: int, pace: float, verdict: str) -> None:
    held = (active, 1000)
    assert judge([milestone_of(JUNE + 10, 0.6, JUNE, held)], held, pace) == verdict


def test_without_a_rate_a_pace_or_a_milestone_ahead_there_is_no_class() -> None:
    held = (500, 1000)
    due = milestone_of(JUNE + 10, 0.6, JUNE, held)
    assert judge([due], None, 1.0) == "insufficient_data"
    assert judge([due], held, None) == "insufficient_data"
    assert judge([milestone_of(JUNE - 1, 0.6, JUNE, held)], held, 1.0) == "insufficient_data"


def test_a_milestone_due_this_month_asks_for_all_at_once_and_a_past_one_for_no_pace() -> None:
    now, past = (milestone_of(JUNE + months, 0.6, JUNE, (500, 1000)) for months in (0, -1))
    assert (now.persons, now.pace) == (100, 100)
    assert (past.persons, past.pace, past.is_past) == (100, None, True)


def test_the_window_is_stated_and_the_pace_reckoned_over_it() -> None:
    found = targets(kendari(before=46_997), {"regency": ["74.71"]}, JUNE)
    assert found.window_months == 12
    assert found.window_active == 46_997
    assert found.pace == pytest.approx(200.0)
    # 49,397 + 200 × 54 = 60,197 are fewer than 61,901.
    assert track(found, "rpjmn").verdict == "accelerate"
    assert track(found, "rkp").verdict == "maintain"


def test_members_who_got_fewer_turn_a_track_around() -> None:
    found = targets(kendari(before=50_000), {"regency": ["74.71"]}, JUNE)
    assert {track(found, name).verdict for name in ("rkp", "rpjmn", "ucj_operasional")} == {"reverse"}


def test_data_that_begin_within_the_window_give_no_class_and_say_why() -> None:
    place = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2024-12     | 2025-06    | 2025-06
    """
    found = targets(kendari(ref_place=place), {"regency": ["74.71"]}, JUNE)
    assert {one.verdict for one in found.tracks} == {"insufficient_data"}
    assert any("June 2024" in note.en for note in found.notes)
    assert track(found, "rpjmn").milestones[-1].persons == 12_504


def test_a_national_target_on_a_local_denominator_carries_its_note() -> None:
    found = targets(kendari(), {"regency": ["74.71"]}, JUNE)
    assert track(found, "rkp").is_national
    assert not track(found, "kendari_tumbuh").is_national
    assert any("yardstick" in note.en for note in found.notes)
    assert "kendal_rpjmd" not in {one.track for one in found.tracks}


def test_a_rate_of_some_segments_is_not_held_against_targets_for_all() -> None:
    workers = """
        series           | as_of      | region_code | workers
        pekerja_informal | 2024-01-01 | 74.71       | 100000
    """
    members = [
        {"month": month, "village_code": "74.71.00.0000", "detail": "regency", "segment": "BPU", "active": 5_000}
        for month in (YEAR_BEFORE, JUNE)
    ]
    found = targets(kendari(mart_coverage=members, mart_workforce=workers), {"regency": ["74.71"]}, JUNE)
    assert found.reason is not None
    assert "BPU" in found.reason.en
    assert {one.verdict for one in found.tracks} == {"insufficient_data"}
    assert found.band is None


def test_the_next_class_of_ucj_is_so_many_people_away() -> None:
    limits = [
        next(iter(PARAMETERS[f"ucj.{name}"].values.values())) for name in ("band_low", "band_medium", "band_high")
    ]
    assert [dated.confidence for dated in limits] == ["low", "low", "low"]
    band = band_of_rate(49_397, 140_940, JUNE)
    assert (band.name.en, band.next.en if band.next else "") == ("low", "medium")
    assert band.persons == 140_940 // 2 - 49_397
    assert band_of_rate(1_100, 1_000, JUNE).next is None
    assert band_of_rate(249, 1_000, JUNE).persons == 1


def test_before_the_classes_of_ucj_there_are_targets_all_the_same() -> None:
    workers = """
        series      | as_of      | region_code | workers
        ucj_potensi | 2024-01-31 | 74.71       | 140940
    """
    found = targets(kendari(mart_workforce=workers), {"regency": ["74.71"]}, YEAR_BEFORE)

    assert found.coverage_rate == 47_000 / 140_940
    assert found.band is None


def test_places_with_members_outside_the_rate_have_no_pace() -> None:
    members = [
        {"month": month, "village_code": f"{code}.00.0000", "detail": "regency", "segment": "PU", "active": 1_000}
        for month in (YEAR_BEFORE, JUNE)
        for code in ("74.71", "74.02")
    ]
    found = targets(kendari(mart_coverage=members), {"province": ["74"]}, JUNE)
    assert found.active == 1_000
    assert found.pace is None
