"""The SELECT beside an answer: who could not be placed in it, and how many have no known decile."""

from __future__ import annotations

from .declarations import LEVELS
from .query_rates import found, join_areas, partition
from .query_rows import both, decile_codes, placed, selected
from .rates import RatePlan
from .statement import Plan, Statement

INSIDE = "inside"


def compile_side(plan: Plan, rate: RatePlan | None) -> tuple[str, dict[str, object]]:
    """Active members at the last month by segment: outside and why, or inside, and with a known decile or not.

    Members without the detail that a filter asks for are counted where they may belong to it.
    """
    statement, question = Statement(), plan.question
    statement.bind("month", question.month)
    statement.bind("regencies", list(question.regencies))
    cases, area = [], ""
    if rate is not None:
        partition(statement, "side", rate, question)
        statement.bind("whole", list(rate.whole))
        cases += [
            "when not m.segment = any($whole) then 'scope'",
            "when not m.segment = any($side_scope) then 'segment'",
        ]
        area = "\n" + join_areas("side", rate, question)
    if conditions := placed(question):
        cases.append(f"when not ({' and '.join(conditions)}) then 'segment'")
    if rate is not None:
        cases.append(f"when not ({found('side', rate, question)}) then 'no_value'")
    reason = f"case {' '.join(cases)} else '{INSIDE}' end" if cases else f"'{INSIDE}'"
    where = ["m.month = $month", "m.regency_code = any($regencies)", *_may_belong(statement, plan)]
    return statement.finish(
        f"select\n    m.segment,\n    {reason} as reason,\n    m.decile = '?' as is_unknown,\n"
        f"    {_decile_asked(statement, plan)} as is_asked,\n    sum(m.active) as persons\n"
        f"from mart_coverage as m{area}\nwhere {both(where)}\ngroup by all\norder by all"
    )


def _decile_asked(statement: Statement, plan: Plan) -> str:
    """Whether a row is of a decile asked for, or may be."""
    conditions = []
    for dim in ("decile", "decile_group"):
        if dim in plan.question.where:
            wanted = [*decile_codes(dim, plan.question.where[dim]), "*"]
            conditions.append(f"m.decile = any({statement.bind(f'side_{dim}', wanted)})")
    return f"({' and '.join(conditions)})" if conditions else "true"


def _may_belong(statement: Statement, plan: Plan) -> list[str]:
    where = plan.question.where
    regions = [dim for dim in where if dim in LEVELS]
    conditions = selected(
        statement, plan.question, "m.village_code", "m", skip=("decile", "decile_group", "occupation_group", *regions)
    )
    if "occupation_group" in where:
        wanted = statement.bind("where_occupation_group", [*where["occupation_group"], "*"])
        conditions.append(f"m.occupation_group = any({wanted})")
    for dim in regions:
        length = LEVELS[dim]
        cases = []
        for detail in ("regency", "district", "village"):
            known = min(length, LEVELS[detail])
            codes = statement.bind(f"side_{dim}_{detail}", sorted({code[:known] for code in where[dim]}))
            cases.append(f"when '{detail}' then substr(m.village_code, 1, {known}) = any({codes})")
        conditions.append(f"case m.detail {' '.join(cases)} end")
    return conditions
