"""Headers as tables have them: one row, or two or three of them merged, under titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .tables import Merged, Table

SPAN = 3
"""The most rows a merged header has."""

JOINT = " | "
"""What stands between the rows of a composed header: `2024 | Laki-laki`."""


@dataclass(frozen=True)
class Heading:
    """One way to read a header: its rows in `Table.head`, and per column the texts from top to bottom."""

    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> list[str]:
        """One text per column."""
        return [JOINT.join(parts) for parts in self.parts]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return self.last - self.first + 1


def headings_of(table: Table) -> Iterator[Heading]:
    """Every way to read a header among the first rows: each row alone, and rows that are merged with the next ones.

    >>> table = Table("", [["Wilayah", "2024", ""], ["", "L", "P"]], body=None)
    >>> [heading.cells for heading in headings_of(table)][1]
    ['Wilayah', '2024 | L', '2024 | P']
    """
    for first in range(len(table.head)):
        yield Heading(first, first, tuple(_split(cell) for cell in table.head[first]))
        for last in range(first + 1, min(first + SPAN, len(table.head))):
            if not _leads_on(table, last - 1):
                break
            yield _composed(table, first, last)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for text in cell.split(JOINT) if (part := " ".join(text.split())))


def _leads_on(table: Table, row: int) -> bool:
    """Whether a row of a header is continued below: by merged cells, or by gaps where the next row has words."""
    if any(one.first_row <= row < one.last_row for one in table.merged):
        return True
    upper, lower = table.head[row], table.head[row + 1]
    if any(one.first_row == row == one.last_row for one in table.merged):
        return any(cell.strip() for cell in lower)
    gaps = [place for place, cell in enumerate(lower) if cell.strip() and not _at(upper, place).strip()]
    return bool(gaps) and any(cell.strip() for cell in upper[: max(gaps)])


def _composed(table: Table, first: int, last: int) -> Heading:
    width = max(len(row) for row in table.head[first : last + 1])
    layers = [_filled(table, row, last, width) for row in range(first, last)]
    layers.append([_at(table.head[last], place) for place in range(width)])
    parts = []
    for place in range(width):
        texts = [part for layer in layers for part in _split(layer[place])]
        # A cell merged downwards says the same in each of its rows.
        parts.append(tuple(text for number, text in enumerate(texts) if number == 0 or text != texts[number - 1]))
    return Heading(first, last, tuple(parts))


def _filled(table: Table, row: int, last: int, width: int) -> list[str]:
    """An upper row of a header with the cells that its merged cells cover filled in."""
    cells = [_at(table.head[row], place) for place in range(width)]
    covering = [one for one in table.merged if one.first_row <= row <= one.last_row]
    if covering:
        return _by_ranges(table.head, cells, covering)
    below = [_at(table.head[under], place) for under in (row + 1,) for place in range(width)]
    for place in range(1, width):
        # Without ranges: a gap belongs to the cell on its left when both have something below.
        if not cells[place].strip() and below[place].strip() and below[place - 1].strip():
            cells[place] = cells[place - 1]
    return cells


def _by_ranges(head: Sequence[Sequence[str]], cells: list[str], covering: Sequence[Merged]) -> list[str]:
    for one in covering:
        text = _at(head[one.first_row], one.first_column)
        for place in range(one.first_column, min(one.last_column + 1, len(cells))):
            cells[place] = text
    return cells


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
