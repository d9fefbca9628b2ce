"""What a bridge refuses in a sentence, and what its reader has to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..codes import segments
from ..errors import CannotAnswer
from ..metrics import Result
from ..metrics.source import SnapshotLike
from ..text import Text
from .lacking import counts_begun, missing_text
from .reads import records, whole
from .wording import fill, month_text


def refuse_missing(counted: Result) -> None:
    """A month that lacks an expected count has no total that a change could start or end at."""
    if counted.missing:
        raise CannotAnswer("not_delivered", fill("bridge_missing", missing=missing_text(counted)))


def refuse_unheard(counted: Result, months: tuple[int, int]) -> None:
    """An end of which nothing was delivered is not nought: nothing starts or ends there."""
    known = {int(row["month"]): row["active_status"] for row in records(counted.frame)}
    silent = [month for month in months if known.get(month) == "no_data"]
    if silent and not {"sponsor", "sponsor_kind"} & set(counted.where):
        raise CannotAnswer("not_delivered", fill("bridge_unheard", month=month_text(silent[0])))


def refuse_other_detail(counted: Result, months: tuple[int, int]) -> None:
    """Counts placed in an area at one end, and at the other known over the whole place only, would look like a fall."""
    held = _held(counted, months)
    changed = [
        segment
        for segment, ends in held.items()
        if {(months[0], True), (months[1], False)} <= ends or {(months[0], False), (months[1], True)} <= ends
    ]
    if changed:
        first, last = (month_text(month) for month in months)
        raise CannotAnswer(
            "not_delivered", fill("bridge_detail", segments="/".join(sorted(changed)), first=first, last=last)
        )


def _held(counted: Result, months: tuple[int, int]) -> dict[str, set[tuple[int, bool]]]:
    """Per segment with counts at an end: the month, and whether they lack the detail that the filters ask for."""
    level = next((name for name in ("village", "district") if name in counted.where), None)
    groups = frozenset(counted.where) & {"decile", "decile_group", "occupation_group"}
    wanted = counted.where.get("segment", tuple(segments()))
    found: dict[str, set[tuple[int, bool]]] = {}
    for (regency, segment), grains in counted.facts.grain.items():
        if regency in counted.regencies and segment in wanted:
            ends = {(one.month, one.lacks(level, groups)) for one in grains if one.is_aggregate and one.month in months}
            found.setdefault(segment, set()).update(ends)
    return found


def notes_of(
    snapshot: SnapshotLike, counted: Result, flows: Result | None, persons: Mapping[str, int]
) -> Iterator[Text]:
    """What a reader has to know about the parts."""
    months = (counted.months[0], counted.months[-1])
    begun = counts_begun(counted, months)
    if begun:
        yield fill("bridge_begun", segments="/".join(begun))
    if flows is not None and not begun:
        row = records(flows.frame)[0]
        stated = whole(row["net_change"]) or 0
        if row["net_change_status"] == "not_delivered" or stated != persons["net_change"]:
            yield fill("bridge_gap")
    if any(
        months[1] > (place.complete_month or months[1])
        for place in snapshot.places
        if place.regency_code in counted.regencies
    ):
        yield fill("p_preliminary", month=month_text(months[1]))
    elsewhere = [segment for segment, ends in _held(counted, months).items() if any(lacks for _, lacks in ends)]
    if elsewhere:
        yield fill("bridge_elsewhere", segments="/".join(sorted(elsewhere)))
    if persons.get("uncounted"):
        yield fill("bridge_uncounted")
