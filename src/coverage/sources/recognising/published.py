"""Recognising a published table: which columns hold values of which indicator, year, sex and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...codes import NOT_BROKEN_DOWN
from ...text import Text
from ..declaring.formats import Column, Format, formats, plain
from ..declaring.indicators import Meaning, indicator_among, indicators, meaning_of, vocabulary, words_of
from ..declaring.measures import Published, Values
from ..floor.amounts import is_number
from ..floor.masking import scrub
from ..floor.rules import rules
from ..reading.headings import Heading
from ..reading.tables import Table
from .recognise import Mapped, Recognised, place_of

NAME = "statistics"
VALUE = "nilai"
_AREAS = ("kode_wilayah", "provinsi", "wilayah", "kecamatan", "desa")
_LONG_TITLE = 8


def recognise_published(
    headings: Sequence[Heading],
    table: Table,
    file_name: str,
    given: frozenset[str],
    mapping: Mapped | None = None,
) -> Recognised | None:
    """The best reading of a table as published figures; None when no column holds a known indicator."""
    if any(scrub(text) != text for row in table.head for cell in row if (text := " ".join(cell.split()))):
        return None  # identity numbers: a list of persons, whatever else it says
    found = [
        reading
        for heading in headings
        if (reading := _read(heading, table, file_name, given, mapping or {})) is not None
    ]
    return max(found, key=_weight, default=None)


def _weight(reading: Recognised) -> tuple[bool, int, int, int, int]:
    held = 0 if reading.published is None else reading.published.distinct
    return (reading.is_complete, held, *reading.weight[2:])


def _read(heading: Heading, table: Table, file_name: str, given: frozenset[str], mapping: Mapped) -> Recognised | None:
    declared = formats()[NAME]
    places = _declared_places(declared, heading)
    for column, header in mapping.items():
        place = place_of(heading.cells, header)
        if place is None:
            return None
        places = {other: at for other, at in places.items() if at != place} | {column: place}
    plain_value = places.pop(VALUE, None)
    titles = _titles(heading, table, file_name, places)
    shared = _shared(heading, places)
    values: dict[int, Values] = {}
    for place, cell in enumerate(heading.cells):
        if place in places.values() or not cell:
            continue
        if place != plain_value and not _has_numbers(table, heading, place):
            continue
        parts = heading.parts[place]
        if place == plain_value:
            # `Nilai` only says that figures stand below it.
            parts = tuple(part for part in parts if declared.headers.get(plain(part)) != VALUE)
        one = _values(f"{place}", parts, shared, titles, "indikator" in places)
        if one is not None:
            values[place] = one
    if not values or not (places.keys() & {*_AREAS, "rincian"}):
        return None
    names = _unique_names(heading, values)
    named = tuple(replace(one, column=names[place]) for place, one in values.items())
    left = [cell for place, cell in enumerate(heading.cells) if cell and place not in {*places.values(), *values}]
    columns = (*(one for one in declared.columns if one.name != VALUE), *(_column(one) for one in named))
    has_year = "bulan" in places or "tahun" in places or "period" in given or all(one.year for one in named)
    return Recognised(
        NAME,
        declared.model_copy(update={"columns": columns}),
        heading,
        places | {names[place]: place for place in values},
        () if has_year else ("tahun",),
        (),
        True,
        Published(named, tuple(left), titles),
        mapping,
    )


def _declared_places(declared: Format, heading: Heading) -> dict[str, int]:
    """The columns that say where, when and of what; a header may go on after an area's word ("Kabupaten/Kota Se …")."""
    places: dict[str, int] = {}
    for place, (cell, parts) in enumerate(zip(heading.cells, heading.parts, strict=True)):
        column = next(
            (known for text in (cell, *parts[-1:]) if (known := declared.headers.get(plain(text)))), None
        ) or _area_by_beginning(cell, declared)
        if column is not None and column not in places:
            places[column] = place
    return places


def _area_by_beginning(cell: str, declared: Format) -> str | None:
    words = words_of(cell)
    for column in declared.columns:
        for alias in (column.name, *column.aliases):
            beginnings = (f"{words_of(alias)}{word} " for word in vocabulary().area_goes_on)
            if column.type == "area_name" and words.startswith(tuple(beginnings)):
                return column.name
    return None


def _titles(heading: Heading, table: Table, file_name: str, places: dict[str, int]) -> tuple[str, ...]:
    """What says something of the whole table, nearest first: shared headers, titles, area headers, sheet, file name."""
    above = [cell for row in reversed(table.head[: heading.first]) for cell in row if cell.strip()]
    areas = [heading.cells[places[name]] for name in _AREAS if name in places]
    texts = [*_shared(heading, places), *above, *areas, table.sheet, Path(file_name).stem.replace("_", " ")]
    return tuple(" ".join(text.split()) for text in texts if text.strip())


def _shared(heading: Heading, places: dict[str, int]) -> tuple[str, ...]:
    """Header texts that every column of values has: titles merged into the header."""
    others = [parts for place, parts in enumerate(heading.parts) if parts and place not in places.values()]
    counted = Counter(part for parts in others for part in dict.fromkeys(parts))
    return tuple(part for part, times in counted.items() if times == len(others) > 1)


def _has_numbers(table: Table, heading: Heading, place: int) -> bool:
    cells = [row[place].strip() for row in table.head[heading.last + 1 :] if place < len(row) and row[place].strip()]
    stated = [cell for cell in cells if cell.casefold() not in rules().missing_marks]
    return (not stated and bool(cells)) or sum(map(is_number, stated)) > len(stated) / 2


def _values(
    column: str, parts: tuple[str, ...], shared: tuple[str, ...], titles: tuple[str, ...], by_row: bool
) -> Values | None:
    """What a column of values holds, after its own header first and what is said of the whole table second."""
    own = [meaning_of(part) for part in parts if part not in shared]
    general = [_general(text) for text in titles]
    unit = next((one.unit for one in [*own, *general] if one.unit), None)
    names = next((one.names for one in [*reversed(own), *general] if one.names), ())
    indicator = indicator_among(names, next((one.unit for one in own if one.unit), None) or unit)
    if indicator is None and names and unit is not None and not any(one.unit for one in own):
        indicator = names[0]  # the title's unit belongs to another column
        unit = None
    if indicator is None and not by_row:
        return None
    return Values(
        column=column,
        indicator=indicator,
        year=next((one.year for one in [*own, *general] if one.year), None),
        month=next((one.month for one in own if one.month), None),
        sex=next((one.sex for one in own if one.sex), None),
        breakdown=_breakdown(parts, shared, own),
        unit=unit,
        factor=next((one.factor for one in [*own, *general] if one.factor), None),
    )


def _general(text: str) -> Meaning:
    """What a title says; in a long one a unit counts only in brackets."""
    found = meaning_of(text)
    if len(text.split()) <= _LONG_TITLE or not (found.unit or found.factor):
        return found
    bracketed = meaning_of(" ".join(part.split(")")[0] for part in text.split("(")[1:]))
    return replace(found, unit=bracketed.unit, factor=bracketed.factor)


def _breakdown(parts: tuple[str, ...], shared: tuple[str, ...], own: list[Meaning]) -> str:
    """The words of a header that are neither indicator, time, sex nor unit: what its figures are broken down by."""
    texts = [part for part in parts if part not in shared]
    found = []
    for text, meaning in zip(texts, own, strict=True):
        says = meaning.names or meaning.year or meaning.sex or meaning.month or meaning.is_total
        rest = meaning.rest.split(" menurut ")[0]
        found.append((rest.capitalize() if says else text) if rest else "")
    return " · ".join(text for text in found if text) or NOT_BROKEN_DOWN


def _unique_names(heading: Heading, values: dict[int, Values]) -> dict[int, str]:
    """The header of each column of values, told apart where two are the same."""
    cells = {place: heading.cells[place] for place in values}
    seen: Counter[str] = Counter()
    names = {}
    for place, cell in cells.items():
        seen[cell] += 1
        names[place] = cell if seen[cell] == 1 else f"{cell} ({seen[cell]})"
    return names


def _column(one: Values) -> Column:
    declared = indicators().get(one.indicator or "")
    is_whole = declared is not None and declared.unit in ("persons", "families", "idr") and not one.factor
    return Column(
        name=one.column,
        type="money" if is_whole else "decimal",
        example="1.234" if is_whole else "12,5",
        label=Text(id=one.column, en=one.column) if declared is None else declared.label,
        minimum=None if declared is None else declared.low,
        maximum=None if declared is None else declared.high,
    )
