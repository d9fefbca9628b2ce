"""When the blocks of one sponsor end, month by month, as its statement may say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .facts import Status


@dataclass(frozen=True)
class EndingMonth:
    """How many of a sponsor's people have a block that ends in `month`."""

    month: int
    persons: int | None
    status: Status


def covered_up(ends: Sequence[EndingMonth]) -> tuple[EndingMonth, ...]:
    """The months with a second one hidden where one is: all ends together are known, and would tell the one hidden."""
    shown = [one for one in ends if one.persons is not None]
    if len(ends) - len(shown) != 1 or not shown:
        return tuple(ends)
    least = min(shown, key=lambda one: (one.persons or 0, one.month))
    return tuple(EndingMonth(one.month, None, "masked") if one is least else one for one in ends)
