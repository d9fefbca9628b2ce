"""Days and months as people write them, Excel's serial numbers among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from .cells import TYPED
from .rules import rules

Order = Literal["day first", "month first"]

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_NAMES = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags", "agust"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
MONTH_NAMES = {
    name: number + 1
    for number, names in enumerate(_NAMES)
    for name in names
    if len(name) > 4 or name in ("mei", "may", "juni", "juli", "june", "july")
}
"""Months by their full names, for texts in which a short form may be another word."""
_MONTHS = {short: number + 1 for number, names in enumerate(_NAMES) for name in names for short in (name, name[:3])}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.+Z]*)?")
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: [\d:.]*)?")
# Not with hyphens: 25-12-01 may begin with its year.
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})")
_WORDED = re.compile(r"(?:[a-z]+, *)?(\d{1,2})[-/. ]+([a-z]+)\.?[-/., ]+(\d{4})")
_MONTH_ISO = re.compile(r"(\d{4})[-/. ]?(\d{2})|(\d{4})[-/. ](\d)")
_MONTH_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_APOSTROPHES = "'’‘´`"
_MONTH_WORDED = re.compile(rf"([a-z]+)\.?[-/., {_APOSTROPHES}]*(\d{{4}}|\d{{2}})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_IN_TEXT = re.compile(
    r"(?<!\d)(?P<iso>(?:19|20)\d\d[-_. ]?(?:0[1-9]|1[0-2]))(?!\d)"
    r"|(?<!\d)(?P<numeric>(?:0?[1-9]|1[0-2])[-_. ](?:19|20)\d\d)(?!\d)(?![-_.](?:0[1-9]|1[0-2])(?!\d))"
    rf"|(?<![a-z])(?P<worded>(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    rf"(?:[-_. {_APOSTROPHES}]*(?:19|20)\d\d| ?[{_APOSTROPHES}]\d\d))(?!\d)"
)


def order_of(values: Iterable[str]) -> Order:
    """Whether a column writes the month first: only when a day above 12 proves it and nothing speaks against it."""
    texts = [value.rstrip(TYPED).strip() for value in values]
    found = [(match[1], match[2]) for text in texts if (match := _NUMERIC.fullmatch(text))]
    found += [(match[1], match[3]) for text in texts if (match := _SHORT.fullmatch(text))]
    if any(int(second) > 12 for _, second in found) and not any(int(first) > 12 for first, _ in found):
        return "month first"
    return "day first"


def day_of(value: str, order: Order = "day first") -> date | None:
    """The day a text states; None when it states none.

    >>> day_of("31/12/2025"), day_of("31 Desember 2025"), day_of("46022")
    (datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), datetime.date(2025, 12, 31))
    """
    text = value.rstrip(TYPED).strip().lower()
    if match := _ISO.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(text):
        first, second = match[1], match[2]
        return _day(match[3], first, second) if order == "month first" else _day(match[3], second, first)
    if match := _WORDED.fullmatch(text):
        return _day(match[3], str(_MONTHS.get(match[2], 0)), match[1])
    if _SERIAL.fullmatch(text):
        return _plausible(_EXCEL_DAY_ZERO + timedelta(days=int(float(text))))
    return None


def month_of(value: str, order: Order = "day first") -> int | None:
    """The month number a text states, by itself or through a day; None when it states none.

    >>> [month_of(text) for text in ("2025-12", "12/2025", "Desember 2025", "31/12/25", "Des'25", "13/2025")]
    [24311, 24311, 24311, 24311, 24311, None]
    """
    text = value.rstrip(TYPED).strip().lower()
    if match := _MONTH_ISO.fullmatch(text):
        return _month(match[1] or match[3], match[2] or match[4])
    if match := _MONTH_NUMERIC.fullmatch(text):
        return _month(match[2], match[1])
    if (match := _MONTH_WORDED.fullmatch(text)) and match[1] in _MONTHS:
        return _month(match[2] if len(match[2]) == 4 else f"20{match[2]}", str(_MONTHS[match[1]]))
    if match := _SHORT.fullmatch(text):
        # Only of months: a birth date with two digits of the year may be of either century.
        text = f"{match[1]}/{match[3]}/20{match[4]}"
    day = day_of(text, order)
    return None if day is None else day.year * 12 + day.month - 1


def month_in(text: str) -> int | None:
    """The one month a name mentions (`data_2025-06.csv`, `Juni 2025`); None when it mentions none or several.

    >>> month_in("peserta_baznas_2025-06 final"), month_in("Juni_2025"), month_in("2025-06 dan 2025-07")
    (24305, 24305, None)

    A number before a year and a month is a part of the name:

    >>> month_in("kantor2_2026-12.csv"), month_in("bagian 2 2026-12"), month_in("rekap_12-2026")
    (24323, 24323, 24323)
    """
    found = {_mentioned(match) for match in _IN_TEXT.finditer(text.lower())} - {None}
    return found.pop() if len(found) == 1 else None


def _mentioned(match: re.Match[str]) -> int | None:
    if match["iso"]:
        return _month(match["iso"][:4], match["iso"][-2:])
    return month_of(re.sub(r"[-_. ]+", " ", match["numeric"] or match["worded"]))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return _plausible(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    # Birth dates come through here too, hence a century back.
    return day if rules().first_year - 100 <= day.year <= rules().last_year else None


def _month(year: str, month: str) -> int | None:
    if not (rules().first_year <= int(year) <= rules().last_year and 1 <= int(month) <= 12):
        return None
    return int(year) * 12 + int(month) - 1
