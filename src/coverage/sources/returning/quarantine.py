"""The quarantine as it stands: every fault ever found, once, and whether it is open, mended, or no longer sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from ...folders import DataFolder
from ..keeping.manifest import Manifest, winners
from ..keeping.statements import mended_cases, quarantine_table
from ..keeping.store import list_deliveries

Standing = Literal["in_force", "partly", "replaced", "withdrawn"]
State = Literal["open", "mended", "dropped", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)
"""`open`: still to be mended. `mended`: a later delivery in force has the row without the fault. `dropped`: what had
it was replaced by a delivery without the row. `withdrawn`: every delivery that had it was withdrawn."""

OF_DELIVERY = ("delivery", "format", "sender", "part", "file_name", "received", "recorded", "place")
OF_FAULT = (
    *("case", "sheet", "row", "column", "value", "code", "owner", "since"),
    *("reason_id", "reason_en", "remedy_id", "remedy_en"),
)


@dataclass(frozen=True)
class Shipment:
    """One delivery as the quarantine counts it; `open` of its faults are still to be mended.

    `standing`: `in_force`, `partly` (a later one counts for some of its months), `replaced` or `withdrawn`.
    """

    manifest: Manifest
    standing: Standing
    open: int
    closed: int

    @property
    def is_in_force(self) -> bool:
        """Whether it counts for anything."""
        return self.standing in ("in_force", "partly")

    @property
    def share(self) -> float:
        """The share of its rows that could not be taken."""
        return self.manifest.quarantined / self.manifest.rows if self.manifest.rows else 0.0


def quarantine(data: DataFolder) -> pd.DataFrame:
    """One row per case, at the delivery where it was seen last: what is wrong, whose, since when, and its state.

    What counts is the latest word of a delivery in force; a withdrawn one no longer has a say.
    """
    manifests = sorted(list_deliveries(data), key=lambda one: (one.received, one.recorded))
    said = _said(data, manifests)
    if said.empty:
        return pd.DataFrame(columns=[*OF_FAULT, *OF_DELIVERY, "state", "closed_by", "closed_on"])
    ruling = said[said["in_force"]].drop_duplicates("case", keep="last").set_index("case")
    standing = set(said.loc[~said["withdrawn"], "case"])
    is_fault = said["row"].notna()
    # Where a case stands: in the delivery in force that says it, else in the last that ever did.
    shown = said[is_fault].sort_values(["in_force", "order"], kind="stable").drop_duplicates("case", keep="last")
    shown = shown.set_index("case", drop=False)
    mends = ruling["row"].isna()
    mender = ruling[mends].reindex(shown.index)
    state = pd.Series("withdrawn", index=shown.index)
    state[shown.index.isin(standing)] = "dropped"
    state[shown.index.isin(ruling.index[~mends])] = "open"
    state[shown.index.isin(ruling.index[mends])] = "mended"
    found = shown.assign(state=state, closed_by=mender["delivery"], closed_on=mender["received"])
    found["row"] = found["row"].astype("int64")
    return found.sort_values(["order", "row", "column"], kind="stable").reset_index(drop=True)


def shipments(data: DataFolder, cases: pd.DataFrame) -> list[Shipment]:
    """Every delivery with what of its faults is open, the latest first."""
    manifests = list_deliveries(data)
    winning = Counter(one.delivery for one in winners(manifests).values())
    counts = Counter(zip(cases["delivery"], cases["state"] == "open", strict=True))
    return [
        Shipment(one, _standing(one, winning[one.delivery]), counts[one.delivery, True], counts[one.delivery, False])
        for one in sorted(manifests, key=lambda each: (each.received, each.recorded), reverse=True)
    ]


def _standing(manifest: Manifest, claims: int) -> Standing:
    if manifest.withdrawn is not None:
        return "withdrawn"
    if claims == 0:
        return "replaced"
    return "in_force" if claims == len(manifest.claims()) else "partly"


def _said(data: DataFolder, manifests: Sequence[Manifest]) -> pd.DataFrame:
    """Every word on a case, in the order received: a fault, or (without a row) that it is mended."""
    winning = {one.delivery for one in winners(manifests).values()}
    parts = []
    for order, manifest in enumerate(manifests):
        for part in _words(data, manifest):
            told = {name: getattr(manifest, name) for name in OF_DELIVERY}
            told |= {"order": order, "in_force": manifest.delivery in winning}
            parts.append(part.assign(**told, withdrawn=manifest.withdrawn is not None))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _words(data: DataFolder, manifest: Manifest) -> Iterable[pd.DataFrame]:
    if manifest.quarantined:
        yield quarantine_table(data, manifest).select(list(OF_FAULT)).to_pandas()
    if manifest.mended:
        cases = mended_cases(data, manifest.delivery)
        yield pd.DataFrame({"case": cases, "row": [None] * len(cases)})
