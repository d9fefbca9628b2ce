"""The usual share of renewals: what it is estimated from, how sure it is, and that the paths obey their laws."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from src.coverage.planning.ahead import expected
from src.coverage.planning.renewals import Ended, Lapse, Usual, covered_again, interval, usual_of
from tests.oracle.outlook import expected as by_hand
from tests.snapshot_world import WorldSnapshot, snapshot_world
from tests.warehouse.engines import on_duckdb
from tests.warehouse.random_worlds import worlds
from tests.warehouse.world import REGENCY, Tables

HERE = {"regency": [REGENCY]}


def snapshot_of(tables: Tables) -> WorldSnapshot:
    """The marts that the SQL makes of a drawn world, as a snapshot."""
    told = on_duckdb(tables)
    names = ("mart_coverage", "mart_outlook", "mart_lapse", "mart_renewal")
    sponsors = [{"regency_code": REGENCY, **row} for row in tables["in_sponsor"]]
    return snapshot_world(ref_place=tables["in_place"], ref_sponsor=sponsors, **{name: told[name] for name in names})


def paths(snapshot: WorldSnapshot, usual: Usual, where: dict[str, Any]) -> tuple[list[float], ...]:
    """none, usual and all over the months ahead."""
    start = snapshot.default_month([REGENCY])
    found = expected(snapshot, where, usual, (start, start + 18))
    assert found is not None
    counted = [found[0][month] for month in sorted(found[0])]
    middle = [one.usual[1] if one.usual is not None else float("nan") for one in counted]
    return [float(one.none) for one in counted], middle, [float(one.all) for one in counted]


@settings(max_examples=25)
@given(worlds())
def test_the_paths_are_those_that_the_oracle_counts_person_by_person(tables: Tables) -> None:
    snapshot = snapshot_of(tables)
    usual, counted = usual_of(snapshot, REGENCY), by_hand(tables)
    assert usual.is_known == (counted is not None)
    if counted is None:
        return
    for told, by_person in zip(paths(snapshot, usual, HERE), counted, strict=True):
        assert told == pytest.approx(by_person)


@settings(max_examples=15)
@given(worlds(), st.sampled_from((0.0, 1.0)))
def test_a_share_of_nought_is_none_and_a_share_of_one_is_all(tables: Tables, share: float) -> None:
    tables["in_sponsor"] = [row | {"renewal": "block"} for row in tables["in_sponsor"]]
    snapshot = snapshot_of(tables)
    past = [Ended(0, "KALLA", "CSR", 1, 10, round(10 * share))]
    none, usual, everyone = paths(snapshot, Usual(past, least=1), HERE | {"sponsor_kind": ["CSR", "APBD_KAB"]})
    assert usual == (everyone if share else none)


@settings(max_examples=15)
@given(worlds())
def test_the_usual_path_lies_between_none_and_all_in_every_cell_and_cells_add_up(tables: Tables) -> None:
    snapshot = snapshot_of(tables)
    usual = usual_of(snapshot, REGENCY)
    if not usual.is_known:
        return
    whole = paths(snapshot, usual, HERE)
    sponsors = sorted(row["sponsor_id"] for row in tables["in_sponsor"])
    parts = [paths(snapshot, usual, HERE | {"sponsor": [sponsor]}) for sponsor in sponsors]
    for place, column in enumerate(whole):
        added = [sum(part[place][month] for part in parts) for month in range(len(column))]
        assert added == pytest.approx(column)
    for none, middle, everyone in parts:
        assert all(a - 1e-9 <= b <= c + 1e-9 for a, b, c in zip(none, middle, everyone, strict=True))


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=12))
def test_the_interval_holds_the_share_and_lies_between_nought_and_one(drawn: list[tuple[int, int]]) -> None:
    low, share, high = interval([(ended, min(ended, renewed)) for ended, renewed in drawn])
    assert 0 <= low <= share <= high <= 1
    assert high > low


def test_many_blocks_of_one_decision_say_less_than_few_of_many() -> None:
    one_payer = interval([(1000, 1000), (1000, 0)])
    many = interval([(10, 10), (10, 0)] * 20)
    assert one_payer[2] - one_payer[0] > 0.8
    assert many[2] - many[0] < 0.35


def test_all_blocks_renewed_so_far_does_not_make_renewal_certain() -> None:
    low, share, high = interval([(500, 500)] * 4)
    assert (share, high) == (1.0, 1.0)
    assert low < 0.5


def test_a_simple_sample_of_single_blocks_has_wilsons_interval() -> None:
    low, share, high = interval([(1, 1)] * 50 + [(1, 0)] * 50)
    # Wilson for 50 of 100 is 0.404 to 0.596; Student's quantile and the cluster correction widen it a little.
    assert (round(low, 2), share, round(high, 2)) == (0.40, 0.5, 0.60)


def test_a_kind_with_too_few_decisions_of_one_length_is_told_by_all_its_lengths() -> None:
    past = [Ended(month, "A", "CSR", 6, 10, 4) for month in range(2)]
    past += [Ended(month, "B", "CSR", 12, 10, 10) for month in range(3)]
    past += [Ended(9, "C", "ZAKAT", 3, 100, 0)]
    usual = Usual(past, least=3)
    assert (usual.of("CSR", 12).basis, usual.of("CSR", 12).share) == ("own", 1.0)
    assert (usual.of("CSR", 6).basis, usual.of("CSR", 6).share) == ("kind", 38 / 50)
    assert (usual.of("ZAKAT", 3).basis, usual.of("ZAKAT", 3).share) == ("all", 38 / 150)
    assert (usual.of("MANDIRI", 1).basis, usual.of("MANDIRI", 1).share) == ("rolling", 1.0)


def test_one_payer_decides_once_a_month_whatever_the_lengths() -> None:
    past = [Ended(5, "A", "CSR", length, 10, 5) for length in (3, 6, 12)]
    assert Usual(past, least=1).of("CSR", 9).decisions == 1


def test_a_block_is_renewed_at_equal_length_with_the_same_share_at_each_end() -> None:
    usual = Usual([Ended(0, "A", "CSR", 3, 10, 5)], least=1)
    found = covered_again([Lapse(10, "CSR", 3, None, 80)], usual, 20)
    assert [found[month][1] for month in range(11, 21)] == [40, 40, 40, 20, 20, 20, 10, 10, 10, 5]
    assert {found[month][3] for month in range(11, 21)} == {80}
