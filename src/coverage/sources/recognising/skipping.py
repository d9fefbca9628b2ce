"""Rows of a table that are no data: column numbers, repeated headers, totals, section lines, notes underneath.

A row that could be a record is never among them: one with an identity number, with an area code, or with everything
its format requires. What is skipped is said in the result, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ...text import Text
from ..declaring.formats import Column, Format, plain
from ..floor.cells import Mask
from ..floor.masking import scrub
from ..floor.rules import rules
from ..floor.wording import told
from ..reading.tables import Body, Merged, rows_where

Kind = Literal["numbering", "header", "total", "section", "note"]

_LABEL_COLUMNS = 6
_NUMBERED = re.compile(r"\(?(\d{1,3})\)?(?:\.0)?")
# Six digits and more, or a number in scientific notation: damaged or not, somebody's identity number.
_HAS_NIK = r"(?:\d\D{0,3}){6}|^[\d.,' -]+(?:[eE]\+?\d+)?$"
_DIGITAL = ("nik", "area_code", "code_new", "integer", "decimal", "money", "percent", "decile")
_AREAS = ("area_name", "area_code")
_SHOWN_ROWS = 12


@dataclass(frozen=True)
class Skipped:
    """Rows left out as one kind of furniture; `source` is what a note says of where the table comes from."""

    kind: Kind
    rows: tuple[int, ...]
    source: str = ""

    @property
    def text(self) -> Text:
        """The sentence of the result."""
        shown = ", ".join(str(row) for row in self.rows[:_SHOWN_ROWS])
        more = "" if len(self.rows) <= _SHOWN_ROWS else ", …"
        return told(f"skipped_{self.kind}", count=len(self.rows), rows=shown + more)


def without_furniture(
    body: Body, layout: Layout, given: frozenset[str], merged: tuple[Merged, ...]
) -> tuple[Body, list[Skipped]]:
    """The rows that are data, and what was left out; `given` are the options that stand in for columns."""
    if not len(body.rows) or not body.columns:
        return body, []
    table = _Rows(body, layout, given, merged)
    keep = np.ones(len(body.rows), dtype=bool)
    skipped = []
    for kind, find in _FINDERS.items():
        found = [position for position in find(table, keep) if keep[position]]
        if found:
            keep[found] = False
            source = _source(table, found) if kind == "note" else ""
            skipped.append(Skipped(kind, tuple(int(body.rows[position]) for position in sorted(found)), source))
    return (rows_where(body, keep), skipped) if skipped else (body, [])


@dataclass(frozen=True)
class Layout:
    """The header of a table, and which declared column stands at which place."""

    format: Format
    headers: list[str]
    places: dict[str, int]


class _Rows:
    """The rows below a header, with what tells data from furniture."""

    def __init__(self, body: Body, layout: Layout, given: frozenset[str], merged: tuple[Merged, ...]) -> None:
        self.body = body
        self.headers = layout.headers
        self.places = layout.places
        self.format = layout.format
        self.given = given
        self.filled: npt.NDArray[np.int64] = np.sum([column.filled() for column in body.columns], axis=0)
        self.wide = {one.first_row + 1 for one in merged if one.last_column > one.first_column}
        self.open = self._open()

    def _open(self) -> Mask:
        """Rows without an identity number: only these may be furniture."""
        place = self.places.get("nik")
        if place is None:
            return np.ones(len(self.body.rows), dtype=bool)
        text = self.body.columns[place].text
        usual = pc.fill_null(pc.equal(pc.utf8_length(text), 16), False)
        found = np.array(pc.invert(usual).to_numpy(zero_copy_only=False), dtype=bool)
        odd = pc.fill_null(pc.match_substring_regex(text.filter(pa.array(found)), _HAS_NIK), False)
        found[found] = ~odd.to_numpy(zero_copy_only=False)
        return found

    def cells(self, position: int) -> dict[int, str]:
        """The filled cells of a row by place."""
        found = {place: column.at(position) for place, column in enumerate(self.body.columns)}
        return {place: text for place, text in found.items() if text is not None}

    def is_record(self, position: int) -> bool:
        """Whether a row has everything its format requires: such a row is data whatever it looks like."""
        cells = self.cells(position)
        required = [column for column in self.format.columns if column.required and column.option not in self.given]
        groups = [[self.format.column(name) for name in group] for group in self.format.one_of]
        return all(self._holds(cells, column) for column in required) and (
            not groups or any(all(self._holds(cells, column) for column in group) for group in groups)
        )

    def _holds(self, cells: dict[int, str], column: Column) -> bool:
        text = cells.get(self.places.get(column.name, -1))
        if text is None or text.casefold() in rules().missing_marks:
            return False
        return column.type not in _DIGITAL or any(mark.isdigit() for mark in text)

    def has_code(self, cells: dict[int, str]) -> bool:
        """Whether a row names its area by a code."""
        places = [
            self.places[column.name]
            for column in self.format.columns
            if column.type in ("area_code", "code_new") and column.name in self.places
        ]
        return any(mark.isdigit() for place in places for mark in cells.get(place, ""))

    def column_at(self, place: int) -> Column | None:
        """The declared column that stands at a place."""
        name = next((name for name, at in self.places.items() if at == place), None)
        return None if name is None else self.format.column(name)


def _numbering(table: _Rows, _keep: Mask) -> list[int]:
    """The row (1) (2) (3) directly under a header."""
    matches = [_NUMBERED.fullmatch(text) for text in table.cells(0).values()]
    numbers = [int(match[1]) for match in matches if match]
    is_counting = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    is_whole = len(numbers) == len(matches) >= max(3, 0.8 * len(table.headers))
    return [0] if is_counting and is_whole and numbers[0] in (0, 1) else []


def _headers(table: _Rows, _keep: Mask) -> list[int]:
    """The header again, as lists printed page by page have it."""
    places = sorted(table.places.values())
    if len(places) < 2:
        return []
    first = places[0]
    titles = [title.casefold() for title in table.headers]
    same = pc.equal(pc.utf8_lower(table.body.columns[first].text), titles[first])
    found = np.flatnonzero(pc.fill_null(same, False).to_numpy(zero_copy_only=False)).tolist()
    return [
        position
        for position in found
        if all(plain(table.body.columns[place].at(position) or "") == plain(table.headers[place]) for place in places)
    ]


def _totals(table: _Rows, keep: Mask) -> list[int]:
    """Rows whose first words are those of a total; an area is never called so, a firm may be."""
    blank = table.open & keep
    found = []
    for place, column in enumerate(table.body.columns[:_LABEL_COLUMNS]):
        if not blank.any():
            break
        positions = np.flatnonzero(blank)
        text = column.text.take(pa.array(positions))
        hits = pc.fill_null(pc.match_substring_regex(text, _total_words()), False).to_numpy(zero_copy_only=False)
        for position in positions[hits].tolist():
            if _is_total(table, position, place):
                found.append(position)
        # A serial number before the label is nothing that a total could not have.
        serial = pc.fill_null(pc.match_substring_regex(column.text, r"^\d{0,4}\.?$"), True)
        blank &= serial.to_numpy(zero_copy_only=False)
    return found


def _is_total(table: _Rows, position: int, place: int) -> bool:
    cells = table.cells(position)
    column = table.column_at(place)
    if column is not None and column.is_label:
        return False
    if table.has_code(cells):
        return False
    return (column is not None and column.type in _AREAS) or not table.is_record(position)


@lru_cache(maxsize=1)
def _total_words() -> str:
    words = "|".join(re.escape(word) for word in sorted(rules().total_words, key=len, reverse=True))
    return rf"(?i)^(?:{words})(?:$|[^\pL])"


def _sections(table: _Rows, keep: Mask) -> list[int]:
    """Lines with one cell that head the rows below: merged over columns, or a letter, number or level of area."""
    if len(table.places) < 3:
        return []
    found = []
    for position in np.flatnonzero(table.open & keep & (table.filled == 1)).tolist():
        ((place, text),) = table.cells(position).items()
        if not any(mark.isalpha() for mark in text) or table.is_record(position) or table.has_code({place: text}):
            continue
        is_wide = int(table.body.rows[position]) in table.wide
        if (is_wide or _heads(table.column_at(place), text)) and _is_followed(table, position):
            found.append(position)
    return found


def _heads(column: Column | None, text: str) -> bool:
    if column is not None and column.type != "nik" and (column.privacy != "keep" or column.type == "text"):
        return False
    word = re.match(r"[^\W\d_]+", text.casefold())
    level = word[0] if word else ""
    if column is not None and column.level and level in _levels().get(column.level, ()):
        return False  # a village in the column of villages is a row that lacks the rest
    return any(level in words for words in _levels().values()) or bool(re.match(r"(?:[IVX]+|[A-Z])\. ", text))


@lru_cache(maxsize=1)
def _levels() -> dict[str, tuple[str, ...]]:
    return dict(rules().level_words)


def _is_followed(table: _Rows, position: int) -> bool:
    return bool((table.filled[position + 1 :] > 1).any())


def _notes(table: _Rows, keep: Mask) -> list[int]:
    """The rows under a table from the first that reads like a note: sources, remarks, place and date, signatures."""
    tail: list[int] = []
    for position in range(len(table.body.rows) - 1, -1, -1):
        if not keep[position]:
            continue
        if not table.open[position] or table.filled[position] > 2 or table.is_record(position):
            break
        if table.has_code(table.cells(position)):
            break
        tail.insert(0, position)
    for number, position in enumerate(tail):
        if _is_note(table, position):
            return tail[number:]
    return []


def _is_note(table: _Rows, position: int) -> bool:
    cells = table.cells(position)
    place, text = min(cells.items())
    if re.match(_note_words(), text) or text.startswith(("*", "1)", "a)")):
        return True
    column = table.column_at(place)
    is_free = column is None or (column.privacy == "keep" and column.type not in ("nik", "text"))
    has_words = len(text.split()) > 1 and any(mark.isalpha() for mark in text)
    return len(cells) == 1 and is_free and has_words and column is None


@lru_cache(maxsize=1)
def _note_words() -> str:
    words = "|".join(re.escape(word) for word in sorted(rules().note_words, key=len, reverse=True))
    return rf"(?i)(?:{words})(?:$|[^\w])"


def _source(table: _Rows, positions: list[int]) -> str:
    """What the notes say of the source, which is no person's name."""
    for position in sorted(positions):
        text = " ".join(table.cells(position).values())
        if found := re.match(r"(?i)(?:sumber|source)\w*(?:\s*/\s*\w+)?\s*[:.]?\s+(.+)", text):
            return scrub(found[1])[:200]
    return ""


_FINDERS: dict[Kind, Callable[[_Rows, Mask], list[int]]] = {
    "numbering": _numbering,
    "header": _headers,
    "total": _totals,
    "section": _sections,
    "note": _notes,
}
