"""The declared indicators of published tables, and what the words of a header say: indicator, year, sex, unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from ...codes import NOT_BROKEN_DOWN
from ...declare import Declared, read_yaml
from ...text import Text
from ..floor.dates import MONTH_NAMES
from ..floor.rules import rules

Unit = Literal["persons", "families", "idr", "percent", "index"]

Value = TypeVar("Value")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class UnitOfMeasure(Declared):
    """A unit and the words that mean it."""

    label: Text
    words: tuple[str, ...]


class Indicator(Declared):
    """Something that published tables count or measure."""

    label: Text
    unit: Unit
    month: int
    adds: bool = False
    low: float | None = None
    high: float | None = None
    aliases: tuple[str, ...]


class Vocabulary(Declared):
    """The content of `indicators.yaml`."""

    units: dict[Unit, UnitOfMeasure]
    multipliers: dict[str, float]
    fillers: tuple[str, ...]
    months: dict[str, int]
    sexes: dict[str, tuple[str, ...]]
    never_sex: tuple[str, ...]
    totals: tuple[str, ...]
    area_goes_on: tuple[str, ...]
    indicators: dict[str, Indicator]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The declared words of published tables."""
    return Vocabulary.model_validate(read_yaml(Path(__file__).parent / "indicators.yaml"))


def indicators() -> dict[str, Indicator]:
    """Every declared indicator by code."""
    return vocabulary().indicators


@dataclass(frozen=True)
class Meaning:
    """What a text says; None where it says nothing. `names` are the indicators it may mean, best first."""

    names: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    sex: str | None = None
    unit: Unit | None = None
    factor: float | None = None
    is_total: bool = False
    rest: str = ""


def words_of(text: str) -> str:
    """A text as lower-case words with a space at either end.

    >>> words_of("Jumlah Penduduk (Ribu) %")
    ' jumlah penduduk ribu persen '
    """
    return f" {re.sub(r'[^0-9a-z]+', ' ', text.casefold().replace('%', ' persen ')).strip()} "


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning:
    """What the words of a header, title or name say.

    >>> found = meaning_of("Jumlah Penduduk Miskin - Maret 2024 (Ribu Jiwa)")
    >>> found.names[0], found.year, found.month, found.unit, found.factor, found.rest
    ('poor_persons', 2024, 3, 'persons', 1000.0, '')
    """
    words = words_of(text)
    declared = vocabulary()
    names, words = _named(words)
    years = {int(found) for found in _YEAR.findall(words)}
    words = _YEAR.sub(" ", words)
    month, words = _first(words, {**MONTH_NAMES, **declared.months})
    is_category = any(f" {phrase} " in words for phrase in declared.never_sex)
    sex, words = (None, words) if is_category else _sex(words)
    factor, words = _first(words, declared.multipliers)
    unit, words = _first(words, {word: unit for unit, one in declared.units.items() for word in one.words})
    is_total = any(f" {word} " in words for word in declared.totals)
    rest = words if is_category else _without(words, declared.fillers)
    return Meaning(
        names=names,
        year=years.pop() if len(years) == 1 else None,
        month=month,
        sex=sex,
        unit=unit,
        factor=factor,
        is_total=is_total,
        rest=" ".join(rest.split()),
    )


def indicator_among(names: Iterable[str], unit: Unit | None) -> str | None:
    """The first of some indicators that is measured in a unit, if one is stated."""
    return next((name for name in names if unit is None or indicators()[name].unit == unit), None)


def years_in(text: str) -> set[int]:
    """Every year a text mentions, a span such as 2021-2025 whole."""
    found = [int(year) for year in _YEAR.findall(text)]
    span = re.search(r"(?<!\d)((?:19|20)\d\d)\s*[-–_/]\s*((?:19|20)\d\d)(?!\d)", text)
    years = set(found) if span is None else {*found, *range(int(span[1]), int(span[2]) + 1)}
    return {year for year in years if rules().first_year <= year <= rules().last_year}


def _named(words: str) -> tuple[tuple[str, ...], str]:
    """The indicators with the longest alias in some words, and the words without it."""
    best: list[str] = []
    alias_found = ""
    for name, declared in indicators().items():
        for alias in declared.aliases:
            if f" {alias} " not in words or len(alias) < len(alias_found):
                continue
            best = [*(best if len(alias) == len(alias_found) else []), name]
            alias_found = alias
    # A name and its abbreviation often stand together: "… (TPAK)".
    also = {alias for name in best for alias in indicators()[name].aliases}
    return tuple(dict.fromkeys(best)), _without(words, also)


def _sex(words: str) -> tuple[str | None, str]:
    found = {
        sex: phrase
        for sex, phrases in vocabulary().sexes.items()
        for phrase in reversed(phrases)
        if f" {phrase} " in words
    }
    if len(found) != 1:
        return None, words
    ((sex, phrase),) = found.items()
    return sex, words.replace(f" {phrase} ", "  ")


def _first(words: str, known: Mapping[str, Value]) -> tuple[Value | None, str]:
    """The value of the first known phrase found, longest first, and the words without any that mean it."""
    found: Value | None = None
    for phrase in sorted(known, key=len, reverse=True):
        if f" {phrase} " in words and found in (None, known[phrase]):
            found = known[phrase]
            words = _without(words, (phrase,))
    return found, words


def _without(words: str, phrases: Iterable[str]) -> str:
    words = f" {' '.join(words.split())} "
    for phrase in sorted(phrases, key=len, reverse=True):
        while f" {phrase} " in words:
            words = words.replace(f" {phrase} ", " ")
    return words


def joined_breakdown(*parts: str) -> str:
    """Several breakdowns of one figure as one text; `*` where there is none.

    >>> joined_breakdown("*", "Berusaha sendiri", "A"), joined_breakdown("*", "*")
    ('Berusaha sendiri · A', '*')
    """
    stated = [part for part in parts if part and part != NOT_BROKEN_DOWN]
    return " · ".join(stated) or NOT_BROKEN_DOWN
