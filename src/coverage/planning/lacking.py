"""Why there is no number: a month outside the data, counts that have not come, members or a denominator unknown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..codes import segments, workforce_series
from ..errors import CannotAnswer
from ..metrics import Result
from ..metrics.source import Facts, PlaceLike, SnapshotLike, facts_of
from ..text import Text
from .wording import fill, listing, month_text, plain_text

SHOWN = 3


def refuse_outside(snapshot: SnapshotLike, asked: Result, months: Sequence[int]) -> None:
    """Raises `CannotAnswer` for months before or after the data, and for places that delivered nothing."""
    refuse_months(snapshot, asked.regencies, months)


def refuse_months(snapshot: SnapshotLike, regencies: Collection[str], months: Sequence[int]) -> None:
    """Raises `CannotAnswer` for months before or after the data of the regencies, and where none of them has any."""
    places = [place for place in snapshot.places if place.regency_code in regencies]
    if not places:
        raise CannotAnswer("no_data", fill("no_data_there"))
    for place in places:
        strange = [month for month in months if not place.first_month <= month <= place.last_month]
        if strange:
            raise CannotAnswer("outside", fill("outside_data", **_span(place, facts_of(snapshot), strange[0])))


def _span(place: PlaceLike, facts: Facts, month: int) -> Mapping[str, Text | str]:
    return {
        "month": month_text(month),
        "place": facts.region_names.get(place.regency_code, place.regency_code),
        "first": month_text(place.first_month),
        "last": month_text(place.last_month),
    }


def missing_text(asked: Result) -> Text:
    """What an answer expected and did not get: segment, area and month, the first few by name."""
    names = asked.facts.region_names
    found = dict.fromkeys((one.month, one.segment, one.area) for one in asked.missing)
    named = [
        fill("bridge_lacks", segment=segment, area=names.get(area, area), month=month_text(month))
        for month, segment, area in list(found)[:SHOWN]
    ]
    if len(found) > SHOWN:
        named.append(fill("p_more", count=len(found) - SHOWN))
    return listing(named)


def no_rate_text(rated: Result, status: str, month: int) -> Text:
    """Why a rate asked for a month has no number."""
    if status == "masked":
        return fill("no_rate_masked")
    if status == "not_delivered":
        late = [one for one in rated.missing if one.month == month]
        return fill("no_rate_missing", month=month_text(month), missing=missing_text(rated)) if late else _late(month)
    places = [rated.facts.places[code] for code in rated.regencies if code in rated.facts.places]
    if len(places) == 1 and not places[0].first_month <= month <= places[0].last_month:
        return fill("no_rate_outside", **_span(places[0], rated.facts, month))
    if _is_over_nought(rated, month):
        return fill("no_rate_nought", month=month_text(month))
    if any(one.as_of_month <= month for one in rated.as_of):
        return fill("no_rate_members", month=month_text(month), segments=_unheard(rated, month))
    return fill("no_rate_no_data", month=month_text(month))


def _is_over_nought(rated: Result, month: int) -> bool:
    """Whether the rate would divide by a denominator that was delivered as nought."""
    if "coverage_rate_denominator" not in rated.frame:
        return False
    rows = rated.frame[rated.frame["month"] == month] if "month" in rated.frame else rated.frame
    known = rows["coverage_rate_denominator"].dropna()
    return len(known) > 0 and float(known.sum()) == 0


def _late(month: int) -> Text:
    return fill("no_rate_not_delivered", month=month_text(month))


def _unheard(rated: Result, month: int) -> Text:
    """The segments of the rate nobody has told of up to a month; all of them where each has been told of elsewhere."""
    scope = rated.scope or (workforce_series()[rated.series].scope if rated.series else tuple(segments()))
    wanted = [one for one in scope if one in rated.where.get("segment", scope)]
    absent = unheard(rated.facts, rated.regencies, wanted, month)
    return plain_text("/".join(absent or wanted))


def unheard(facts: Facts, regencies: Sequence[str], wanted: Sequence[str], month: int) -> list[str]:
    """The segments of which nothing up to a month is known in any of the regencies, or whose counts for it are due."""
    late = {one.segment for one in facts.missing if one.month == month and one.regency in regencies}
    return [
        segment
        for segment in wanted
        if segment in late
        or not any(one.month <= month for code in regencies for one in facts.grain.get((code, segment), ()))
    ]


def counts_begun(asked: Result, months: tuple[int, int]) -> list[str]:
    """The segments whose counts came for the first time between two months: their members are no newcomers."""
    return sorted({segment for segment, first in _first_counts(asked) if months[0] < first <= months[1]})


def counts_since(asked: Result) -> dict[str, int]:
    """By segment, among those asked for, the month in which its counts first came; of several regencies the latest."""
    return dict(sorted(_first_counts(asked)))


def _first_counts(asked: Result) -> set[tuple[str, int]]:
    """Each segment asked for with the first month of its counts, of every regency."""
    wanted = asked.where.get("segment", tuple(segments()))
    return {
        (segment, min(one.month for one in grains if one.is_aggregate))
        for (regency, segment), grains in asked.facts.grain.items()
        if regency in asked.regencies and segment in wanted and any(one.is_aggregate for one in grains)
    }
