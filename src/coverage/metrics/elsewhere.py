"""What other answers of the same scope keep back: what one question hides, no other question about it may tell.

A filter is one row of the breakdown it is taken from, so it is masked where that row is. The rows of a line add up to a
coarser answer, so where that is masked one of them is (decision 0003, 12).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from .declarations import LEVELS, Metric
from .lines import Line, family_of, in_declared_order
from .query_rows import decile_codes
from .question import Question
from .status import MASKED, STATUS_UNKNOWN

Answer = Callable[[Question], pd.DataFrame | None]
"""The frame that this reader is given for a question; None where there is no honest answer."""

_FILTERS = (
    *("district", "village", "decile", "decile_group", "decile_before"),
    *("occupation_group", "programme", "segment", "sponsor_kind", "sponsor"),
)


def masked_as_filter(question: Question, frame: pd.DataFrame, answer: Answer, own: str) -> dict[str, set[int]]:
    """By metric the rows that a breakdown by one of the filters keeps back; a sponsor's `own` people are its to see."""
    found: dict[str, set[int]] = {metric.name: set() for metric in question.metrics}
    for dim in _FILTERS:
        codes = question.where.get(dim)
        if codes is None or (dim == "sponsor" and codes == (own,)):
            continue
        whole = answer(_unfiltered(question, dim))
        if whole is not None:
            for metric in question.metrics:
                if adds_up_over(metric, dim) and f"{metric.name}_status" in whole:
                    found[metric.name] |= _cut_out(question, frame, whole, metric, dim)
    return found


def adds_up_over(metric: Metric, dim: str) -> bool:
    """Whether a metric may be summed over a dimension: what several sponsors pay for counts once for each."""
    per_sponsor = metric.total is not None and (not metric.total.sums_sponsors or metric.total.by_sponsor is not None)
    return not (per_sponsor and dim in ("sponsor", "sponsor_kind"))


def _unfiltered(question: Question, dim: str) -> Question:
    """The breakdown that a filter picks its rows from; of villages those of their districts."""
    where = {name: codes for name, codes in question.where.items() if name != dim}
    if dim == "village" and "district" not in where:
        parents = sorted({code[: LEVELS["district"]] for code in question.where[dim]})
        where["district"] = tuple(parents)
    return replace(question, by=in_declared_order((*question.by, dim)), where=where)


def _cut_out(question: Question, frame: pd.DataFrame, whole: pd.DataFrame, metric: Metric, dim: str) -> set[int]:
    """The rows of which a filter takes some masked cells of a line and leaves others: their sum would tell a part."""
    chosen = question.where[dim]
    codes = set(decile_codes(dim, chosen) if dim in ("decile", "decile_group") else chosen)
    length = LEVELS["district"] if dim == "village" else 0
    beside = [name for name in question.by if name != dim]
    across = [name for name in beside if name not in family_of(dim)]
    masked = list(zip(is_masked(whole, metric), whole[dim].astype(str), strict=True))
    of_row: dict[tuple[str, ...], set[str]] = {}
    of_line: dict[tuple[str, ...], set[str]] = {}
    for row, line, (hidden, code) in zip(_keys(whole, beside), _keys(whole, across), masked, strict=True):
        if hidden:
            of_row.setdefault(row, set()).add(code)
            of_line.setdefault((*line, code[:length]), set()).add(code)
    asked = list(frame[dim].astype(str)) if dim in question.by else None
    found = set[int]()
    for place, (row, line) in enumerate(zip(_keys(frame, beside), _keys(frame, across), strict=True)):
        taken = of_row.get(row, set()) & (codes if asked is None else {asked[place]})
        left = set[str]().union(*(of_line[(*line, code[:length])] for code in taken)) - taken
        if taken and (left or len(taken) == 1):
            found.add(place)
    return found


def masked_totals(question: Question, lines: Iterable[Line], answer: Answer) -> list[tuple[Line, frozenset[str]]]:
    """The lines whose total is masked, and for which metrics."""
    totals: dict[tuple[str, ...], dict[tuple[str, ...], frozenset[str]]] = {}
    found = []
    for line in lines:
        if line.by not in totals:
            totals[line.by] = _masked_rows(question, line.by, answer)
        if names := totals[line.by].get(line.key):
            found.append((line, names))
    return found


def _masked_rows(question: Question, by: tuple[str, ...], answer: Answer) -> dict[tuple[str, ...], frozenset[str]]:
    frame = answer(replace(question, by=by))
    if frame is None:
        return {}
    masked = {metric.name: is_masked(frame, metric) for metric in question.metrics}
    return {
        key: frozenset(name for name, rows in masked.items() if rows[row])
        for row, key in enumerate(_keys(frame, list(by)))
    }


def _keys(frame: pd.DataFrame, dims: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(frame[dim].astype(str) for dim in dims), strict=True)) if dims else [()] * len(frame)


def is_masked(frame: pd.DataFrame, metric: Metric) -> list[bool]:
    """Which rows of a metric are kept back; a row without a rate may all the same have had its members masked."""
    statuses = list(frame[f"{metric.name}_status"])
    if not metric.has_sides:
        return [status == MASKED for status in statuses]
    absent = frame[f"{metric.name}_numerator"].isna()
    return [
        status == MASKED or (status == STATUS_UNKNOWN and gone) for status, gone in zip(statuses, absent, strict=True)
    ]
