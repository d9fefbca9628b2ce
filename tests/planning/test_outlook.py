# ruff: noqa: E501 - a drawn row is read across
"""Coverage ahead, against sums anybody can redo."""

from __future__ import annotations

import json

import pytest

from src.coverage.errors import UsageError
from src.coverage.metrics import ask
from src.coverage.parameters import contribution
from src.coverage.planning import outlook
from src.coverage.planning.outlook_words import beyond_text
from src.coverage.planning.payers import falling_of
from src.coverage.text import month_number
from tests.planning.world import COVERAGE, LAPSES, OCTOBER, WORKFORCE, city, outlook_rows

JANUARY, FEBRUARY = month_number("2027-01"), month_number("2027-02")
REGENCY = {"regency": ["74.71"]}


def test_the_path_starts_with_the_last_complete_month_and_its_rate() -> None:
    found = outlook(city(), REGENCY)
    assert len(found.path) == 19
    first = found.path[0]
    assert (first.month, first.none.active, first.all.active) == (OCTOBER, 400, 400)
    assert first.none.coverage_rate == 0.4
    assert first.usual is not None
    assert (first.usual.active, first.usual.coverage_rate) == (400, 0.4)


def test_without_renewals_only_what_is_paid_remains() -> None:
    by_month = {step.month: step.none.active for step in outlook(city(), REGENCY).path}
    # 60 Kalla, 20 then 32 APBD, 10 self-paid, 310 PU; Kalla loses 40 in January, the APBD its 32 in February.
    assert [by_month[month] for month in range(OCTOBER, FEBRUARY + 1)] == [400, 412, 412, 372, 340]
    assert by_month[OCTOBER + 18] == 340


def test_if_all_renew_those_who_start_come_on_top() -> None:
    by_month = {step.month: step.all.active for step in outlook(city(), REGENCY).path}
    assert by_month[OCTOBER] == 400
    assert by_month[OCTOBER + 1] == by_month[OCTOBER + 18] == 412


def test_a_cliff_names_the_first_month_without_cover_the_sponsor_and_the_people() -> None:
    cliffs = outlook(city(), REGENCY).cliffs
    assert [(c.month, c.sponsor, c.sponsor_name, c.persons, c.points) for c in cliffs] == [
        (JANUARY, "KALLA", "Kalla Toyota", 40, 0.04),
        (FEBRUARY, "APBD_FISH", "APBD nelayan", 32, 0.032),
    ]


def test_a_block_that_is_already_followed_up_is_no_cliff() -> None:
    assert all(cliff.month != OCTOBER + 1 for cliff in outlook(city(), REGENCY).cliffs)


def test_renewal_costs_twelve_months_at_the_prices_then_in_force() -> None:
    kalla, apbd = outlook(city(), REGENCY).cliffs
    # From January 2027: 30 fishers and 10 riders × 12 × 16,800; riders have the discount until March 2027.
    assert kalla.renewal_idr == 40 * 12 * 16_800
    assert kalla.renewal_low_idr == 40 * 12 * 16_800 - 10 * 3 * 8_400
    assert apbd.renewal_idr == apbd.renewal_low_idr == 32 * 12 * 16_800


def test_the_lowest_month_is_the_first_of_the_lowest() -> None:
    low = outlook(city(), REGENCY).low
    assert low is not None
    assert (low.month, low.none.coverage_rate) == (FEBRUARY, 0.34)


def test_a_shorter_horizon_is_the_same_path_cut_off() -> None:
    snapshot = city()
    short = outlook(snapshot, REGENCY, months=3)
    assert short.path == outlook(snapshot, REGENCY).path[:4]
    assert [cliff.month for cliff in short.cliffs] == [JANUARY]


def test_without_a_denominator_people_are_counted_and_no_rate_is_given() -> None:
    found = outlook(city(mart_workforce=""), REGENCY)
    assert found.path[0].none.active == 400
    assert found.path[0].none.coverage_rate is None
    assert found.cliffs[0].points is None


def test_a_series_of_some_segments_limits_both_sides() -> None:
    workforce = """
        series           | as_of      | region_code | workers
        pekerja_informal | 2025-06-30 | 74.71       | 1000
    """
    found = outlook(city(mart_workforce=workforce), REGENCY)
    assert found.scope == ("BPU",)
    assert found.path[0].none.active == 90
    assert found.path[0].none.coverage_rate == 0.09


def test_filters_reach_the_path() -> None:
    found = outlook(city(mart_workforce=WORKFORCE), {"regency": ["74.71"], "sponsor": ["KALLA"]})
    assert [step.none.active for step in found.path[:4]] == [60, 60, 60, 20]


def test_more_than_eighteen_months_are_refused() -> None:
    with pytest.raises(UsageError):
        outlook(city(), REGENCY, months=19)


def test_the_document_has_months_as_text_and_three_paths() -> None:
    document = outlook(city(), REGENCY).to_json()
    point = {"active": 400, "eligible_workers": 1000, "coverage_rate": 0.4}
    assert document["path"][0] == {
        "month": "2026-10",
        "none": point,
        "usual": {**point, "low": point, "high": point},
        "all": point,
    }
    cliff = document["cliffs"][0]
    assert (cliff["month"], cliff["renewal_idr"], cliff["renewal_months"]) == ("2027-01", 8_064_000, 12)
    assert [option["months"] for option in cliff["options"]] == [3, 6, 12]
    assert json.dumps(document)


def test_the_usual_share_renews_each_block_at_its_own_length() -> None:
    by_month = {step.month: step.usual for step in outlook(city(), REGENCY).path}
    # Kalla: half of 80 blocks of six months; the APBD has one decision only, so all kinds speak for it: 55 of 100.
    expected = {
        JANUARY: 372 + 40 * 0.5,
        FEBRUARY: 340 + 40 * 0.5 + 32 * 0.55,
        JANUARY + 5: 340 + 40 * 0.5 + 32 * 0.55,
        JANUARY + 6: 340 + 40 * 0.25 + 32 * 0.55,
        JANUARY + 12: 340 + 40 * 0.125 + 32 * 0.55,
        FEBRUARY + 12: 340 + 40 * 0.125 + 32 * 0.55**2,
    }
    assert {month: by_month[month].active for month in expected} == {m: round(n) for m, n in expected.items()}


def test_a_share_says_what_it_rests_on() -> None:
    shares = outlook(city(), REGENCY).shares
    assert [(s.sponsor_kind, s.block_months, s.basis, s.ended, s.renewed, s.decisions) for s in shares] == [
        ("APBD_KAB", 12, "all", 100, 55, 4),
        ("CSR", 6, "own", 80, 40, 3),
    ]
    assert all(0 <= share.low < share.share < share.high <= 1 for share in shares)


def test_the_interval_of_the_share_bounds_the_path() -> None:
    for step in outlook(city(), REGENCY).path:
        assert step.usual is not None
        low, high = step.usual.low.active, step.usual.high.active
        assert step.none.active <= low <= step.usual.active <= high <= step.all.active


def test_without_any_past_block_nothing_is_called_usual() -> None:
    found = outlook(city(mart_renewal=""), REGENCY)
    assert all(step.usual is None for step in found.path)
    assert found.shares == ()
    assert [cliff.usual for cliff in found.cliffs] == [None, None]
    assert found.to_json()["path"][0]["usual"] is None


def test_those_who_pay_month_by_month_and_counts_are_carried_and_told_apart() -> None:
    assert outlook(city(), REGENCY).carried == 320


def test_somebody_with_a_later_paid_block_is_not_counted_twice() -> None:
    lapses = f"""
        month        | village_code  | sponsor_id | sponsor_kind | occupation_group | block_months | next_month   | persons
        {OCTOBER + 2} | 74.71.01.1001 | KALLA      | CSR          | nelayan          | 6            | {OCTOBER + 5} | 40
    """
    path = outlook(city(mart_lapse=lapses), REGENCY).path
    assert [step.all.active - step.none.active for step in path[2:7]] == [0, 40, 40, 0, 0]
    assert [step.usual and step.usual.active - step.none.active for step in path[2:7]] == [0, 20, 20, 0, 0]


def test_a_cliff_says_how_many_are_usually_renewed_and_what_each_length_costs() -> None:
    kalla, apbd = outlook(city(), REGENCY).cliffs
    assert (kalla.usual, apbd.usual) == (20, 18)
    assert [(one.months, one.price.high_idr) for one in kalla.options] == [
        (months, 40 * months * 16_800) for months in (3, 6, 12)
    ]
    # Bought for six months: the same again costs what six months cost.
    assert (kalla.block_months, kalla.as_bought) == ((6,), kalla.options[1].price)
    assert apbd.as_bought == apbd.options[2].price


def test_a_higher_income_band_costs_more_to_renew() -> None:
    banded = LAPSES.replace("| 6            | 1    | 30", "| 6            | 2    | 30")
    kalla = outlook(city(mart_lapse=banded), REGENCY).cliffs[0]
    price = contribution("CSR", "other", JANUARY, 2).high_idr
    assert price > 16_800
    assert kalla.options[0].price.high_idr == 3 * (30 * price + 10 * 16_800)


def test_a_regency_without_data_is_said_to_have_none() -> None:
    found = outlook(city(), {"regency": ["33.24"]})
    assert (found.status, found.path, found.cliffs) == ("no_data", (), ())


def test_a_place_without_the_series_stands_on_neither_side() -> None:
    place = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2025-10     | 2026-10    | 2026-10
        33.24        | 2026-10     | 2026-10    | 2026-10
    """
    coverage = (
        COVERAGE
        + "    2026-10 | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | 900 | - | - | - | * | *\n"
    )
    rows = (
        outlook_rows()
        + f"\n{OCTOBER} | 0 | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | * | 0 | 0 | 0 | 0 | 900"
    )
    found = outlook(city(ref_place=place, mart_coverage=coverage, mart_outlook=rows))
    assert (found.path[0].none.active, found.path[0].none.coverage_rate) == (400, 0.4)
    assert [cliff.sponsor for cliff in found.cliffs] == ["KALLA", "APBD_FISH"]


def test_a_place_that_is_complete_later_brings_its_real_months() -> None:
    place = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2025-10     | 2026-10    | 2026-10
        33.24        | 2026-09     | 2026-09    | 2026-09
    """
    coverage = (
        COVERAGE
        + "    2026-09 | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | 900 | - | - | - | * | *\n"
    )
    rows = [
        f"{OCTOBER - 1 + ahead} | {ahead} | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | * | 0 | 0 | 0 | 0 | 900"
        for ahead in range(19)
    ]
    drawn = "\n".join([outlook_rows(), *rows])
    found = outlook(city(ref_place=place, mart_coverage=coverage, mart_outlook=drawn, mart_workforce=""))
    assert found.start == OCTOBER - 1
    # September: the 360 of the city as they really were, and 900; from October on the city's own outlook.
    assert [step.none.active for step in found.path[:5]] == [1260, 1300, 1312, 1312, 1272]


def test_the_public_sees_no_group_of_fewer_than_five() -> None:
    few = outlook_rows().replace("| 10 | 0 | 10 | 10 | 0", "| 3 | 0 | 3 | 3 | 0")
    found = outlook(city(mart_outlook=few), {"village": ["74.71.02.1001"]}, role="public")
    assert (found.status, found.path, found.cliffs) == ("masked", (), ())


def test_members_in_areas_without_a_value_are_in_no_month_of_the_path_and_in_no_cliff() -> None:
    workforce = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2026-01-31 | 74.71.01.1001 | BPU     | 140
    """
    bpu = {**REGENCY, "segment": ["BPU"]}
    found = outlook(city(mart_workforce=workforce), bpu)
    # Of 90 members 10 live in Baruga, which has no workers of the series; they leave after December.
    assert found.path[0].none.eligible_workers == 140
    assert [step.none.active for step in found.path[:5]] == [80, 92, 92, 62, 30]
    assert [step.all.active for step in found.path[:5]] == [80, 92, 92, 92, 92]
    assert [(cliff.sponsor, cliff.persons, cliff.points) for cliff in found.cliffs] == [
        ("KALLA", 30, 30 / 140),
        ("APBD_FISH", 32, 32 / 140),
    ]


def test_by_payer_the_path_and_its_cliffs_are_in_points_over_the_whole_place() -> None:
    found = outlook(city(), {**REGENCY, "sponsor": ["KALLA"]})
    assert (found.measure, found.series) == ("coverage_points", "ucj_potensi")
    assert [step.none.coverage_rate for step in found.path[:4]] == [0.06, 0.06, 0.06, 0.02]
    assert [(cliff.persons, cliff.points) for cliff in found.cliffs] == [(40, 0.04)]


def test_of_places_whose_months_differ_the_carried_are_told_from_the_month_that_has_them_all() -> None:
    two = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2025-10     | 2026-10    | 2026-10
        33.24        | 2025-10     | 2026-09    | 2026-09
    """
    found = outlook(city(ref_place=two))
    assert (found.start, found.carried_from) == (OCTOBER - 1, OCTOBER)
    at = next(step for step in found.path if step.month == OCTOBER)
    assert found.carried is not None
    assert found.carried <= at.none.active


LISTS_BEYOND = """
    month   | village_code  | detail  | segment | sponsor_id      | sponsor_kind    | active | benefit_ready | readiness_known | expiring_90 | occupation_group | decile
    2026-10 | 74.71.01.1001 | village | BPU     | KALLA           | CSR             | 61     | 40            | 50              | 30          | nelayan          | 1
    2026-10 | 74.71.00.0000 | regency | BPU     | TIDAK_TERDAFTAR | TIDAK_TERDAFTAR | -21    | -             | -               | -           | *                | *
"""


def _kalla_ahead(carried: int) -> str:
    """61 people of Kalla until December, 10 of them for another month, and what goes on of the counts."""
    paid = {0: 61, 1: 61, 2: 61, 3: 10}
    head = outlook_rows().splitlines()[0]
    rows = [
        f"{OCTOBER + ahead} | {ahead} | 74.71.01.1001 | village | BPU | KALLA | CSR | nelayan | {paid.get(ahead, 0)} | 0 | 0 | 0 | 0"
        for ahead in range(19)
    ]
    rows += [
        f"{OCTOBER + ahead} | {ahead} | 74.71.00.0000 | regency | BPU | TIDAK_TERDAFTAR | TIDAK_TERDAFTAR | * | 0 | 0 | 0 | 0 | {carried}"
        for ahead in range(19)
    ]
    return "\n".join([head, *rows])


def test_counts_smaller_than_the_lists_leave_the_listed_whole_and_the_outlook_says_by_how_many_it_differs() -> None:
    found = outlook(city(mart_coverage=LISTS_BEYOND, mart_outlook=_kalla_ahead(0), mart_lapse="", mart_renewal=""))
    assert [step.none.active for step in found.path[:5]] == [61, 61, 61, 10, 0]
    # The counts say 40: 61 are listed.
    assert (found.beyond_counts, found.carried) == (21, 0)
    assert found.now is not None and (found.now.active, found.now.coverage_rate) == (40, 0.04)
    assert found.to_json()["beyond_counts"] == 21
    assert found.low is not None and found.low.none.active == 0


def test_where_lists_and_counts_agree_nothing_is_said_to_differ() -> None:
    assert outlook(city(), REGENCY).beyond_counts == 0


def test_no_path_is_ever_below_nought() -> None:
    # A filter may show the people of no area without the counts of the areas that hold them.
    found = outlook(city(mart_coverage=LISTS_BEYOND, mart_outlook=_kalla_ahead(-21), mart_lapse=""))
    assert [step.none.active for step in found.path[:5]] == [40, 40, 40, 0, 0]
    assert found.carried == 0
    for step in found.path:
        assert step.usual is not None
        assert min(step.none.active, step.usual.low.active, step.usual.active, step.all.active) >= 0


def test_nothing_falls_where_the_listed_never_get_fewer_than_the_counts_say() -> None:
    rows = (
        _kalla_ahead(0).replace("| nelayan | 10 |", "| nelayan | 45 |").replace("| nelayan | 0 |", "| nelayan | 45 |")
    )
    found = outlook(city(mart_coverage=LISTS_BEYOND, mart_outlook=rows, mart_lapse=""))
    assert found.path[-1].none.active == 45
    assert found.low is None


def test_the_public_is_not_told_a_difference_of_fewer_than_five() -> None:
    coverage = LISTS_BEYOND.replace("| 61     |", "| 43     |").replace("| -21    |", "| -3     |")
    rows = (
        _kalla_ahead(0).replace("| nelayan | 61 |", "| nelayan | 43 |").replace("| nelayan | 10 |", "| nelayan | 43 |")
    )
    snapshot = city(mart_coverage=coverage, mart_outlook=rows, mart_lapse="")
    assert outlook(snapshot).beyond_counts == 3
    assert outlook(snapshot, role="public").beyond_counts in (None, 0)


def test_a_denominator_of_nought_workers_is_a_value_and_its_members_stay_in_as_in_any_rate() -> None:
    place = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2025-10     | 2026-10    | 2026-10
        33.24        | 2026-10     | 2026-10    | 2026-10
    """
    workforce = WORKFORCE + "    ucj_potensi   | 2025-06-08 | 33.24         | PU      | 0\n"
    coverage = (
        COVERAGE
        + "    2026-10 | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | 5 | - | - | - | * | *\n"
    )
    rows = [
        f"{OCTOBER + ahead} | {ahead} | 33.24.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | * | 0 | 0 | 0 | 0 | 5"
        for ahead in range(19)
    ]
    drawn = "\n".join([outlook_rows(), *rows])
    snapshot = city(ref_place=place, mart_coverage=coverage, mart_workforce=workforce, mart_outlook=drawn)
    found = outlook(snapshot).path[0].none
    asked = ask(snapshot, "coverage_rate", month=OCTOBER).frame.iloc[0]
    assert (found.active, found.eligible_workers) == (405, 1000)
    assert (asked["coverage_rate_numerator"], asked["coverage_rate_denominator"]) == (405, 1000)
    # Its own rate cannot be reckoned.
    own = outlook(snapshot, {"regency": ["33.24"]}).path[0].none
    assert (own.active, own.coverage_rate) == (5, None)


def test_a_sentence_says_that_the_counts_are_smaller_than_the_lists() -> None:
    found = outlook(city(mart_coverage=LISTS_BEYOND, mart_outlook=_kalla_ahead(0), mart_lapse=""))
    said = beyond_text(found)
    assert said is not None
    assert "the difference in people is 21" in said.en
    assert "selisihnya 21 orang" in said.id
    assert beyond_text(outlook(city(), REGENCY)) is None


def test_cover_falls_only_to_numbers_below_what_is_counted_now() -> None:
    # 61 listed of whom the counts know 40: the steepest fall leads to 45, the lowest month to 30.
    rows = (
        _kalla_ahead(0).replace("| nelayan | 10 |", "| nelayan | 45 |").replace("| nelayan | 0 |", "| nelayan | 30 |")
    )
    falling = falling_of(outlook(city(mart_coverage=LISTS_BEYOND, mart_outlook=rows, mart_lapse="")))
    assert falling is not None
    assert (falling.month, falling.active, falling.low_active) == (OCTOBER + 4, 30, 30)
    assert falling.points == pytest.approx((30 - 40) / 1000)
