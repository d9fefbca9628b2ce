"""Who could claim the full benefit today, always of those of whom it is known; and who is in arrears."""

from __future__ import annotations

from dataclasses import dataclass

from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from .cliffs import Where
from .facts import Status
from .payers import status_of
from .reads import records, whole

BY = ("sponsor", "district", "occupation_group")
METRICS = ("active", "readiness_known", "benefit_ready")


@dataclass(frozen=True)
class Ready:
    """Of the active people of one payer, district or occupation: known, and of those ready; masked together."""

    code: str
    active: int | None
    known: int | None
    ready: int | None
    status: Status

    @property
    def share(self) -> float | None:
        """Ready of those known."""
        return self.ready / self.known if self.known and self.ready is not None else None


@dataclass(frozen=True)
class Standing:
    """A place in a month: strict and with arrears; and of the last year's protected months, those with full benefit."""

    active: int | None
    in_arrears: int | None
    with_grace: int | None
    known: int | None
    ready: int | None
    months: int | None
    known_months: int | None
    effective_months: int | None


def readiness(rows: Result) -> tuple[Ready, ...]:
    """The groups of an answer to `METRICS` by one of `BY`, those with most known people first."""
    found = []
    for row in records(rows.frame):
        status = {status_of(row[f"{metric}_status"]) for metric in METRICS}
        known, active = whole(row["readiness_known"]), whole(row["active"])
        state: Status = "ok" if status == {"ok"} else "masked" if "masked" in status else "no_data"
        if state == "ok" and not known:
            continue
        if state != "no_data":
            code = str(row[rows.by[0]])
            found.append(Ready(code, active, known, whole(row["benefit_ready"]), state))
    return tuple(sorted(found, key=lambda one: (-(one.known or 0), one.code)))


YEAR = 12


def standing(snapshot: SnapshotLike, where: Where, month: int, role: str = "steward") -> Standing:
    """The figures of one month, and of the twelve up to it."""
    stocks = ("active", "in_arrears", "active_with_grace", "readiness_known", "benefit_ready")
    flows = ("person_months", "effective_known_months", "effective_person_months")
    now = records(ask(snapshot, stocks, where=where, month=month, role=role).frame)[0]
    span = (month - YEAR + 1, month)
    year = records(ask(snapshot, flows, where=where, span=span, role=role).frame)[0]
    return Standing(*(whole(now[name]) for name in stocks), *(whole(year[name]) for name in flows))
