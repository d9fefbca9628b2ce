"""Who changed decile between two registers of the same areas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..codes import NOT_IN_REGISTER, UNKNOWN
from ..metrics import Result
from ..metrics.source import SnapshotLike
from ..text import Text
from .facts import Status
from .payers import status_of
from .reads import records, rows, whole
from .wording import fill, month_text, quantity


@dataclass(frozen=True)
class RegisterPair:
    """A register and the one before it in the same villages."""

    from_period: int
    to_period: int
    villages: int


@dataclass(frozen=True)
class Move:
    """The people of one decile then and one now; '0' is not named in that register, '?' of unknown decile."""

    before: str
    now: str
    persons: int | None
    status: Status


@dataclass(frozen=True)
class Migration:
    """Every move of a month's registers; a sum is None where one of its cells is masked."""

    moves: tuple[Move, ...]
    result: Result

    def persons(self, before: Collection[str] | None = None, now: Collection[str] | None = None) -> int | None:
        """People by decile then and now (None: any)."""
        found = [
            move.persons
            for move in self.moves
            if (before is None or move.before in before)
            and (now is None or move.now in now)
            and move.status in ("ok", "masked")
        ]
        return None if None in found else sum(count or 0 for count in found)

    def entered(self, target: Collection[str]) -> int | None:
        """People of known decile who were outside the target deciles and now are in them."""
        return self.persons(set(self._known("before")) - set(target), set(target))

    def left(self, target: Collection[str]) -> int | None:
        """People who were in the target deciles and now are in another known one."""
        return self.persons(set(target), set(self._known("now")) - set(target))

    def _known(self, side: str) -> list[str]:
        return [code for move in self.moves if (code := getattr(move, side)) not in (NOT_IN_REGISTER, UNKNOWN)]


def register_pairs(snapshot: SnapshotLike, regency: str) -> tuple[RegisterPair, ...]:
    """The registers of a regency that follow an earlier one in some village, the newest first."""
    return tuple(
        RegisterPair(int(row["from_period"]), int(row["to_period"]), int(row["villages"]))
        for row in rows(snapshot, "register_pairs", regency=regency)
    )


def migration_of(result: Result) -> Migration:
    """The moves of an answer: `decile_migration` by decile before and decile."""
    return Migration(
        tuple(
            Move(
                str(row["decile_before"]),
                str(row["decile"]),
                whole(row["decile_migration"]),
                status_of(row["decile_migration_status"]),
            )
            for row in records(result.frame)
        ),
        result,
    )


def migration_finding(found: Migration, pair: RegisterPair, target: Collection[str], words: Text) -> Text:
    """How many entered and left the target group, in a sentence."""
    entered, left = found.entered(target), found.left(target)
    if entered is None or left is None:
        return fill("migration_masked")
    return fill(
        "migration_finding",
        entered=quantity(entered, "people"),
        left=quantity(left, "people"),
        target=words,
        before=month_text(pair.from_period),
        now=month_text(pair.to_period),
    )
