"""What lies below a header besides rows of its table: a second table, and cells merged downward."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..declaring.formats import Format, plain
from ..floor.cells import Cells, Mask
from ..reading.tables import Body, Merged, refused
from .skipping import Layout

_SAYING = ("sponsor", "month", "day", "area_code", "area_name", "choice", "occupation", "text")


def refuse_second_table(body: Body, layout: Layout, place: str) -> None:
    """Raises at a row of headers that stand elsewhere than above: values below it would go to the wrong columns."""
    if layout.format.is_melted or not body.columns:
        return
    known = layout.format.headers
    for position in np.flatnonzero(_headed(body, layout.format) > 1).tolist():
        cells = {at: text for at, column in enumerate(body.columns) if (text := column.at(position)) is not None}
        named = {at: name for at, text in cells.items() if (name := known.get(plain(text))) is not None}
        is_moved = any(layout.places.get(name, at) != at for at, name in named.items())
        if is_moved and len(set(named.values())) > 1 and 2 * len(named) >= len(cells):
            raise refused("second_table", place=place, row=int(body.rows[position]))


def _headed(body: Body, declared: Format) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many cells of each row are spelt like a header."""
    spelt = {text.casefold() for column in declared.columns for text in (column.name, *column.aliases)}
    words = pa.array(sorted(spelt | {text.replace("_", " ") for text in spelt}))
    hits = np.zeros(len(body.rows), dtype=np.int64)
    for column in body.columns:
        found = pc.is_in(pc.utf8_lower(column.text), value_set=words)
        hits += np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.int64)
    return hits


def filled_down(body: Body, layout: Layout, merged: tuple[Merged, ...], kept: list[int]) -> tuple[Body, Mask]:
    """The body with what a cell merged downward says in all its rows, and which rows that filled; a number or an
    identity number stands for all of them together and is filled nowhere. `kept` are the columns' places in the sheet.
    """
    saying = {at for name, at in layout.places.items() if layout.format.column(name).type in _SAYING}
    places = {place: number for number, place in enumerate(kept) if number in saying}
    filled = np.zeros(len(body.rows), dtype=bool)
    columns = list(body.columns)
    for one in merged:
        number = places.get(one.first_column)
        if number is None or one.first_column != one.last_column:
            continue
        inside = np.flatnonzero((body.rows > one.first_row) & (body.rows <= one.last_row + 1))
        if len(inside) > 1 and int(body.rows[inside[0]]) == one.first_row + 1:
            columns[number], own = _filled(columns[number], inside)
            filled |= own
    return (Body(columns, body.rows, body.overlong, body.short), filled) if filled.any() else (body, filled)


def _filled(column: Cells, inside: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Cells, Mask]:
    """A column with the first of some rows' value in all of them that are empty."""
    own = np.zeros(len(column), dtype=bool)
    own[inside] = True
    own &= ~column.filled()
    text = pc.if_else(pa.array(own), pa.scalar(column.at(int(inside[0])), pa.string()), column.text)
    typed = None if column.typed is None else np.where(own, column.typed[inside[0]], column.typed)
    return Cells(text, typed), own
