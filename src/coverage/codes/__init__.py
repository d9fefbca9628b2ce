"""Declared code lists: segments, sponsor kinds, occupation groups, welfare deciles, denominator series."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from ..declare import Declared, read_yaml
from ..text import Text

FOLDER = Path(__file__).parent

UNKNOWN = "?"
"""The code of a member whose decile or occupation nobody stated: a row of its own, never a rate."""

NOT_BROKEN_DOWN = "*"
"""The code of counts that were delivered without this dimension at all (DESIGN 3.3)."""

NOT_IN_REGISTER = "0"
"""The code of a person whom the other of two registers does not name (decile migration)."""

DECILES = tuple(str(decile) for decile in range(1, 11))
POOLED_DECILE = "7-10"
DECILE_GROUPS: dict[str, tuple[str, ...]] = {
    "1": ("1",),
    "2": ("2",),
    "3-4": ("3", "4"),
    "5-6": ("5", "6"),
    "7-10": ("7", "8", "9", "10", POOLED_DECILE),
    UNKNOWN: (UNKNOWN,),
}


class SponsorKind(Declared):
    """A kind of payer; `public_budget` None means the law's answer is not settled."""

    label: Text
    public_budget: bool | None
    renewal: Literal["block", "rolling"]
    subsidised: bool


class Segment(Declared):
    """A segment; `aggregate_sponsor` pays for members that come as counts only; `words`: how files call it."""

    label: Text
    aggregate_sponsor: str
    words: tuple[str, ...] = ()


class OccupationGroup(Declared):
    """A group of occupations with the words and Regsosek fields that lead to it."""

    label: Text
    sector: Literal["transport", "other"]
    fields: tuple[str, ...]
    words: tuple[str, ...]


class Programme(Declared):
    """A programme of the insurance, with the words that name it in claims."""

    label: Text
    words: tuple[str, ...]


class Series(Declared):
    """A named denominator: what it counts, whose members may stand over it, whether it is an estimate."""

    label: Text
    meaning: Text
    scope: tuple[str, ...]
    unit: Literal["workers", "persons", "families"]
    ages: Text
    basis: Text
    estimate: bool


@lru_cache(maxsize=1)
def sponsor_kinds() -> dict[str, SponsorKind]:
    """Every kind of payer, in the order of primary payers."""
    return TypeAdapter(dict[str, SponsorKind]).validate_python(read_yaml(FOLDER / "sponsor_kind.yaml"))


@lru_cache(maxsize=1)
def segments() -> dict[str, Segment]:
    """Every membership segment."""
    return TypeAdapter(dict[str, Segment]).validate_python(read_yaml(FOLDER / "segment.yaml"))


@lru_cache(maxsize=1)
def occupation_groups() -> dict[str, OccupationGroup]:
    """Every occupation group, in the order of display."""
    return TypeAdapter(dict[str, OccupationGroup]).validate_python(read_yaml(FOLDER / "occupation_group.yaml"))


@lru_cache(maxsize=1)
def programmes() -> dict[str, Programme]:
    """Every programme that claims are paid from."""
    return TypeAdapter(dict[str, Programme]).validate_python(read_yaml(FOLDER / "programme.yaml"))


@lru_cache(maxsize=1)
def workforce_series() -> dict[str, Series]:
    """Every denominator series, in the order in which a rate prefers them."""
    return TypeAdapter(dict[str, Series]).validate_python(read_yaml(FOLDER / "series.yaml"))
