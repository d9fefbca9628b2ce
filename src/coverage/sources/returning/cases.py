"""Faults as cases that are followed from file to file: what a new file mends, what it repeats, what is new in it.

A case is one fault of one row. It is known again in a later file of the same sender and format by the keyed hash of the
raw NIK, else by what the rest of the row says (`marks`), else by its place in a file that replaces the earlier one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ...folders import DataFolder
from ..keeping.manifest import Manifest
from ..keeping.statements import Statement, accepted_persons, statements
from ..shaping.examine import Examined
from .marks import RowMarks

_NO_IDENTITY = frozenset({"nik_missing", "nik_scientific", "nik_rounded", "nik_placeholder", "formula"})
"""Faults of a NIK that many people may share: its hash tells nobody apart."""


@dataclass(frozen=True)
class Linked:
    """What a file means to the faults on record: its own, each with its case, and the cases it mends."""

    quarantine: pa.Table
    mended: tuple[str, ...]
    repeated: int

    def mended_table(self) -> pa.Table:
        """The cases it mends, as they are kept."""
        return pa.table({"case": pa.array(self.mended, type=pa.string())})


@dataclass(frozen=True)
class _Row:
    """A faulty row on record: its cases by column, in the delivery that named it last."""

    delivery: Manifest
    row: int
    nik_key: str | None
    mark: int
    cases: tuple[Statement, ...]

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(one.field for one in self.cases)

    @property
    def is_told_by_nik(self) -> bool:
        return self.nik_key is not None and not any(one.code in _NO_IDENTITY for one in self.cases)


def link(data: DataFolder, known: Sequence[Manifest], manifest: Manifest, examined: Examined) -> Linked:
    """Follows the cases on record of the same sender and format into a new file."""
    rows = _rows_on_record(data, known, manifest)
    matched = _Matching(data, manifest, examined, rows).run() if rows else {}
    faulty = {field: examined.draft.faults.faulty_in(field) for row in rows for field in row.fields}
    waiting: dict[tuple[int, str], list[Statement]] = {}
    mended: list[str] = []
    for place, position in matched.items():
        for case in rows[place].cases:
            if faulty[case.field][position]:
                waiting.setdefault((position, case.field), []).append(case)
            else:
                mended.append(case.case)
    table, repeated = _with_cases(manifest, examined, waiting)
    # Of two faults of a cell one may be gone.
    listed = {(position, field) for position, field, _ in examined.draft.faults.listed(examined.draft.counted)}
    mended += [case.case for cell, cases in waiting.items() if cell in listed for case in cases]
    return Linked(table, tuple(sorted(set(mended))), repeated)


def _rows_on_record(data: DataFolder, known: Sequence[Manifest], manifest: Manifest) -> list[_Row]:
    """The faulty rows of earlier files of this chain, each where it was seen last."""
    chain = {
        other.delivery: other
        for other in known
        if other.withdrawn is None
        and (other.format, other.sender, other.part) == (manifest.format, manifest.sender, manifest.part)
        and other.received <= manifest.received
    }
    last: dict[str, Statement] = {}
    for other in sorted(chain.values(), key=lambda one: (one.received, one.recorded)):
        if other.quarantined:
            last |= {one.case: one for one in statements(data, other)}
    grouped: dict[tuple[str, int], list[Statement]] = {}
    for one in last.values():
        grouped.setdefault((one.delivery, one.row), []).append(one)
    return [
        _Row(chain[delivery], row, cases[0].nik_key, cases[0].mark, tuple(cases))
        for (delivery, row), cases in grouped.items()
    ]


class _Matching:
    """Finds each faulty row on record in a new file, the surest signs first; no row of the file is used twice for one
    earlier delivery."""

    def __init__(self, data: DataFolder, manifest: Manifest, examined: Examined, rows: Sequence[_Row]) -> None:
        self._data = data
        self._rows = rows
        self._draft = examined.draft
        self._found: dict[int, int] = {}
        self._used: set[tuple[str, int]] = set()
        claims = set(manifest.claims())
        self._replaces = {
            each.delivery: bool(claims & set(each.claims()))
            for each in {row.delivery.delivery: row.delivery for row in rows}.values()
        }
        self._at_row = {int(number): place for place, number in enumerate(self._draft.body.rows.tolist())}
        self._marks = RowMarks(self._draft, np.arange(len(self._draft)))
        self._by_mark: dict[frozenset[str], tuple[list[int], dict[int, list[int]]]] = {}
        keys = self._draft.key_of_nik
        self._keys: list[str | None] = [None] * len(self._draft) if keys is None else keys.tolist()
        self._by_key = self._positions_by_key()
        self._shared: dict[tuple[object, ...], Iterator[int]] = {}

    def run(self) -> dict[int, int]:
        """Place of the row on record → position in the new file."""
        self._step(lambda row: self._here(row, needs_key=True, needs_mark=True))
        self._step(self._same_elsewhere)
        self._step(lambda row: self._here(row, needs_key=True) if row.is_told_by_nik else [])
        self._step(lambda row: self._with_key(row) if row.is_told_by_nik else [])
        self._step(lambda row: self._here(row, needs_mark=True) if self._replaced(row) else [])
        self._step(self._moved)
        # A lost NIK, the same in many rows, means this one only in a file that replaces the earlier one.
        self._step(lambda row: self._here(row, needs_key=True) if self._replaced(row) else [])
        self._step(lambda row: self._with_key(row) if self._replaced(row) else [])
        self._step(self._stayed)
        return self._found

    def _step(self, candidates: Callable[[_Row], Iterable[int]]) -> None:
        for place, row in enumerate(self._rows):
            if place in self._found:
                continue
            for position in candidates(row):
                if (row.delivery.delivery, position) not in self._used:
                    self._found[place] = position
                    self._used.add((row.delivery.delivery, position))
                    break

    def _positions_by_key(self) -> dict[str, list[int]]:
        wanted = {row.nik_key for row in self._rows if row.nik_key is not None}
        found: dict[str, list[int]] = {}
        for position, key in enumerate(self._keys):
            if key in wanted:
                found.setdefault(key, []).append(position)
        return found

    def _with_key(self, row: _Row) -> Iterable[int]:
        """Rows with the same NIK as it was written."""
        return self._once(row, "key", row.nik_key, self._by_key.get(row.nik_key or "", []))

    def _once(self, row: _Row, kind: str, name: object, positions: Iterable[int]) -> Iterable[int]:
        """Positions that many rows on record share, each handed out to one of them: used or unfit, it stays so."""
        return self._shared.setdefault((row.delivery.delivery, kind, name), iter(positions))

    def _replaced(self, row: _Row) -> bool:
        return self._replaces[row.delivery.delivery]

    def _here(self, row: _Row, needs_key: bool = False, needs_mark: bool = False) -> list[int]:
        """The same row of the sheet, if it says the same."""
        here = self._at_row.get(row.row)
        if here is None or (needs_key and (row.nik_key is None or self._keys[here] != row.nik_key)):
            return []
        return [] if needs_mark and self._indexed(row.fields)[0][here] != row.mark else [here]

    def _indexed(self, fields: frozenset[str]) -> tuple[list[int], dict[int, list[int]]]:
        """The marks without some columns, by position and back; made once per set of columns."""
        if fields not in self._by_mark:
            marks = self._marks.without(fields).astype(np.int64).tolist()
            wanted = {row.mark for row in self._rows if row.fields == fields}
            places: dict[int, list[int]] = {}
            for position, mark in enumerate(marks):
                if mark in wanted:
                    places.setdefault(mark, []).append(position)
            self._by_mark[fields] = (marks, places)
        return self._by_mark[fields]

    def _marked(self, row: _Row) -> list[int]:
        """Rows that say the same apart from the faulty cells."""
        return self._indexed(row.fields)[1].get(row.mark, [])

    def _same_elsewhere(self, row: _Row) -> Iterable[int]:
        """Rows with the same NIK as it was written that also say the same otherwise."""
        if row.nik_key is None:
            return []
        alike = (position for position in self._marked(row) if self._keys[position] == row.nik_key)
        return self._once(row, "both", (row.nik_key, row.fields, row.mark), alike)

    def _moved(self, row: _Row) -> Iterable[int]:
        """Rows of a replacing file that say the same elsewhere: such as were not taken before."""
        if not self._replaced(row):
            return []
        alike = self._marked(row)
        if self._draft.key_of_nik is None:
            return alike if len(alike) == 1 else []
        fresh = (position for position in alike if self._is_new(row, position))
        return self._once(row, "mark", (row.fields, row.mark), fresh)

    def _stayed(self, row: _Row) -> list[int]:
        """The row in the same place, when more of it was changed than what was at fault."""
        here = self._at_row.get(row.row)
        if here is None or not self._replaced(row):
            return []
        if self._draft.key_of_nik is not None:
            return [here] if self._is_new(row, here) else []
        return [here] if len(self._draft) == row.delivery.rows else []

    def _is_new(self, row: _Row, position: int) -> bool:
        """Whether the earlier delivery had not taken this person; a row that is still faulty may be anybody."""
        person = self._draft.value("nik")[position]
        return person is None or person not in accepted_persons(self._data, row.delivery.delivery)


def _with_cases(
    manifest: Manifest, examined: Examined, waiting: dict[tuple[int, str], list[Statement]]
) -> tuple[pa.Table, int]:
    """The faults as they are kept, each with its canonical column, the mark of its row, its case and since when; and
    how many of them are cases on record. Takes these out of `waiting`.
    """
    draft = examined.draft
    listed = draft.faults.listed(draft.counted)
    fields: dict[int, set[str]] = {}
    for position, field, _ in listed:
        fields.setdefault(position, set()).add(field)
    mark_of = _marks_of(examined, {position: frozenset(names) for position, names in fields.items()})
    before = [_taken(waiting.get((position, field), []), fault.code) for position, field, fault in listed]
    cases = [
        _new_case(manifest, int(draft.body.rows[position]), field, fault.code) if known is None else known.case
        for known, (position, field, fault) in zip(before, listed, strict=True)
    ]
    table = examined.quarantine(manifest.hash)
    for name, values, kind in (
        ("field", [field for _, field, _ in listed], pa.string()),
        ("mark", [mark_of[position] for position, _, _ in listed], pa.int64()),
        ("case", cases, pa.string()),
        ("since", [manifest.received if known is None else known.since for known in before], pa.date32()),
    ):
        table = table.append_column(name, pa.array(values, type=kind))
    return table, sum(known is not None for known in before)


def _taken(cases: list[Statement], code: str) -> Statement | None:
    """The case a fault goes on with: the one of the same kind, else any other of that cell."""
    found = next((case for case in cases if case.code == code), cases[0] if cases else None)
    if found is not None:
        cases.remove(found)
    return found


def _marks_of(examined: Examined, fields: dict[int, frozenset[str]]) -> dict[int, int]:
    positions = np.array(sorted(fields), dtype=np.int64)
    marks = RowMarks(examined.draft, positions)
    found: dict[int, int] = {}
    for names in set(fields.values()):
        values = marks.without(names).astype(np.int64).tolist()
        found |= {
            position: values[place] for place, position in enumerate(positions.tolist()) if fields[position] == names
        }
    return found


def _new_case(manifest: Manifest, row: int, field: str, code: str) -> str:
    return hashlib.sha256(f"{manifest.identity}|{row}|{field}|{code}".encode()).hexdigest()[:16]
