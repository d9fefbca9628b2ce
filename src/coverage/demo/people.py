"""Synthetic people: the register of a city, and the pool from which lists draw their members.

NIKs begin with 99, a province that does not exist, so that none can be anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..codes import occupation_groups
from .chance import Chance, Flags, Floats, Ints, pick, spread_over
from .declared import RegisterPlan
from .jobs import draw_fields, group_of_field
from .land import Land

GROUPS = tuple(occupation_groups())
UNLOCATED = -1
_REGISTER_YEAR = 2026
_OLDEST = 64


@dataclass(frozen=True)
class Register:
    """One row per person of a city, sorted by village and family."""

    nik: Ints
    village: Ints
    decile: Ints
    is_head: Flags
    age: Ints
    is_woman: Flags
    works: Flags
    status: Ints
    """Status in the main job 1-8; 0 for people who do not work."""
    field: Ints
    """Index into `FIELDS`; -1 for people who do not work."""

    def __len__(self) -> int:
        return len(self.nik)


@dataclass(frozen=True)
class Pool:
    """People whom lists can name: where they live, what they do, and how likely cover reaches them."""

    nik: Ints
    village: Ints
    district: Ints
    decile: Ints
    group: Ints
    segment: Ints
    """0 for BPU, 1 for PU."""
    reach: Floats

    def __len__(self) -> int:
        return len(self.nik)


def niks(rng: np.random.Generator, block: int, count: int, age: Ints, is_woman: Flags) -> Ints:
    """`count` distinct NIKs of 16 digits: 99, four digits of a block, the birth date (women day + 40), four digits."""
    running = np.arange(count, dtype=np.int64)
    year = (_REGISTER_YEAR - 1 - age) % 100
    month = rng.integers(1, 13, count)
    day = rng.integers(1, 29, count)
    # The oldest of working age stay below the age limit until the world's last month.
    month, day = np.where(age == _OLDEST, 12, month), np.where(age == _OLDEST, 28, day)
    born = (day + 40 * is_woman) * 10_000 + month * 100 + year
    return 99 * 10**14 + (block + running // 10_000) * 10**10 + born * 10_000 + running % 10_000


def draw_register(land: Land, plan: RegisterPlan, chance: Chance) -> Register:
    """Everybody of the city: families by decile and village, ages by place in the family, work and its field."""
    rng = chance.stream(land.place.short, "register")
    decile, village, size = _families(land, plan, chance)
    order = np.argsort(village, kind="stable")
    decile, village, size = decile[order], village[order], size[order]
    family = np.repeat(np.arange(len(size)), size)
    rank = np.arange(len(family)) - np.repeat(np.cumsum(size) - size, size)
    age, is_woman = _ages(rng, family, rank)
    person_decile, person_village = decile[family], village[family]
    status = _work(rng, plan, chance, rank, age, is_woman, person_decile)
    return Register(
        nik=niks(rng, land.place.nik_block, len(family), age, is_woman),
        village=person_village,
        decile=person_decile,
        is_head=rank == 0,
        age=age,
        is_woman=is_woman,
        works=status > 0,
        status=status,
        field=draw_fields(rng, land, person_village, status),
    )


def _families(land: Land, plan: RegisterPlan, chance: Chance) -> tuple[Ints, Ints, Ints]:
    """Decile, village and size of each family; persons and families by decile come out exactly as planned."""
    rng = chance.stream(land.place.short, "families")
    deciles, villages, sizes = [], [], []
    for (decile, persons), weights in zip(plan.persons.items(), _poorer_and_better(land, plan), strict=True):
        persons = chance.scaled(persons)
        families = min(chance.scaled(plan.families[decile]), persons)
        deciles.append(np.full(families, decile, dtype=np.int64))
        villages.append(spread_over(rng, families, weights))
        sizes.append(1 + np.bincount(rng.integers(0, families, persons - families), minlength=families))
    return np.concatenate(deciles), np.concatenate(villages), np.concatenate(sizes)


def _poorer_and_better(land: Land, plan: RegisterPlan) -> Floats:
    """For each decile the weights of the villages: tilted by how poor they are, yet each keeps its population."""
    lean = np.array([(5.5 - decile) / 4.5 if decile else 0.0 for decile in plan.persons])
    persons = np.array(list(plan.persons.values()), dtype=float)
    weights = land.weight * np.exp(np.outer(lean, land.tilt))
    for _ in range(12):
        weights *= (persons / weights.sum(axis=1))[:, None]
        weights *= land.weight / land.weight.sum() * persons.sum() / weights.sum(axis=0)
    return weights


def _ages(rng: np.random.Generator, family: Ints, rank: Ints) -> tuple[Ints, Flags]:
    """Age and sex: a head, a partner, then children and a few elders."""
    count = len(family)
    head = np.rint(rng.normal(45, 13, count)).clip(19, 88)[np.flatnonzero(rank == 0)][family]
    partner = (head + np.rint(rng.normal(-3, 4, count))).clip(17, 85)
    child = np.floor(rng.random(count) * np.minimum(head - 17, 30)).clip(0, 40)
    elder = np.rint(rng.normal(69, 7, count)).clip(52, 92)
    others = np.where(rng.random(count) < 0.09, elder, child)
    age = np.select([rank == 0, rank == 1], [head, partner], others).astype(np.int64)
    head_is_woman = (rng.random(count) < 0.17)[np.flatnonzero(rank == 0)][family]
    coin = rng.random(count) < 0.5
    return age, np.select([rank == 0, rank == 1], [head_is_woman, ~head_is_woman], coin).astype(bool)


def _work(
    rng: np.random.Generator,
    plan: RegisterPlan,
    chance: Chance,
    rank: Ints,
    age: Ints,
    is_woman: Flags,
    decile: Ints,
) -> Ints:
    """The job status of everybody; as many employees, own-account workers and civil servants as planned."""
    wanted = {name: chance.scaled(count) for name, count in plan.workers.items()}
    able = (age >= 15) & (age <= 64)
    likely = np.select([rank == 0, rank == 1, age >= 20], [1.0, 0.42, 0.62], 0.06) * np.where(is_woman, 0.8, 1.1)
    working = pick(rng, np.where(able, likely, 0.0), sum(wanted.values()))
    status = np.zeros(len(age), dtype=np.int64)
    status[working] = 4
    poorer = np.array([1.0, 2.3, 2.0, 1.75, 1.5, 1.3, 1.1, 0.95, 0.8, 0.62, 0.42])[decile[working]]
    own = pick(rng, poorer, wanted["BPU"])
    kinds = np.array([1, 2, 3, 6, 7, 8])
    status[working[own]] = rng.choice(kinds, len(own), p=[0.52, 0.17, 0.04, 0.06, 0.11, 0.10])
    rest = np.delete(working, own)
    better = np.where(age[rest] >= 22, np.array([0.5, 0.02, 0.05, 0.1, 0.3, 0.6, 1, 1.5, 2, 2.6, 3])[decile[rest]], 0.0)
    status[rest[pick(rng, better, wanted["ASN"])]] = 5
    return status


def pool_of_register(land: Land, register: Register, chance: Chance) -> Pool:
    """Whom a city's lists can name: its own-account workers, some others of the register, and people not in it."""
    rng = chance.stream(land.place.short, "pool")
    own = np.isin(register.status, (1, 2, 3, 6, 7, 8))
    adult = (register.age >= 18) & (register.age <= 64)
    idle = pick(rng, ((register.status == 0) & adult).astype(float), len(own) // 400)
    staff = pick(rng, (register.status == 4).astype(float), chance.scaled(5000))
    inside = np.concatenate([np.flatnonzero(own), idle, staff])
    outside = round(int(own.sum()) * land.place.outside_register_share)
    stranger = draw_pool(land, outside, chance, block=land.place.nik_block + 3000)
    village = register.village[inside]
    field = register.field[inside]
    group = np.where(field >= 0, group_of_field()[field], GROUPS.index("lainnya"))
    # People without a job in the register do get on lists, though seldom.
    seldom = np.where(own[inside], 1.0, 0.25)
    is_staff = np.zeros(len(inside), dtype=np.int64)
    is_staff[len(inside) - len(staff) :] = 1
    return Pool(
        nik=np.concatenate([register.nik[inside], stranger.nik]),
        village=np.concatenate([village, stranger.village]),
        district=np.concatenate([land.district_of[village], stranger.district]),
        decile=np.concatenate([register.decile[inside], stranger.decile]),
        group=np.concatenate([group, stranger.group]),
        segment=np.concatenate([is_staff, stranger.segment]),
        reach=np.concatenate([land.reach[village] * np.where(is_staff, 1.0, seldom), stranger.reach]),
    )


def draw_pool(land: Land, count: int, chance: Chance, block: int) -> Pool:
    """`count` people of no register: village by reach and population, some without a village; no decile."""
    rng = chance.stream(land.place.short, "pool", block)
    village = spread_over(rng, count, land.weight * land.reach)
    rng.shuffle(village)
    age = rng.integers(19, 64, count)
    is_woman = rng.random(count) < 0.42
    district = land.district_of[village]
    field = draw_fields(rng, land, village, np.ones(count, dtype=np.int64))
    group = group_of_field()[field]
    # Two groups have no field of their own: lists name them, registers do not.
    for name, share in (("keagamaan", 0.012), ("kader", 0.014)):
        group[rng.random(count) < share] = GROUPS.index(name)
    unlocated = rng.random(count) < land.place.unlocated_share
    return Pool(
        nik=niks(rng, block, count, age, is_woman),
        village=np.where(unlocated, UNLOCATED, village),
        district=np.where(unlocated & (rng.random(count) < 0.5), UNLOCATED, district),
        decile=np.zeros(count, dtype=np.int64),
        group=group,
        segment=np.zeros(count, dtype=np.int64),
        reach=np.ones(count),
    )
