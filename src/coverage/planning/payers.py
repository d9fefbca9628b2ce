"""Who pays, whose cover ends, and what going on costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from ..codes import sponsor_kinds
from ..metrics import ask
from ..metrics.source import SnapshotLike
from ..parameters import Sector
from .cliffs import Ending, Where, endings
from .cliffs import price_of as price_of_ends
from .facts import EndingSoon, Falling, Funding, Payer, Status
from .outlook import Outlook
from .reads import Sponsor, cells_of, plain, records, whole
from .schedule import NOTHING, Price, renewal_cost, renewal_months, sector_of


def funding_of(
    snapshot: SnapshotLike, regency: str, month: int, role: str, segment: str | None = None
) -> tuple[Funding, ...]:
    """Active members by kind of payer, the largest first; kinds without anybody are left out."""
    asked = ask(
        snapshot,
        ("active", "funding_share"),
        by="sponsor_kind",
        where=cells_of(regency, segment),
        month=month,
        role=role,
    )
    found = [
        Funding(
            kind=str(row["sponsor_kind"]),
            label=sponsor_kinds()[str(row["sponsor_kind"])].label,
            active=whole(row["active"]),
            share=plain(row["funding_share"]),
            status=status_of(row["active_status"]),
        )
        for row in records(asked.frame)
    ]
    return tuple(
        sorted((one for one in found if one.active != 0 and one.status in ("ok", "masked")), key=_largest_first)
    )


def _largest_first(one: Funding) -> tuple[int, str]:
    return -(one.active or 0), one.kind


def status_of(value: object) -> Status:
    """The status of a cell as `ask` gives it; anything it does not name is `unknown`."""
    known: Mapping[str, Status] = {
        "ok": "ok", "masked": "masked", "no_data": "no_data", "not_delivered": "not_delivered",
    }  # fmt: skip
    return known.get(str(value), "unknown")


HORIZON = 3
"""Months that "within 90 days" reaches: this one and the next two, so cover stops three months on at the latest."""


def ending_soon(
    snapshot: SnapshotLike,
    regency: str,
    month: int,
    sponsors: Mapping[str, Sponsor],
    role: str,
    found: Outlook | None = None,
    segment: str | None = None,
) -> EndingSoon:
    """People active in `month` whose last paid month is this or one of the next two, by primary payer.

    Payers who buy blocks come first, with what a renewal costs; those who pay month by month decide for themselves.
    Where it is known whose cover stops when, as from the last complete month on, a renewal begins and is priced then.
    """
    where = cells_of(regency, segment)
    total = ask(snapshot, "expiring_90", where=where, month=month, role=role).frame.iloc[0]
    by_sponsor = ask(snapshot, "expiring_90", by="sponsor", where=where, month=month, role=role).frame
    transport = transport_of(snapshot, "expiring_90", regency, month, role, segment)
    counted = [
        (sponsors[str(row["sponsor"])], whole(row["expiring_90"]), status)
        for row in records(by_sponsor)
        if (status := status_of(row["expiring_90_status"])) in ("ok", "masked") and whole(row["expiring_90"]) != 0
    ]
    dated = {} if found is None else ended_by(found, month + HORIZON)
    blocks_of = {sponsor.sponsor: persons for sponsor, persons, _ in counted if persons and buys_blocks(sponsor.kind)}
    is_dated = month >= snapshot.default_month([regency])
    if is_dated and any(_persons(dated, sponsor) != persons for sponsor, persons in blocks_of.items()):
        # The outlook may be kept to the areas and segments of its denominator; these people are of all.
        dated = _dated(snapshot, where, month, role, sponsors)
    payers = []
    for sponsor, persons, status in counted:
        if persons is not None and _persons(dated, sponsor.sponsor) == persons:
            payers.append(dated[sponsor.sponsor])
            continue
        price = None
        if persons is not None and buys_blocks(sponsor.kind):
            price = price_of(sponsor.kind, persons, transport.get(sponsor.sponsor, 0), month + 1)
        first, last = month + 1, month + HORIZON
        payers.append(Payer(sponsor.sponsor, sponsor.name, sponsor.kind, persons, price, status, first, last))
    blocks = [payer for payer in payers if buys_blocks(payer.kind)]
    known = [payer.price for payer in blocks if payer.price is not None]
    monthly = [payer.persons for payer in payers if not buys_blocks(payer.kind)]
    return EndingSoon(
        persons=whole(total["expiring_90"]),
        status=status_of(total["expiring_90_status"]),
        payers=tuple(
            sorted(payers, key=lambda payer: (not buys_blocks(payer.kind), -(payer.persons or 0), payer.name))
        ),
        monthly=None if None in monthly else sum(persons or 0 for persons in monthly),
        price=sum(known, NOTHING) if len(known) == len(blocks) else None,
    )


def _persons(dated: Mapping[str, Payer], sponsor: str) -> int | None:
    return dated[sponsor].persons if sponsor in dated else None


def _dated(
    snapshot: SnapshotLike, where: Where, month: int, role: str, sponsors: Mapping[str, Sponsor]
) -> dict[str, Payer]:
    """By payer who buys blocks the people whose cover stops in time, of any size: show what `ask` shows, or nothing."""
    ends: dict[str, list[Ending]] = defaultdict(list)
    for one in endings(snapshot, where, (month, month + HORIZON - 1), role):
        if buys_blocks(one.sponsor_kind):
            ends[one.sponsor].append(one)
    return {
        sponsor: Payer(
            sponsor,
            sponsors[sponsor].name,
            sponsors[sponsor].kind,
            sum(one.persons for one in own),
            price_of_ends(own, renewal_months()),
            "ok",
            min(one.month for one in own) + 1,
            max(one.month for one in own) + 1,
        )
        for sponsor, own in ends.items()
    }


def buys_blocks(kind: str) -> bool:
    """Whether payers of a kind buy months in blocks, so that somebody has to decide on a renewal."""
    return sponsor_kinds()[kind].renewal == "block"


def transport_of(
    snapshot: SnapshotLike, metric: str, regency: str, month: int, role: str, segment: str | None = None
) -> dict[str, int]:
    """The people of a metric who work in transport, by sponsor, as far as this role may see them."""
    by = ("sponsor", "occupation_group")
    frame = ask(snapshot, metric, by=by, where=cells_of(regency, segment), month=month, role=role).frame
    found: dict[str, int] = defaultdict(int)
    for row in records(frame):
        if sector_of(str(row["occupation_group"])) == "transport":
            found[str(row["sponsor"])] += whole(row[metric]) or 0
    return found


def price_of(kind: str, persons: int, transport: int, start: int) -> Price:
    """What paying again for these people costs, from `start`, for the usual length of a renewal."""
    sectors: dict[Sector, int] = {"transport": transport, "other": persons - transport}
    return renewal_cost(kind, sectors, start)


def falling_of(found: Outlook) -> Falling | None:
    """The month of the steepest fall without renewals and whose cover ends up to it; None where nothing falls."""
    low, now = found.low, found.now
    if low is None or now is None:
        return None
    steps = list(zip(found.path, found.path[1:], strict=False))
    steep = min(steps, key=lambda step: (step[1].none.active - step[0].none.active, step[1].month))[1]
    if steep.none.active >= now.active:  # lists that exceed the counts may fall steeply and still be above them
        steep = low
    first, rate = now.coverage_rate, steep.none.coverage_rate
    payers = ended_by(found, steep.month)
    return Falling(
        month=steep.month,
        rate=rate,
        active=steep.none.active,
        points=None if rate is None or first is None else rate - first,
        low_month=low.month,
        low_rate=low.none.coverage_rate,
        low_active=low.none.active,
        payers=tuple(sorted(payers.values(), key=lambda payer: (-(payer.persons or 0), payer.name))),
    )


def ended_by(found: Outlook, month: int) -> dict[str, Payer]:
    """By sponsor the people whose cover ends up to `month`, from when, at the prices of the months then due."""
    payers: dict[str, Payer] = {}
    for cliff in found.cliffs:
        if cliff.month > month:
            continue
        price = Price(cliff.renewal_idr, cliff.renewal_low_idr)
        held = payers.get(cliff.sponsor)
        if held is None:
            payers[cliff.sponsor] = Payer(
                cliff.sponsor,
                cliff.sponsor_name,
                cliff.sponsor_kind,
                cliff.persons,
                price,
                "ok",
                cliff.month,
                cliff.month,
            )
        else:
            persons, total = (held.persons or 0) + cliff.persons, (held.price or NOTHING) + price
            payers[cliff.sponsor] = replace(held, persons=persons, price=total, last_month=cliff.month)
    return payers
