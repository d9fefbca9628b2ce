"""Numbers of published tables as the interval they may stand for: rounded, approximate, or a range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from ..sources.floor.amounts import Habit, habit_of, number_of
from .declared import limits, vocabulary

_RANGE = re.compile(r"^(.*\d.*?)\s*(?:[-–—]|s/d|sd|sampai(?: dengan)?|to|hingga)\s*((?:rp\.?)?\s*\d.*)$", re.IGNORECASE)
_SIZE = re.compile(r"(ribu|rb|juta|jt|miliar|milyar|triliun|thousand|million|billion|trillion)\.?\s*$", re.IGNORECASE)
_SIZES = {
    **{"ribu": 1e3, "rb": 1e3, "thousand": 1e3, "juta": 1e6, "jt": 1e6, "million": 1e6},
    **{"miliar": 1e9, "milyar": 1e9, "billion": 1e9, "triliun": 1e12, "trillion": 1e12},
}
_TAIL = re.compile(
    r"\s*(?:orang|jiwa|pekerja|peserta|kk|keluarga|persen|percent|persons?|people|workers|poin|/\s*(?:bulan|bln|tahun|thn|orang)"
    r"|per\s+(?:bulan|tahun|orang))\s*$",
    re.IGNORECASE,
)
_EPSILON = 1e-9


@dataclass(frozen=True)
class Value:
    """What a cell states: `middle` as printed, and the least and most it may stand for."""

    middle: float
    low: float
    high: float
    text: str
    is_percent: bool = False
    zeros: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether it is printed without decimals."""
        return float(self.middle).is_integer()

    def as_rate(self) -> Value:
        """The interval it stands for as a rate: `7 %` is rounded to a whole number."""
        if not self.is_whole or self.low != self.high:
            return self
        return replace(self, low=self.middle - 0.5, high=self.middle + 0.5)

    def times(self, size: int) -> Value:
        """The value where its heading counts in thousands or millions; what names its own size stays."""
        if size == 1 or self.is_percent or _SIZE.search(self.text):
            return self
        half = 0.5 * size if self.low == self.high else 0.0
        ends = (self.low * size - half, self.high * size + half)
        return replace(self, middle=self.middle * size, low=ends[0], high=ends[1], zeros=0)

    def loosely(self) -> Value:
        """The interval it stands for beside a rate, where a count such as 4,500,000 is a rounded one."""
        if self.zeros < limits().zeros_of_a_rounded_count:
            return self
        half = 10.0**self.zeros / 2
        return Value(self.middle, min(self.low, self.middle - half), max(self.high, self.middle + half), self.text)


def meets(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two intervals have a value in common; the last digit of a computed number does not part them.

    >>> meets((35.045, 35.055), (35.048, 35.048)), meets((50.875, 50.885), (49.9, 49.9))
    (True, False)
    """
    slack = _EPSILON * max(1.0, *(abs(end) for end in (*first, *second) if end not in (inf, -inf)))
    return first[0] <= second[1] + slack and second[0] <= first[1] + slack


def habit(cells: Iterable[str]) -> Habit:
    """How a column writes its numbers; without evidence the Indonesian way."""
    return habit_of([part for cell in cells for part in _core(cell)[0]])


def value_of(cell: str, written: Habit, is_typed: bool = False) -> Value | None:
    """The value of a cell; None where it states none.

    >>> from src.coverage.sources.floor.amounts import Habit
    >>> indonesian = Habit(",", True)
    >>> value_of("Rp302,4 juta", indonesian).middle, value_of("35,05 %", indonesian).is_percent
    (302400000.0, True)
    >>> found = value_of("1.000–2.000 orang", indonesian)
    >>> found.low, found.high
    (1000.0, 2000.0)
    """
    text = cell.strip()
    if is_typed:
        return _typed(text)
    parts, size, leaning, is_percent = _core(text)
    found = [_one(part, written, size) for part in parts]
    known = [one for one in found if one is not None]
    if not known or len(known) != len(found):
        return None
    if len(known) == 2 and known[0].middle > known[1].middle:
        return None
    low, high = min(one.low for one in known), max(one.high for one in known)
    middle = known[0].middle if len(known) == 1 else (known[0].middle + known[-1].middle) / 2
    if leaning == "about":
        low, high = low * (1 - limits().about), high * (1 + limits().about)
    elif leaning == "above":
        low, high = middle, inf
    elif leaning == "below":
        low, high = 0.0, middle
    return Value(middle, low, high, text, is_percent, known[0].zeros if len(known) == 1 else 0)


def _typed(text: str) -> Value | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if number != number or number in (inf, -inf):
        return None
    decimals = len(text.partition(".")[2]) if "e" not in text.lower() else 12
    half = 0.0 if number.is_integer() and decimals == 0 else 0.5 * 10.0**-decimals
    return Value(number, number - half, number + half, text, zeros=_zeros(number))


def _core(cell: str) -> tuple[list[str], float, str, bool]:
    """The bare numbers of a cell (two for a range), their size word, how loosely it is meant, and a % sign."""
    text = cell.strip().replace("\u00a0", " ")
    leaning = ""
    for name, words in (("about", vocabulary().about), ("above", vocabulary().above), ("below", vocabulary().below)):
        for word in words:
            if text.casefold().startswith(word) and len(text) > len(word):
                leaning, text = name, text[len(word) :].strip()
    if text.endswith("+") and text[:-1].strip()[-1:].isdigit():
        leaning, text = "above", text[:-1].strip()
    is_percent = "%" in text or bool(re.search(r"\b(?:persen|percent)\b", text, re.IGNORECASE))
    before = ""
    while text != before:
        before, text = text, _TAIL.sub("", text)
    size = 1.0
    if match := _SIZE.search(text):
        size, text = _SIZES[match[1].lower()], text[: match.start()].strip()
    ranged = _RANGE.match(text)
    parts = [ranged[1], ranged[2]] if ranged else [text]
    return [part.strip().removesuffix("%").strip() for part in parts], size, leaning, is_percent


def _one(text: str, written: Habit, size: float) -> Value | None:
    number = number_of(text, written)
    if number is None:
        return None
    decimals = len(re.sub(r"\D", "", text.partition(written.decimal)[2])) if written.decimal in text else 0
    # A whole number is exact; one with decimals, or in millions, is rounded at its last digit.
    half = 0.5 * size * 10.0**-decimals if decimals or size > 1 else 0.0
    middle = number * size
    return Value(middle, middle - half, middle + half, text, zeros=_zeros(middle) if size == 1 else 0)


def _zeros(number: float) -> int:
    """The noughts a whole number ends in."""
    if not number or not float(number).is_integer():
        return 0
    digits = f"{abs(int(number))}"
    return len(digits) - len(digits.rstrip("0"))
