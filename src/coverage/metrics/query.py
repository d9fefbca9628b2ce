"""The compiler: one question becomes one SELECT, every mart aggregated alone before anything is joined.

Identifiers come from the catalogue only; every code, month and series is a bound parameter.
"""

from __future__ import annotations

from collections.abc import Sequence

from .declarations import Metric, Share, Window, marts
from .query_rates import cell_parts, credited, numerators, place_workers, valued
from .query_rows import Clock, both, calendar, frame_step, in_order, key_sql, lines, placed, row_keys, selected
from .query_windows import window_columns, window_part
from .question import Question
from .statement import Plan, Statement

_BY_VERSION = ("mart_welfare", "mart_decile_migration")
"""Marts of versions: the latest one not after the month counts, so their relation needs the calendar."""


def compile_answer(plan: Plan) -> tuple[str, dict[str, object]]:
    """The SELECT that answers the question, and its parameters."""
    statement, question = Statement(), plan.question
    keys = row_keys(question)
    calendar(statement, question, needed=bool(set(_BY_VERSION) & set(sources(question))))
    parts = [] if plan.members is None else [frame_step(statement, plan)]
    columns, joins = [f"joined.{key}" for key in keys], list[str]()
    for source in sources(question):
        parts.append(_totals(statement, plan, source))
        columns += [f"joined.{source}_rows", f"joined.{source}_last_rows"]
    columns += [f"joined.{column}" for metric in question.metrics if metric.total for column, _ in _measures(metric)]
    if plan.cell is not None:
        parts += cell_parts(statement, plan, plan.cell)
        joins.append(valued(statement, question, plan.cell))
        columns.append("valued.regions as valued")
        columns += [
            f"coalesce(joined.{side}, case when valued.regions > 0 then 0 end) as {side}"
            for side in ((*numerators(question), "denominator") if plan.needs_members else ("denominator",))
        ]
    if plan.place is not None:
        parts.append(credited(statement, plan, plan.place))
        joins.append(place_workers(statement, question, plan.place))
        columns += ["coalesce(joined.credited, 0) as credited", "joined.credited_rows", "place_workers.place_workers"]
    if shares := [metric.formula for metric in question.metrics if isinstance(metric.formula, Share)]:
        parts.append(_part(statement, plan))
        joins.append(_whole(statement, plan, shares[0]))
        columns += ["coalesce(joined.part, 0) as part", "joined.part_rows", "whole.whole"]
    for metric in question.metrics:
        if isinstance(metric.formula, Window):
            parts.append(window_part(statement, plan, metric.name, metric.formula))
            columns += [f"joined.{column}" for column in window_columns(metric.name)]
    full = "".join(f"\nfull join {part} using ({', '.join(keys)})" for part in parts[1:])
    statement.step("joined", f"select *\nfrom {parts[0]}{full}")
    statement.step("filled", f"select\n    {lines(columns)}\nfrom joined\n" + "\n".join(joins))
    derived = [column for metric in question.metrics for column in _final(metric)]
    return statement.finish(f"select\n    {lines(['*', *derived])}\nfrom filled\norder by {in_order(question)}")


def sources(question: Question) -> list[str]:
    """The marts that the totals asked for come from, each once."""
    return list(dict.fromkeys(source_of(question, metric) for metric in question.metrics if metric.total))


def source_of(question: Question, metric: Metric) -> str:
    """The mart of a total: asked by sponsor, some come from the sponsors' own."""
    assert metric.total is not None
    by_sponsor = metric.total.by_sponsor if "sponsor" in question.asked else None
    return by_sponsor or metric.total.source


def _final(metric: Metric) -> list[str]:
    formula = metric.formula
    if formula.kind == "total":
        return []
    if formula.kind == "denominator":
        return [f"denominator as {metric.name}"]
    top, bottom = ("part", "whole") if formula.kind == "share" else ("numerator", "denominator")
    if metric.is_points:
        top, bottom = "credited", "place_workers"
    elif metric.is_subsidised:
        top = "subsidised"
    elif formula.kind == "window":
        top, bottom = window_columns(metric.name)
    return [
        f"{top} as {metric.name}_numerator",
        f"{bottom} as {metric.name}_denominator",
        f"{formula.sql if formula.kind == 'derived' else f'{top} / nullif({bottom}, 0)'} as {metric.name}",
    ]


def _measures(metric: Metric, lasts: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The columns of a total; months and rupiah also bring the persons they rest on, for disclosure control."""
    total = metric.total
    assert total is not None
    conditions = [total.only] if total.only else []
    if total.over_time == "last":
        conditions += lasts
    only = f" filter (where {' and '.join(conditions)})" if conditions else ""
    columns = [(metric.name, f"{total.sql}{only}")]
    if metric.unit in ("months", "rupiah"):
        columns.append((f"{metric.name}_persons", f"{total.persons or total.sql} / count(distinct m.month)"))
    return columns


def _totals(statement: Statement, plan: Plan, source: str) -> str:
    question, mart, clock = plan.question, marts()[source], Clock(plan.question)
    region = f"m.{mart.region}"
    columns = [f"{key_sql(dim, plan.is_pooled, region)} as {dim}" for dim in question.keys]
    only = f" filter (where {both(clock.lasts)})" if clock.lasts else ""
    columns += [f"count(*) as {source}_rows", f"count(*){only} as {source}_last_rows"]
    columns += [
        f"{sql} as {column}"
        for metric in question.metrics
        if metric.total and source_of(question, metric) == source
        for column, sql in _measures(metric, clock.lasts)
    ]
    where = [*clock.where, "m.regency_code = any($regencies)", *selected(statement, question, region, "m")]
    if source in ("mart_coverage", "mart_outlook", "registered_by_sponsor"):
        where += placed(question)
    return statement.step(
        f"of_{source}",
        f"select\n    {lines([f'{clock.period} as period', *columns])}\nfrom {mart.relation} as m{clock.join}\n"
        f"where {both(where)}\ngroup by all",
    )


def _part(statement: Statement, plan: Plan) -> str:
    """The members of each row, for a share of all."""
    return statement.step("part", _active(statement, plan, plan.question.keys, "part", ()))


def _whole(statement: Statement, plan: Plan, share: Share) -> str:
    """The members over all codes of the dimensions that a share goes across, whatever is filtered there."""
    keys = tuple(key for key in plan.question.keys if key not in share.across)
    statement.step("whole", _active(statement, plan, keys, "whole", share.across))
    return f"left join whole on {' and '.join(f'whole.{key} = joined.{key}' for key in ('period', *keys))}"


def _active(statement: Statement, plan: Plan, keys: tuple[str, ...], name: str, skip: tuple[str, ...]) -> str:
    clock = Clock(plan.question)
    columns = [f"{clock.period} as period", *(f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in keys)]
    where = [*clock.where, *clock.lasts, "m.regency_code = any($regencies)"]
    where += [*selected(statement, plan.question, "m.village_code", "m", skip), *placed(plan.question)]
    return (
        f"select\n    {lines([*columns, f'sum(m.active) as {name}', f'count(*) as {name}_rows'])}\n"
        f"from mart_coverage as m{clock.join}\nwhere {both(where)}\ngroup by all"
    )
