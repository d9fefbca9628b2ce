"""One question, one answer: what pages, reports and the command line all call."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock

import pandas as pd

from ..errors import CannotAnswer, UsageError
from ..words import phrase
from .compare import Compare, beside_earlier, months_back
from .declarations import marts
from .disclosure import mask_small_groups, smallest_shown
from .query import compile_answer, sources
from .query_rows import decile_codes
from .question import Question, make_question
from .rates import RatePlan, plan_rate, series_that_answer
from .refuse import refuse_impossible
from .result import Result, deliveries_behind
from .roles import Role, within_role
from .rows import deciles_to_show, members_to_show
from .side import Outside, look_beside
from .source import Facts, SnapshotLike, facts_of
from .statement import Plan
from .status import settle

_KEPT = 256
"""Answers kept, as many as one page asks for: its parts and the facts from other pages often ask the same."""
_kept: OrderedDict[Hashable, Result] = OrderedDict()
_lock = Lock()


def ask(
    snapshot: SnapshotLike,
    metrics: str | Sequence[str],
    *,
    by: str | Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
    month: int | None = None,
    span: tuple[int, int] | None = None,
    series: str | None = None,
    role: str | Role = "steward",
    compare: Compare | None = None,
    without: Sequence[str] = (),
) -> Result:
    """The metrics by dimensions, filtered, at a month (default: the last complete one) or over a span of months.

    Stocks are taken at the last month of each period, flows are summed. `compare` sets each number beside the one a
    month or a year before. `without` leaves out members of districts and villages, those that a rate has no value for
    (`Result.unvalued`). Raises `UsageError` for anything unknown, `CannotAnswer` where no honest answer exists.
    """
    facts = facts_of(snapshot)
    reader = role if isinstance(role, Role) else Role.parse(role)
    question = make_question(snapshot, facts, metrics, by, where or {}, month, span, series)
    question = replace(within_role(question, facts, reader), without=tuple(without))
    refuse_impossible(question, facts.places)
    answer = _by_series if "series" in question.by else _answer
    result = answer(snapshot, facts, question, reader)
    if compare is not None:
        earlier = question.shifted(-months_back(compare, question))
        if result.series is not None:
            earlier = replace(earlier, series=(result.series,))
        result = beside_earlier(result, answer(snapshot, facts, earlier, reader))
    return result


def _answer(snapshot: SnapshotLike, facts: Facts, question: Question, role: Role) -> Result:
    """The answer, or the one just given to the same question; it is shared: read it, never change it."""
    where = tuple(question.where.items())
    names = tuple(metric.name for metric in question.metrics)
    asked = (names, question.by, where, question.months, question.regencies, question.series, question.without)
    key = (snapshot.id, *asked, role)
    with _lock:
        if (kept := _kept.get(key)) is not None:
            _kept.move_to_end(key)
            return kept
    found = _answer_anew(snapshot, facts, question, role)
    with _lock:
        _kept[key] = found
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found


def _answer_anew(snapshot: SnapshotLike, facts: Facts, question: Question, role: Role) -> Result:
    if len(question.series) > 1:
        raise UsageError("mixes_series", phrase("metrics.mixes_series"))
    pooled = bool(question.deciles) and facts.is_pooled(question.regencies)
    _refuse_cut_pool(question, pooled)
    cell, place = _denominators(question, facts)
    rates = [rate for rate in (cell, place) if rate is not None]
    plan = Plan(question, cell, place, pooled, members_to_show(question, facts, pooled, rates))
    sql, params = compile_answer(plan)
    settled = settle(snapshot.columns(sql, params), plan, facts)
    side = look_beside(snapshot, facts, plan)
    frame, outside = settled.frame, side.outside
    if not role.sees_small_groups:
        other = _as_told(snapshot, facts, role)
        frame = mask_small_groups(frame, question, facts, other, role.of if role.kind == "sponsor" else "")
        outside = tuple(_masked_outside(outside, smallest_shown(question.month)))
    behind = [f"{metric.name}_persons" for metric in question.metrics if f"{metric.name}_persons" in frame]
    rate = rates[0] if rates else None
    return Result(
        frame=frame.drop(columns=behind) if behind else frame,
        metrics=question.metrics,
        by=question.by,
        where=question.where,
        month=question.month,
        months=question.months,
        regencies=question.regencies,
        series=rate.series if rate else None,
        scope=rate.scope if rate and rate.is_limited else (),
        as_of=rate.as_of if rate else (),
        unvalued=rate.unvalued if rate else (),
        complete=settled.is_complete,
        missing=settled.missing,
        outside=outside,
        groups_used=len(deciles_to_show(question, facts, pooled).rows) if question.deciles else None,
        unknown_share=side.unknown_share,
        sql=sql,
        params=params,
        snapshot=snapshot.id,
        deliveries=deliveries_behind(facts, _formats(question, bool(rates)), question.regencies, question.month),
        synthetic=snapshot.meta.get("synthetic") == "1",
        role=str(role),
        facts=facts,
    )


def _by_series(snapshot: SnapshotLike, facts: Facts, question: Question, role: Role) -> Result:
    """One answer per denominator that can give it, never a mixture."""
    plain = replace(question, by=tuple(dim for dim in question.by if dim != "series"))
    names = plain.series
    if not names:
        of_cell = [metric for metric in plain.metrics if metric.is_of_cell]
        limit = any(metric.formula.kind != "denominator" for metric in of_cell)
        names = tuple(series_that_answer(plain, facts, of_place=not of_cell, limit=limit))
    if not names:
        return _answer(snapshot, facts, plain, role)
    answers = [_answer(snapshot, facts, replace(plain, series=(name,)), role) for name in names]
    frames = []
    for name, answer in zip(names, answers, strict=True):
        frame = answer.frame.assign(series=name)
        frames.append(frame[[*question.by, *(column for column in frame if column not in question.by)]])
    first = answers[0]
    return replace(
        first,
        frame=pd.concat(frames, ignore_index=True),
        by=question.by,
        series=names[0] if len(names) == 1 else None,
        as_of=tuple(one for answer in answers for one in answer.as_of),
        outside=tuple(one for answer in answers for one in answer.outside),
        complete=all(answer.complete for answer in answers),
    )


def _as_told(snapshot: SnapshotLike, facts: Facts, role: Role) -> Callable[[Question], pd.DataFrame | None]:
    """What the same reader is told of another question about the same scope."""

    def answer(question: Question) -> pd.DataFrame | None:
        try:
            refuse_impossible(question, facts.places)
            return _answer(snapshot, facts, question, role).frame
        except CannotAnswer:
            return None

    return answer


def _masked_outside(outside: Iterable[Outside], k: int) -> Iterator[Outside]:
    for one in outside:
        yield replace(one, persons=None) if one.persons is not None and abs(one.persons) < k else one


def _denominators(question: Question, facts: Facts) -> tuple[RatePlan | None, RatePlan | None]:
    """How rates of cells, and points of places, are made; both on one series."""
    of_cell = [metric for metric in question.metrics if metric.is_of_cell]
    cell = place = None
    if of_cell:
        limit = any(metric.formula.kind != "denominator" for metric in of_cell)
        cell = plan_rate(question, facts, of_place=False, limit=limit)
    if any(metric.is_points for metric in question.metrics):
        place = plan_rate(question, facts, of_place=True, limit=False, series=cell.series if cell else None)
    return cell, place


def _formats(question: Question, has_rate: bool) -> set[str]:
    """The input formats an answer rests on."""
    found = {one for source in sources(question) for one in marts()[source].formats}
    if any(metric.is_window for metric in question.metrics):
        found |= set(marts()["mart_coverage"].formats)
    if has_rate or not found:
        found |= {*marts()["mart_coverage"].formats, "workforce"}
    return found


def _refuse_cut_pool(question: Question, pooled: bool) -> None:
    """A target group may not take a part of a pool that was delivered as one."""
    pool = {"7", "8", "9", "10"}
    if pooled and "decile" in question.where:
        chosen = set(decile_codes("decile", question.where["decile"])) & pool
        if chosen and chosen != pool:
            raise CannotAnswer("cuts_pool", phrase("metrics.cuts_pool"))
