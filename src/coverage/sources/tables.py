"""What every reader hands on: tables, with their first rows to find the header in, and their body on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ..errors import DataRefused
from ..text import Text
from .cells import Cells, Mask
from .rules import rules
from .wording import told


@dataclass(frozen=True)
class Body:
    """The rows below a header: columns in the order of the headers, `rows` as Excel numbers them.

    `overlong` marks rows with more cells than there are headers: their values stand in the wrong columns.
    """

    columns: list[Cells]
    rows: npt.NDArray[np.int64]
    overlong: Mask


@dataclass(frozen=True)
class Table:
    """One sheet, or one file that is a single table; `says_synthetic` is a property of the file itself."""

    sheet: str
    head: list[list[str]]
    body: Callable[[int], Body]
    conventions: dict[str, Text] = field(default_factory=dict)
    says_synthetic: bool = False


def refused(code: str, **values: object) -> DataRefused:
    """A refusal of a whole file: the sentence of `code`, and how to mend it."""
    return DataRefused(code, told(code, **values), [told(f"{code}_hint", **values)])


def check_size(rows: int, columns: int) -> None:
    """Refuses a table larger than any honest one, before memory is spent on it."""
    if columns > rules().columns or rows * columns > rules().cells:
        raise refused("too_large", limit=f"{rules().columns} × {rules().cells // rules().columns}")


def without_blank_rows(body: Body) -> Body:
    """The body without rows in which every cell is empty; they are spacing, not data."""
    if not body.columns or not len(body.rows):
        return body
    filled = np.zeros(len(body.rows), dtype=bool)
    for column in body.columns:
        filled |= column.filled()
    if filled.all():
        return body
    import pyarrow as pa

    keep = pa.array(filled)
    columns = [
        Cells(column.text.filter(keep), None if column.typed is None else column.typed[filled])
        for column in body.columns
    ]
    return Body(columns, body.rows[filled], body.overlong[filled])
