"""From a recognised table to what would be stored of it: converted, checked, stripped, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from ...errors import DataRefused
from ...text import Text
from ..declaring.clean import SCHEMAS, Clean
from ..declaring.formats import is_never_read
from ..floor.cells import Mask
from ..floor.faults import Faults, Problem
from ..floor.masking import masked, scrub
from ..floor.wording import told
from ..judging.convert import convert
from ..judging.draft import Draft, Surroundings
from ..judging.repeats import exact_repeats, find_contradictions
from ..reading.tables import Body, Table
from ..recognising.below import filled_down, refuse_second_table
from ..recognising.recognise import Recognised, mapped
from ..recognising.skipping import Layout, without_furniture
from .code_lists import finish_regions
from .declared import finish_declared, schema_of
from .lists import finish_sponsors, finish_targets
from .people import finish_participants, finish_register
from .statistics import finish_statistics
from .tallies import finish_counts, finish_decile_table, finish_workforce

SHOWN_CHARACTERS = 80
SHOWN_COLUMNS = 6

# What makes a clean table of a draft, by what the format is about.
TARGETS: dict[str, Callable[[Draft], Clean]] = {
    "participants": finish_participants,
    "register": finish_register,
    "decile_table": finish_decile_table,
    "workforce": finish_workforce,
    "counts": finish_counts,
    "sponsors": finish_sponsors,
    "targets": finish_targets,
    "regions": finish_regions,
    "statistics": finish_statistics,
}

_QUARANTINE = pa.schema(
    [
        ("file_hash", pa.string()),
        ("sheet", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("nik_key", pa.string()),
        ("code", pa.string()),
        ("reason_id", pa.string()),
        ("reason_en", pa.string()),
        ("remedy_id", pa.string()),
        ("remedy_en", pa.string()),
        ("owner", pa.string()),
    ]
)


@dataclass(frozen=True)
class Examined:
    """A table with everything known about it; `clean` holds the accepted rows."""

    draft: Draft
    target: str
    clean: pa.Table
    problems: tuple[Problem, ...]
    quarantined: Mask

    @property
    def rows(self) -> int:
        return len(self.draft)

    @property
    def duplicates(self) -> int:
        return int(self.draft.is_repeat.sum())

    @property
    def accepted(self) -> int:
        return self.rows - self.duplicates - int(self.quarantined.sum())

    def quarantine(self, file_hash: str) -> pa.Table:
        """The faults as they are kept."""
        columns = [
            [file_hash] * len(self.problems),
            [problem.sheet for problem in self.problems],
            [problem.row for problem in self.problems],
            [problem.column for problem in self.problems],
            [problem.value for problem in self.problems],
            [problem.nik_key for problem in self.problems],
            [problem.fault.code for problem in self.problems],
            [problem.fault.reason.id for problem in self.problems],
            [problem.fault.reason.en for problem in self.problems],
            [problem.fault.remedy.id for problem in self.problems],
            [problem.fault.remedy.en for problem in self.problems],
            [problem.fault.owner for problem in self.problems],
        ]
        arrays = [pa.array(column, type=field.type) for column, field in zip(columns, _QUARANTINE, strict=True)]
        return pa.Table.from_arrays(arrays, schema=_QUARANTINE)


def examine(table: Table, recognised: Recognised, around: Surroundings) -> Examined:
    """Reads the body of a recognised table and judges every row; raises when the table as a whole says too little."""
    draft = _draft(table, recognised, around)
    target = recognised.format.target or recognised.name
    convert(draft)
    clean = TARGETS.get(target, finish_declared)(draft)
    find_contradictions(draft, clean)
    sound = draft.sound
    quarantined = draft.counted & ~sound
    kept = clean.table(schema_of(target) or SCHEMAS[target], sound, draft.body.rows)
    return Examined(draft, target, kept, _problems(draft), quarantined)


def _draft(table: Table, recognised: Recognised, around: Surroundings) -> Draft:
    headers = recognised.heading.cells
    body = table.body(recognised.header, len(headers))
    # Health columns and our own remarks leave memory before anything looks at them.
    # A published table holds no persons: there "Jasa Kesehatan" is a sector.
    wanted = set(recognised.places.values())
    kept = [place for place in range(len(body.columns)) if place in wanted or not is_never_read(headers[place])]
    body = Body([body.columns[place] for place in kept], body.rows, body.overlong, body.short)
    headers = [headers[place] for place in kept]
    places = {column: kept.index(place) for column, place in recognised.places.items()}
    layout = Layout(recognised.format, headers, places)
    body, skipped = without_furniture(body, layout, _stated(around), table.merged)
    refuse_second_table(body, layout, table.sheet or around.file_name)
    body, filled = filled_down(body, layout, table.merged, kept)
    said = {f"skipped_{one.kind}": one.text for one in skipped}
    if left := _left(recognised, headers, places):
        said["columns_left"] = left
    if filled.any():
        said["merged"] = told("convention_merged", count=int(filled.sum()))
    return Draft(
        name=recognised.name,
        format=recognised.format,
        sheet=table.sheet,
        headers=headers,
        titles=[cell for row in table.head[: recognised.heading.first] for cell in row if cell.strip()],
        places=places,
        body=body,
        around=around,
        faults=Faults(len(body.rows)),
        is_repeat=exact_repeats(body, places.get("nik")),
        conventions=table.conventions | mapped(recognised) | said,
        published=recognised.published,
        mapping=recognised.mapping,
        profile=recognised.profile,
        source_note=next((one.source for one in skipped if one.source), ""),
        says_synthetic=table.says_synthetic,
        header_row=recognised.header,
        first_header=recognised.heading.first,
        table=table,
        kept=kept,
        width=len(recognised.heading.cells),
    )


def _left(recognised: Recognised, headers: list[str], places: dict[str, int]) -> Text | None:
    """Which columns nothing is read from; a published table says so by itself."""
    if recognised.published is not None:
        return None
    named = [scrub(cell)[:60] for place, cell in enumerate(headers) if cell.strip() and place not in places.values()]
    shown = ", ".join(f"'{' '.join(cell.split())}'" for cell in named[:SHOWN_COLUMNS])
    more = ", …" if len(named) > SHOWN_COLUMNS else ""
    return told("convention_columns_left", columns=shown + more) if named else None


def _stated(around: Surroundings) -> frozenset[str]:
    """The options that stand in for columns."""
    given = (("period", around.period), ("sponsor", around.sponsor))
    return frozenset(name for name, value in given if value is not None)


def _problems(draft: Draft) -> tuple[Problem, ...]:
    keys = draft.key_of_nik
    sheet = scrub(draft.sheet)
    headers = {column.name: scrub(draft.header(column.name)) for column in draft.format.columns}
    return tuple(
        Problem(
            sheet,
            int(draft.body.rows[position]),
            headers.get(column, ""),
            _shown(draft, column, position),
            None if keys is None else keys[position],
            fault,
        )
        for position, column, fault in draft.faults.listed(draft.counted)
    )


def _shown(draft: Draft, column: str, position: int) -> str | None:
    """The value at fault as it may be kept: a NIK masked, what is personal not at all."""
    if not column or not draft.has(column):
        return None
    text = draft.cells(column).at(position)
    privacy = draft.format.column(column).privacy
    if text is None or privacy == "drop":
        return None
    return masked(text) if privacy == "hash" else scrub(text)[:SHOWN_CHARACTERS]


def none_accepted(path: Path, examined: Examined) -> DataRefused:
    """A table of which every row is faulty, with the fault most rows have."""
    place = examined.draft.sheet or path.name
    counted = Counter(fault for _, fault in {(problem.row, problem.fault): None for problem in examined.problems})
    fault, count = counted.most_common(1)[0]
    hint = told("none_accepted_hint", count=count, reason=fault.reason, remedy=fault.remedy)
    return DataRefused("none_accepted", told("none_accepted", place=place, rows=examined.rows), [hint])


def submitted(examined: Examined) -> dict[str, dict[str, tuple[int, int]]]:
    """Per regency and sponsor the persons handed in and the persons taken, repeats aside.

    A faulty row may not say where it belongs: it counts where most of its sponsor's people of this file are.
    """
    if examined.target != "participants":
        return {}
    people = examined.clean.select(["regency_code", "sponsor_id", "person_key"]).to_pandas()
    taken = people.groupby(["sponsor_id", "regency_code"])["person_key"].nunique()
    home = str(people["regency_code"].mode()[0]) if len(people) else ""
    counted: dict[str, dict[str, tuple[int, int]]] = {}
    for sponsor, handed_in in _handed_in(examined).items():
        own = taken.get(sponsor)
        places = {} if own is None else {str(code): int(count) for code, count in own.items()}
        main = max(places, key=lambda code: places[code], default=home)
        faulty = handed_in - sum(places.values())
        for regency in {main, *places}:
            accepted = places.get(regency, 0)
            entry = (accepted + (faulty if regency == main else 0), accepted)
            counted.setdefault(regency, {})[sponsor] = entry
    return {regency: dict(sorted(sponsors.items())) for regency, sponsors in sorted(counted.items())}


def _handed_in(examined: Examined) -> dict[str, int]:
    """Per sponsor the persons of the file, faulty ones included."""
    draft = examined.draft
    persons = draft.value("nik")
    sponsors = draft.value("sponsor")
    handed_in: dict[str, set[object]] = {}
    for position in np.flatnonzero(draft.counted).tolist():
        if sponsors[position] is not None:
            # A row whose NIK is missing or lost is a person of its own.
            handed_in.setdefault(sponsors[position], set()).add(persons[position] or position)
    return {sponsor: len(people) for sponsor, people in sorted(handed_in.items())}
