"""Text to values: one function per declared type, each distinct value once."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import numpy as np

from ...codes import DECILES, POOLED_DECILE, occupation_groups
from ...text import Text
from ..declaring.formats import Column, plain
from ..floor.amounts import Habit, borrowed, habit_of, number_of
from ..floor.cells import TYPED, Distinct, Mask, Objects
from ..floor.dates import day_of, month_of, order_of
from ..floor.faults import Fault
from ..floor.masking import scrub
from ..floor.rules import rules
from ..floor.wording import counted, told
from .draft import Draft
from .nik import convert_nik

UNKNOWN_OCCUPATION = "unknown"
_DECILE = re.compile(r"(?:desil|d)?\s*0*(\d{1,2})(?:\.0)?", re.IGNORECASE)
_POOLED = re.compile(r"(?:desil|d)?\s*7\s*(?:-|–|sd|s/d|s\.d\.|sampai)\s*10", re.IGNORECASE)


def convert(draft: Draft) -> None:
    """Fills `draft.values` from its cells; what cannot be read becomes a fault of its row."""
    draft.faults.add(draft.body.overlong, "", Fault("overlong_row"))
    if short := sorted({*draft.body.short} & {*draft.body.rows.tolist()}):
        draft.warnings.append(told("warning_short_rows", count=len(short), row=short[0]))
    draft.habits = _habits(draft)
    for column in draft.columns_present():
        if not column.unread:
            draft.values[column.name] = convert_column(draft, column)
            _require(draft, column)


def convert_column(draft: Draft, column: Column) -> Objects:
    """The values of one column; faults are recorded on the way."""
    if column.type == "nik":
        return convert_nik(draft, column)
    distinct = draft.cells(column.name).distinct()
    missing = _missing(draft, column)
    stated = [value for value in distinct.values if value.rstrip(TYPED).casefold() not in missing]
    read = _READERS[column.type](draft, column, stated)

    def value_or_fault(value: str) -> Any:
        if value not in kept:
            return None
        if value.startswith("="):
            return Fault("formula")
        if value.casefold() in rules().cell_errors:
            return Fault("cell_error", {"value": value.upper()})
        return read(value)

    kept = set(stated)
    return _split(draft, column, distinct, [value_or_fault(value) for value in distinct.values])


def _split(draft: Draft, column: Column, distinct: Distinct, results: list[Any]) -> Objects:
    """Spreads results over the rows and turns those that are faults into faults."""
    faults = {place: result for place, result in enumerate(results) if isinstance(result, Fault)}
    for place, fault in faults.items():
        draft.faults.add(distinct.places == place, column.name, fault)
    return distinct.spread([None if isinstance(result, Fault) else result for result in results])


def _require(draft: Draft, column: Column) -> None:
    if not column.required or column.type == "nik" or column.option:
        return
    empty = ~draft.cells(column.name).filled() | _is_missing_mark(draft, column)
    draft.faults.add(
        empty, column.name, Fault("required_missing", {"column": draft.header(column.name), "example": column.example})
    )


def _is_missing_mark(draft: Draft, column: Column) -> Mask:
    """Cells that hold a mark such as `-` and therefore gave neither a value nor a fault."""
    distinct = draft.cells(column.name).distinct()
    missing = _missing(draft, column)
    marks = [value.rstrip(TYPED).casefold() in missing for value in distinct.values]
    return np.array([*marks, False])[distinct.places]


def _missing(draft: Draft, column: Column) -> frozenset[str]:
    """What stands for nothing: errors of Excel too in published tables and in words that nothing rests on; where a
    list of persons says who pays, when and where, an error is none of these.
    """
    marks, errors = frozenset(rules().missing_marks), frozenset(rules().cell_errors)
    if draft.format.is_melted or column.type in ("text", "occupation"):
        return marks | errors
    return marks - errors if draft.has("nik") else marks


Reader = Callable[[str], Any]


def _text(_draft: Draft, _column: Column, _stated: list[str]) -> Reader:
    return lambda value: scrub(value.rstrip(TYPED))


def _day(draft: Draft, column: Column, stated: list[str]) -> Reader:
    order = order_of(stated)
    if order == "month first":
        draft.conventions[column.name] = told("convention_month_first")
    return lambda value: day_of(value, order) or Fault("bad_day")


def _month(draft: Draft, column: Column, stated: list[str]) -> Reader:
    order = order_of(stated)
    if order == "month first":
        draft.conventions[column.name] = told("convention_month_first")
    return lambda value: month_of(value, order) or Fault("bad_month")


_NUMERIC = {"integer": True, "money": True, "decimal": False, "percent": False}
"""The types that are numbers, and whether they count whole things."""


def _habits(draft: Draft) -> dict[str, Habit]:
    """How each column of numbers writes them, and in the conventions what that was taken from."""
    habits, marked = {}, set()
    for column in draft.columns_present():
        if column.unread or column.type not in _NUMERIC:
            continue
        missing = _missing(draft, column)
        values = [
            value
            for value in draft.cells(column.name).distinct().values
            if value.rstrip(TYPED).casefold() not in missing
        ]
        habits[column.name] = habit_of(values, _NUMERIC[column.type])
        if any(mark in value for value in values if not value.endswith(TYPED) for mark in ".,"):
            marked.add(column.name)
    habits = borrowed(habits)
    for column in draft.columns_present():
        if column.name in marked:
            draft.conventions[column.name] = _stated_habit(column, habits[column.name])
    return habits


def _stated_habit(column: Column, habit: Habit) -> Text:
    """The sentence that says how a column's numbers were read, with an example of it."""
    key = "shown" if habit.is_shown else "borrowed" if habit.is_borrowed else "assumed"
    example = habit.example if habit.example and column.privacy == "keep" else f"1{habit.thousands}234{habit.decimal}5"
    number = number_of(example, habit)
    read = "" if number is None else f"{number:.10g}".replace(".", ",")
    return told(f"convention_decimal_{key}", mark=f"'{habit.decimal}'", example=scrub(example), read=read)


def _decimal(draft: Draft, column: Column, _stated: list[str]) -> Reader:
    habit = draft.habits[column.name]

    def read(value: str) -> float | Fault:
        number = number_of(value, habit)
        return Fault("bad_number", {"example": column.example}) if number is None else _in_range(column, number)

    return read


def _integer(draft: Draft, column: Column, _stated: list[str]) -> Reader:
    habit = draft.habits[column.name]

    def read(value: str) -> int | Fault:
        number = number_of(value, habit)
        if number is None or not number.is_integer() or abs(number) > 2**53:
            return Fault("bad_number", {"example": column.example})
        found = _in_range(column, number)
        return found if isinstance(found, Fault) else int(found)

    return read


def _percent(draft: Draft, column: Column, stated: list[str]) -> Reader:
    """Per cent to a fraction; a column without a value above 1 and without % signs holds fractions already."""
    read = _decimal(draft, column, stated)
    numbers = [number for number in map(read, stated) if not isinstance(number, Fault)]
    if numbers and max(numbers) <= 1 and not any("%" in value for value in stated):
        draft.conventions[f"{column.name}.unit"] = told("convention_fraction")
        return read
    return lambda value: fault if isinstance(fault := read(value), Fault) else fault / 100


def _in_range(column: Column, number: float) -> float | Fault:
    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    if low <= number <= high:
        return number
    return Fault("out_of_range", {"minimum": _limit(low), "maximum": _limit(high)})


def _limit(value: float) -> Text | str:
    if np.isinf(value):
        return "∞"
    return counted(int(value)) if float(value).is_integer() else f"{value:g}"


def _choice(_draft: Draft, column: Column, _stated: list[str]) -> Reader:
    words = column.accepted_words()
    known = ", ".join(dict.fromkeys(words.values()))

    def read(value: str) -> str | Fault:
        written = plain(value)
        if written in words:
            return words[written]
        near = get_close_matches(written, words, n=1, cutoff=0.5)
        meant = told("meant", near=f"'{words[near[0]]}'") if near else ""
        return Fault("bad_choice", {"known": known, "meant": meant})

    return read


def _decile(_draft: Draft, _column: Column, _stated: list[str]) -> Reader:
    def read(value: str) -> str | Fault:
        text = value.rstrip(TYPED).strip()
        if _POOLED.fullmatch(text):
            return POOLED_DECILE
        match = _DECILE.fullmatch(text)
        return match[1] if match and match[1] in DECILES else Fault("bad_decile")

    return read


def _occupation(_draft: Draft, _column: Column, _stated: list[str]) -> Reader:
    return lambda value: occupation_of(value.rstrip(TYPED))


def occupation_of(text: str) -> str:
    """The group an occupation belongs to: by Regsosek field, by group code, by the longest word it holds.

    >>> occupation_of("04"), occupation_of("Tukang ojek online"), occupation_of("Buruh Tani"), occupation_of("astronot")
    ('nelayan', 'transportasi', 'petani', 'unknown')
    """
    by_field, by_word = _occupation_words()
    text = text.strip().casefold()
    if text.removesuffix(".0").isdigit():
        return by_field.get(text.removesuffix(".0").zfill(2), UNKNOWN_OCCUPATION)
    spaced = f" {re.sub(r'[^0-9a-z/]+', ' ', text)} "
    return next((group for word, group in by_word if f" {word} " in spaced), UNKNOWN_OCCUPATION)


@lru_cache(maxsize=1)
def _occupation_words() -> tuple[dict[str, str], list[tuple[str, str]]]:
    groups = occupation_groups()
    by_field = {field: code for code, group in groups.items() for field in group.fields}
    words = [
        (re.sub(r"[^0-9a-z/]+", " ", word.casefold()).strip(), code)
        for code, group in groups.items()
        for word in (*group.words, code, group.label.id, group.label.en)
    ]
    return by_field, sorted(set(words), key=lambda entry: (-len(entry[0]), entry))


def _sponsor(draft: Draft, _column: Column, _stated: list[str]) -> Reader:
    book = draft.around.sponsors

    def read(value: str) -> str | Fault:
        value = value.rstrip(TYPED)
        near = book.near(value)
        meant: Text | str = told("meant", near=" / ".join(f"'{code}'" for code in near)) if near else ""
        return book.find(value) or Fault("unknown_sponsor", {"meant": meant})

    return read


def _as_written(_draft: Draft, _column: Column, _stated: list[str]) -> Reader:
    # Areas are resolved row by row from all their columns together (areas.py).
    return lambda value: value.rstrip(TYPED)


_READERS: dict[str, Callable[[Draft, Column, list[str]], Reader]] = {
    "text": _text,
    "month": _month,
    "day": _day,
    "integer": _integer,
    "decimal": _decimal,
    "money": _decimal,
    "percent": _percent,
    "choice": _choice,
    "decile": _decile,
    "area_code": _as_written,
    "area_name": _as_written,
    "code_new": _as_written,
    "occupation": _occupation,
    "sponsor": _sponsor,
}
