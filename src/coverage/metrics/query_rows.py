"""How dimensions, filters and the rows that must show read in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..codes import DECILE_GROUPS, POOLED_DECILE
from .declarations import LEVELS
from .question import Question
from .statement import Members, Plan, Statement

_PIECES = ("7", "8", "9", "10")
_COLUMNS = {"sponsor": "sponsor_id"}


def lines(columns: Iterable[str]) -> str:
    """Columns one below the other."""
    return ",\n    ".join(columns)


def both(conditions: Iterable[str]) -> str:
    """Conditions that must all hold."""
    return "\n    and ".join(conditions)


def row_keys(question: Question) -> list[str]:
    """The columns that tell rows apart: every step has them, so steps join on nothing else."""
    return ["period", *question.keys]


class Clock:
    """How a row's month becomes the period of an answer: straight where each month is one, else by the calendar."""

    def __init__(self, question: Question) -> None:
        self.is_plain = question.time == "month" or len(question.months) == 1
        if self.is_plain:
            self.period = "m.month" if question.time == "month" else "$period::integer"
            self.join, self.where, self.lasts = "", ["m.month = any($months)"], list[str]()
        else:
            self.period, self.join = "months.period", "\ninner join months on months.month = m.month"
            self.where, self.lasts = list[str](), ["months.is_last"]


def calendar(statement: Statement, question: Question, needed: bool) -> None:
    """Binds the months asked; where they are grouped, the step that says how."""
    statement.bind("months", list(question.months))
    statement.bind("period", question.periods[-1])
    statement.bind("regencies", list(question.regencies))
    if needed or not Clock(question).is_plain:
        statement.bind("periods", list(question.periods))
        statement.bind("lasts", list(question.lasts))
        statement.step(
            "months", "select unnest($months) as month, unnest($periods) as period, unnest($lasts) as is_last"
        )


def key_sql(dim: str, pooled: bool, region: str = "m.village_code", alias: str = "m") -> str:
    """How a dimension reads from a row."""
    if dim == "village" or (dim == "regency" and region.endswith("regency_code")):
        return region
    if dim == "regency" and alias in ("m", "w"):
        return f"{alias}.regency_code"
    if dim in LEVELS:
        return f"substr({region}, 1, {LEVELS[dim]})"
    if dim in ("decile", "decile_before"):
        code = f"coalesce({alias}.{dim}, '?')"
        return f"case when {code} in {_PIECES} then '{POOLED_DECILE}' else {code} end" if pooled else code
    if dim == "decile_group":
        cases = " ".join(
            f"when {alias}.decile in ({', '.join(repr(code) for code in codes)}) then '{group}'"
            for group, codes in DECILE_GROUPS.items()
        )
        return f"case {cases} else '?' end"
    return f"{alias}.{_COLUMNS.get(dim, dim)}"


def selected(statement: Statement, question: Question, region: str, alias: str, skip: Sequence[str] = ()) -> list[str]:
    """The filters asked for as conditions on a row; several codes of one dimension mean or."""
    conditions = []
    for dim, codes in question.where.items():
        if dim in skip or dim in ("province", "regency"):
            continue  # `regencies` is what they leave
        wanted = list(codes)
        if dim in ("decile", "decile_group"):
            wanted = decile_codes(dim, codes)
            key = f"coalesce({alias}.decile, '?')"
        else:
            key = key_sql(dim, False, region, alias)
        conditions.append(f"{key} = any({statement.bind(f'where_{dim}', wanted)})")
    if question.without:
        length = LEVELS["district"]
        left_out = statement.bind("without", list(question.without))
        conditions.append(f"not ({region} = any({left_out}) or substr({region}, 1, {length}) = any({left_out}))")
    return conditions


def decile_codes(dim: str, codes: Iterable[str]) -> list[str]:
    """Every stored code that deciles or groups asked for stand for."""
    if dim == "decile_group":
        return [code for group in codes for code in DECILE_GROUPS[group]]
    found = list(codes)
    if POOLED_DECILE in found or set(_PIECES) <= set(found):
        found += [code for code in (*_PIECES, POOLED_DECILE) if code not in found]
    return found


def placed(question: Question) -> list[str]:
    """Conditions that keep the members of `mart_coverage` which can be placed by what is asked (DESIGN 3.3)."""
    conditions = []
    if question.level == "village":
        conditions.append("m.detail = 'village'")
    if question.level == "district":
        conditions.append("m.detail <> 'regency'")
    if question.deciles:
        conditions.append("m.decile <> '*'")
    if "occupation_group" in question.asked:
        conditions.append("m.occupation_group <> '*'")
    return conditions


def in_order(question: Question) -> str:
    """Rows by period, then codes; deciles as numbers, the unknown last."""
    number = "case when {} = '?' then 99 else split_part({}, '-', 1)::integer end"
    deciles = ("decile_before", "decile")
    return ", ".join(number.format(key, key) if key in deciles else key for key in row_keys(question))


def frame_step(statement: Statement, plan: Plan) -> str:
    """The rows that must show although nobody stands in them."""
    assert plan.members is not None
    question = plan.question
    by_month = (
        "(select unnest($months) as period)" if question.time == "month" else "(select $period::integer as period)"
    )
    periods = by_month if Clock(question).is_plain else "(select distinct period from months)"
    blocks = [f"{periods} as periods"]
    for number, members in enumerate(plan.members):
        blocks.append(_member_block(statement, number, members))
    region = next((dim for dim in reversed(question.keys) if dim in ("district", "village")), None)
    covered = {dim for members in plan.members for dim in members.dims}
    if region is not None:
        finest = "village" if "village" in question.keys else "district"
        dims = [dim for dim in question.keys if dim in LEVELS and dim not in covered]
        keys = ", ".join(f"substr(r.code, 1, {LEVELS[dim]}) as {dim}" for dim in dims)
        where = [f"r.level = {statement.bind('frame_level', finest)}", "substr(r.code, 1, 5) = any($regencies)"]
        where += [
            f"substr(r.code, 1, {LEVELS[dim]}) = any({statement.bind(f'where_{dim}', list(codes))})"
            for dim, codes in question.where.items()
            if dim in ("district", "village") and LEVELS[dim] <= LEVELS[finest]
        ]
        blocks.append(f"(select distinct {keys} from ref_region as r where {' and '.join(where)}) as areas")
    return statement.step("frame", f"select {', '.join(row_keys(question))}\nfrom " + "\ncross join ".join(blocks))


def _member_block(statement: Statement, number: int, members: Members) -> str:
    columns = [
        f"unnest({statement.bind(f'frame_{dim}', [row[position] for row in members.rows])}::varchar[]) as {dim}"
        for position, dim in enumerate(members.dims)
    ]
    return f"(select {', '.join(columns)}) as members_{number}"
