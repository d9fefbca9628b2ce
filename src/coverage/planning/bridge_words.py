"""A bridge in a sentence: how far the rate moved, what moved it most each way, and what the denominator did."""

from __future__ import annotations

from collections.abc import Iterator

from ..text import Text
from .bridge_facts import Bridge, Part
from .facts import PageFact
from .lacking import counts_begun
from .wording import fill, joined, month_text, plain_text, quantity

_STILL = 0.00005
"""Less than this is no change: two decimals of a percentage would read alike."""


def bridge_title(found: Bridge) -> Text:
    """How far it moved: `37,69 % pada Oktober 2026, naik 1,65 poin dari Oktober 2025`."""
    first, last = month_text(found.start.month), month_text(found.end.month)
    if found.as_known and found.start.month == found.end.month:
        return fill("bridge_known", month=last, change=_moved(found))
    if found.points is None or found.end.coverage_rate is None:
        return fill(
            "bridge_people", month=last, active=quantity(found.end.active, "people"), change=_moved(found), first=first
        )
    rate = quantity(found.end.coverage_rate, "percent")
    return fill("bridge_rate", month=last, rate=rate, change=_moved(found), first=first)


def _moved(found: Bridge) -> Text:
    if found.points is not None:
        if abs(found.points) < _STILL:
            return fill("bridge_same")
        return fill("bridge_up" if found.points > 0 else "bridge_down", amount=quantity(abs(found.points), "points"))
    if found.persons == 0:
        return fill("bridge_same")
    key = "bridge_more" if found.persons > 0 else "bridge_fewer"
    return fill(key, amount=quantity(abs(found.persons), "people"))


def bridge_finding(found: Bridge) -> Text:
    """What added most, what took most away, and the denominator's part."""
    return joined(_sentences(found))


def _sentences(found: Bridge) -> Iterator[Text]:
    counted = [part for part in found.parts if part.persons and part.name not in ("moved_in", "moved_out")]
    gained = max((part for part in counted if (part.persons or 0) > 0), key=_size, default=None)
    lost = max((part for part in counted if (part.persons or 0) < 0), key=_size, default=None)
    if gained is not None:
        yield fill("bridge_gained", part=part_name(gained.name), persons=quantity(gained.persons, "people"))
    if lost is not None:
        yield fill("bridge_lost", part=part_name(lost.name), persons=quantity(abs(lost.persons or 0), "people"))
    points = found.denominator_points
    if points is not None and abs(points) >= _STILL:
        key = "bridge_denominator_down" if points < 0 else "bridge_denominator_up"
        yield fill(
            key,
            points=quantity(abs(points), "points"),
            before=quantity(found.start.eligible_workers, "people"),
            after=quantity(found.end.eligible_workers, "people"),
        )
    elif points is not None:
        yield fill("bridge_denominator_same")


def bridge_fact(found: Bridge) -> PageFact | None:
    """The one sentence of the first screen: how many came and went, what counts and the denominator did.

    Where nobody came by list, who came and went is not known: then only the change is told.
    """
    if not found.parts:
        return None
    persons = {part.name: part.persons or 0 for part in found.parts}
    came, went = persons.get("joined", 0) + persons.get("rejoined", 0), -persons.get("lapsed", 0)
    month, counts = month_text(found.start.month), persons.get("net_change", 0)
    if "joined" not in persons:
        text = fill("bridge_fact_counts", month=month, moved=_grown(counts))
    else:
        text = fill("bridge_fact", month=month, came=quantity(came, "people"), went=quantity(went, "people"))
        begun = {one for result in found.results for one in counts_begun(result, (found.start.month, found.end.month))}
        if begun:
            text = fill("bridge_fact_and_begun", fact=text, segments=plain_text("/".join(sorted(begun))))
        elif counts:
            text = fill("bridge_fact_and_counts", fact=text, moved=_grown(counts))
    points = found.denominator_points
    if points is not None and abs(points) >= _STILL:
        sign, amount = "+" if points > 0 else "−", quantity(abs(points), "points")
        text = fill("bridge_fact_and_denominator", fact=text, sign=sign, points=amount)
    return PageFact(text, "change", {})


def _grown(persons: int) -> Text:
    key = "none" if not persons else "more" if persons > 0 else "fewer"
    return fill(f"bridge_fact_moved_{key}", amount=quantity(abs(persons), "people"))


def _size(part: Part) -> int:
    return abs(part.persons or 0)


def part_name(name: str) -> Text:
    """What a reader calls a part."""
    return fill(f"part_{name}")
