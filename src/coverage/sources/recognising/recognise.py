"""Which declared format a table is, in which row its header stands, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...text import Text
from ..declaring.formats import Format, formats, is_never_read, plain
from ..declaring.measures import Published
from ..floor.rules import rules
from ..floor.wording import told
from ..reading.headings import Heading

Mapped = Mapping[str, str]
_BRACKETED = re.compile(r"([^()]+)\(([^()]*)\)\W*")


@dataclass(frozen=True)
class Recognised:
    """A table read as `format`: canonical column name → place among the headers.

    `missing` are required columns that neither the header nor an option gives; `twice` two headers for one column.
    """

    name: str
    format: Format
    heading: Heading
    places: dict[str, int]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    is_told: bool
    published: Published | None = None
    mapping: Mapped = field(default_factory=dict)
    profile: str | None = None

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.twice

    @property
    def header(self) -> int:
        """The place of the header's last row; the body begins below it."""
        return self.heading.last

    @property
    def weight(self) -> tuple[bool, bool, int, int, int]:
        """What makes one reading better than another: telling columns, completeness, number of columns, a header of
        few rows, earliness.
        """
        heading = self.heading
        return (self.is_told, self.is_complete, len(self.places), -heading.rows, -heading.first)


def recognise(
    headings: Sequence[Heading], given: frozenset[str], wanted: str | None = None, mapping: Mapped | None = None
) -> Recognised | None:
    """The best reading of a table; None when nothing declared fits.

    `given`: which of the options `period` and `sponsor` were stated, for columns they may stand in for. With `wanted`
    only that format is tried, and one matching header is enough to say what is missing. `mapping`: canonical column →
    header, where the headers alone do not tell.
    """
    names = [wanted] if wanted else [name for name, declared in formats().items() if not declared.is_melted]
    readings = [
        reading
        for heading in headings
        for name in names
        if (reading := _read(name, heading, given, bool(wanted), mapping or {})) is not None
    ]
    return max(readings, key=lambda reading: reading.weight, default=None)


def mapped(recognised: Recognised) -> dict[str, Text]:
    """What the result says of columns that were stated instead of recognised."""
    if not recognised.mapping:
        return {}
    columns = ", ".join(f"{column} = '{header}'" for column, header in recognised.mapping.items())
    if recognised.profile is None:
        return {"mapping": told("convention_mapping", columns=columns)}
    return {"profile": told("convention_profile", name=recognised.profile, columns=columns)}


def _read(name: str, heading: Heading, given: frozenset[str], is_wanted: bool, mapping: Mapped) -> Recognised | None:
    declared = formats()[name]
    if not mapping.keys() <= {column.name for column in declared.columns}:
        return None
    cells = heading.cells
    places, twice = _placed(declared, heading)
    for column, header in mapping.items():
        place = place_of(cells, header)
        if place is None:
            return None
        # What is stated wins: the header no longer stands for anything else, nor the column for another header.
        places = {other: at for other, at in places.items() if at != place} | {column: place}
        twice.discard(column)
    missing = _missing(declared, places, given)
    told = bool(mapping) or _is_told(declared, places, cells, given)
    if not places or (len(places) < 2 and not is_wanted and not told):
        return None
    if not told and not is_wanted:
        return None
    return Recognised(name, declared, heading, places, missing, tuple(sorted(twice)), told, mapping=mapping)


def place_of(cells: Sequence[str], header: str) -> int | None:
    """Where a header stands; None when it is not there or must not be read."""
    wanted = plain(header)
    return next(
        (at for at, cell in enumerate(cells) if wanted and plain(cell) == wanted and not is_never_read(cell)), None
    )


def _placed(declared: Format, heading: Heading) -> tuple[dict[str, int], set[str]]:
    """Which column stands where, and which of them have two headers; a column's own name wins over its aliases."""
    places: dict[str, int] = {}
    twice: set[str] = set()
    for place, (cell, parts) in enumerate(zip(heading.cells, heading.parts, strict=True)):
        column = _column_of(declared, cell, parts)
        if column is None:
            continue
        if column not in places:
            places[column] = place
        elif plain(cell) == plain(column):
            if plain(heading.cells[places[column]]) == plain(column):
                twice.add(column)
            places[column] = place
        elif plain(heading.cells[places[column]]) != plain(column):
            twice.add(column)
    return places, twice


def _column_of(declared: Format, cell: str, parts: tuple[str, ...]) -> str | None:
    """The column a header means: by its whole text, else by its lowest row, else without a hint in brackets, else by
    two names of the same column.
    """
    if not cell or is_never_read(cell):
        return None
    known = declared.headers
    found = known.get(plain(cell))
    if found is None and len(parts) > 1:
        found = known.get(plain(parts[-1]))
    if found is None and (bracketed := _BRACKETED.fullmatch(" ".join(cell.split()))) and _is_hint(bracketed[2]):
        found = known.get(plain(bracketed[1]))
    if found is None and "/" in cell:
        named = {known.get(plain(part)) for part in cell.split("/")}
        found = named.pop() if len(named) == 1 else None
    return found


def _is_hint(text: str) -> bool:
    """Whether a remark in brackets tells how to fill a column in, and not which of several columns it is."""
    return any(word in rules().header_hints or word.isdigit() for word in re.findall(r"[a-z]+|\d+", text.casefold()))


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
