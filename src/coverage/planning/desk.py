"""The renewal desk: whose cover ends within so many days, where these people are, and what going on costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..codes import sponsor_kinds
from ..errors import UsageError
from ..metrics import ask
from ..metrics.source import SnapshotLike
from ..text import Text
from ..words import phrase
from .cliffs import Ending, Option, Where, as_bought, endings, options_of, usually_renewed
from .facts import Status
from .payers import buys_blocks, status_of
from .reads import records, sponsors_of, whole
from .renewals import usual_of
from .schedule import NOTHING, Price

WITHIN = {30: 1, 60: 2, 90: 3, 180: 6}
"""Days from the end of the data month, and the months whose last day they reach: that month's own end counts."""


@dataclass(frozen=True)
class Part:
    """People of one payer in one district."""

    district: str
    persons: int | None
    status: Status


@dataclass(frozen=True)
class Due:
    """One payer whose people's cover ends: from which month the first and the last of them have none.

    Persons and prices are None where the group is too small for this role; `usual` is how many would go on if the usual
    share renewed, None without past blocks.
    """

    sponsor: str
    sponsor_name: str
    sponsor_kind: str
    kind_label: Text
    first_month: int
    last_month: int
    persons: int | None
    status: Status
    usual: int | None
    districts: tuple[Part, ...]
    block_months: tuple[int, ...]
    options: tuple[Option, ...]
    as_bought: Price | None


@dataclass(frozen=True)
class Desk:
    """What ends within `days` of the end of `month`, the largest payer first; sums leave out what is masked."""

    month: int
    days: int
    rows: tuple[Due, ...]
    persons: int
    options: tuple[Option, ...]
    hides_some: bool
    synthetic: bool = False


def renewal_desk(snapshot: SnapshotLike, where: Where, days: int, role: str = "steward") -> Desk:
    """Payers whose blocks end within `days` of the last complete month with nothing behind them, for one regency."""
    if days not in WITHIN:
        raise UsageError("days", phrase("planning.desk_days", days=", ".join(map(str, WITHIN))))
    (regency,) = where["regency"]
    month = snapshot.default_month([regency])
    span = month, month + WITHIN[days] - 1
    groups: dict[str, list[Ending]] = defaultdict(list)
    for one in endings(snapshot, where, span, role):
        if buys_blocks(one.sponsor_kind):
            groups[one.sponsor].append(one)
    parts = _parts(snapshot, where, span, role)
    names, usual = sponsors_of(snapshot, regency), {regency: usual_of(snapshot, regency)}
    rows = []
    asked = ask(snapshot, "outlook_lapsing", by="sponsor", where=where, span=span, role=role).frame
    for row in records(asked):
        sponsor, persons = str(row["sponsor"]), whole(row["outlook_lapsing"])
        status = status_of(row["outlook_lapsing_status"])
        ends = groups.get(sponsor, [])
        if not ends or persons == 0 or status not in ("ok", "masked"):
            continue
        known = persons is not None
        again = usually_renewed(ends, usual) if known else None
        rows.append(
            Due(
                sponsor=sponsor,
                sponsor_name=names[sponsor].name,
                sponsor_kind=names[sponsor].kind,
                kind_label=sponsor_kinds()[names[sponsor].kind].label,
                first_month=min(one.month for one in ends) + 1,
                last_month=max(one.month for one in ends) + 1,
                persons=persons,
                status=status,
                usual=None if again is None else round(again),
                districts=tuple(parts.get(sponsor, ())),
                block_months=tuple(sorted({one.block_months for one in ends})),
                options=options_of(ends) if known else (),
                as_bought=as_bought(ends) if known else None,
            )
        )
    rows.sort(key=lambda due: (due.first_month, -(due.persons or 0), due.sponsor_name))
    return Desk(
        month=month,
        days=days,
        rows=tuple(rows),
        persons=sum(due.persons or 0 for due in rows),
        options=_added(rows),
        hides_some=any(due.status == "masked" for due in rows),
        synthetic=snapshot.meta.get("synthetic") == "1",
    )


def _parts(snapshot: SnapshotLike, where: Where, span: tuple[int, int], role: str) -> dict[str, list[Part]]:
    """The districts of each payer's people, the largest first, as this role may see them."""
    frame = ask(snapshot, "outlook_lapsing", by=("sponsor", "district"), where=where, span=span, role=role).frame
    found: dict[str, list[Part]] = defaultdict(list)
    for row in records(frame):
        persons, status = whole(row["outlook_lapsing"]), status_of(row["outlook_lapsing_status"])
        if persons != 0 and status in ("ok", "masked"):
            found[str(row["sponsor"])].append(Part(str(row["district"]), persons, status))
    for parts in found.values():
        parts.sort(key=lambda part: (-(part.persons or 0), part.district))
    return found


def _added(rows: Sequence[Due]) -> tuple[Option, ...]:
    """What all of them cost together, for each length on offer."""
    total: dict[int, Price] = defaultdict(lambda: NOTHING)
    for due in rows:
        for option in due.options:
            total[option.months] += option.price
    return tuple(Option(months, price) for months, price in total.items())
