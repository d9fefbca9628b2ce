"""Rows that say the same again, and rows that say something else about the same thing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from ..declaring.clean import Clean
from ..floor.cells import Cells, Mask
from ..floor.faults import Fault
from ..reading.tables import Body
from .draft import Draft


def exact_repeats(body: Body, key: int | None) -> Mask:
    """Rows equal in every cell to an earlier one; `key` is a column in which sound rows differ, to look there first."""
    found = np.zeros(len(body.rows), dtype=bool)
    candidates = np.arange(len(body.rows))
    if key is not None:
        places = body.columns[key].distinct().places + 1
        candidates = np.flatnonzero(np.bincount(places)[places] > 1)
    if len(candidates) < 2:
        return found
    taken = pa.array(candidates)
    codes = {place: Cells(column.text.take(taken)).distinct().places for place, column in enumerate(body.columns)}
    found[candidates[pd.DataFrame(codes).duplicated().to_numpy()]] = True
    return found


def find_contradictions(draft: Draft, clean: Clean) -> None:
    """Makes every sound row a fault that has the same unique columns as an earlier sound one."""
    unique = draft.format.unique
    if not unique:
        return
    sound = np.flatnonzero(draft.sound[clean.source])
    frame = pd.DataFrame({column: clean.columns[column][sound] for column in unique})
    first = frame.groupby(list(unique), dropna=False, sort=False).ngroup().to_numpy()
    later = frame.duplicated().to_numpy()
    earliest = np.full(first.max(initial=-1) + 1, -1)
    earliest[first[~later]] = clean.source[sound[~later]]
    column = "nik" if "person_key" in unique else draft.columns_present()[0].name
    for position, group in zip(clean.source[sound[later]].tolist(), first[later].tolist(), strict=True):
        row = int(draft.body.rows[earliest[group]])
        draft.faults.add([position], column, Fault("repeated", {"row": row}))
