"""From files to an answer: what `ask` prints is what plain Python counts in the same rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest

from src.coverage.folders import DataFolder
from src.coverage.warehouse import open_snapshot

from .office import MEMBERS, MONTHS, SPONSORS, active_listed, bring_in, counted, rows_of, run, tree, write_csv

KEYS = {"rows", "snapshot", "month", "as_of", "series", "complete", "outside", "sql"}


def test_the_answer_has_the_promised_keys(office: Path) -> None:
    answer = run("ask", "coverage_rate", "--by", "segment", "--json", data=office).json

    assert set(answer) >= KEYS
    assert answer["month"] == "2025-04"
    assert answer["series"] == "ucj_potensi"
    assert (
        answer["as_of"][0] | {"region": "74.71", "series": "ucj_potensi", "as_of": "2025-01-31"} == answer["as_of"][0]
    )
    assert answer["sql"].lstrip().lower().startswith(("with", "select"))
    columns = {"segment", "segment_name", "coverage_rate", "coverage_rate_numerator", "coverage_rate_denominator"}
    for row in answer["rows"]:
        assert set(row) >= {*columns, "coverage_rate_status"}


@pytest.mark.parametrize("month", MONTHS)
def test_active_is_lists_and_counts_each_person_once(office: Path, month: str) -> None:
    (row,) = run("ask", "active", "--month", month, "--json", data=office).json["rows"]

    assert row["active"] == len(active_listed(month)) + counted(month)
    assert row["active_status"] == "ok"


@pytest.mark.parametrize("month", MONTHS)
def test_active_by_sponsor_goes_by_primary_payer_and_adds_up(office: Path, month: str) -> None:
    rows = run("ask", "active", "--by", "sponsor", "--month", month, "--json", data=office).json["rows"]
    found = {row["sponsor"]: row["active"] for row in rows if row["active"]}

    expected = {"PEMBERI_KERJA": counted(month)}
    for payer in active_listed(month).values():
        expected[payer] = expected.get(payer, 0) + 1
    assert found == expected


@pytest.mark.parametrize("month", MONTHS)
def test_what_a_sponsor_is_told_are_its_own_people_paid_twice_or_not(office: Path, month: str) -> None:
    rows = run("ask", "sponsored_active", "--by", "sponsor", "--month", month, "--json", data=office).json["rows"]
    found = {row["sponsor"]: row["sponsored_active"] for row in rows if row["sponsored_active"]}

    own = [row for row in rows_of(MEMBERS) if row["bulan_mulai"] and row["bulan_mulai"] <= month <= row["bulan_akhir"]]
    expected = {name: sum(row["sponsor"] == name for row in own) for name in ("KALLA", "BAZNAS")}
    assert {name: found.get(name, 0) for name in expected} == expected


@pytest.mark.parametrize("month", MONTHS)
def test_villages_hold_the_listed_people_where_their_lists_put_them(office: Path, month: str) -> None:
    answer = run(
        *("ask", "active", "--by", "village", "--where", "segment=BPU", "--month", month, "--json"), data=office
    ).json
    found = {row["village"]: row["active"] for row in answer["rows"] if row["active"]}

    homes = {row["nik"]: row["kode_desa"] for row in rows_of(MEMBERS)}
    expected: dict[str, int] = {}
    for nik in active_listed(month):
        expected[homes[nik]] = expected.get(homes[nik], 0) + 1
    assert found == expected


def test_a_rate_brings_its_numerator_and_denominator(office: Path) -> None:
    rows = run("ask", "coverage_rate", "--by", "segment", "--json", data=office).json["rows"]

    by_segment = {row["segment"]: row for row in rows}
    for segment, numerator, denominator in (
        ("BPU", len(active_listed("2025-04")), 40),
        ("PU", counted("2025-04"), 300),
    ):
        row = by_segment[segment]
        assert (row["coverage_rate_numerator"], row["coverage_rate_denominator"]) == (numerator, denominator)
        assert row["coverage_rate"] == pytest.approx(numerator / denominator)


def test_flows_explain_every_change_of_the_listed(office: Path) -> None:
    flows = ("joined", "rejoined", "moved_in", "moved_out", "lapsed")
    rows = run(
        *("ask", *flows, "--by", "month", "--where", "segment=BPU"),
        *("--from", "2025-01", "--to", "2025-04", "--json"),
        data=office,
    ).json["rows"]

    found = {row["month"]: row for row in rows}
    before: set[str] = set(active_listed(MONTHS[0]))
    for month in MONTHS[1:]:
        now, row = set(active_listed(month)), found[month]
        assert row["joined"] + row["rejoined"] == len(now - before)
        assert row["lapsed"] == len(before - now)
        assert row["moved_in"] == row["moved_out"]
        before = now


def test_registered_counts_those_who_never_paid(office: Path) -> None:
    (row,) = run("ask", "registered", "--where", "segment=BPU", "--json", data=office).json["rows"]
    assert row["registered"] == len({row["nik"] for row in rows_of(MEMBERS)})


def test_csv_and_json_tell_the_same(office: Path) -> None:
    line = ("ask", "active", "--by", "segment")
    told = list(csv.DictReader(io.StringIO(run(*line, "--format", "csv", data=office).out)))
    rows = run(*line, "--format", "json", data=office).json["rows"]

    assert {row["segment"]: int(float(row["active"])) for row in told} == {r["segment"]: r["active"] for r in rows}


def test_an_as_known_build_stays_beside_and_is_never_current(office: Path) -> None:
    current = (office / "snapshots" / "current.json").read_bytes()
    built = run("build", "--as-known", "2025-03-01", "--json", data=office)
    assert built.code == 0, built
    assert (office / "snapshots" / "current.json").read_bytes() == current
    assert (office / "snapshots" / "as-known-2025-03-01").is_dir()

    then = run("ask", "active", "--month", "2025-01", "--as-known", "2025-03-01", "--json", data=office)
    assert then.code == 0, then
    assert then.json["rows"][0]["active"] == len(active_listed("2025-01")), "the counts came in May"
    now = run("ask", "active", "--month", "2025-01", "--json", data=office).json
    assert now["rows"][0]["active"] == len(active_listed("2025-01")) + counted("2025-01")
    assert then.json["snapshot"] != now["snapshot"]


def test_adding_a_place_changes_no_figure_of_another(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bring_in(data, tmp_path / "kendari")
    before = regency_rows(data, "74.71")
    bring_in(data, tmp_path / "kendal", regency="33.24")

    assert regency_rows(data, "74.71") == before
    assert regency_rows(data, "33.24")["mart_coverage"]


def regency_rows(data: Path, regency: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every mart and reference table of a regency, deliveries' numbering apart."""
    path = open_snapshot(DataFolder(data)).path
    found = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from information_schema.columns where column_name = 'regency_code' order by all"
        ).fetchall()
        for (table,) in tables:
            found[table] = connection.execute(
                f"select * from {table} where regency_code = $regency order by all", {"regency": regency}
            ).fetchall()
    return found


def test_a_sponsor_known_only_by_a_pledge_is_on_the_list(tmp_path: Path) -> None:
    data = tmp_path / "data"
    bring_in(data, tmp_path / "files")
    sponsors = [
        *rows_of(SPONSORS),
        dict(zip(rows_of(SPONSORS)[0], ("MERAPI", "CV Merapi", "CSR", "74.71"), strict=True)),
    ]
    path = write_csv(tmp_path / "sponsor2.csv", sponsors)
    assert run("import", path, "--period", "2025-02", data=data).code == 0
    assert run("build", data=data).code == 0

    rows = run("ask", "sponsored_active", "--by", "sponsor", "--json", data=data).json["rows"]
    merapi = next(row for row in rows if row["sponsor"] == "MERAPI")
    assert merapi["sponsored_active"] is None
    assert merapi["sponsored_active_status"] in ("no_data", "not_delivered")


def test_asking_changes_nothing(office: Path) -> None:
    before = tree(office)
    run("ask", "active", "coverage_rate", "--by", "segment", "--json", data=office)
    run("outlook", "--json", data=office)
    run("check", "--json", data=office)
    assert tree(office) == before
