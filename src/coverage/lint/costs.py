"""Costs against people × tariff × months, with the tariffs of the law at the date."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..parameters import PARAMETERS, SECTORS, band_table, contribution, first_of_month
from ..text import Text
from ..words import phrase
from .declared import vocabulary
from .figures import Figure
from .finding import Finding, found
from .meaning import says
from .rates import lines
from .values import meets
from .wording import either, money, month, plain

_PUBLIC, _OWN = "APBN", "MANDIRI"
"""A payer without and one with the discount: between them they have every price of the law."""


def wrong_costs(figures: list[Figure]) -> Iterator[Finding]:
    """Costs that no lawful tariff explains, and tariffs that no regulation has."""
    for line in lines(figures).values():
        tariffs = [one for one in line if one.role == "tariff"]
        costs = [one for one in line if one.role == "cost"]
        people = [one for one in line if one.role in ("active", "members", "registered", "workers")]
        months = _months(line)
        # Without a word of incomes, sponsors pay the lowest band.
        states_wages = any(says(one.words, vocabulary().wages) for one in line)
        if len(tariffs) == 1 and (costs or people) and _is_priced(tariffs[0]) and _is_unlawful(tariffs[0]):
            yield _unlawful(tariffs[0])
        if not people or months is None:
            continue
        for cost in costs:
            finding = _judge(cost, people, tariffs, months, states_wages) if _is_priced(cost) else None
            if finding is not None:
                yield finding


def _months(line: list[Figure]) -> Figure | int | None:
    """How many months a cost is for: a number beside it, or what its words say."""
    stated = [one for one in line if one.role == "months"]
    if len(stated) == 1:
        return stated[0]
    words = " ".join(one.words for one in line if one.role == "cost")
    if says(words, vocabulary().yearly):
        return 12
    return 1 if says(words, vocabulary().monthly) else None


def _is_priced(figure: Figure) -> bool:
    """Whether the tariff of non-wage workers applies: no single programme, no other segment."""
    return not says(figure.words, vocabulary().programmes) and figure.part in ("", "BPU", "informal")


def _judge(
    cost: Figure, people: list[Figure], tariffs: list[Figure], months: Figure | int, states_wages: bool
) -> Finding | None:
    span = (months.value.low, months.value.high) if isinstance(months, Figure) else (months, months)
    if span[0] < 0 or not float(span[0]).is_integer():
        return None
    stated = (cost.value.low, cost.value.high)
    per_head = (
        [(tariffs[0].value.low * span[0], tariffs[0].value.high * span[1])]
        if len(tariffs) == 1
        else [(float(price), float(price)) for price in _prices(cost.month, int(span[0]), states_wages)]
    )
    if not per_head or len(tariffs) > 1:
        return None
    for each in people:
        for low, high in per_head:
            if meets(stated, (each.value.low * low, each.value.high * high)):
                return None
    count = int(span[0])
    price = tariffs[0].value.middle if tariffs else _prices(cost.month, 1)[0]
    expected = people[0].value.middle * (price * count if tariffs else _prices(cost.month, count)[0])
    return found(
        "cost_mismatch",
        cost,
        stated=money(cost.value.middle),
        people=plain(people[0].value.middle),
        tariff=money(price),
        months=count,
        computed=money(expected),
    )


def _is_unlawful(tariff: Figure) -> bool:
    lawful = set(_prices(tariff.month, 1, True)) | set(_with_pension(tariff.month))
    return not any(meets((tariff.value.low, tariff.value.high), (price, price)) for price in lawful)


def _unlawful(tariff: Figure) -> Finding:
    lowest = sorted({_price(_day(tariff.month), kind, sector, 1) for kind in (_PUBLIC, _OWN) for sector in SECTORS})
    when = phrase("lint.then") if tariff.month is None else month(tariff.month)
    words = (
        when
        if tariff.month is None
        else Text(id=f"{phrase('lint.in').id} {when.id}", en=f"{phrase('lint.in').en} {when.en}")
    )
    return found(
        "tariff_unknown",
        tariff,
        stated=money(tariff.value.middle),
        when=words,
        legal=either(money(price) for price in reversed(lowest)),
    )


@lru_cache(maxsize=512)
def _prices(start: int | None, months: int, every_band: bool = False) -> tuple[int, ...]:
    """What one person may cost for some months from a date on, the full price first; in the lowest band or in any.

    Without a date every month may be with or without the discount that some month of the law has.
    """
    found: dict[int, None] = {}
    for band in range(1, (_bands(start) if every_band else 1) + 1):
        if start is None:
            full = _price(_newest(), _PUBLIC, "other", band)
            for sector in SECTORS:
                reduced = min(_price(day, _OWN, sector, band) for day in _law_months())
                found |= dict.fromkeys(full * (months - count) + reduced * count for count in range(months + 1))
        else:
            for kind in (_PUBLIC, _OWN):
                for sector in SECTORS:
                    total = sum(_price(start + later, kind, sector, band) for later in range(months))
                    found[total] = None
    return tuple(found)


def _with_pension(start: int | None) -> Iterator[int]:
    """The tariffs with the voluntary old-age saving on top."""
    day = first_of_month(_day(start))
    for band in band_table(day).bands:
        saving = round(PARAMETERS["bpu.jht_rate"].at(day) * band.base_idr)
        yield saving + _price(_day(start), _PUBLIC, "other", band.band)
        yield saving + _price(_day(start), _OWN, "other", band.band)


def _bands(start: int | None) -> int:
    return len(band_table(first_of_month(_day(start))).bands)


@lru_cache(maxsize=4096)
def _price(when: int, kind: str, sector: str, band: int) -> int:
    return contribution(kind, "transport" if sector == "transport" else "other", when, band).high_idr


def _day(start: int | None) -> int:
    return _newest() if start is None else max(start, _law_months()[0])


@lru_cache(maxsize=1)
def _law_months() -> tuple[int, ...]:
    """The months in which a tariff rule begins to hold."""
    days = {
        day
        for name in ("jkk_rate", "jkm_flat", *(f"discount_rate_{sector}" for sector in SECTORS))
        for day in PARAMETERS[f"bpu.{name}"].values
    }
    first = max(min(PARAMETERS[f"bpu.{name}"].values) for name in ("jkk_rate", "jkm_flat"))
    return tuple(sorted(day.year * 12 + day.month - 1 for day in days if day >= first))


def _newest() -> int:
    return _law_months()[-1]
