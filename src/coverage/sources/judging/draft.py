"""A table on its way to a delivery: its columns by canonical name, what was inferred, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ...regions import Regions
from ...text import Text
from ..declaring.formats import Column, Format
from ..declaring.measures import Published
from ..floor.amounts import Habit
from ..floor.cells import Cells, Mask, Objects, absent, filled, no_objects
from ..floor.faults import Faults
from ..floor.wording import told
from ..keeping.sponsors import SponsorBook
from ..reading.tables import Body, Table
from .nik_parts import Ints, NikParts


def _nobody(_keys: set[str]) -> set[str]:
    return set()


@dataclass(frozen=True)
class Surroundings:
    """What a row is judged against: known areas, known sponsors, the secret, and what the caller stated; `members`
    tells which of some person keys are on a participant list in force.
    """

    regions: Regions
    sponsors: SponsorBook
    secret: bytes
    received: date
    period: int | None = None
    sponsor: str | None = None
    part: str | None = None
    file_name: str = ""
    members: Callable[[set[str]], set[str]] = _nobody

    @property
    def received_month(self) -> int:
        """The month in which the file came."""
        return self.received.year * 12 + self.received.month - 1


@dataclass
class Draft:
    """One recognised table while it is read; `titles` are the rows above the header, `source_note` is what the notes
    below say of the source. `table` is the sender's whole sheet, `width` columns wide, `kept` those read;
    `stated_period` is the month that was stated, or found in a name or title, for all rows.
    """

    name: str
    format: Format
    sheet: str
    headers: list[str]
    titles: list[str]
    places: dict[str, int]
    body: Body
    around: Surroundings
    faults: Faults
    is_repeat: Mask
    conventions: dict[str, Text] = field(default_factory=dict)
    warnings: list[Text] = field(default_factory=list)
    values: dict[str, Objects] = field(default_factory=dict)
    key_of_nik: Objects | None = None
    nik_parts: NikParts | None = None
    areas: Objects | None = None
    says_synthetic: bool = False
    header_row: int = 0
    first_header: int = 0
    table: Table | None = None
    kept: list[int] = field(default_factory=list)
    width: int = 0
    stated_period: int | None = None
    source_note: str = ""
    published: Published | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    habits: dict[str, Habit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.born: Ints = np.zeros(len(self.body.rows), dtype=np.int64)
        """Stated birth dates (yyyymmdd, 0: none), for this import only."""

    def __len__(self) -> int:
        return len(self.body.rows)

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.places

    def cells(self, column: str) -> Cells:
        """The column's cells as the file holds them."""
        return self.body.columns[self.places[column]]

    def header(self, column: str) -> str:
        """What the sender calls the column; the canonical name if it is not there."""
        place = self.places.get(column)
        return column if place is None else self.headers[place].strip()

    def value(self, column: str) -> Objects:
        """The column's converted values; None where empty, faulty or absent."""
        return self.values.get(column, no_objects(len(self)))

    def columns_present(self) -> list[Column]:
        """The declared columns the file has, in declared order."""
        return [column for column in self.format.columns if column.name in self.places]

    @property
    def counted(self) -> Mask:
        """Rows that are not exact repeats of an earlier one."""
        return ~self.is_repeat

    @property
    def sound(self) -> Mask:
        """Rows that are neither repeats nor faulty, as far as they were judged."""
        return ~self.is_repeat & ~self.faults.faulty

    def with_default(self, column: str, value: str, shown: str) -> Objects:
        """The column with `value` where it is empty, said as a convention when that happens."""
        found = self.value(column)
        empty = absent(found) & self.sound
        if empty.any():
            self.conventions[column] = told("convention_default", value=shown, count=int(empty.sum()))
        return filled(found, value)
