"""What lies between the rates of two months: who came, who went, what came in late, and what the denominator did.

The convention (decision 0010): a flow's points are its persons ÷ the first month's denominator; the denominator's part
is the last month's active ÷ its own denominator − the same ÷ the first month's. So all parts sum to the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..codes import segments
from ..errors import CannotAnswer, UsageError
from ..metrics import Result, ask
from ..metrics.disclosure import smallest_shown
from ..metrics.roles import Role
from ..metrics.source import SnapshotLike, facts_of
from ..text import Text, month_code
from .bridge_checks import notes_of, refuse_missing, refuse_other_detail, refuse_unheard
from .bridge_facts import Bridge, End, Part
from .lacking import no_rate_text, refuse_outside, unheard
from .rating import segments_under
from .reads import Row, plain, records, whole
from .wording import day_text, fill, month_text, plain_text

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
    refuse_missing(counted)
    refuse_unheard(counted, (start, end))
    refuse_other_detail(counted, (start, end))
    ends = _ends(snapshot, asked, counted, rated, (start, end), role)
    if ends is None:
        raise CannotAnswer("masked", fill("no_rate_masked"))
    active, rates = ends
    late = None if then is None else _late(then, asked, limited, rated, start, active[0], role)
    first, last = rates[0] if late is None else late.end, rates[1]
    if None in (first.coverage_rate, last.coverage_rate):  # without points both ends are about everybody
        first = End(start, active[0] if late is None else active[0] - late.persons)
        last = last if last.active == active[1] else End(end, active[1])
    if reason is None and late is not None and first.coverage_rate is None:
        reason = late.reason
    if reason is None and rated is not None:
        reason = next((_why(rated, one.month) for one in (first, last) if one.coverage_rate is None), None)
    flows = (
        None
        if start == end
        else ask(snapshot, (*FLOWS, "net_change", "renewed"), where=limited, span=(start + 1, end), role=role)
    )
    persons, is_masked = _persons(flows, active, (first, last), late)
    fewest = 0 if Role.parse(role).sees_small_groups else smallest_shown(end)
    small = any(0 < abs(persons.get(name, 0)) < fewest for name in ("late", "uncounted"))
    is_masked = is_masked or small or (late is not None and late.is_masked)
    twice = records(counted.frame)
    return Bridge(
        start=first,
        end=last,
        parts=() if is_masked else tuple(_parts(persons, first, last)),
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
    snapshot: SnapshotLike, where: Where, counted: Result, rated: Result | None, months: tuple[int, int], role: str
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
        ends.append(
            _nobody(snapshot, where, rated, month, role)
            if found is None
            else _end(month, found, sides.get(month), _name(rated))
        )
    return (active[0], active[1]), (ends[0], ends[1])


def _why(rated: Result, month: int) -> Text:
    """Why one end has no rate, and that the change is therefore in persons."""
    name = _name(rated)
    status = next((str(row[f"{name}_status"]) for row in records(rated.frame) if row["month"] == month), "no_data")
    return fill("bridge_no_rate", reason=no_rate_text(rated, status, month))


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


def _whole(end: End, active: int) -> End:
    """This end if its rate is about everybody, else everybody without a rate."""
    return end if end.active == active else End(end.month, active)


@dataclass(frozen=True)
class _Late:
    """The start as known on a day, and how many more of its members are known by now."""

    end: End
    persons: int
    is_masked: bool
    reason: Text | None = None


def _late(
    then: SnapshotLike, asked: Where, where: Where, rated: Result | None, month: int, active: int, role: str
) -> _Late:
    known = facts_of(then).places
    day = then.meta.get("as_known", "")
    wanted = rated.regencies if rated is not None else tuple(known)
    if any(code in known and known[code].last_month < month for code in wanted) or not set(wanted) & set(known):
        told = day_text(date.fromisoformat(day)) if day else "–"
        raise CannotAnswer("not_known_then", fill("bridge_not_yet", month=month_text(month), day=told))
    payers = set(where.get("sponsor", ()))
    if payers and not payers & set(facts_of(then).sponsors):
        return _Late(_nobody(then, asked, rated, month, role), active, is_masked=False)
    asked, where = _known_payers(then, asked), _known_payers(then, where)
    counted = records(ask(then, "active", where=where, month=month, role=role).frame)[0]
    found = whole(counted["active"])
    end = End(month, found or 0)
    if counted["active_status"] == "no_data":
        end = _nobody(then, asked, rated, month, role)
    elif rated is not None:
        end = _end(month, found or 0, _rate_then(then, asked, where, rated, month, role), rated.metrics[0].name)
    hides = found is None and counted["active_status"] == "masked"
    reason = None if rated is None or end.coverage_rate is not None else _why_then(then, where, rated, month, day)
    return _Late(end, active - (found or 0), hides, reason)


def _why_then(then: SnapshotLike, where: Where, rated: Result, month: int, day: str) -> Text:
    """Why there was no rate then: counts of a segment that had not come, else the denominator."""
    told = day_text(date.fromisoformat(day)) if day else plain_text("–")
    wanted = where.get("segment") or segments_under(rated)
    now, silent = (unheard(facts, rated.regencies, wanted, month) for facts in (rated.facts, facts_of(then)))
    if silent := [segment for segment in silent if segment not in now]:
        what = plain_text("/".join(silent))
        return fill("bridge_unheard_then", day=told, segments=what, month=month_text(month))
    return fill("bridge_no_workers_then", day=told, month=month_text(month))


def _nobody(snapshot: SnapshotLike, where: Where, rated: Result | None, month: int, role: str) -> End:
    """An end at which a payer had told of nobody yet: nought of the whole place's workers."""
    place = {name: codes for name, codes in where.items() if name not in ("sponsor", "sponsor_kind")}
    if rated is None or len(place) == len(where):
        return End(month, 0)
    try:
        found = ask(snapshot, "coverage_points", where=place, month=month, series=rated.series, role=role)
    except CannotAnswer:
        return End(month, 0)
    workers = whole(records(found.frame)[0]["coverage_points_denominator"])
    return End(month, 0, workers, 0.0) if workers else End(month, 0)


def _known_payers(then: SnapshotLike, where: Where) -> Where:
    """The filters without payers of whom nobody had told yet."""
    known = facts_of(then).sponsors
    return {name: [one for one in codes if name != "sponsor" or one in known] for name, codes in where.items()}


def _rate_then(then: SnapshotLike, asked: Where, where: Where, rated: Result, month: int, role: str) -> Row | None:
    """The rate of the same segments as known then; None where there was none.

    As it was asked first, for a denominator need not be broken down by segment; kept to the segments only where other
    segments counted then.
    """
    kept = set(where.get("segment", ()))
    for filters in (asked, where):
        try:
            before = ask(then, rated.metrics[0].name, where=filters, month=month, series=rated.series, role=role)
        except CannotAnswer:
            continue
        under = set(segments_under(before))
        if under & set(filters.get("segment", under)) == kept:
            return records(before.frame)[0]
    return None


def _persons(
    flows: Result | None, active: tuple[int, int], ends: tuple[End, End], late: _Late | None
) -> tuple[dict[str, int], bool]:
    """The persons of each part, signed; and whether one of them is too small to be told.

    What the counts without a list did is the rest of the change: that holds also where a month between has no counts.
    Where nobody came by list, who joined and who lapsed is not known and no part at all.
    """
    found: dict[str, int] = {}
    is_masked = False
    if flows is not None:
        row = records(flows.frame)[0]
        is_masked = any(row[f"{name}_status"] == "masked" for name in FLOWS)
        listed = {name: sign for name, sign in FLOWS.items() if row[f"{name}_status"] != "no_data"}
        found = {name: sign * (whole(row[name]) or 0) for name, sign in listed.items()}
        found["net_change"] = active[1] - active[0] - sum(found.values())
    known = active[0] if late is None else active[0] - late.persons
    if late is not None:
        found["late"] = late.persons
    outside = known - ends[0].active, active[1] - ends[1].active
    if outside[1] != outside[0]:
        found["uncounted"] = outside[0] - outside[1]
    return found, is_masked


def _parts(persons: Mapping[str, int], start: End, end: End) -> Iterator[Part]:
    workers = start.eligible_workers if end.eligible_workers else None
    for name, count in persons.items():
        yield Part(name, count, count / workers if workers else None)
    if workers and end.eligible_workers:
        yield Part("denominator", None, end.active / end.eligible_workers - end.active / workers)
