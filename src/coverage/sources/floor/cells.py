"""A column as a file holds it: text, with a note of which cells were real numbers or dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

TYPED = "\x00"
"""Ends the text of a distinct value that was a number in the file, where `1.5` cannot mean anything else."""


@dataclass(frozen=True)
class Cells:
    """One column: trimmed text (null where empty); `typed` marks real numbers (None: there are none)."""

    text: Any
    typed: Mask | None = None

    def __len__(self) -> int:
        return len(self.text)

    def distinct(self) -> Distinct:
        """The distinct values and where each row's is; -1 for empty."""
        text = self.text
        if self.typed is not None and self.typed.any():
            # Not by numpy: its strings lose a zero at their end, and the mark is one.
            marks = pc.if_else(pa.array(self.typed), TYPED, "")
            marked = pc.binary_join_element_wise(text, marks, "")
            text = pc.if_else(pc.is_valid(text), marked, pa.scalar(None, pa.string()))
        if isinstance(text, pa.ChunkedArray):
            text = text.combine_chunks()
        encoded = text.dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        places = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return Distinct(encoded.dictionary.to_pylist(), places.astype(np.int64))

    def at(self, row: int) -> str | None:
        """The text of one cell."""
        value = self.text[row].as_py()
        return None if value is None else str(value)

    def filled(self) -> Mask:
        """Where the column says anything."""
        return np.asarray(pc.is_valid(self.text).to_numpy(zero_copy_only=False), dtype=bool)


@dataclass(frozen=True)
class Distinct:
    """The distinct values of a column, and for each row the place of its value (-1: empty)."""

    values: list[str]
    places: npt.NDArray[np.int64]

    def spread(self, results: list[Any]) -> Objects:
        """One result per row from one result per distinct value; None where the cell was empty."""
        table = np.empty(len(results) + 1, dtype=object)
        table[:-1] = results
        return table[self.places]

    def map(self, function: Callable[[str], Any]) -> Objects:
        """`function` of every row's value, called once per distinct value."""
        return self.spread([function(value) for value in self.values])


_UNSEEN = "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]"
"""Characters that nobody sees, and that come along when a number is copied from a message."""

_QUOTED = r'^="([^"]*)"$'
"""How programs keep a spreadsheet from turning an identity number into a number."""


def cells_of(text: Any, typed: Mask | None = None) -> Cells:
    """A column from raw text: trimmed, without what nobody sees, `="…"` as its text, empty text as null."""
    if not _all_ascii(text):
        text = pc.replace_substring_regex(text, _UNSEEN, "")
    trimmed = pc.utf8_trim_whitespace(text)
    if pc.any(pc.starts_with(trimmed, '="')).as_py():
        trimmed = pc.utf8_trim_whitespace(pc.replace_substring_regex(trimmed, _QUOTED, r"\1"))
    return Cells(pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed), typed)


def _all_ascii(text: Any) -> bool:
    return bool(pc.all(pc.string_is_ascii(text)).as_py() in (True, None))


def no_objects(length: int) -> Objects:
    """A column of nothing."""
    return np.full(length, None, dtype=object)


def each(function: Callable[[Any], Any], values: Objects) -> Objects:
    """`function` of every value, called once per distinct one; what holds codes has few."""
    listed = values.tolist()
    table = {value: function(value) for value in set(listed)}
    found = np.empty(len(values), dtype=object)
    found[:] = [table[value] for value in listed]
    return found


def absent(values: Objects) -> Mask:
    """Where a column of objects holds None."""
    return np.fromiter((value is None for value in values), dtype=bool, count=len(values))


def filled(values: Objects, other: Any) -> Objects:
    """The values, with `other` (one value, or one per row) where they are None."""
    found = values.copy()
    empty = absent(values)
    found[empty] = other[empty] if isinstance(other, np.ndarray) else other
    return found


def are(values: Objects, wanted: object) -> Mask:
    """Where a column of objects holds `wanted`."""
    return np.fromiter((value == wanted for value in values), dtype=bool, count=len(values))


def put(values: Objects, where: Mask, value: object) -> Objects:
    """The values with `value` where `where` says so."""
    found = values.copy()
    found[where] = value
    return found
