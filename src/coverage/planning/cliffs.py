"""Where coverage breaks off: whose cover ends in which month, how often it was renewed before, and what that costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..metrics.lapses import lapses
from ..metrics.source import SnapshotLike
from ..parameters import Sector
from ..text import month_code
from .reads import plain, records
from .renewals import Usual
from .schedule import NOTHING, Price, cover_cost, renewal_months, renewal_options, sector_of

Where = Mapping[str, Sequence[str]]
PRICED = "BPU"
"""The segment that has a tariff by person and month."""


@dataclass(frozen=True)
class Option:
    """One length of renewal and what it costs; `low` with the discount where the law is not settled."""

    months: int
    price: Price


@dataclass(frozen=True)
class Cliff:
    """People of one sponsor whose cover ends: `month` is the first without it.

    `usual` are those who would go on if the usual share renewed. The renewal's prices are those then in force, by
    sector and income band: `renewal_idr` for `renewal_months`, `options` for each length on offer, `as_bought` for the
    lengths that the ending blocks had; each low price with the discount where the law is not settled.
    """

    month: int
    sponsor: str
    sponsor_name: str
    sponsor_kind: str
    persons: int
    points: float | None
    usual: int | None
    renewal_months: int
    renewal_idr: int
    renewal_low_idr: int
    options: tuple[Option, ...] = ()
    block_months: tuple[int, ...] = ()
    as_bought: Price = NOTHING

    def to_json(self) -> dict[str, Any]:
        """The entry of `cliffs[]` (DESIGN 5), with the other lengths beside it."""
        return {
            **{name: value for name, value in vars(self).items() if name not in ("options", "as_bought")},
            "month": month_code(self.month),
            "block_months": list(self.block_months),
            "options": [{"months": one.months, **vars(one.price)} for one in self.options],
            "as_bought_idr": self.as_bought.high_idr,
            "as_bought_low_idr": self.as_bought.low_idr,
        }


@dataclass(frozen=True)
class Ending:
    """People of one sponsor whose blocks end in one month and are followed by nothing, as they were paid for."""

    month: int
    sponsor: str
    sponsor_kind: str
    regency: str
    district: str
    sector: Sector
    band: int
    block_months: int
    is_priced: bool
    persons: int


def endings(
    snapshot: SnapshotLike, where: Where, span: tuple[int, int], role: str, without: Sequence[str] = ()
) -> list[Ending]:
    """What ends in the months of `span`, of any size: show only what `ask` shows to the same role."""
    by = (
        *("month", "sponsor", "sponsor_kind", "regency", "district", "occupation_group", "segment", "band"),
        "block_months",
    )
    return list(_grouped(lapses(snapshot, by, where, span, role, without)))


def _grouped(frame: pd.DataFrame) -> Iterable[Ending]:
    for row in records(frame):
        found = {name: plain(value) for name, value in row.items()}
        yield Ending(
            month=found["month"],
            sponsor=found["sponsor"],
            sponsor_kind=found["sponsor_kind"],
            regency=found["regency"],
            district=found["district"],
            sector=sector_of(found["occupation_group"]),
            band=found["band"],
            block_months=found["block_months"],
            is_priced=found["segment"] == PRICED,
            persons=round(found["persons"]),
        )


def people_of(ends: Iterable[Ending]) -> dict[tuple[Sector, int], int]:
    """The people among them who have a price, by sector and band."""
    found: dict[tuple[Sector, int], int] = defaultdict(int)
    for one in ends:
        if one.is_priced:
            found[one.sector, one.band] += one.persons
    return dict(found)


def options_of(ends: Sequence[Ending]) -> tuple[Option, ...]:
    """What going on costs for each length on offer; each block is renewed in the month after it ends."""
    return tuple(Option(months, price_of(ends, months)) for months in renewal_options())


def price_of(ends: Sequence[Ending], months: int) -> Price:
    """What `months` more cost, from the month after each block's end."""
    total = NOTHING
    for kind, month in sorted({(one.sponsor_kind, one.month) for one in ends}):
        own = [one for one in ends if (one.sponsor_kind, one.month) == (kind, month)]
        total += cover_cost(kind, people_of(own), month + 1, months)
    return total


def as_bought(ends: Sequence[Ending]) -> Price:
    """What the same lengths cost again."""
    lengths = sorted({one.block_months for one in ends})
    return sum((price_of([one for one in ends if one.block_months == n], n) for n in lengths), NOTHING)


def usually_renewed(ends: Iterable[Ending], usual: Mapping[str, Usual]) -> float | None:
    """How many of them would be renewed at the usual share; None where a place has no past block."""
    total = 0.0
    for one in ends:
        own = usual.get(one.regency)
        if own is None or not own.is_known:
            return None
        total += one.persons * own.of(one.sponsor_kind, one.block_months).share
    return total


def cliff_of(
    month: int, name: str, persons: int, workers: int | None, ends: Sequence[Ending], usual: Mapping[str, Usual]
) -> Cliff:
    """One cliff from its endings, all of one sponsor and month."""
    first, default = ends[0], renewal_months()
    price, again = price_of(ends, default), usually_renewed(ends, usual)
    return Cliff(
        month=month,
        sponsor=first.sponsor,
        sponsor_name=name,
        sponsor_kind=first.sponsor_kind,
        persons=persons,
        points=persons / workers if workers else None,
        usual=None if again is None else round(again),
        renewal_months=default,
        renewal_idr=price.high_idr,
        renewal_low_idr=price.low_idr,
        options=options_of(ends),
        block_months=tuple(sorted({one.block_months for one in ends})),
        as_bought=as_bought(ends),
    )
