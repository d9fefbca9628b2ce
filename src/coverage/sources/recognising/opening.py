"""Which tables of a file are read as what, and which are left aside and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...errors import UsageError, unknown_name
from ...folders import DataFolder
from ..declaring.formats import format_named, formats, formats_listed, plain
from ..floor.masking import scrub
from ..floor.options import ImportOptions, LeftAside
from ..floor.wording import told
from ..reading.headings import Heading, headings_of
from ..reading.tables import Table
from .profiles import Profile, check_profile_name, list_profiles, profile_named, signature_of
from .published import NAME, recognise_published
from .recognise import Recognised, recognise
from .refusals import header_cells, shown_headers, unreadable


@dataclass(frozen=True)
class Opened:
    """The tables of a file that are read, with how, and the sheets that are not."""

    readable: list[tuple[Table, Recognised]]
    left_aside: tuple[LeftAside, ...]


def open_tables(data: DataFolder, path: Path, tables: Sequence[Table], options: ImportOptions) -> Opened:
    """Every table recognised on its own; raises with all that is missing when one is only nearly a format, or when
    none is, and when a stated mapping names a column or header that is not there.
    """
    if options.profile is not None:
        check_profile_name(options.profile)
    _check_columns(options)
    profiles = _profiles(data, options)
    seen = [table for table in tables if not table.is_hidden] or list(tables)
    found = [(table, recognise_table(table, path.name, options, profiles)) for table in seen]
    readable = [(table, reading) for table, reading in found if reading is not None]
    complete = [entry for entry in readable if entry[1].is_complete]
    nearly = [entry for entry in readable if not entry[1].is_complete and (entry[1].is_told or not complete)]
    if not readable and options.mapping:
        raise _unknown_header(tables, options.mapping)
    if nearly or not complete:
        raise unreadable(path, list(tables), nearly)
    taken = {id(table) for table, _ in complete}
    return Opened(complete, tuple(_left(table) for table in tables if id(table) not in taken))


def _profiles(data: DataFolder, options: ImportOptions) -> list[Profile]:
    """The saved mappings to look for: the one named, else all; none when the mapping is stated itself."""
    if options.mapping:
        return []
    if options.profile is not None:
        return [profile_named(data, options.profile)]
    return [one for one in list_profiles(data) if options.format in (None, one.format)]


def _check_columns(options: ImportOptions) -> None:
    """Refuses a mapping of columns that no format, or not the format named, has."""
    for column in options.mapping or ():
        names = [options.format] if options.format else list(formats())
        known = {one.name for name in names for one in format_named(name).columns}
        if column not in known:
            raise unknown_name(told("column"), column, known)


def _unknown_header(tables: Sequence[Table], mapping: Mapping[str, str]) -> UsageError:
    """Which header of a mapping no table has; when all are there, they only do not stand together."""
    cells = {scrub(cell) for table in tables for heading in headings_of(table) for cell in heading.cells if cell}
    known = {plain(cell) for cell in cells}
    wrong = next((header for header in mapping.values() if plain(header) not in known), None)
    if wrong is None:
        return UsageError("mapping_scattered", told("mapping_scattered"))
    return unknown_name(told("header"), scrub(wrong), header_cells(tables))


def given_by(options: ImportOptions) -> frozenset[str]:
    """Which options were stated that stand in for a column."""
    given = (("period", options.period), ("sponsor", options.sponsor))
    return frozenset(name for name, value in given if value is not None)


def recognise_table(
    table: Table, file_name: str, options: ImportOptions, profiles: Sequence[Profile] = ()
) -> Recognised | None:
    """What a table is: as a saved mapping says, one of the formats by its headers, else a published table by its
    indicators.
    """
    headings = list(headings_of(table))
    for profile in profiles:
        stated = replace(options, format=profile.format, mapping=profile.columns)
        fitting = [one for one in headings if options.profile or signature_of(one.cells) == profile.signature]
        reading = _recognised(fitting, table, file_name, stated)
        if reading is not None:
            return replace(reading, profile=profile.name)
    return _recognised(headings, table, file_name, options)


def _recognised(headings: list[Heading], table: Table, file_name: str, options: ImportOptions) -> Recognised | None:
    given = given_by(options)
    if options.format == NAME:
        return recognise_published(headings, table, file_name, given, options.mapping)
    reading = recognise(headings, given, options.format, options.mapping)
    if options.format or options.mapping or (reading is not None and reading.is_complete):
        return reading
    published = recognise_published(headings, table, file_name, given)
    # A table that lacks columns of a format is that format, unless it is whole as something else.
    return published if published is not None and (reading is None or published.is_complete) else reading


def _left(table: Table) -> LeftAside:
    headers = shown_headers([table])
    if not any(cell.strip() for row in table.head for cell in row):
        return LeftAside(scrub(table.sheet), told("left_empty"))
    if table.is_hidden:
        return LeftAside(scrub(table.sheet), told("left_hidden"))
    return LeftAside(scrub(table.sheet), told("left_unknown", headers=headers, formats=formats_listed()))
