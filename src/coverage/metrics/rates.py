"""Which denominator stands under a rate, limited to which segments, as of which day (DESIGN 3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..codes import Series, segments, workforce_series
from ..errors import CannotAnswer
from ..parameters import PARAMETERS, first_of_month
from ..text import Text
from ..words import phrase
from .declarations import LEVELS
from .question import Question
from .source import Cut, Facts
from .wording import dimension_names, fill, listed, plain, segment_codes

OLD_AFTER_MONTHS = 12
"""A denominator older than this is flagged."""


@dataclass(frozen=True)
class AsOf:
    """The date of the denominator of one region: the latest not after the month asked; `cut` is its partition."""

    series: str
    region_code: str
    as_of: date
    as_of_month: int
    month: int
    source: str
    cut: str = ""

    @property
    def is_old(self) -> bool:
        """Whether it is older than 12 months at the month asked."""
        return self.month - self.as_of_month > OLD_AFTER_MONTHS


@dataclass(frozen=True)
class Chosen:
    """The values that serve one regency, or one region of it, in one month: a partition at a date."""

    month: int
    regency: str
    cut: str
    length: int
    as_of: date
    region: str


@dataclass(frozen=True)
class RatePlan:
    """One series, the segments both sides are limited to, and the partitions to read.

    `unvalued` are the districts, and the villages of other districts, that have no value at the last month asked.
    """

    series: str
    whole: tuple[str, ...]
    scope: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    as_of: tuple[AsOf, ...]
    is_limited: bool
    is_everywhere: bool
    unvalued: tuple[str, ...] = ()


def plan_rate(question: Question, facts: Facts, *, of_place: bool, limit: bool, series: str | None = None) -> RatePlan:
    """The plan of the first series, in declared order, that can answer; raises `CannotAnswer` where none can.

    `of_place` asks for the denominator of whole regencies (coverage points); `limit` keeps both sides to the segments
    that are broken down by what is asked.
    """
    names = [series] if series else list(question.series)
    names = names or [name for name, one in workforce_series().items() if one.unit == "workers"]
    usable = _usable_segments(question, facts, limit and not of_place)
    for name in names:
        declared = workforce_series()[name]
        if declared.unit != "workers":
            raise CannotAnswer("not_workers", fill("metrics.not_workers", series=declared.label))
        if (plan := _plan(question, facts, name, declared, of_place, usable)) is not None:
            return plan
    raise _no_cut(question, facts, names, of_place)


def series_that_answer(question: Question, facts: Facts, *, of_place: bool, limit: bool) -> list[str]:
    """Every series that can answer the question, in declared order."""
    usable = _usable_segments(question, facts, limit and not of_place)
    return [
        name
        for name, series in workforce_series().items()
        if series.unit == "workers" and _plan(question, facts, name, series, of_place, usable) is not None
    ]


def _usable_segments(question: Question, facts: Facts, limit: bool) -> frozenset[str] | None:
    """The segments that are broken down by what is asked; None when nothing is to be limited."""
    return frozenset(s for s in segments() if is_broken_down(question, facts, s)) if limit else None


def _plan(
    question: Question, facts: Facts, name: str, series: Series, of_place: bool, usable: frozenset[str] | None
) -> RatePlan | None:
    whole = tuple(segment for segment in segments() if segment in series.scope)
    scope, wanted = whole, set[str]()
    level = "regency"
    if not of_place:
        named = question.where.get("segment", whole)
        if not set(named) <= set(whole):
            return None
        scope = tuple(segment for segment in whole if segment in named)
        if usable is not None:
            scope = tuple(segment for segment in scope if segment in usable)
        level = question.level or "province"
        wanted = {"decile" if dim == "decile_group" else dim for dim in question.groups} - {"segment"}
        if len(whole) > 1 and ("segment" in question.asked or scope != whole):
            wanted.add("segment")
    if not scope:
        return None
    cuts = [
        cut
        for cut in facts.cuts
        if cut.series == name
        and cut.regency in question.regencies
        and cut.dims >= wanted
        and LEVELS[cut.level] >= LEVELS[level]
    ]
    if not cuts:
        return None
    chosen, as_of, unvalued = _choose(question, facts, cuts, None if usable is None else scope)
    last = tuple(sorted(code for month, codes in unvalued.items() if month == question.month for code in codes))
    shown = as_of if of_place else tuple(one for one in as_of if _concerns(question, one.region_code))
    limited = _is_limited(question, facts, whole, scope)
    return RatePlan(name, whole, scope, chosen, shown, limited, not any(unvalued.values()), last)


def is_broken_down(question: Question, facts: Facts, segment: str) -> bool:
    """Whether nearly all members of a segment can be placed by what is asked, in every regency asked.

    Judged over the whole regency and all months asked, before any filter. A segment without members in those months, or
    whose counts have not come, is judged by all months of the regency.
    """
    for regency in question.regencies:
        of_segment = facts.grain.get((regency, segment), ())
        late = any(
            one.regency == regency and one.segment == segment and question.months[0] <= one.month <= question.month
            for one in facts.missing
        )
        asked = () if late else tuple(one for one in of_segment if question.months[0] <= one.month <= question.month)
        considered = asked if sum(one.active for one in asked) else of_segment
        outside: dict[int, int] = {}
        for one in considered:
            if one.lacks(question.level, question.groups):
                outside[one.month] = outside.get(one.month, 0) + one.active
        total = sum(one.active for one in considered)
        if sum(map(abs, outside.values())) > largest_outside(question.month) * max(total, 0):
            return False
    return True


def largest_outside(month: int) -> float:
    """The largest part of a segment that may lack what is asked while it still counts as broken down (DESIGN 3.3)."""
    return float(PARAMETERS["coverage.largest_outside"].at(first_of_month(month)))


def is_delivered(question: Question, facts: Facts, regency: str, scope: Iterable[str]) -> bool:
    """Whether a list or aggregate of a segment in `scope` covers the cells asked: only then is zero a number."""
    return any(
        not one.lacks(question.level, question.groups)
        for segment in scope
        for one in facts.grain.get((regency, segment), ())
    )


def _is_limited(question: Question, facts: Facts, whole: Sequence[str], scope: Sequence[str]) -> bool:
    present = {segment for regency, segment in facts.grain if regency in question.regencies}
    return tuple(scope) != tuple(whole) or not present <= set(whole)


def _concerns(question: Question, region: str) -> bool:
    """Whether the value of a region stands under a cell asked for: it lies in each area filtered, or holds it."""
    areas = (codes for dim, codes in question.where.items() if dim in LEVELS)
    return all(any(region.startswith(code) or code.startswith(region) for code in codes) for codes in areas)


def _choose(
    question: Question, facts: Facts, cuts: Sequence[Cut], scope: Sequence[str] | None
) -> tuple[tuple[Chosen, ...], tuple[AsOf, ...], dict[int, frozenset[str]]]:
    """Per month and regency the latest partition, of several the simplest; its dates; by month the areas without."""
    chosen: list[Chosen] = []
    dates: dict[tuple[str, date], AsOf] = {}
    unvalued: dict[int, frozenset[str]] = {}
    for regency in sorted({cut.regency for cut in cuts}):
        place = facts.places.get(regency)
        if place is None or (scope is not None and not is_delivered(question, facts, regency, scope)):
            continue
        of_regency = [cut for cut in cuts if cut.regency == regency]
        for month in question.last_months:
            usable = [cut for cut in of_regency if cut.as_of_month <= month]
            if not usable or not place.first_month <= month <= place.last_month:
                continue
            best = max(usable, key=lambda cut: (cut.as_of, -len(cut.dims), -LEVELS[cut.level], cut.name))
            of_cut = [cut for cut in usable if cut.name == best.name]
            unvalued[month] = unvalued.get(month, frozenset()) | _unvalued(facts, regency, of_cut)
            for region, cut in _latest(of_cut).items():
                chosen.append(Chosen(month, regency, best.name, LEVELS[best.level], cut.as_of, region))
                dates[(region, cut.as_of)] = AsOf(
                    cut.series, region, cut.as_of, cut.as_of_month, month, cut.source, best.name
                )
    return tuple(chosen), tuple(dates[key] for key in sorted(dates)), unvalued


def _unvalued(facts: Facts, regency: str, cuts: Sequence[Cut]) -> frozenset[str]:
    """The areas of a regency without a value: whole districts, and villages of the others, as fine as the partition."""
    valued = {region[:length] for cut in cuts for region in cut.regions for length in LEVELS.values()}
    found: set[str] = set()
    for level in ("district", "village"):
        if LEVELS[level] <= LEVELS[cuts[0].level]:
            areas = facts.areas.get((regency, level), frozenset()) - valued
            found |= {code for code in areas if code[: LEVELS["district"]] not in found}
    return frozenset(found)


def _latest(cuts: Sequence[Cut]) -> dict[str, Cut]:
    """The latest values for the whole regency when they hold all its regions, else for each district or region."""
    newest = max(cuts, key=lambda cut: cut.as_of)
    if newest.regions >= frozenset[str]().union(*(cut.regions for cut in cuts)):
        return {newest.regency: newest}
    latest = {region: cut for cut in sorted(cuts, key=lambda cut: cut.as_of) for region in cut.regions}
    districts: dict[str, list[str]] = {}
    for region in latest:
        districts.setdefault(region[: LEVELS["district"]], []).append(region)
    found: dict[str, Cut] = {}
    for district, regions in districts.items():
        # Villages of one district mostly share a date: told and read as one, there are a sixth as many to go through.
        whole = len({latest[region].as_of for region in regions}) == 1
        found |= {district: latest[regions[0]]} if whole else {region: latest[region] for region in regions}
    return found


def _no_cut(question: Question, facts: Facts, names: Sequence[str], of_place: bool) -> CannotAnswer:
    have = sorted(
        {(cut.series, cut.name) for cut in facts.cuts if cut.regency in question.regencies and cut.series in names}
    )
    places = plain(", ".join(facts.region_names.get(code, code) for code in question.regencies))
    if not have:
        return CannotAnswer("no_cut", fill("metrics.no_series", places=places))
    dims = dimension_names({"regency"} if of_place else question.asked | {question.level or "regency"})
    lacking = [] if of_place else [s for s in segments() if not is_broken_down(question, facts, s)]
    hints = [fill("metrics.cuts_there_are", cuts=listed(_cut_text(series, cut) for series, cut in have))]
    if lacking:
        hints.insert(0, fill("metrics.segments_lacking", segments=segment_codes(lacking)))
    return CannotAnswer(
        "no_cut", fill("metrics.no_cut", dimensions=dims, places=places), [*hints, phrase("metrics.no_spreading")]
    )


def _cut_text(series: str, cut: str) -> Text:
    label = workforce_series()[series].label if series in workforce_series() else plain(series)
    return fill("metrics.cut", series=label, dimensions=dimension_names(cut.split("+")))
