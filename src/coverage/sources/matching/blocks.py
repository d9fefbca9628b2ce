"""Months as people are stated to be paid for: which rows meet which, without comparing every pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..floor.cells import Mask
from ..judging.nik_parts import Ints

_FAR = 1 << 20  # more months than any calendar here has


@dataclass(frozen=True)
class Blocks:
    """Stretches of months, one entry each: whose (a number), first and last month, and the row it stands in."""

    person: Ints
    start: Ints
    end: Ints
    row: Ints

    def __len__(self) -> int:
        return len(self.person)

    def where(self, chosen: Mask) -> Blocks:
        """Some of the blocks."""
        return Blocks(self.person[chosen], self.start[chosen], self.end[chosen], self.row[chosen])

    def meeting(self, others: Blocks) -> Mask:
        """Which of these share a month with any of the others of the same person."""
        if not len(others):
            return np.zeros(len(self), dtype=bool)
        order = np.lexsort((others.start, others.person))
        begins = others.person[order] * _FAR + others.start[order]
        # The latest end so far: persons grow along the order, so an earlier person's never reaches into the next.
        reach = np.maximum.accumulate(others.person[order] * _FAR + others.end[order])
        last = np.searchsorted(begins, self.person * _FAR + self.end, side="right") - 1
        return (last >= 0) & (reach[np.maximum(last, 0)] >= self.person * _FAR + self.start)

    def meeting_each_other(self) -> Mask:
        """Which of these share a month with another one of the same person."""
        found = np.zeros(len(self), dtype=bool)
        if len(self) < 2:
            return found
        order = np.lexsort((self.start, self.person))
        begins = self.person[order] * _FAR + self.start[order]
        ends = self.person[order] * _FAR + self.end[order]
        # One before it reaches into it, or it reaches the next one, which of those after it begins first.
        found[order[1:][np.maximum.accumulate(ends)[:-1] >= begins[1:]]] = True
        found[order[:-1][ends[:-1] >= begins[1:]]] = True
        return found


def joined(parts: list[Blocks]) -> Blocks:
    """Blocks of several sources together."""
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        return Blocks(nothing, nothing, nothing, nothing)
    return Blocks(
        np.concatenate([part.person for part in parts]),
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
        np.concatenate([part.row for part in parts]),
    )
