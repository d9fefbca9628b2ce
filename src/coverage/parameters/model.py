"""What a dated parameter is: a value per day it took effect, each with its own legal basis and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from ..declare import Declared
from ..errors import CoverageError
from ..text import LANGS, Text, day_name
from ..words import phrase

Confidence = Literal["high", "medium", "low"]
ParameterUnit = Literal[
    "fraction",
    "rupiah",
    "rupiah_per_month",
    "rupiah_per_year",
    "months",
    "years",
    "people",
    "decisions",
    "times_wage",
    "yes_no",
    "codes",
]
Number = int | float


class Basis(Declared):
    """Where a value is written: the citation, an address if there is one, and the day it was looked up.

    A citation that is the same in both languages, as the name of a regulation, may be declared once.
    """

    cite: Text
    url: str | None
    seen: date

    @field_validator("cite", mode="before")
    @classmethod
    def _same_in_both(cls, cite: Any) -> Any:
        return {"id": cite, "en": cite} if isinstance(cite, str) else cite


def citations(basis: Iterable[Basis]) -> Text:
    """Several citations in one line; a regulation that another citation names with its article is not repeated."""
    found = tuple(basis)
    return Text(**{lang: "; ".join(_once(one.cite.of(lang) for one in found)) for lang in LANGS})


_APART = re.compile(r"; (?![^(]*\))")
"""Between two citations, not inside a remark in brackets."""


def _once(cited: Iterable[str]) -> list[str]:
    parts = list(dict.fromkeys(part for one in cited for part in _APART.split(one)))
    return [
        part for part in parts if not any(other.startswith((f"{part},", f"{part} (", f"{part}:")) for other in parts)
    ]


class Dated(Declared):
    """A value from one day on; `None` says that the rule ended that day."""

    value: bool | int | float | tuple[str, ...] | None
    basis: Basis
    confidence: Confidence


class Parameter(Declared):
    """One number of the law or of the product, with every value it ever had, oldest first.

    Where the law is open, `question` says what is to be settled, and `alternatives` names the readings one may choose.
    """

    name: str = ""
    label: Text
    unit: ParameterUnit
    note: Text | None = None
    question: Text | None = None
    alternatives: dict[str, Text] = Field(default_factory=dict)
    values: dict[date, Dated] = Field(min_length=1)

    @field_validator("values")
    @classmethod
    def _oldest_first(cls, values: dict[date, Dated]) -> dict[date, Dated]:
        if list(values) != sorted(values):
            raise ValueError("dates must be written oldest first")
        return values

    @model_validator(mode="after")
    def _values_fit_the_unit(self) -> Parameter:
        for day, dated in self.values.items():
            if dated.value is None:
                continue
            wanted = {"codes": tuple, "yes_no": bool}.get(self.unit)
            fits = isinstance(dated.value, wanted) if wanted else type(dated.value) in (int, float)
            if not fits:
                raise ValueError(f"{day}: {dated.value!r} is no value of unit {self.unit}")
            if self.alternatives and (not isinstance(dated.value, tuple) or set(dated.value) - set(self.alternatives)):
                raise ValueError(f"{day}: {dated.value!r} is none of {', '.join(self.alternatives)}")
        return self

    def dated(self, day: date) -> tuple[date, Dated]:
        """The value in force on `day` with the day it took effect; raises before the first, naming that day."""
        since = max((start for start in self.values if start <= day), default=None)
        if since is None:
            raise self._absent("parameters.not_yet", day, next(iter(self.values)))
        return since, self.values[since]

    def in_force(self, day: date) -> bool:
        """Whether a value holds on `day`: not before the first, not after the rule ended."""
        return day >= next(iter(self.values)) and self.dated(day)[1].value is not None

    def at(self, day: date) -> Number:
        """The number in force on `day`; raises before the first date, after the end, and for lists of codes."""
        since, dated = self.dated(day)
        if dated.value is None:
            raise self._absent("parameters.ended", day, since)
        if isinstance(dated.value, tuple):
            raise TypeError(f"{self.name} is a list of codes: use codes(day)")
        return dated.value

    def whole(self, day: date) -> int:
        """The number in force on `day` as an integer: rupiah, months, years, people."""
        number = self.at(day)
        if number != int(number):
            raise TypeError(f"{self.name} is {number} on {day}, not a whole number")
        return int(number)

    def codes(self, day: date) -> tuple[str, ...]:
        """The codes in force on `day`; none before the first date or after the end."""
        value = self.dated(day)[1].value if self.in_force(day) else ()
        return value if isinstance(value, tuple) else ()

    def choice(self, day: date) -> str:
        """The one alternative in force on `day`."""
        (chosen,) = self.codes(day)
        return chosen

    def _absent(self, key: str, day: date, since: date) -> CoverageError:
        return CoverageError(
            "no_parameter",
            Text(
                id=phrase(key, name=self.name, day=day_name(day, "id"), since=day_name(since, "id")).id,
                en=phrase(key, name=self.name, day=day_name(day, "en"), since=day_name(since, "en")).en,
            ),
        )
