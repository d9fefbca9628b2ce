"""What sponsors promised, owe and paid, and what somebody said in public: realisation beside every pledge."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import CannotAnswer
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from .facts import Status
from .payers import status_of
from .reads import Sponsor, records, rows, sponsors_of, whole
from .schedule import Price

DUE = ("contribution_due_idr", "contribution_due_low_idr")
PAID = ("contribution_paid_idr", "contribution_received_idr")
NOW = ("contribution_workers", "sponsored_active")


@dataclass(frozen=True)
class Realisation:
    """A sponsor's pledge, and what became of it up to a month; None where nothing was delivered, see `status`.

    `due` and `paid` are both by protected month, so their difference is outstanding; `received` is what came so far.
    `paid_workers` are those the payments name for the month, `active` those its lists name.
    """

    sponsor: str
    name: str
    pledged: int | None
    active: int | None
    paid_workers: int | None
    due: Price | None
    paid_idr: int | None
    received_idr: int | None
    status: Status

    @property
    def outstanding(self) -> Price | None:
        """What is due and not paid, at both prices; nothing where more was paid."""
        if self.due is None or self.paid_idr is None:
            return None
        return Price(max(self.due.high_idr - self.paid_idr, 0), max(self.due.low_idr - self.paid_idr, 0))


@dataclass(frozen=True)
class Commitment:
    """What somebody said in public: for how many workers, from when to when, on which day, where it can be read."""

    committed_by: str
    sponsor: str | None
    workers: int
    start_month: int
    end_month: int | None
    stated_on: date
    source: str


def money_results(snapshot: SnapshotLike, regency: str, month: int, role: str, sponsor: str = "") -> list[Result]:
    """The answers that realisations are made of: to date, and at the month."""
    first = next(place.first_month for place in snapshot.places if place.regency_code == regency)
    where = {"regency": [regency]} | ({"sponsor": [sponsor]} if sponsor else {})
    span = (min(first, month), month)
    found = []
    for metrics, at in ((DUE, span), (PAID, span), (NOW, None), (("pledged",), None)):
        with suppress(CannotAnswer):  # a planner of one district: payments and pledges are made for whole regencies
            months: dict[str, Any] = {"month": month} if at is None else {"span": at}
            found.append(ask(snapshot, metrics, by="sponsor", where=where, role=role, **months))
    return found


def realisations(
    snapshot: SnapshotLike, regency: str, month: int | None = None, role: str = "steward"
) -> tuple[Realisation, ...]:
    """Every sponsor that pledged or paid, the largest sum outstanding first, those without a payment on record last."""
    month = snapshot.default_month([regency]) if month is None else month
    asked: dict[str, dict[str, Any]] = {}
    for result in money_results(snapshot, regency, month, role):
        for row in records(result.frame):
            asked.setdefault(str(row["sponsor"]), {}).update(row)
    known = sponsors_of(snapshot, regency)
    found = [_realisation(known[code], row) for code, row in asked.items() if code in known]
    told = [one for one in found if one.pledged is not None or one.paid_idr is not None or one.status == "masked"]
    return tuple(sorted(told, key=_largest_first))


def _realisation(sponsor: Sponsor, row: Mapping[str, Any]) -> Realisation:
    high, low = whole(row.get(DUE[0])), whole(row.get(DUE[1]))
    return Realisation(
        sponsor=sponsor.sponsor,
        name=sponsor.name,
        pledged=whole(row.get("pledged")),
        active=whole(row.get("sponsored_active")),
        paid_workers=whole(row.get("contribution_workers")),
        due=None if high is None or low is None else Price(high, low),
        paid_idr=whole(row.get(PAID[0])),
        received_idr=whole(row.get(PAID[1])),
        status=status_of(row.get(f"{PAID[0]}_status", "no_data")),
    )


def _largest_first(one: Realisation) -> tuple[bool, int, int, str]:
    outstanding = one.outstanding
    owed = outstanding.high_idr if outstanding else 0
    return one.paid_idr is None, -owed, -(one.pledged or 0), one.name.casefold()


def commitments(snapshot: SnapshotLike, regency: str, month: int | None = None) -> tuple[Commitment, ...]:
    """The public commitments that hold in a month, the largest first."""
    month = snapshot.default_month([regency]) if month is None else month
    return tuple(
        Commitment(
            row["committed_by"],
            row["sponsor_id"],
            row["workers"],
            row["start_month"],
            row["end_month"],
            date(row["stated_on"] // 10000, row["stated_on"] // 100 % 100, row["stated_on"] % 100),
            row["source"],
        )
        for row in rows(snapshot, "commitments", regency=regency, month=month)
    )
