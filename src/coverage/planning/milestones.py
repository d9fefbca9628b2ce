"""One milestone of a target track: who is missing, how many more each month that takes, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from .schedule import SELF_PAID, Price, cover_cost

TrackClass = Literal["maintain", "accelerate", "reverse", "insufficient_data"]


@dataclass(frozen=True)
class Milestone:
    """A target rate due in a month, on today's denominator; None where there is no rate to hold against it.

    `needed` are the active members it means, `persons` how many more than today, `pace` how many more each month
    (rounded up). `first` is what the first month of that pace costs, `last` the milestone's month, `total` all between.
    """

    month: int
    rate: float
    months_left: int
    needed: int | None
    persons: int | None
    pace: int | None
    first: Price | None
    last: Price | None
    total: Price | None

    @property
    def is_past(self) -> bool:
        """Whether it was due before the month looked at."""
        return self.months_left < 0

    @property
    def is_reached(self) -> bool:
        """Whether there are enough active members already."""
        return self.persons == 0


def milestone_of(due: int, rate: float, month: int, held: tuple[int, int] | None) -> Milestone:
    """A rate due in a month, seen from `month`; `held` are today's active members and workers."""
    return due_in(due, rate, month, held, None if held is None else rounded_up(rate * held[1]))


def rounded_up(value: float) -> int:
    """Up to whole people; a product such as 0.35 × 100 may lie a hair above the whole number it means."""
    return ceil(round(value, 6))


def due_in(due: int, rate: float, month: int, held: tuple[int, int] | None, needed: int | None) -> Milestone:
    """Active members due in a month, seen from `month`."""
    left = due - month
    if held is None or needed is None:
        return Milestone(due, rate, left, None, None, None, None, None, None)
    more = max(needed - held[0], 0)
    if left < 0:
        return Milestone(due, rate, left, needed, more, None, None, None, None)
    pace = ceil(more / max(left, 1))
    first, last, total = _cost(more, pace, month + 1, max(left, 1))
    return Milestone(due, rate, left, needed, more, pace, first, last, total)


def _cost(more: int, pace: int, start: int, months: int) -> tuple[Price, Price, Price]:
    """What `pace` more people each month cost, all of them paid for from then on: the first month, the last, all."""
    paid = [_price(start + step, min(pace * (step + 1), more)) for step in range(months)]
    return paid[0], paid[-1], sum(paid[1:], paid[0])


def _price(month: int, workers: int) -> Price:
    """More workers for a month: BPU, lowest band; high as a budget pays, low as someone who pays alone would."""
    high, low = (cover_cost(kind, {("other", 1): workers}, month, 1) for kind in ("APBD_KAB", SELF_PAID))
    return Price(high.high_idr, low.low_idr)


def aim_of(milestones: Sequence[Milestone]) -> Milestone | None:
    """The milestone a track is judged by: the first ahead that is not reached yet, else the last ahead."""
    ahead = [one for one in milestones if not one.is_past]
    return next((one for one in ahead if not one.is_reached), ahead[-1] if ahead else None)


def judge(milestones: Sequence[Milestone], held: tuple[int, int] | None, pace: float | None) -> TrackClass:
    """The class of a track by its aim."""
    aim = aim_of(milestones)
    if aim is None or aim.needed is None or held is None or pace is None:
        return "insufficient_data"
    if held[0] + pace * aim.months_left >= aim.needed:
        return "maintain"
    return "accelerate" if pace >= 0 else "reverse"
