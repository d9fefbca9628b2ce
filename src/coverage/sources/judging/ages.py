"""The age limit of those who pay for themselves or are paid for: judged when a person is registered, and only then."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np

from ...parameters import PARAMETERS
from ..floor.cells import Mask, Objects, absent, are
from ..floor.faults import Fault
from ..floor.wording import counted, told
from .birth import BIRTH, NIK, day_number, numbers_of
from .draft import Draft
from .nik_parts import Ints

LIMIT = "bpu.max_age_at_registration"
LIMITED_SEGMENT = "BPU"
_YEAR = 10_000  # of a day written yyyymmdd


def check_ages(draft: Draft, segment: Objects) -> None:
    """Makes rows faults whose person had reached the age limit when registered.

    Registered is the stated day, else the first stated month less the months before it. Who has an earlier row in the
    same file, or is on a delivery in force, was a member before and is not registered anew.
    """
    if draft.nik_parts is None:
        return
    registered = _registered(draft)
    born = np.where(draft.born > 0, draft.born, draft.nik_parts.born_by(registered))
    judged = draft.sound & are(segment, LIMITED_SEGMENT) & (registered > 0) & (born > 0)
    for limit, since, until in _limits():
        over = judged & (registered >= since) & (registered < until) & (born + limit * _YEAR <= registered)
        if over.any():
            over &= ~_members_before(draft, over, judged & ~over)
            fault = Fault("over_age", {"limit": limit})
            draft.faults.add(over & (draft.born > 0), BIRTH, fault)
            draft.faults.add(over & (draft.born == 0), NIK, fault)


def _limits() -> list[tuple[int, int, int]]:
    """Each limit with the day from which it counts and the day on which it ends, as yyyymmdd."""
    parameter = PARAMETERS[LIMIT]
    starts = [*parameter.values, date.max]
    return [
        (parameter.whole(start), day_number(start), day_number(end))
        for start, end in pairwise(starts)
        if parameter.in_force(start)
    ]


def _registered(draft: Draft) -> Ints:
    """When each row's person was registered, as yyyymmdd; a month counts from its first day; 0 if nothing says."""
    days = numbers_of(draft.value("tgl_daftar"))
    start = draft.value("bulan_mulai")
    begins = np.where(absent(start), 0, start).astype(np.int64)
    before = draft.value("bulan_sebelumnya")
    begins = begins - np.where(absent(before) | (begins == 0), 0, before).astype(np.int64)
    first = (begins // 12) * _YEAR + (begins % 12 + 1) * 100 + 1
    return np.where(days > 0, days, np.where(begins > 0, first, 0))


def _members_before(draft: Draft, over: Mask, young: Mask) -> Mask:
    """Rows over the limit whose person is known from an earlier row or delivery, the latter told as a warning."""
    persons = draft.value(NIK)
    wanted = set(persons[over].tolist())
    here = {person for person in persons[young].tolist() if person in wanted}
    elsewhere = draft.around.members(wanted - here)
    known = np.zeros(len(draft), dtype=bool)
    places = np.flatnonzero(over)
    known[places] = [person in here or person in elsewhere for person in persons[places].tolist()]
    told_of = int(sum(person in elsewhere for person in persons[places].tolist()))
    if told_of:
        draft.warnings.append(told("warning_over_age_known", count=counted(told_of)))
    return known
