"""The same person stated more than once for a month: in one file, by another sponsor, on an earlier delivery.

Nobody is dropped for it: two sponsors may both have paid. It is told, so that they can talk to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ...folders import DataFolder
from ..floor.cells import Mask
from ..floor.notices import SAMPLE_ROWS, Notice
from ..floor.wording import counted, told
from ..judging.nik_parts import Ints
from ..keeping.earlier import PARTICIPANTS, Stated, stated_in_force
from ..keeping.sponsors import SponsorBook
from ..keeping.store import Parcel
from .blocks import Blocks, joined


@dataclass(frozen=True)
class _File:
    """The paid rows of one file; a person counts in a regency, so the regency is part of the person's number.

    `sponsor` are places in `sponsors`, `persons` and `regencies` what a person's number is made of.
    """

    blocks: Blocks
    sponsor: Ints
    sponsors: list[str]
    persons: list[str]
    regencies: list[str]

    @classmethod
    def of(cls, clean: pa.Table) -> _File:
        paid = clean.filter(clean["start_month"].is_valid())
        (person, persons), (regency, regencies), (sponsor, sponsors) = (
            _numbered(paid[name]) for name in ("person_key", "regency_code", "sponsor_id")
        )
        months = (paid[name].to_numpy().astype(np.int64) for name in ("start_month", "end_month", "row"))
        return cls(Blocks(regency * len(persons) + person, *months), sponsor, sponsors, persons, regencies)

    @cached_property
    def _index(self) -> pd.Index[str]:
        index: pd.Index[str] = pd.Index(np.array(self.persons, dtype=object))
        return index

    def find(self, stated: pa.Table) -> Ints:
        """The number of each person of other rows; -1 where this file does not name the person in that regency."""
        person = self._index.get_indexer(stated["person_key"].to_numpy(zero_copy_only=False))
        regency = pc.index_in(stated["regency_code"], pa.array(self.regencies)).fill_null(-1).to_numpy()
        return np.where((person < 0) | (regency < 0), -1, regency.astype(np.int64) * len(self.persons) + person)

    def among(self, chosen: Mask) -> _File:
        """Some of the rows."""
        return replace(self, blocks=self.blocks.where(chosen), sponsor=self.sponsor[chosen])

    def naming(self, persons: Ints) -> _File:
        """The rows of some persons."""
        named = np.zeros(len(self.persons) * len(self.regencies), dtype=bool)
        named[persons] = True
        return self.among(named[self.blocks.person])


def _numbered(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary.to_pylist()


def notices_of(data: DataFolder, parcels: Sequence[Parcel], book: SponsorBook) -> list[tuple[Notice, ...]]:
    """For each sheet of a file what it repeats: within itself, of the sheets before it, and of what is in force."""
    found: list[tuple[Notice, ...]] = []
    before: list[Stated] = []
    for parcel in parcels:
        file = _File.of(parcel.clean) if parcel.manifest.target == PARTICIPANTS else None
        if file is None or not len(file.blocks):
            found.append(())
            continue
        notices = [*_within(file, book), *_against(file, chain(before, stated_in_force(data, parcel.manifest)), book)]
        found.append(tuple(sorted(notices, key=lambda notice: (-notice.count, notice.code, notice.sponsor or ""))))
        before.append(Stated.of(parcel.clean))
    return found


def _within(file: _File, book: SponsorBook) -> list[Notice]:
    often = np.bincount(file.blocks.person) > 1
    again = file.among(often[file.blocks.person])
    found = []
    for place in np.unique(again.sponsor).tolist():
        sponsor, own = file.sponsors[place], again.blocks.where(again.sponsor == place)
        found += _notice("repeated_person", own, own.meeting_each_other(), sponsor, book)
        others = again.naming(own.person)
        paid = others.blocks.where(others.sponsor != place)
        found += _notice("other_sponsor_in_file", paid, paid.meeting(own), sponsor, book)
    return found


def _against(file: _File, earlier: Iterable[Stated], book: SponsorBook) -> list[Notice]:
    by_sponsor: dict[str, list[Blocks]] = {}
    for stated in earlier:
        persons = file.find(stated.table)
        table = stated.table.filter(pa.array(persons >= 0))
        start, end = (table[name].to_numpy().astype(np.int64) for name in ("start_month", "end_month"))
        known = Blocks(persons[persons >= 0], start, end, np.zeros(len(start), dtype=np.int64))
        sponsor, sponsors = _numbered(table["sponsor_id"])
        for place, name in enumerate(sponsors):
            by_sponsor.setdefault(name, []).append(known.where(sponsor == place))
    found = []
    for name, parts in sorted(by_sponsor.items()):
        theirs = joined(parts)
        both = file.naming(theirs.person)
        own = np.array([sponsor == name for sponsor in file.sponsors], dtype=bool)[both.sponsor]
        same, others = both.blocks.where(own), both.blocks.where(~own)
        found += _notice("already_delivered", same, same.meeting(theirs), name, book)
        found += _notice("other_sponsor_delivered", others, others.meeting(theirs), name, book)
    return found


def _notice(code: str, blocks: Blocks, hit: Mask, sponsor: str, book: SponsorBook) -> list[Notice]:
    if not hit.any():
        return []
    count, persons = int(hit.sum()), len(np.unique(blocks.person[hit]))
    rows = tuple(np.sort(blocks.row[hit])[:SAMPLE_ROWS].tolist())
    name = book.label(sponsor)
    text = told(f"notice_{code}", count=counted(count), persons=counted(persons), sponsor=name)
    return [Notice(code, text, count, persons, rows, sponsor, name)]
