"""Tables as a reader walks through them: names for codes, numbers as expected, a reason where there is no number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from ..metrics import DIMENSIONS
from ..text import month_name, number, rupiah_range
from ..words import say
from .names import month_columns

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Price
    from .twin import Column, Listing
    from .view import View

ROWS_OF_A_PLAIN_TABLE = 30
_ADDRESS = re.compile(r"(?=\S{18})[\w-]+(?:[./][\w-]+){2,}")
_UNIT = re.compile(r"(?<=\d) (?=(?:%|poin|points|juta|miliar|triliun|million|billion|trillion)(?:\W|$))")


def table(frame: pd.DataFrame, key: str) -> None:
    """A table a screen reader can walk through; long ones scroll."""
    if len(frame) <= ROWS_OF_A_PLAIN_TABLE:
        st.table(frame.set_index(frame.columns[0]) if len(frame.columns) > 1 else frame)
    else:
        st.dataframe(frame, hide_index=True, height=420, key=key)


def readable(view: View, result: Result) -> pd.DataFrame:
    """An answer with names for codes and numbers as a reader expects them; what has no number says why."""
    lang = view.lang
    columns: dict[str, list[str]] = {}
    for dimension in result.by:
        label = DIMENSIONS[dimension].label.of(lang)
        codes = list(result.frame[dimension])
        if dimension in month_columns(result):
            columns[label] = [month_name(int(code), lang, short=True) for code in codes]
        else:
            names = view.names(dimension, codes)
            columns[label] = [names.get(str(code), str(code)) for code in codes]
    for metric in result.metrics:
        status = result.frame.get(f"{metric.name}_status")
        values = list(result.frame[metric.name])
        columns[metric.short.of(lang)] = [
            say(f"charts.status_{status.iloc[i]}", lang)
            if status is not None and status.iloc[i] != "ok"
            else number(None if pd.isna(value) else value, metric.unit, lang)
            for i, value in enumerate(values)
        ]
        for part in ("numerator", "denominator"):
            if f"{metric.name}_{part}" in result.frame:
                columns[say(f"ui.{part}_part", lang)] = [
                    number(None if pd.isna(value) else value, "people", lang)
                    for value in result.frame[f"{metric.name}_{part}"]
                ]
    return pd.DataFrame(columns)


def price_text(view: View, price: Price) -> str:
    """One sum, or both where a discount is not settled."""
    return rupiah_range(price.low_idr, price.high_idr, view.lang)


def markup_table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool] = (),
    whole: Sequence[bool] = (),
) -> None:
    """A small plain table, numbers to the right; real markup, so every reader can walk it.

    A stated alignment is what the style of the frame knows cells by that are never broken over lines: numbers, dates.
    """
    right = numeric or [False, *(True for _ in headers[1:])]
    kept = whole or [False for _ in headers]
    signs = [
        "--:" if number_column else ":--" if one else "---" for number_column, one in zip(right, kept, strict=True)
    ]
    lines = ["| " + " | ".join(headers) + " |", "|" + "|".join(signs) + "|"]
    lines += ["| " + " | ".join(escape(_breakable(cell)) for cell in row) + " |" for row in rows]
    st.markdown("\n".join(lines))


def _breakable(cell: str) -> str:
    """A long address of the web may break behind its dots and strokes, so that it fits on a phone."""
    return _ADDRESS.sub(lambda found: re.sub(r"(?<=[./])", "\N{ZERO WIDTH SPACE}", found[0]), cell)


def column_table(columns: Sequence[Column], limit: int | None = None) -> None:
    """The columns of a list as a plain table, its first rows where there is a limit."""
    rows = list(zip(*(column.shown for column in columns), strict=True))[:limit]
    markup_table(
        [column.label for column in columns],
        rows,
        [column.is_number for column in columns],
        [column.is_whole for column in columns],
    )


def listed_by_width(view: View, listing: Listing, narrow: Sequence[int]) -> None:
    """A list of many columns: all of them on a desk, on a phone those named; the menu has all everywhere."""

    def draw() -> None:
        for form, columns in (("wide", listing.columns), ("narrow", tuple(listing.columns[one] for one in narrow))):
            with st.container(key=f"{form}_{listing.key}"):
                column_table(columns)

    view.listed(listing, draw)


def escape(text: str) -> str:
    """Text as it stands: nothing in it is taken for markup, and a number keeps its unit on the same line."""
    text = _UNIT.sub("\N{NO-BREAK SPACE}", text)
    for sign in ("\\", "*", "_", "`", "[", "]", "<", ">", "$", "#", ":", "|", "~"):
        text = text.replace(sign, "\\" + sign)
    return text
