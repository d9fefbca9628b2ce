"""Numbers as people write them; the file's own habit is inferred once for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .cells import TYPED

_AFFIX = re.compile(r"^(?:rp\.?|idr)|(?:%|,-|orang|jiwa|pekerja)$", re.IGNORECASE)
_SIZES = {"ribu": 1e3, "rb": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12}
_SIZE = re.compile(rf"({'|'.join(_SIZES)})\.?$", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?\d[\d.,]*")


@dataclass(frozen=True)
class Habit:
    """How a column writes numbers: its decimal mark, and whether the file shows it or it is assumed."""

    decimal: str
    is_shown: bool

    @property
    def thousands(self) -> str:
        """The mark between groups of three digits."""
        return "." if self.decimal == "," else ","


def habit_of(values: Iterable[str], whole: bool = False) -> Habit:
    """The habit that explains most values of a column; without evidence the Indonesian one.

    `whole`: the column counts things, so `1,234` alone can only be grouped digits.

    >>> habit_of(["1.234", "12,5"])
    Habit(decimal=',', is_shown=True)
    >>> habit_of(["1.234"])
    Habit(decimal=',', is_shown=False)
    >>> habit_of(["0.75", "12.5"])
    Habit(decimal='.', is_shown=True)
    """
    votes = {",": 0, ".": 0}
    unsure = {",": 0, ".": 0}
    for value in values:
        text = _bare(value)
        if value.endswith(TYPED) or text is None:
            continue
        mark = _decimal_mark(text)
        if mark:
            votes[mark] += 1
        elif "," in text or "." in text:
            unsure["," if "," in text else "."] += 1
    if votes[","] or votes["."]:
        return Habit("," if votes[","] >= votes["."] else ".", True)
    if whole and unsure[","] and not unsure["."]:
        return Habit(".", True)
    return Habit(",", False)


def number_of(value: str, habit: Habit) -> float | None:
    """The number a text states by the column's habit; None when it states none.

    >>> number_of("Rp 16.800", Habit(",", True)), number_of("1,5", Habit(",", True)), number_of("1.5", Habit(",", True))
    (16800.0, 1.5, None)
    """
    if value.endswith(TYPED):
        try:
            return float(value[: -len(TYPED)])
        except ValueError:
            return None
    size = 1.0
    found = _SIZE.search(value.strip())
    if found:
        size = _SIZES[found.group(1).lower()]
        value = value[: found.start()]
    text = _bare(value)
    if text is None:
        return None
    whole, _, part = text.partition(habit.decimal)
    groups = whole.lstrip("+-").split(habit.thousands)
    is_grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not is_grouped or not groups[0] or (part and not part.isdigit()) or (habit.decimal in text and not part):
        return None
    amount = float(f"{''.join(groups)}.{part or 0}") * size
    return -amount if text.startswith("-") else amount


def _bare(value: str) -> str | None:
    """The digits and marks of a number; None when there is anything else."""
    text = value.rstrip(TYPED).replace("\u00a0", "").replace(" ", "")
    before = ""
    while text != before:
        before, text = text, _AFFIX.sub("", text)
    return text if _DIGITS.fullmatch(text) else None


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
