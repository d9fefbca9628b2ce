"""What an area is: its code, its level, its place in the hierarchy (Permendagri 58/2021: `PP.KK.CC.VVVV`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["province", "regency", "district", "village"]
LEVELS: tuple[Level, ...] = ("province", "regency", "district", "village")

# How many characters of a dotted code say which area of the level it lies in.
WIDTHS: dict[Level, int] = {"province": 2, "regency": 5, "district": 8, "village": 13}
# The same by the number of digits; seven are a district's for BPS.
LEVEL_OF_DIGITS: dict[int, Level] = {2: "province", 4: "regency", 6: "district", 7: "district", 10: "village"}
_LEVEL_OF_WIDTH: dict[int, Level] = {width: level for level, width in WIDTHS.items()}
_DOTTED = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")

# Degrees, with a margin: what lies outside is a slip of the pen, or in other units.
INDONESIA_WEST, INDONESIA_SOUTH, INDONESIA_EAST, INDONESIA_NORTH = 94.0, -12.0, 142.0, 7.0

NATIONAL = "00"
UNLOCATED_DISTRICT = "00"
UNLOCATED_VILLAGE = "0000"


@dataclass(frozen=True, slots=True)
class Region:
    """An area of Indonesia; `lat` and `lng` are one point in or near it, `population_basis` says how it is known.

    `also` are other spellings of its name in the lists delivered.
    """

    code: str
    level: Level
    name: str
    parent: str | None
    bps_code: str | None = None
    lat: float | None = None
    lng: float | None = None
    population: int | None = None
    population_basis: Literal["published", "estimated"] | None = None
    area_km2: float | None = None
    also: tuple[str, ...] = ()


def level_of(code: str) -> Level | None:
    """The level a dotted code belongs to, known or not; None when it is not shaped like a code.

    >>> level_of("74.71.01.1005"), level_of("74.71.00"), level_of("7471")
    ('village', 'district', None)
    """
    return _LEVEL_OF_WIDTH.get(len(code)) if _DOTTED.fullmatch(code) else None


def parent_of(code: str) -> str | None:
    """The code of the area one level up; None for a province.

    >>> parent_of("74.71.01.1005")
    '74.71.01'
    """
    return code.rpartition(".")[0] or None


def area_of(code: str, level: Level) -> str:
    """The area of `level` that a code lies in: its prefix.

    >>> area_of("74.71.01.1005", "regency")
    '74.71'
    """
    return code[: WIDTHS[level]]


def is_within(code: str, parent: str | None) -> bool:
    """Whether an area lies inside another one (not the area itself); everything lies inside None."""
    return parent is None or code.startswith(f"{parent}.")


def is_in_indonesia(west: float, south: float, east: float, north: float) -> bool:
    """Whether a box of degrees lies where Indonesia does."""
    return west >= INDONESIA_WEST and south >= INDONESIA_SOUTH and east <= INDONESIA_EAST and north <= INDONESIA_NORTH


def is_unlocated(code: str) -> bool:
    """Whether the code stands for people whose village, or whose district, nobody stated."""
    parts = code.split(".")
    return (len(parts) == 4 and parts[3] == UNLOCATED_VILLAGE) or (len(parts) >= 3 and parts[2] == UNLOCATED_DISTRICT)


def dotted(digits: str) -> str | None:
    """A plain Kemendagri code with its dots; None when the number of digits fits no level.

    >>> dotted("7471011005")
    '74.71.01.1005'
    """
    cuts = {2: (2,), 4: (2, 4), 6: (2, 4, 6), 10: (2, 4, 6, 10)}.get(len(digits))
    if cuts is None or not digits.isdigit():
        return None
    return ".".join(digits[start:end] for start, end in zip((0, *cuts), cuts, strict=False))
