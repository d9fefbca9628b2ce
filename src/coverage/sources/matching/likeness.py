"""The declared weights and limits of the search for the same person."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ...declare import Declared, read_yaml

_NO_LETTER = re.compile(r"[^a-z ]+")


class Weight(Declared):
    """How often a likeness is found between rows of one person, and of two."""

    same: float
    other: float


class Likeness(Declared):
    """What names weigh, how many rows are looked at, and what is written for one name."""

    prior: float
    name_same: Weight
    name_alike: Weight
    name_part: Weight
    name_other: Weight
    sex_same: Weight
    sex_other: Weight
    alike: float
    propose_from: float
    unsure_rows: int
    block_rows: int
    pairs: int
    proposed: int
    memory_mb: int
    titles: frozenset[str]
    spellings: dict[str, str]


@lru_cache(maxsize=1)
def likeness() -> Likeness:
    """The declared weights and limits."""
    return Likeness.model_validate(read_yaml(Path(__file__).parent / "likeness.yaml"))


def bare_name(name: str) -> str:
    """A name without titles, degrees after a comma, and marks; common short forms written out.

    >>> bare_name("Hj. St. CONTOH-SATU, S.Pd")
    'siti contoh satu'
    """
    rules = likeness()
    words = _NO_LETTER.sub(" ", name.split(",")[0].casefold().replace("'", "")).split()
    return " ".join(rules.spellings.get(word, word) for word in words if word not in rules.titles)
