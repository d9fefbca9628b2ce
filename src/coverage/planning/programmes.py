"""Each kind of payer by itself: how many it protects and how many of them stand in the target group."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..codes import UNKNOWN, sponsor_kinds
from ..metrics import Result
from ..text import Text
from .reads import records, whole


@dataclass(frozen=True)
class Programme:
    """One kind of payer that subsidises: people by primary payer; None where masked.

    Scale stands beside aim: a programme of forty people may reach the poorest only and still change little.
    """

    kind: str
    label: Text
    active: int | None
    in_target: int | None
    unknown: int | None

    @property
    def share_in_target(self) -> float | None:
        """The share of those of known decile who stand in the target group."""
        if self.active is None or self.in_target is None or self.unknown is None:
            return None
        known = self.active - self.unknown
        return self.in_target / known if known else None


def programmes_of(result: Result, target: Collection[str]) -> tuple[Programme, ...]:
    """The kinds of payers of an answer (`active` by sponsor kind and decile), the largest first; idle ones left out."""
    cells: dict[str, dict[str, int | None]] = {}
    for row in records(result.frame):
        kind = str(row["sponsor_kind"])
        if sponsor_kinds()[kind].subsidised and row["active_status"] in ("ok", "masked"):
            cells.setdefault(kind, {})[str(row["decile"])] = whole(row["active"])
    found = [_programme(kind, counts, target) for kind, counts in cells.items()]
    return tuple(sorted((one for one in found if one.active != 0), key=lambda one: (-(one.active or 0), one.kind)))


def _programme(kind: str, counts: Mapping[str, int | None], target: Collection[str]) -> Programme:
    return Programme(
        kind=kind,
        label=sponsor_kinds()[kind].label,
        active=_sum(counts, counts),
        in_target=_sum(counts, target),
        unknown=_sum(counts, (UNKNOWN,)),
    )


def _sum(counts: Mapping[str, int | None], codes: Collection[str]) -> int | None:
    found = [counts[code] for code in codes if code in counts]
    return None if None in found else sum(count or 0 for count in found)
