"""What stands around the rate: districts behind, neighbours, people without a place, senders and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..codes import UNKNOWN, workforce_series
from ..errors import CannotAnswer
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..parameters import NATIONAL, published
from ..text import Text
from .facts import Area, Behind, Freshness, Missing, Neighbour, Placing
from .payers import status_of
from .rating import segments_under, who
from .reads import cells_of, plain, records, rows, whole

SHOWN = 5


def behind_of(
    snapshot: SnapshotLike,
    regency: str,
    month: int,
    names: Mapping[str, str],
    series: str | None,
    role: str,
    segment: str | None = None,
) -> Behind:
    """The districts with the lowest rates, by `series` if it goes that deep, else by the first that does."""
    reason = None
    for candidate in dict.fromkeys((series, None)):
        try:
            result = ask(
                snapshot,
                ("coverage_rate", "coverage_gap"),
                by="district",
                where=cells_of(regency, segment),
                month=month,
                series=candidate,
                role=role,
            )
        except CannotAnswer as refusal:
            reason = refusal.text
            continue
        return _behind(result, names)
    return Behind((), None, None, None, who(()), reason)


def _behind(result: Result, names: Mapping[str, str]) -> Behind:
    areas = [
        Area(
            code=str(row["district"]),
            name=names.get(str(row["district"]), str(row["district"])),
            rate=plain(row["coverage_rate"]),
            active=whole(row["coverage_rate_numerator"]),
            workers=whole(row["coverage_rate_denominator"]),
            gap=None if (gap := whole(row["coverage_gap"])) is None else max(gap, 0),
            status=status_of(row["coverage_rate_status"]),
        )
        for row in records(result.frame)
    ]
    ranked = sorted((area for area in areas if area.rate is not None), key=lambda area: (area.rate or 0.0, area.code))
    first = result.as_of[0] if result.as_of else None
    return Behind(
        areas=tuple(ranked[:SHOWN]),
        series=result.series,
        series_label=None if result.series is None else _series_label(result.series),
        as_of=None if first is None else first.as_of,
        who=who(segments_under(result)),
        reason=None,
    )


def _series_label(series: str) -> Text:
    return workforce_series()[series].label


def neighbours_of(regency: str) -> tuple[Neighbour, ...]:
    """The newest published rate of each other place of the province, of the province and of the country."""
    newest: dict[str, Neighbour] = {}
    for figure in published("coverage_rate"):
        code = figure.region_code
        if code == regency or not (code == NATIONAL or regency.startswith(code[:2])):
            continue
        newest.setdefault(
            code,
            Neighbour(
                region_code=code,
                place=figure.place,
                rate=figure.value,
                date=figure.date,
                source=figure.source,
                confidence=figure.confidence,
                note=figure.note,
            ),
        )
    return tuple(
        sorted(newest.values(), key=lambda one: (-len(one.region_code), one.region_code == NATIONAL, one.place.id))
    )


def placing_of(
    snapshot: SnapshotLike, regency: str, month: int, active: int | None, role: str, segment: str | None = None
) -> Placing:
    """How many of the active have no village or no decile."""
    where = cells_of(regency, segment)
    villages = ask(snapshot, "active", by="village", where=where, month=month, role=role)
    deciles = ask(snapshot, "active", by="decile", where=where, month=month, role=role)
    return Placing(
        active=active,
        without_village=_sum(villages, lambda code: code.endswith(".0000")),
        village_counted=_outside(villages),
        without_decile=_sum(deciles, lambda code: code == UNKNOWN),
        decile_counted=_outside(deciles),
    )


def _sum(result: Result, chosen: Callable[[str], bool]) -> int | None:
    """The active of the chosen rows; None if one of them is masked."""
    counts = [
        whole(row["active"])
        for row in records(result.frame)
        if chosen(str(row[result.by[0]])) and str(row["active_status"]) != "no_data"
    ]
    return None if None in counts else sum(count for count in counts if count is not None)


def _outside(result: Result) -> int:
    return sum(whole(one.persons) or 0 for one in result.outside)


def freshness_of(snapshot: SnapshotLike, regency: str) -> tuple[Freshness, ...]:
    """The latest of every sender and format; monthly senders are late by the months the place is ahead of them."""
    last = next(place.last_month for place in snapshot.places if place.regency_code == regency)
    found = []
    for row in rows(snapshot, "freshness", regency=regency):
        period, ended = whole(row["last_period"]), whole(row["ended_month"])
        has_ended = ended is not None and ended <= last
        monthly = row["cadence"] == "monthly" and not has_ended and period is not None
        received = row["last_received"]
        found.append(
            Freshness(
                sender=row["sender"],
                format=row["format"],
                cadence=row["cadence"],
                # Targets and pledges are filed under the month they are due, far ahead: no month of data.
                last_month=period if period is not None and period <= last else None,
                received=received.date() if hasattr(received, "date") else received,
                behind=max(last - period, 0) if monthly and period is not None else 0,
                has_ended=has_ended,
            )
        )
    return tuple(found)


def missing_of(snapshot: SnapshotLike, regency: str, month: int) -> tuple[Missing, ...]:
    """What should have come for a month and has not."""
    return tuple(
        Missing(row["area_code"], row["area"], row["segment"], row["sender"])
        for row in rows(snapshot, "missing", regency=regency, month=month)
    )
