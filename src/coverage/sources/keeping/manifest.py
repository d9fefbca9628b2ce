"""What is on record of a delivery, and which deliveries are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from ...text import Text, month_code
from ..declaring.formats import Cadence

Key = tuple[str, str, str, int, str, str]


class Manifest(BaseModel):
    """Everything known of one delivery except its rows.

    `identity` is the hash of content, sheet and declared arguments; `cells` the places and months it speaks for;
    `subjects` what it speaks of there where a format holds several things (the series of a workforce file), else "";
    `received` decides what replaces what, `recorded` (1, 2, 3 …) breaks ties. `checksums` are those of its files;
    `mended` counts the faults of earlier files that it mends, `repeated` those that it still has.
    """

    model_config = ConfigDict(extra="ignore")

    delivery: str
    format: str
    target: str
    identity: str
    hash: str
    file_name: str
    sheet: str
    place: str
    cells: list[tuple[str, int]]
    subjects: list[str] = [""]
    sender: str
    part: str
    cadence: Cadence
    received: date
    recorded: int
    recorded_at: datetime
    withdrawn: date | None = None
    rows: int
    accepted: int
    quarantined: int
    duplicates: int
    sums: dict[str, int | float]
    conventions: dict[str, Text]
    warnings: list[Text] = []
    synthetic: bool = False
    key_check: str
    submitted_by_sponsor: dict[str, dict[str, tuple[int, int]]] = {}
    options: dict[str, str | None] = {}
    checksums: dict[str, str] = {}
    mended: int = 0
    repeated: int = 0

    def claims(self) -> list[Key]:
        """What each cell of this delivery replaces and is replaced by."""
        return [
            (self.format, regency, self.sender, period, self.part, subject)
            for regency, period in self.cells
            for subject in self.subjects
        ]

    def to_json(self) -> dict[str, object]:
        """The entry as `deliveries --json` prints it."""
        months = sorted({period for _, period in self.cells})
        return {
            "delivery": self.delivery,
            "format": self.format,
            "file": self.file_name,
            "sheet": self.sheet or None,
            "hash": self.hash,
            "place": self.place or None,
            "places": sorted({regency for regency, _ in self.cells}),
            "periods": [month_code(month) for month in months],
            "sender": self.sender,
            "part": self.part or None,
            "received": self.received.isoformat(),
            "recorded_at": self.recorded_at.isoformat(),
            "withdrawn": None if self.withdrawn is None else self.withdrawn.isoformat(),
            "rows": self.rows,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "duplicates": self.duplicates,
            "sums": self.sums,
            "synthetic": self.synthetic,
            "closes": self.mended,
            "still_open": self.repeated,
        }

    def known_on(self, day: date | None) -> bool:
        """Whether it was received, and not yet withdrawn, by a day (None: now)."""
        if day is None:
            return self.withdrawn is None
        return self.received <= day and (self.withdrawn is None or self.withdrawn > day)


@dataclass(frozen=True)
class Cell:
    """One place, month and subject of one delivery in force: the rows of its Parquet with these three."""

    delivery: str
    format: str
    target: str
    regency_code: str
    period: int
    sender: str
    part: str
    subject: str
    cadence: Cadence
    received: date
    path_to_parquet: Path

    def with_cadence(self, cadence: Cadence) -> Cell:
        """The cell with the rhythm its sender declared."""
        return replace(self, cadence=cadence)


def winners(manifests: Iterable[Manifest], as_known: date | None = None) -> dict[Key, Manifest]:
    """For every format, regency, sender, period, part and subject the delivery received last."""
    found: dict[Key, Manifest] = {}
    for manifest in sorted(manifests, key=lambda entry: (entry.received, entry.recorded)):
        if manifest.known_on(as_known):
            found |= dict.fromkeys(manifest.claims(), manifest)
    return found
