"""What a chart hands to a page: the figure, what it says in a sentence, and how its values are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pandas
import plotly.graph_objects as go

from ..text import number, rounded
from .theme import CONFIG, Look

if TYPE_CHECKING:
    from ..metrics import Result

Names = Mapping[str, str]
"""Readable names by code, in the reader's language; an unknown code is shown as it is."""

STATUSES = ("ok", "masked", "no_data", "not_delivered", "unknown")


@dataclass(frozen=True)
class Key:
    """One entry of a legend; `mark` tells kinds apart without colour.

    It is drawn as on the figure: a filled box, the mark alone, or a line.
    """

    label: str
    colour: str
    mark: str = ""
    shape: Literal["box", "sign", "solid", "dash", "dot"] = "box"


@dataclass(frozen=True)
class Chart:
    """A figure with the one sentence that says what it shows, for readers who cannot see it, and its legend.

    `note` says how its labels are read, where they do not say so themselves.
    """

    figure: go.Figure
    finding: str
    config: dict[str, Any] = field(default_factory=lambda: dict(CONFIG))
    is_empty: bool = False
    legend: tuple[Key, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """One value of a metric with its reading: the codes it stands for, its parts when a rate, its status."""

    codes: tuple[str, ...]
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str

    @property
    def known(self) -> bool:
        return self.value is not None


def cells(result: Result, metric: str | None = None) -> Iterator[Cell]:
    """The rows of a result as cells of one metric (the first unless named); absent numbers are None, never NaN."""
    name = metric or result.metrics[0].name
    frame = result.frame
    columns = [list(frame[dimension].astype(str)) for dimension in result.by]
    parts = [
        [_plain(value) for value in frame[column]] if column in frame else [None] * len(frame)
        for column in (name, f"{name}_numerator", f"{name}_denominator")
    ]
    statuses = list(frame[f"{name}_status"]) if f"{name}_status" in frame else ["ok"] * len(frame)
    for position in range(len(frame)):
        yield Cell(
            tuple(column[position] for column in columns),
            parts[0][position],
            parts[1][position],
            parts[2][position],
            str(statuses[position]),
        )


def since_known(found: Iterable[Cell]) -> list[Cell]:
    """The cells of a line from the first with a number on; one without a number later breaks the line."""
    line = list(found)
    known = [cell.known for cell in line]
    return line[known.index(True) :] if any(known) else []


def _plain(value: Any) -> float | None:
    return None if value is None or value is pandas.NA or value != value else float(value)


def short_value(result: Result, value: float | None, look: Look) -> str:
    """A value as a label on a figure: rates with one decimal, the rest whole."""
    unit = result.metrics[0].unit
    return rounded(value, unit, look.lang, 1 if unit in ("percent", "points") else 0) + _flag(result, value)


def full_value(result: Result, value: float | None, look: Look) -> str:
    """A value as in a sentence or a table."""
    return number(value, result.metrics[0].unit, look.lang) + _flag(result, value)


def _flag(result: Result, value: float | None) -> str:
    """The sign at a rate above a hundred per cent: it is shown as it is, and is no full coverage."""
    return " ⚠" if result.metrics[0].unit == "percent" and value is not None and value > 1 else ""
