"""Numbers of findings as readers of either language expect them."""

from __future__ import annotations

from collections.abc import Iterable

from ..text import LANGS, Lang, Text, month_name, number, rounded
from ..words import phrase
from .figures import Figure


def plain(value: float) -> Text:
    """A number with its groups of three: `140.940` / `140,940`."""
    tidy = round(value, 6)
    return _each(lambda lang: number(int(tidy) if float(tidy).is_integer() else tidy, "number", lang))


def money(value: float) -> Text:
    """Rupiah in full."""
    return _each(lambda lang: number(value, "rupiah", lang))


def percent(value: float) -> Text:
    """A number of per cents: 49.9 is `49,90 %`."""
    return _each(lambda lang: number(value / 100, "percent", lang))


def change(value: float) -> Text:
    """A relative change with its sign: `+17,2 %`."""
    sign = "+" if value > 0 else "−"
    return _each(lambda lang: sign + rounded(abs(value), "percent", lang, 1))


def share(value: float) -> Text:
    """A limit such as 10 %."""
    return _each(lambda lang: rounded(value, "percent", lang))


def month(value: int) -> Text:
    """The name of a month."""
    return _each(lambda lang: month_name(value, lang))


def joined(figures: Iterable[Figure], sign: str = " + ") -> Text:
    """The values of some figures in a row."""
    values = [plain(figure.value.middle) for figure in figures]
    return Text(id=sign.join(one.id for one in values), en=sign.join(one.en for one in values))


def either(values: Iterable[Text]) -> Text:
    """One or another, in words."""
    listed = list(values)
    word = phrase("lint.or")
    return Text(id=f" {word.id} ".join(one.id for one in listed), en=f" {word.en} ".join(one.en for one in listed))


def _each(say: object) -> Text:
    assert callable(say)
    told: dict[Lang, str] = {lang: str(say(lang)) for lang in LANGS}
    return Text(id=told["id"], en=told["en"])
