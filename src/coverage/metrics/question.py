"""A question, checked: known names, known codes, the months it spans and the regencies it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..codes import (
    DECILE_GROUPS,
    DECILES,
    NOT_IN_REGISTER,
    POOLED_DECILE,
    UNKNOWN,
    occupation_groups,
    programmes,
    segments,
    sponsor_kinds,
    workforce_series,
)
from ..errors import CannotAnswer, UsageError, unknown_name
from ..text import month_number
from ..words import phrase
from .declarations import DIMENSIONS, LEVELS, METRICS, Dimension, Metric
from .source import Facts, SnapshotLike

TIMES = ("month", "quarter", "year")
"""Time dimensions, fine to coarse."""

_DIGITS = {2: (2,), 4: (2, 4), 6: (2, 4, 6), 10: (2, 4, 6, 10)}


@dataclass(frozen=True)
class Question:
    """What is asked, in canonical codes; `series` are the denominators named, none for the first that answers.

    Members in the districts and villages of `without` are left out.
    """

    metrics: tuple[Metric, ...]
    by: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    months: tuple[int, ...]
    regencies: tuple[str, ...]
    series: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @cached_property
    def time(self) -> str | None:
        """The finest time dimension asked for."""
        return next((name for name in TIMES if name in self.by), None)

    @cached_property
    def periods(self) -> tuple[int, ...]:
        """The group of each month: the month itself, its quarter or year, or 0 when all are one answer."""
        step = {"month": 1, "quarter": 3, "year": 12, None: 0}[self.time]
        return tuple(month // step if step else 0 for month in self.months)

    @cached_property
    def lasts(self) -> tuple[bool, ...]:
        """Whether each month is the last of its group: where stocks are taken."""
        following = (*self.periods[1:], None)
        return tuple(one != other for one, other in zip(self.periods, following, strict=True))

    @cached_property
    def last_months(self) -> tuple[int, ...]:
        """The months at which stocks are taken."""
        return tuple(month for month, last in zip(self.months, self.lasts, strict=True) if last)

    @property
    def month(self) -> int:
        """The last month asked for."""
        return self.months[-1]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The dimensions of a row, time apart, in order."""
        return tuple(name for name in self.by if name not in TIMES)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Every dimension in `by` or `where`, time apart."""
        return frozenset(self.keys) | (frozenset(self.where) - set(TIMES))

    @cached_property
    def level(self) -> str | None:
        """The finest region level asked for."""
        return next((name for name in reversed(LEVELS) if name in self.asked), None)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The dimensions asked for that are neither regions nor times."""
        return self.asked - set(LEVELS)

    @cached_property
    def deciles(self) -> frozenset[str]:
        """The decile dimensions asked for."""
        return self.asked & {"decile", "decile_group"}

    def shifted(self, months: int) -> Question:
        """The same question `months` later."""
        return replace(self, months=tuple(month + months for month in self.months))


def make_question(
    snapshot: SnapshotLike,
    facts: Facts,
    metrics: str | Sequence[str],
    by: str | Sequence[str],
    where: Mapping[str, str | Sequence[str]],
    month: int | None,
    span: tuple[int, int] | None,
    series: str | None,
) -> Question:
    """The question in canonical form; raises `UsageError` with a did-you-mean for anything unknown."""
    asked = tuple(_metric(name) for name in ([metrics] if isinstance(metrics, str) else metrics))
    if not asked:
        raise UsageError("no_metric", phrase("metrics.no_metric"))
    dims = tuple(dict.fromkeys(_dimension(name).name for name in ([by] if isinstance(by, str) else by)))
    filters = {name: _codes(facts, _dimension(name).name, codes) for name, codes in where.items()}
    if not facts.places:
        raise CannotAnswer("no_data", phrase("metrics.no_places"))
    regencies = regencies_of(facts, filters)
    named: tuple[str, ...] = (series,) if series is not None else ()
    for one in named:
        if one not in workforce_series():
            raise unknown_name(phrase("metrics.kind_series"), one, workforce_series())
    named = tuple(one for one in filters.pop("series", named) if not named or one in named)
    months = _months(snapshot, facts, dims, filters, regencies, month, span)
    return Question(asked, dims, filters, months, regencies, named)


def _metric(name: str) -> Metric:
    if name not in METRICS:
        raise unknown_name(phrase("metrics.kind_metric"), name, METRICS)
    return METRICS[name]


def _dimension(name: str) -> Dimension:
    if name not in DIMENSIONS:
        raise unknown_name(phrase("metrics.kind_dimension"), name, DIMENSIONS)
    return DIMENSIONS[name]


def _codes(facts: Facts, name: str, codes: str | Sequence[str]) -> tuple[str, ...]:
    given = [codes] if isinstance(codes, str | int) else list(codes)
    if not given:
        raise UsageError("no_code", phrase("metrics.no_code", dimension=name))
    return tuple(dict.fromkeys(_code(facts, name, str(code).strip()) for code in given))


def _code(facts: Facts, name: str, code: str) -> str:
    if name in LEVELS:
        return _region(facts, name, code)
    if name in TIMES:
        return _time(name, code)
    if name in ("decile", "decile_before", "decile_group", "occupation_group") and code.lower() in (
        "?",
        "unknown",
        "null",
        "none",
    ):
        return UNKNOWN
    code = code.replace("–", "-") if name.startswith("decile") else code
    lists: dict[str, Mapping[str, object]] = {
        "decile": dict.fromkeys([*DECILES, POOLED_DECILE]),
        "decile_before": dict.fromkeys([NOT_IN_REGISTER, *DECILES, POOLED_DECILE]),
        "decile_group": DECILE_GROUPS,
        "occupation_group": occupation_groups(),
        "programme": programmes(),
        "segment": segments(),
        "sponsor": facts.sponsors,
        "sponsor_kind": sponsor_kinds(),
        "series": workforce_series(),
    }
    known = lists[name]
    for spelling in (code, code.upper()):
        if spelling in known:
            return spelling
    raise unknown_name(DIMENSIONS[name].label, code, known)


def _region(facts: Facts, level: str, code: str) -> str:
    if code.isdigit() and len(code) in _DIGITS:
        ends = _DIGITS[len(code)]
        code = ".".join(code[start:end] for start, end in zip((0, *ends), ends, strict=False))
    unlocated = re.fullmatch(r"(\d\d\.\d\d)\.(\d\d)(\.0000)?", code)
    if len(code) == LEVELS[level] and (
        code in facts.region_names
        or code in facts.places
        or (unlocated and (level == "village" or unlocated[2] == "00") and unlocated[1] in facts.places)
    ):
        return code
    raise unknown_name(DIMENSIONS[level].label, code, (one for one in facts.region_names if len(one) == LEVELS[level]))


def _time(name: str, code: str) -> str:
    pattern = {"month": r"\d{4}-(0[1-9]|1[0-2])", "quarter": r"\d{4}-Q[1-4]", "year": r"\d{4}"}[name]
    if name == "month" and code.isdigit() and len(code) == 5:
        return code
    if not re.fullmatch(pattern, code):
        raise UsageError("bad_time", phrase("metrics.bad_time", dimension=name, found=code))
    return str(month_number(code)) if name == "month" else code


def regencies_of(facts: Facts, filters: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The regencies the question is about: those that every filter names or that lie in it, else every place."""
    levels = {level: length for level, length in LEVELS.items() if level in filters}
    found = {*facts.places, *(code[:5] for level in levels for code in filters[level] if len(code) >= 5)}
    for level, length in levels.items():
        known = min(length, 5)
        found = {code for code in found if code[:known] in {one[:known] for one in filters[level]}}
    return tuple(sorted(found))


def _months(
    snapshot: SnapshotLike,
    facts: Facts,
    by: Sequence[str],
    filters: dict[str, tuple[str, ...]],
    regencies: Sequence[str],
    month: int | None,
    span: tuple[int, int] | None,
) -> tuple[int, ...]:
    placed = [code for code in regencies if code in facts.places]
    wanted = {name: set(filters.pop(name)) for name in TIMES if name in filters}
    if span is not None:
        first, last = span
        if first > last:
            raise UsageError("bad_span", phrase("metrics.bad_span"))
    elif month is not None:
        first = last = month
    else:
        last = snapshot.default_month(placed)
        earliest = min(facts.places[code].first_month for code in placed or facts.places)
        if wanted:
            last = max([last, *(facts.places[code].last_month for code in placed)])
        first = earliest if wanted or any(name in by for name in TIMES) else last
    months = tuple(
        number
        for number in range(first, last + 1)
        if all(_time_code(name, number) in codes for name, codes in wanted.items())
    )
    if not months:
        raise UsageError("no_month", phrase("metrics.no_month"))
    return months


def _time_code(name: str, month: int) -> str:
    """A month as its filter writes it."""
    return {"month": str(month), "quarter": quarter_code(month), "year": str(month // 12)}[name]


def quarter_code(month: int) -> str:
    """`2026-Q3` of a month number."""
    return f"{month // 12:04d}-Q{month % 12 // 3 + 1}"
