"""Numbers as people write them; the file's own habit is inferred once for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .cells import TYPED

_AFFIX = re.compile(r"^(?:rp\.?|idr)\s*|\s*(?:%|,-|persen|orang|jiwa|pekerja|keluarga|kk)$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*(?:\*+|[¹²³⁴])\)?$")
_SPACES = re.compile("[\u00a0\u2009\u202f]")
_SIZES = {"ribu": 1e3, "rb": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12}
_SIZE = re.compile(rf"\s*({'|'.join(_SIZES)})\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?\d[\d.,]*")
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d*)?")


@dataclass(frozen=True)
class Habit:
    """How a column writes numbers: its decimal mark, and whether the column shows it; if not it comes from the
    file's other columns (`is_borrowed`) or is assumed. `example` is a value that shows it.
    """

    decimal: str
    is_shown: bool
    is_borrowed: bool = field(default=False, repr=False)
    example: str = field(default="", repr=False, compare=False)

    @property
    def thousands(self) -> str:
        """The mark between groups of three digits."""
        return "." if self.decimal == "," else ","


def habit_of(values: Iterable[str], whole: bool = False, of_file: str | None = None) -> Habit:
    """The habit that explains most values of a column; without evidence that of the file, else the Indonesian one.

    `whole`: the column counts things, so `1,234` alone can only be grouped digits. `of_file`: the decimal mark that
    the file's other columns show.

    >>> habit_of(["1.234", "12,5"])
    Habit(decimal=',', is_shown=True)
    >>> habit_of(["1.234"])
    Habit(decimal=',', is_shown=False)
    >>> habit_of(["1.234"], whole=True)
    Habit(decimal=',', is_shown=True)
    >>> habit_of(["0.75", "12.5"])
    Habit(decimal='.', is_shown=True)
    """
    votes = {",": 0, ".": 0}
    examples: dict[str, str] = {}
    for value in values:
        number = None if value.endswith(TYPED) else _bare(value)
        if number is None:
            continue
        mark = _decimal_mark(number[0]) or (_grouping(number[0]) if whole else None)
        if mark:
            votes[mark] += 1
            examples.setdefault(mark, value)
    if votes[","] or votes["."]:
        mark = "," if votes[","] >= votes["."] else "."
        return Habit(mark, True, example=examples[mark])
    return Habit(of_file, False, is_borrowed=True) if of_file else Habit(",", False)


def borrowed(habits: dict[str, Habit]) -> dict[str, Habit]:
    """The habits of all columns of a file; a column that shows none takes that of the columns that do.

    >>> borrowed({"a": habit_of(["0.75"]), "b": habit_of(["1.234"])})["b"]
    Habit(decimal='.', is_shown=False)
    """
    shown = [habit.decimal for habit in habits.values() if habit.is_shown]
    if not shown:
        return habits
    mark = "," if shown.count(",") >= shown.count(".") else "."
    return {
        name: habit if habit.is_shown else replace(habit, decimal=mark, is_borrowed=True)
        for name, habit in habits.items()
    }


def number_of(value: str, habit: Habit) -> float | None:
    """The number a text states by the column's habit; None when it states none.

    >>> number_of("Rp 16.800", Habit(",", True)), number_of("1,5", Habit(",", True)), number_of("1.5", Habit(",", True))
    (16800.0, 1.5, None)
    >>> number_of("Rp. 42 juta", Habit(",", True)), number_of("Rp18,46 miliar", Habit(",", True))
    (42000000.0, 18460000000.0)
    """
    if value.endswith(TYPED):
        try:
            return float(value[: -len(TYPED)])
        except ValueError:
            return None
    number = _bare(value)
    if number is None:
        return None
    text, size = number
    whole, _, part = text.partition(habit.decimal)
    groups = whole.lstrip("+-").split(habit.thousands)
    is_grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not is_grouped or not groups[0] or (part and not part.isdigit()) or (habit.decimal in text and not part):
        return None
    amount = _scaled(f"{''.join(groups)}.{part or 0}", size)
    return -amount if text.startswith("-") else amount


def is_number(value: str) -> bool:
    """Whether a text looks like a number, by whatever habit."""
    return value.endswith(TYPED) or _bare(value) is not None


def _scaled(digits: str, size: float) -> float:
    # 18.46 × 1e9 in binary is a hair off; whole rupiah are meant.
    amount = float(digits) * size
    return round(amount, 6) if size > 1 else amount


def _bare(value: str) -> tuple[str, float] | None:
    """The digits and marks of a number, and what a word such as `juta` multiplies it by; None for anything else."""
    text = _SPACES.sub(" ", value.rstrip(TYPED)).strip().replace("\u2212", "-")
    size = 1.0
    before = ""
    while text != before:
        before = text
        text = _AFFIX.sub("", _FOOTNOTE.sub("", text)).strip()
        found = _SIZE.search(text) if size == 1.0 else None
        if found:
            size, text = _SIZES[found.group(1).lower()], text[: found.start()]
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    return (text, size) if _DIGITS.fullmatch(text) else None


def _grouping(text: str) -> str | None:
    """The decimal mark that a number leaves free whose only mark groups three digits."""
    mark = "." if "." in text else "," if "," in text else None
    return {".": ",", ",": ".", None: None}[mark]


def _decimal_mark(text: str) -> str | None:
    """The decimal mark a number gives away; None when it can be read both ways."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    mark, other = (",", ".") if comma >= 0 else (".", ",")
    if comma < 0 and point < 0:
        return None
    whole, *parts = text.lstrip("+-").split(mark)
    if len(parts) > 1:
        return other
    return mark if len(parts[0]) != 3 or len(whole) > 3 or whole == "0" else None
