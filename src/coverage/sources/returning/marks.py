"""What a row says apart from its faulty cells, as a keyed number: a mended row is known again where it moved."""

from __future__ import annotations

import hmac

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from ..floor.cells import TYPED, Cells
from ..judging.draft import Draft

Marks = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]


class RowMarks:
    """The marks of chosen rows of a table. A mark is a keyed hash (SipHash): without the secret it tells nothing."""

    def __init__(self, draft: Draft, positions: Positions) -> None:
        key = hmac.digest(draft.around.secret, b"cakupan: row mark", "sha256").hex()[:16]
        taken = pa.array(positions)
        self._columns = {
            name: _hashed(name, Cells(draft.body.columns[place].text.take(taken)), key)
            for name, place in draft.places.items()
        }
        self._whole: Marks = np.zeros(len(positions), dtype=np.uint64)
        for hashes in self._columns.values():
            self._whole = self._whole + hashes

    def without(self, fields: frozenset[str]) -> Marks:
        """The mark of each row over all known columns but these."""
        found = self._whole
        for field in fields:
            if field in self._columns:
                found = found - self._columns[field]
        return found


def _hashed(name: str, cells: Cells, key: str) -> Marks:
    distinct = cells.distinct()
    if not distinct.values:
        return np.zeros(len(distinct.places), dtype=np.uint64)
    told = np.array([f"{name}={_plain(value)}" for value in distinct.values], dtype=object)
    hashes = pd.util.hash_array(told, hash_key=key, categorize=False)
    # The last entry stands for an empty cell.
    spread: Marks = np.append(hashes, np.uint64(0)).astype(np.uint64)[distinct.places]
    return spread


def _plain(value: str) -> str:
    """A cell's text as it stays when a spreadsheet program saves it again."""
    return " ".join(value.removesuffix(TYPED).removesuffix(".0").casefold().split())
