"""The steps of a rate: the partition in force, its workers, and the members that may stand over them (DESIGN 3.3)."""

from __future__ import annotations

from ..codes import NOT_BROKEN_DOWN, sponsor_kinds, workforce_series
from .declarations import LEVELS
from .query_rows import Clock, both, key_sql, lines, placed, selected
from .question import Question
from .rates import RatePlan
from .statement import Plan, Statement

_CUT_KEY = (
    "w.region_level || case when w.decile = '*' then '' else '+decile' end"
    " || case when w.occupation_group = '*' then '' else '+occupation_group' end"
    " || case when w.segment = '*' then '' else '+segment' end"
)
"""Which partition a row of `mart_workforce` belongs to: two partitions of one total may share a date."""

_VALUES = (
    f"w.series = $series and w.regency_code = c.regency and w.as_of = c.as_of and {_CUT_KEY} = c.cut\n"
    "    and starts_with(w.region_code, c.region)"
)


_ONE_VALUE = (
    f"w.series = $series and w.regency_code = ${{name}}_one_regency and w.as_of = ${{name}}_one_as_of\n"
    f"    and {_CUT_KEY} = ${{name}}_one_cut and starts_with(w.region_code, ${{name}}_one_region)"
)
"""The same where one partition serves the whole question: without any join, half the time."""


def cell_parts(statement: Statement, plan: Plan, rate: RatePlan) -> list[str]:
    """Members and workers of the same cells: the two sides of a rate, each aggregated alone."""
    question = plan.question
    partition(statement, "cell", rate, question)
    scope = workforce_series()[rate.series].scope
    single = f"'{scope[0]}'" if len(scope) == 1 else "w.segment"
    columns = {
        dim: single if dim == "segment" else key_sql(dim, plan.is_pooled, "w.region_code", "w") for dim in question.keys
    }
    where = selected(statement, question, "w.region_code", "w", skip=("segment",))
    _workers(statement, "cell", "workers", rate, columns, "denominator", where)
    if not plan.needs_members:
        return ["workers"]
    keys = [f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in question.keys]
    counted = [f"sum(m.active) filter (where {found('cell', rate, question)}) as numerator"]
    if "subsidised" in numerators(question):
        kinds = statement.bind("subsidised_kinds", [name for name, kind in sponsor_kinds().items() if kind.subsidised])
        only = both([found("cell", rate, question), f"m.sponsor_kind = any({kinds})"])
        counted.append(f"coalesce(sum(m.active) filter (where {only}), 0) as subsidised")
    where = selected(statement, question, "m.village_code", "m", skip=("segment",))
    _members(statement, "cell", "members", rate, question, [*keys, *counted], [*where, *placed(question)])
    return ["workers", "members"]


def numerators(question: Question) -> tuple[str, ...]:
    """The members that stand over the workers of their cell: all of them, and the subsidised ones where asked."""
    return ("numerator", "subsidised") if any(one.is_subsidised for one in question.metrics) else ("numerator",)


def credited(statement: Statement, plan: Plan, rate: RatePlan) -> str:
    """The members of each row, to stand over the workers of their whole place."""
    partition(statement, "place", rate, plan.question)
    columns = [f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in plan.question.keys]
    has_value = found("place", rate, plan.question)
    columns += [
        f"sum(m.active) filter (where {has_value}) as credited",
        f"count(*) filter (where {has_value}) as credited_rows",
    ]
    where = [*selected(statement, plan.question, "m.village_code", "m"), *placed(plan.question)]
    _members(statement, "place", "credited", rate, plan.question, columns, where)
    return "credited"


def place_workers(statement: Statement, question: Question, rate: RatePlan) -> str:
    """The workers of whole regencies, joined to every row of theirs."""
    dim, same = _of_place(question, "place_workers")
    columns = {dim: key_sql(dim, False, "w.region_code", "w")} if dim else {}
    _workers(statement, "place", "place_workers", rate, columns, "place_workers", [])
    return f"left join place_workers on place_workers.period = joined.period{same}"


def _of_place(question: Question, name: str) -> tuple[str | None, str]:
    """The region dimension at which whole places stand under the rows, and how they join."""
    finest = next((dim for dim in reversed(LEVELS) if dim in question.keys), None)
    dim = finest if finest in (None, "province") else "regency"
    return dim, f" and {name}.{dim} = substr(joined.{finest}, 1, {LEVELS[dim]})" if dim else ""


def valued(statement: Statement, question: Question, rate: RatePlan) -> str:
    """How many regions under each row have a value: none means no data, never zero."""
    if rate.is_everywhere:
        dim, same = _of_place(question, "valued")
        keys = [f"substr(regency, 1, {LEVELS[dim]}) as {dim}"] if dim else []
        source = "from cell_cut\ngroup by all"
    else:
        dims = [one for one in question.keys if one in LEVELS]
        keys = [f"{key_sql(one, False, 'region_code', '')} as {one}" for one in dims]
        finer = [one for one in ("district", "village") if one in question.where]
        where = [f"{key_sql(one, False, 'region_code', '')} = any($where_{one})" for one in finer]
        same = "".join(f" and valued.{one} = joined.{one}" for one in dims)
        source = f"from cell_regions\nwhere {both(where or ['true'])}\ngroup by all"
    statement.step("valued", f"select\n    {lines(['period', *keys, 'count(*) as regions'])}\n{source}")
    return f"left join valued on valued.period = joined.period{same}"


def partition(statement: Statement, name: str, rate: RatePlan, question: Question) -> None:
    """The values in force for each month and regency, and the areas that have one where not all do."""
    periods = dict(zip(question.months, question.periods, strict=True))
    columns = {
        "month integer": [one.month for one in rate.chosen],
        "period integer": [periods[one.month] for one in rate.chosen],
        "regency varchar": [one.regency for one in rate.chosen],
        "cut varchar": [one.cut for one in rate.chosen],
        "length integer": [one.length for one in rate.chosen],
        "as_of date": [one.as_of for one in rate.chosen],
        "region varchar": [one.region for one in rate.chosen],
    }
    unnested = []
    for column, values in columns.items():
        key, kind = column.split()
        unnested.append(f"unnest({statement.bind(f'{name}_{key}', values)}::{kind}[]) as {key}")
    statement.bind("series", rate.series)
    statement.bind(f"{name}_scope", list(rate.scope))
    statement.bind(f"{name}_segments", [*rate.scope, NOT_BROKEN_DOWN])
    statement.step(f"{name}_cut", f"select\n    {lines(unnested)}")
    if rate.is_everywhere:
        return
    statement.step(
        f"{name}_regions",
        f"select distinct c.month, c.period, c.regency, c.length, w.region_code\nfrom {name}_cut as c\n"
        f"inner join mart_workforce as w\n    on {_VALUES}",
    )
    # Unlocated members belong to their district or regency as soon as any part of it has a value.
    statement.step(
        f"{name}_areas",
        "select distinct month, length, regency, unnest(case length\n"
        "    when 13 then [region_code, substr(region_code, 1, 8) || '.0000', regency || '.00.0000']\n"
        f"    when 8 then [region_code, regency || '.00'] else [region_code] end) as area\nfrom {name}_regions",
    )


def found(name: str, rate: RatePlan, question: Question) -> str:
    """Whether the area of a member has a value of the series."""
    if _has_all(rate, question):
        return "true"
    return "c.regency is not null" if rate.is_everywhere else f"{name}_areas.area is not null"


def _has_all(rate: RatePlan, question: Question) -> bool:
    """Whether every member asked about stands in an area with a value: then there is nothing to join."""
    valued = {(one.month, one.regency) for one in rate.chosen}
    return rate.is_everywhere and all((m, code) in valued for m in question.last_months for code in question.regencies)


def join_areas(name: str, rate: RatePlan, question: Question) -> str:
    """Joins members to the values of their area, never more than one."""
    if _has_all(rate, question):
        return ""
    lengths = f"(select distinct month, regency, length from {name}_cut)"
    join = f"left join {lengths} as c on c.month = m.month and c.regency = m.regency_code"
    if rate.is_everywhere:
        return join
    return (
        f"{join}\nleft join {name}_areas on {name}_areas.month = m.month\n"
        f"    and {name}_areas.area = substr(m.village_code, 1, c.length)"
    )


def _workers(
    statement: Statement,
    name: str,
    step: str,
    rate: RatePlan,
    columns: dict[str, str],
    measure: str,
    where: list[str],
) -> None:
    """The workers of a partition by its dates, then by period: months that share a date are read once."""
    keys = [f"{sql} as {dim}" for dim, sql in columns.items()]
    scope = f"w.segment = any(${name}_segments)"
    if len(rate.chosen) == 1:
        one = rate.chosen[0]
        for key, value in (("regency", one.regency), ("as_of", one.as_of), ("cut", one.cut), ("region", one.region)):
            statement.bind(f"{name}_one_{key}", value)
        listed = lines([f"${name}_period[1]::integer as period", *keys, f"sum(w.workers) as {measure}"])
        conditions = both([_ONE_VALUE.format(name=name), scope, *where])
        statement.step(step, f"select\n    {listed}\nfrom mart_workforce as w\nwhere {conditions}\ngroup by all")
        return
    statement.step(
        f"{name}_values",
        f"select\n    {lines(['c.regency', 'c.cut', 'c.as_of', 'c.region', *keys, 'sum(w.workers) as workers'])}\n"
        f"from (select distinct regency, cut, as_of, region from {name}_cut) as c\n"
        f"inner join mart_workforce as w\n    on {_VALUES}\nwhere {both([scope, *where])}\ngroup by all",
    )
    listed = lines(["c.period", *(f"v.{dim}" for dim in columns), f"sum(v.workers) as {measure}"])
    statement.step(
        step,
        f"select\n    {listed}\nfrom {name}_cut as c\n"
        f"inner join {name}_values as v using (regency, cut, as_of, region)\ngroup by all",
    )


def _members(
    statement: Statement,
    name: str,
    step: str,
    rate: RatePlan,
    question: Question,
    columns: list[str],
    where: list[str],
) -> None:
    clock = Clock(question)
    conditions = [
        *clock.where,
        *clock.lasts,
        "m.regency_code = any($regencies)",
        f"m.segment = any(${name}_scope)",
        *where,
    ]
    statement.step(
        step,
        f"select\n    {lines([f'{clock.period} as period', *columns])}\nfrom mart_coverage as m{clock.join}\n"
        f"{join_areas(name, rate, question)}\nwhere {both(conditions)}\ngroup by all",
    )
