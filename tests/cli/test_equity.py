"""The equity command: the promised keys, a refusal in a sentence where no rate by decile is honest."""

from __future__ import annotations

from pathlib import Path

import pytest

from .office import run

KEYS = {"by_decile", "target_deciles", "measures", "measures_with_unknown"}
MEASURES = {
    "exclusion_error", "leakage", "targeting_accuracy", "cgh_ratio", "targeting_differential", "concentration_index",
    "wagstaff", "erreygers",
}  # fmt: skip


def test_the_document_has_the_promised_keys_and_plain_numbers(demo_data: Path) -> None:
    said = run("equity", "--where", "regency=74.71", "--json", data=demo_data).json
    assert set(said) >= KEYS
    assert said["target_deciles"] == [1, 2, 3, 4]
    assert set(said["measures"]) >= MEASURES and set(said["measures_with_unknown"]) >= MEASURES
    assert all(isinstance(said["measures"][name], float) for name in MEASURES)
    rows = said["by_decile"]
    assert [row["decile"] for row in rows] == list(range(1, 11))
    covered, workers = sum(row["active"] for row in rows), sum(row["eligible_workers"] for row in rows)
    assert said["measures"]["coverage"] == pytest.approx(covered / workers)
    target = sum(row["active"] for row in rows[:4])
    assert said["measures"]["targeting_accuracy"] == pytest.approx(target / covered)
    assert said["measures"]["exclusion_error"] == pytest.approx(
        1 - target / sum(row["eligible_workers"] for row in rows[:4])
    )


def test_where_no_denominator_has_deciles_it_refuses_with_a_sentence(demo_data: Path) -> None:
    said = run("equity", "--where", "regency=33.24", "--json", data=demo_data)
    assert said.code == 2 and said.json["error"]["code"] == "no_cut"


def test_another_target_group_and_a_strange_decile(demo_data: Path) -> None:
    chosen = run("equity", "--where", "regency=74.71", "--target", "1", "--target", "2", "--json", data=demo_data).json
    assert chosen["target_deciles"] == [1, 2]
    assert run("equity", "--where", "regency=74.71", "--target", "11", "--json", data=demo_data).code == 2
