"""What was paid for whom: rounds of blocks by payer, and people who pay for themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .chance import Chance, Flags, Floats, Ints, pick
from .declared import Payer, Place, Round, SelfPaid
from .people import GROUPS, Pool

SELF_PAID = "MANDIRI"
_NEVER = 0
_OPEN = 10**6
_PLAIN = {"until": _OPEN, "struck": _OPEN, "day": 0, "before": -1, "monthly": False, "repeated": False}
_LAST_MONTH = 2026 * 12 + 9


@dataclass
class Book:
    """One row per paid block or unpaid naming, collected payer by payer.

    Columns: person, payer, start and end (0: never paid), known (a list from this month on may state it), until and
    struck (lists from this month on no longer do), day (of the start month; 0: not stated, -1: the month before),
    before (months of membership stated; -1: none stated), monthly (paid month by month, so that no list sees beyond
    itself), repeated (named even after its end).
    """

    place: Place
    pool: Pool
    chance: Chance
    rows: list[pd.DataFrame] = field(default_factory=list)
    taken: Flags = field(init=False)

    def __post_init__(self) -> None:
        self.taken = np.zeros(len(self.pool), dtype=bool)

    def frame(self) -> pd.DataFrame:
        """All rows so far."""
        return pd.concat(self.rows, ignore_index=True)

    def people_of(self, payer: str) -> Ints:
        """Everybody this payer ever named."""
        mine = [rows["person"].to_numpy() for rows in self.rows if rows["payer"].iat[0] == payer]
        return np.unique(np.concatenate(mine)) if mine else np.empty(0, dtype=np.int64)

    def add(self, payer: str, person: Ints, **columns: object) -> None:
        """Notes one row per person."""
        if len(person):
            self.rows.append(pd.DataFrame({"person": person, "payer": payer, **_PLAIN, **columns}))
            self.taken[person] = True


def write_book(place: Place, pool: Pool, chance: Chance) -> Book:
    """The whole book of a place."""
    book = Book(place, pool, chance)
    _pay_themselves(book, place.self_paid)
    for payer in place.payers:
        for number, round_ in enumerate(payer.rounds):
            later = payer.rounds[number + 1].known if number + 1 < len(payer.rounds) else _OPEN
            _pay(book, payer, round_, later, chance.stream(place.short, payer.id, number))
    return book


def liking(book: Book, payer: Payer | SelfPaid) -> Floats:
    """How likely this payer is to choose each person of the pool who is not on anybody's list yet."""
    pool = book.pool
    leans = np.array(payer.leans)
    weight = pool.reach * leans[np.where(pool.decile > 0, pool.decile - 1, 10)]
    segment = 0
    if isinstance(payer, Payer):
        segment = 1 if payer.segment == "PU" else 0
        favour = np.array([payer.favours.get(group, 1.0) for group in GROUPS])
        if payer.only:
            favour = np.array([1.0 if group in payer.only else 0.0 for group in GROUPS])
        weight = weight * favour[pool.group]
        if payer.located:
            weight = np.where(pool.village >= 0, weight, 0.0)
    found: Floats = np.where(book.taken | (pool.segment != segment), 0.0, weight)
    return found


def _pay(book: Book, payer: Payer, round_: Round, later: int, rng: np.random.Generator) -> None:
    scaled = book.chance.scaled
    mine = book.people_of(payer.id)
    running = _running(book, payer.id, round_.start)
    wanted = scaled(round_.workers)
    if round_.to_active is not None:
        wanted = max(0, scaled(round_.to_active) - len(running))
    chosen = _some(rng, np.setdiff1d(mine, running), min(scaled(round_.kept), wanted))
    for other, count in round_.also_from.items():
        able = np.setdiff1d(book.people_of(other), np.concatenate([mine, chosen]))
        chosen = np.concatenate([chosen, _some(rng, able, min(scaled(count), wanted - len(chosen)))])
    fresh = pick(rng, liking(book, payer), wanted - len(chosen))
    chosen = np.concatenate([chosen, fresh])
    start = round_.start + (rng.integers(0, round_.spread + 1, len(chosen)) if round_.spread else 0)
    days = rng.integers(1, 24, len(chosen))
    day = np.where(rng.random(len(chosen)) < 0.86, days, rng.choice([0, -1], len(chosen)))
    before = np.where(rng.random(len(chosen)) < 0.12, rng.integers(1, 30, len(chosen)), -1)
    if payer.new_members:
        day, before = days, np.zeros(len(chosen), dtype=np.int64)
    if round_.struck:
        _strike(book, payer.id, _some(rng, running, scaled(round_.struck)), round_.known)
    stated = {"known": round_.known, "day": day, "before": before, "repeated": payer.names_lapsed}
    book.add(payer.id, chosen, start=start, end=round_.end, **stated)
    unpaid = scaled(round_.never_paid)
    if round_.named is not None:
        listed = np.union1d(chosen, _named(book, payer, round_.known))
        unpaid = max(0, scaled(round_.named) - len(listed))
    waiting = pick(rng, liking(book, payer), unpaid)
    book.add(payer.id, waiting, start=_NEVER, end=_NEVER, known=round_.known, until=later)


def _running(book: Book, payer: str, month: int) -> Ints:
    """People with a block of the payer that reaches `month`."""
    found = [
        rows.loc[(rows["end"] >= month) & (rows["struck"] > month), "person"].to_numpy()
        for rows in book.rows
        if rows["payer"].iat[0] == payer
    ]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _named(book: Book, payer: Payer, period: int) -> Ints:
    """People whom the payer's list of `period` names because of earlier rounds."""
    periods = book.place.senders[payer.sender].periods
    since = max((month for month in periods if month < period), default=0)
    frame = [rows for rows in book.rows if rows["payer"].iat[0] == payer.id]
    named = [rows.loc[(rows["end"] > since) & (rows["struck"] > period), "person"].to_numpy() for rows in frame]
    return np.unique(np.concatenate(named)) if named else np.empty(0, dtype=np.int64)


def _strike(book: Book, payer: str, person: Ints, month: int) -> None:
    """From the list of `month` on, the payer no longer names these people's running blocks."""
    for rows in book.rows:
        if rows["payer"].iat[0] == payer:
            rows.loc[rows["person"].isin(person) & (rows["end"] >= month), "struck"] = month


def _some(rng: np.random.Generator, people: Ints, count: int) -> Ints:
    return rng.choice(people, min(max(count, 0), len(people)), replace=False)


def _pay_themselves(book: Book, plan: SelfPaid) -> None:
    """Self-payers: everybody joins once, pays in a rhythm of 1, 3, 6 or 12 months, stops, and sometimes comes back."""
    rng = book.chance.stream(book.place.short, SELF_PAID)
    first = min(plan.joins) * 12
    joins = [rng.integers(first - 22, first + 1, book.chance.scaled(plan.at_first))]
    for year, count in plan.joins.items():
        months = min(12, _LAST_MONTH + 1 - year * 12)
        joins.append(rng.integers(year * 12, year * 12 + months, book.chance.scaled(count)))
    join = np.concatenate(joins)
    person = pick(rng, liking(book, plan), len(join))
    rng.shuffle(person)
    join = join[: len(person)]
    rhythm = rng.choice(list(plan.patterns), len(person), p=list(plan.patterns.values()))
    start = join
    before = np.where(rng.random(len(person)) < 0.08, rng.integers(1, 40, len(person)), -1)
    while len(person):
        monthly = rhythm == 1
        length = np.where(monthly, 4 + rng.geometric(1 / 16, len(person)), rhythm)
        end = start + length - 1
        seen = end >= first
        day = np.where(rng.random(len(person)) < 0.9, rng.integers(1, 28, len(person)), 0)
        columns = {"start": start, "end": end, "known": start, "day": day, "before": before, "monthly": monthly}
        book.add(SELF_PAID, person[seen], **{name: column[seen] for name, column in columns.items()})
        chance = rng.random(len(person))
        gap = rng.integers(1, 8, len(person))
        again = np.where(monthly, chance < 0.45, chance < 0.88)
        pause = np.where(monthly | (chance > 0.72), gap, 0)
        start = end + 1 + pause
        keep = again & (start <= _LAST_MONTH)
        person, start, rhythm = person[keep], start[keep], rhythm[keep]
        before = np.full(len(person), -1, dtype=np.int64)
