"""What every sponsor of a place promised, pays for and is about to let end."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..codes import segments, sponsor_kinds
from ..errors import CannotAnswer
from ..metrics import ask
from ..metrics.source import SnapshotLike
from ..text import Text
from .facts import Status
from .payers import status_of
from .reads import Sponsor, records, sponsors_of, whole
from .schedule import Price

OWN = (
    "sponsored_active",
    "sponsored_ready",
    "sponsored_ready_known",
    "contribution_due_idr",
    "contribution_due_low_idr",
)
REST = ("registered", "active", "expiring_90")
_COUNTED = frozenset(segment.aggregate_sponsor for segment in segments().values())


@dataclass(frozen=True)
class LedgerRow:
    """One sponsor in one month. `active` are its own people, `credited` those it pays for first; None: see `status`.

    `ending`: its people by primary payer whose cover ends within three months; `due` what its people of the month cost;
    `months_bought` all person-months paid so far.
    """

    sponsor: str
    name: str
    kind: str
    kind_label: Text
    pledged: int | None
    registered: int | None
    active: int | None
    credited: int | None
    ready: int | None
    ready_known: int | None
    ending: int | None
    due: Price | None
    months_bought: int | None
    ended_month: int | None
    status: Status


@dataclass(frozen=True)
class Ledger:
    """Every sponsor, the largest first, those with nothing delivered last; and why their people do not add up."""

    regency: str
    month: int
    rows: tuple[LedgerRow, ...]
    active: int | None
    double_paid: int | None
    snapshot: str

    @property
    def own_active(self) -> int:
        """The people of all listed sponsors added up: more than there are, by those whom several pay for."""
        return sum(row.active or 0 for row in self.rows)


def ledger(snapshot: SnapshotLike, regency: str, month: int | None = None, role: str = "steward") -> Ledger:
    """The ledger of a regency's sponsors in a month (default: the last complete one)."""
    month = snapshot.default_month([regency]) if month is None else month
    place = next(place for place in snapshot.places if place.regency_code == regency)
    where = {"regency": [regency]}
    asked: dict[str, dict[str, Any]] = {}
    for metrics in (OWN, REST):
        _collect(asked, ask(snapshot, metrics, by="sponsor", where=where, month=month, role=role).frame)
    with suppress(CannotAnswer):  # a planner of one district: pledges are made for whole regencies
        _collect(asked, ask(snapshot, "pledged", by="sponsor", where=where, month=month, role=role).frame)
    span = (min(place.first_month, month), month)
    _collect(asked, ask(snapshot, "paid_person_months", by="sponsor", where=where, span=span, role=role).frame)
    total = ask(snapshot, ("active", "double_paid"), where=where, month=month, role=role).frame.iloc[0]
    found = [
        _row(sponsor, asked[sponsor.sponsor])
        for sponsor in sponsors_of(snapshot, regency).values()
        if sponsor.sponsor in asked
    ]
    return Ledger(
        regency=regency,
        month=month,
        rows=tuple(sorted(found, key=_largest_first)),
        active=whole(total["active"]),
        double_paid=whole(total["double_paid"]),
        snapshot=snapshot.id,
    )


def _collect(asked: dict[str, dict[str, Any]], frame: Any) -> None:
    for row in records(frame):
        asked.setdefault(str(row["sponsor"]), {}).update(row)


def _row(sponsor: Sponsor, row: Mapping[str, Any]) -> LedgerRow:
    # Members counted without a list are nobody's own: the payer they are credited to shows them.
    counted = sponsor.sponsor in _COUNTED
    own = "active" if counted else "sponsored_active"
    high, low = whole(row["contribution_due_idr"]), whole(row["contribution_due_low_idr"])
    return LedgerRow(
        sponsor=sponsor.sponsor,
        name=sponsor.name,
        kind=sponsor.kind,
        kind_label=sponsor_kinds()[sponsor.kind].label,
        pledged=whole(row.get("pledged")),
        registered=whole(row["registered"]),
        active=whole(row[own]),
        credited=whole(row["active"]),
        ready=None if counted else whole(row["sponsored_ready"]),
        ready_known=None if counted else whole(row["sponsored_ready_known"]),
        ending=None if counted else whole(row["expiring_90"]),
        due=None if counted or high is None or low is None else Price(high, low),
        months_bought=None if counted else whole(row["paid_person_months"]),
        ended_month=sponsor.ended_month,
        status=status_of(row[f"{own}_status"]),
    )


def _largest_first(row: LedgerRow) -> tuple[bool, int, str]:
    return row.status == "no_data", -(row.active or 0), row.name.casefold()
