"""What is declared of the check: words of tables, limits, and what can be found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, TypeAdapter

from ..declare import Declared, read_yaml
from ..text import Text

FOLDER = Path(__file__).parent


class Limits(Declared):
    """When a difference is one."""

    rows: int
    columns: int
    jump_months: int
    near_whole: float
    about: float
    zeros_of_a_rounded_count: int
    consistent_rows: float
    largest_tariff: int
    label_words: int


class Kind(Declared):
    """One thing that can be found: its name, and the sentence that tells it."""

    label: Text
    message: Text


class Role(Declared):
    """What a number is, and the words that say so."""

    role: str
    words: tuple[str, ...]


class RateKind(Declared):
    """What rates of one subject are made of, likeliest first."""

    subject: str
    pairs: tuple[tuple[str, str], ...]


class Equation(Declared):
    """Counts that add up to another one."""

    parts: tuple[str, ...]
    whole: str


class Vocabulary(Declared):
    """The words of published tables."""

    roles: tuple[Role, ...]
    rates: tuple[RateKind, ...]
    subject_words: dict[str, str]
    sizes: dict[str, int]
    free_rates: tuple[str, ...]
    shares: tuple[str, ...]
    within: tuple[tuple[str, str], ...]
    sums: tuple[Equation, ...]
    not_added: tuple[str, ...]
    families: dict[str, dict[str, tuple[str, ...]]]
    optional_parts: tuple[str, ...]
    totals: tuple[str, ...]
    fillers: tuple[str, ...]
    levels: tuple[str, ...]
    yearly: tuple[str, ...]
    monthly: tuple[str, ...]
    wages: tuple[str, ...]
    programmes: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    not_additive: tuple[str, ...]
    single_valued: tuple[str, ...]
    about: tuple[str, ...] = Field(min_length=1)
    above: tuple[str, ...]
    below: tuple[str, ...]


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The limits of `limits.yaml`."""
    return Limits.model_validate(read_yaml(FOLDER / "limits.yaml"))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of `vocabulary.yaml`."""
    return Vocabulary.model_validate(read_yaml(FOLDER / "vocabulary.yaml"))


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """Everything that can be found, by code."""
    return TypeAdapter(dict[str, Kind]).validate_python(read_yaml(FOLDER / "findings.yaml"))
