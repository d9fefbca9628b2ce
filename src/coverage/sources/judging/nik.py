"""The NIK: what is wrong with one, what Excel did to many, and the keyed hash that takes its place."""

from __future__ import annotations

import math
import re

import numpy as np

from ...text import LANGS, Text, rounded
from ..declaring.formats import Column
from ..floor.cells import TYPED, Mask, Objects
from ..floor.faults import Fault
from ..floor.rules import rules
from ..floor.wording import counted, told
from ..keeping.keys import person_keys
from .draft import Draft
from .nik_parts import NikParts, parts_of

DIGITS = 16
DAMAGE = ("nik_scientific", "nik_rounded", "nik_zeros_lost")
"""What spreadsheets do to a NIK that is stored as a number."""

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[ .\-'\u00a0]")
_ZEROS = "0000"


def convert_nik(draft: Draft, column: Column) -> Objects:
    """The person keys of a column; None where the NIK is missing or faulty."""
    cells = draft.cells(column.name)
    distinct = cells.distinct()
    niks = [_bare(value) for value in distinct.values]
    keys = person_keys(draft.around.secret, niks)
    faults = [
        Fault("nik_rounded") if _was_too_wide(value, nik) else fault_of(nik)
        for value, nik in zip(distinct.values, niks, strict=True)
    ]
    parts = parts_of(niks, np.array([fault is None for fault in faults], dtype=bool))
    for place in np.flatnonzero(parts.implausible).tolist():
        # Digits that a spreadsheet cut off became zeros, the birth date's among them.
        faults[place] = Fault("nik_rounded" if niks[place].endswith(_ZEROS) else "nik_birth")
    by_fault: dict[Fault, list[int]] = {}
    for place, fault in enumerate(faults):
        if fault is not None:
            by_fault.setdefault(fault, []).append(place)
    for fault, places in by_fault.items():
        draft.faults.add(np.isin(distinct.places, places), column.name, fault)
    draft.faults.add(~cells.filled(), column.name, Fault("nik_missing"))
    draft.nik_parts = parts.spread(distinct.places)
    _find_rounded(draft, column, draft.nik_parts, cells.typed)
    # Rows alike whose NIK is lost may be as many persons: none of them is a repeat of another.
    draft.is_repeat &= ~draft.faults.faulty_in(column.name)
    _tell_damage(draft, cells.filled())
    draft.key_of_nik = distinct.spread(list(keys))
    return distinct.spread([key if fault is None else None for key, fault in zip(keys, faults, strict=True)])


def fault_of(nik: str) -> Fault | None:
    """What is wrong with the digits of a NIK from which separators were taken; None when it can be one.

    >>> fault_of("7471010101900001"), fault_of("7.47E+15").code, fault_of("747101010190000").code
    (None, 'nik_scientific', 'nik_zeros_lost')
    """
    if len(nik) == DIGITS and nik.isascii() and nik.isdigit():
        return Fault("nik_placeholder") if nik == nik[0] * DIGITS else None
    if nik.startswith("="):
        return Fault("formula")
    if _SCIENTIFIC.fullmatch(nik):
        return Fault("nik_scientific")
    if not (nik.isascii() and nik.isdigit()):
        return Fault("nik_characters" if nik else "nik_missing")
    if DIGITS - 3 <= len(nik) < DIGITS:
        return Fault("nik_zeros_lost", {"found": len(nik)})
    return Fault("nik_length", {"found": len(nik)})


def _bare(value: str) -> str:
    """The digits of a NIK without the separators people put between them."""
    if len(value) == DIGITS and value.isdigit():
        return value
    value = value.removesuffix(TYPED).strip()
    if _SCIENTIFIC.fullmatch(value):
        return value
    if value.endswith(".0") and value[:-2].isdigit():
        return value[:-2]
    return value if value.startswith("=") else _SEPARATORS.sub("", value)


def _was_too_wide(value: str, nik: str) -> bool:
    """Whether a NIK was a number whose last digit no longer fits: those of Papua, above 9007199254740992."""
    return value.removesuffix(TYPED).endswith(".0") and len(nik) == DIGITS and nik.isdigit() and int(nik) > 2**53


def _find_rounded(draft: Draft, column: Column, parts: NikParts, typed: Mask | None) -> None:
    """Excel keeps 15 digits of a number: when NIKs end in 0 far more often than chance allows, those digits are lost.

    Numbers of a workbook are judged apart from text; text may have been pasted from numbers.
    """
    plausible = parts.plausible & draft.counted
    is_number = plausible & typed if typed is not None else np.zeros(len(draft), dtype=bool)
    zeros = plausible & parts.ends_in_zero
    if (zeros & is_number).sum() * 2 > is_number.sum():
        draft.faults.add(zeros & is_number, column.name, Fault("nik_rounded"))
    text = plausible & ~is_number
    found, among = int((zeros & text).sum()), int(text.sum())
    if not among or _is_chance(found, among):
        return
    if found > among * rules().rounded_share:
        draft.faults.add(zeros & text, column.name, Fault("nik_rounded"))
    elif found > among * rules().rounded_share_to_tell:
        draft.warnings.append(told("warning_zero_endings", **_among(found, among)))


def _is_chance(found: int, among: int) -> bool:
    """Whether so many endings in 0, of ten possible digits, may well be chance (Chernoff's bound on the binomial)."""
    share, usual = found / among, 0.1
    if share <= usual:
        return True
    distance = share * math.log(share / usual)
    if share < 1:
        distance += (1 - share) * math.log((1 - share) / (1 - usual))
    return math.exp(-among * distance) > rules().rounded_chance


def _tell_damage(draft: Draft, filled: Mask) -> None:
    """Warns, for the file as a whole, which share of its NIKs a spreadsheet damaged, and how."""
    counts = {code: int((draft.faults.coded(code) & draft.counted).sum()) for code in DAMAGE}
    damaged, rows = sum(counts.values()), int((filled & draft.counted).sum())
    if damaged:
        kinds = [told(f"damage_{code}", count=counted(count)) for code, count in counts.items() if count]
        listed = Text(**{lang: ", ".join(kind.of(lang) for kind in kinds) for lang in LANGS})
        draft.warnings.append(told("warning_excel_damage", kinds=listed, **_among(damaged, rows)))


def _among(part: int, whole: int) -> dict[str, Text]:
    share = Text(**{lang: rounded(part / whole, "percent", lang, 1) for lang in LANGS})
    return {"count": counted(part), "rows": counted(whole), "share": share}
