# ruff: noqa: E501 - a drawn table is read across
"""The bridge between two months: its parts sum to the change exactly, whatever came, moved, was late or was revised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from src.coverage.errors import CannotAnswer, UsageError
from src.coverage.planning.bridge import FLOWS, bridge
from src.coverage.planning.bridge_facts import Bridge
from src.coverage.text import month_code, month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world
from tests.warehouse.engines import on_duckdb
from tests.warehouse.random_worlds import worlds
from tests.warehouse.world import Row, Tables

JAN, FEB, MAR = (month_number(f"2026-0{number}") for number in (1, 2, 3))

MEMBERS = """
    month   | village_code  | sponsor_id | active | joined | rejoined | lapsed | moved_in | moved_out | renewed | double_paid
    2026-01 | 74.71.01.1001 | KALLA      | 100    | 0      | 0        | 0      | 0        | 0         | 0       | 2
    2026-02 | 74.71.01.1001 | KALLA      | 95     | 10     | 3        | 20     | 2        | 0         | 7       | 2
    2026-03 | 74.71.01.1001 | KALLA      | 97     | 4      | 0        | 1      | 0        | 1         | 5       | 3
    2026-01 | 74.71.02.1001 | KALLA      | 50     | 0      | 0        | 0      | 0        | 0         | 0       | 0
    2026-02 | 74.71.02.1001 | KALLA      | 48     | 0      | 0        | 0      | 0        | 2         | 0       | 0
    2026-03 | 74.71.02.1001 | KALLA      | 49     | 0      | 0        | 0      | 1        | 0         | 0       | 0
"""
COUNTS = """
    month   | village_code  | detail  | segment | active | net_change
    2026-01 | 74.71.00.0000 | regency | PU      | 300    | -
    2026-02 | 74.71.00.0000 | regency | PU      | 310    | 10
    2026-03 | 74.71.00.0000 | regency | PU      | 305    | -5
"""
WORKERS = """
    series      | as_of      | region_code | segment | workers
    ucj_potensi | 2025-06-08 | 74.71       | PU      | 600
    ucj_potensi | 2025-06-08 | 74.71       | BPU     | 400
    ucj_potensi | 2026-03-01 | 74.71       | PU      | 800
    ucj_potensi | 2026-03-01 | 74.71       | BPU     | 400
"""


def city(**changed: Any) -> WorldSnapshot:
    """Two villages and a count of employees over three months; the denominator is revised in the last."""
    meta = changed.pop("meta", None)
    return snapshot_world(
        meta,
        **{"mart_coverage": [*_rows(MEMBERS), *_rows(COUNTS)], "mart_workforce": WORKERS, **changed},
    )


def _rows(text: str) -> list[Row]:
    from tests.snapshot_world import table

    return table(text)


def persons(found: Bridge) -> dict[str, int | None]:
    return {part.name: part.persons for part in found.parts}


def test_every_part_is_what_the_months_add_up_to() -> None:
    found = bridge(city(), JAN, MAR)

    assert (found.start.active, found.start.eligible_workers) == (450, 1000)
    assert (found.end.active, found.end.eligible_workers) == (451, 1200)
    assert persons(found) == {
        "joined": 14, "rejoined": 3, "lapsed": -21, "moved_in": 3, "moved_out": -3, "net_change": 5, "denominator": None,
    }  # fmt: skip
    assert (found.renewed, found.double_paid) == (12, (2, 3))
    assert found.numerator_points == pytest.approx(1 / 1000, abs=1e-12)
    assert found.denominator_points == pytest.approx(451 / 1200 - 451 / 1000, abs=1e-12)


def test_pati_fell_because_its_denominator_was_revised() -> None:
    active = {"2025-01": 199_333, "2025-03": 173_728}
    members = [
        {"month": month_number(month), "village_code": "33.18.00.0000", "detail": "regency", "active": active.get(month, 180_000)}
        | {"net_change": change, "segment": "BPU"}
        for month, change in (("2025-01", None), ("2025-02", -19_333), ("2025-03", -6_272))
    ]  # fmt: skip
    workers = """
        series      | as_of      | region_code | workers
        ucj_potensi | 2024-06-30 | 33.18       | 511111
        ucj_potensi | 2025-03-31 | 33.18       | 599061
    """
    found = bridge(
        snapshot_world(mart_coverage=members, mart_workforce=workers), month_number("2025-01"), month_number("2025-03")
    )

    assert found.start.coverage_rate == pytest.approx(0.39, abs=5e-4)
    assert found.end.coverage_rate == pytest.approx(0.29, abs=5e-4)
    assert persons(found)["net_change"] == -25_605
    assert found.numerator_points == pytest.approx(-25_605 / 511_111, abs=1e-12)
    assert found.denominator_points == pytest.approx(173_728 / 599_061 - 173_728 / 511_111, abs=1e-12)
    assert found.numerator_points is not None
    assert found.denominator_points is not None
    # About half of the ten points is no person's: 5.0 by members, 5.0 by the revision.
    assert found.points == pytest.approx(found.numerator_points + found.denominator_points, abs=1e-12)


def test_a_payers_bridge_is_in_points_of_the_whole_place() -> None:
    found = bridge(city(), JAN, MAR, {"sponsor": ["KALLA"]})

    assert found.measure == "coverage_points"
    assert (found.start.active, found.start.eligible_workers, found.end.active) == (150, 1000, 146)
    assert persons(found)["net_change"] == 0


def test_what_came_in_late_is_a_part_of_its_own() -> None:
    early = [row | {"active": 90} if row["active"] == "100" else row for row in _rows(MEMBERS)]
    then = city(mart_coverage=[*early, *_rows(COUNTS)], meta={"as_known": "2026-02-10"})
    found = bridge(city(), JAN, MAR, then=then)

    assert (found.start.active, found.end.active) == (440, 451)
    assert persons(found)["late"] == 10
    assert found.as_known == "2026-02-10"
    assert_sums(found)

    same_month = bridge(city(), JAN, JAN, then=then)
    assert persons(same_month) == {"late": 10, "denominator": None}
    assert_sums(same_month)


def test_a_denominator_not_yet_known_then_is_in_the_denominators_part() -> None:
    then = city(
        mart_workforce=WORKERS.replace(
            "2025-06-08 | 74.71       | PU      | 600", "2025-06-08 | 74.71       | PU      | 500"
        )
    )
    found = bridge(city(), JAN, JAN, then=then)

    assert (found.start.eligible_workers, found.end.eligible_workers) == (900, 1000)
    assert persons(found)["late"] == 0
    assert_sums(found)


def test_a_denominator_without_segments_is_found_in_the_state_of_that_day_too() -> None:
    workers = """
        series      | as_of      | region_code | workers
        ucj_potensi | 2025-06-08 | 74.71       | 1000
        ucj_potensi | 2026-03-01 | 74.71       | 1200
    """
    early = [row | {"active": 90} if row["active"] == "100" else row for row in _rows(MEMBERS)]
    then = city(mart_coverage=[*early, *_rows(COUNTS)], mart_workforce=workers, meta={"as_known": "2026-02-10"})
    found = bridge(city(mart_workforce=workers), JAN, MAR, then=then)

    assert found.reason is None
    assert (found.start.active, found.start.eligible_workers, found.start.coverage_rate) == (440, 1000, 0.44)
    assert persons(found)["late"] == 10
    assert_sums(found)


def test_a_few_who_came_in_late_are_no_part_a_reader_from_outside_sees() -> None:
    early = [row | {"active": 97} if row["active"] == "100" else row for row in _rows(MEMBERS)]
    then = city(mart_coverage=[*early, *_rows(COUNTS)], meta={"as_known": "2026-02-10"})

    assert persons(bridge(city(), JAN, JAN, then=then))["late"] == 3
    found = bridge(city(), JAN, JAN, role="public", then=then)
    assert (found.status, found.parts) == ("masked", ())


def test_a_payer_nobody_had_told_of_that_day_begins_at_nobody() -> None:
    others = [row | {"sponsor_id": "ANTAM"} for row in _rows(MEMBERS)]
    then = city(mart_coverage=[*others, *_rows(COUNTS)], meta={"as_known": "2026-02-10"})
    found = bridge(city(), JAN, MAR, {"sponsor": ["KALLA"]}, then=then)

    assert (found.start.active, found.start.eligible_workers, found.end.active) == (0, 1000, 146)
    assert persons(found)["late"] == 150
    assert_sums(found)


def test_a_payer_whose_first_list_came_between_begins_at_nobody_of_all_workers() -> None:
    begun = [row for row in _rows(MEMBERS) if row["month"] > JAN] + [
        row | {"sponsor_id": "ANTAM"} for row in _rows(MEMBERS) if row["month"] == JAN
    ]
    found = bridge(city(mart_coverage=[*begun, *_rows(COUNTS)]), JAN, MAR, {"sponsor": ["KALLA"]})

    assert found.reason is None
    assert (found.start.active, found.start.eligible_workers, found.start.coverage_rate) == (0, 1000, 0.0)
    assert_sums(found)


def test_without_points_both_ends_are_about_the_same_people() -> None:
    workers = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2026-02-08 | 74.71.01.1001 | BPU     | 200
    """
    found = bridge(city(mart_workforce=workers), JAN, MAR, {"segment": ["BPU"]})

    assert (found.start.active, found.end.active) == (150, 146)
    assert "uncounted" not in persons(found)
    assert_sums(found)


def test_a_place_without_data_has_no_bridge() -> None:
    with pytest.raises(CannotAnswer) as refusal:
        bridge(city(ref_region=[{"code": "33.24"}]), JAN, MAR, {"regency": ["33.24"]})
    assert refusal.value.code == "no_data"


def test_a_month_nobody_knew_of_that_day_is_refused() -> None:
    then = city(mart_coverage=[row for row in [*_rows(MEMBERS), *_rows(COUNTS)] if row["month"] < FEB])
    with pytest.raises(CannotAnswer) as refusal:
        bridge(city(), FEB, MAR, then=then)
    assert "not known yet" in refusal.value.text.en


def test_without_a_denominator_at_one_end_there_are_persons_and_a_sentence() -> None:
    found = bridge(city(mart_workforce=WORKERS.replace("2025-06-08", "2026-02-01")), JAN, MAR)

    assert found.reason is not None
    assert "January 2026" in found.reason.en
    assert all(part.points is None for part in found.parts)
    assert "denominator" not in persons(found)
    assert sum(part.persons or 0 for part in found.parts) == found.persons


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((MAR, JAN), "must be before"),
        ((JAN, JAN), "must be before"),
        ((JAN - 1, MAR), "run from January 2026"),
        ((JAN, MAR + 1), "to March 2026"),
    ],
)
def test_impossible_months_are_refused_in_a_sentence(months: tuple[int, int], words: str) -> None:
    with pytest.raises(UsageError) as refusal:
        bridge(city(), *months)
    assert words in refusal.value.text.en


def test_a_month_whose_counts_have_not_come_is_no_end_of_a_bridge() -> None:
    missing = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-03 | 74.71     | PU      | bpjs
    """
    rows = [row for row in _rows(COUNTS) if row["month"] != MAR]
    with pytest.raises(CannotAnswer) as refusal:
        bridge(city(mart_coverage=[*_rows(MEMBERS), *rows], ref_missing=missing), JAN, MAR)
    assert "PU of 74.71 for March 2026" in refusal.value.text.en


def test_a_month_between_that_lacks_counts_is_said_and_the_sum_still_holds() -> None:
    missing = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-02 | 74.71     | PU      | bpjs
    """
    rows = [row | {"net_change": None} for row in _rows(COUNTS) if row["month"] != FEB]
    found = bridge(city(mart_coverage=[*_rows(MEMBERS), *rows], ref_missing=missing), JAN, MAR)

    assert persons(found)["net_change"] == 5
    assert any("both ends" in note.en for note in found.notes)
    assert_sums(found)


def test_counts_that_first_came_between_are_no_newcomers_and_it_is_said() -> None:
    rows = [row | {"net_change": None} for row in _rows(COUNTS) if row["month"] == MAR]
    found = bridge(city(mart_coverage=[*_rows(MEMBERS), *rows]), JAN, MAR)

    assert any("PU" in note.en and "first came" in note.en for note in found.notes)
    assert_sums(found)


def test_a_reader_who_may_not_see_small_groups_gets_no_part_of_them() -> None:
    found = bridge(city(), JAN, MAR, {"district": ["74.71.02"]}, role="public")

    assert found.status == "masked"
    assert found.parts == ()


def test_members_of_areas_without_a_denominator_stand_apart() -> None:
    workers = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2025-06-08 | 74.71.01.1001 | BPU     | 200
        dtsen_bekerja | 2026-02-08 | 74.71.02.1001 | BPU     | 100
    """
    found = bridge(city(mart_workforce=workers), JAN, MAR, {"segment": ["BPU"]})

    assert persons(found).get("uncounted") == 50
    assert_sums(found)


def assert_sums(found: Bridge) -> None:
    """Persons exactly, points within 1e-12."""
    assert sum(part.persons or 0 for part in found.parts) == found.end.active - found.start.active
    if found.points is not None:
        assert sum(part.points or 0 for part in found.parts) == pytest.approx(found.points, abs=1e-12)
        assert found.numerator_points is not None
        assert found.denominator_points is not None
        assert found.numerator_points + found.denominator_points == pytest.approx(found.points, abs=1e-12)


COUNTS_THAT_CHANGE_DETAIL = """
    month   | village_code  | detail   | segment | active | net_change
    2026-01 | 74.71.01.0000 | district | PU      | 300    | -
    2026-02 | 74.71.00.0000 | regency  | PU      | 310    | -
    2026-03 | 74.71.00.0000 | regency  | PU      | 305    | -5
"""


def test_counts_that_change_their_detail_are_no_fall_of_a_district() -> None:
    snapshot = city(mart_coverage=[*_rows(MEMBERS), *_rows(COUNTS_THAT_CHANGE_DETAIL)])
    with pytest.raises(CannotAnswer) as refusal:
        bridge(snapshot, JAN, MAR, {"district": ["74.71.01"]})
    assert refusal.value.code == "not_delivered"
    assert "PU" in refusal.value.text.en
    assert bridge(snapshot, FEB, MAR, {"district": ["74.71.01"]}).status == "ok"
    assert bridge(snapshot, JAN, MAR).status == "ok"


# Worlds nobody thought of -------------------------------------------------------------------------------------------

RANDOM_WORKERS = """
    series        | as_of      | region_code   | decile | segment | workers
    ucj_potensi   | 2024-09-01 | 74.71         | *      | PU      | 17
    ucj_potensi   | 2024-09-01 | 74.71         | *      | BPU     | 23
    ucj_potensi   | 2025-05-01 | 74.71         | *      | PU      | 19
    ucj_potensi   | 2025-05-01 | 74.71         | *      | BPU     | 29
    dtsen_bekerja | 2024-09-01 | 74.71.01.1001 | 1      | BPU     | 7
    dtsen_bekerja | 2024-09-01 | 74.71.01.1002 | 2      | BPU     | 5
    dtsen_bekerja | 2024-09-01 | 74.71.02.1001 | 1      | BPU     | 3
    dtsen_bekerja | 2025-05-01 | 74.71.01.1001 | 1      | BPU     | 11
    dtsen_bekerja | 2025-05-01 | 74.71.02.1001 | 2      | BPU     | 13
"""
COLUMN = {"district": "village_code", "village": "village_code", "sponsor": "sponsor_id"}
FILTERS: tuple[Mapping[str, list[str]], ...] = (
    {},
    {"district": ["74.71.01"]},
    {"district": ["74.71.00"]},
    {"village": ["74.71.01.1001"]},
    {"decile": ["1"]},
    {"decile": ["?"]},
    {"segment": ["BPU"]},
    {"sponsor": ["KALLA"]},
    {"sponsor_kind": ["MANDIRI"]},
    {"occupation_group": ["nelayan"]},
    {"district": ["74.71.01"], "segment": ["BPU"]},
)


def snapshot_of(tables: Tables) -> WorldSnapshot | None:
    """The drawn world as a snapshot; None where nothing was delivered."""
    told = on_duckdb(tables)
    if not told["mart_coverage"]:
        return None
    place = tables["in_place"][0]
    listed = [{"regency_code": place["regency_code"]} | row for row in told["mart_coverage"]]
    missing = [{"regency_code": place["regency_code"]} | row for row in told["ref_missing"]]
    return snapshot_world(ref_place=[place], mart_coverage=listed, ref_missing=missing, mart_workforce=RANDOM_WORKERS)


def by_hand(snapshot: WorldSnapshot, where: Mapping[str, Any], start: int, end: int) -> dict[str, int]:
    """The flows and both stocks, counted row by row."""
    found = dict.fromkeys([*FLOWS, "start", "end"], 0)
    for row in snapshot.query("from mart_coverage").astype(object).to_dict("records"):
        if not all(str(row[COLUMN.get(name, name)]).startswith(tuple(codes)) for name, codes in where.items()):
            continue
        for name, month in (("start", start), ("end", end)):
            found[name] += int(row["active"]) if row["month"] == month else 0
        if start < row["month"] <= end and not row["is_aggregate"]:
            for name, sign in FLOWS.items():
                found[name] += sign * int(row[name])
    return found


@settings(max_examples=30)
@given(worlds(), st.sampled_from(FILTERS), st.data())
def test_on_any_world_and_filter_the_parts_sum_to_the_change(
    tables: Tables, where: Mapping[str, list[str]], data: Any
) -> None:
    snapshot = snapshot_of(tables)
    if snapshot is None:
        return
    place = tables["in_place"][0]
    start = data.draw(st.integers(place["first_month"], place["last_month"] - 1), "first")
    end = data.draw(st.integers(start + 1, place["last_month"]), "last")
    try:
        found = bridge(snapshot, start, end, where)
    except CannotAnswer as refusal:
        assert refusal.code in ("not_delivered", "masked"), (refusal.code, month_code(start), month_code(end))
        return
    except UsageError as refusal:
        assert refusal.code == "unknown_name", "a payer who pays for nobody in this world"
        assert "sponsor" in where
        return
    assert_sums(found)
    limited = {**where, "segment": list(found.scope)} if found.scope else where
    counted = by_hand(snapshot, limited, start, end)
    told = persons(found)
    # Where nobody came by list the flows are no parts at all, and nobody counts any.
    assert set(FLOWS) <= set(told) or not set(FLOWS) & set(told)
    assert {name: told.get(name, 0) for name in FLOWS} == {name: counted[name] for name in FLOWS}
    assert found.persons - (told.get("uncounted") or 0) == counted["end"] - counted["start"]


@settings(max_examples=15)
@given(worlds(), st.data())
def test_on_any_world_the_districts_add_up_to_the_place(tables: Tables, data: Any) -> None:
    snapshot = snapshot_of(tables)
    if snapshot is None:
        return
    place = tables["in_place"][0]
    start = data.draw(st.integers(place["first_month"], place["last_month"] - 1), "first")
    end = data.draw(st.integers(start + 1, place["last_month"]), "last")
    try:
        whole = bridge(snapshot, start, end, {"segment": ["BPU"]})
        parts = [
            bridge(snapshot, start, end, {"district": [code], "segment": ["BPU"]})
            for code in ("74.71.00", "74.71.01", "74.71.02")
        ]
    except CannotAnswer:
        return
    ends = snapshot.query("select month, detail from mart_coverage where is_aggregate = 1 and segment = 'BPU'")
    if ((ends["detail"] == "regency") & ends["month"].isin((start, end))).any():
        assert any("BPU" in note.en for part in parts for note in part.notes), "counts over the whole place are told"
        return
    for name in (*FLOWS, "net_change"):
        assert sum(persons(part).get(name) or 0 for part in parts) == (persons(whole).get(name) or 0)
