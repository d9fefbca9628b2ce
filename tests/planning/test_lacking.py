"""Why there is no number: said by its true name, with what would be right instead."""

from __future__ import annotations

import pytest

from src.coverage.errors import CannotAnswer
from src.coverage.planning import bridge, equity, targets
from tests.planning.test_bridge import COUNTS, FEB, JAN, MAR, MEMBERS, _rows, city, persons

HERE = {"regency": ["74.71"]}
DECILES = """
    series        | as_of      | region_code   | segment | decile | workers
    dtsen_bekerja | 2025-06-08 | 74.71.01.1001 | BPU     | 1      | 300
    dtsen_bekerja | 2025-06-08 | 74.71.01.1001 | BPU     | 9      | 300
"""


def test_targets_of_a_month_after_the_last_real_one_are_refused_with_the_months_there_are() -> None:
    with pytest.raises(CannotAnswer) as refusal:
        targets(city(), HERE, MAR + 1)
    assert refusal.value.code == "outside"
    assert refusal.value.text.en == (
        "April 2026 is outside the data of 74.71, which run from January 2026 to March 2026."
        " Choose a month between them."
    )


def test_equity_of_a_month_before_the_first_real_one_is_refused_with_the_months_there_are() -> None:
    members = [row | {"decile": "1"} for row in _rows(MEMBERS)]
    snapshot = city(mart_coverage=members, mart_workforce=DECILES)
    assert equity(snapshot, HERE, MAR).result.month == MAR
    for month in (JAN - 1, MAR + 1):
        with pytest.raises(CannotAnswer) as refusal:
            equity(snapshot, HERE, month)
        assert refusal.value.code == "outside"
        assert "January 2026 to March 2026" in refusal.value.text.en


def test_counts_that_had_not_come_that_day_are_the_reason_and_not_the_denominator() -> None:
    due = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-02 | 74.71     | PU      | bpjs
    """
    early = [row for row in [*_rows(MEMBERS), *_rows(COUNTS)] if row["month"] <= FEB]
    early = [row for row in early if row["month"] == JAN or "sponsor_id" in row]
    then = city(mart_coverage=early, ref_missing=due, meta={"as_known": "2026-03-10"})
    found = bridge(city(), FEB, MAR, then=then)
    assert (found.start.active, found.start.coverage_rate) == (143, None)
    assert persons(found)["late"] == 310
    assert found.reason is not None
    assert found.reason.en.startswith("On 10 March 2026 the counts of PU for February 2026 were not known yet")


def test_a_denominator_that_had_not_come_that_day_is_the_reason() -> None:
    then = city(mart_workforce="", meta={"as_known": "2026-02-10"})
    found = bridge(city(), JAN, MAR, then=then)
    assert found.reason is not None
    assert found.reason.en.startswith("On 10 February 2026 the denominator for January 2026 was not known yet")


def test_a_segment_nobody_had_told_of_is_no_bridge_from_nought() -> None:
    later = [row for row in _rows(COUNTS) if row["month"] != JAN]
    snapshot = city(mart_coverage=[*_rows(MEMBERS), *later])
    with pytest.raises(CannotAnswer) as refusal:
        bridge(snapshot, JAN, FEB, {"segment": ["PU"]})
    assert refusal.value.text.en.startswith("No members of this choice are known for January 2026.")


def test_of_counts_only_nobody_joined_or_lapsed_as_far_as_is_known() -> None:
    found = bridge(city(mart_coverage=_rows(COUNTS)), JAN, FEB)
    assert persons(found) == {"net_change": 10, "denominator": None}
    assert found.renewed is None


def test_an_incomplete_month_is_named_as_the_reason_with_what_has_not_come() -> None:
    missing = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-03 | 74.71     | PU      | bpjs
    """
    counts = [row for row in _rows(COUNTS) if row["month"] != MAR]
    snapshot = city(mart_coverage=[*_rows(MEMBERS), *counts], ref_missing=missing)
    found = targets(snapshot, HERE, MAR)
    assert found.reason is not None
    assert "still to come: PU of 74.71 for March 2026" in found.reason.en
    assert any("The figures of March 2026 are preliminary" in note.en for note in found.notes)
    assert not any("January" in note.en for note in found.notes)


def test_a_denominator_delivered_as_nought_is_the_reason_and_not_unknown_members() -> None:
    nobody = "series | as_of | region_code | segment | workers\nucj_potensi | 2025-06-08 | 74.71 | * | 0"
    found = targets(city(mart_workforce=nobody), HERE, MAR)
    assert found.reason is not None and found.reason.en.startswith("The denominator for March 2026 is 0 workers.")
