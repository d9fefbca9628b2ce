"""On worlds nobody thought of, the SQL and the oracle count the same, the parts sum to the whole, and flows add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from hypothesis import given, settings

from .engines import as_set, by_hand, on_duckdb, on_sqlite
from .random_worlds import worlds
from .world import ROLLING, Row, Tables

MARTS = (
    *("mart_coverage", "mart_sponsor", "mart_overlap", "mart_outlook", "mart_lapse", "mart_renewal", "mart_pledge"),
    *("mart_claim", "mart_contribution", "mart_commitment", "ref_missing"),
)
OUTLOOK_MEASURES = ("already_paid", "starting", "ending", "lapsing", "carried")
CELL = ("village_code", "decile", "occupation_group", "segment", "sponsor_id", "sponsor_kind")


@given(worlds())
def test_the_sql_and_the_oracle_give_the_same_rows(tables: Tables) -> None:
    told, counted = on_duckdb(tables), by_hand(tables)
    # A count of nought that is carried on says nothing; whether its row is kept does not matter.
    told["mart_outlook"] = [row for row in told["mart_outlook"] if any(row[name] for name in OUTLOOK_MEASURES)]
    for mart in MARTS:
        assert_same_rows(mart, told[mart], counted[mart], ("oracle", "SQL"))


@settings(max_examples=15)
@given(worlds())
def test_sqlite_makes_the_same_relations_as_duckdb(tables: Tables) -> None:
    told, carried_over = on_duckdb(tables), on_sqlite(tables)
    assert list(told) == list(carried_over)
    for relation in told:
        assert_same_rows(relation, told[relation], carried_over[relation], ("SQLite", "DuckDB"))


@settings(max_examples=10)
@given(worlds())
def test_flows_explain_every_change_and_stocks_lie_within_each_other_in_every_cell(tables: Tables) -> None:
    listed = [row for row in on_duckdb(tables)["mart_coverage"] if not row["is_aggregate"]]
    cells = _by_cell_and_month(listed)
    place = tables["in_place"][0]
    for cell, months in cells.items():
        for month in range(place["first_month"] + 1, place["last_month"] + 1):
            now, before = months[month], months[month - 1]
            came = now["joined"] + now["rejoined"] + now["moved_in"]
            left = now["lapsed"] + now["moved_out"]
            assert now["active"] - before["active"] == came - left, (cell, month)
            if cell[-1] not in ROLLING:
                assert before["expiring"] == now["renewed"] + now["taken_over"] + now["lapsed"], (cell, month)
    for row in listed:
        assert 0 <= row["benefit_ready"] <= row["readiness_known"] <= row["active"] <= row["registered"], row
        assert 0 <= row["scholarship_ready"] <= row["scholarship_known"] <= row["active"], row
    for month, rows in _by_month(listed).items():
        assert _sum(rows, "moved_in") == _sum(rows, "moved_out"), month


@settings(max_examples=10)
@given(worlds())
def test_what_sponsors_pay_and_what_is_counted_once_differ_by_those_paid_twice(tables: Tables) -> None:
    told = on_duckdb(tables)
    listed = _by_month([row for row in told["mart_coverage"] if not row["is_aggregate"]])
    overlap, sponsored = _by_month(told["mart_overlap"]), _by_month(told["mart_sponsor"])
    for month in {*listed, *sponsored}:
        active, paid = _sum(listed[month], "active"), _sum(sponsored[month], "sponsored_active")
        twice = _sum(listed[month], "double_paid")
        assert active + twice <= paid <= active + _sum(overlap[month], "persons")
        assert (twice > 0) == (paid > active) == bool(overlap[month])
        # Registered counts a person once, however many sponsors name him.
        assert _sum(listed[month], "registered") <= _sum(sponsored[month], "sponsored_registered")


@settings(max_examples=10)
@given(worlds())
def test_months_paid_for_cover_the_outlook_of_the_month_that_it_starts_from(tables: Tables) -> None:
    told = on_duckdb(tables)
    start = tables["in_place"][0]["complete_month"]
    now = [row for row in told["mart_coverage"] if row["month"] == start]
    active = _sum(now, "active")
    ahead = _by_month(told["mart_outlook"])
    covered = _sum(ahead[start], "already_paid") + _sum(ahead[start], "carried")
    # Counts smaller than the lists take nobody off what the lists name.
    beyond = -_sum([row for row in now if row["active"] < 0], "active")
    assert active <= covered <= active + beyond
    for month in ahead:
        assert _sum(ahead[month], "carried") >= 0
    assert _sum(ahead[start], "starting") == _sum(ahead[start], "already_paid")
    for month in sorted(ahead):
        started = sum(_sum(ahead[earlier], "starting") for earlier in range(start, month + 1))
        assert _sum(ahead[month], "already_paid") <= started


def assert_same_rows(relation: str, told: list[Row], other: list[Row], names: tuple[str, str]) -> None:
    """Fails with the rows that only one of the two has."""
    if not told and not other:
        return
    columns = tuple(sorted((told or other)[0]))
    only_told = Counter(as_set(told, columns)) - Counter(as_set(other, columns))
    only_other = Counter(as_set(other, columns)) - Counter(as_set(told, columns))
    lines = [f"{relation} {columns}"]
    lines += [f"  only the {names[1]}: {row}" for row in only_told] + [
        f"  only the {names[0]}: {row}" for row in only_other
    ]
    assert not only_told and not only_other, "\n".join(lines)


def _by_cell_and_month(rows: list[Row]) -> dict[tuple[Any, ...], dict[int, Counter[str]]]:
    cells: dict[tuple[Any, ...], dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        measures = {name: value for name, value in row.items() if isinstance(value, int) and name != "month"}
        cells[tuple(row[name] for name in CELL)][row["month"]].update(measures)
    return cells


def _by_month(rows: list[Row]) -> dict[int, list[Row]]:
    months: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        months[row["month"]].append(row)
    return months


def _sum(rows: list[Row], measure: str) -> int:
    return sum(row[measure] for row in rows)
