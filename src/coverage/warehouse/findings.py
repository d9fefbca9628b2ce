"""What a reader should know before trusting a snapshot: rules found broken, and counts that have not come."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..text import Text
from ..words import phrase
from .snapshot import Snapshot

FOLDER = Path(__file__).parent / "reads"


@dataclass(frozen=True)
class Warned:
    """One thing to know: the rule, how grave, where, how many, and the sentence."""

    name: str
    severity: str
    regency_code: str
    found: int
    message: Text


def warnings(snapshot: Snapshot) -> list[Warned]:
    """Every broken `warn` rule of the build, then the senders that owe counts."""
    broken = snapshot.query((FOLDER / "broken_rules.sql").read_text(encoding="utf-8"))
    late = snapshot.query((FOLDER / "late_senders.sql").read_text(encoding="utf-8"))
    return [
        Warned(
            row["name"],
            row["severity"],
            row["regency_code"],
            int(row["found"]),
            Text(id=row["message_id"], en=row["message_en"]),
        )
        for row in broken.to_dict("records")
    ] + [
        Warned(
            "late_delivery",
            "warn",
            row["regency_code"],
            int(row["areas"]),
            phrase("warehouse.late", sender=row["sender"], segment=row["segment"], areas=int(row["areas"])),
        )
        for row in late.to_dict("records")
    ]
