"""Whether a delivery is new, what it replaces, and whether it drops too many people to go unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import DataRefused
from ..folders import DataFolder
from ..text import Text
from .declaring.formats import format_named
from .floor.options import ImportOptions
from .floor.rules import rules
from .floor.wording import told
from .keeping.manifest import Key, Manifest, winners
from .keeping.store import Parcel, parquet_of, read_clean


@dataclass(frozen=True)
class Drop:
    """How many people of the list before a new list no longer names."""

    before: int
    dropped: int

    def say(self, key: str, **values: object) -> Text:
        """The sentence that tells it."""
        share = round(100 * self.dropped / self.before)
        return told(key, dropped=self.dropped, before=self.before, share=share, **values)


@dataclass(frozen=True)
class Decision:
    """What to do with a parcel: nothing, when `unchanged` is on record with the same effect; else to store it."""

    parcel: Parcel
    unchanged: Manifest | None
    replaces: tuple[Manifest, ...]
    drop: Drop | None

    def refuse_unconfirmed(self, options: ImportOptions) -> None:
        """Raises when the parcel drops many people and nobody confirmed that."""
        if self.drop is not None and not options.confirm:
            manifest = self.parcel.manifest
            text = self.drop.say("needs_confirm", place=manifest.sheet or manifest.file_name)
            raise DataRefused("needs_confirm", text, [told("needs_confirm_hint")])

    def recorded_as(self, number: int) -> Decision:
        """The decision with the parcel named and numbered."""
        manifest = self.parcel.manifest
        name = f"{number:06d}-{manifest.format}-{manifest.identity[:8]}"
        numbered = manifest.model_copy(update={"delivery": name, "recorded": number})
        return replace(self, parcel=replace(self.parcel, manifest=numbered))


def decide(data: DataFolder, known: Sequence[Manifest], parcel: Parcel, options: ImportOptions) -> Decision:
    """What a parcel means to the deliveries on record (`known`)."""
    manifest = parcel.manifest
    winning = winners(known)
    keys = manifest.claims()
    # A later recording wins a tie, so the new one takes every cell whose present holder was not received later.
    taken = [key for key in keys if key not in winning or winning[key].received <= manifest.received]
    for other in reversed(known):
        if other.withdrawn is None and other.identity == manifest.identity and _same(data, other, parcel):
            is_in_force = all(winning.get(key) == other for key in other.claims())
            # Received earlier than what replaced it, it would change nothing however often it came.
            is_late = other.received == manifest.received and not taken
            if is_in_force or is_late:
                return Decision(parcel, other, (), None)
    replaced = {winning[key].delivery: winning[key] for key in taken if key in winning}
    drop = _drop(data, parcel, winning, taken)
    if drop is not None and options.dry_run:
        warnings = [*manifest.warnings, drop.say("warning_needs_confirm")]
        parcel = replace(parcel, manifest=manifest.model_copy(update={"warnings": warnings}))
    return Decision(parcel, None, tuple(replaced.values()), drop)


def _same(data: DataFolder, other: Manifest, parcel: Parcel) -> bool:
    """Whether the delivery on record holds the same rows: since then an area or sponsor may have become known."""
    new = parcel.manifest
    counts = (other.accepted, other.quarantined, other.sender, other.part, other.synthetic)
    if counts != (new.accepted, new.quarantined, new.sender, new.part, new.synthetic):
        return False
    before, now = read_clean(parquet_of(data, other.delivery)), parcel.clean
    if format_named(new.format).period_from == "none":
        # Its period is only the month in which it came, which may differ without the list being another.
        before, now = before.drop_columns("period"), now.drop_columns("period")
    return bool(before.equals(now))


def _drop(data: DataFolder, parcel: Parcel, winning: dict[Key, Manifest], taken: list[Key]) -> Drop | None:
    """The largest loss against the list before, of the same sender and part, if it is one to confirm."""
    if parcel.manifest.target != "participants":
        return None
    worst: Drop | None = None
    for key in taken:
        name, regency, sender, period, part, _ = key
        earlier = [
            other
            for other in winning
            if (other[0], other[1], other[2], other[4]) == (name, regency, sender, part) and other[3] <= period
        ]
        if not earlier:
            continue
        last = max(earlier, key=lambda other: other[3])
        before = _persons(read_clean(parquet_of(data, winning[last].delivery)), regency, last[3])
        dropped = len(before - _persons(parcel.clean, regency, period))
        drop = Drop(len(before), dropped)
        if (
            before
            and dropped / len(before) > rules().drop_share_to_confirm
            and (worst is None or dropped > worst.dropped)
        ):
            worst = drop
    return worst


def _persons(table: pa.Table, regency: str, period: int) -> set[str]:
    here = pc.and_(pc.equal(table["regency_code"], regency), pc.equal(table["period"], period))
    return set(table.filter(here)["person_key"].to_pylist())
