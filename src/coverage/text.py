"""Words and numbers for readers: two languages, Indonesian first, formatted by Babel and nowhere else."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from pydantic import BaseModel, ConfigDict, Field

Lang = Literal["id", "en"]
LANGS: tuple[Lang, ...] = ("id", "en")
Unit = Literal["people", "percent", "points", "rupiah", "months", "number", "per_thousand"]


class Text(BaseModel):
    """A wording in both languages; neither may be empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: Lang) -> str:
        """The wording in `lang`."""
        return self.id if lang == "id" else self.en


@lru_cache(maxsize=2)
def _locale(lang: Lang) -> Locale:
    return Locale.parse("id_ID" if lang == "id" else "en_US")


def _decimal(value: float, pattern: str, lang: Lang) -> str:
    """A number with a real minus sign, which is as wide as a plus and no hyphen that a line could break at."""
    return str(format_decimal(value, format=pattern, locale=_locale(lang))).replace("-", "−")


def number(value: float | int | None, unit: Unit, lang: Lang) -> str:
    """`value` as a reader expects it: `35,05 %`, `0,4 poin`, `Rp16.800`, `49.397`; an absent one is an en dash.

    `percent` and `points` take fractions (0.3505); the rest take plain numbers.
    """
    if value is None or value != value:  # NaN is the only value that differs from itself
        return "–"
    if unit == "percent":
        return _decimal(value * 100, "#,##0.00", lang) + (" %" if lang == "id" else "%")
    if unit == "points":
        return _decimal(value * 100, "#,##0.00", lang) + (" poin" if lang == "id" else " points")
    if unit == "rupiah":
        return f"{'−' if value < 0 else ''}Rp{_decimal(abs(round(value)), '#,##0', lang)}"
    if unit == "per_thousand":
        return _decimal(value, "#,##0.0", lang)
    return _decimal(value, "#,##0" if float(value).is_integer() else "#,##0.##", lang)


def rounded(value: float | int | None, unit: Unit, lang: Lang, digits: int = 0) -> str:
    """`value` with few decimals, for axes, legends and labels on figures: `35 %`, `35,1 %`, `Rp16.800`."""
    if value is None or value != value:
        return "–"
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    if unit in ("percent", "points"):
        sign = (" %" if lang == "id" else "%") if unit == "percent" else (" poin" if lang == "id" else " points")
        return _decimal(value * 100, pattern, lang) + sign
    if unit == "rupiah":
        return f"{'−' if value < 0 else ''}Rp{_decimal(abs(value), '#,##0', lang)}"
    return _decimal(value, pattern, lang)


def large_rupiah(value: float | None, lang: Lang) -> str:
    """Rupiah for prose: `Rp18,46 miliar`, `Rp18.46 billion`; below one million in full. Never the short form `M`."""
    if value is None or value != value:
        return "–"
    for size, name in _LARGE:
        if abs(value) >= size:
            sign = "−" if value < 0 else ""
            return f"{sign}Rp{_decimal(abs(value) / size, '#,##0.##', lang)} {name.of(lang)}"
    return number(value, "rupiah", lang)


def rupiah_range(low: float, high: float, lang: Lang) -> str:
    """Two sums for a table cell, the size word once: `Rp80,26–84,67 juta`, `Rp980 juta – Rp1,02 miliar`.

    >>> rupiah_range(80_260_000, 84_670_000, "id"), rupiah_range(0, 7_310_000, "en"), rupiah_range(9, 9, "id")
    ('Rp80,26–84,67 juta', 'Rp0–7.31 million', 'Rp9')
    """
    first, last = large_rupiah(low, lang), large_rupiah(high, lang)
    if first == last:
        return last
    size = next((f" {name.of(lang)}" for _, name in _LARGE if last.endswith(name.of(lang))), "")
    if first == "Rp0" or (first.endswith(size) and " " not in first.removesuffix(size)):
        return f"{first.removesuffix(size)}–{last.removeprefix('Rp')}"
    return f"{first} – {last}"


_LARGE = (
    (1e12, Text(id="triliun", en="trillion")),
    (1e9, Text(id="miliar", en="billion")),
    (1e6, Text(id="juta", en="million")),
)


def month_number(text: str) -> int:
    """The integer of a month written `YYYY-MM`: year × 12 + month − 1.

    >>> month_number("2025-06")
    24305
    """
    year, month = text.split("-")
    if len(year) != 4 or len(month) != 2 or not 1 <= int(month) <= 12:
        raise ValueError(f"not a month: {text!r}")
    return int(year) * 12 + int(month) - 1


def month_code(month: int) -> str:
    """`YYYY-MM` of a month number.

    >>> month_code(24305)
    '2025-06'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_name(month: int, lang: Lang, short: bool = False) -> str:
    """`Juni 2025` / `June 2025`; short: `Jun 2025`."""
    day = date(month // 12, month % 12 + 1, 1)
    return str(format_date(day, "MMM yyyy" if short else "MMMM yyyy", locale=_locale(lang)))


def day_name(day: date, lang: Lang, short: bool = False) -> str:
    """`8 Juni 2025` / `8 June 2025`; short: `8 Jun 2025`."""
    return str(format_date(day, "d MMM yyyy" if short else "d MMMM yyyy", locale=_locale(lang)))
