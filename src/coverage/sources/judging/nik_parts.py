"""What a NIK's own digits say: a birth date (women's day + 40) and with it the sex; never where its holder lives.

The first six digits name the place of first registration, long ago perhaps. They are not read here, nor anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..floor.cells import Mask

Ints = npt.NDArray[np.int64]

WOMENS_DAY = 40
_LONGEST = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_FEBRUARY = 2


@dataclass(frozen=True)
class NikParts:
    """Day, month and year within a century that NIKs state, one entry each; 0, 0 and 0 where there is no NIK."""

    day: Ints
    month: Ints
    year: Ints
    is_woman: Mask
    plausible: Mask
    """A NIK of sixteen digits whose birth part is a day of some calendar year."""
    implausible: Mask
    """One whose birth part is no such day."""
    ends_in_zero: Mask

    def spread(self, places: Ints) -> NikParts:
        """One entry per row, from one per distinct value; -1 stands for an empty cell."""
        found = {
            name: np.append(values, np.zeros(1, dtype=values.dtype))[places] for name, values in vars(self).items()
        }
        return NikParts(**found)

    def differ_from(self, born: Ints) -> Mask:
        """Where a stated birth date (yyyymmdd, 0: none) is another than the NIK's; the century is not in a NIK."""
        stated = self.year * 10_000 + self.month * 100 + self.day
        differs: Mask = self.plausible & (born > 0) & (born % 1_000_000 != stated)
        return differs

    def born_by(self, days: Ints) -> Ints:
        """The latest birth date (yyyymmdd) the NIK allows that is not after a day (yyyymmdd); 0 without a NIK."""
        within = self.year * 10_000 + self.month * 100 + self.day
        born = np.where(20_000_000 + within <= days, 20_000_000, 19_000_000) + within
        return np.where(self.plausible, born, 0)


def parts_of(niks: Sequence[str], usable: Mask) -> NikParts:
    """The parts of the NIKs that are sixteen digits (`usable`).

    A 29 February is plausible when either century has that year's; a NIK does not say which it means.

    >>> found = parts_of(["7471015709900001", "7471013102900001"], np.array([True, True]))
    >>> found.day.tolist(), found.is_woman.tolist(), found.plausible.tolist()
    ([17, 31], [True, False], [True, False])
    """
    digits = np.zeros((len(niks), 16), dtype=np.uint8)
    if usable.any():
        text = np.array([nik for nik, is_usable in zip(niks, usable.tolist(), strict=True) if is_usable], dtype="S16")
        digits[usable] = text.view(np.uint8).reshape(-1, 16) - ord("0")
    stated_day, month, year = (digits[:, at].astype(np.int64) * 10 + digits[:, at + 1] for at in (6, 8, 10))
    is_woman = stated_day > WOMENS_DAY
    day = stated_day - WOMENS_DAY * is_woman
    known = (month >= 1) & (month <= 12)
    # 1900 had no leap day, 2000 had one; every other fourth year has it in both centuries.
    leaps = (month != _FEBRUARY) | (day < _LONGEST[_FEBRUARY]) | (year % 4 == 0)
    is_day = known & (day >= 1) & (day <= _LONGEST[np.where(known, month, 0)]) & leaps
    return NikParts(day, month, year, is_woman, usable & is_day, usable & ~is_day, usable & (digits[:, 15] == 0))
