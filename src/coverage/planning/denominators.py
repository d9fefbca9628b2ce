"""The denominators a place has: what each counts, of when, how finely, how it was revised, and the rate over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..codes import Series, workforce_series
from ..metrics.source import SnapshotLike
from ..metrics.wording import dimension_names
from ..parameters import PARAMETERS, first_of_month
from ..text import Text
from .facts import Rate
from .rating import rate_in
from .reads import rows
from .wording import both, day_text, fill, quantity

Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Revision:
    """How a series moved from one date to the next; `is_large` beyond the declared limit."""

    before: int
    after: int
    since: date
    on: date
    change: float
    is_large: bool


@dataclass(frozen=True)
class Denominator:
    """One series of a regency at a month: its latest value, the levels it has, its last revision and the rate over it.

    `workers` is the whole regency's; `rate` is that of the filters asked, and has a reason where there is none.
    """

    name: str
    declared: Series
    workers: int
    as_of: date
    source: str
    detail: Text
    revision: Revision | None
    rate: Rate


@dataclass(frozen=True)
class Range:
    """The lowest and the highest rate over the series that have the cells asked for."""

    low: Denominator
    high: Denominator


def denominators(
    snapshot: SnapshotLike, regency: str, month: int, where: Where | None = None, role: str = "steward"
) -> tuple[Denominator, ...]:
    """Every series that has a value for a regency not after a month, in the order in which rates prefer them."""
    listed: dict[str, list[Any]] = {}
    for row in rows(snapshot, "denominators", regency=regency):
        if row["as_of_month"] <= month:
            listed.setdefault(row["series"], []).append(row)
    asked = dict(where or {"regency": [regency]})
    found = []
    for name, declared in workforce_series().items():
        if declared.unit != "workers" or name not in listed:
            continue
        latest = _totals(listed[name])[-1]
        found.append(
            Denominator(
                name,
                declared,
                int(latest["workers"]),
                _day(latest["as_of"]),
                latest["source"],
                _detail(listed[name]),
                _revision(_totals(listed[name]), month),
                rate_in(snapshot, asked, month, name, role),
            )
        )
    return tuple(found)


def range_of(found: Sequence[Denominator]) -> Range | None:
    """The range of rates; None where fewer than two series have one."""
    rated = sorted((one for one in found if one.rate.rate is not None), key=lambda one: one.rate.rate or 0.0)
    return Range(rated[0], rated[-1]) if len(rated) > 1 else None


def range_text(found: Range) -> Text:
    """`23,1 % (…) sampai 37,7 % (…)`, each with its series and whom it is about."""
    return fill("range", low=_named(found.low), high=_named(found.high))


def _named(one: Denominator) -> Text:
    return fill("range_end", rate=quantity(one.rate.rate, "percent"), series=one.declared.label, who=one.rate.who)


def revision_text(one: Denominator) -> Text | None:
    """The warning about a large revision; None without one."""
    if one.revision is None or not one.revision.is_large:
        return None
    return fill(
        "revised_much",
        series=one.declared.label,
        before=quantity(one.revision.before, "people"),
        since=day_text(one.revision.since),
        after=quantity(one.revision.after, "people"),
        on=day_text(one.revision.on),
        change=_signed(one.revision.change),
    )


def _signed(change: float) -> Text:
    sign = "+" if change > 0 else "−"
    amount = quantity(abs(change), "percent")
    return both(lambda lang: f"{sign}{amount.of(lang)}")


def over_text(rate: Rate) -> Text | None:
    """What a rate of more than a hundred per cent means; None for others."""
    if rate.rate is None or rate.rate <= 1:
        return None
    return fill("over_hundred", active=quantity(rate.active, "people"), workers=quantity(rate.workers, "people"))


def _totals(listed: Sequence[Any]) -> list[Any]:
    """One row per date, oldest first: the simplest partition, the one with the fewest dimensions."""
    by_day: dict[date, Any] = {}
    for row in listed:
        by_day.setdefault(_day(row["as_of"]), row)
    return [by_day[day] for day in sorted(by_day)]


def _revision(totals: Sequence[Any], month: int) -> Revision | None:
    """The last two dates; only totals over as many areas compare."""
    if len(totals) < 2 or totals[-1]["areas"] != totals[-2]["areas"] or totals[-1]["cut"] != totals[-2]["cut"]:
        return None
    before, after = (int(row["workers"]) for row in totals[-2:])
    if not before:
        return None
    change = after / before - 1
    limit = float(PARAMETERS["coverage.largest_denominator_change"].at(first_of_month(month)))
    return Revision(before, after, _day(totals[-2]["as_of"]), _day(totals[-1]["as_of"]), change, abs(change) > limit)


def _detail(listed: Sequence[Any]) -> Text:
    """The finest partition there is, in words."""
    finest = max((str(row["cut"]) for row in listed), key=lambda cut: (cut.count("+"), cut.startswith("village")))
    return dimension_names(finest.split("+"))


def _day(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day
