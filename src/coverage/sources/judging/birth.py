"""Birth date and sex as a file states them, held against the NIK in memory; neither is stored or shown."""

from __future__ import annotations

from datetime import date

import numpy as np

from ..declaring.formats import plain
from ..floor.cells import TYPED, Mask, Objects, each
from ..floor.dates import day_of, order_of
from ..floor.faults import Fault
from ..floor.wording import counted, told
from .draft import Draft
from .nik_parts import Ints

BIRTH, SEX, NIK = "tanggal_lahir", "jenis_kelamin", "nik"
WOMAN = "P"


def check_births(draft: Draft) -> None:
    """Makes rows faults whose NIK speaks of another birth date or sex than the file; the dates stay for this import."""
    draft.born = _stated_births(draft)
    if draft.nik_parts is None:
        return
    draft.faults.add(draft.nik_parts.differ_from(draft.born), NIK, Fault("nik_birth_differs"))
    is_woman, is_known = sex_of_rows(draft)
    differ = is_known & draft.nik_parts.plausible & (is_woman != draft.nik_parts.is_woman)
    draft.faults.add(differ, NIK, Fault("nik_sex_differs"))


def numbers_of(days: Objects) -> Ints:
    """Days as yyyymmdd; 0 where there is none."""
    return each(day_number, days).astype(np.int64)


def day_number(day: date | None) -> int:
    """A day as yyyymmdd; 0 for none."""
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


def _stated_births(draft: Draft) -> Ints:
    """The birth dates a file states; what cannot be read, or is yet to come, counts as not stated, and is told."""
    if not draft.has(BIRTH):
        return np.zeros(len(draft), dtype=np.int64)
    distinct = draft.cells(BIRTH).distinct()
    order = order_of(distinct.values)
    if order == "month first":
        draft.conventions[BIRTH] = told("convention_month_first")
    born = np.array([*(day_number(day_of(value, order)) for value in distinct.values), 0], dtype=np.int64)
    born[born > day_number(draft.around.received)] = 0
    found = born[distinct.places]
    # A column that is read for more than this check has faults of its own for what it cannot read.
    unread = (found == 0) & (distinct.places >= 0) & draft.counted & ~draft.faults.faulty_in(BIRTH)
    if unread.any():
        draft.warnings.append(told("warning_birth_unread", count=counted(int(unread.sum()))))
    return found


def sex_of_rows(draft: Draft) -> tuple[Mask, Mask]:
    """Whether a row says woman, and whether it says a sex at all."""
    if not draft.has(SEX):
        nobody = np.zeros(len(draft), dtype=bool)
        return nobody, nobody
    words = draft.format.column(SEX).accepted_words()
    distinct = draft.cells(SEX).distinct()
    said = [words.get(plain(value.rstrip(TYPED))) for value in distinct.values]
    is_woman = np.array([*(sex == WOMAN for sex in said), False], dtype=bool)
    is_known = np.array([*(sex is not None for sex in said), False], dtype=bool)
    return is_woman[distinct.places], is_known[distinct.places]
