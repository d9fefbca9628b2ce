"""What a family receives, as the rules in force on a day say: each amount with its parts, date and basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .catalogue import PARAMETERS
from .model import Basis

BenefitName = Literal["accident_death", "death", "death_in_waiting", "scholarship"]
LEVELS = ("tk_sd", "smp", "sma", "pt")
NO_END = 999_999
"""More months than any calendar has."""


@dataclass(frozen=True)
class Benefit:
    """One benefit: the amount in rupiah, the parameters it is made of, since when, and where that is written."""

    name: BenefitName
    amount_idr: int
    parts: tuple[tuple[str, int], ...]
    since: date
    basis: tuple[Basis, ...]


def family_benefits(day: date, wage_idr: int | None = None) -> tuple[Benefit, ...]:
    """What a member's family receives on `day`: death by accident at work, death otherwise (full, and in the waiting
    months while there are any), and the most the scholarships of two children can add up to.

    `wage_idr` is the insured income; the lowest one where it is not given.
    """
    wage = PARAMETERS["bpu.base_wage_default"].whole(day) if wage_idr is None else wage_idr
    accident = max(PARAMETERS["jkk.death_multiple"].whole(day) * wage, PARAMETERS["jkk.death_min"].whole(day))
    found = [
        _benefit(
            "accident_death", day, {"jkk.death_multiple": accident} | _amounts(day, "jkk.periodic", "jkk.funeral")
        ),
        _benefit("death", day, _amounts(day, "jkm.lump_sum", "jkm.periodic", "jkm.funeral")),
    ]
    if waiting_months(day):
        found.append(_benefit("death_in_waiting", day, _amounts(day, "jkm.benefit_during_waiting")))
    children = PARAMETERS["scholarship.max_children"].whole(day)
    school = {
        f"scholarship.{level}_per_year": children
        * PARAMETERS[f"scholarship.{level}_per_year"].whole(day)
        * PARAMETERS[f"scholarship.{level}_max_years"].whole(day)
        for level in LEVELS
    }
    return (*found, _benefit("scholarship", day, school))


def waiting_months(day: date) -> int:
    """The waiting months of a membership that starts on `day`.

    >>> waiting_months(date(2025, 2, 23)), waiting_months(date(2025, 2, 24))
    (0, 3)
    """
    parameter = PARAMETERS["jkm.waiting_months"]
    return parameter.whole(day) if parameter.in_force(day) else 0


def unbroken_gap(day: date) -> int:
    """How many unpaid months do not restart the waiting months, by the reading of the open question in force on `day`.

    >>> unbroken_gap(date(2026, 1, 1))
    0
    """
    grace = PARAMETERS["bpu.lapse_after_unpaid_months"]
    most = grace.whole(day) - 1 if grace.in_force(day) else 0
    return {"any_gap": 0, "beyond_grace": most, "never": NO_END}[PARAMETERS["jkm.waiting_restart"].choice(day)]


def _amounts(day: date, *names: str) -> dict[str, int]:
    return {name: PARAMETERS[name].whole(day) for name in names}


def _benefit(name: BenefitName, day: date, parts: dict[str, int]) -> Benefit:
    dated = [PARAMETERS[part].dated(day) for part in parts]
    return Benefit(
        name=name,
        amount_idr=sum(parts.values()),
        parts=tuple(parts.items()),
        since=max(since for since, _ in dated),
        basis=tuple(dict.fromkeys(each.basis for _, each in dated)),
    )
