"""What a published table was found to hold: its columns of values and what was said of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from .indicators import Unit


@dataclass(frozen=True)
class Values:
    """A column of values: what its header, and where that is silent the titles and names, say of it.

    `indicator`, `year` and `sex` are None where a column of the table says it row by row.
    """

    column: str
    indicator: str | None
    year: int | None
    month: int | None
    sex: str | None
    breakdown: str
    unit: Unit | None
    factor: float | None

    @property
    def key(self) -> tuple[object, ...]:
        """What two columns have in common that say the same thing twice."""
        return (self.indicator, self.year, self.month, self.sex, self.breakdown)


@dataclass(frozen=True)
class Published:
    """What makes a recognised table a published one: its columns of values, those left aside, and its titles."""

    values: tuple[Values, ...]
    left: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def distinct(self) -> int:
        """How many different things the columns hold."""
        return len({one.key for one in self.values})
