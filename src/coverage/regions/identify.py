"""Which area each row of a boundary file is: by a column of codes, else by names within their parents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ..declare import read_yaml
from ..text import Text
from ..words import phrase
from .match import Match
from .region import LEVEL_OF_DIGITS, LEVELS, Level, area_of, is_unlocated, parent_of
from .registry import Regions, Standard

Properties = Mapping[str, Sequence[object]]

_CODE = re.compile(r"(id)?(\d{2}|\d{4}|\d{6}|\d{7}|\d{10})|\d\d([.\-]\d\d([.\-]\d\d([.\-]\d{4})?)?)?", re.I)


@dataclass(frozen=True)
class Row:
    """What a row of the file was found to be: `code`, or None and the `reason`; `stated` is what it calls itself.

    `place` is the regency it says to lie in, also where its own code or name is not known; `is_beyond_list` when it is
    not known because the code list of that place does not go down to the level of the file; `is_by_name` when others
    carry its code too and its name was followed.
    """

    code: str | None
    stated_code: str | None
    stated_name: str | None
    reason: Text | None
    place: str | None = None
    is_beyond_list: bool = False
    is_by_name: bool = False


@dataclass(frozen=True)
class Identified:
    """All rows of a layer and the level they are of; `twofold` when its codes fit two code lists equally well."""

    level: Level | None
    rows: list[Row]
    twofold: bool

    @property
    def matched(self) -> int:
        return sum(row.code is not None for row in self.rows)

    @property
    def beyond_list(self) -> int:
        """How many rows are of places whose code list does not go down to this level."""
        return sum(row.is_beyond_list for row in self.rows)


@dataclass(frozen=True)
class _CodeColumn:
    values: Sequence[object]
    standard: Standard | None
    codes: list[str | None]
    level: Level


def identify(properties: Properties, count: int, regions: Regions, wanted: Level | None) -> Identified:
    """The area of each of `count` rows: of level `wanted` where the file says it, else of the finest that it says.

    What the file says counts, not what is known: a file of unknown villages is not taken for its regency.
    """
    by_code: list[Identified] = []
    if columns := _code_columns(properties, regions):
        column = _preferred(columns, wanted)
        names = _names(properties, count, column.level)
        rows = [_by_code(regions, column, index, names[index]) for index in range(count)]
        if column.standard == "bps":
            rows = [_or_by_name(properties, index, regions, column.level, row) for index, row in enumerate(rows)]
        rows = _told_apart(regions, column.level, rows)
        by_code = [Identified(column.level, rows, column.standard is None)]
        if by_code[0].matched:
            return by_code[0]
    levels = _levels(properties, wanted)
    by_name = [Identified(level, _by_name(properties, count, regions, level), False) for level in levels]
    empty = Identified(None, [Row(None, None, None, phrase("regions.reason_no_name"))] * count, False)
    # Of equals the first is taken: codes that lead nowhere say more than names that lead nowhere.
    return max([*by_code, *by_name, empty], key=lambda one: one.matched)


def _told_apart(regions: Regions, level: Level, rows: list[Row]) -> list[Row]:
    """Rows that share a code but bear names of different areas: the code is an old one, the name tells which."""
    by_code: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row.code and row.stated_name:
            by_code.setdefault(row.code, []).append(index)
    found = list(rows)
    for code, places in by_code.items():
        if len({rows[index].stated_name for index in places}) < 2:
            continue
        for index in places:
            named = regions.match(rows[index].stated_name or "", level, parent_of(code)).code
            if named and named != code:
                found[index] = replace(rows[index], code=named, is_by_name=True)
    return found


def identify_wider(properties: Properties, count: int, regions: Regions, level: Level) -> Identified:
    """The area of `level` that each row lies in, for rows that are of a finer level which no code list has."""
    above = LEVELS[LEVELS.index(level) + 1 :]
    best = Identified(level, [Row(None, None, None, phrase("regions.reason_no_name"))] * count, False)
    for column in _code_columns(properties, regions):
        if column.level not in above and column.level != level:
            continue
        names = _names(properties, count, column.level)
        rows = []
        for index, value in enumerate(column.values):
            own = column.codes[index] if column.level == level else regions.above(value, level, column.standard)
            row = _by_code(regions, column, index, names[index])
            rows.append(Row(own, row.stated_code, row.stated_name, None if own else row.reason, row.place))
        best = max(best, Identified(level, rows, False), key=lambda one: one.matched)
    by_name = Identified(level, _by_name(properties, count, regions, level), False)
    return max(best, by_name, key=lambda one: one.matched)


def _or_by_name(properties: Properties, index: int, regions: Regions, level: Level, row: Row) -> Row:
    """A row of an unknown BPS code by its name, where the area of that name has no BPS code: bridges have holes."""
    if row.code or not row.stated_code:
        return row
    named = _named(properties, index, regions, level, None)
    region = regions.get(named.code) if named.code else None
    return row if region is None or region.bps_code else Row(named.code, row.stated_code, row.stated_name, None)


def _levels(properties: Properties, wanted: Level | None) -> list[Level]:
    """The levels that rows may be of: that of the finest column named for one; finer ones if a name states no level."""
    named = [level for level in reversed(LEVELS) if any(_filled(properties, alias) for alias in _aliases()[level])]
    if wanted in named:
        return [wanted]
    finest = LEVELS.index(named[0]) if named else 0
    has_plain_name = any(_filled(properties, alias) for alias in _aliases()["any"])
    return [*(reversed(LEVELS[finest + bool(named) :]) if has_plain_name else ()), *named[:1]]


def _filled(properties: Properties, alias: str) -> bool:
    return any(value is not None for value in _column(properties, alias) or ())


def declared_source(properties: Properties) -> str | None:
    """Who made the file, where it says so the same on every row."""
    for name in _aliases()["source"]:
        values = {str(value) for value in _column(properties, name) or () if value is not None}
        if len(values) == 1:
            return values.pop()
    return None


def _preferred(columns: list[_CodeColumn], wanted: Level | None) -> _CodeColumn:
    """The column of the wanted level, else of the finest; of several, the one with the most known codes."""

    def rank(column: _CodeColumn) -> tuple[bool, int, int]:
        hits = sum(code is not None for code in column.codes)
        return (column.level == wanted, LEVELS.index(column.level), hits)

    return max(columns, key=rank)


def _code_columns(properties: Properties, regions: Regions) -> list[_CodeColumn]:
    """The columns that hold codes all through: shaped like codes of one level, of regencies that exist."""
    found = []
    for values in properties.values():
        stated = [value for value in values if value is not None]
        # A measured number may look like a code by chance; text, or whole numbers, do not.
        if not stated or any(isinstance(value, float) and not value.is_integer() for value in stated):
            continue
        levels = Counter(_shape_of(value, regions) for value in stated)
        level, number = levels.most_common(1)[0]
        if level is None or number < 0.8 * len(stated):
            continue
        standard = regions.standard_of(stated)
        codes = [regions.canonical(value, standard) for value in values]
        kept = [code if code and regions.level(code) == level and not is_unlocated(code) else None for code in codes]
        found.append(_CodeColumn(values, standard, kept, level))
    return found


def _shape_of(value: object, regions: Regions) -> Level | None:
    """The level a value has the shape of a code of, known or not, if it begins with a known regency or province."""
    match = _CODE.fullmatch(_text(value))
    if match is None:
        return None
    digits = re.sub(r"\D", "", match.group())
    level = LEVEL_OF_DIGITS[len(digits)]
    return level if regions.readings(digits[: min(len(digits), 4)]) else None


def _by_code(regions: Regions, column: _CodeColumn, index: int, name: str | None) -> Row:
    value, code = column.values[index], column.codes[index]
    stated = None if value is None else _text(value)
    if code:
        return Row(code, stated, name, None, area_of(code, "regency"))
    if stated is None:
        return Row(None, None, name, phrase("regions.reason_no_name"))
    place = regions.place_of(value, column.standard)
    if place and not regions.has_list(place, column.level):
        return Row(None, stated, name, regions.lacking(column.level, place), place, is_beyond_list=True)
    readings = {standard: regions.full_name(found) for standard, found in regions.readings(value).items()}
    if len(set(readings.values())) == 2:
        return Row(None, stated, name, phrase("regions.reason_code_twofold", code=stated, **readings), place)
    return Row(None, stated, name, phrase("regions.reason_code", code=stated), place)


def _by_name(properties: Properties, count: int, regions: Regions, level: Level) -> list[Row]:
    """Rows matched by name; where the file does not say the regency, the one that the clear names lie in is taken."""
    rows = [_named(properties, index, regions, level, None) for index in range(count)]
    places = Counter(area_of(row.code, "regency") for row in rows if row.code and len(row.code) >= 5)
    if len(places) != 1:
        return rows
    (place,) = places
    return [row if row.code else _named(properties, index, regions, level, place) for index, row in enumerate(rows)]


def _named(properties: Properties, index: int, regions: Regions, level: Level, place: str | None) -> Row:
    parents: tuple[str | None, ...] = (place,)
    for above in LEVELS[: LEVELS.index(level)]:
        stated = _name_at(properties, index, above, is_own=False)
        if stated:
            matches = [regions.match(stated, above, parent) for parent in parents]
            # "Cirebon" is two regencies: the name of the part may tell which, and is sought in both.
            found = [code for match in matches for code in ([match.code] if match.code else _twins(match))]
            parents = tuple(found) or parents
    name = _name_at(properties, index, level, is_own=True)
    regency = next((area_of(parent, "regency") for parent in parents if parent and len(parents) == 1), None)
    if name is None:
        return Row(None, None, None, phrase("regions.reason_no_name"), regency)
    matches = [regions.match(name, level, parent) for parent in parents]
    codes = {match.code for match in matches if match.code}
    if len(codes) == 1:
        (code,) = codes
        return Row(code, None, name, None, area_of(code, "regency"))
    return Row(None, None, name, matches[0].text, regency, all(match.reason == "no_list" for match in matches))


def _twins(match: Match) -> tuple[str, ...]:
    return match.candidates if match.reason == "ambiguous" else ()


def _names(properties: Properties, count: int, level: Level) -> list[str | None]:
    return [_name_at(properties, index, level, is_own=True) for index in range(count)]


def _name_at(properties: Properties, index: int, level: Level, is_own: bool) -> str | None:
    """What row `index` calls its area of `level`; columns without a level count for the row's own area only."""
    for alias in (*_aliases()[level], *(_aliases()["any"] if is_own else ())):
        column = _column(properties, alias)
        if column is not None and column[index] is not None:
            return str(column[index]).strip() or None
    return None


def _column(properties: Properties, alias: str) -> Sequence[object] | None:
    return next((values for name, values in properties.items() if name.lower() == alias), None)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


@lru_cache(maxsize=1)
def _aliases() -> dict[str, list[str]]:
    aliases: dict[str, list[str]] = read_yaml(Path(__file__).parent / "properties.yaml")
    return aliases
