# ruff: noqa: E501 - a drawn row is read across
"""Readiness is read against those of whom it is known, and strict cover stands beside arrears and effective months."""

from __future__ import annotations

from src.coverage.metrics import ask
from src.coverage.planning.readiness import METRICS, readiness, standing
from tests.planning.world import OCTOBER, city
from tests.snapshot_world import snapshot_world

HERE = {"regency": ["74.71"]}


def test_by_payer_ready_stands_beside_known_and_payers_of_whom_nothing_is_known_are_left_out() -> None:
    rows = readiness(ask(city(), METRICS, by="sponsor", where=HERE, month=OCTOBER))
    told = {row.code: (row.active, row.known, row.ready) for row in rows}
    assert told == {"KALLA": (60, 55, 40), "APBD_FISH": (20, 20, 20), "MANDIRI": (10, 10, 10)}
    assert rows[0].code == "KALLA" and rows[0].share == 40 / 55


def test_by_district_and_occupation_the_same_people_are_counted() -> None:
    for by in ("district", "occupation_group"):
        rows = readiness(ask(city(), METRICS, by=by, where=HERE, month=OCTOBER))
        assert sum(row.known or 0 for row in rows) == 85
        assert sum(row.ready or 0 for row in rows) == 70


def test_small_groups_are_masked_together() -> None:
    drawn = """
        month   | village_code  | sponsor_id | sponsor_kind | active | readiness_known | benefit_ready
        2026-10 | 74.71.01.1001 | KALLA      | CSR          | 40     | 3               | 2
        2026-10 | 74.71.02.1001 | APBD       | APBD_KAB     | 40     | 40              | 30
    """
    rows = readiness(ask(snapshot_world(mart_coverage=drawn), METRICS, by="sponsor", where=HERE, role="public"))
    assert {row.code: row.status for row in rows}["KALLA"] == "masked"
    assert all(row.ready is None or row.status == "ok" for row in rows)


def test_arrears_stand_beside_strict_cover_and_counts_have_none() -> None:
    drawn = """
        month   | village_code  | detail  | segment | sponsor_id | active | in_arrears | readiness_known | benefit_ready | decile
        2026-09 | 74.71.01.1001 | village | BPU     | KALLA      | 30     | 0          | 30              | 10            | 1
        2026-10 | 74.71.01.1001 | village | BPU     | KALLA      | 20     | 8          | 20              | 15            | 1
        2026-10 | 74.71.00.0000 | regency | PU      | PU         | 100    | -          | -               | -             | *
    """
    found = standing(snapshot_world(mart_coverage=drawn.replace("| PU         |", "| PEMBERI_KERJA |")), HERE, OCTOBER)
    assert (found.active, found.in_arrears, found.with_grace) == (120, 8, 128)
    assert (found.months, found.known_months, found.effective_months) == (150, 50, 25)
