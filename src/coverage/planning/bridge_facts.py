"""What a bridge between two months is: both ends, the parts that sum to the change, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..metrics import Result
from ..text import Text, month_code
from .facts import Status


@dataclass(frozen=True)
class End:
    """One end of the bridge: both sides of the rate; workers and rate None where there is no denominator."""

    month: int
    active: int
    eligible_workers: int | None = None
    coverage_rate: float | None = None

    def to_json(self) -> dict[str, Any]:
        """As `ask` writes it."""
        return {**vars(self), "month": month_code(self.month)}


@dataclass(frozen=True)
class Part:
    """One part of the change; the denominator's has no persons, and none has points without a rate at both ends."""

    name: str
    persons: int | None
    points: float | None


@dataclass(frozen=True)
class Bridge:
    """A change split into its parts, which sum to it exactly.

    `measure` is `coverage_points` where a payer is asked for: active ÷ the whole place's denominator. `reason` says why
    there are no points. `status` is `masked` where a part is too small for this role: then no part is told. `renewed`
    and `double_paid` stand beside the sum: they change who pays, not how many are active. `first_known` is the rate of
    the first month as known today, where the start is as known on a day.
    """

    start: End
    end: End
    parts: tuple[Part, ...]
    renewed: int | None
    double_paid: tuple[int | None, int | None]
    measure: str
    series: str | None
    scope: tuple[str, ...]
    as_known: str | None
    snapshots: tuple[str, ...]
    reason: Text | None
    notes: tuple[Text, ...]
    status: Status
    results: tuple[Result, ...]

    @property
    def persons(self) -> int:
        """The whole change in active members."""
        return self.end.active - self.start.active

    @property
    def points(self) -> float | None:
        """The whole change of the rate."""
        if self.end.coverage_rate is None or self.start.coverage_rate is None:
            return None
        return self.end.coverage_rate - self.start.coverage_rate

    @property
    def denominator_points(self) -> float | None:
        """What the denominator alone did."""
        return next((part.points for part in self.parts if part.name == "denominator"), None)

    @property
    def numerator_points(self) -> float | None:
        """What the members did, each flow over the first month's denominator."""
        found = [part.points for part in self.parts if part.name != "denominator" and part.points is not None]
        return sum(found) if found else None

    def to_json(self) -> dict[str, Any]:
        """The `bridge` document of DESIGN 5."""
        return {
            "from": month_code(self.start.month),
            "to": month_code(self.end.month),
            "as_known": self.as_known,
            "measure": self.measure,
            "series": self.series,
            "scope": list(self.scope),
            "snapshots": list(self.snapshots),
            "start": self.start.to_json(),
            "end": self.end.to_json(),
            "parts": [vars(part) for part in self.parts],
            "numerator_points": self.numerator_points,
            "denominator_points": self.denominator_points,
            "beside": {
                "renewed": self.renewed,
                "double_paid_start": self.double_paid[0],
                "double_paid_end": self.double_paid[1],
            },
            "status": self.status,
            "reason": None if self.reason is None else vars(self.reason),
            "notes": [vars(note) for note in self.notes],
        }
