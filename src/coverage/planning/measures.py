"""How evenly cover reaches the deciles: pure functions of two vectors, workers and covered, poorest group first.

Formulas as in Wagstaff and Erreygers for a yes/no outcome, Coady–Grosh–Hoddinott with local shares, and
Galasso–Ravallion's targeting differential. A measure is None where it divides by nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise


@dataclass(frozen=True)
class Measures:
    """What one pair of vectors says; `groups` of workers were told apart, fewer where deciles came pooled."""

    groups: int
    coverage: float | None
    exclusion_error: float | None
    leakage: float | None
    targeting_accuracy: float | None
    cgh_ratio: float | None
    targeting_differential: float | None
    concentration_index: float | None
    wagstaff: float | None
    erreygers: float | None
    absolute_gap: float | None
    relative_gap: float | None

    def to_json(self) -> dict[str, float | int | None]:
        """The measures by name."""
        return dict(vars(self))


def measure(
    workers: Sequence[float],
    covered: Sequence[float],
    is_target: Sequence[bool],
    unknown: tuple[float, float] | None = None,
) -> Measures:
    """Every measure of groups ordered from poor to well off; `is_target` says which ones the help is meant for.

    `unknown`, workers and covered of unknown decile, stand as one more group outside the target, after the best-off
    one. The gaps stay between the poorest and the best-off group: nobody knows where the unknown belong.
    """
    if not len(workers) == len(covered) == len(is_target):
        raise ValueError("workers, covered and is_target must be of one length")
    first, last = _ends(workers, covered)
    if unknown is not None:
        workers, covered = [*workers, unknown[0]], [*covered, unknown[1]]
        is_target = [*is_target, False]
    all_workers, all_covered = float(sum(workers)), float(sum(covered))
    target_workers = float(sum(one for one, wanted in zip(workers, is_target, strict=True) if wanted))
    target_covered = float(sum(one for one, wanted in zip(covered, is_target, strict=True) if wanted))
    rest_covered = all_covered - target_covered
    reach = _ratio(target_covered, target_workers)
    beyond = _ratio(rest_covered, all_workers - target_workers)
    accuracy = _ratio(target_covered, all_covered)
    mean = _ratio(all_covered, all_workers)
    index = concentration_index(workers, covered)
    return Measures(
        groups=len(workers),
        coverage=mean,
        exclusion_error=None if reach is None else 1 - reach,
        leakage=_ratio(rest_covered, all_covered),
        targeting_accuracy=accuracy,
        cgh_ratio=None if accuracy is None else _ratio(accuracy, _ratio(target_workers, all_workers)),
        targeting_differential=None if reach is None or beyond is None else reach - beyond,
        concentration_index=index,
        wagstaff=None if index is None or mean is None else _ratio(index, 1 - mean),
        erreygers=None if index is None or mean is None else 4 * mean * index,
        absolute_gap=None if first is None or last is None else first - last,
        relative_gap=None if first is None else _ratio(first, last),
    )


def concentration_curve(workers: Sequence[float], covered: Sequence[float]) -> list[tuple[float, float]] | None:
    """The points (cumulative share of workers, cumulative share of covered) from (0, 0) to (1, 1)."""
    if not sum(workers) or not sum(covered):
        return None
    shares = [[value / sum(row) for value in accumulate(row)] for row in (workers, covered)]
    return [(0.0, 0.0), *zip(*shares, strict=True)]


def concentration_index(workers: Sequence[float], covered: Sequence[float]) -> float | None:
    """One minus twice the area under the concentration curve; below nought where cover leans to the poor.

    >>> round(concentration_index([100] * 10, [30, 25, 20, 15, 10, 8, 6, 4, 2, 0]), 6)
    -0.45
    """
    curve = concentration_curve(workers, covered)
    if curve is None:
        return None
    return 1 - sum((p - before) * (q + q_before) for (before, q_before), (p, q) in pairwise(curve))


def _ends(workers: Sequence[float], covered: Sequence[float]) -> tuple[float | None, float | None]:
    """The coverage of the poorest and of the best-off group."""
    if not workers:
        return None, None
    return _ratio(covered[0], workers[0]), _ratio(covered[-1], workers[-1])


def _ratio(part: float, whole: float | None) -> float | None:
    return None if not whole else part / whole
