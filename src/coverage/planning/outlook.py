"""Coverage ahead: if nothing more is paid, if the usual share renews, and if everybody is paid for again."""

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
from ..text import month_code
from ..words import phrase
from .ahead import Counts, expected
from .cliffs import Cliff, Ending, Where, cliff_of, endings
from .facts import Status
from .reads import count, plain, records, sponsors_of, whole
from .renewals import Share, Usual, usual_of

HORIZON = 18


@dataclass(frozen=True)
class Point:
    """Coverage at one month's end; the rate is None where there is no denominator."""

    active: int
    eligible_workers: int | None
    coverage_rate: float | None


@dataclass(frozen=True)
class Likely(Point):
    """Coverage if the usual share renews, with what it is at the ends of that share's interval."""

    low: Point
    high: Point


@dataclass(frozen=True)
class PathMonth:
    """One month ahead: `none` renews, the `usual` share does (None without past blocks), or `all` stay."""

    month: int
    none: Point
    usual: Likely | None
    all: Point


@dataclass(frozen=True)
class Outlook:
    """The path from the last complete month (its first entry) over the months ahead, and where it breaks off.

    `shares` are the usual shares that the blocks ahead of these filters use. `carried` are the people in every path
    whose payers pay month by month or who came as counts. `status` is `masked` where groups too small for this role are
    left out of the path or of the cliffs, `no_data` where no place asked has any.
    """

    start: int
    path: tuple[PathMonth, ...]
    cliffs: tuple[Cliff, ...]
    series: str | None
    scope: tuple[str, ...]
    snapshot: str
    status: Status = "ok"
    shares: tuple[Share, ...] = ()
    carried: int | None = None

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
            "carried": self.carried,
            "path": [
                {
                    "month": month_code(step.month),
                    "none": vars(step.none),
                    "usual": step.usual and vars(step.usual) | {k: vars(getattr(step.usual, k)) for k in _ENDS},
                    "all": vars(step.all),
                }
                for step in self.path
            ],
            "cliffs": [cliff.to_json() for cliff in self.cliffs],
            "shares": [vars(share) for share in self.shares],
        }


_ENDS = ("low", "high")


def outlook(
    snapshot: SnapshotLike,
    where: Where | None = None,
    months: int = HORIZON,
    series: str | None = None,
    role: str = "steward",
) -> Outlook:
    """Coverage from the last complete month over `months` ahead, for the cells of `where`.

    What is already paid is known; `none` adds nothing to it, `usual` renews each block that ends at equal length with
    the share that was usual for such blocks, `all` keeps everybody who is active at some month. Payers who pay month by
    month, and counts without a list, stay as they are in all three. The denominator stays that of the first month.
    """
    if not 1 <= months <= HORIZON:
        raise UsageError("months", phrase("planning.horizon", most=HORIZON))
    asked = _within(role, dict(where or {}))
    places = _places(snapshot, asked)
    start = snapshot.default_month(places)
    if not places:
        return Outlook(start, (), (), None, (), snapshot.id, status="no_data")
    base = _base(snapshot, asked, places, start, series, role)
    limited = {**asked, "segment": base.scope} if base.scope else asked
    limited = {**limited, "regency": base.places} if len(base.places) < len(places) else limited
    usual = {place: usual_of(snapshot, place) for place in base.places}
    counted, carried = _counts(snapshot, limited, usual, start, months, role)
    span = (start, start + months - 1)
    ends = [
        one for one in endings(snapshot, limited, span, role) if sponsor_kinds()[one.sponsor_kind].renewal == "block"
    ]
    cliffs, hides_some = _cliffs(snapshot, limited, base, ends, usual, span, role)
    return Outlook(
        start=start,
        path=() if counted is None else tuple(_steps(counted, start, base)),
        cliffs=cliffs,
        series=base.series,
        scope=base.scope,
        snapshot=snapshot.id,
        status="masked" if counted is None or hides_some else "ok",
        shares=_shares(ends, usual),
        carried=carried,
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
    snapshot: SnapshotLike, where: Where, usual: Mapping[str, Usual], start: int, months: int, role: str
) -> tuple[dict[int, Counts] | None, int | None]:
    """What stands at each month, summed over places, and who is carried; None where a small group has to be masked.

    Places whose last complete month is later than `start` bring their real months up to it.
    """
    total: dict[int, Counts] = {}
    carried = 0
    complete = {place.regency_code: place.complete_month or place.last_month for place in snapshot.places}
    for place in usual:
        own = {**where, "regency": [place]} if len(usual) > 1 else where
        since = complete[place]
        ahead = expected(snapshot, own, usual[place], (since, start + months), role)
        if ahead is None:
            return None, None
        counted, rolling = ahead
        carried += rolling
        if since > start:
            real = ask(snapshot, "active", by="month", where=own, span=(start, since - 1), role=role)
            for month, active in zip(real.frame["month"], real.frame["active"], strict=True):
                if whole(active) is None:
                    return None, None
                known = int(active)
                counted[int(month)] = Counts(known, (float(known),) * 3 if usual[place].is_known else None, known)
        for month, one in counted.items():
            total[month] = total[month] + one if month in total else one
    return total, carried


def _steps(counted: Mapping[int, Counts], start: int, base: _Base) -> Iterator[PathMonth]:
    """The path. Members in areas without a denominator stand outside the rate: they are taken off all along."""
    outside = 0 if base.active is None else counted[start].none - base.active
    for month in sorted(counted):
        if month < start:
            continue
        one = counted[month]
        usual = None
        if one.usual is not None:
            low, middle, high = (_point(value - outside, base.workers) for value in one.usual)
            usual = Likely(**vars(middle), low=low, high=high)
        none, everyone = (_point(value - outside, base.workers) for value in (one.none, one.all))
        yield PathMonth(month, none, usual, everyone)


def _point(active: float, workers: int | None) -> Point:
    people = max(round(active), 0)
    return Point(people, workers, people / workers if workers else None)


def _cliffs(
    snapshot: SnapshotLike,
    where: Where,
    base: _Base,
    ends: Sequence[Ending],
    usual: Mapping[str, Usual],
    span: tuple[int, int],
    role: str,
) -> tuple[tuple[Cliff, ...], bool]:
    """One per month and sponsor, in the order of months, the largest first; and whether some had to be left out."""
    names = {name: sponsor.name for place in base.places for name, sponsor in sponsors_of(snapshot, place).items()}
    groups: dict[tuple[int, str], list[Ending]] = defaultdict(list)
    for one in ends:
        groups[one.month, one.sponsor].append(one)
    asked = ask(snapshot, "outlook_lapsing", by=("month", "sponsor"), where=where, span=span, role=role).frame
    found, hides_some = [], False
    for row in records(asked):
        persons, key = count(row, "outlook_lapsing"), (int(row["month"]), str(row["sponsor"]))
        hides_some = hides_some or persons is None
        if persons and groups[key]:
            found.append(cliff_of(key[0] + 1, names[key[1]], persons, base.workers, groups[key], usual))
    return tuple(sorted(found, key=lambda cliff: (cliff.month, -cliff.persons, cliff.sponsor))), hides_some


def _shares(ends: Sequence[Ending], usual: Mapping[str, Usual]) -> tuple[Share, ...]:
    """The shares that these ends use, of one place; several places have each their own."""
    if len(usual) != 1:
        return ()
    (known,) = usual.values()
    kinds = sorted({(one.sponsor_kind, one.block_months) for one in ends})
    return tuple(known.of(*key) for key in kinds) if known.is_known else ()
