"""The message to a payer whose people's cover ends: whom it is about, until when, and what going on costs."""

from __future__ import annotations

from collections.abc import Mapping

from ..text import Text
from .desk import Desk, Due
from .paragraph import price_text
from .wording import fill, joined, listing, month_text, quantity

SHOWN = 5
"""Districts that a message names."""


def message(desk: Desk, due: Due, place: Text, districts: Mapping[str, str]) -> Text:
    """The draft in both languages; a group too small to be shown is not counted in it."""
    when = month_text(due.first_month)
    people = quantity(due.persons, "people") if due.persons is not None else fill("letter_some")
    lines = [
        fill("letter_subject", payer=due.sponsor_name, place=place, month=when),
        Text(id=" ", en=" "),
        fill("letter_greeting", payer=due.sponsor_name),
        Text(id=" ", en=" "),
        fill("letter_ends", persons=people, place=place, month=when, data=month_text(desk.month)),
    ]
    named = [part for part in due.districts if part.persons is not None][:SHOWN]
    if named:
        parts = [
            fill(
                "letter_district",
                district=districts.get(part.district, part.district),
                persons=quantity(part.persons, "people"),
            )
            for part in named
        ]
        more = len(due.districts) - len(named)
        lines.append(fill("letter_districts", districts=listing(parts)) if not more else _more(parts, more))
    lines += _prices(due)
    lines += [fill("letter_gap"), Text(id=" ", en=" "), fill("letter_close", place=place)]
    return joined(lines, "\n")


def _more(parts: list[Text], more: int) -> Text:
    return fill("letter_districts", districts=listing([*parts, fill("letter_more", count=more)]))


def _prices(due: Due) -> list[Text]:
    """One line for each length on offer; both sums where the discount is not settled, and the sentence that says so."""
    if not any(option.price.high_idr for option in due.options):
        return []
    lines = [fill("letter_cost")]
    lines += [fill("letter_option", months=option.months, price=price_text(option.price)) for option in due.options]
    if any(option.price.low_idr != option.price.high_idr for option in due.options):
        lines.append(fill("letter_open"))
    return lines
