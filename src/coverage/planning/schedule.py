"""What it costs to pay for workers, month by month, with the legal basis of every price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..codes import NOT_BROKEN_DOWN, UNKNOWN, occupation_groups, sponsor_kinds
from ..errors import UsageError, unknown_name
from ..parameters import PARAMETERS, Basis, Sector, band_of, contribution, first_of_month
from ..text import Lang, month_code
from ..words import phrase

EMPLOYER = "PEMBERI_KERJA"
SELF_PAID = "MANDIRI"
People = Mapping[tuple[Sector, int], int]
"""How many people there are by sector and income band."""


@dataclass(frozen=True)
class ScheduleMonth:
    """One month of a schedule; `low` is the sum with the discount where the law is not settled, else the same."""

    month: int
    workers: int
    contribution_idr: int
    contribution_low_idr: int
    basis: tuple[Basis, ...]


@dataclass(frozen=True)
class Schedule:
    """The cost of covering workers: total without and with an unsettled discount, and every month."""

    kind: str
    sector: Sector
    band: int
    total_idr: int
    total_low_idr: int
    months: tuple[ScheduleMonth, ...]

    @property
    def is_settled(self) -> bool:
        """Whether the law leaves one price only."""
        return self.total_idr == self.total_low_idr

    def to_json(self, lang: Lang = "id") -> dict[str, Any]:
        """The `tariff` document of DESIGN 5."""
        return {
            "payer": self.kind,
            "sector": self.sector,
            "band": self.band,
            "total_idr": self.total_idr,
            "total_low_idr": self.total_low_idr,
            "months": [
                {
                    "month": month_code(month.month),
                    "workers": month.workers,
                    "contribution_idr": month.contribution_idr,
                    "contribution_low_idr": month.contribution_low_idr,
                    "basis": [
                        {"cite": basis.cite.of(lang), "url": basis.url, "seen": basis.seen.isoformat()}
                        for basis in month.basis
                    ],
                }
                for month in self.months
            ],
        }


@dataclass(frozen=True)
class Price:
    """A sum in rupiah, without and with a discount that is not settled."""

    high_idr: int
    low_idr: int

    def __add__(self, other: Price) -> Price:
        return Price(self.high_idr + other.high_idr, self.low_idr + other.low_idr)


NOTHING = Price(0, 0)


def tariff_schedule(
    kind: str,
    occupation_group: str,
    start: int,
    months: int,
    wage_idr: int | None = None,
    workers: int = 1,
) -> Schedule:
    """The contributions (BPU: JKK and JKM) for `workers` of one occupation group over `months` from `start`.

    `wage_idr` is the monthly income that decides the band; without it the lowest band is taken.
    """
    if kind not in sponsor_kinds():
        raise unknown_name(phrase("planning.payer_kind"), kind, sponsor_kinds())
    if kind == EMPLOYER:
        raise UsageError("no_tariff", phrase("planning.no_employer_tariff"))
    if months < 1 or workers < 1:
        raise UsageError("too_few", phrase("planning.at_least_one"))
    if wage_idr is not None and wage_idr < 0:
        raise UsageError("wage", phrase("planning.wage_below_zero"))
    sector = sector_of(occupation_group)
    band = 1 if wage_idr is None else band_of(wage_idr, first_of_month(start))
    rows = tuple(_month(kind, sector, month, band, workers) for month in range(start, start + months))
    return Schedule(
        kind=kind,
        sector=sector,
        band=band,
        total_idr=sum(row.contribution_idr for row in rows),
        total_low_idr=sum(row.contribution_low_idr for row in rows),
        months=rows,
    )


def _month(kind: str, sector: Sector, month: int, band: int, workers: int) -> ScheduleMonth:
    price = contribution(kind, sector, month, band)
    return ScheduleMonth(month, workers, workers * price.high_idr, workers * price.low_idr, price.basis)


def sector_of(occupation_group: str) -> Sector:
    """The sector of an occupation group; people of unknown occupation count as `other`."""
    if occupation_group in (UNKNOWN, NOT_BROKEN_DOWN):
        return "other"
    if occupation_group not in occupation_groups():
        raise unknown_name(phrase("planning.occupation_group"), occupation_group, occupation_groups())
    return occupation_groups()[occupation_group].sector


def renewal_months() -> int:
    """How long a renewal lasts in cost estimates where a block's own length is not known."""
    parameter = PARAMETERS["coverage.renewal_months"]
    return parameter.whole(max(parameter.values))


def renewal_options() -> tuple[int, ...]:
    """The lengths that a renewal is offered for, in months."""
    parameter = PARAMETERS["coverage.renewal_options"]
    return tuple(int(code) for code in parameter.codes(max(parameter.values)))


def cover_cost(kind: str, people: People, start: int, months: int) -> Price:
    """What paying for people of each sector and band costs over `months` from `start`, at the prices then in force."""
    if kind == EMPLOYER or kind not in sponsor_kinds():
        return NOTHING
    total = NOTHING
    for month in range(start, start + months):
        for (sector, band), persons in people.items():
            price = contribution(kind, sector, month, band)
            total += Price(persons * price.high_idr, persons * price.low_idr)
    return total


def renewal_cost(kind: str, sectors: Mapping[Sector, int], start: int) -> Price:
    """What renewing people of each sector costs from `start`, at the prices then in force, lowest band."""
    return cover_cost(kind, {(sector, 1): persons for sector, persons in sectors.items()}, start, renewal_months())


def gap_cost(gap: int, month: int) -> Price:
    """What covering `gap` more workers costs for the year after `month`: BPU, JKK and JKM, lowest band.

    The high sum is without any discount, as a regional budget would pay; the low one with what people who pay for
    themselves would get.
    """
    high, low = (renewal_cost(kind, {"other": max(gap, 0)}, month + 1) for kind in ("APBD_KAB", SELF_PAID))
    return Price(high.high_idr, low.low_idr)


__all__ = [
    "NOTHING",
    "People",
    "Price",
    "Schedule",
    "ScheduleMonth",
    "cover_cost",
    "gap_cost",
    "renewal_cost",
    "renewal_months",
    "renewal_options",
    "sector_of",
    "tariff_schedule",
]
