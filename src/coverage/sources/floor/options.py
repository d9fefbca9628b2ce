"""What a caller states for an import, and the sheets an import leaves aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...text import Lang, Text

MARK = "cakupan:"
"""Begins a hidden cell of sheets of ours, which hold no data; beside it may stand what an import is told."""


@dataclass(frozen=True)
class ImportOptions:
    """The declared arguments of an import; all of them, `received` and `confirm` aside, belong to its identity.

    `period`: month number; `part`: code of the area a file covers; `return_file`: where to write the sender's own
    rows with what is wrong with them, in `return_lang`; `progress` is told each phase (`read`, `check`, `record`).
    `mapping`: canonical column → the sender's header; `profile`: name of a saved mapping.
    """

    format: str | None = None
    dry_run: bool = False
    period: int | None = None
    sponsor: str | None = None
    sender: str | None = None
    part: str | None = None
    received: date | None = None
    confirm: bool = False
    return_file: Path | None = None
    progress: Callable[[str], None] | None = None
    synthetic: bool = False
    mapping: Mapping[str, str] | None = None
    profile: str | None = None
    return_lang: Lang = "id"


@dataclass(frozen=True)
class LeftAside:
    """A sheet that was not read, and why."""

    sheet: str
    reason: Text

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The entry of `left_aside[]` in `import --json`."""
        return {"sheet": self.sheet, "reason": self.reason.of(lang)}
