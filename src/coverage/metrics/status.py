"""Which cells hold an honest number: zero only where something delivered covers it, else null and the reason why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from ..codes import segments
from .cover import Cover
from .declarations import LEVELS, Metric, Share, Total, Window
from .query import source_of
from .question import TIMES, Question, quarter_code
from .source import Facts, Missing
from .statement import Plan

OK, MASKED, NO_DATA, NOT_DELIVERED, STATUS_UNKNOWN = "ok", "masked", "no_data", "not_delivered", "unknown"


@dataclass(frozen=True)
class Settled:
    """The answer's frame with every status, and what it lacks."""

    frame: pd.DataFrame
    missing: tuple[Missing, ...]
    is_complete: bool


def settle(raw: Mapping[str, Sequence[Any]], plan: Plan, facts: Facts) -> Settled:
    """The rows of the statement as an answer: codes, numbers, statuses."""
    question = plan.question
    judge = _Judge(raw, plan, facts)
    columns: dict[str, Any] = {
        name: _codes(judge.column("period" if name in TIMES else name), name, question) for name in question.by
    }
    for metric in question.metrics:
        columns |= judge.settle(metric)
    complete = [facts.places[code].complete_month for code in question.regencies if code in facts.places]
    is_late = any(month is not None and question.month > month for month in complete)
    missing = judge.cover.missing
    return Settled(pd.DataFrame(columns, index=range(len(judge.keys))), missing, not missing and not is_late)


def _codes(values: Sequence[Any], name: str, question: Question) -> Sequence[Any]:
    if name not in TIMES or question.time is None:
        return values
    step = {"month": 1, "quarter": 3, "year": 12}[question.time]
    months = [int(value) * step for value in values]
    if name == "month":
        return months
    return [quarter_code(month) for month in months] if name == "quarter" else [month // 12 for month in months]


class _Judge:
    """Gives every cell its status, metric by metric."""

    def __init__(self, raw: Mapping[str, Sequence[Any]], plan: Plan, facts: Facts) -> None:
        self.raw, self.plan, self.facts, self.question = raw, plan, facts, plan.question
        self.keys = list(zip(*(self.column(dim) for dim in ("period", *self.question.keys)), strict=True))
        self.cover = Cover(self.question, facts, self.keys)

    def column(self, name: str) -> list[Any]:
        """The values of a column, absent ones as None; a list of one's own."""
        return list(self.raw[name])

    def settle(self, metric: Metric) -> dict[str, Any]:
        """The columns of one metric."""
        if isinstance(metric.formula, Total):
            return self._total(metric, metric.formula)
        if isinstance(metric.formula, Window):
            return self._window(metric, metric.formula)
        return self._cell(metric) if metric.is_of_cell else self._fraction(metric)

    def _total(self, metric: Metric, total: Total) -> dict[str, Any]:
        source = source_of(self.question, metric)
        is_stock = total.over_time == "last"
        values = self.column(metric.name)
        rows = self.column(f"{source}_last_rows" if is_stock else f"{source}_rows")
        counts_aggregates = source in ("mart_coverage", "registered_by_sponsor") and not total.listed_only
        late = self.cover.late(segments(), is_stock) if counts_aggregates else frozenset()
        statuses = []
        for row, value in enumerate(values):
            status = OK
            if self.keys[row] in late and (value is None or total.only is not None):
                status = NOT_DELIVERED
            elif value is None and not rows[row] and total.when_absent == 0 and self._is_zero(source, total, row):
                values[row] = 0
            elif value is None:
                status = NO_DATA
            statuses.append(status)
        columns = _columns(metric, values, statuses)
        if f"{metric.name}_persons" in self.raw:
            columns[f"{metric.name}_persons"] = pd.Series(self.raw[f"{metric.name}_persons"], dtype="float64")
        return columns

    def _is_zero(self, source: str, total: Total, row: int) -> bool:
        if source == "mart_decile_migration":
            return self._area(row) in self._areas_with(source)
        if source == "mart_welfare":
            last = self.cover.months(self.keys[row][0], stock=True)[-1]
            return any(self.facts.welfare.get(code, last + 1) <= last for code in self.cover.regencies(row))
        is_stock = total.over_time == "last"
        return self.cover.covers(row, tuple(segments()), total.listed_only, is_stock, source == "mart_outlook")

    @cache  # noqa: B019 - a judge lives for one answer
    def _areas_with(self, source: str) -> frozenset[tuple[Any, ...]]:
        """The areas of a mart that hold any row."""
        return frozenset(self._area(row) for row, count in enumerate(self.column(f"{source}_rows")) if count)

    def _area(self, row: int) -> tuple[Any, ...]:
        """The period and the areas of a row."""
        return tuple(
            code for dim, code in zip(self.cover.dims, self.keys[row], strict=True) if dim in ("period", *LEVELS)
        )

    def _cell(self, metric: Metric) -> dict[str, Any]:
        assert self.plan.cell is not None
        values, workers, regions = self.column(metric.name), self.column("denominator"), self.column("valued")
        is_workers = metric.formula.kind == "denominator"
        scope = self.plan.cell.scope
        late = frozenset() if is_workers else self.cover.late(scope, stock=True)
        statuses, unfounded = [], set[int]()
        for row, value in enumerate(values):
            status = OK
            unknown_area = self.cover.is_unknown_area[row]
            if unknown_area and not workers[row]:
                status, workers[row] = STATUS_UNKNOWN, None
            elif not is_workers and (unknown_area or self.cover.is_unknown_group[row]):
                status = STATUS_UNKNOWN
            elif not regions[row] or not (is_workers or self.cover.covers(row, scope)):
                status = NO_DATA
                unfounded.add(row)
            elif self.keys[row] in late:
                status = NOT_DELIVERED
                unfounded.add(row)
            elif value is None:
                status = NO_DATA
            statuses.append(status)
        return _columns(metric, values, statuses, self._sides(metric, unfounded, workers))

    def _fraction(self, metric: Metric) -> dict[str, Any]:
        is_share = isinstance(metric.formula, Share)
        scope = tuple(segments()) if self.plan.place is None or is_share else self.plan.place.whole
        rows = self.column("part_rows" if is_share else "credited_rows")
        across = metric.formula.across if isinstance(metric.formula, Share) else ()
        late = self.cover.late(scope, stock=True, across=across)
        kept = [place for place, dim in enumerate(self.cover.dims) if dim not in across]
        values, statuses, unfounded = self.column(metric.name), [], set[int]()
        for row, value in enumerate(values):
            status = OK
            if value is None or not (rows[row] or self.cover.covers(row, scope)):
                status = NO_DATA
            if late and tuple(self.keys[row][place] for place in kept) in late:
                status = NOT_DELIVERED
            if status != OK:
                unfounded.add(row)
            statuses.append(status)
        return _columns(metric, values, statuses, self._sides(metric, unfounded))

    def _window(self, metric: Metric, window: Window) -> dict[str, Any]:
        """A ratio over a window: no number before a whole window came, nor where nobody was a listed member."""
        values = self.column(metric.name)
        known = [value is not None and self._is_whole(row, window) for row, value in enumerate(values)]
        columns = _columns(metric, values, [OK if is_known else NO_DATA for is_known in known])
        for side in ("numerator", "denominator"):
            sides = self.column(f"{metric.name}_{side}")
            columns[f"{metric.name}_{side}"] = _numbers(
                [value if is_known else None for value, is_known in zip(sides, known, strict=True)], side != "numerator"
            )
        return columns

    def _is_whole(self, row: int, window: Window) -> bool:
        """Whether every place of a row has all the months of its window."""
        last = self.cover.months(self.keys[row][0], stock=True)[-1]
        places = [self.facts.places[code] for code in self.cover.regencies(row) if code in self.facts.places]
        return bool(places) and all(
            place.first_month <= last - window.months + 1 and last <= place.last_month for place in places
        )

    def _sides(
        self, metric: Metric, unfounded: set[int], denominators: list[Any] | None = None
    ) -> dict[str, list[Any]]:
        """The two sides of a metric that has them; a numerator nothing stands behind is not shown."""
        if not metric.has_sides:
            return {}
        numerators = self.column(f"{metric.name}_numerator")
        shown = [None if row in unfounded else value for row, value in enumerate(numerators)]
        whole = self.column(f"{metric.name}_denominator") if denominators is None else denominators
        return {f"{metric.name}_numerator": shown, f"{metric.name}_denominator": whole}


def _columns(
    metric: Metric, values: list[Any], statuses: list[str], sides: Mapping[str, list[Any]] | None = None
) -> dict[str, Any]:
    kept = [value if status == OK else None for value, status in zip(values, statuses, strict=True)]
    columns: dict[str, Any] = {metric.name: _numbers(kept, metric.is_fraction)}
    for name, side in (sides or {}).items():
        columns[name] = _numbers(side, fraction=False)
    columns[f"{metric.name}_status"] = statuses
    return columns


def _numbers(values: Sequence[Any], fraction: bool) -> Any:
    return pd.array(values, dtype="float64" if fraction else "Int64")
