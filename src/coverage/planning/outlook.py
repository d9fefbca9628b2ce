"""Coverage ahead: if nothing more is paid, and if everybody who is active then is paid for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..codes import sponsor_kinds, workforce_series
from ..errors import CannotAnswer, UsageError
from ..metrics import ask
from ..metrics.declarations import LEVELS
from ..metrics.source import SnapshotLike
from ..parameters import Sector
from ..text import month_code
from ..words import phrase
from .facts import Status
from .reads import count, plain, records, sponsors_of, whole
from .schedule import EMPLOYER, Price, renewal_cost, sector_of

HORIZON = 18
Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Point:
    """Coverage at one month's end; the rate is None where there is no denominator."""

    active: int
    eligible_workers: int | None
    coverage_rate: float | None


@dataclass(frozen=True)
class PathMonth:
    """One month ahead: `none` renews, or `all` who are active then stay; `usual` is not reckoned yet."""

    month: int
    none: Point
    usual: Point | None
    all: Point


@dataclass(frozen=True)
class Cliff:
    """People of one sponsor whose cover ends: `month` is the first without it.

    `renewal_idr` pays for them again for `coverage.renewal_months`, at the prices then in force, lowest band;
    `renewal_low_idr` with the discount where the law is not settled.
    """

    month: int
    sponsor: str
    sponsor_name: str
    sponsor_kind: str
    persons: int
    points: float | None
    renewal_idr: int
    renewal_low_idr: int


@dataclass(frozen=True)
class Outlook:
    """The path from the last complete month (its first entry) over the months ahead, and where it breaks off.

    `status` is `masked` where groups too small for this role are left out of the path or of the cliffs.
    """

    start: int
    path: tuple[PathMonth, ...]
    cliffs: tuple[Cliff, ...]
    series: str | None
    scope: tuple[str, ...]
    snapshot: str
    status: Status = "ok"

    @property
    def low(self) -> PathMonth | None:
        """The first month in which fewest are active if nothing is renewed; None where nothing falls."""
        if not self.path:
            return None
        lowest = min(self.path, key=lambda step: (step.none.active, step.month))
        return lowest if lowest.none.active < self.path[0].none.active else None

    def to_json(self) -> dict[str, Any]:
        """The `outlook` document of DESIGN 5."""
        return {
            "month": month_code(self.start),
            "series": self.series,
            "scope": list(self.scope),
            "snapshot": self.snapshot,
            "status": self.status,
            "path": [
                {
                    "month": month_code(step.month),
                    "none": vars(step.none),
                    "usual": step.usual and vars(step.usual),
                    "all": vars(step.all),
                }
                for step in self.path
            ],
            "cliffs": [vars(cliff) | {"month": month_code(cliff.month)} for cliff in self.cliffs],
        }


def outlook(
    snapshot: SnapshotLike,
    where: Where | None = None,
    months: int = HORIZON,
    series: str | None = None,
    role: str = "steward",
) -> Outlook:
    """Coverage from the last complete month over `months` ahead, for the cells of `where`.

    What is already paid is known; `none` adds nothing to it, `all` keeps everybody who is active at some month. Payers
    who pay month by month, and counts without a list, stay as they are. The denominator stays that of the first month.
    """
    if not 1 <= months <= HORIZON:
        raise UsageError("months", phrase("planning.horizon", most=HORIZON))
    asked = _within(role, dict(where or {}))
    places = _places(snapshot, asked)
    start = snapshot.default_month(places)
    base = _base(snapshot, asked, places, start, series, role)
    limited = {**asked, "segment": base.scope} if base.scope else asked
    limited = {**limited, "regency": base.places} if len(base.places) < len(places) else limited
    counted = _counts(snapshot, limited, base.places, start, months, role)
    cliffs, hides_some = _cliffs(snapshot, limited, base, (start, start + months - 1), role)
    return Outlook(
        start=start,
        path=() if counted is None else tuple(_steps(counted, start, base)),
        cliffs=cliffs,
        series=base.series,
        scope=base.scope,
        snapshot=snapshot.id,
        status="masked" if counted is None or hides_some else "ok",
    )


@dataclass(frozen=True)
class _Base:
    """The rate of the first month: both sides, and the segments and regencies they are about."""

    places: Sequence[str]
    series: str | None = None
    scope: tuple[str, ...] = ()
    active: int | None = None
    workers: int | None = None


def _within(role: str, where: dict[str, Sequence[str]]) -> Where:
    """A planner who names no region means the own one."""
    region = role.partition(":")[2] if role.startswith("planner:") else ""
    level = {length: name for name, length in LEVELS.items()}.get(len(region))
    return {**where, level: [region]} if level and not set(LEVELS) & set(where) else where


def _places(snapshot: SnapshotLike, where: Where) -> list[str]:
    """The regencies that the region filters leave."""
    named = [codes for dimension, codes in where.items() if dimension in ("province", "regency", "district", "village")]
    return [
        place.regency_code
        for place in snapshot.places
        if all(any(_nested(place.regency_code, code) for code in codes) for codes in named)
    ]


def _nested(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _base(
    snapshot: SnapshotLike, where: Where, places: Sequence[str], month: int, series: str | None, role: str
) -> _Base:
    """What the path is measured by. Regencies without a value of the series are left out of both sides."""
    try:
        one = ask(snapshot, "coverage_rate", where=where, month=month, series=series, role=role)
        workers = whole(one.frame["coverage_rate_denominator"].iloc[0])
        if workers is None or one.series is None:
            return _Base(places)
        if len(places) > 1:
            by = ask(snapshot, "coverage_rate", by="regency", where=where, month=month, series=one.series, role=role)
            valued = [str(row["regency"]) for row in records(by.frame) if plain(row["coverage_rate_denominator"])]
            places = [place for place in places if place in valued]
    except CannotAnswer:
        return _Base(places)
    return _Base(
        places=places,
        series=one.series,
        scope=() if "segment" in where else one.scope or workforce_series()[one.series].scope,
        active=whole(one.frame["coverage_rate_numerator"].iloc[0]),
        workers=workers,
    )


def _counts(
    snapshot: SnapshotLike, where: Where, places: Sequence[str], start: int, months: int, role: str
) -> dict[int, tuple[int, int]] | None:
    """(none, all) by month, summed over places; None where a small group has to be masked.

    Places whose last complete month is later than `start` bring their real months up to it.
    """
    total: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    complete = {place.regency_code: place.complete_month or place.last_month for place in snapshot.places}
    for place in places:
        own = {**where, "regency": [place]} if len(places) > 1 else where
        since = complete[place]
        ahead = _ahead(snapshot, own, (since, start + months), role)
        if ahead is None:
            return None
        if since > start:
            real = ask(snapshot, "active", by="month", where=own, span=(start, since - 1), role=role)
            for month, active in zip(real.frame["month"], real.frame["active"], strict=True):
                if whole(active) is None:
                    return None
                ahead[int(month)] = (int(active), int(active))
        for month, (none, everyone) in ahead.items():
            total[month] = (total[month][0] + none, total[month][1] + everyone)
    return dict(total)


def _ahead(snapshot: SnapshotLike, where: Where, span: tuple[int, int], role: str) -> dict[int, tuple[int, int]] | None:
    names = ("outlook_already_paid", "outlook_starting", "outlook_carried")
    frame = ask(snapshot, names, by="month", where=where, span=span, role=role).frame
    by_month = {int(row["month"]): [count(row, name) for name in names] for row in records(frame)}
    found: dict[int, tuple[int, int]] = {}
    started = 0
    for month in range(span[0], span[1] + 1):
        paid, starting, carried = by_month.get(month, [0, 0, 0])
        if paid is None or starting is None or carried is None:
            return None
        started += starting
        found[month] = (paid + carried, started + carried)
    return found


def _steps(counted: Mapping[int, tuple[int, int]], start: int, base: _Base) -> Iterator[PathMonth]:
    """The path. Members in areas without a denominator stand outside the rate: they are taken off all along."""
    outside = 0 if base.active is None else counted[start][0] - base.active
    for month in sorted(counted):
        if month >= start:
            none, everyone = (_point(max(active - outside, 0), base.workers) for active in counted[month])
            yield PathMonth(month, none, None, everyone)


def _point(active: int, workers: int | None) -> Point:
    return Point(active, workers, active / workers if workers else None)


def _cliffs(
    snapshot: SnapshotLike, where: Where, base: _Base, span: tuple[int, int], role: str
) -> tuple[tuple[Cliff, ...], bool]:
    """One per month and sponsor, in the order of months, the largest first; and whether some had to be left out."""
    known = {name: sponsor for place in base.places for name, sponsor in sponsors_of(snapshot, place).items()}
    asked = ask(snapshot, "outlook_lapsing", by=("month", "sponsor"), where=where, span=span, role=role).frame
    transport = _transport(snapshot, where, span, role)
    found, hides_some = [], False
    for row in records(asked):
        persons, month, sponsor = count(row, "outlook_lapsing"), int(row["month"]), known[str(row["sponsor"])]
        hides_some = hides_some or persons is None
        if not persons:
            continue
        price = _renewal(sponsor.kind, persons, transport.get((month, sponsor.sponsor), 0), month + 1)
        cliff = Cliff(
            month=month + 1,
            sponsor=sponsor.sponsor,
            sponsor_name=sponsor.name,
            sponsor_kind=sponsor.kind,
            persons=persons,
            points=persons / base.workers if base.workers else None,
            renewal_idr=price.high_idr,
            renewal_low_idr=price.low_idr,
        )
        found.append(cliff)
    return tuple(sorted(found, key=lambda cliff: (cliff.month, -cliff.persons, cliff.sponsor))), hides_some


def _transport(snapshot: SnapshotLike, where: Where, span: tuple[int, int], role: str) -> dict[tuple[int, str], int]:
    """People of the transport sector whose cover ends, by month and sponsor, as far as this role may see them."""
    by = ("month", "sponsor", "occupation_group")
    frame = ask(snapshot, "outlook_lapsing", by=by, where=where, span=span, role=role).frame
    found: dict[tuple[int, str], int] = defaultdict(int)
    for row in records(frame):
        if sector_of(str(row["occupation_group"])) == "transport":
            found[int(row["month"]), str(row["sponsor"])] += whole(row["outlook_lapsing"]) or 0
    return found


def _renewal(kind: str, persons: int, transport: int, start: int) -> Price:
    if kind == EMPLOYER or kind not in sponsor_kinds():
        return Price(0, 0)
    sectors: dict[Sector, int] = {"transport": transport, "other": persons - transport}
    return renewal_cost(kind, sectors, start)
