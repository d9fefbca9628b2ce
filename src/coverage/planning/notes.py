"""What was done about a renewal: dated notes of an office, kept beside the data and never rewritten.

They lie with the office's private records, so they survive a rebuild and go with a backup; they hold no personal data.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, get_args

from ..errors import UsageError
from ..folders import DataFolder
from ..metrics import Role
from ..sources import audit
from ..words import phrase

Step = Literal["contacted", "promised", "paid", "declined"]
STEPS: tuple[Step, ...] = get_args(Step)
LONGEST = 280
_FILE = "renewals.jsonl"
_PERSONAL = (r"\d(?:[ \-]?\d){9,}", r"\S@\S")
"""What may name a person: ten or more digits in a row (NIK, telephone, family number), an address of e-mail."""


@dataclass(frozen=True)
class Note:
    """One step on one payer's renewal: when it was written down, by which role, for cover that stops in `month`."""

    at: datetime
    role: str
    regency: str
    sponsor: str
    month: int
    step: Step
    text: str

    @property
    def day(self) -> date:
        """The day it was written down."""
        return self.at.date()


def may_note(role: str, regency: str) -> bool:
    """Whether a role keeps and reads notes of a regency: the steward, and a planner of it or of its province."""
    found = Role.parse(role)
    return found.kind == "steward" or (found.kind == "planner" and regency.startswith(found.of))


def add_note(data: DataFolder, role: str, regency: str, sponsor: str, month: int, step: str, text: str) -> Note:
    """Writes a note down; raises `UsageError` for a role that may not, an unknown step, or a text that is too much."""
    if not may_note(role, regency):
        raise UsageError("not_allowed", phrase("planning.note_not_allowed"))
    if step not in STEPS:
        raise UsageError("unknown_step", phrase("planning.note_step", steps=", ".join(STEPS)))
    told = " ".join(text.split())
    if len(told) > LONGEST:
        raise UsageError("note_too_long", phrase("planning.note_too_long", most=LONGEST, found=len(told)))
    if any(re.search(pattern, told) for pattern in _PERSONAL):
        raise UsageError("note_personal", phrase("planning.note_personal"))
    note = Note(datetime.now(UTC).replace(microsecond=0), role, regency, sponsor, month, step, told)
    _append(_path(data), note)
    audit(data, "renewal_note", role=role, regency=regency, sponsor=sponsor, month=month, step=step)
    return note


def notes_of(data: DataFolder, role: str, regency: str) -> tuple[Note, ...]:
    """The notes of a regency, the newest first; none for a role that may not read them."""
    if not may_note(role, regency) or not _path(data).is_file():
        return ()
    found = [note for note in _read(_path(data)) if note.regency == regency]
    return tuple(sorted(found, key=lambda note: note.at, reverse=True))


def latest(notes: tuple[Note, ...]) -> dict[str, Note]:
    """By payer the newest note."""
    found: dict[str, Note] = {}
    for note in notes:
        found.setdefault(note.sponsor, note)
    return found


def _path(data: DataFolder) -> Path:
    return data.private / _FILE


def _append(path: Path, note: Note) -> None:
    """One line at the end, written at once, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    line = json.dumps({**vars(note), "at": note.at.isoformat()}, ensure_ascii=False)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> Iterator[Note]:
    """Every whole line; one that was cut off while it was written is left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
            yield Note(**{**entry, "at": datetime.fromisoformat(entry["at"])})
        except (ValueError, TypeError, KeyError):
            continue
