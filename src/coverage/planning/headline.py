"""One place in one month, told whole: what the overview and the briefing print."""

from __future__ import annotations

from dataclasses import replace

from ..errors import unknown_name
from ..metrics import ask
from ..metrics.source import SnapshotLike
from ..text import Text
from ..words import phrase
from .facts import Headline
from .outlook import outlook
from .paragraph import notes, paragraph
from .payers import ending_soon, falling_of, funding_of
from .rating import change_since, growth_of, rate_of, targets_of
from .reads import area_names, cells_of, sponsors_of, whole
from .schedule import gap_cost
from .surroundings import behind_of, freshness_of, missing_of, neighbours_of, placing_of

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
    stocks = ask(snapshot, STOCKS, where=where, month=month, role=role).frame.iloc[0]
    active = whole(stocks["active"])
    rate = rate_of(snapshot, regency, month, series, role, segment)
    changes = {
        since: (
            rate_of(snapshot, regency, since, rate.series or series, role, segment),
            _active(snapshot, regency, since, role, segment),
        )
        for since in (month - 1, month - 12)
    }
    month_change, year_change = (
        change_since(before, rate, since, active_before, active) for since, (before, active_before) in changes.items()
    )
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
        growth=() if segment else growth_of(regency, month, changes[month - 12][1], active),
        outlook=found,
        falling=None if found is None else falling_of(found),
        ending=ending_soon(snapshot, regency, month, sponsors_of(snapshot, regency), role, found, segment),
        funding=funding_of(snapshot, regency, month, role, segment),
        behind=behind_of(snapshot, regency, month, names, rate.series, role, segment),
        gap_price=None if rate.gap is None else gap_cost(rate.gap, month),
        neighbours=neighbours_of(regency),
        placing=placing_of(snapshot, regency, month, active, role, segment),
        freshness=freshness_of(snapshot, regency),
        paragraph=_UNWRITTEN,
        notes=(),
    )
    return replace(facts, paragraph=paragraph(facts), notes=tuple(notes(facts)))


def _active(snapshot: SnapshotLike, regency: str, month: int, role: str, segment: str | None) -> int | None:
    """The active of a month; None before the first one or where something has not come."""
    place = next(place for place in snapshot.places if place.regency_code == regency)
    if not place.first_month <= month <= place.last_month:
        return None
    where = cells_of(regency, segment)
    return whole(ask(snapshot, "active", where=where, month=month, role=role).frame["active"].iloc[0])
