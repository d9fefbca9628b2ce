"""Several answers held against each other: what one keeps back cannot be reckoned from the others of the same scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from src.coverage.metrics import ask
from src.coverage.metrics.disclosure import smallest_shown
from tests.metrics.answers import answers
from tests.snapshot_world import WorldSnapshot, snapshot_world

OCTOBER = 2026 * 12 + 9
K = smallest_shown(OCTOBER)
VILLAGES = ("74.71.01.1001", "74.71.01.1002", "74.71.01.1003", "74.71.02.1004", "74.71.02.1005")
DECILES = ("1", "3", "4")
CELLS = tuple(product(VILLAGES, DECILES))


def world(counts: Sequence[int]) -> WorldSnapshot:
    """Five villages of two districts by three deciles; a village and decile nobody lives in has no row."""
    rows = [
        {"month": OCTOBER, "village_code": village, "decile": decile, "active": count}
        for (village, decile), count in zip(CELLS, counts, strict=True)
        if count
    ]
    named = [{"code": code, "name": code} for code in ("74.71", "74.71.01", "74.71.02", *VILLAGES)]
    return snapshot_world(mart_coverage=rows, ref_region=named)


def questions() -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """Every breakdown and filter by village, district, decile and group of deciles."""
    dims = ("district", "village", "decile", "decile_group")
    filters: list[Mapping[str, str]] = [{}]
    filters += [{"district": code} for code in ("74.71.01", "74.71.02")]
    filters += [{"village": code} for code in VILLAGES]
    filters += [{"decile": code} for code in DECILES]
    filters += [{"village": village, "decile": decile} for village, decile in CELLS]
    for where in filters:
        for size in range(3):
            for by in combinations(dims, size):
                yield by, where


def cells_of(codes: Mapping[str, str]) -> int:
    """Which cells of the finest table a row of an answer adds up, as one bit each."""
    groups = {"1": "1", "3": "3-4", "4": "3-4"}
    return sum(
        1 << place
        for place, (village, decile) in enumerate(CELLS)
        if village.startswith(codes.get("district", ""))
        and codes.get("village", village) == village
        and codes.get("decile", decile) == decile
        and codes.get("decile_group", groups[decile]) == groups[decile]
    )


def told(snapshot: WorldSnapshot) -> list[dict[int, int | None]]:
    """Every answer that a reader from outside may ask for: its sums by their cells, None where masked."""
    found = []
    for by, where in questions():
        frame = ask(snapshot, "active", by=by, where=where, role="public").frame
        found.append(
            {
                cells_of({**where, **{dim: str(row[dim]) for dim in by}}): int(row["active"])
                if row["active_status"] == "ok"
                else None
                for row in frame.to_dict("records")
            }
        )
    return found


def gives_away(small: int, answers_told: Sequence[Mapping[int, int | None]]) -> str:
    """How a sum of cells follows from two figures, from rows, or from what rows leave of a total; "" if it does not."""
    known = {cells for answer in answers_told for cells, amount in answer.items() if amount is not None}
    if small in known:
        return "it is told"
    wholes = [whole for whole in known if whole & small == small]
    if any(whole ^ small in known for whole in wholes):
        return "it is the difference of two figures"
    for answer in answers_told:
        shown = [cells for cells, amount in answer.items() if amount is not None]
        if sum(cells for cells in shown if cells & small == cells) == small:
            return "it is the sum of an answer's rows"
        for whole in wholes:
            if small + sum(cells for cells in shown if cells & whole == cells and not cells & small) == whole:
                return "it is what an answer's rows leave of a total"
    return ""


@given(st.lists(st.sampled_from((0, 0, 1, 3, 4, 6, 9, 20, 50)), min_size=len(CELLS), max_size=len(CELLS)))
@settings(max_examples=6)
def test_no_small_group_is_the_sum_or_difference_of_figures_told(counts: list[int]) -> None:
    if not any(counts):
        return
    found = told(world(counts))
    for cells in {cells for answer in found for cells in answer}:
        amount = sum(count for place, count in enumerate(counts) if cells >> place & 1)
        assert not 0 < amount < K or gives_away(cells, found) == ""


@pytest.fixture(scope="module")
def city() -> WorldSnapshot:
    """One small village; its neighbour is masked with it, so that their district does not give it away."""
    return world((1, 1, 1, 20, 9, 20, 30, 30, 30, 50, 50, 50, 40, 40, 40))


def test_a_village_masked_beside_a_small_one_is_masked_when_asked_for_alone(city: WorldSnapshot) -> None:
    listed = ask(city, "active", by="village", where={"district": "74.71.01"}, role="public")
    assert [row[-1] for row in answers(listed, "active_status")] == ["masked", "masked", "ok"]
    for village, status in zip(VILLAGES, ("masked", "masked", "ok"), strict=False):
        assert ask(city, "active", where={"village": village}, role="public").status() == status


def test_a_masked_village_is_not_the_sum_of_its_deciles(city: WorldSnapshot) -> None:
    parts = ask(city, "active", by="decile", where={"village": VILLAGES[1]}, role="public")
    assert "masked" in set(parts.frame["active_status"])


def test_a_masked_decile_is_not_the_rest_of_its_group() -> None:
    snapshot = world((30, 2, 40, 30, 0, 40, 30, 0, 40, 30, 0, 40, 30, 0, 40))
    by_decile = ask(snapshot, "active", by="decile", role="public")
    assert [row[-1] for row in answers(by_decile, "active_status")] == ["ok", "masked", "masked"]
    by_group = ask(snapshot, "active", by="decile_group", role="public")
    assert [row[-1] for row in answers(by_group, "active_status")] == ["ok", "ok"]


def test_the_steward_is_told_everything(city: WorldSnapshot) -> None:
    assert ask(city, "active", where={"village": VILLAGES[0]}).value() == 3


def test_a_sponsor_sees_its_own_people_though_another_sponsor_is_small() -> None:
    snapshot = snapshot_world(
        mart_coverage="""
            month   | village_code  | sponsor_id | active
            2026-10 | 74.71.01.1001 | KALLA      | 40
            2026-10 | 74.71.01.1001 | ANTAM      | 2
        """
    )
    where = {"sponsor": "KALLA"}
    assert ask(snapshot, "active", where=where, role="sponsor:KALLA").value() == 40
    assert ask(snapshot, "active", where=where, role="public").status() == "masked"
