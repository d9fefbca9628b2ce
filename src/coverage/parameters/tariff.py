"""What a BPU worker-month of JKK and JKM costs, by payer, sector, month and income band."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypedDict

from pydantic import Field, TypeAdapter

from ..codes import sponsor_kinds
from ..declare import Declared, read_yaml
from ..errors import UsageError, unknown_name
from ..words import phrase
from .catalogue import PARAMETERS, first_of_month
from .model import Basis, Confidence

Sector = Literal["transport", "other"]
SECTORS: tuple[Sector, ...] = ("transport", "other")


class Band(Declared):
    """One income band: from which monthly income it applies, and the income the contribution is reckoned on."""

    band: int = Field(ge=1)
    from_idr: int
    base_idr: int
    confidence: Confidence


class BandTable(Declared):
    """The bands in force from one day on, lowest first."""

    basis: Basis
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Contribution:
    """A worker-month of JKK and JKM in rupiah; `high` and `low` differ where the discount is not settled."""

    high_idr: int
    low_idr: int
    basis: tuple[Basis, ...]


class TariffRow(TypedDict):
    """One row of the tariff as SQL joins it: one payer kind, sector, month and band."""

    kind: str
    sector: Sector
    month: int
    band: int
    high_idr: int
    low_idr: int


@lru_cache(maxsize=1)
def _band_tables() -> dict[date, BandTable]:
    return TypeAdapter(dict[date, BandTable]).validate_python(read_yaml(Path(__file__).parent / "bpu_bands.yaml"))


def band_table(day: date) -> BandTable:
    """The income bands in force on `day`; raises `UsageError` for a day before the first."""
    first = min(_band_tables())
    if day < first:
        raise UsageError("no_tariff_yet", phrase("parameters.no_tariff_yet", day=day, since=first))
    return _band_tables()[max(since for since in _band_tables() if since <= day)]


def band_of(wage_idr: float, day: date) -> int:
    """The band a monthly income falls in.

    >>> band_of(1_150_000, date(2026, 1, 1))
    2
    """
    return max(band.band for band in band_table(day).bands if band.from_idr <= max(wage_idr, 0))


def contribution(kind: str, sector: Sector, month: int, band: int = 1) -> Contribution:
    """What one worker-month costs a payer of `kind`: BPU, JKK and JKM, with the basis of every value used.

    The discount (PP 50/2025) is not given to public budgets, is given to people who pay for themselves, and is not
    settled for the others: then `high_idr` is without it and `low_idr` with it.
    """
    if kind not in sponsor_kinds():
        raise unknown_name(phrase("parameters.payer_kind"), kind, sponsor_kinds())
    bands = band_table(first_of_month(month)).bands
    law_day = _law_day(month)
    if not 1 <= band <= len(bands):
        raise unknown_name(phrase("parameters.band"), str(band), (str(row.band) for row in bands))
    return _price(sponsor_kinds()[kind].public_budget, sector, law_day, band)


@lru_cache(maxsize=1024)
def _law_day(month: int) -> date:
    """The day of the newest rule in force in a month: months of one such day have the same prices."""
    changes = {*_band_tables(), *(day for name in _USED for day in PARAMETERS[f"bpu.{name}"].values)}
    return max(day for day in changes if day <= first_of_month(month))


_USED = ("jkk_rate", "jkk_min", "jkk_max", "jkm_flat", *(f"discount_rate_{sector}" for sector in SECTORS))


@cache
def _price(public_budget: bool | None, sector: Sector, law_day: date, band: int) -> Contribution:
    table = band_table(law_day)
    full, basis = _full(law_day, table.bands[band - 1])
    basis = (table.basis, *basis)
    discount = PARAMETERS[f"bpu.discount_rate_{sector}"]
    if public_budget or not discount.in_force(law_day):
        return Contribution(full, full, _once(basis))
    reduced = round(full * (1 - discount.at(law_day)))
    basis = (*basis, discount.dated(law_day)[1].basis)
    return Contribution(full if public_budget is None else reduced, reduced, _once(basis))


def _full(day: date, band: Band) -> tuple[int, tuple[Basis, ...]]:
    """JKK, kept between its floor and ceiling, and JKM without any discount."""
    rate, least, most, jkm = (PARAMETERS[f"bpu.{name}"] for name in ("jkk_rate", "jkk_min", "jkk_max", "jkm_flat"))
    jkk = min(max(round(rate.at(day) * band.base_idr), least.whole(day)), most.whole(day))
    return jkk + jkm.whole(day), tuple(each.dated(day)[1].basis for each in (rate, jkm))


def _once(basis: tuple[Basis, ...]) -> tuple[Basis, ...]:
    return tuple(dict.fromkeys(basis))


def tariff_table(months: Iterable[int]) -> list[TariffRow]:
    """Prices of the given months as rows for SQL: payer kind × sector × month × band; none before the first law."""
    first = min(_band_tables())
    return [
        TariffRow(kind=kind, sector=sector, month=month, band=band.band, high_idr=price.high_idr, low_idr=price.low_idr)
        for month in months
        if first_of_month(month) >= first
        for band in band_table(first_of_month(month)).bands
        for sector in SECTORS
        for kind in sponsor_kinds()
        for price in (contribution(kind, sector, month, band.band),)
    ]
