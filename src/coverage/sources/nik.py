"""The NIK: what is wrong with one, and the keyed hash that takes its place."""

from __future__ import annotations

import re

import numpy as np

from .cells import TYPED, Mask, Objects
from .draft import Draft
from .faults import Fault
from .formats import Column
from .keys import person_keys

DIGITS = 16

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_SEPARATORS = re.compile(r"[ .\-'\u00a0]")


def convert_nik(draft: Draft, column: Column) -> Objects:
    """The person keys of a column; None where the NIK is missing or faulty."""
    cells = draft.cells(column.name)
    distinct = cells.distinct()
    niks = [_bare(value) for value in distinct.values]
    keys = person_keys(draft.around.secret, niks)
    faults = [fault_of(nik) for nik in niks]
    by_fault: dict[Fault, list[int]] = {}
    for place, fault in enumerate(faults):
        if fault is not None:
            by_fault.setdefault(fault, []).append(place)
    for fault, places in by_fault.items():
        draft.faults.add(np.isin(distinct.places, places), column.name, fault)
    draft.faults.add(~cells.filled(), column.name, Fault("nik_missing"))
    if cells.typed is not None:
        _find_rounded(draft, column, distinct.spread(list(niks)), cells.typed)
    # Rows alike whose NIK is lost may be as many persons: none of them is a repeat of another.
    draft.is_repeat &= ~draft.faults.faulty_in(column.name)
    draft.key_of_nik = distinct.spread(list(keys))
    return distinct.spread([key if fault is None else None for key, fault in zip(keys, faults, strict=True)])


def fault_of(nik: str) -> Fault | None:
    """What is wrong with a NIK from which separators were taken; None when it can be one.

    >>> fault_of("7471010101900001"), fault_of("7.47E+15").code, fault_of("747101010190000").code
    (None, 'nik_scientific', 'nik_zeros_lost')
    """
    if len(nik) == DIGITS and nik.isascii() and nik.isdigit():
        return Fault("nik_placeholder") if len(set(nik)) == 1 else None
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


def _find_rounded(draft: Draft, column: Column, niks: Objects, typed: Mask) -> None:
    """Excel keeps 15 digits of a number: when most NIKs that are numbers end in 0, those digits are lost."""
    is_number = typed & np.array([nik is not None and len(nik) == DIGITS for nik in niks], dtype=bool)
    ends_in_zero = is_number & np.array([nik is not None and nik.endswith("0") for nik in niks], dtype=bool)
    if ends_in_zero.sum() * 2 > is_number.sum():
        draft.faults.add(ends_in_zero, column.name, Fault("nik_rounded"))
