"""Formats that need no code of their own: their declaration says which column is kept as what."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa

from ..declaring.clean import Clean
from ..declaring.formats import formats
from ..floor.cells import Objects, absent, each, put
from ..floor.faults import Fault
from ..judging.areas import locate, regency_of
from ..judging.draft import Draft
from ..judging.periods import period_of_rows

_LEVELS = {5: "regency", 8: "district", 13: "village"}
_TYPES = {
    **dict.fromkeys(("integer", "money", "month"), pa.int64()),
    **dict.fromkeys(("decimal", "percent"), pa.float64()),
    "day": pa.date32(),
}
_SUMMED = ("integer", "money")


@cache
def schema_of(target: str) -> pa.Schema | None:
    """The columns of a clean table as its format declares them; None for formats with code of their own."""
    declared = formats().get(target)
    if declared is None or not declared.stores:
        return None
    kept = {stored: _TYPES.get(declared.column(name).type, pa.string()) for stored, name in declared.stores.items()}
    common = {"regency_code": pa.string(), "period": pa.int32(), "row": pa.int32()}
    area = {"region_code": pa.string(), "region_level": pa.string()}
    return pa.schema(list((common | area | kept).items()))


def summed(target: str) -> tuple[str, ...]:
    """The columns of a declared clean table whose totals a sender recognises."""
    declared = formats()[target]
    return tuple(stored for stored, name in declared.stores.items() if declared.column(name).type in _SUMMED)


def finish_declared(draft: Draft) -> Clean:
    """The clean table of a format that declares what it stores."""
    columns = {stored: _stored(draft, name) for stored, name in draft.format.stores.items()}
    if draft.around.sponsor and "sponsor_id" in columns and not draft.has(draft.format.stores["sponsor_id"]):
        columns["sponsor_id"] = np.full(len(draft), draft.around.sponsor, dtype=object)
    area = _area(draft, columns.get("sponsor_id"))
    period = _period(draft)
    _check_order(draft, columns)
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": period,
            "region_code": area,
            "region_level": each(lambda code: None if code is None else _LEVELS.get(len(code)), area),
            **columns,
        },
        np.arange(len(draft)),
    )


def _stored(draft: Draft, name: str) -> Objects:
    """A column's values as they are kept: rupiah whole."""
    values = draft.value(name)
    if draft.format.column(name).type != "money":
        return values
    return each(lambda value: None if value is None else round(value), values)


def _period(draft: Draft) -> Objects:
    """The month of each row: of its month column, of a day in it, or as stated for the whole file."""
    name = draft.format.month_column
    if name is None:
        return period_of_rows(draft, draft.sheet or draft.around.file_name)
    if not draft.has(name):
        return np.full(len(draft), draft.around.period, dtype=object)
    return each(
        lambda value: value.year * 12 + value.month - 1 if isinstance(value, date) else value, draft.value(name)
    )


def _area(draft: Draft, sponsors: Objects | None) -> Objects:
    """Where each row belongs: as it says, else where its sponsor is listed; silent and too wide ones are faults."""
    area = locate(draft)
    if sponsors is not None:
        book = draft.around.sponsors
        homes = each(lambda sponsor: None if sponsor is None else book.regency(sponsor), sponsors)
        # A row whose own area is faulty is not sent home with its sponsor.
        area = np.where(absent(area) & ~draft.faults.faulty, homes, area)
    silent = absent(area) & ~draft.faults.faulty
    first = next(
        (one.name for one in draft.columns_present() if one.type.startswith("area_")), draft.columns_present()[0].name
    )
    if draft.around.part:
        return put(area, silent, draft.around.part)
    wide = np.array([code is not None and len(code) < 5 for code in area], dtype=bool)
    draft.faults.add(silent | wide, first, Fault("no_place"))
    return area


def _check_order(draft: Draft, columns: dict[str, Objects]) -> None:
    """A last month before the first one is a fault of its row."""
    names = draft.format.stores
    if not {"start_month", "end_month"} <= set(names):
        return
    first, last = columns["start_month"], columns["end_month"]
    both = ~absent(first) & ~absent(last)
    backwards = both.copy()
    backwards[both] = last[both] < first[both]
    draft.faults.add(backwards, names["end_month"], Fault("ends_before_start"))
