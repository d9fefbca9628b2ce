"""Sentences of this room: a declared phrase filled with values that read differently in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ..text import LANGS, Lang, Text, Unit, day_name, large_rupiah, month_name, number
from ..words import phrase

Value = Text | str | int


def fill(key: str, **values: Value) -> Text:
    """The phrase `planning.<key>` with each value in the language of its sentence."""
    wording = phrase(f"planning.{key}")
    return both(lambda lang: wording.of(lang).format(**{name: _of(value, lang) for name, value in values.items()}))


def counted(key: str, count: int | None, /, **values: Value) -> Text:
    """The phrase `planning.<key>` for a number of people or things, and `planning.<key>_one` for a single one."""
    return fill(f"{key}_one" if count == 1 else key, **values)


def both(write: Callable[[Lang], str]) -> Text:
    """A text from a function of the language."""
    return Text(**{lang: write(lang) for lang in LANGS})


def plain_text(words: str) -> Text:
    """A name that reads the same in both languages."""
    return Text(id=words, en=words)


def quantity(value: float | int | None, unit: Unit) -> Text:
    """A number in both languages."""
    return both(lambda lang: number(value, unit, lang))


def flagged(rate: float | None) -> Text:
    """A rate as a percentage, with ⚠ above a hundred: `over_text` says what that means."""
    mark = " ⚠" if rate is not None and rate > 1 else ""
    return both(lambda lang: f"{number(rate, 'percent', lang)}{mark}")


def rupiah_in_prose(value: float) -> Text:
    """Rupiah as a sentence writes them: `Rp18,46 miliar`."""
    return both(lambda lang: large_rupiah(value, lang))


def month_text(month: int) -> Text:
    """`Oktober 2026` / `October 2026`."""
    return both(lambda lang: month_name(month, lang))


def day_text(day: date) -> Text:
    """`8 Juni 2025` / `8 June 2025`."""
    return both(lambda lang: day_name(day, lang))


def days_text(days: Sequence[date]) -> Text:
    """The day, or the first and the last of several: `1 Januari 2026 – 1 Juli 2026`."""
    return both(lambda lang: " – ".join(day_name(day, lang) for day in dict.fromkeys((min(days), max(days)))))


def listing(parts: Sequence[Text]) -> Text:
    """`A, B, dan C` / `A, B and C`; one part stands alone."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return fill("two", first=parts[0], last=parts[1])
    return fill("many", first=joined(parts[:-1], ", "), last=parts[-1])


def joined(parts: Iterable[Text], between: str = " ") -> Text:
    """Texts one after the other."""
    found = list(parts)
    return both(lambda lang: between.join(part.of(lang) for part in found))


def _of(value: Value, lang: Lang) -> str:
    return value.of(lang) if isinstance(value, Text) else str(value)
