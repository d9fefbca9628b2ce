"""Which rows of an answer add up to a figure that anybody may ask for: its lines, and the question of their totals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from ..codes import DECILE_GROUPS, UNKNOWN
from .declarations import DIMENSIONS, LEVELS
from .question import Question
from .source import Facts

_FAMILIES = (
    *(tuple(LEVELS), ("decile_group", "decile"), ("sponsor_kind", "sponsor")),
    *(("decile_before",), ("occupation_group",), ("programme",), ("segment",)),
)
"""Dimensions that belong together, fine last: villages and their districts are one way to cut."""
_GROUP_OF = {code: group for group, codes in DECILE_GROUPS.items() for code in codes}


@dataclass(frozen=True)
class Line:
    """Rows that add up to one row of a coarser answer: `by` its dimensions, `key` its codes."""

    rows: tuple[int, ...]
    by: tuple[str, ...]
    key: tuple[str, ...]


def lines_of(frame: pd.DataFrame, question: Question, facts: Facts) -> list[Line]:
    """The lines of an answer: over areas within their parent, deciles, payers and groups, also within theirs."""
    asked = [[dim for dim in dims if dim in question.keys] for dims in _FAMILIES]
    steps = [step for dims in asked if dims for step in _steps(dims[-1], question, facts)]
    return [line for step in steps for line in _cut(frame, question, step)]


def family_of(dim: str) -> tuple[str, ...]:
    """The dimensions that belong together with one, itself among them."""
    return next(dims for dims in _FAMILIES if dim in dims)


def in_declared_order(dims: Iterable[str]) -> tuple[str, ...]:
    """Dimensions in the one order in which totals are asked for: the same total is then one question."""
    wanted = set(dims)
    return tuple(name for name in DIMENSIONS if name in wanted)


@dataclass(frozen=True)
class _Step:
    """From one dimension to the coarser one that its codes lie in; None where they add up to everything."""

    dim: str
    parent: str | None
    of: Callable[[str], str]


def _steps(dim: str, question: Question, facts: Facts) -> Iterator[_Step]:
    if dim in LEVELS:
        # Everything above the districts of one regency is the same total.
        above = LEVELS["regency"] if len(question.regencies) == 1 else 0
        coarser = [level for level in LEVELS if above < LEVELS[level] < LEVELS[dim]]
        parent = coarser[-1] if coarser else None
        yield _Step(dim, parent, lambda code: code[: LEVELS[parent]] if parent else "")
        return
    yield _Step(dim, None, lambda _: "")
    if dim == "decile":
        yield _Step(dim, "decile_group", lambda code: _GROUP_OF.get(code, UNKNOWN))
    if dim == "sponsor":
        yield _Step(dim, "sponsor_kind", lambda code: facts.sponsors.get(code, ("", code))[1])


def _cut(frame: pd.DataFrame, question: Question, step: _Step) -> Iterator[Line]:
    """The rows with the same codes beside the dimension that is added up."""
    added_up = family_of(step.dim) if step.parent is None else (step.dim, step.parent)
    kept = tuple(dim for dim in question.by if dim not in added_up)
    by = in_declared_order((*kept, *((step.parent,) if step.parent else ())))
    beside = [dim for dim in by if dim != step.parent]
    columns = [frame[dim].astype(str) for dim in beside]
    parents = frame[step.dim].astype(str).map(step.of)
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, key in enumerate(zip(*columns, parents, strict=True)):
        groups.setdefault(key, []).append(row)
    for key, rows in groups.items():
        if len(rows) > 1:
            codes = dict(zip((*beside, step.parent), key, strict=True))
            yield Line(tuple(rows), by, tuple(codes[dim] for dim in by))
