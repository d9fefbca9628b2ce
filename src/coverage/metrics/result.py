"""An answer: a frame with everything that has to be said about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pandas as pd

from ..codes import UNKNOWN
from ..text import Lang, month_code
from .declarations import LEVELS, Metric
from .names import code_name
from .rates import AsOf
from .side import Outside
from .source import Facts, Missing


class RegionNames(Protocol):
    """Whatever can name an area by its code."""

    def name(self, code: str, lang: Lang = "id") -> str: ...


@dataclass(frozen=True)
class Result:
    """One answer. `frame` holds the by-columns as codes, then each metric, its sides when a fraction, its status.

    `scope` names the segments a rate is limited to when not all members can stand over its denominator: a title must
    say so. `unvalued` are areas without a value of the series at the last month. `complete` is false where something
    expected has not come; `missing` lists it.
    """

    frame: pd.DataFrame
    metrics: tuple[Metric, ...]
    by: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    month: int
    months: tuple[int, ...]
    regencies: tuple[str, ...]
    series: str | None
    scope: tuple[str, ...]
    as_of: tuple[AsOf, ...]
    complete: bool
    missing: tuple[Missing, ...]
    outside: tuple[Outside, ...]
    groups_used: int | None
    unknown_share: float | None
    sql: str
    params: Mapping[str, object]
    snapshot: str
    deliveries: tuple[str, ...]
    synthetic: bool
    role: str
    facts: Facts
    unvalued: tuple[str, ...] = ()

    @property
    def metric(self) -> Metric:
        """The first metric asked for."""
        return self.metrics[0]

    @property
    def is_old(self) -> bool:
        """Whether a denominator used is older than 12 months at its month."""
        return any(one.is_old for one in self.as_of)

    def value(self, metric: str | None = None) -> float | int | None:
        """The number of a one-row answer, None where there is none."""
        column = metric or self.metric.name
        if len(self.frame) != 1:
            raise ValueError(f"{len(self.frame)} rows, not one: read the frame")
        found: float | int | None = _plain(self.frame[column].iloc[0])
        return found

    def status(self, metric: str | None = None) -> str:
        """The status of a one-row answer."""
        return str(self.frame[f"{metric or self.metric.name}_status"].iloc[0])

    def name(self, dimension: str, code: Any, lang: Lang) -> str:
        """What to print for a code of a dimension."""
        return code_name(self.facts, dimension, code, lang)

    def rows(self, lang: Lang, regions: RegionNames | None = None) -> list[dict[str, Any]]:
        """The rows as plain values: codes with names beside them, numbers, statuses."""
        columns = {name: [_plain(value) for value in self.frame[name]] for name in self.frame.columns}
        for dimension in reversed(self.by):
            codes = columns.pop(dimension)
            shown = {code: _shown(dimension, code) for code in dict.fromkeys(codes)}
            names = {code: self._name(dimension, code, lang, regions) for code in shown}
            named = {dimension: [shown[code] for code in codes], f"{dimension}_name": [names[code] for code in codes]}
            columns = {**named, **columns}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _name(self, dimension: str, code: Any, lang: Lang, regions: RegionNames | None) -> str:
        named = self.name(dimension, code, lang)
        return regions.name(code, lang) if regions is not None and dimension in LEVELS and named == code else named

    def to_json(self, lang: Lang = "id", regions: RegionNames | None = None) -> dict[str, Any]:
        """The document of `ask --json` (DESIGN 5); `regions` names areas that the snapshot does not."""
        return {
            "metrics": [metric.name for metric in self.metrics],
            "by": list(self.by),
            "where": {name: list(codes) for name, codes in self.where.items()},
            "rows": self.rows(lang, regions),
            "snapshot": self.snapshot,
            "month": month_code(self.month),
            "from": month_code(self.months[0]),
            "to": month_code(self.months[-1]),
            "as_of": [_as_of(one) for one in self.as_of],
            "series": self.series,
            "scope": list(self.scope),
            "complete": self.complete,
            "missing": [_missing(one) for one in self.missing],
            "outside": [
                {"segment": one.segment, "persons": one.persons, "code": one.code, "reason": one.reason.of(lang)}
                for one in self.outside
            ],
            "groups_used": self.groups_used,
            "unknown_share": self.unknown_share,
            "synthetic": self.synthetic,
            "role": self.role,
            "deliveries": list(self.deliveries),
            "sql": self.sql,
            "params": {name: _bound(value) for name, value in self.params.items()},
        }


def _plain(value: Any) -> Any:
    """A cell as Python has it: None for what is absent."""
    if value is None or value is pd.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def _bound(value: object) -> object:
    """A bound value as JSON has it."""
    if isinstance(value, list):
        return [_bound(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _shown(dimension: str, code: Any) -> Any:
    """A code as an answer writes it: deciles as numbers, months as `YYYY-MM`, unknown deciles as null."""
    if dimension == "month":
        return month_code(int(code))
    if dimension in ("decile", "decile_before", "decile_group") and code == UNKNOWN:
        return None
    if dimension in ("decile", "decile_before") and str(code).isdigit():
        return int(code)
    return code


def _as_of(one: AsOf) -> dict[str, Any]:
    return {
        "series": one.series,
        "region": one.region_code,
        "as_of": one.as_of.isoformat(),
        "month": month_code(one.month),
        "source": one.source,
        "older_than_12_months": one.is_old,
    }


def _missing(one: Missing) -> dict[str, Any]:
    return {
        "regency": one.regency,
        "month": month_code(one.month),
        "area": one.area,
        "segment": one.segment,
        "sender": one.sender,
    }


def deliveries_behind(facts: Facts, formats: set[str], regencies: Sequence[str], month: int) -> tuple[str, ...]:
    """The deliveries in force that the answer rests on: of its places and formats, begun by its last month."""
    return tuple(
        one.delivery
        for one in facts.deliveries
        if one.format in formats
        and (not one.regency or one.regency in regencies)
        and (one.first is None or one.first <= month)
    )
