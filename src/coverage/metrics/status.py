"""Which cells hold an honest number: zero only where something delivered covers it, else null and the reason why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..codes import UNKNOWN, segments
from .declarations import LEVELS, Metric, Share, Total
from .query import source_of
from .question import TIMES, Question, quarter_code
from .source import Facts, Grain, Missing
from .statement import Plan

OK, MASKED, NO_DATA, NOT_DELIVERED, STATUS_UNKNOWN = "ok", "masked", "no_data", "not_delivered", "unknown"
Key = tuple[Any, ...]
_DETAILS = {5: "regency", 8: "district", 13: "village"}


@dataclass(frozen=True)
class Settled:
    """The answer's frame with every status, and what it lacks."""

    frame: pd.DataFrame
    missing: tuple[Missing, ...]
    is_complete: bool


def settle(raw: pd.DataFrame, plan: Plan, facts: Facts) -> Settled:
    """The rows of the statement as an answer: codes, numbers, statuses."""
    judge = _Judge(raw, plan, facts)
    frame = pd.DataFrame(
        {
            name: _codes(judge.column("period" if name in TIMES else name), name, plan.question)
            for name in plan.question.by
        },
        index=range(len(raw)),
    )
    for metric in plan.question.metrics:
        for name, values in judge.settle(metric).items():
            frame[name] = values
    place_months = [facts.places[code].complete_month for code in plan.question.regencies if code in facts.places]
    late = any(month is not None and plan.question.month > month for month in place_months)
    return Settled(frame, judge.missing, not judge.missing and not late)


def _codes(values: Sequence[Any], name: str, question: Question) -> Sequence[Any]:
    if name not in TIMES or question.time is None:
        return values
    step = {"month": 1, "quarter": 3, "year": 12}[question.time]
    months = [int(value) * step for value in values]
    if name == "month":
        return months
    return [quarter_code(month) for month in months] if name == "quarter" else [month // 12 for month in months]


class _Judge:
    """Decides cell by cell; what it decides depends on few codes, so it remembers."""

    def __init__(self, raw: pd.DataFrame, plan: Plan, facts: Facts) -> None:
        self.raw, self.plan, self.facts, self.question = raw, plan, facts, plan.question
        self.dims = ("period", *self.question.keys)
        self.keys: list[Key] = list(zip(*(self.column(dim) for dim in self.dims), strict=True))
        self.missing = tuple(one for one in facts.missing if self._concerns(one, self.question.months))
        self._zero: dict[tuple[Any, ...], bool] = {}
        self._late: dict[tuple[Any, ...], frozenset[Key]] = {}

    def column(self, name: str) -> list[Any]:
        """The values of a column, absent ones as None."""
        values = self.raw[name]
        return list(values.astype(object).where(values.notna(), None))

    def settle(self, metric: Metric) -> dict[str, Any]:
        """The columns of one metric."""
        if isinstance(metric.formula, Total):
            return self._total(metric, metric.formula)
        if metric.is_of_cell:
            return self._cell(metric)
        return self._fraction(metric)

    def _total(self, metric: Metric, total: Total) -> dict[str, Any]:
        source = source_of(self.question, metric)
        is_stock = total.over_time == "last"
        values = self.column(metric.name)
        rows = self.column(f"{source}_last_rows" if is_stock else f"{source}_rows")
        counts_aggregates = source in ("mart_coverage", "registered_by_sponsor") and not total.listed_only
        late = self._not_delivered(segments(), stock=is_stock) if counts_aggregates else frozenset()
        statuses = []
        for position, (key, value) in enumerate(zip(self.keys, values, strict=True)):
            status = OK
            if key in late and (value is None or total.only is not None):
                status = NOT_DELIVERED
            elif value is None and not rows[position] and total.when_absent == 0 and self._is_zero(source, total, key):
                values[position] = 0
            elif value is None:
                status = NO_DATA
            statuses.append(status)
        columns = _columns(metric, values, statuses)
        if f"{metric.name}_persons" in self.raw:
            columns[f"{metric.name}_persons"] = self.raw[f"{metric.name}_persons"].astype("float64")
        return columns

    def _cell(self, metric: Metric) -> dict[str, Any]:
        assert self.plan.cell is not None
        values, workers, regions = self.column(metric.name), self.column("denominator"), self.column("valued")
        is_workers = metric.formula.kind == "denominator"
        scope = self.plan.cell.scope
        late = frozenset() if is_workers else self._not_delivered(scope, stock=True)
        statuses, unfounded = [], set[int]()
        for position, (key, value) in enumerate(zip(self.keys, values, strict=True)):
            status = OK
            if self._is_unknown_area(key) and not workers[position]:
                status, workers[position] = STATUS_UNKNOWN, None
            elif not is_workers and (self._is_unknown_area(key) or self._is_unknown_group(key)):
                status = STATUS_UNKNOWN
            elif not regions[position] or not (is_workers or self._covers(key, scope, listed_only=False)):
                status = NO_DATA
                unfounded.add(position)
            elif key in late:
                status = NOT_DELIVERED
                unfounded.add(position)
            elif value is None:
                status = NO_DATA
            statuses.append(status)
        return _columns(metric, values, statuses, self._sides(metric, unfounded, workers))

    def _fraction(self, metric: Metric) -> dict[str, Any]:
        is_share = isinstance(metric.formula, Share)
        scope = tuple(segments()) if self.plan.place is None or is_share else self.plan.place.whole
        rows = self.column("part_rows" if is_share else "credited_rows")
        across = metric.formula.across if isinstance(metric.formula, Share) else ()
        late = self._not_delivered(scope, stock=True, across=across)
        values, statuses, unfounded = self.column(metric.name), [], set[int]()
        kept = [position for position, dim in enumerate(self.dims) if dim not in across]
        for position, (key, value) in enumerate(zip(self.keys, values, strict=True)):
            status = OK
            if value is None or (not rows[position] and not self._covers(key, scope, listed_only=False)):
                status = NO_DATA
            if tuple(key[place] for place in kept) in late:
                status = NOT_DELIVERED
            if status != OK:
                unfounded.add(position)
            statuses.append(status)
        return _columns(metric, values, statuses, self._sides(metric, unfounded))

    def _sides(
        self, metric: Metric, unfounded: set[int], denominators: list[Any] | None = None
    ) -> dict[str, list[Any]]:
        """The two sides of a metric that has them; a numerator nothing stands behind is not shown."""
        if not metric.has_sides:
            return {}
        numerators = self.column(f"{metric.name}_numerator")
        shown = [None if position in unfounded else value for position, value in enumerate(numerators)]
        whole = self.column(f"{metric.name}_denominator") if denominators is None else denominators
        return {f"{metric.name}_numerator": shown, f"{metric.name}_denominator": whole}

    def _is_zero(self, source: str, total: Total, key: Key) -> bool:
        if source == "mart_welfare":
            last = max(self._months(key[0], stock=True))
            return any(self.facts.welfare.get(code, last + 1) <= last for code in self._regencies(key))
        return self._covers(key, tuple(segments()), total.listed_only, stock=total.over_time == "last")

    def _covers(self, key: Key, scope: Sequence[str], listed_only: bool, stock: bool = True) -> bool:
        """Whether a list or aggregate in force covers the cell: then nobody in it means zero."""
        cell = dict(zip(self.dims, key, strict=True))
        parts = tuple(cell.get(dim, "")[:length] for dim, length in LEVELS.items())
        memo = (
            key[0],
            parts[:2],
            next((p[:5] for p in parts[2:] if p), ""),
            cell.get("segment"),
            cell.get("sponsor"),
            scope,
            listed_only,
            stock,
        )
        if memo not in self._zero:
            self._zero[memo] = self._look(cell, key, scope, listed_only, stock)
        return self._zero[memo]

    def _look(self, cell: Mapping[str, Any], key: Key, scope: Sequence[str], listed_only: bool, stock: bool) -> bool:
        months = self._months(key[0], stock)
        wanted = [cell["segment"]] if "segment" in cell else list(self.question.where.get("segment", scope))
        payers = [cell["sponsor"]] if "sponsor" in cell else list(self.question.where.get("sponsor", ()))
        for code in self._regencies(key):
            place = self.facts.places.get(code)
            if place is None or not any(place.first_month <= month <= place.last_month for month in months):
                continue
            delivered = [self.facts.delivered_sponsors.get((code, payer)) for payer in payers]
            if payers and not any(listed or (listed is not None and not listed_only) for listed in delivered):
                continue
            for segment in wanted:
                for grain in self.facts.grain.get((code, segment), ()) if segment in scope else ():
                    if (
                        grain.month <= months[-1]
                        and not grain.lacks(self.question.level, self.question.groups)
                        and not (listed_only and grain.is_aggregate)
                    ):
                        return True
        return False

    def _months(self, period: int, stock: bool) -> list[int]:
        found = [month for month, one in zip(self.question.months, self.question.periods, strict=True) if one == period]
        return found[-1:] if stock else found

    def _regencies(self, key: Key) -> list[str]:
        """The regencies a row lies in, or that lie in it."""
        for dim, code in zip(self.dims[1:], key[1:], strict=True):
            if dim in LEVELS:
                return [one for one in self.question.regencies if one.startswith(code[:5])]
        return list(self.question.regencies)

    def _is_unknown_area(self, key: Key) -> bool:
        cell = dict(zip(self.dims, key, strict=True))
        return str(cell.get("village", "")).endswith(".0000") or str(cell.get("district", "")).endswith(".00")

    def _is_unknown_group(self, key: Key) -> bool:
        cell = dict(zip(self.dims, key, strict=True))
        return any(cell.get(dim) == UNKNOWN for dim in ("decile", "decile_group", "occupation_group"))

    def _concerns(self, one: Missing, months: Iterable[int]) -> bool:
        """Whether what has not come would stand in the answer."""
        if one.regency not in self.question.regencies or one.month not in months:
            return False
        payer = segments()[one.segment].aggregate_sponsor
        detail = _DETAILS[len(one.area)]
        if Grain(one.regency, one.month, one.segment, detail, False, False, True, 0).lacks(
            self.question.level, self.question.groups
        ):
            return False
        cell = {"segment": one.segment, "sponsor": payer, "sponsor_kind": payer}
        cell |= {dim: one.area[:length] for dim, length in LEVELS.items()}
        return all(cell[dim] in codes for dim, codes in self.question.where.items() if dim in cell)

    def _not_delivered(self, scope: Iterable[str], stock: bool, across: Sequence[str] = ()) -> frozenset[Key]:
        """The keys of rows in which an expected aggregate has not come; a change lacks the month after as well."""
        memo = (tuple(scope), stock, tuple(across))
        if memo not in self._late:
            period_of = dict(zip(self.question.months, self.question.periods, strict=True))
            asked = self.question.last_months if stock else self.question.months
            found: set[Key] = set()
            for one in self.facts.missing:
                months = {one.month} if stock else {one.month, one.month + 1}
                if one.segment not in memo[0] or not self._concerns(one, {one.month} if months & set(asked) else ()):
                    continue
                payer = segments()[one.segment].aggregate_sponsor
                cell: dict[str, Any] = {"segment": one.segment, "sponsor": payer, "sponsor_kind": payer}
                cell |= {dim: one.area[:length] for dim, length in LEVELS.items()}
                for month in months & set(asked):
                    keys = [cell[dim] for dim in self.dims[1:] if dim not in across]
                    found.add((period_of[month], *keys))
            self._late[memo] = frozenset(found)
        return self._late[memo]


def _columns(
    metric: Metric, values: list[Any], statuses: list[str], sides: Mapping[str, list[Any]] | None = None
) -> dict[str, Any]:
    kept = [value if status == OK else None for value, status in zip(values, statuses, strict=True)]
    columns: dict[str, Any] = {metric.name: _numbers(kept, metric.is_fraction)}
    for name, side in (sides or {}).items():
        columns[name] = _numbers(side, fraction=False)
    columns[f"{metric.name}_status"] = statuses
    return columns


def _numbers(values: Sequence[Any], fraction: bool) -> pd.Series[Any]:
    return pd.Series(values, dtype="float64" if fraction else "Int64")
