"""Whom the help reaches in a drawn town: who counts, what the unknown do, what is refused."""

from __future__ import annotations

import pytest

from src.coverage.errors import CannotAnswer, UsageError
from src.coverage.planning.equity import equity, equity_finding, target_text
from tests.snapshot_world import WorldSnapshot, snapshot_world

WORKERS = """
    series        | as_of      | region_code   | decile | segment | workers
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | 1      | BPU     | 100
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | 4      | BPU     | 100
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | 7      | BPU     | 200
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | ?      | BPU     | 20
"""
MEMBERS = """
    month   | village_code  | decile | segment | sponsor_id      | sponsor_kind  | active
    2026-07 | 74.71.01.1001 | 1      | BPU     | KALLA           | CSR           | 30
    2026-07 | 74.71.01.1001 | 4      | BPU     | APBD            | APBD_KAB      | 10
    2026-07 | 74.71.01.1001 | 7      | BPU     | BAZNAS          | ZAKAT         | 20
    2026-07 | 74.71.01.1001 | ?      | BPU     | KALLA           | CSR           | 15
    2026-07 | 74.71.01.1001 | 7      | BPU     | MANDIRI         | MANDIRI       | 90
    2026-07 | 74.71.01.1001 | 1      | PU      | PEMBERI_KERJA   | PEMBERI_KERJA | 40
"""


def town(**changed: str) -> WorldSnapshot:
    return snapshot_world(**{"mart_coverage": MEMBERS, "mart_workforce": WORKERS, **changed})


def test_only_those_whom_somebody_else_pays_for_are_judged() -> None:
    found = equity(town(), {"segment": ["BPU"]})
    rows = {row.decile: (row.workers, row.active, row.is_target) for row in found.by_decile}
    assert rows == {"1": (100, 30, True), "4": (100, 10, True), "7": (200, 20, False)}
    assert found.measures is not None
    assert found.measures.exclusion_error == pytest.approx(1 - 40 / 200)
    assert found.measures.leakage == pytest.approx(20 / 60)
    assert found.measures.cgh_ratio == pytest.approx((40 / 60) / (200 / 400))
    assert found.measures.groups == 3


def test_those_of_unknown_decile_stand_beside_as_one_more_group() -> None:
    found = equity(town(), {"segment": ["BPU"]})
    assert found.unknown is not None and (found.unknown.workers, found.unknown.active) == (20, 15)
    assert found.with_unknown is not None
    assert found.with_unknown.leakage == pytest.approx(35 / 75)
    assert found.unknown_share == pytest.approx(15 / 75)
    assert found.with_unknown.groups == 4


def test_the_target_can_be_chosen() -> None:
    found = equity(town(), {"segment": ["BPU"]}, target=["1"])
    assert found.target == ("1",) and found.measures is not None
    assert found.measures.exclusion_error == pytest.approx(0.7)
    assert equity_finding(found).en.startswith("50.00% of those paid for by others are in decile 1")


def test_a_covered_decile_seven_is_nobodys_error_on_screen() -> None:
    text = equity_finding(equity(town(), {"segment": ["BPU"]}))
    assert "salah sasaran" not in text.id and "error" not in text.en


def pooled() -> WorldSnapshot:
    return town(mart_workforce=WORKERS.replace("| 7      |", "| 7-10   |"))


def test_a_target_group_that_cuts_a_pool_is_refused_and_the_whole_pool_is_not() -> None:
    with pytest.raises(CannotAnswer, match="7–10"):
        equity(pooled(), {"segment": ["BPU"]}, target=["1", "7"])
    found = equity(pooled(), {"segment": ["BPU"]}, target=["7", "8", "9", "10"])
    assert found.target == ("7-10",)
    assert [row.decile for row in found.by_decile] == ["1", "4", "7-10"]
    assert found.measures is not None and found.measures.groups == 3


def test_without_a_denominator_by_decile_there_is_a_sentence_and_no_measure() -> None:
    total = "series | as_of | region_code | segment | workers\nucj_potensi | 2026-01-01 | 74.71 | BPU | 900"
    with pytest.raises(CannotAnswer) as refused:
        equity(town(mart_workforce=total))
    assert refused.value.code == "no_cut" and len(refused.value.say("id")) > 40


def test_a_decile_too_small_to_show_leaves_no_measure_to_the_public() -> None:
    members = MEMBERS.replace("APBD_KAB      | 10", "APBD_KAB      | 3")
    found = equity(town(mart_coverage=members), {"segment": ["BPU"]}, role="public")
    assert found.measures is None and found.reason is not None
    assert found.curve() is None and found.to_json()["measures"] == {}
    assert equity(town(mart_coverage=members), {"segment": ["BPU"]}).measures is not None


def test_a_masked_number_of_people_of_unknown_decile_says_so() -> None:
    members = MEMBERS.replace("CSR           | 15", "CSR           | 3")
    found = equity(town(mart_coverage=members), {"segment": ["BPU"]}, role="public").unknown
    assert found is not None and (found.workers, found.active, found.status) == (20, None, "masked")


def test_a_filter_on_deciles_an_empty_target_and_a_strange_decile_are_refused() -> None:
    for where, target in (({"decile": ["1"]}, None), ({}, []), ({}, ["11"])):
        with pytest.raises(UsageError):
            equity(town(), where, target=target)


@pytest.mark.parametrize(
    ("target", "words"),
    [(("1", "2", "3", "4"), "desil 1–4"), (("1", "2"), "desil 1 dan 2"), (("1", "5", "7-10"), "desil 1, 5, dan 7–10")],
)
def test_a_target_group_reads_as_people_say_it(target: tuple[str, ...], words: str) -> None:
    assert target_text(target).id == words
