"""The same person stated more than once for a month: in one file, by another sponsor, on an earlier delivery.

Nobody is dropped for it: two sponsors may both have paid. It is told, so that they can talk to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa

from ..folders import DataFolder
from .blocks import Blocks, joined
from .cells import Mask
from .earlier import PARTICIPANTS, Stated, stated_in_force
from .notices import SAMPLE_ROWS, Notice
from .sponsors import SponsorBook
from .store import Parcel
from .wording import counted, told


@dataclass(frozen=True)
class _File:
    """The paid rows of one file, with the sponsor of each and what stands for its persons in their regency."""

    blocks: Blocks
    sponsor: np.ndarray[tuple[int], np.dtype[np.object_]]
    index: pd.MultiIndex

    @classmethod
    def of(cls, clean: pa.Table) -> _File:
        frame = clean.select(["regency_code", "person_key", "sponsor_id", "start_month", "end_month", "row"])
        frame = frame.filter(frame["start_month"].is_valid()).to_pandas()
        persons = pd.MultiIndex.from_frame(frame[["regency_code", "person_key"]])
        codes, index = persons.factorize()
        months = (frame[name].to_numpy(dtype=np.int64) for name in ("start_month", "end_month", "row"))
        assert isinstance(index, pd.MultiIndex)
        return cls(Blocks(codes.astype(np.int64), *months), frame["sponsor_id"].to_numpy(dtype=object), index)

    def own(self, sponsor: str) -> Mask:
        return np.asarray(self.sponsor == sponsor, dtype=bool)


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
    again = often[file.blocks.person]
    blocks, sponsors = file.blocks.where(again), file.sponsor[again]
    found = []
    for sponsor in sorted(set(sponsors.tolist())):
        own = np.asarray(sponsors == sponsor, dtype=bool)
        found += _notice("repeated_person", blocks.where(own), blocks.where(own).meeting_each_other(), sponsor, book)
        others = blocks.where(~own)
        found += _notice("other_sponsor_in_file", others, others.meeting(blocks.where(own)), sponsor, book)
    return found


def _against(file: _File, earlier: Iterable[Stated], book: SponsorBook) -> list[Notice]:
    by_sponsor: dict[str, list[Blocks]] = {}
    for stated in earlier:
        frame = stated.table.select(["regency_code", "person_key"]).to_pandas()
        codes = file.index.get_indexer(pd.MultiIndex.from_frame(frame))
        here = codes >= 0
        sponsors = stated.table["sponsor_id"].to_numpy(zero_copy_only=False)[here]
        start, end = (stated.table[name].to_numpy()[here].astype(np.int64) for name in ("start_month", "end_month"))
        blocks = Blocks(codes[here].astype(np.int64), start, end, np.zeros(int(here.sum()), dtype=np.int64))
        for sponsor in set(sponsors.tolist()):
            by_sponsor.setdefault(sponsor, []).append(blocks.where(np.asarray(sponsors == sponsor, dtype=bool)))
    found = []
    for sponsor, parts in sorted(by_sponsor.items()):
        theirs, own = joined(parts), file.own(sponsor)
        same, others = file.blocks.where(own), file.blocks.where(~own)
        found += _notice("already_delivered", same, same.meeting(theirs), sponsor, book)
        found += _notice("other_sponsor_delivered", others, others.meeting(theirs), sponsor, book)
    return found


def _notice(code: str, blocks: Blocks, hit: Mask, sponsor: str, book: SponsorBook) -> list[Notice]:
    if not hit.any():
        return []
    count, persons = int(hit.sum()), len(np.unique(blocks.person[hit]))
    rows = tuple(np.sort(blocks.row[hit])[:SAMPLE_ROWS].tolist())
    name = book.label(sponsor)
    text = told(f"notice_{code}", count=counted(count), persons=counted(persons), sponsor=name)
    return [Notice(code, text, count, persons, rows, sponsor, name)]
