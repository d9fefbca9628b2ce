"""A later register of one district: families whose decile was found anew, families gone, families come."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from .chance import Chance, Ints
from .declared import RegisterUpdate
from .land import Land
from .people import Register, niks

_HIGHEST = 10
_NEWCOMERS = 2000
"""Added to the block of a place's NIKs, so that newcomers bear none of those in the first register."""


def updated_register(land: Land, register: Register, plan: RegisterUpdate, chance: Chance) -> Register:
    """The people of one district as a later register has them; everybody else is not in it."""
    rng = chance.stream(land.place.short, "register update")
    inside = np.flatnonzero(land.district_of[register.village] == land.district_codes.index(plan.district))
    family = np.cumsum(register.is_head[inside]) - 1
    count = int(family.max()) + 1
    steps = np.array(list(plan.steps), dtype=np.int64)
    step = rng.choice(steps, count, p=np.array(list(plan.steps.values())))[family]
    known_at_last = (rng.random(count) < plan.found)[family]
    decile = register.decile[inside]
    moved = np.where(decile > 0, (decile + step).clip(1, _HIGHEST), np.where(known_at_last, 5 + step, 0))
    kept = (rng.random(count) >= plan.gone)[family]
    come = _some_families(rng, family, plan.come)
    age, is_woman = register.age[inside[come]], register.is_woman[inside[come]]
    newcomers = niks(rng, land.place.nik_block + _NEWCOMERS, len(come), age, is_woman)
    rows = np.concatenate([np.flatnonzero(kept), come])
    columns = {field.name: getattr(register, field.name)[inside[rows]] for field in fields(Register)}
    columns["decile"] = np.concatenate([moved[kept], decile[come]])
    columns["nik"] = np.concatenate([register.nik[inside[kept]], newcomers])
    return Register(**columns)


def _some_families(rng: np.random.Generator, family: Ints, share: float) -> Ints:
    """The rows of a share of the families, at least one: those that came look like some that were there."""
    chosen = rng.random(int(family.max()) + 1) < share
    chosen[rng.integers(0, len(chosen))] = True
    found: Ints = np.flatnonzero(chosen[family])
    return found
