"""A file as grids: headings over rows, numbers told from labels, whatever the table looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import DataRefused
from ..sources.floor.amounts import Habit
from ..sources.floor.cells import TYPED
from ..sources.floor.dates import month_of
from ..sources.floor.rules import rules
from ..sources.reading.read import read_tables
from ..sources.reading.tables import Table
from ..words import phrase
from .declared import limits, vocabulary
from .meaning import meaning_of, plainly
from .values import Value, habit, value_of


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it is for, and how it writes numbers."""

    heading: str
    kind: str
    written: Habit

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


@dataclass(frozen=True)
class Grid:
    """One sheet: what stands above it, its columns, and its rows with the numbers Excel shows."""

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @cached_property
    def indicator(self) -> int | None:
        """The column of labels that says what the numbers of its row are; None where the headings say it."""
        numbers = min(place for place, column in enumerate(self.columns) if column.is_number)
        for place, column in enumerate(self.columns):
            if column.kind != "label":
                continue
            if plainly(column.heading) in vocabulary().columns["indicator"]:
                return place
            if place > numbers:
                continue  # a remark beside the numbers
            labels = {cells[place] for _, cells in self.rows if cells[place].strip()}
            speaking = [text for text in labels if meaning_of(text).role and is_short(text)]
            if len(speaking) * 2 >= len(labels) > 1:
                return place
        return None

    def value(self, cell: str, column: Column) -> Value | None:
        """The value of a cell of a column."""
        return value_of(cell.rstrip(TYPED), column.written, cell.endswith(TYPED))


def is_short(text: str) -> bool:
    """Whether a text is a label and no remark."""
    return len(text.split()) <= limits().label_words


def grids(path: Path) -> list[Grid]:
    """The tables of a CSV, spreadsheet or Parquet file; raises `DataRefused` where there is nothing to check."""
    found = [grid for table in read_tables(path) if (grid := _grid(table, path)) is not None]
    if not found:
        raise DataRefused("no_figures", phrase("lint.no_figures", file=path.name))
    return found


def _grid(table: Table, path: Path) -> Grid | None:
    rows = _rows(table)
    width = max((len(cells) for _, cells in rows), default=0)
    if len(rows) > limits().rows or width > limits().columns:
        raise DataRefused("too_many_rows", phrase("lint.too_large", file=path.name, rows=limits().rows))
    rows = [(number, (*cells, *[""] * (width - len(cells)))) for number, cells in rows if any(cells)]
    first = next((place for place, (_, cells) in enumerate(rows) if _is_data(cells)), None)
    if first is None:
        return None
    headings, title = _headings([_spread(number - 1, cells, table) for number, cells in rows[:first]], width)
    title = f"{title} {path.stem}"
    body = [(number, cells) for number, cells in rows[first:] if not _is_numbering(cells)]
    written = habit(cell for _, cells in body for cell in cells if cell)
    columns = tuple(
        _column(heading, [cells[place] for _, cells in body], written) for place, heading in enumerate(headings)
    )
    if not any(column.is_number for column in columns):
        return None
    return Grid(table.sheet, title, columns, tuple(_carried(body, columns)))


def _rows(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """Every row of a table with its number, titles and headings included."""
    if not table.head:
        return []
    widest = max(range(len(table.head)), key=lambda place: (len(table.head[place]), -place))
    above = [(place + 1, tuple(cell.strip() for cell in row)) for place, row in enumerate(table.head[: widest + 1])]
    body = table.body(widest, len(table.head[widest]))
    if len(body.rows) > limits().rows:
        return [(0, ())] * (limits().rows + 1)
    columns = []
    for cells in body.columns:
        texts = ["" if text is None else str(text) for text in cells.text.to_pylist()]
        if cells.typed is not None:
            texts = [text + TYPED if typed and text else text for text, typed in zip(texts, cells.typed, strict=True)]
        columns.append(texts)
    return [*above, *zip((int(row) for row in body.rows), zip(*columns, strict=True), strict=True)]


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a row holds a number that is no year and no column number."""
    return not _is_numbering(cells) and any(
        _reads(cell) and not _is_year(cell) for cell in cells if cell.rstrip(TYPED).strip()
    )


def _reads(cell: str) -> bool:
    text = cell.rstrip(TYPED)
    return value_of(text, habit([text]), cell.endswith(TYPED)) is not None


def _is_year(cell: str) -> bool:
    text = cell.rstrip(TYPED).removesuffix(".0")
    return text.isdigit() and len(text) == 4 and rules().first_year <= int(text) <= rules().last_year


def _is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1), (2), (3) or 1, 2, 3."""
    stated = [cell.rstrip(TYPED).strip(" ()[]").removesuffix(".0") for cell in cells if cell.rstrip(TYPED).strip()]
    return len(stated) > 2 and stated == [str(number) for number in range(1, len(stated) + 1)]


def _headings(above: list[tuple[str, ...]], width: int) -> tuple[list[str], str]:
    """The headings in one line each, of as many rows as they have, and what stands above as a title."""
    levels: list[tuple[str, ...]] = []
    for cells in reversed(above):
        stated = [place for place, cell in enumerate(cells) if cell.strip()]
        if _is_numbering(cells):
            continue
        if len(stated) == width > 1 and len(set(cells)) == 1:
            break  # a title merged over the whole table
        if len(stated) < 2 and not (levels and stated and stated[0] > 0) and not (width == 1 and not levels):
            break
        levels.insert(0, cells)
    titles = [cell for cells in above[: len(above) - len(levels)] for cell in dict.fromkeys(cells) if cell.strip()]
    headings = []
    for place in range(width):
        words = [_over(cells, place, is_last=level == len(levels) - 1) for level, cells in enumerate(levels)]
        headings.append(" ".join(dict.fromkeys(word for word in words if word)))
    return headings, " ".join(titles)


def _spread(row: int, cells: tuple[str, ...], table: Table) -> tuple[str, ...]:
    """A heading row with the text of every merged cell in all its columns."""
    found = list(cells)
    for merged in table.merged:
        if merged.first_row == row and merged.first_column < len(found):
            last = min(merged.last_column, len(found) - 1)
            for place in range(merged.first_column, last + 1):
                found[place] = found[merged.first_column]
    return tuple(found)


def _over(cells: tuple[str, ...], place: int, is_last: bool) -> str:
    """What a heading row says over a column; in upper rows a merged cell reaches to the right."""
    text = cells[place].rstrip(TYPED).strip()
    if text or is_last:
        return text
    return next((cells[left].strip() for left in range(place, 0, -1) if cells[left].strip()), "")


def _column(heading: str, cells: list[str], around: Habit) -> Column:
    stated = [cell for cell in cells if cell.rstrip(TYPED).strip() and plainly(cell) not in ("", "n a", "na")]
    words = plainly(heading)
    written = _written(stated, around, meaning_of(heading).role == "rate")
    for kind in ("serial", "code", "source", "unit"):
        if words in vocabulary().columns[kind]:
            return Column(heading, kind, written)
    if stated and _are_dates(stated, words in vocabulary().columns["date"]):
        return Column(heading, "date", written)
    numbers = sum(value_of(cell.rstrip(TYPED), written, cell.endswith(TYPED)) is not None for cell in stated)
    is_indicator = words in vocabulary().columns["indicator"]
    return Column(heading, "number" if stated and numbers * 2 >= len(stated) and not is_indicator else "label", written)


def _written(cells: list[str], around: Habit, is_rate: bool) -> Habit:
    """How a column writes its numbers: as it shows, else in groups of three, else like the rest of the table."""
    own = habit(cells)
    if own.is_shown:
        return own
    marks = {mark for cell in cells for mark in ".," if mark in cell and not cell.endswith(TYPED)}
    if len(marks) == 1 and not is_rate:
        return Habit(",", False) if marks == {"."} else Habit(".", False)
    return around


def _are_dates(cells: list[str], is_said: bool) -> bool:
    """Whether a column holds dates: years and bare numbers only where its heading says so."""
    read = 0
    for cell in cells:
        text = cell.rstrip(TYPED)
        if text.replace(".", "").isdigit():
            read += is_said and (_is_year(cell) or month_of(text) is not None)
        else:
            read += month_of(text) is not None or (is_said and meaning_of(text).month is not None)
    return read * 2 > len(cells)


def _carried(
    rows: list[tuple[int, tuple[str, ...]]], columns: tuple[Column, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with the first label carried down where a merged cell stands beside further labels."""
    labels = [place for place, column in enumerate(columns) if column.kind in ("label", "date")]
    above = ""
    for number, cells in rows:
        if len(labels) > 1:
            first = labels[0]
            if cells[first].strip():
                above = cells[first]
            elif any(cells[place].strip() for place in labels[1:]):
                cells = (*cells[:first], above, *cells[first + 1 :])
        yield number, cells
