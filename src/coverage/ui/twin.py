"""What stands behind any figure, chart or list alike: its table, its downloads, and what its numbers are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..text import Unit, day_name, month_code, month_name
from . import export
from .tables import price_text, readable

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Price
    from .view import View

Fact = tuple[str, str]


@dataclass(frozen=True)
class Twin:
    """One figure's other forms, each made only when asked for; `results` are the answers it was drawn from."""

    name: str
    shown: Callable[[], pd.DataFrame]
    plain: Callable[[], pd.DataFrame]
    facts: Callable[[], list[Fact]]
    results: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a list: what a reader sees, and what is downloaded under one heading or more.

    Numbers stand to the right; they and what `is_whole` are never broken over two lines.
    """

    label: str
    shown: Sequence[str]
    plain: Mapping[str, Sequence[object]]
    is_number: bool = False
    is_whole: bool = False


@dataclass(frozen=True)
class Listing:
    """A list that stands as a figure: `reading` says unit, date and source; `limit` rows are shown, all are kept.

    What was asked of the data comes as `results`; what is declared or on record is told in `facts`.
    """

    key: str
    title: str
    reading: str
    columns: tuple[Column, ...]
    results: tuple[Result, ...] = ()
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    limit: int | None = None
    empty: str = "–"

    def rows(self) -> list[tuple[str, ...]]:
        """The rows as a reader sees them, all of them."""
        return list(zip(*(column.shown for column in self.columns), strict=True))


def twin_of_result(view: View, result: Result) -> Twin:
    """The twin of a figure drawn from one answer."""
    name = "-".join(["cakupan", *(metric.name for metric in result.metrics[:2]), *result.by])
    return Twin(
        name,
        partial(readable, view, result),
        partial(export.plain_table, result, view),
        partial(export.facts, result, view),
        (result,),
    )


def twin_of_list(view: View, listing: Listing) -> Twin:
    """The twin of a list: all its rows and columns, whatever is shown of them."""
    return Twin(
        f"cakupan-{listing.key}",
        lambda: pd.DataFrame({column.label: list(column.shown) for column in listing.columns}),
        lambda: pd.DataFrame({name: list(cells) for one in listing.columns for name, cells in one.plain.items()}),
        lambda: _facts(view, listing),
        listing.results,
    )


def _facts(view: View, listing: Listing) -> list[Fact]:
    told = [(listing.title, listing.reading), *listing.facts]
    for result in listing.results:
        told += export.facts(result, view)
    if not listing.results:
        told += export.standing(view)
    return list(dict.fromkeys(told))


def words(label: str, values: Sequence[str]) -> Column:
    """A column of names and sentences."""
    return Column(label, values, {label: values})


def numbers(
    view: View, label: str, values: Sequence[float | None], unit: Unit = "people", status: Sequence[str] = ()
) -> Column:
    """A column of numbers; where there is none, its status says why, on screen and in the download."""
    told = [view.status(one) if one not in ("ok", "") else "–" for one in status or [""] * len(values)]
    shown = [view.number(value, unit) if value is not None else why for value, why in zip(values, told, strict=True)]
    plain = [
        value if value is not None else (why if why != "–" else None) for value, why in zip(values, told, strict=True)
    ]
    return Column(label, shown, {label: plain}, is_number=True)


def prices(view: View, label: str, values: Sequence[Price | None], none: Sequence[str] = ()) -> Column:
    """A column of sums: one figure on screen, or both where a discount is not settled; always both in the download."""
    absent = none or ["–"] * len(values)
    return Column(
        label,
        [
            price_text(view, one) if one is not None and one.high_idr else why
            for one, why in zip(values, absent, strict=True)
        ],
        {
            f"{label} ({view.say('low_price')})": [None if one is None else one.low_idr for one in values],
            f"{label} ({view.say('high_price')})": [None if one is None else one.high_idr for one in values],
        },
        is_number=True,
    )


def months(view: View, label: str, values: Sequence[int | None]) -> Column:
    """A column of months."""
    shown = ["–" if month is None else month_name(month, view.lang, short=True) for month in values]
    return Column(
        label, shown, {label: [None if month is None else month_code(month) for month in values]}, is_whole=True
    )


def days(view: View, label: str, values: Sequence[date | None]) -> Column:
    """A column of days."""
    shown = ["–" if day is None else day_name(day, view.lang, short=True) for day in values]
    return Column(label, shown, {label: [None if day is None else day.isoformat() for day in values]}, is_whole=True)
