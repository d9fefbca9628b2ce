"""Aggregate counts of PU and Jakon by district and month."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .chance import Chance, split
from .declared import CountPath, Place
from .land import Land

FIRST_MONTH = 2024 * 12
LAST_MONTH = 2026 * 12 + 9


def draw_counts(land: Land, chance: Chance) -> pd.DataFrame:
    """One row per district, segment and month: code, segment, month, active, registered."""
    place = land.place
    rows = []
    for segment, path in place.counts.paths.items():
        rng = chance.stream(place.short, "counts", segment)
        weight = np.array([district.population * district.propensity(segment) for district in land.districts])
        drift = rng.normal(0.0, 0.05, len(weight))
        for month in range(FIRST_MONTH, LAST_MONTH + 1):
            share = weight * np.exp(drift * (month - place.calibrate.month) / 34)
            active = split(total(path, month, chance, place), share)
            registered = np.rint(active * path.registered).astype(int)
            rows.append(
                pd.DataFrame(
                    {
                        "code": land.district_codes,
                        "segment": segment,
                        "month": month,
                        "active": active,
                        "registered": registered,
                    }
                )
            )
    found = pd.concat(rows, ignore_index=True)
    for hole in place.counts.missing:
        missing = (found["code"] == hole.area) & (found["segment"] == hole.segment) & (found["month"] == hole.month)
        found = found[~missing]
    return found.reset_index(drop=True)


def total(path: CountPath, month: int, chance: Chance, place: Place) -> int:
    """The place's count of a month: between the anchors, bent by the season, shaken a little away from the anchors."""
    anchors = sorted(path.path.items())
    level = float(np.interp(month, [at for at, _ in anchors], [value for _, value in anchors]))
    shake = 0.0 if month in path.path else float(chance.stream(place.short, "shake", month).normal(0.0, 0.0018))
    return chance.scaled(round(level * (1 + path.season[month % 12]) * (1 + shake)))


def counted_in(counts: pd.DataFrame, month: int) -> int:
    """Everybody the aggregates count in `month`."""
    return int(counts.loc[counts["month"] == month, "active"].sum())
