"""How many are covered in each month ahead, in one regency and under any filter, before anything is rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..metrics import ask
from ..metrics.disclosure import smallest_shown
from ..metrics.lapses import lapses
from ..metrics.roles import Role
from ..metrics.source import SnapshotLike
from .cliffs import Where
from .reads import count, records, whole
from .renewals import Lapse, Usual, covered_again


@dataclass(frozen=True)
class Counts:
    """People covered at a month's end if none, the usual share (from low to high), or all renew, not yet rounded."""

    none: int
    usual: tuple[float, float, float] | None
    all: int

    def __add__(self, other: Counts) -> Counts:
        usual = None
        if self.usual is not None and other.usual is not None:
            low, middle, high = (one + more for one, more in zip(self.usual, other.usual, strict=True))
            usual = low, middle, high
        return Counts(self.none + other.none, usual, self.all + other.all)


def expected(
    snapshot: SnapshotLike,
    where: Where,
    usual: Usual,
    span: tuple[int, int],
    role: str = "steward",
    without: Sequence[str] = (),
) -> tuple[dict[int, Counts], int] | None:
    """What stands at each month of one regency's `span`, and who is carried at its start; None where masked.

    Members in the areas of `without` are left out. No number is below nought (decision 0009).
    """
    names = ("outlook_already_paid", "outlook_carried")
    frame = ask(snapshot, names, by="month", where=where, span=span, role=role, without=without).frame
    by_month = {int(row["month"]): [count(row, name) for name in names] for row in records(frame)}
    gone = lapses(snapshot, ("month", "sponsor_kind", "block_months", "next_month"), where, span, role, without)
    known = usual if usual.is_known else None
    again = covered_again(map(_lapse, records(gone)), known, span[1])
    fewest = 0 if Role.parse(role).sees_small_groups else smallest_shown(span[0])
    found: dict[int, Counts] = {}
    for month in range(span[0], span[1] + 1):
        paid, carried = by_month.get(month, [0, 0])
        low, middle, high, most = again.get(month, (0.0, 0.0, 0.0, 0))
        if paid is None or carried is None or 0 < most < fewest:
            return None
        base = paid + carried
        likely = None if known is None else (_people(base + low), _people(base + middle), _people(base + high))
        found[month] = Counts(max(base, 0), likely, max(base + most, 0))
    return found, max(by_month.get(span[0], [0, 0])[1] or 0, 0)


def _people(number: float) -> float:
    """Never less than nobody: those of no area are taken off the counts of the areas, which a filter may hide."""
    return max(number, 0.0)


def _lapse(row: Mapping[str, Any]) -> Lapse:
    return Lapse(
        month=int(row["month"]),
        sponsor_kind=str(row["sponsor_kind"]),
        block_months=int(row["block_months"]),
        next_month=whole(row["next_month"]),
        persons=round(row["persons"]),
    )
