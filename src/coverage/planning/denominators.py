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

    `workers` is the whole regency's, each area's latest; `since` is the oldest of their dates and `as_of` the newest.
    `rate` is that of the filters asked, and has a reason where there is none.
    """

    name: str
    declared: Series
    workers: int
    since: date
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
        simplest = _simplest(listed[name])
        latest = {row["region_code"]: row for row in simplest}  # oldest first: the last one of an area is its latest
        dates = sorted(_day(row["as_of"]) for row in latest.values())
        found.append(
            Denominator(
                name,
                declared,
                sum(int(row["workers"]) for row in latest.values()),
                dates[0],
                dates[-1],
                simplest[-1]["source"],
                _detail(listed[name]),
                _revision(simplest, month),
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


def _simplest(listed: Sequence[Any]) -> list[Any]:
    """The rows of one partition: that of the newest date with the fewest dimensions."""
    newest = max(_day(row["as_of"]) for row in listed)
    cut = next(row["cut"] for row in listed if _day(row["as_of"]) == newest)
    return [row for row in listed if row["cut"] == cut]


def _revision(listed: Sequence[Any], month: int) -> Revision | None:
    """The newest date against what its areas had before; areas that are new or did not come compare with nothing."""
    newest = _day(listed[-1]["as_of"])
    now = {row["region_code"]: row for row in listed if _day(row["as_of"]) == newest}
    earlier = {row["region_code"]: row for row in listed if _day(row["as_of"]) < newest and row["region_code"] in now}
    before = sum(int(row["workers"]) for row in earlier.values())
    if not before:
        return None
    after = sum(int(now[code]["workers"]) for code in earlier)
    change = after / before - 1
    limit = float(PARAMETERS["coverage.largest_denominator_change"].at(first_of_month(month)))
    since = max(_day(row["as_of"]) for row in earlier.values())
    # Sums of a limit such as 0.1 lie a hair beside the number they mean.
    return Revision(before, after, since, newest, change, round(abs(change), 9) > limit)


def _detail(listed: Sequence[Any]) -> Text:
    """The finest partition there is, in words."""
    finest = max((str(row["cut"]) for row in listed), key=lambda cut: (cut.count("+"), cut.startswith("village")))
    return dimension_names(finest.split("+"))


def _day(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day
