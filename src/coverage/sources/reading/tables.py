"""What every reader hands on: tables, with their first rows to find the header in, and their body on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ...errors import DataRefused
from ...text import Text
from ..floor.cells import Cells, Mask
from ..floor.rules import rules
from ..floor.wording import told


@dataclass(frozen=True)
class Body:
    """The rows below a header: columns in the order of the headers, `rows` as Excel numbers them.

    `overlong` marks rows with more cells than there are headers: their values stand in the wrong columns. `short` are
    the numbers of rows with fewer, where a file can have such.
    """

    columns: list[Cells]
    rows: npt.NDArray[np.int64]
    overlong: Mask
    short: tuple[int, ...] = ()


@dataclass(frozen=True)
class Merged:
    """A range of merged cells, places counted from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """One sheet, or one file that is a single table; `says_synthetic` is a property of the file itself.

    `body` takes the place of the header's last row and how many columns the header has; `merged` is empty where the
    kind of file has no merged cells. `is_hidden`: whoever opens the workbook does not see the sheet.
    """

    sheet: str
    head: list[list[str]]
    body: Callable[[int, int], Body]
    conventions: dict[str, Text] = field(default_factory=dict)
    says_synthetic: bool = False
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False


def refused(code: str, **values: object) -> DataRefused:
    """A refusal of a whole file: the sentence of `code`, and how to mend it."""
    return DataRefused(code, told(code, **values), [told(f"{code}_hint", **values)])


def check_size(rows: int, columns: int) -> None:
    """Refuses a table larger than any honest one, before memory is spent on it."""
    if columns > rules().columns or rows * columns > rules().cells:
        raise refused("too_large", limit=f"{rules().columns} × {rules().cells // rules().columns}")


def no_body(_header: int, _width: int) -> Body:
    """The body of a table that has none."""
    return Body([], np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool))


def without_blank_rows(body: Body) -> Body:
    """The body without rows in which every cell is empty; they are spacing, not data."""
    if not body.columns or not len(body.rows):
        return body
    filled = np.zeros(len(body.rows), dtype=bool)
    for column in body.columns:
        filled |= column.filled()
    return body if filled.all() else rows_where(body, filled)


def rows_where(body: Body, keep: Mask) -> Body:
    """The rows of a body for which `keep` holds."""
    chosen = pa.array(keep)
    columns = [
        Cells(column.text.filter(chosen), None if column.typed is None else column.typed[keep])
        for column in body.columns
    ]
    return Body(columns, body.rows[keep], body.overlong[keep], body.short)
