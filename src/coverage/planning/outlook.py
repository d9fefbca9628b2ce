"""Coverage ahead: if nothing more is paid, if the usual share renews, and if everybody is paid for again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..codes import sponsor_kinds, workforce_series
from ..errors import CannotAnswer, UsageError
from ..metrics import ask
from ..metrics.declarations import LEVELS
from ..metrics.disclosure import smallest_shown
from ..metrics.roles import Role
from ..metrics.source import SnapshotLike
from ..words import phrase
from .ahead import Counts, expected
from .cliffs import Cliff, Ending, Where, cliff_of, endings
from .path import Likely, Outlook, PathMonth, Point, measure_of
from .reads import count, plain, records, sponsors_of, whole
from .renewals import Share, Usual, usual_of

HORIZON = 18
__all__ = ["HORIZON", "Likely", "Outlook", "PathMonth", "Point", "outlook"]


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
    without = base.without
    limited = {**asked, "segment": base.scope} if base.scope else asked
    limited = {**limited, "regency": base.places} if len(base.places) < len(places) else limited
    usual = {place: usual_of(snapshot, place) for place in base.places}
    counted, carried, beyond = _counts(snapshot, limited, usual, start, months, role, without)
    span = (start, start + months - 1)
    ends = [
        one
        for one in endings(snapshot, limited, span, role, without)
        if sponsor_kinds()[one.sponsor_kind].renewal == "block"
    ]
    cliffs, hides_some = _cliffs(snapshot, limited, base, ends, usual, span, role)
    return Outlook(
        start=start,
        path=() if counted is None else tuple(_steps(counted, start, base.workers)),
        cliffs=cliffs,
        series=base.series,
        scope=base.scope,
        snapshot=snapshot.id,
        status="masked" if counted is None or hides_some else "ok",
        shares=_shares(ends, usual),
        carried=carried,
        carried_from=None if carried is None else max(_complete(snapshot)[place] for place in usual),
        measure=measure_of(asked),
        beyond_counts=beyond,
    )


@dataclass(frozen=True)
class _Base:
    """The denominator of the path, and what it is about: segments, regencies, and the areas it has no value for."""

    places: Sequence[str]
    series: str | None = None
    scope: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
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
    """What the path is measured by. Regencies without a value of the series are left out of both sides.

    A value of nought workers is a value, as `ask` has it (decision 0010): its members stay in.
    """
    name = measure_of(where)
    try:
        one = ask(snapshot, name, where=where, month=month, series=series, role=role)
        workers = whole(one.frame[f"{name}_denominator"].iloc[0])
        if workers is None or one.series is None:
            return _Base(places)
        if len(places) > 1:
            by = ask(snapshot, name, by="regency", where=where, month=month, series=one.series, role=role)
            valued = [str(row["regency"]) for row in records(by.frame) if plain(row[f"{name}_denominator"]) is not None]
            places = [place for place in places if place in valued]
    except CannotAnswer:
        return _Base(places)
    return _Base(
        places=places,
        series=one.series,
        scope=() if "segment" in where else one.scope or workforce_series()[one.series].scope,
        without=one.unvalued,
        workers=workers,
    )


def _complete(snapshot: SnapshotLike) -> dict[str, int]:
    """The last complete month of each place: its own outlook begins there."""
    return {place.regency_code: place.complete_month or place.last_month for place in snapshot.places}


def _counts(
    snapshot: SnapshotLike,
    where: Where,
    usual: Mapping[str, Usual],
    start: int,
    months: int,
    role: str,
    without: Sequence[str],
) -> tuple[dict[int, Counts] | None, int | None, int | None]:
    """What stands at each month, summed over places, who is carried, and by how much the lists exceed the counts.

    None where a small group has to be masked. Places whose last complete month is later than `start` bring their real
    months up to it.
    """
    total: dict[int, Counts] = {}
    carried, beyond = 0, 0
    complete = _complete(snapshot)
    for place in usual:
        own = {**where, "regency": [place]} if len(usual) > 1 else where
        since = complete[place]
        ahead = expected(snapshot, own, usual[place], (since, start + months), role, without)
        if ahead is None:
            return None, None, None
        counted, rolling = ahead
        carried += rolling
        real = ask(snapshot, "active", by="month", where=own, span=(start, since), role=role, without=without)
        known = {int(month): whole(one) for month, one in zip(real.frame["month"], real.frame["active"], strict=True)}
        stock = known.pop(since, None)
        beyond += 0 if stock is None else max(counted[since].none - stock, 0)
        for month, active in known.items():
            if active is None:
                return None, None, None
            counted[month] = Counts(active, (float(active),) * 3 if usual[place].is_known else None, active)
        for month, one in counted.items():
            total[month] = total[month] + one if month in total else one
    fewest = 0 if Role.parse(role).sees_small_groups else smallest_shown(start)
    return total, carried, None if 0 < beyond < fewest else beyond


def _steps(counted: Mapping[int, Counts], start: int, workers: int | None) -> Iterator[PathMonth]:
    for month in sorted(counted):
        if month < start:
            continue
        one = counted[month]
        usual = None
        if one.usual is not None:
            low, middle, high = (_point(value, workers) for value in one.usual)
            usual = Likely(**vars(middle), low=low, high=high)
        yield PathMonth(month, _point(one.none, workers), usual, _point(one.all, workers))


def _point(active: float, workers: int | None) -> Point:
    people = round(active)
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
    by = ("month", "sponsor")
    asked = ask(snapshot, "outlook_lapsing", by=by, where=where, span=span, role=role, without=base.without).frame
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
