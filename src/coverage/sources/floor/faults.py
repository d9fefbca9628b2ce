"""What is wrong with which cell: collected while reading, told in both languages, located as Excel shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...declare import read_yaml
from ...text import Lang, Text
from ...words import say
from .cells import Mask
from .wording import told


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be taken; `details` fill the wording (a `Text` is filled in per language)."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, *self.details.items()))

    @property
    def reason(self) -> Text:
        """The sentence that says what is wrong."""
        return _filled(f"fault_{self.code}", self.details)

    @property
    def remedy(self) -> Text:
        """The sentence that says how to mend it."""
        return _filled(f"remedy_{self.code}", self.details)

    @property
    def owner(self) -> str:
        """Who mends it: the sender of the file, or the steward of the data folder."""
        return owners()[self.code]


@dataclass(frozen=True)
class Problem:
    """One fault of one row, as it is kept and shown; `value` is masked, `nik_key` a keyed hash of the raw NIK."""

    sheet: str
    row: int
    column: str
    value: str | None
    nik_key: str | None
    fault: Fault

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The problem as `import --json` prints it."""
        return {
            "sheet": self.sheet or None,
            "row": self.row,
            "column": self.column or None,
            "value": self.value,
            "code": self.fault.code,
            "message": self.fault.reason.of(lang),
            "remedy": self.fault.remedy.of(lang),
            "owner": say(f"sources.owner_{self.fault.owner}", lang),
        }


class Faults:
    """The faults of one table, by row position; a row with any is quarantined."""

    def __init__(self, rows: int) -> None:
        self._faulty = np.zeros(rows, dtype=bool)
        self._groups: list[tuple[npt.NDArray[np.int64], str, Fault]] = []

    def add(self, where: Mask | npt.NDArray[np.int64] | Iterable[int], column: str, fault: Fault) -> None:
        """Records one fault of one column for many rows (a mask or positions)."""
        rows = np.asarray(where if isinstance(where, np.ndarray) else list(where))
        positions = np.flatnonzero(rows) if rows.dtype == bool else rows.astype(np.int64)
        if len(positions):
            self._faulty[positions] = True
            self._groups.append((positions, column, fault))

    @property
    def faulty(self) -> Mask:
        """Which rows have a fault."""
        return self._faulty

    def faulty_in(self, column: str) -> Mask:
        """Which rows have a fault in one column."""
        found = np.zeros(len(self._faulty), dtype=bool)
        for positions, name, _ in self._groups:
            if name == column:
                found[positions] = True
        return found

    def coded(self, *codes: str) -> Mask:
        """Which rows have a fault of one of some codes."""
        found = np.zeros(len(self._faulty), dtype=bool)
        for positions, _, fault in self._groups:
            if fault.code in codes:
                found[positions] = True
        return found

    def listed(self, among: Mask) -> list[tuple[int, str, Fault]]:
        """Every fault of the rows in `among`, by row; one for the same row, column and code."""
        seen: dict[tuple[int, str, str], tuple[int, str, Fault]] = {}
        for positions, column, fault in self._groups:
            for position in positions[among[positions]].tolist():
                seen.setdefault((position, column, fault.code), (position, column, fault))
        return sorted(seen.values(), key=lambda entry: entry[:2])


@lru_cache(maxsize=1)
def owners() -> dict[str, str]:
    """Every fault code and who mends it."""
    found: dict[str, str] = read_yaml(Path(__file__).parent / "faults.yaml")
    return found


@lru_cache(maxsize=65536)
def _cached(key: str, details: tuple[tuple[str, Any], ...]) -> Text:
    return told(key, **dict(details))


def _filled(key: str, details: Mapping[str, object]) -> Text:
    return _cached(key, tuple(details.items()))
