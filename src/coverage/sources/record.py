"""Puts what is new on record: sheets told apart, faults followed, everything stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..folders import DataFolder
from .decide import Decision, decide
from .floor.options import ImportOptions
from .judging.draft import Surroundings
from .keeping.keys import keep_secret, refuse_other_secret
from .keeping.lock import locked
from .keeping.manifest import Manifest
from .keeping.store import Parcel, audit, list_deliveries, recover, store
from .returning.cases import link
from .shaping.examine import Examined


def told_apart(parcels: list[Parcel]) -> list[Parcel]:
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


def followed(
    data: DataFolder, known: Sequence[Manifest], decisions: list[Decision], examined: list[Examined]
) -> list[Decision]:
    """The decisions with the faults of each new file followed: which cases it mends, repeats and opens."""
    found = []
    for decision, entry in zip(decisions, examined, strict=True):
        if decision.unchanged is None:
            linked = link(data, known, decision.parcel.manifest, entry)
            counts = {"mended": len(linked.mended), "repeated": linked.repeated}
            manifest = decision.parcel.manifest.model_copy(update=counts)
            parcel = replace(
                decision.parcel, manifest=manifest, quarantine=linked.quarantine, mended=linked.mended_table()
            )
            decision = replace(decision, parcel=parcel)
        found.append(decision)
    return found


def record(
    data: DataFolder,
    parcels: list[Parcel],
    examined: list[Examined],
    options: ImportOptions,
    around: Surroundings,
) -> list[Decision]:
    """Stores what is new, all of it at once."""
    with locked(data.deliveries):
        recover(data)
        refuse_other_secret(data, around.secret)
        known = list_deliveries(data)
        decisions = [decide(data, known, parcel, options) for parcel in parcels]
        for decision in decisions:
            decision.refuse_unconfirmed(options)
        decisions = followed(data, known, decisions, examined)
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
