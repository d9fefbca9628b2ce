"""What came of a boundary file, as it is told and printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..text import Lang, Text
from .region import Level


@dataclass(frozen=True)
class Unplaced:
    """A row of the file that is no known area, or an area the file does not give."""

    code: str | None
    name: str | None
    reason: Text

    def to_json(self, lang: Lang) -> dict[str, str | None]:
        return {"code": self.code, "name": self.name, "reason": self.reason.of(lang)}


@dataclass(frozen=True)
class BoundaryResult:
    """What came of a boundary file: how much of it was matched and mended, what is missing, how clean it was.

    `boundary_set` is None after a dry run; `unchanged` when the file is the one in force already. `level` is the level
    kept, `file_level` the finest that the file speaks of. `notes` say what was done to the file as a whole.
    `features` are the shapes of `level` as they would be published.
    """

    file: str
    boundary_set: str | None
    unchanged: bool
    level: Level
    file_level: Level
    regencies: tuple[str, ...]
    read: int
    matched: int
    repaired: int
    unmatched: tuple[Unplaced, ...]
    missing: tuple[Unplaced, ...]
    crs: str | None
    overlap_km2: float
    gap_km2: float
    notes: tuple[Text, ...] = ()
    features: tuple[dict[str, Any], ...] = field(default=(), repr=False, compare=False)

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The document of `boundaries --json`."""
        return {
            "file": self.file,
            "boundary_set": self.boundary_set,
            "unchanged": self.unchanged,
            "level": self.level,
            "file_level": self.file_level,
            "regencies": list(self.regencies),
            "read": self.read,
            "matched": self.matched,
            "repaired": self.repaired,
            "unmatched": [item.to_json(lang) for item in self.unmatched],
            "missing": [item.to_json(lang) for item in self.missing],
            "crs": self.crs,
            "overlap_km2": round(self.overlap_km2, 4),
            "gap_km2": round(self.gap_km2, 4),
            "notes": [note.of(lang) for note in self.notes],
        }
