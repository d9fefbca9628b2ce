"""What is sent, by whom, when and in which file: every delivery of a place, ready to be written and imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from ..text import month_code
from .chance import Chance
from .counts import LAST_MONTH
from .declared import Sender
from .faulty import with_faults
from .files import Layout, Table
from .lists import MemberList, receipt
from .members import headed, member_columns
from .money import money_shipments
from .tables import counts_table, decile_table, register_table, sponsors_table, targets_table, workforce_table
from .world import Drawn

_SHEET_ROWS = 20_000


@dataclass(frozen=True)
class Shipment:
    """One file: where it lies below `input/`, how it is written, and what is declared with it at import."""

    path: str
    format: str
    layout: Layout
    table: Callable[[], Table]
    sender: str
    received: date
    period: int | None = None
    sponsor: str | None = None
    part: str | None = None
    faulty: int = 0
    repeats: int = 0


def shipments(drawn: Drawn, chance: Chance) -> Iterator[Shipment]:
    """Every file of a place; sorted by the day received they are what an office would have seen come in."""
    yield from _denominators(drawn, chance)
    yield from _sponsor_lists(drawn, chance)
    yield from _welfare(drawn, chance)
    yield from _counts(drawn)
    yield from money_shipments(drawn.land.place, chance)
    for one in drawn.lists:
        yield _member_list(drawn, one, chance)


def _member_list(drawn: Drawn, one: MemberList, chance: Chance) -> Shipment:
    place = drawn.land.place
    sender = place.senders[one.sender]
    columns = member_columns(one, sender.style, drawn.land, drawn.pool, chance)
    columns, faulty, repeats = with_faults(columns, chance, (place.short, one.sender, one.period))
    payers = one.rows["payer"].unique()
    name = f"{sender.file or 'peserta_' + one.sender}_{month_code(one.period)}"
    layout = _layout(sender, len(columns["nik"]), f"Daftar peserta {payers[0] if len(payers) else one.sender}")
    return Shipment(
        path=f"{place.short}/{name}.{layout.ending}",
        format="participants",
        layout=layout,
        table=partial(headed, columns, sender.style),
        sender=one.sender,
        received=one.received,
        period=one.period,
        sponsor=str(payers[0]) if sender.style == "sheet" and len(payers) else None,
        faulty=faulty,
        repeats=repeats,
    )


def _layout(sender: Sender, rows: int, title: str) -> Layout:
    if sender.style == "sheet" and rows < _SHEET_ROWS:
        return Layout("xlsx", title=title)
    return Layout("csv", separator=";" if sender.style == "office" else ",")


def _counts(drawn: Drawn) -> Iterator[Shipment]:
    """Monthly counts: the first year in one file, the second by quarter, then by month; a few late or corrected."""
    place, counts = drawn.land.place, drawn.counts
    plan = place.counts
    for months in _batches(plan.files):
        rows = counts[counts["month"].isin(months)]
        last = months[-1]
        name = month_code(months[0]) if len(months) == 1 else f"{month_code(months[0])}_{month_code(last)}"
        shipment = Shipment(
            path=f"{place.short}/rekap_{plan.sender}_{name}.csv",
            format="counts",
            layout=Layout("csv"),
            table=partial(counts_table, rows),
            sender=plan.sender,
            received=receipt(last, {month: day for month, day in plan.late.items() if month in months}, 10),
        )
        if last not in plan.corrected:
            yield shipment
            continue
        # The office noticed an area counted too low and sent the month again.
        too_low = rows["active"].mask(rows["code"] == rows["code"].min(), rows["active"] * 9 // 10)
        yield replace(shipment, table=partial(counts_table, rows.assign(active=too_low)))
        path = shipment.path.replace(".csv", "_koreksi.csv")
        yield replace(shipment, path=path, received=plan.corrected[last])


def _batches(files: tuple[str, ...]) -> Iterator[list[int]]:
    for number, rhythm in enumerate(files):
        months = [month for month in range((2024 + number) * 12, (2025 + number) * 12) if month <= LAST_MONTH]
        size = {"year": 12, "quarter": 3, "month": 1}[rhythm]
        yield from (months[first : first + size] for first in range(0, len(months), size))


def _denominators(drawn: Drawn, chance: Chance) -> Iterator[Shipment]:
    place = drawn.land.place
    for plan in place.workforce:
        yield Shipment(
            path=f"{place.short}/pekerja_{plan.series}_{plan.as_of.isoformat()}.xlsx",
            format="workforce",
            layout=Layout("xlsx"),
            table=partial(workforce_table, drawn.land, plan, chance),
            sender=plan.sender,
            received=plan.as_of + timedelta(days=11),
        )
    if place.targets:
        yield Shipment(
            path=f"{place.short}/target_{place.short}.csv",
            format="targets",
            layout=Layout("csv", separator=";"),
            table=partial(targets_table, place),
            sender=f"bappeda-{place.short}",
            received=date(2025, 7, 1),
        )


def _sponsor_lists(drawn: Drawn, chance: Chance) -> Iterator[Shipment]:
    place = drawn.land.place
    following = (*place.sponsor_lists[1:], LAST_MONTH + 1)
    for period, until in zip(place.sponsor_lists, following, strict=True):
        yield Shipment(
            path=f"{place.short}/sponsor_{place.short}_{month_code(period)}.xlsx",
            format="sponsors",
            layout=Layout("xlsx", title="Daftar sponsor"),
            table=partial(sponsors_table, place, until, chance),
            sender=f"disnaker-{place.short}",
            # Sponsors are written down before their first list comes.
            received=date(period // 12, period % 12 + 1, 3),
            period=period,
        )


def _welfare(drawn: Drawn, chance: Chance) -> Iterator[Shipment]:
    place, land = drawn.land.place, drawn.land
    if drawn.register and place.register_:
        register, plan = drawn.register, place.register_
        faulty = chance.scaled(plan.faulty_rows)
        yield Shipment(
            path=f"{place.short}/dtsen_{place.short}_{month_code(plan.period)}.parquet",
            format="register",
            layout=Layout("parquet"),
            table=partial(register_table, land, register, faulty, chance),
            sender=f"dinsos-{place.short}",
            received=plan.received,
            period=plan.period,
            faulty=faulty,
        )
    if drawn.update and place.register_update:
        update = place.register_update
        yield Shipment(
            path=f"{place.short}/dtsen_{place.short}_{update.district}_{month_code(update.period)}.parquet",
            format="register",
            layout=Layout("parquet"),
            table=partial(register_table, land, drawn.update, 0, chance),
            sender=f"dinsos-{place.short}",
            received=update.received,
            period=update.period,
            part=update.district,
        )
    if place.decile_table:
        table_plan = place.decile_table
        yield Shipment(
            path=f"{place.short}/desil_desa_{place.short}_{month_code(table_plan.period)}.xlsx",
            format="decile_table",
            layout=Layout("xlsx", title="Jumlah keluarga menurut desil dan desa"),
            table=partial(decile_table, land, table_plan, chance),
            sender=f"dinsos-{place.short}",
            received=table_plan.received,
            period=table_plan.period,
        )
