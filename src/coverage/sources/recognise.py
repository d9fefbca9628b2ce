"""Which declared format a table is, in which row its header stands, and which column is which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .formats import Format, formats, plain
from .rules import rules


@dataclass(frozen=True)
class Recognised:
    """A table read as `format`: canonical column name → place among the headers.

    `missing` are required columns that neither the header nor an option gives; `twice` two headers for one column.
    """

    name: str
    format: Format
    header: int
    places: dict[str, int]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    is_told: bool

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.twice

    @property
    def weight(self) -> tuple[bool, bool, int, int]:
        """What makes one reading better than another: telling columns, completeness, number of columns, earliness."""
        return (self.is_told, self.is_complete, len(self.places), -self.header)


def recognise(head: Sequence[Sequence[str]], given: frozenset[str], wanted: str | None = None) -> Recognised | None:
    """The best reading of a table's first rows; None when nothing declared fits.

    `given`: which of the options `period` and `sponsor` were stated, for columns they may stand in for. With `wanted`
    only that format is tried, and one matching header is enough to say what is missing.
    """
    names = [wanted] if wanted else list(formats())
    readings = [
        reading
        for row, cells in enumerate(head)
        for name in names
        if (reading := _read(name, row, cells, given, bool(wanted))) is not None
    ]
    return max(readings, key=lambda reading: reading.weight, default=None)


def is_never_read(header: str) -> bool:
    """Whether a column is one that must not be taken from the file (health; our own remarks)."""
    written = plain(header)
    return any(plain(word) in written for word in rules().never_read)


def _read(name: str, row: int, cells: Sequence[str], given: frozenset[str], is_wanted: bool) -> Recognised | None:
    declared = formats()[name]
    known = declared.headers
    places: dict[str, int] = {}
    twice: set[str] = set()
    for place, cell in enumerate(cells):
        column = known.get(plain(cell)) if cell and not is_never_read(cell) else None
        if column is None:
            continue
        if column not in places:
            places[column] = place
        elif plain(cell) == plain(column):
            if plain(cells[places[column]]) == plain(column):
                twice.add(column)
            places[column] = place
        elif plain(cells[places[column]]) != plain(column):
            twice.add(column)
    missing = _missing(declared, places, given)
    told = _is_told(declared, places, cells, given)
    if not places or (len(places) < 2 and not is_wanted and not told):
        return None
    if not told and not is_wanted:
        return None
    return Recognised(name, declared, row, places, missing, tuple(sorted(twice)), told)


def _is_told(declared: Format, places: dict[str, int], cells: Sequence[str], given: frozenset[str]) -> bool:
    if declared.plain_pair:
        stated = [cell for cell in cells if cell.strip()]
        if all(column in places for column in declared.plain_pair) and len(stated) <= len(places) + 1:
            return True
    found = sum(column in places for column in declared.telling)
    # Half of a format's telling columns say it, or one with everything required: `segmen` alone says nothing.
    has_rest = not _missing(declared, places, given)
    by_option = any(column.option == "sponsor" and "sponsor" in given for column in declared.columns)
    return (found >= 1 and has_rest) or found >= 2 or (by_option and has_rest)


def _missing(declared: Format, places: dict[str, int], given: frozenset[str]) -> tuple[str, ...]:
    lacking = [
        column.name
        for column in declared.columns
        if column.required and column.name not in places and column.option not in given
    ]
    if declared.one_of and not any(all(column in places for column in group) for group in declared.one_of):
        lacking.append(" / ".join(" + ".join(group) for group in declared.one_of))
    return tuple(lacking)
