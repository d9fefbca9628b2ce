"""What an answer is drawn from: the public face of a snapshot, and what is looked up in it once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pandas as pd

from ..codes import NOT_BROKEN_DOWN, POOLED_DECILE
from .lookup import FACTS


class PlaceLike(Protocol):
    """A regency of the snapshot and its months."""

    @property
    def regency_code(self) -> str: ...
    @property
    def first_month(self) -> int: ...
    @property
    def last_month(self) -> int: ...
    @property
    def complete_month(self) -> int | None: ...


class SnapshotLike(Protocol):
    """What a question needs of a snapshot."""

    @property
    def id(self) -> str: ...
    @property
    def meta(self) -> Mapping[str, str]: ...
    @property
    def places(self) -> Sequence[PlaceLike]: ...
    def query(self, sql: str, params: Mapping[str, object] | None = None) -> pd.DataFrame: ...
    def columns(self, sql: str, params: Mapping[str, object] | None = None) -> Mapping[str, Sequence[Any]]: ...
    def default_month(self, regencies: Sequence[str] = ()) -> int: ...


@dataclass(frozen=True)
class Grain:
    """How finely the members of a regency, month and segment were delivered; `unknown` have a decile nobody stated."""

    regency: str
    month: int
    segment: str
    detail: str
    has_decile: bool
    has_occupation: bool
    is_aggregate: bool
    active: int = 0
    unknown: int = 0

    def lacks(self, level: str | None, dims: frozenset[str]) -> bool:
        """Whether these members cannot be placed in an answer by `dims` down to `level`."""
        return (
            (level == "village" and self.detail != "village")
            or (level == "district" and self.detail == "regency")
            or (not self.has_decile and bool(dims & {"decile", "decile_group"}))
            or (not self.has_occupation and "occupation_group" in dims)
        )


@dataclass(frozen=True)
class Cut:
    """One dated partition of a series' total in a regency."""

    series: str
    regency: str
    level: str
    dims: frozenset[str]
    as_of: date
    as_of_month: int
    source: str
    regions: frozenset[str]

    @property
    def name(self) -> str:
        """The key under which the rows of this partition are found: level and dimensions."""
        return "+".join([self.level, *sorted(self.dims)])


@dataclass(frozen=True)
class Missing:
    """An expected aggregate that has not come."""

    regency: str
    month: int
    area: str
    segment: str
    sender: str


@dataclass(frozen=True)
class Delivery:
    """A delivery in force: what it holds, since when, and whose it is."""

    delivery: str
    format: str
    regency: str
    first: int | None
    sender: str
    received: date | None
    rows: int
    file_name: str
    part: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything small about one snapshot that questions ask again and again.

    `delivered_sponsors` says of each sponsor with members whether they came as a list.
    """

    places: Mapping[str, PlaceLike]
    region_names: Mapping[str, str]
    areas: Mapping[tuple[str, str], frozenset[str]]
    sponsors: Mapping[str, tuple[str, str]]
    sponsors_of: Mapping[str, tuple[str, ...]]
    delivered_sponsors: Mapping[tuple[str, str], bool]
    grain: Mapping[tuple[str, str], tuple[Grain, ...]]
    cuts: tuple[Cut, ...]
    missing: tuple[Missing, ...]
    deliveries: tuple[Delivery, ...]
    codes: Mapping[tuple[str, str], frozenset[str]]
    welfare: Mapping[str, int]

    def is_pooled(self, regencies: Sequence[str]) -> bool:
        """Whether deciles 7 to 10 come as one pool in any of `regencies`."""
        return any(POOLED_DECILE in self.codes.get((code, "decile"), ()) for code in regencies)

    def observed(self, regencies: Sequence[str], column: str) -> set[str]:
        """The codes of a column that occur in `regencies`."""
        return set().union(*(self.codes.get((code, column), frozenset()) for code in regencies))


_KEPT = 16
_facts: OrderedDict[str, Facts] = OrderedDict()


def facts_of(snapshot: SnapshotLike) -> Facts:
    """The facts of a snapshot, looked up once per snapshot id."""
    found = _facts.get(snapshot.id)
    if found is None:
        found = _facts[snapshot.id] = _look_up(snapshot)
        while len(_facts) > _KEPT:
            _facts.popitem(last=False)
    return found


def _look_up(snapshot: SnapshotLike) -> Facts:
    def rows(name: str) -> list[tuple[object, ...]]:
        return list(zip(*snapshot.columns(FACTS[name]).values(), strict=True))

    names = {str(code): str(name) for code, name in rows("regions")}
    sponsors = [(str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows("sponsors")]
    codes: dict[tuple[str, str], set[str]] = {}
    for regency, column, code in rows("codes"):
        codes.setdefault((str(regency), str(column)), set()).add(str(code))
    of_place: dict[str, list[str]] = {}
    for regency, sponsor, _, _ in sponsors:
        of_place.setdefault(regency, []).append(sponsor)
    return Facts(
        places={place.regency_code: place for place in snapshot.places},
        region_names=names,
        areas=_areas(names, [place.regency_code for place in snapshot.places]),
        sponsors={sponsor: (name, kind) for _, sponsor, name, kind in sponsors},
        sponsors_of={regency: tuple(found) for regency, found in of_place.items()},
        delivered_sponsors={(str(code), str(who)): bool(listed) for code, who, listed in rows("delivered_sponsors")},
        grain=_by_segment(_grain(row) for row in rows("grain")),
        cuts=tuple(_cut(row) for row in rows("cuts")),
        missing=tuple(Missing(str(r), int(str(m)), str(a), str(s), str(who)) for r, m, a, s, who in rows("missing")),
        deliveries=tuple(_delivery(row) for row in rows("deliveries")),
        codes={key: frozenset(found - {NOT_BROKEN_DOWN}) for key, found in codes.items()},
        welfare={str(regency): int(str(first)) for regency, first in rows("welfare")},
    )


def _areas(names: Iterable[str], places: Sequence[str]) -> dict[tuple[str, str], frozenset[str]]:
    """The codes of each level within each place."""
    levels = {5: "regency", 8: "district", 13: "village"}
    found: dict[tuple[str, str], set[str]] = {}
    for code in names:
        if code[:5] in places and len(code) in levels:
            found.setdefault((code[:5], levels[len(code)]), set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _by_segment(grains: Iterable[Grain]) -> dict[tuple[str, str], tuple[Grain, ...]]:
    found: dict[tuple[str, str], list[Grain]] = {}
    for grain in grains:
        found.setdefault((grain.regency, grain.segment), []).append(grain)
    return {key: tuple(of_key) for key, of_key in found.items()}


def _grain(row: tuple[object, ...]) -> Grain:
    regency, month, segment, detail, decile, occupation, aggregate, active, unknown = row
    return Grain(
        str(regency),
        int(str(month)),
        str(segment),
        str(detail),
        bool(decile),
        bool(occupation),
        bool(aggregate),
        int(float(str(active or 0))),
        int(float(str(unknown or 0))),
    )


def _cut(row: tuple[object, ...]) -> Cut:
    series, regency, level, decile, occupation, segment, as_of, month, source, regions = row
    flags = {"decile": decile, "occupation_group": occupation, "segment": segment}
    day = _day(as_of)
    assert day is not None
    return Cut(
        str(series),
        str(regency),
        str(level),
        frozenset(name for name, has in flags.items() if has),
        day,
        int(str(month)),
        str(source or ""),
        frozenset(str(regions).split(",")),
    )


def _delivery(row: tuple[object, ...]) -> Delivery:
    delivery, kind, regency, first, sender, received, count, file_name, part = row
    return Delivery(
        str(delivery),
        str(kind),
        str(regency or ""),
        None if first is None else int(float(str(first))),
        str(sender or ""),
        _day(received),
        int(float(str(count or 0))),
        str(file_name or ""),
        str(part or ""),
    )


def _day(value: object) -> date | None:
    """A day as Python has it, from whatever a frame made of it."""
    return value.date() if isinstance(value, pd.Timestamp) else value if isinstance(value, date) else None
