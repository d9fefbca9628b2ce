"""Months along an axis: days for the figure, names for the reader."""

from __future__ import annotations

from typing import Any

from ..text import month_name
from .theme import Look

MANY = 5
"""So many names of months stand beside each other on a phone."""


def first_day(month: int) -> str:
    """The first day of a month number, as an axis of dates takes it.

    >>> first_day(2026 * 12)
    '2026-01-01'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}-01"


def month_ticks(first: int, last: int, look: Look, quarterly: bool = True) -> dict[str, Any]:
    """A tick each January, more often when the span is short, in the reader's language."""
    shortest = 3 if quarterly and last - first <= 14 else 6
    every = 12 if last - first > 30 else shortest
    ticks = [month for month in range(first, last + 1) if month % every == 0]
    names = [month_name(month, look.lang, short=True) for month in ticks]
    return {
        "tickmode": "array",
        "tickvals": [first_day(month) for month in ticks],
        # On a phone many names do not fit beside each other: month above year then.
        "ticktext": [name.replace(" ", "<br>") if len(ticks) > MANY else name for name in names],
        "tickangle": 0,
        "hoverformat": "%m-%Y",
        "range": [first_day(first), first_day(last + 1)],
    }
