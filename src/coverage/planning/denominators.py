"""The denominators a place has: what each counts, of when, how finely, how it was revised, and the rate over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..codes import Series, workforce_series
from ..metrics import Result, ask
from ..metrics.declarations import LEVELS
from ..metrics.disclosure import smallest_shown
from ..metrics.query_rows import decile_codes
from ..metrics.roles import Role
from ..metrics.source import SnapshotLike
from ..metrics.wording import dimension_names
from ..parameters import PARAMETERS, first_of_month
from ..text import Text
from .facts import Rate
from .rating import rate_in
from .reads import rows
from .wording import both, day_text, fill, flagged, listing, plain_text, quantity

Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Revision:
    """How a series moved from one date to the next; `is_large` beyond the declared limit.

    `part` names the workers it is about where they are not all of the series.
    """

    before: int
    after: int
    since: date
    on: date
    change: float
    is_large: bool
    part: Text | None = None


@dataclass(frozen=True)
class Denominator:
    """One series of a regency at a month: its latest value, the levels it has, its last revision and the rate over it.

    `workers` is the whole regency's, each area's latest; `since` is the oldest of their dates and `as_of` the newest.
    `revision` is that of the areas that came last. `rate` is that of the filters asked, and has a reason where there is
    none; `rate_revision` is how the workers it is divided by were revised (without a rate: the whole regency's).
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
    rate_revision: Revision | None


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
        rate = rate_in(snapshot, asked, month, name, role)
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
                rate,
                _of_rate(snapshot, asked, month, name, rate, role)
                if _is_part(asked, declared, rate)
                else _revision(simplest, month, with_unchanged=True),
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
    return fill("range_end", rate=flagged(one.rate.rate), series=one.declared.label, who=one.rate.who)


def revision_text(one: Denominator) -> Text | None:
    """The warning about a large revision of the workers the rate is divided by; None without one."""
    found, label = one.rate_revision, one.declared.label
    if found is None or not found.is_large:
        return None
    return fill(
        "revised_much",
        series=label if found.part is None else fill("revised_part", series=label, part=found.part),
        before=quantity(found.before, "people"),
        since=day_text(found.since),
        after=quantity(found.after, "people"),
        on=day_text(found.on),
        change=_signed(found.change),
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


def _is_part(where: Where, declared: Series, rate: Rate) -> bool:
    """Whether a rate is divided by fewer workers than the regency's of the series."""
    narrow = set(where) - {"province", "regency"} or set(rate.scope) != set(declared.scope)
    return rate.rate is not None and bool(narrow)


def _of_rate(snapshot: SnapshotLike, where: Where, month: int, series: str, rate: Rate, role: str) -> Revision | None:
    """How the workers under a rate were revised: the same segments, groups and areas of the same partition."""
    result = ask(snapshot, "coverage_rate", where=where, month=month, series=series, role=role)
    if not result.as_of:
        return None
    cut = result.as_of[0].cut
    read = rows(
        snapshot,
        "revisions",
        regency=result.regencies[0],
        series=series,
        cut=cut,
        month=month,
        segments=list(rate.scope) if "segment" in cut.split("+") else [],
        deciles=[code for dim in ("decile", "decile_group") for code in decile_codes(dim, result.where.get(dim, ()))],
        groups=list(result.where.get("occupation_group", ())),
    )
    areas = [codes for dim, codes in result.where.items() if dim in LEVELS]
    inside = [row for row in read if all(str(row["region_code"]).startswith(tuple(codes)) for codes in areas)]
    found = _revision(inside, month, with_unchanged=True) if inside else None
    fewest = 0 if Role.parse(role).sees_small_groups else smallest_shown(month)
    if found is None or 0 < min(found.before, found.after) < fewest:
        return None
    return replace(found, part=_part_text(result, rate))


def _part_text(result: Result, rate: Rate) -> Text | None:
    """Whom a rate is about: its segments, areas and groups; None where it is everybody of the series."""
    series = workforce_series()[result.series or ""]
    named = [rate.who] if set(rate.scope) < set(series.scope) else []
    codes = [*result.where.get("district", ()), *result.where.get("village", ())]
    named += [plain_text(result.facts.region_names.get(code, code)) for code in codes]
    if {"decile", "decile_group", "occupation_group"} & set(result.where):
        named.append(fill("revised_groups"))
    return listing(named) if named else None


def _revision(listed: Sequence[Any], month: int, *, with_unchanged: bool = False) -> Revision | None:
    """The newest date against what its areas had before; areas that are new compare with nothing.

    With `with_unchanged`, areas that did not come again stand on both sides: a rate is divided by them, too.
    """
    newest = _day(listed[-1]["as_of"])
    now = {row["region_code"]: row for row in listed if _day(row["as_of"]) == newest}
    earlier = {row["region_code"]: row for row in listed if _day(row["as_of"]) < newest}
    again = {code: row for code, row in earlier.items() if code in now}
    compared = earlier if with_unchanged else again
    before = sum(int(row["workers"]) for row in compared.values())
    if not before or not again:
        return None
    after = sum(int(now.get(code, row)["workers"]) for code, row in compared.items())
    change = after / before - 1
    limit = float(PARAMETERS["coverage.largest_denominator_change"].at(first_of_month(month)))
    since = max(_day(row["as_of"]) for row in again.values())
    # Sums of a limit such as 0.1 lie a hair beside the number they mean.
    return Revision(before, after, since, newest, change, round(abs(change), 9) > limit)


def _detail(listed: Sequence[Any]) -> Text:
    """The finest partition there is, in words."""
    finest = max((str(row["cut"]) for row in listed), key=lambda cut: (cut.count("+"), cut.startswith("village")))
    return dimension_names(finest.split("+"))


def _day(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day
