"""From the book to the lists that senders deliver, and how many people those lists make active."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from .book import SELF_PAID, Book
from .chance import Ints, pick
from .declared import Place, Sender

_MONTHS_STATED = 12


@dataclass(frozen=True)
class MemberList:
    """One list of a sender: the statements in it, before faulty rows are mixed in."""

    sender: str
    period: int
    received: date
    rows: pd.DataFrame
    """Columns: person, payer, start, end, day, before."""


def receipt(period: int, late: dict[int, date], day: int) -> date:
    """When what is about `period` came: on `day` of the next month unless declared late."""
    first_of_next = date((period + 1) // 12, (period + 1) % 12 + 1, 1)
    return late.get(period, first_of_next + timedelta(days=day - 1))


def draw_lists(book: Book) -> list[MemberList]:
    """Every list of every sender, in order of period.

    A list governs from its period on until the sender's next one (DESIGN 3.1), so each restates what still runs.
    """
    frame = book.frame()
    sender_of = {payer.id: payer.sender for payer in book.place.payers} | {SELF_PAID: book.place.self_paid.sender}
    by_sender = dict(list(frame.groupby(frame["payer"].map(sender_of), sort=False)))
    lists = [found for name, sender in book.place.senders.items() for found in _lists_of(name, sender, by_sender[name])]
    return sorted(lists, key=lambda found: (found.period, found.sender))


def _lists_of(name: str, sender: Sender, rows: pd.DataFrame) -> list[MemberList]:
    return [
        MemberList(
            sender=name,
            period=period,
            received=receipt(period, sender.late, 5 + (number * 3 + len(name)) % 9),
            rows=_stated(rows, since, period),
        )
        for number, (since, period) in enumerate(zip((0, *sender.periods), sender.periods, strict=False))
    ]


def _stated(rows: pd.DataFrame, since: int, period: int) -> pd.DataFrame:
    """What a list of `period` states after one of `since`: what runs, what is new, and people named without months."""
    listed = (rows["known"] <= period) & (rows["until"] > period) & (rows["struck"] > period)
    # The list before stated the ends of blocks, but not of what is paid month by month; some senders repeat all.
    news = (rows["known"] > since) | ((rows["monthly"] | rows["repeated"]) & (rows["end"] > since))
    begun = (rows["start"] <= period) | ~rows["monthly"]
    fits = (rows["start"] == 0) | (((rows["end"] >= period) | news) & begun)
    found = rows.loc[listed & fits, ["person", "payer", "start", "end", "day", "before", "monthly"]].copy()
    # Who pays month by month has paid up to the list's own month, and an office states a year of it at most.
    monthly = found.pop("monthly").to_numpy(dtype=bool)
    start, end, before = (found[name].to_numpy(dtype=np.int64) for name in ("start", "end", "before"))
    latest = np.where(monthly, np.minimum(end, period), end)
    first = np.where(monthly, np.maximum(start, np.minimum(latest, period) - _MONTHS_STATED + 1), start)
    # What a sender's first list cuts off so, it states as earlier membership.
    before = np.where((first > start) & (since == 0), first - start, before)
    return found.assign(start=first, end=latest, before=before).reset_index(drop=True)


def active_people(lists: list[MemberList], month: int) -> Ints:
    """The people whom the lists in force make active in `month`, each once."""
    found = [np.empty(0, dtype=np.int64)]
    periods: dict[str, list[int]] = {}
    for one in lists:
        periods.setdefault(one.sender, []).append(one.period)
    for one in lists:
        following = min((period for period in periods[one.sender] if period > one.period), default=month + 1)
        if month < following:
            rows = one.rows
            found.append(rows.loc[(rows["start"] <= month) & (rows["end"] >= month), "person"].to_numpy())
    return np.unique(np.concatenate(found))


def settle(book: Book, month: int, wanted: int) -> list[MemberList]:
    """Lists in which exactly `wanted` people of segment BPU are active in `month`.

    Self-payers give way or are added: no figure about them was published.
    """
    is_bpu = book.pool.segment == 0
    lists = draw_lists(book)
    active = active_people(lists, month)
    surplus = int(is_bpu[active].sum()) - wanted
    rng = book.chance.stream(book.place.short, "settle")
    if surplus > 0:
        shared = np.unique(np.concatenate([book.people_of(payer.id) for payer in book.place.payers] or [active]))
        able = np.setdiff1d(np.intersect1d(active, book.people_of(SELF_PAID)), shared)
        gone = rng.choice(able, min(surplus, len(able)), replace=False)
        book.rows = [rows[~rows["person"].isin(gone)] for rows in book.rows]
    elif surplus < 0:
        added = pick(rng, np.where(book.taken | ~is_bpu, 0.0, book.pool.reach), -surplus)
        book.add(SELF_PAID, added, start=month - 5, end=month + 6, known=month - 5, day=12)
    else:
        return lists
    book.rows = [rows for rows in book.rows if len(rows)]
    return draw_lists(book)


def wanted_on_lists(place: Place, counted: int, wanted: int) -> int:
    """How many active people the lists must hold so that, with `counted` in aggregates, `wanted` come out."""
    return wanted - counted if place.calibrate.segment is None else wanted
