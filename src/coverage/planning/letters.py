"""The message to a payer whose people's cover ends: whom it is about, until when, and what going on costs."""

from __future__ import annotations

from collections.abc import Mapping

from ..text import Text
from .desk import Desk, Due
from .paragraph import price_text
from .wording import fill, joined, listing, month_text, quantity

SHOWN = 5
"""Districts that a message names."""

_EMPTY = Text(id=" ", en=" ")


def message(desk: Desk, due: Due, place: Text, districts: Mapping[str, str]) -> Text:
    """The draft in both languages; a group too small to be shown is not counted in it."""
    lines = [
        *([fill("letter_synthetic"), _EMPTY] if desk.synthetic else []),
        fill("letter_subject", payer=due.sponsor_name, place=place, month=month_text(due.first_month)),
        _EMPTY,
        fill("letter_greeting", payer=due.sponsor_name),
        _EMPTY,
        _ends(desk, due, place),
        *_where(due, districts),
        *_prices(due),
        fill("letter_gap"),
        _EMPTY,
        fill("letter_close", place=place),
    ]
    return joined(lines, "\n")


def _ends(desk: Desk, due: Due, place: Text) -> Text:
    """Whose cover ends and when: from one month on, or from the first to the last where blocks end one by one."""
    people = _workers(due.persons) if due.persons is not None else fill("letter_some")
    key = "letter_ends" if due.first_month == due.last_month else "letter_ends_by_and_by"
    return fill(
        key,
        persons=people,
        place=place,
        month=month_text(due.first_month),
        last=month_text(due.last_month),
        data=month_text(desk.month),
    )


def _workers(count: int) -> Text:
    return fill("letter_workers_one" if count == 1 else "letter_workers", count=quantity(count, "people"))


def _where(due: Due, districts: Mapping[str, str]) -> list[Text]:
    """The districts with most of them, the others counted with their people, and those of no known district: so that
    they add up to all.
    """
    placed = [part for part in due.districts if not part.district.endswith(".00")]
    named = [part for part in placed if part.persons is not None][:SHOWN]
    if not named:
        return []
    parts = [
        fill(
            "letter_district",
            district=districts.get(part.district, part.district),
            persons=quantity(part.persons, "people"),
        )
        for part in named
    ]
    rest = [part for part in placed if part not in named]
    if rest:
        counts = [part.persons for part in rest]
        key = "letter_more_one" if len(rest) == 1 else "letter_more"
        more = fill(key, count=len(rest))
        known = quantity(sum(count or 0 for count in counts), "people")
        parts.append(more if None in counts else fill("letter_district", district=more, persons=known))
    lost = sum(part.persons or 0 for part in due.districts if part not in placed)
    listed = fill("letter_districts", districts=listing(parts))
    return [joined([listed, fill("letter_nowhere", persons=_workers(lost))]) if lost else listed]


def _prices(due: Due) -> list[Text]:
    """One line for each length on offer; both sums where the discount is not settled, and the sentence that says so."""
    if not any(option.price.high_idr for option in due.options):
        return []
    lines = [fill("letter_cost")]
    lines += [fill("letter_option", months=option.months, price=price_text(option.price)) for option in due.options]
    if any(option.price.low_idr != option.price.high_idr for option in due.options):
        lines.append(fill("letter_open"))
    return lines
