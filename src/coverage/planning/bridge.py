"""What lies between the rates of two months: who came, who went, what came in late, and what the denominator did.

The convention (decision 0010): a flow's points are its persons ÷ the first month's denominator; the denominator's part
is the last month's active ÷ its own denominator − the same ÷ the first month's. So all parts sum to the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..codes import segments
from ..errors import CannotAnswer, UsageError
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike, facts_of
from ..text import Text, month_code
from .bridge_checks import notes_of, refuse_missing, refuse_outside
from .bridge_facts import Bridge, End, Part
from .rating import segments_under
from .reads import Row, plain, records, whole
from .wording import fill, month_text

FLOWS = {"joined": 1, "rejoined": 1, "lapsed": -1, "moved_in": 1, "moved_out": -1}
"""The monthly flows of people on lists, with the direction in which they move the number of active members."""

Where = Mapping[str, Sequence[str]]


def bridge(
    snapshot: SnapshotLike,
    start: int,
    end: int,
    where: Where | None = None,
    series: str | None = None,
    role: str = "steward",
    then: SnapshotLike | None = None,
) -> Bridge:
    """The change from the month `start` to the month `end` in the cells of `where`, split into its parts.

    With `then`, a snapshot as known on a day, the start is what was known that day, and what came in later is a part of
    its own; start and end may be one month then. Raises a sentence where the months or their data do not allow it.
    """
    asked = dict(where or {})
    if start > end or (start == end and then is None):
        raise UsageError("bad_span", fill("bridge_span", first=month_text(start), last=month_text(end)))
    rated, reason = _rated(snapshot, asked, (start, end), series, role)
    limited = _limited(asked, rated)
    counted = _at(snapshot, ("active", "double_paid"), limited, (start, end), role)
    refuse_outside(snapshot, counted, (start, end))
    refuse_missing(snapshot, counted)
    ends = _ends(counted, rated, (start, end))
    if ends is None:
        raise CannotAnswer("masked", fill("no_rate_masked"))
    active, rates = ends
    late = None if then is None else _late(then, limited, rated, start, active[0], series, role)
    first = rates[0] if late is None else late.end
    if reason is None:
        reason = next(
            (
                fill("bridge_no_rate", month=month_text(one.month))
                for one in (first, rates[1])
                if one.coverage_rate is None
            ),
            None,
        )
    flows = (
        None
        if start == end
        else ask(snapshot, (*FLOWS, "net_change", "renewed"), where=limited, span=(start + 1, end), role=role)
    )
    persons, is_masked = _persons(flows, active, rates, late)
    is_masked = is_masked or (late is not None and late.is_masked)
    twice = records(counted.frame)
    return Bridge(
        start=first,
        end=rates[1],
        parts=() if is_masked else tuple(_parts(persons, first, rates[1])),
        renewed=0 if flows is None else whole(flows.frame["renewed"].iloc[0]),
        double_paid=(whole(twice[0]["double_paid"]), whole(twice[-1]["double_paid"])),
        measure=_measure(asked),
        series=None if rated is None else rated.series,
        scope=tuple(limited.get("segment", ())) if rated is not None and "segment" not in asked else (),
        as_known=None if then is None else then.meta.get("as_known") or None,
        snapshots=(snapshot.id,) if then is None else (then.id, snapshot.id),
        reason=reason,
        notes=() if is_masked else tuple(notes_of(snapshot, counted, flows, persons)),
        status="masked" if is_masked else "ok",
        results=tuple(one for one in (rated, counted, flows) if one is not None),
    )


def _measure(where: Where) -> str:
    return "coverage_points" if {"sponsor", "sponsor_kind"} & set(where) else "coverage_rate"


def _at(
    snapshot: SnapshotLike,
    metrics: str | Sequence[str],
    where: Where,
    months: tuple[int, int],
    role: str,
    series: str | None = None,
) -> Result:
    """An answer by month, for the two months only: so one denominator and one scope hold for both."""
    codes = [month_code(month) for month in dict.fromkeys(months)]
    return ask(snapshot, metrics, by="month", where={**where, "month": codes}, span=months, series=series, role=role)


def _rated(
    snapshot: SnapshotLike, where: Where, months: tuple[int, int], series: str | None, role: str
) -> tuple[Result | None, Text | None]:
    """The rate of both months; where none can be had, why."""
    try:
        return _at(snapshot, _measure(where), where, months, role, series), None
    except CannotAnswer as refusal:
        if refusal.code not in ("no_cut", "not_by", "cuts_pool", "no_series"):
            raise
        return None, refusal.text


def _limited(where: Where, rated: Result | None) -> dict[str, Sequence[str]]:
    """The filters, kept to the segments whose members stand over the denominator."""
    under = segments_under(rated) if rated is not None else ()
    if not under:
        return dict(where)
    named = where.get("segment", tuple(segments()))
    kept = [segment for segment in named if segment in under]
    return {**where, "segment": kept or list(named)}


def _ends(
    counted: Result, rated: Result | None, months: tuple[int, int]
) -> tuple[tuple[int, int], tuple[End, End]] | None:
    """Active members at both ends, and both ends of the rate; None where a role may not see them."""
    actives = {int(row["month"]): row for row in records(counted.frame)}
    sides = {} if rated is None else {int(row["month"]): row for row in records(rated.frame)}
    active, ends = [], []
    for month in months:
        row = actives.get(month)
        found = None if row is None else whole(row["active"])
        if found is None and (row is None or row["active_status"] != "no_data"):
            return None
        active.append(found or 0)
        ends.append(_end(month, found or 0, sides.get(month), _name(rated)))
    return (active[0], active[1]), (ends[0], ends[1])


def _name(rated: Result | None) -> str:
    return "coverage_rate" if rated is None else rated.metrics[0].name


def _end(month: int, active: int, sides: Row | None, metric: str) -> End:
    if sides is None:
        return End(month, active)
    rate = plain(sides[metric])
    workers, numerator = whole(sides[f"{metric}_denominator"]), whole(sides[f"{metric}_numerator"])
    if rate is None or numerator is None or not workers:
        return End(month, active)
    return End(month, numerator, workers, numerator / workers)


@dataclass(frozen=True)
class _Late:
    """The start as known on a day, and how many more of its members are known by now."""

    end: End
    persons: int
    is_masked: bool


def _late(
    then: SnapshotLike, where: Where, rated: Result | None, month: int, active: int, series: str | None, role: str
) -> _Late:
    known = facts_of(then).places
    day = then.meta.get("as_known", "")
    wanted = rated.regencies if rated is not None else tuple(known)
    if any(code in known and known[code].last_month < month for code in wanted) or not set(wanted) & set(known):
        raise CannotAnswer("not_known_then", fill("bridge_not_yet", month=month_text(month), day=day))
    counted = records(ask(then, "active", where=where, month=month, role=role).frame)[0]
    found = whole(counted["active"])
    end = End(month, found or 0)
    if rated is not None:
        try:
            before = ask(then, rated.metrics[0].name, where=where, month=month, series=rated.series, role=role)
            if set(segments_under(before)) >= set(where.get("segment", ())):
                end = _end(month, found or 0, records(before.frame)[0], rated.metrics[0].name)
        except CannotAnswer:
            pass
    hides = found is None and counted["active_status"] == "masked"
    return _Late(end, active - (found or 0), hides)


def _persons(
    flows: Result | None, active: tuple[int, int], ends: tuple[End, End], late: _Late | None
) -> tuple[dict[str, int], bool]:
    """The persons of each part, signed; and whether one of them is too small to be told.

    What the counts without a list did is the rest of the change: that holds also where a month between has no counts.
    """
    found: dict[str, int] = {}
    is_masked = False
    if flows is not None:
        row = records(flows.frame)[0]
        is_masked = any(row[f"{name}_status"] == "masked" for name in FLOWS)
        found = {name: sign * (whole(row[name]) or 0) for name, sign in FLOWS.items()}
        found["net_change"] = active[1] - active[0] - sum(found.values())
    outside = [counted - end.active for counted, end in zip(active, ends, strict=True)]
    first_outside = outside[0]
    if late is not None:
        found["late"] = late.persons
        first_outside = active[0] - late.persons - late.end.active
    if outside[1] != first_outside:
        found["uncounted"] = first_outside - outside[1]
    return found, is_masked


def _parts(persons: Mapping[str, int], start: End, end: End) -> Iterator[Part]:
    workers = start.eligible_workers if end.eligible_workers else None
    for name, count in persons.items():
        yield Part(name, count, count / workers if workers else None)
    if workers and end.eligible_workers:
        yield Part("denominator", None, end.active / end.eligible_workers - end.active / workers)
