"""Small groups stay unseen: cells under k persons are masked, with enough others that no total gives them away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..parameters import PARAMETERS
from .declarations import Metric
from .elsewhere import Answer, adds_up_over, masked_as_filter, masked_totals
from .lines import Line, lines_of
from .question import Question
from .source import Facts
from .status import MASKED, OK

ROUNDS = 50
"""Masking one line may open another; no table needs more rounds than this."""


@dataclass
class _People:
    """Metrics that count the same persons: masked together, or one would give the other away."""

    metrics: list[Metric]
    amounts: list[float | None]
    small: set[int]


def smallest_shown(month: int) -> int:
    """How many persons a group must have to be shown, by the rule of that month."""
    return int(PARAMETERS["privacy.small_cell_k"].at(date(month // 12, month % 12 + 1, 1)))


def mask_small_groups(
    frame: pd.DataFrame, question: Question, facts: Facts, answer: Answer, own: str = ""
) -> pd.DataFrame:
    """The frame with small groups and their complements masked, the same way for every reader without clearance.

    `answer` gives what the same reader is told of other questions; `own` is the sponsor who asks about its own people.
    """
    k = smallest_shown(question.month)
    frame = frame.copy()
    lines = lines_of(frame, question, facts)
    # Short lines first: what a group hides within itself its whole need not hide again.
    rows = sorted((line.rows for line in lines), key=len)
    filtered = masked_as_filter(question, frame, answer, own)
    totals = masked_totals(question, lines, answer)
    workers = _small_denominators(frame, question, rows, k)
    for people in _families(frame, question.metrics, k):
        masked = people.small | (workers if people.metrics[0].needs_series else set())
        masked |= set().union(*(filtered[metric.name] for metric in people.metrics))
        if all(_adds_up(metric, question) for metric in people.metrics):
            names = {metric.name for metric in people.metrics}
            masked |= _withheld(masked, (line for line, hidden in totals if hidden & names), people.amounts)
            masked = _with_complements(masked, people.amounts, rows, k)
        for metric in people.metrics:
            _mask(frame, metric, masked)
    for metric in question.metrics:
        if f"{metric.name}_denominator" in frame and not metric.is_points:
            column = f"{metric.name}_denominator"
            frame[column] = frame[column].mask(frame.index.isin(sorted(workers)))
    return frame


def _families(frame: pd.DataFrame, metrics: Iterable[Metric], k: int) -> list[_People]:
    found: dict[str, _People] = {}
    for metric in metrics:
        amounts, small = _judge(frame, metric, k)
        people = found.setdefault(metric.people or metric.name, _People([], amounts, set()))
        people.metrics.append(metric)
        people.small |= small
    return list(found.values())


def _judge(frame: pd.DataFrame, metric: Metric, k: int) -> tuple[list[float | None], set[int]]:
    """The persons behind each row of a metric, and the rows where they, or those missing to the whole, are few."""
    name = metric.name
    column = next(one for one in (f"{name}_persons", f"{name}_numerator", name) if one in frame)
    amounts = _plain(frame[column])
    small = {row for row, amount in enumerate(amounts) if amount is not None and 0 < abs(amount) < k}
    if metric.has_sides:
        for row, (part, whole) in enumerate(zip(amounts, _plain(frame[f"{name}_denominator"]), strict=True)):
            if part is None or whole is None:
                continue
            if (part and 0 < abs(whole - part) < k) or (metric.is_window and whole < k):
                small.add(row)
    return amounts, small


def _small_denominators(frame: pd.DataFrame, question: Question, lines: Sequence[Sequence[int]], k: int) -> set[int]:
    """Rows whose denominator is itself a small group, with complements."""
    for metric in question.metrics:
        column = f"{metric.name}_denominator"
        if metric.is_of_cell and (column in frame or metric.formula.kind == "denominator"):
            amounts = _plain(frame[column if column in frame else metric.name])
            small = {row for row, amount in enumerate(amounts) if amount is not None and 0 < amount < k}
            return _with_complements(small, amounts, lines, k)
    return set()


def _plain(values: pd.Series) -> list[float | None]:
    return [None if value is None or value is pd.NA or value != value else float(value) for value in values]


def _adds_up(metric: Metric, question: Question) -> bool:
    """Whether the rows of a metric add up to totals that anybody may ask for."""
    return not (question.keys == ("sponsor",) and not adds_up_over(metric, "sponsor"))


def _withheld(masked: set[int], lines: Iterable[Line], amounts: Sequence[float | None]) -> set[int]:
    """Rows to mask because their line adds up to a masked total: the least group of each line that hides none."""
    found = set[int]()
    for line in lines:
        if not (masked | found) & set(line.rows):
            found |= set(sorted((row for row in line.rows if amounts[row] is not None), key=_least(amounts))[:1])
    return found


def _with_complements(
    small: set[int], amounts: Sequence[float | None], lines: Sequence[Sequence[int]], k: int
) -> set[int]:
    """The rows to mask: in every line none alone, and together at least k persons where the line has them."""
    masked = set(small)
    for _ in range(ROUNDS):
        before = len(masked)
        for line in lines:
            hidden = [row for row in line if row in masked]
            if not hidden:
                continue
            shown = sorted((row for row in line if row not in masked and amounts[row] is not None), key=_least(amounts))
            while shown and (len(hidden) < 2 or sum(abs(amounts[row] or 0) for row in hidden) < k):
                hidden.append(shown.pop(0))
            masked |= set(hidden)
        if len(masked) == before:
            break
    return masked


def _least(amounts: Sequence[float | None]) -> Callable[[int], tuple[bool, float, int]]:
    """Smallest groups first, empty ones last: masking an empty group hides little."""
    return lambda row: (not amounts[row], abs(amounts[row] or 0), row)


def _mask(frame: pd.DataFrame, metric: Metric, rows: set[int]) -> None:
    status = list(frame[f"{metric.name}_status"])
    hidden = [row for row in rows if status[row] == OK]
    columns = [metric.name, *([f"{metric.name}_numerator"] if metric.has_sides else [])]
    if metric.is_window:
        columns.append(f"{metric.name}_denominator")
    at = frame.index.isin(sorted(rows))
    for column in columns:
        frame[column] = frame[column].mask(at)
    for row in hidden:
        status[row] = MASKED
    frame[f"{metric.name}_status"] = status
