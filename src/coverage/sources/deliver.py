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
from .decide import Decision, decide
from .declaring.clean import cells_of_table, subjects_of_table
from .declaring.formats import format_named
from .floor.masking import scrub
from .floor.options import ImportOptions
from .floor.rules import rules
from .floor.wording import told
from .judging.draft import Surroundings
from .keeping.earlier import members_in_force
from .keeping.force import sponsor_book
from .keeping.keys import file_hash, key_check, peek_secret
from .keeping.manifest import Manifest
from .keeping.store import Parcel, list_deliveries
from .matching.persons import Told, told_of_persons
from .reading.tables import Table, refused
from .recognising.advice import tables_of
from .recognising.opening import Opened, open_tables
from .recognising.profiles import save_profile
from .recognising.recognise import Recognised
from .recognising.refusals import several
from .record import followed, record, told_apart
from .result import FileRefused, FileResult, ImportResult
from .returning.return_file import write_return_file
from .returning.return_sheets import carried_options, without_explanation
from .shaping.examine import Examined, examine, none_accepted, submitted
from .shaping.sums import sums_of


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
    tables = tables_of(path)
    carried = carried_options(tables, options)
    if carried != options:
        options, around = carried, _surroundings(data, path, carried)
    opened = open_tables(data, path, without_explanation(tables), options)
    _tell(options, "check")
    content = file_hash(path)
    examined = _examined(path, opened.readable, around, options, content)
    parcels = [_parcel(entry, options, content, around) for entry in examined]
    parcels = told_apart(parcels)
    found = told_of_persons(data, parcels, examined, around.sponsors)
    # Before anything is recorded: a file that cannot be written leaves nothing half done.
    if options.return_file is not None:
        write_return_file(
            options.return_file, path, examined, options, [(told, review.pairs) for told, review in found]
        )
    if options.dry_run:
        known = list_deliveries(data)
        decisions = [decide(data, known, parcel, options) for parcel in parcels]
        decisions = followed(data, known, decisions, examined)
    else:
        _tell(options, "record")
        decisions = record(data, parcels, examined, options, around)
        _remember(data, opened, options)
    return ImportResult(
        tuple(
            replace(
                _result(path, entry, decision, options.dry_run, of_people),
                left_aside=opened.left_aside,
                profile=entry.draft.profile,
            )
            for entry, decision, of_people in zip(examined, decisions, found, strict=True)
        )
    )


def _remember(data: DataFolder, opened: Opened, options: ImportOptions) -> None:
    """Keeps a stated mapping under the name stated with it, for the next file with these headers."""
    if options.profile and options.mapping:
        _, reading = opened.readable[0]
        save_profile(data, options.profile, reading.name, options.mapping, reading.heading.cells)


def _surroundings(data: DataFolder, path: Path, options: ImportOptions) -> Surroundings:
    """What rows are judged against; wrong arguments are refused here."""
    _refuse_odd_dates(options)
    if options.return_file is not None and options.return_file.resolve().is_relative_to(data.root.resolve()):
        raise UsageError("return_file_in_data", told("return_file_in_data", folder=data.root.name))
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


def _refuse_odd_dates(options: ImportOptions) -> None:
    """A day to come would win over everything received until then; a month out of all range is a slip of the pen."""
    if options.received is not None and options.received > date.today():
        text = told("received_in_future", day=options.received.isoformat())
        raise UsageError("received_in_future", text, [told("received_in_future_hint")])
    first, last = rules().first_year, rules().last_year
    if options.period is not None and not first <= options.period // 12 <= last:
        text = told("odd_period", month=month_code(options.period), first=first, last=last)
        raise UsageError("odd_period", text, [told("odd_period_hint")])


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
            write_return_file(options.return_file, path, filled, options)
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
    if draft.mapping:
        declared["mapping"] = json.dumps(dict(draft.mapping), sort_keys=True, ensure_ascii=False)
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
    return Parcel(manifest, examined.clean)


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
