"""The outlook as plain numbers: a path of months, the three ways it may go, and where it breaks off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..text import month_code
from .cliffs import Cliff, Where
from .facts import Status
from .renewals import Share

Measure = Literal["coverage_rate", "coverage_points"]


@dataclass(frozen=True)
class Point:
    """Coverage at one month's end; the rate (points, where a payer is asked for) is None without a denominator."""

    active: int
    eligible_workers: int | None
    coverage_rate: float | None


@dataclass(frozen=True)
class Likely(Point):
    """Coverage if the usual share renews, with what it is at the ends of that share's interval."""

    low: Point
    high: Point


@dataclass(frozen=True)
class PathMonth:
    """One month ahead: `none` renews, the `usual` share does (None without past blocks), or `all` stay."""

    month: int
    none: Point
    usual: Likely | None
    all: Point


@dataclass(frozen=True)
class Outlook:
    """The path from the last complete month (its first entry) over the months ahead, and where it breaks off.

    `measure` is `coverage_points` where a payer is asked for: people ÷ the whole place's denominator. `shares` are the
    usual shares that the blocks ahead of these filters use. `carried` are the people in every path whose payers pay
    month by month or who came as counts, from `carried_from` on: the last complete month of the place that has the
    latest. Members in areas without a value of the series are in none of these figures. `beyond_counts` is by how many
    people the lists exceed counts of the same people: the path begins so far above the stock (None where masked).
    `status` is `masked` where groups too small for this role are left out of the path or of the cliffs, `no_data` where
    no place asked has any.
    """

    start: int
    path: tuple[PathMonth, ...]
    cliffs: tuple[Cliff, ...]
    series: str | None
    scope: tuple[str, ...]
    snapshot: str
    status: Status = "ok"
    shares: tuple[Share, ...] = ()
    carried: int | None = None
    carried_from: int | None = None
    measure: Measure = "coverage_rate"
    beyond_counts: int | None = 0

    @property
    def now(self) -> Point | None:
        """What is counted at the first month: the path's own first point less what the lists exceed the counts by."""
        if not self.path:
            return None
        first = self.path[0].none
        active, workers = first.active - (self.beyond_counts or 0), first.eligible_workers
        return Point(active, workers, active / workers if workers else None)

    @property
    def low(self) -> PathMonth | None:
        """The first month in which fewest are active if nothing is renewed; None where it does not fall below today."""
        if not self.path:
            return None
        lowest = min(self.path, key=lambda step: (step.none.active, step.month))
        return lowest if self.now is not None and lowest.none.active < self.now.active else None

    @property
    def is_carried_only(self) -> bool:
        """Whether everybody came as counts or is paid for month by month: when their cover ends is not known then."""
        return bool(self.path) and bool(self.carried) and self.carried == self.path[0].none.active

    def to_json(self) -> dict[str, Any]:
        """The `outlook` document of DESIGN 5."""
        return {
            "month": month_code(self.start),
            "measure": self.measure,
            "series": self.series,
            "scope": list(self.scope),
            "snapshot": self.snapshot,
            "status": self.status,
            "carried": self.carried,
            "carried_from": None if self.carried_from is None else month_code(self.carried_from),
            "beyond_counts": self.beyond_counts,
            "path": [
                {
                    "month": month_code(step.month),
                    "none": vars(step.none),
                    "usual": step.usual and vars(step.usual) | {k: vars(getattr(step.usual, k)) for k in _ENDS},
                    "all": vars(step.all),
                }
                for step in self.path
            ],
            "cliffs": [cliff.to_json() for cliff in self.cliffs],
            "shares": [vars(share) for share in self.shares],
        }


_ENDS = ("low", "high")


def measure_of(where: Where) -> Measure:
    """What a question about these cells is measured by: a payer has no denominator of its own."""
    return "coverage_points" if {"sponsor", "sponsor_kind"} & set(where) else "coverage_rate"
