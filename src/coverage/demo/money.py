"""What the demo knows of money: payments for the rounds of its invented sponsors, claims, statements, statistics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ..parameters import contribution, family_benefits, first_of_month
from ..text import month_code
from .chance import Chance
from .counts import LAST_MONTH
from .declared import MoneyPlan, Place, Round
from .files import Layout, Table

if TYPE_CHECKING:
    from .shipments import Shipment

_MADE_UP = "sintetis"
_Payment = tuple[int, str, int, int, int, int]
"""Month of payment, payer, first and last month protected, workers, rupiah."""


def money_shipments(place: Place, chance: Chance) -> Iterator[Shipment]:
    """The files on money of a place, a year in each; none where nothing is declared."""
    plan = place.money
    if plan is None:
        return
    for year, payments in groupby(_payments(place, plan, chance), key=lambda one: one[0] // 12):
        table = partial(_payments_table, place, list(payments))
        yield _csv(place, f"iuran_{place.short}_{year}", "contributions", table, f"disnaker-{place.short}", year)
    for year in range(2024, LAST_MONTH // 12 + 1):
        table = partial(_claims_table, place, plan, year, chance)
        yield _csv(place, f"klaim_{place.short}_{year}", "claims", table, place.counts.sender, year)
    if plan.commitments:
        table = partial(_commitments_table, place, plan, chance)
        year = max(one.stated_on.year for one in plan.commitments)
        yield _csv(place, f"komitmen_{place.short}", "commitments", table, f"disnaker-{place.short}", year)
    if plan.statistics:
        table = partial(_statistics_table, place, plan)
        yield _csv(place, f"statistik_{place.short}", "statistics", table, "bps", max(map(int, plan.statistics)) + 1)


def _csv(place: Place, name: str, kind: str, table: partial[Table], sender: str, year: int) -> Shipment:
    from .shipments import Shipment

    # A year's file comes in the next January; the last one soon after the last month.
    received = min(date(year + 1, 1, 20), date(2026, 11, 6))
    path = f"{place.short}/{name}.csv"
    return Shipment(path, kind, Layout("csv", separator=";"), table, sender, received)


def _payments(place: Place, plan: MoneyPlan, chance: Chance) -> list[_Payment]:
    """One payment for every round of a payer that pays, late and short as declared."""
    kinds = {payer.id: payer.kind for payer in place.payers}
    found = [
        _payment(payer.id, kinds[payer.id], round_, plan, chance)
        for payer in place.payers
        if payer.id in plan.payments
        for round_ in payer.rounds
    ]
    return sorted(one for one in found if one[0] <= LAST_MONTH)


def _payment(payer: str, kind: str, round_: Round, plan: MoneyPlan, chance: Chance) -> _Payment:
    pays = plan.payments[payer]
    workers = chance.scaled(round(round_.workers * pays.share))
    months = range(round_.start, round_.end + 1)
    rupiah = workers * sum(contribution(kind, "other", month).high_idr for month in months)
    return round_.start + pays.late, payer, months[0], months[-1], workers, rupiah


def _payments_table(place: Place, payments: list[_Payment]) -> Table:
    return {
        "sponsor": [payer for _, payer, *_ in payments],
        "bulan_bayar": [month_code(paid) for paid, *_ in payments],
        "bulan_mulai": [month_code(start) for _, _, start, *_ in payments],
        "bulan_akhir": [month_code(end) for _, _, _, end, *_ in payments],
        "pekerja_dibayar": [workers for *_, workers, _ in payments],
        "iuran_dibayar": [rupiah for *_, rupiah in payments],
        "kode_wilayah": [place.regency] * len(payments),
        "sumber": [_MADE_UP] * len(payments),
    }


def _claims_table(place: Place, plan: MoneyPlan, year: int, chance: Chance) -> Table:
    """Monthly cases around the declared number; one in five deaths is within the waiting months."""
    rows: list[tuple[str, str, int, int]] = []
    for month in range(year * 12, min(year * 12 + 11, LAST_MONTH) + 1):
        rng = chance.stream(place.short, "claims", month)
        whole = {benefit.name: benefit.amount_idr for benefit in family_benefits(first_of_month(month))}
        for programme, usual in plan.claims.items():
            cases = int(rng.poisson(chance.scaled(usual)))
            waiting = cases // 5 if "death_in_waiting" in whole else 0
            if programme == "JKM":
                paid = (cases - waiting) * whole["death"] + waiting * whole.get("death_in_waiting", 0)
            else:
                paid = sum(int(each) * 100_000 for each in rng.integers(15, 240, cases))
            rows.append((month_code(month), programme, cases, paid))
    return {
        "bulan": [row[0] for row in rows],
        "kode_wilayah": [place.regency] * len(rows),
        "program": [row[1] for row in rows],
        "kasus": [row[2] for row in rows],
        "manfaat_dibayar": [row[3] for row in rows],
        "sumber": [_MADE_UP] * len(rows),
    }


def _commitments_table(place: Place, plan: MoneyPlan, chance: Chance) -> Table:
    told = plan.commitments
    return {
        "pihak": [one.by for one in told],
        "sponsor": [one.sponsor or "" for one in told],
        "kode_wilayah": [place.regency] * len(told),
        "komitmen_pekerja": [chance.scaled(one.workers) for one in told],
        "mulai": [month_code(one.start) for one in told],
        "sampai": ["" if one.end is None else month_code(one.end) for one in told],
        "tanggal": [one.stated_on.isoformat() for one in told],
        "sumber": [one.source for one in told],
    }


def _statistics_table(place: Place, plan: MoneyPlan) -> Table:
    """Published figures, a row a year; they are not scaled, for they are nobody's invention."""
    years = sorted(plan.statistics)
    headings = list(dict.fromkeys(name for year in years for name in plan.statistics[year].figures))
    columns: dict[str, list[str]] = {
        "Kode wilayah": [place.regency] * len(years),
        "Tahun": list(years),
        **{name: [_written(plan.statistics[year].figures.get(name)) for year in years] for name in headings},
        "Sumber": [plan.statistics[year].source for year in years],
    }
    return columns


def _written(value: float | None) -> str:
    """A number as an Indonesian table writes it."""
    if value is None:
        return "..."
    return f"{value:,.0f}".replace(",", ".") if float(value).is_integer() else f"{value:.2f}".replace(".", ",")
