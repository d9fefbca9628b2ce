"""What deliveries in force already state of people: read in pieces, so that a large data folder costs little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...folders import DataFolder, broken_delivery
from .manifest import Key, Manifest, winners
from .store import list_deliveries, parquet_of

PARTICIPANTS = "participants"
PIECE_ROWS = 250_000
_COLUMNS = ("regency_code", "period", "person_key", "sponsor_id", "start_month", "end_month")


@dataclass(frozen=True)
class Stated:
    """Paid months that count: regency_code, person_key, sponsor_id, start_month, end_month."""

    table: pa.Table

    @classmethod
    def of(cls, clean: pa.Table) -> Stated:
        """The paid rows of a clean table."""
        table = clean.select([name for name in _COLUMNS if name != "period"])
        return cls(table.filter(table["start_month"].is_valid()))


def stated_in_force(data: DataFolder, manifest: Manifest) -> Iterator[Stated]:
    """What lists in force state for the regencies of a new delivery, without what it would replace.

    A list counts until its sender's next one (DESIGN 3.1), so its months are cut there.
    """
    winning = {key: held for key, held in winners(list_deliveries(data)).items() if held.target == PARTICIPANTS}
    ends = _ends(winning)
    mine = set(manifest.claims())
    places = {regency for regency, _ in manifest.cells}
    counting: dict[str, list[Key]] = {}
    for key, held in winning.items():
        replaced = key in mine and held.received <= manifest.received
        if key[1] in places and not replaced:
            counting.setdefault(held.delivery, []).append(key)
    for delivery, keys in sorted(counting.items()):
        for piece in _pieces(data, delivery, _COLUMNS):
            for key in keys:
                yield Stated(_cut(piece, key, ends[key]))


def members_in_force(data: DataFolder, wanted: set[str]) -> set[str]:
    """Which of some persons are on any participant list in force."""
    found: set[str] = set()
    if not wanted:
        return found
    keys = pa.array(sorted(wanted))
    holders = {held.delivery for held in winners(list_deliveries(data)).values() if held.target == PARTICIPANTS}
    for delivery in sorted(holders):
        for piece in _pieces(data, delivery, ("person_key",)):
            persons = piece["person_key"]
            found.update(persons.filter(pc.is_in(persons, keys)).to_pylist())
    return found


def _ends(winning: dict[Key, Manifest]) -> dict[Key, int | None]:
    """For each list the month in which its sender's next one begins; None for the last."""
    chains: dict[tuple[str, ...], list[Key]] = {}
    for key in winning:
        name, regency, sender, _, part, subject = key
        chains.setdefault((name, regency, sender, part, subject), []).append(key)
    ends: dict[Key, int | None] = {}
    for keys in chains.values():
        keys.sort(key=lambda key: key[3])
        ends |= {key: following[3] for key, following in pairwise(keys)}
        ends[keys[-1]] = None
    return ends


def _cut(piece: pa.Table, key: Key, end: int | None) -> pa.Table:
    _, regency, _, period, _, _ = key
    counts = pc.and_(pc.equal(piece["regency_code"], regency), pc.equal(piece["period"], period))
    if end is None:
        return piece.filter(pc.and_(counts, piece["start_month"].is_valid()))
    # A comparison with an empty month is no yes.
    table = piece.filter(pc.and_(counts, pc.less(piece["start_month"], end)))
    last = pa.array(np.minimum(table["end_month"].to_numpy(), end - 1), type=pa.int64())
    return table.set_column(table.column_names.index("end_month"), "end_month", last)


def _pieces(data: DataFolder, delivery: str, columns: tuple[str, ...]) -> Iterator[pa.Table]:
    path = parquet_of(data, delivery)
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(PIECE_ROWS, columns=list(columns)):
                yield pa.Table.from_batches([batch])
    except (OSError, ValueError) as fault:
        raise broken_delivery(path) from fault
