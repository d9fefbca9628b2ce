"""Ratios over a window of months that ends with the month asked: what happened to listed members in a year."""

from __future__ import annotations

from .declarations import Window
from .query_rows import both, key_sql, lines, placed, selected
from .statement import Plan, Statement


def window_columns(name: str) -> tuple[str, str]:
    """The columns of the two sides of a window metric."""
    return f"{name}_top", f"{name}_bottom"


def window_part(statement: Statement, plan: Plan, name: str, window: Window) -> str:
    """Both sides of a window metric by the dimensions asked; counts without a list have no flows and stay out."""
    question = plan.question
    top, bottom = window_columns(name)
    lasts = [
        (month, period)
        for month, period, last in zip(question.months, question.periods, question.lasts, strict=True)
        if last
    ]
    months = statement.bind(f"{name}_months", [month for month, _ in lasts])
    periods = statement.bind(f"{name}_periods", [period for _, period in lasts])
    first = f"{name}_windows.month - {statement.bind(f'{name}_before', window.months - 1)}"
    statement.step(f"{name}_windows", f"select unnest({months}) as month, unnest({periods}) as period")
    columns = [
        f"{name}_windows.period",
        *(f"{key_sql(dim, plan.is_pooled)} as {dim}" for dim in question.keys),
        f"{window.top} as {top}",
        f"{window.bottom} / {float(window.months)} as {bottom}",
    ]
    where = ["m.is_aggregate = 0", "m.regency_code = any($regencies)"]
    where += [*selected(statement, question, "m.village_code", "m"), *placed(question)]
    return statement.step(
        f"{name}_part",
        f"select\n    {lines(columns)}\nfrom mart_coverage as m\n"
        f"inner join {name}_windows\n    on m.month between {first} and {name}_windows.month\n"
        f"where {both(where)}\ngroup by all",
    )
