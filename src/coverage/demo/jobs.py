"""Fields of work (Regsosek codes 01-26) by kind of place and job status; the weights are invented (`jobs.yaml`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from ..codes import occupation_groups
from ..declare import read_yaml
from .chance import Flags, Floats, Ints
from .land import Land

FIELDS = tuple(f"{code:02d}" for code in range(1, 27))
_EMPLOYEE, _CIVIL_SERVANT = 4, 5


def draw_fields(rng: np.random.Generator, land: Land, village: Ints, status: Ints) -> Ints:
    """Each person's field as an index into `FIELDS`; -1 for status 0 (no work)."""
    field = np.full(len(status), -1, dtype=np.int64)
    own = (status > 0) & (status != _EMPLOYEE) & (status != _CIVIL_SERVANT)
    coast, farms = land.coast[village], land.farms[village]
    groups: list[tuple[str, Flags]] = [
        ("employees", status == _EMPLOYEE),
        ("civil_servants", status == _CIVIL_SERVANT),
        ("own_coast", own & coast),
        ("own_farms", own & farms & ~coast),
        ("own_town", own & ~farms & ~coast),
    ]
    for name, who in groups:
        field[who] = rng.choice(len(FIELDS), int(who.sum()), p=_weights()[name])
    return field


@lru_cache(maxsize=1)
def group_of_field() -> Ints:
    """For each index of `FIELDS` the index of its occupation group."""
    groups = list(occupation_groups().values())
    return np.array([next(place for place, group in enumerate(groups) if code in group.fields) for code in FIELDS])


@lru_cache(maxsize=1)
def _weights() -> dict[str, Floats]:
    declared = read_yaml(Path(__file__).parent / "jobs.yaml")
    found = {}
    for name, by_field in declared.items():
        weights = np.array([float(by_field.get(code, 0.0)) for code in FIELDS])
        found[name] = weights / weights.sum()
    return found
