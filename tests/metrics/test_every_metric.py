"""Rules that hold for every metric in the catalogue, whatever is added to it."""

from __future__ import annotations

import json
from itertools import product

import pytest

from src.coverage.errors import CoverageError
from src.coverage.metrics import DIMENSIONS, METRICS, ask, explain
from src.coverage.text import LANGS
from tests.snapshot_world import WorldSnapshot, snapshot_world

STATUSES = {"ok", "masked", "no_data", "not_delivered", "unknown"}
ROWS = [
    ("74.71.01.1001", "1", "nelayan", "KALLA", "CSR", 12),
    ("74.71.01.1002", "3", "petani", "APBD", "APBD_KAB", 9),
    ("74.71.02.1003", "?", "?", "MANDIRI", "MANDIRI", 7),
    ("74.71.00.0000", "?", "?", "KALLA", "CSR", 2),
    ("74.08.01.2001", "10", "lainnya", "APBD", "APBD_PROV", 6),
]


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    members, own, pledges, overlaps, ahead = [], [], [], [], []
    for month, (village, decile, group, sponsor, kind, active) in product((24320, 24321), ROWS):
        cell = {"month": month, "village_code": village, "decile": decile, "occupation_group": group}
        payer = {"sponsor_id": sponsor, "sponsor_kind": kind}
        flows = {"joined": 2, "lapsed": 1, "expiring_90": 3, "scholarship_ready": 1}
        members.append({**cell, **payer, "active": active, **flows})
        own.append({**cell, **payer, "sponsored_active": active + 1, "contribution_due_idr": 16_800 * active})
        ahead.append({**cell, **payer, "ahead": month - 24320, "already_paid": active})
    for regency, active in (("74.71", 500), ("74.08", 90)):
        members.append(
            {
                "month": 24321,
                "village_code": f"{regency}.01.0000",
                "detail": "district",
                "segment": "PU",
                "active": active,
            }
        )
        pledges.append({"month": 24321, "regency_code": regency, "sponsor_id": "KALLA", "pledged": 20})
        overlaps.append(
            {
                "month": 24321,
                "village_code": f"{regency}.01.1001",
                "sponsor_a": "APBD",
                "sponsor_b": "KALLA",
                "persons": 6,
            }
        )
    workers = [
        {
            "series": "dtsen_bekerja",
            "region_code": village,
            "decile": decile,
            "occupation_group": group,
            "segment": "BPU",
        }
        | {"workers": active * 10}
        for village, decile, group, _, _, active in ROWS
        if village.count(".00.") == 0
    ]
    for regency in ("74.71", "74.08"):
        workers += [
            {"series": "ucj_potensi", "region_code": regency, "segment": segment, "workers": 5000}
            for segment in ("PU", "BPU")
        ]
    moves = [
        {"from_period": 24312, "to_period": 24318, "village_code": row[0], "decile_from": row[1], "decile_to": "4"}
        | {"persons": 8}
        for row in ROWS
    ]
    welfare = [{"period": 24312, "village_code": row[0], "decile": row[1], "value": 100} for row in ROWS]
    return snapshot_world(
        mart_coverage=members,
        mart_sponsor=own,
        mart_pledge=pledges,
        mart_overlap=[{**row, "redirectable_idr": 16_800} for row in overlaps],
        mart_outlook=ahead,
        mart_workforce=workers,
        mart_welfare=welfare,
        mart_decile_migration=moves,
        mart_claim=[
            {"month": 24321, "village_code": "74.71.00.0000", "programme": "JKM", "sponsor_id": "KALLA"}
            | {"detail": "regency", "cases": 7, "paid_idr": 294_000_000}
        ],
        mart_contribution=[
            {"month": 24321, "regency_code": "74.71", "sponsor_id": "KALLA", "workers": 12, "paid_idr": 201_600}
            | {"received_workers": 12, "received_idr": 201_600}
        ],
        mart_commitment=[{"month": 24321, "regency_code": "74.71", "committed_by": "Contoh", "workers": 50}],
    )


@pytest.mark.parametrize(("metric", "dimension"), list(product(sorted(METRICS), DIMENSIONS)))
def test_every_metric_answers_or_refuses_clearly_by_every_dimension(
    world: WorldSnapshot, metric: str, dimension: str
) -> None:
    try:
        result = ask(world, metric, by=dimension)
    except CoverageError as error:
        assert error.exit_code == 2
        assert all(len(error.say(lang)) > 20 and "{" not in error.say(lang) for lang in LANGS)
        return
    frame = result.frame
    assert list(frame.columns[:2]) == [dimension, metric]
    assert not frame[dimension].duplicated().any()
    assert set(frame[f"{metric}_status"]) <= STATUSES
    assert (frame[metric].isna() == (frame[f"{metric}_status"] != "ok")).all()
    for lang in LANGS:
        json.dumps(result.to_json(lang), default=str)
        assert explain(result, lang)["metrics"][0]["meaning"]


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_every_metric_answers_or_refuses_clearly_under_every_filter(world: WorldSnapshot, metric: str) -> None:
    codes = {
        "month": "2026-10", "quarter": "2026-Q4", "year": "2026", "province": "74", "regency": "74.71",
        "district": "74.71.01", "village": "74.71.01.1001", "decile": "1", "decile_group": "3-4", "decile_before": "0",
        "occupation_group": "nelayan", "programme": "JKM", "segment": "BPU", "sponsor": "KALLA", "sponsor_kind": "CSR",
        "series": "dtsen_bekerja",
    }  # fmt: skip
    assert set(codes) == set(DIMENSIONS)
    for dimension, code in codes.items():
        try:
            result = ask(world, metric, where={dimension: code})
        except CoverageError as error:
            assert error.exit_code == 2 and "{" not in error.say("id")
        else:
            assert len(result.frame) == 1


@pytest.mark.parametrize("metric", sorted(name for name, metric in METRICS.items() if metric.total))
def test_regencies_add_up_to_provinces(world: WorldSnapshot, metric: str) -> None:
    where = {"sponsor": "KALLA"} if not METRICS[metric].formula.sums_sponsors else {}  # type: ignore[union-attr]
    fine = ask(world, metric, by="regency", where=where).frame[metric]
    coarse = ask(world, metric, by="province", where=where).frame[metric]
    assert fine.sum() == coarse.sum()


@pytest.mark.parametrize(
    "metric", sorted(name for name, one in METRICS.items() if one.total and one.total.source == "mart_coverage")
)
@pytest.mark.parametrize("dimension", ["district", "village", "decile", "occupation_group", "segment", "sponsor"])
def test_parts_and_those_outside_add_up_to_the_whole(world: WorldSnapshot, metric: str, dimension: str) -> None:
    if metric == "registered" and dimension == "sponsor":
        return  # each sponsor's own people: never added
    whole = ask(world, metric, by="month").frame[metric].sum()
    parts = ask(world, metric, by=["month", dimension])
    outside = (
        sum(one.persons or 0 for one in parts.outside)
        if metric in ("active", "active_with_grace", "registered", "person_months")
        else 0
    )
    assert parts.frame[metric].sum() + outside == whole


@pytest.mark.parametrize("mart", ["mart_pledge", "mart_welfare", "mart_overlap"])
def test_a_row_in_an_unrelated_mart_changes_nothing(mart: str) -> None:
    members = "month | village_code | active\n2026-10 | 74.71.01.1001 | 40"
    extra = {
        "mart_pledge": "month | regency_code | sponsor_id | pledged\n2026-10 | 74.71 | KALLA | 7",
        "mart_welfare": "period | village_code | decile | value\n2026-10 | 74.71.01.1001 | 1 | 7",
        "mart_overlap": "month | village_code | sponsor_a | sponsor_b | persons | redirectable_idr\n"
        "2026-10 | 74.71.01.1001 | A | B | 1 | 1",
    }
    before = ask(snapshot_world(mart_coverage=members), ["active", "joined"], by="village").frame
    after = ask(snapshot_world(mart_coverage=members, **{mart: extra[mart]}), ["active", "joined"], by="village").frame
    assert before.equals(after)


@pytest.mark.parametrize("name", sorted(METRICS))
def test_every_declaration_is_whole(name: str) -> None:
    metric = METRICS[name]
    assert set(metric.not_by) <= set(DIMENSIONS)
    assert not metric.people or metric.people in METRICS
    for text in (metric.label, metric.short, metric.meaning, metric.why, *metric.limits, *metric.not_by.values()):
        assert text.id.strip() and text.en.strip()
    if metric.is_fraction:
        assert metric.unit in ("percent", "points")
