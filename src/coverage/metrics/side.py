"""What stands beside an answer: members outside it with the reason, and the share whose decile nobody knows."""

from __future__ import annotations

from dataclasses import dataclass

from ..codes import segments, workforce_series
from ..text import Text
from ..words import phrase
from .query_side import INSIDE, compile_side
from .question import Question
from .rates import RatePlan
from .source import Facts, SnapshotLike
from .statement import Plan
from .wording import fill, listed

Row = tuple[str, str, bool, bool, int]
"""Segment, why outside, whether the decile is unknown, whether it is of a decile asked for, persons."""


@dataclass(frozen=True)
class Outside:
    """Members of a segment whom the answer cannot hold; `persons` is None where so few are masked."""

    segment: str
    persons: int | None
    reason: Text
    code: str


@dataclass(frozen=True)
class Side:
    """Who is outside, and the share of those inside whose decile is unknown (None where no decile is asked)."""

    outside: tuple[Outside, ...] = ()
    unknown_share: float | None = None


def look_beside(snapshot: SnapshotLike, facts: Facts, plan: Plan) -> Side:
    """Who is not in the answer and why, at its last month."""
    question = plan.question
    rate = plan.cell or plan.place
    from_members = rate is not None or any(
        metric.formula.kind == "share" or (metric.total and metric.total.source == "mart_coverage")
        for metric in question.metrics
    )
    if not from_members or not (question.deciles or _may_lack(question, facts, rate)):
        return Side()
    rows = _from_facts(question, facts, rate) or [
        (str(segment), str(reason), bool(is_unknown), bool(is_asked), int(persons or 0))
        for segment, reason, is_unknown, is_asked, persons in zip(
            *snapshot.columns(*compile_side(plan, rate)).values(), strict=True
        )
    ]
    found: dict[tuple[str, str], int] = {}
    for segment, reason, _, is_asked, persons in rows:
        if reason != INSIDE and is_asked:
            found[(reason, segment)] = found.get((reason, segment), 0) + persons
    outside = tuple(
        Outside(segment, found[(code, segment)], _reason(code, segment, question, facts, rate), code)
        for code in ("segment", "no_value", "scope")
        for segment in segments()
        if found.get((code, segment))
    )
    inside = [(is_unknown, persons) for _, reason, is_unknown, _, persons in rows if reason == INSIDE]
    return Side(outside, _unknown_share(inside) if question.deciles else None)


def _from_facts(question: Question, facts: Facts, rate: RatePlan | None) -> list[Row] | None:
    """What `compile_side` would find, where nothing finer than regencies and segments is filtered; else None."""
    if set(question.where) - {"province", "regency", "segment"} or (rate is not None and not rate.is_everywhere):
        return None
    valued = {one.regency for one in rate.chosen if one.month == question.month} if rate else set()
    wanted = question.where.get("segment", tuple(segments()))
    rows: list[Row] = []
    for (regency, segment), grains in facts.grain.items():
        if regency not in question.regencies or segment not in wanted:
            continue
        for grain in grains:
            if grain.month != question.month:
                continue
            reason = INSIDE
            if rate is not None and segment not in rate.whole:
                reason = "scope"
            elif (rate is not None and segment not in rate.scope) or grain.lacks(question.level, question.groups):
                reason = "segment"
            elif rate is not None and regency not in valued:
                reason = "no_value"
            rows.append((segment, reason, False, True, grain.active - grain.unknown))
            rows.append((segment, reason, True, True, grain.unknown))
    return rows


def _unknown_share(inside: list[tuple[bool, int]]) -> float | None:
    total = sum(persons for _, persons in inside)
    return sum(persons for is_unknown, persons in inside if is_unknown) / total if total else None


def _may_lack(question: Question, facts: Facts, rate: RatePlan | None) -> bool:
    """Whether anyone at the last month could stand outside, judged by what was delivered."""
    present = {
        segment: [grain for grain in of_key if grain.month == question.month]
        for (regency, segment), of_key in facts.grain.items()
        if regency in question.regencies
    }
    if any(grain.lacks(question.level, question.groups) for of_segment in present.values() for grain in of_segment):
        return True
    if rate is None:
        return False
    valued = {one.regency for one in rate.chosen if one.month == question.month}
    unvalued = set(question.regencies) - valued
    return (
        bool(unvalued)
        or not rate.is_everywhere
        or any(of_segment and segment not in rate.scope for segment, of_segment in present.items())
    )


def _reason(code: str, segment: str, question: Question, facts: Facts, rate: RatePlan | None) -> Text:
    if code != "segment":
        assert rate is not None
        return fill(f"metrics.outside_{code}", series=workforce_series()[rate.series].label)
    lacking = [
        name for name in ("decile", "occupation_group", "village", "district") if _lacks(segment, name, question, facts)
    ]
    return listed(phrase(f"metrics.without_{name}") for name in lacking or ["detail"])


def _lacks(segment: str, name: str, question: Question, facts: Facts) -> bool:
    """Whether members of a segment came without a detail that is asked."""
    if name in ("village", "district"):
        level, groups = name if question.level == name else None, frozenset[str]()
    else:
        level, groups = None, question.groups & ({"decile", "decile_group"} if name == "decile" else {name})
    grains = (one for code in question.regencies for one in facts.grain.get((code, segment), ()))
    return any(one.lacks(level, groups) for one in grains)
