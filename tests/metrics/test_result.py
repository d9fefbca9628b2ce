"""The answer as a document: codes with names, dates, what is outside, and how it explains itself."""

from __future__ import annotations

import json

import pytest

from src.coverage.folders import ROOT
from src.coverage.metrics import METRICS, ask, explain, metrics_markdown, notes
from src.coverage.words import phrases
from tests.snapshot_world import WorldSnapshot, snapshot_world


@pytest.fixture(scope="module")
def world() -> WorldSnapshot:
    return snapshot_world(
        ref_region="code | name\n74.71 | Kota Kendari\n74.71.01 | Mandonga\n74.71.01.1001 | Korumba",
        ref_sponsor="regency_code | sponsor_id | name | kind\n74.71 | KALLA | Kalla Toyota | CSR",
        ref_delivery="""
            delivery | format       | regency_code | period_first | period_last | sender | received   | in_force
            d1       | participants | 74.71        | 2025-12      | 2026-10     | KALLA  | 2026-01-05 | 1
            d2       | workforce    | 74.71        | 2025-06      | 2025-06     | BPJS   | 2025-07-01 | 1
            d3       | participants | 74.71        | 2025-11      | 2025-11     | KALLA  | 2025-12-05 | 0
            d4       | participants | 33.24        | 2025-12      | 2026-10     | LAIN   | 2026-01-05 | 1
            d5       | decile_table | 74.71        | 2025-12      | 2026-10     | DINSOS | 2026-01-05 | 1
        """,
        mart_coverage="""
            month   | village_code  | decile | segment | sponsor_id | active
            2026-10 | 74.71.01.1001 | 1      | BPU     | KALLA      | 10
            2026-10 | 74.71.01.1001 | 7-10   | BPU     | KALLA      | 5
            2026-10 | 74.71.01.0000 | ?      | BPU     | MANDIRI    | 7
        """,
        mart_workforce="""
            series           | as_of      | region_code | workers
            pekerja_informal | 2025-06-30 | 74.71       | 100
        """,
    )


def test_the_document_has_what_the_contract_names(world: WorldSnapshot) -> None:
    document = json.loads(json.dumps(ask(world, "coverage_rate", by="regency").to_json("id")))
    assert {"rows", "snapshot", "month", "as_of", "series", "complete", "outside", "sql"} <= set(document)
    assert document["rows"] == [
        {
            "regency": "74.71",
            "regency_name": "Kota Kendari",
            "coverage_rate": 0.22,
            "coverage_rate_numerator": 22,
            "coverage_rate_denominator": 100,
            "coverage_rate_status": "ok",
        }
    ]
    assert (document["month"], document["series"], document["complete"]) == ("2026-10", "pekerja_informal", True)
    assert document["as_of"][0]["as_of"] == "2025-06-30" and document["as_of"][0]["region"] == "74.71"


def test_deciles_are_integers_a_pool_or_null(world: WorldSnapshot) -> None:
    rows = ask(world, "active", by="decile").to_json("en")["rows"]
    assert [(row["decile"], row["decile_name"]) for row in rows] == [
        (1, "Decile 1"),
        ("7-10", "Decile 7–10"),
        (None, "Unknown"),
    ]


def test_codes_have_names_in_both_languages(world: WorldSnapshot) -> None:
    rows = ask(world, "active", by=["month", "village", "sponsor"]).to_json("id")["rows"]
    assert {(row["month"], row["month_name"]) for row in rows} == {("2026-10", "Oktober 2026")}
    assert {row["village_name"] for row in rows} == {"Korumba", "Mandonga, tanpa kelurahan/desa"}
    assert {row["sponsor_name"] for row in rows} == {"Kalla Toyota", "Bayar mandiri"}


def test_an_answer_rests_on_the_deliveries_of_its_places_and_formats(world: WorldSnapshot) -> None:
    assert ask(world, "coverage_rate").deliveries == ("d1", "d2")
    assert ask(world, "active").deliveries == ("d1",)


def test_a_number_explains_itself(world: WorldSnapshot) -> None:
    result = ask(world, "coverage_rate")
    told = explain(result, "id")
    assert told["metrics"][0]["formula"].startswith("peserta aktif ÷")
    assert told["series"]["label"] == "Pekerja informal"
    assert told["as_of"] == [{"region": "Kota Kendari", "date": "30 Juni 2025", "source": "sintetis", "is_old": True}]
    assert [one["delivery"] for one in told["deliveries"]] == ["d1", "d2"]
    assert told["sql"] == result.sql and told["params"] == dict(result.params)
    assert any("12 bulan" in note.id for note in notes(result))


def test_the_glossary_of_metrics_is_current() -> None:
    assert (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8") == metrics_markdown()
    assert all(f"## {name}\n" in metrics_markdown() for name in METRICS)


def test_every_phrase_of_the_room_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/coverage/metrics").glob("*.py"))
    built = ("outside_", "without_", "over_time_", "formula_", "status_")
    for key in phrases():
        room, _, name = key.partition(".")
        if room == "metrics" and not name.startswith(built):
            assert f'"{key}"' in code, key
