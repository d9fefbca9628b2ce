"""One question, one answer: what pages, reports and the command line all call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from ..errors import CannotAnswer
from ..words import phrase
from .declarations import marts
from .query import compile_answer, sources
from .query_rows import decile_codes
from .question import Question, make_question, refuse_impossible
from .rates import RatePlan, plan_rate
from .result import Result, deliveries_behind
from .rows import deciles_to_show, members_to_show
from .side import look_beside
from .source import Facts, SnapshotLike, facts_of
from .statement import Plan
from .status import settle

Compare = Literal["month_before", "year_before"]


def ask(
    snapshot: SnapshotLike,
    metrics: str | Sequence[str],
    *,
    by: str | Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
    month: int | None = None,
    span: tuple[int, int] | None = None,
    series: str | None = None,
    role: str = "steward",
    compare: Compare | None = None,
) -> Result:
    """The metrics by dimensions, filtered, at a month (default: the last complete one) or over a span of months.

    Raises `UsageError` for anything unknown, `CannotAnswer` where the data allow no honest answer.
    """
    facts = facts_of(snapshot)
    question = make_question(snapshot, facts, metrics, by, where or {}, month, span, series)
    refuse_impossible(question)
    return _answer(snapshot, facts, question)


def _answer(snapshot: SnapshotLike, facts: Facts, question: Question) -> Result:
    pooled = facts.is_pooled(question.regencies) and bool(question.deciles)
    _refuse_cut_pool(question, pooled)
    cell, place = _denominators(question, facts)
    rates = [rate for rate in (cell, place) if rate is not None]
    members = members_to_show(question, facts, pooled, rates)
    plan = Plan(question, cell, place, pooled, members)
    sql, params = compile_answer(plan)
    settled = settle(snapshot.query(sql, params), plan, facts)
    side = look_beside(snapshot, facts, plan)
    rate = cell or place
    formats = {one for source in sources(question) for one in marts()[source].formats}
    formats |= {"participants", "counts", "register"} if rates or not formats else set()
    formats |= {"workforce"} if rates else set()
    return Result(
        frame=settled.frame,
        metrics=question.metrics,
        by=question.by,
        where=question.where,
        month=question.month,
        months=question.months,
        regencies=question.regencies,
        series=rate.series if rate else None,
        scope=rate.scope if rate and rate.is_limited else (),
        as_of=rate.as_of if rate else (),
        complete=settled.is_complete,
        missing=settled.missing,
        outside=side.outside,
        groups_used=_groups_used(plan, facts),
        unknown_share=side.unknown_share,
        sql=sql,
        params=params,
        snapshot=snapshot.id,
        deliveries=deliveries_behind(facts, formats, question.regencies, question.month),
        synthetic=snapshot.meta.get("synthetic") == "1",
        role="steward",
        facts=facts,
    )


def _groups_used(plan: Plan, facts: Facts) -> int | None:
    """How many welfare groups the answer tells apart (None where it tells none)."""
    if not plan.question.deciles:
        return None
    members = deciles_to_show(plan.question, facts, plan.is_pooled)
    return len(members.rows)


def _denominators(question: Question, facts: Facts) -> tuple[RatePlan | None, RatePlan | None]:
    of_cell = [metric for metric in question.metrics if metric.is_of_cell]
    cell = place = None
    if of_cell:
        limit = any(metric.formula.kind != "denominator" for metric in of_cell)
        cell = plan_rate(question, facts, of_place=False, limit=limit)
    if any(metric.is_points for metric in question.metrics):
        place = plan_rate(question, facts, of_place=True, limit=False, series=cell.series if cell else None)
    return cell, place


def _refuse_cut_pool(question: Question, pooled: bool) -> None:
    """A target group may not take a part of a pool that was delivered as one."""
    pool = {"7", "8", "9", "10"}
    if pooled and "decile" in question.where:
        chosen = set(decile_codes("decile", question.where["decile"])) & pool
        if chosen and chosen != pool:
            raise CannotAnswer("cuts_pool", phrase("metrics.cuts_pool"))
