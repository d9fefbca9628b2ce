"""The measures of fairness: published vectors to six digits, laws that hold for any vectors, and people one by one."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from src.coverage.planning.measures import Measures, concentration_curve, concentration_index, measure

COVERED = [30, 25, 20, 15, 10, 8, 6, 4, 2, 0]
POOREST_TWO = [True, True, *[False] * 8]
VECTORS = {
    "equal deciles": ([100] * 10, (0.12, 0.725, 0.541667, 2.291667, 0.19375, -0.45, -0.216, -0.511364)),
    "local shares": (
        [60, 80, 100, 120, 140, 140, 130, 110, 80, 40],
        (0.12, 0.607143, 0.541667, 3.273810, 0.317276, -0.501167, -0.240560, -0.569508),
    ),
}


@pytest.mark.parametrize("case", VECTORS)
def test_the_vectors_of_the_domain_paper_come_out_to_six_digits(case: str) -> None:
    workers, expected = VECTORS[case]
    found = measure(workers, COVERED, POOREST_TWO)
    told = (
        found.coverage, found.exclusion_error, found.leakage, found.cgh_ratio, found.targeting_differential,
        found.concentration_index, found.erreygers, found.wagstaff,
    )  # fmt: skip
    assert [round(value or 0, 6) for value in told] == list(expected)
    assert found.targeting_accuracy == pytest.approx(1 - expected[2], abs=1e-6)
    assert found.groups == 10


def test_the_gaps_compare_the_poorest_group_with_the_best_off() -> None:
    found = measure([100, 50, 200], [40, 10, 20], [True, False, False])
    assert found.absolute_gap == pytest.approx(0.4 - 0.1)
    assert found.relative_gap == pytest.approx(4)


def test_what_divides_by_nothing_is_not_a_number() -> None:
    nobody = measure([10, 20], [0, 0], [True, False])
    assert (nobody.coverage, nobody.exclusion_error, nobody.targeting_differential) == (0, 1, 0)
    assert nobody.leakage is None and nobody.concentration_index is None and nobody.cgh_ratio is None
    assert nobody.absolute_gap == 0 and nobody.relative_gap is None
    assert measure([10, 20], [10, 20], [True, False]).wagstaff is None
    assert measure([10, 20], [5, 5], [True, True]).targeting_differential is None
    assert concentration_curve([], []) is None


def test_the_unknown_stand_outside_the_target_after_the_best_off() -> None:
    known = measure([100, 100], [30, 10], [True, False])
    beside = measure([100, 100], [30, 10], [True, False], unknown=(50, 10))
    as_a_group = measure([100, 100, 50], [30, 10, 10], [True, False, False])
    assert beside.concentration_index == as_a_group.concentration_index and beside.cgh_ratio == as_a_group.cgh_ratio
    assert beside.exclusion_error == known.exclusion_error
    assert beside.leakage == pytest.approx(20 / 50)
    assert beside.absolute_gap == known.absolute_gap and beside.groups == 3


def test_strangers_to_the_register_have_no_workers_and_still_count_as_covered() -> None:
    found = measure([100, 100], [30, 10], [True, False], unknown=(0, 10))
    assert found.leakage == pytest.approx(20 / 50) and found.coverage == pytest.approx(50 / 200)


def covered_groups(most: int = 12) -> st.SearchStrategy[list[tuple[int, int, bool]]]:
    """Groups of workers with some of them covered, in or out of the target."""
    group = st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.booleans()))
    return st.lists(group, min_size=2, max_size=most)


def of(groups: list[tuple[int, int, bool]]) -> Measures:
    return measure(*(list(column) for column in zip(*groups, strict=True)))  # type: ignore[arg-type]


@given(covered_groups())
def test_every_measure_stays_in_its_bounds(groups: list[tuple[int, int, bool]]) -> None:
    found = of(groups)
    for name in ("coverage", "exclusion_error", "leakage", "targeting_accuracy"):
        value = getattr(found, name)
        assert value is None or 0 <= value <= 1
    for name in ("targeting_differential", "concentration_index", "erreygers", "wagstaff", "absolute_gap"):
        value = getattr(found, name)
        assert value is None or -1 - 1e-9 <= value <= 1 + 1e-9, name
    assert found.cgh_ratio is None or found.cgh_ratio >= 0
    if found.leakage is not None and found.targeting_accuracy is not None:
        assert found.leakage + found.targeting_accuracy == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=2, max_size=10), st.integers(1, 5))
def test_equal_coverage_leans_to_nobody(groups: list[tuple[int, bool]], part: int) -> None:
    targets = [wanted for _, wanted in groups]
    assume(any(targets) and not all(targets))
    found = measure([5 * size for size, _ in groups], [part * size for size, _ in groups], targets)
    assert found.concentration_index == pytest.approx(0, abs=1e-12)
    assert found.cgh_ratio == pytest.approx(1)
    assert found.targeting_differential == pytest.approx(0, abs=1e-12)
    assert found.absolute_gap == pytest.approx(0) and found.relative_gap == pytest.approx(1)


@given(covered_groups(), st.integers(2, 50))
def test_the_size_of_the_place_changes_no_measure(groups: list[tuple[int, int, bool]], times: int) -> None:
    larger = [(workers * times, covered * times, wanted) for workers, covered, wanted in groups]
    for name, value in vars(of(groups)).items():
        assert value == pytest.approx(getattr(of(larger), name)), name


@given(covered_groups(5), st.data())
def test_only_the_ranked_measures_look_at_the_order(groups: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(list(permutations(groups))))
    for name in ("coverage", "exclusion_error", "leakage", "cgh_ratio", "targeting_differential"):
        assert getattr(of(groups), name) == pytest.approx(getattr(of(list(other)), name)), name


@given(covered_groups())
def test_the_poor_and_the_rich_end_exchanged_turn_the_index_round(groups: list[tuple[int, int, bool]]) -> None:
    index, turned = of(groups).concentration_index, of(groups[::-1]).concentration_index
    assert (index is None) == (turned is None)
    if index is not None:
        assert index == pytest.approx(-(turned or 0), abs=1e-12)


@given(covered_groups(6))
def test_people_one_by_one_give_the_same_index(groups: list[tuple[int, int, bool]]) -> None:
    """2 ÷ (n μ) · Σ h r − 1 over persons, with the middle rank of a group for everybody in it."""
    people = [
        (rank, int(person < covered)) for rank, (workers, covered, _) in enumerate(groups) for person in range(workers)
    ]
    count, covered = len(people), sum(h for _, h in people)
    assume(covered)
    before = [sum(workers for workers, _, _ in groups[:rank]) for rank in range(len(groups))]
    middle = [(before[rank] + groups[rank][0] / 2) / count for rank in range(len(groups))]
    by_hand = 2 / covered * sum(h * middle[rank] for rank, h in people) - 1
    workers, active, _ = (list(column) for column in zip(*groups, strict=True))
    assert concentration_index(workers, active) == pytest.approx(by_hand, abs=1e-9)


@given(covered_groups())
def test_the_curve_runs_from_nobody_to_everybody_and_never_falls(groups: list[tuple[int, int, bool]]) -> None:
    workers, active, _ = (list(column) for column in zip(*groups, strict=True))
    curve = concentration_curve(workers, active)
    assume(curve is not None)
    assert curve is not None and curve[0] == (0, 0) and curve[-1] == pytest.approx((1, 1))
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(curve))
