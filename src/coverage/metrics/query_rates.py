"""The steps of a rate: the latest partition, its workers, and the members that may stand over them (DESIGN 3.3)."""

from __future__ import annotations

from ..codes import NOT_BROKEN_DOWN, workforce_series
from .declarations import LEVELS
from .query_rows import both, key_sql, lines, placed, selected
from .question import Question
from .rates import RatePlan
from .statement import Plan, Statement

_CUT_KEY = (
    "w.region_level || case when w.decile = '*' then '' else '+decile' end"
    " || case when w.occupation_group = '*' then '' else '+occupation_group' end"
    " || case when w.segment = '*' then '' else '+segment' end"
)
"""Which partition a row of `mart_workforce` belongs to: two partitions of one total may share a date."""


def cell_parts(statement: Statement, plan: Plan, rate: RatePlan) -> list[str]:
    """Members and workers of the same cells: the two sides of a rate, each aggregated alone."""
    question = plan.question
    partition(statement, "cell", rate)
    scope = workforce_series()[rate.series].scope
    single = f"'{scope[0]}'" if len(scope) == 1 else "w.segment"
    columns = [
        f"{single if dim == 'segment' else key_sql(dim, plan.is_pooled, 'w.region_code', 'w')} as {dim}"
        for dim in question.keys
    ]
    where = selected(statement, question, "w.region_code", "w", skip=("segment",))
    statement.step("workers", _workers("cell", [*columns, "sum(w.workers) as denominator"], where))
    columns = [f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in question.keys]
    columns += [
        "sum(m.active) filter (where cell_areas.area is not null) as numerator",
        "sum(m.active) filter (where cell_areas.area is null) as unvalued",
    ]
    where = selected(statement, question, "m.village_code", "m", skip=("segment",))
    statement.step("members", _members("cell", columns, [*where, *placed(question)]))
    return ["workers", "members"]


def credited(statement: Statement, plan: Plan, rate: RatePlan) -> str:
    """The members of each row, to stand over the workers of their whole place."""
    partition(statement, "place", rate)
    columns = [f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in plan.question.keys]
    columns += [
        "sum(m.active) filter (where place_areas.area is not null) as credited",
        "count(*) filter (where place_areas.area is not null) as credited_rows",
    ]
    where = [*selected(statement, plan.question, "m.village_code", "m"), *placed(plan.question)]
    return statement.step("credited", _members("place", columns, where))


def place_workers(statement: Statement, question: Question, rate: RatePlan) -> str:
    """The workers of whole regencies, joined to every row of theirs."""
    finest = next((dim for dim in reversed(LEVELS) if dim in question.keys), None)
    dim = finest if finest in (None, "province") else "regency"
    columns = [f"{key_sql(dim, False, 'w.region_code', 'w')} as {dim}"] if dim else []
    statement.step("place_workers", _workers("place", [*columns, "sum(w.workers) as place_workers"], []))
    same = f" and place_workers.{dim} = substr(joined.{finest}, 1, {LEVELS[dim]})" if dim else ""
    return f"left join place_workers on place_workers.period = joined.period{same}"


def valued(statement: Statement, question: Question) -> str:
    """How many regions under each row have a value: none means no data, never zero."""
    dims = [dim for dim in question.keys if dim in LEVELS]
    keys = [f"{key_sql(dim, False, 'l.region_code', 'l')} as {dim}" for dim in dims]
    where = [
        f"{key_sql(dim, False, 'l.region_code', 'l')} = any($where_{dim})" for dim in question.where if dim in LEVELS
    ]
    statement.step(
        "valued",
        f"select\n    {lines(['months.period', *keys, 'count(*) as regions'])}\nfrom cell_latest as l\n"
        f"inner join months on months.month = l.month\nwhere {both(['months.is_last', *where])}\ngroup by all",
    )
    return f"left join valued on {' and '.join(f'valued.{key} = joined.{key}' for key in ('period', *dims))}"


def partition(statement: Statement, name: str, rate: RatePlan) -> None:
    """The partition chosen for each month and regency, its latest values, and the areas that have one."""
    columns = {
        "month integer": [one.month for one in rate.chosen],
        "regency varchar": [one.regency for one in rate.chosen],
        "cut varchar": [one.cut for one in rate.chosen],
        "length integer": [one.length for one in rate.chosen],
    }
    unnested = []
    for column, values in columns.items():
        key, kind = column.split()
        unnested.append(f"unnest({statement.bind(f'{name}_{key}', values)}::{kind}[]) as {key}")
    statement.bind("series", rate.series)
    statement.bind(f"{name}_scope", list(rate.scope))
    statement.step(f"{name}_cut", f"select\n    {lines(unnested)}")
    statement.step(
        f"{name}_latest",
        "select c.month, c.regency, c.cut, c.length, w.region_code, max(w.as_of) as as_of\n"
        f"from {name}_cut as c\n"
        f"inner join mart_workforce as w on w.regency_code = c.regency and {_CUT_KEY} = c.cut\n"
        "where w.series = $series and w.as_of_month <= c.month\ngroup by all",
    )
    # Unlocated members belong to their district or regency as soon as any part of it has a value.
    statement.step(
        f"{name}_areas",
        f"select month, region_code as area from {name}_latest\n"
        f"union\nselect month, substr(region_code, 1, 8) || '.0000' from {name}_latest where length = 13\n"
        f"union\nselect month, regency || case when length = 13 then '.00.0000' else '.00' end\n"
        f"from {name}_latest where length > 5",
    )


def _workers(name: str, columns: list[str], where: list[str]) -> str:
    return (
        f"select\n    {lines(['months.period', *columns])}\nfrom {name}_latest as l\n"
        "inner join mart_workforce as w\n"
        f"    on w.series = $series and w.regency_code = l.regency and {_CUT_KEY} = l.cut\n"
        "    and w.region_code = l.region_code and w.as_of = l.as_of\n"
        "inner join months on months.month = l.month\n"
        f"where {both([f'w.segment in (select unnest(${name}_scope) union all select {NOT_BROKEN_DOWN!r})', *where])}\n"
        "group by all"
    )


def _members(name: str, columns: list[str], where: list[str]) -> str:
    conditions = ["months.is_last", "m.regency_code = any($regencies)", f"m.segment = any(${name}_scope)", *where]
    return (
        f"select\n    {lines(['months.period', *columns])}\nfrom mart_coverage as m\n"
        "inner join months on months.month = m.month\n"
        f"left join {name}_cut as c on c.month = m.month and c.regency = m.regency_code\n"
        f"left join {name}_areas on {name}_areas.month = m.month\n"
        f"    and {name}_areas.area = substr(m.village_code, 1, c.length)\n"
        f"where {both(conditions)}\ngroup by all"
    )
