"""The door for files: read, recognise, examine, then record what is new."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from ..errors import DataRefused, UsageError, unknown_name
from ..folders import DataFolder
from ..regions import load_regions
from ..text import month_code
from .clean import cells_of_table, subjects_of_table
from .decide import Decision, decide
from .draft import Surroundings
from .earlier import members_in_force
from .examine import Examined, examine, submitted
from .force import sponsor_book
from .formats import format_named
from .keys import file_hash, keep_secret, key_check, peek_secret, refuse_other_secret
from .lock import locked
from .manifest import Manifest
from .masking import scrub
from .persons import Told, told_of_persons
from .read import read_tables
from .recognise import Recognised, recognise
from .refusals import none_accepted, several, unreadable
from .result import FileRefused, FileResult, ImportOptions, ImportResult
from .return_file import write_return_file
from .store import Parcel, audit, list_deliveries, recover, store
from .sums import sums_of
from .tables import Table, refused
from .wording import told


def import_file(data: DataFolder, path: Path, options: ImportOptions | None = None) -> ImportResult:
    """Records what a file delivers, one delivery per recognised sheet; raises `CoverageError` and changes nothing if
    the file as a whole cannot be taken. With `dry_run` it says what would happen.
    """
    options = options or ImportOptions()
    is_first = not (data.private / "secret").exists()
    try:
        return _import(data, Path(path), options)
    except DataRefused as refusal:
        # Of two first imports at once, the one that stored its secret second starts again with the other's.
        if refusal.code != "secret_differs" or not is_first:
            raise
        return _import(data, Path(path), options)


def _import(data: DataFolder, path: Path, options: ImportOptions) -> ImportResult:
    around = _surroundings(data, path, options)
    _tell(options, "read")
    readable = _recognised(path, options)
    _tell(options, "check")
    content = file_hash(path)
    examined = _examined(path, readable, around, options, content)
    parcels = [_parcel(entry, options, content, around) for entry in examined]
    parcels = _told_apart(parcels)
    found = told_of_persons(data, parcels, examined, around.sponsors)
    # Before anything is recorded: a file that cannot be written leaves nothing half done.
    if options.return_file is not None:
        write_return_file(options.return_file, path, examined)
    if options.dry_run:
        known = list_deliveries(data)
        decisions = [decide(data, known, parcel, options) for parcel in parcels]
    else:
        _tell(options, "record")
        decisions = _record(data, parcels, options, around)
    return ImportResult(
        tuple(
            _result(path, entry, decision, options.dry_run, of_people)
            for entry, decision, of_people in zip(examined, decisions, found, strict=True)
        )
    )


def _surroundings(data: DataFolder, path: Path, options: ImportOptions) -> Surroundings:
    """What rows are judged against; wrong arguments are refused here."""
    if options.format is not None:
        format_named(options.format)
    regions = load_regions(data)
    sponsors = sponsor_book(data)
    part = None
    if options.part is not None:
        part = regions.canonical(options.part)
        if part is None or len(part) < 5:
            raise UsageError("unknown_name", told("bad_part", value=options.part))
    sponsor = None
    if options.sponsor is not None:
        sponsor = sponsors.find(options.sponsor)
        if sponsor is None:
            raise unknown_name(told("sponsor"), options.sponsor, sponsors.codes())
    secret = peek_secret(data)
    known = list_deliveries(data)
    if known and known[-1].key_check != key_check(secret):
        raise DataRefused("secret_differs", told("secret_differs"), [told("secret_missing_hint")])
    received = options.received or date.today()
    members = partial(members_in_force, data)
    return Surroundings(regions, sponsors, secret, received, options.period, sponsor, part, path.name, members)


def _recognised(path: Path, options: ImportOptions) -> list[tuple[Table, Recognised]]:
    """The tables that are one of the formats; raises with everything that is missing when one is only nearly so."""
    given = frozenset(
        name for name, value in (("period", options.period), ("sponsor", options.sponsor)) if value is not None
    )
    tables = read_tables(path)
    found = [(table, recognise(table.head, given, options.format)) for table in tables]
    readable = [(table, reading) for table, reading in found if reading is not None]
    complete = [entry for entry in readable if entry[1].is_complete]
    nearly = [entry for entry in readable if not entry[1].is_complete and (entry[1].is_told or not complete)]
    if nearly or not complete:
        raise unreadable(path, tables, nearly)
    return complete


def _examined(
    path: Path,
    readable: list[tuple[Table, Recognised]],
    around: Surroundings,
    options: ImportOptions,
    content: str,
) -> list[Examined]:
    """The tables with rows, all of them acceptable as a whole; raises with what is wrong with any."""
    faults: list[DataRefused] = []
    examined: list[Examined] = []
    for table, recognised in readable:
        try:
            examined.append(examine(table, recognised, around))
        except DataRefused as refusal:
            faults.append(refusal)
    filled = [entry for entry in examined if entry.rows]
    if faults:
        raise several(path, faults)
    if not filled:
        raise refused("no_rows", place=path.name)
    empty = [entry for entry in filled if entry.accepted == 0]
    if empty:
        result = ImportResult(
            tuple(
                FileResult(
                    scrub(path.name),
                    scrub(entry.draft.sheet),
                    None,
                    False,
                    _parcel(entry, options, content, around).manifest,
                    (),
                    entry.problems,
                )
                for entry in filled
            )
        )
        fault = several(path, [none_accepted(path, entry) for entry in empty])
        if options.return_file is not None:
            write_return_file(options.return_file, path, filled)
        raise FileRefused(fault.code, fault.text, list(fault.hints), result)
    return filled


def _parcel(examined: Examined, options: ImportOptions, content: str, around: Surroundings) -> Parcel:
    draft = examined.draft
    declared = {
        "format": options.format,
        "period": None if options.period is None else month_code(options.period),
        "sponsor": around.sponsor,
        "sender": None if options.sender is None else scrub(options.sender),
        "part": around.part,
    }
    cells = cells_of_table(examined.clean)
    places = {regency for regency, _ in cells}
    manifest = Manifest(
        delivery="",
        format=draft.name,
        target=examined.target,
        identity=_identity(content, draft.sheet, declared),
        hash=content,
        file_name=scrub(around.file_name),
        sheet=scrub(draft.sheet),
        place=places.pop() if len(places) == 1 else "",
        cells=cells,
        subjects=subjects_of_table(examined.clean, draft.format.subject),
        sender=_sender(examined, options, around),
        part=around.part or "",
        cadence=draft.format.cadence,
        received=around.received,
        recorded=0,
        recorded_at=datetime.now(UTC).replace(microsecond=0),
        rows=examined.rows,
        accepted=examined.accepted,
        quarantined=int(examined.quarantined.sum()),
        duplicates=examined.duplicates,
        sums=sums_of(examined.target, examined.clean),
        conventions=draft.conventions,
        warnings=draft.warnings,
        synthetic=options.synthetic or _says_synthetic(examined),
        key_check=key_check(around.secret),
        submitted_by_sponsor=submitted(examined),
        options={name: value for name, value in declared.items() if value is not None},
    )
    return Parcel(manifest, examined.clean, examined.quarantine(content))


def _identity(content: str, sheet: str, declared: dict[str, str | None]) -> str:
    stated = json.dumps([content, sheet, declared], sort_keys=True)
    return hashlib.sha256(stated.encode()).hexdigest()


def _sender(examined: Examined, options: ImportOptions, around: Surroundings) -> str:
    """Who sent it: as stated, else the sponsor, else the one value of the format's sender column, else its name."""
    stated = options.sender or around.sponsor
    if stated:
        return scrub(stated.strip())
    column = examined.draft.format.sender_column
    if column is not None:
        found = {value for value in examined.draft.value(column)[examined.draft.sound] if value is not None}
        if len(found) == 1:
            return str(found.pop())
    return examined.draft.name


def _says_synthetic(examined: Examined) -> bool:
    draft = examined.draft
    if draft.says_synthetic:
        return True
    sources = draft.value("sumber")[draft.sound]
    return bool(len(sources)) and all(text is not None and "sintetis" in text.lower() for text in set(sources.tolist()))


def _told_apart(parcels: list[Parcel]) -> list[Parcel]:
    """Sheets of one workbook that speak for the same cells are its parts; else the last would replace the others."""
    keys = [set(parcel.manifest.claims()) for parcel in parcels]
    told: list[Parcel] = []
    for place, parcel in enumerate(parcels):
        others = set().union(*(keys[other] for other in range(len(parcels)) if other != place))
        if keys[place] & others:
            part = "/".join(text for text in (parcel.manifest.part, parcel.manifest.sheet) if text)
            parcel = replace(parcel, manifest=parcel.manifest.model_copy(update={"part": part}))
        told.append(parcel)
    return told


def _record(data: DataFolder, parcels: list[Parcel], options: ImportOptions, around: Surroundings) -> list[Decision]:
    """Stores what is new, all of it at once."""
    with locked(data.deliveries):
        recover(data)
        refuse_other_secret(data, around.secret)
        known = list_deliveries(data)
        decisions = [decide(data, known, parcel, options) for parcel in parcels]
        for decision in decisions:
            decision.refuse_unconfirmed(options)
        number = known[-1].recorded if known else 0
        fresh: list[Parcel] = []
        for place, decision in enumerate(decisions):
            if decision.unchanged is None:
                number += 1
                decisions[place] = decision.recorded_as(number)
                fresh.append(decisions[place].parcel)
        if fresh:
            keep_secret(data, around.secret)
            store(data, fresh)
        for parcel in fresh:
            manifest = parcel.manifest
            audit(
                data,
                "import",
                delivery=manifest.delivery,
                format=manifest.format,
                file=manifest.file_name,
                hash=manifest.hash,
                rows=manifest.rows,
                accepted=manifest.accepted,
                quarantined=manifest.quarantined,
                confirmed=options.confirm,
            )
    return decisions


def _result(path: Path, examined: Examined, decision: Decision, is_dry: bool, of_people: Told) -> FileResult:
    manifest = decision.unchanged or decision.parcel.manifest
    return FileResult(
        file=scrub(path.name),
        sheet=scrub(examined.draft.sheet),
        delivery=None if is_dry and decision.unchanged is None else manifest.delivery,
        unchanged=decision.unchanged is not None,
        manifest=manifest,
        replaces=decision.replaces,
        problems=examined.problems,
        needs_confirm=decision.drop is not None,
        notices=of_people[0],
        review=of_people[1].pairs,
    )


def _tell(options: ImportOptions, phase: str) -> None:
    if options.progress is not None:
        options.progress(phase)
