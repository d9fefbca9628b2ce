"""One place in one month, told whole: what the overview and the briefing print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..codes import segments
from ..errors import unknown_name
from ..metrics import Result, ask
from ..metrics.source import PlaceLike, SnapshotLike
from ..text import Text
from ..words import phrase
from .cliffs import PRICED
from .facts import Headline
from .lacking import counts_since
from .outlook import outlook
from .paragraph import notes, paragraph
from .payers import ending_soon, falling_of, funding_of
from .rating import change_since, growth_of, rate_of, targets_of
from .reads import area_names, cells_of, sponsors_of, whole
from .schedule import gap_cost
from .surroundings import behind_of, freshness_of, missing_of, neighbours_of, placing_of
from .wording import fill, listing, month_text, plain_text

STOCKS = ("registered", "active", "benefit_ready", "readiness_known")
_UNWRITTEN = Text(id="…", en="…")


def headline(
    snapshot: SnapshotLike,
    regency: str,
    month: int | None = None,
    series: str | None = None,
    role: str = "steward",
    segment: str | None = None,
) -> Headline:
    """Everything the first screen and the briefing say about a regency, as plain numbers and one paragraph.

    Without `month` it is the last complete one; without `series` the first denominator that fits. With `segment` only
    its members are counted; a promise of growth is about all, so it is left out then.
    """
    known = [place.regency_code for place in snapshot.places]
    if regency not in known:
        raise unknown_name(phrase("planning.place"), regency, known)
    default = snapshot.default_month([regency])
    month = default if month is None else month
    where = cells_of(regency, segment)
    names = area_names(snapshot, regency)
    counted = ask(snapshot, STOCKS, where=where, month=month, role=role)
    stocks, late = counted.frame.iloc[0], _came_later(snapshot, regency, counted)
    active = whole(stocks["active"])
    # A month that lacks something has no number that another could be held against.
    whole_active = None if counted.missing else active
    rate = rate_of(snapshot, regency, month, series, role, segment)
    changes = {
        since: (
            rate_of(snapshot, regency, since, rate.series or series, role, segment),
            _active(snapshot, regency, since, role, segment),
        )
        for since in (month - 1, month - 12)
    }
    month_change, year_change = (
        change_since(before, rate, since, active_before, whole_active, _between(late, since, month))
        for since, (before, active_before) in changes.items()
    )
    under = {segment: first for segment, first in late.items() if not rate.scope or segment in rate.scope}
    found = outlook(snapshot, where, series=rate.series or series, role=role) if month == default else None
    facts = Headline(
        snapshot=snapshot.id,
        synthetic=snapshot.meta.get("synthetic") == "1",
        regency=regency,
        name=names.get(regency, regency),
        month=month,
        default_month=default,
        missing=missing_of(snapshot, regency, month),
        registered=whole(stocks["registered"]),
        active=active,
        benefit_ready=whole(stocks["benefit_ready"]),
        readiness_known=whole(stocks["readiness_known"]),
        rate=rate,
        month_change=month_change,
        year_change=year_change,
        targets=targets_of(snapshot, regency, month, rate),
        growth=()
        if segment
        else growth_of(regency, month, changes[month - 12][1], whole_active, _between(late, month - 12, month)),
        outlook=found,
        falling=None if found is None else falling_of(found),
        ending=ending_soon(snapshot, regency, month, sponsors_of(snapshot, regency), role, found, segment),
        funding=funding_of(snapshot, regency, month, role, segment),
        behind=behind_of(snapshot, regency, month, names, rate.series, role, segment),
        gap_price=gap_cost(rate.gap, month) if rate.gap and (not rate.scope or PRICED in rate.scope) else None,
        neighbours=neighbours_of(regency),
        placing=placing_of(snapshot, regency, month, active, role, segment),
        freshness=freshness_of(snapshot, regency),
        begun=_begun(under),
        without=tuple(segment for segment, first in under.items() if first > month),
        paragraph=_UNWRITTEN,
        notes=(),
    )
    return replace(facts, paragraph=paragraph(facts), notes=tuple(notes(facts)))


def _came_later(snapshot: SnapshotLike, regency: str, counted: Result) -> dict[str, int]:
    """The segments whose counts first came after the first data of the place, with that month."""
    first, found = _place(snapshot, regency).first_month, counts_since(counted)
    return {segment: found[segment] for segment in segments() if found.get(segment, first) > first}


def _between(late: Mapping[str, int], first: int, last: int) -> list[str]:
    """Those of them that first came after one month and up to another."""
    return [segment for segment, month in late.items() if first < month <= last]


def _begun(late: Mapping[str, int]) -> Text | None:
    """Which counts came later, and when; None without any."""
    told = [
        fill(
            "begun_in",
            segments=plain_text("/".join(one for one in late if late[one] == month)),
            month=month_text(month),
        )
        for month in sorted(set(late.values()))
    ]
    return fill("begun", counts=listing(told)) if told else None


def _active(snapshot: SnapshotLike, regency: str, month: int, role: str, segment: str | None) -> int | None:
    """The active of a month; None before the first one or where something has not come."""
    place = _place(snapshot, regency)
    if not place.first_month <= month <= place.last_month:
        return None
    found = ask(snapshot, "active", where=cells_of(regency, segment), month=month, role=role)
    return None if found.missing else whole(found.frame["active"].iloc[0])


def _place(snapshot: SnapshotLike, regency: str) -> PlaceLike:
    return next(place for place in snapshot.places if place.regency_code == regency)
