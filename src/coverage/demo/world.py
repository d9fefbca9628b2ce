"""One place of the demo, drawn whole in memory before a file is written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .book import write_book
from .chance import Chance
from .counts import counted_in, draw_counts
from .declared import Place
from .land import Land, survey
from .lists import MemberList, settle, wanted_on_lists
from .people import Pool, Register, draw_pool, draw_register, pool_of_register
from .updates import updated_register


@dataclass(frozen=True)
class Drawn:
    """A place with its people, its lists and its counts."""

    land: Land
    register: Register | None
    update: Register | None
    pool: Pool
    lists: tuple[MemberList, ...]
    counts: pd.DataFrame


def draw(place: Place, chance: Chance) -> Drawn:
    """The world of one place, its published figures met exactly at the default size."""
    land = survey(place, chance)
    register = draw_register(land, place.register_, chance) if place.register_ else None
    pool = (
        pool_of_register(land, register, chance)
        if register
        else draw_pool(land, chance.scaled(place.pool or 0), chance, place.nik_block)
    )
    counts = draw_counts(land, chance)
    month = place.calibrate.month
    wanted = wanted_on_lists(place, counted_in(counts, month), chance.scaled(place.calibrate.active))
    lists = settle(write_book(place, pool, chance), month, max(0, wanted))
    plan = place.register_update
    update = updated_register(land, register, plan, chance) if register and plan else None
    return Drawn(land, register, update, pool, tuple(lists), counts)


def people_on_lists(drawn: Drawn) -> int:
    """How many different people the lists of a place name."""
    return len(np.unique(np.concatenate([one.rows["person"].to_numpy() for one in drawn.lists])))
