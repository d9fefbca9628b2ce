"""The staging and mart SQL stays within what other engines read the same way (DESIGN 6 and 7)."""

from __future__ import annotations

import re

import pytest
import sqlglot
from sqlglot import exp

from src.coverage.warehouse.pipeline import INPUTS, STEPS, Step

from .engines import transpiled

FUNCTIONS = {
    *("And", "Or", "Case", "If", "Coalesce", "Nullif", "Cast", "Abs"),
    *("Count", "Sum", "Min", "Max", "RowNumber", "Lag", "Lead", "Rank", "DenseRank", "FirstValue", "LastValue"),
    *("Substring", "Length", "Concat", "Lower", "Upper", "Round", "Exists"),
}
"""The functions (as sqlglot names them) that mean the same on DuckDB, SQLite and Spark."""

FORBIDDEN = (
    exp.Qualify,
    exp.Pivot,
    exp.Array,
    exp.List,
    exp.Struct,
    exp.Lateral,
    exp.Unnest,
    exp.ReadParquet,
    exp.ReadCSV,
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.relation)
def test_a_step_uses_only_syntax_that_other_engines_share(step: Step) -> None:
    trees = sqlglot.parse(step.sql, read="duckdb")
    assert len(trees) == 1 and isinstance(trees[0], exp.Query), "one SELECT each"
    tree = trees[0]
    for node in tree.walk():
        assert not isinstance(node, FORBIDDEN), f"{type(node).__name__}: {node.sql()}"
        if isinstance(node, exp.Anonymous):
            pytest.fail(f"an engine's own function: {node.sql()}")
        if isinstance(node, exp.Func) and not isinstance(node, exp.Window):
            assert type(node).__name__ in FUNCTIONS, f"{type(node).__name__}: {node.sql()}"
        if isinstance(node, exp.Join):
            assert node.method.upper() not in ("ASOF", "POSITIONAL", "NATURAL"), node.sql()
        if isinstance(node, exp.Group):
            assert not node.args.get("all"), "group by names its columns"
        if isinstance(node, exp.Order):
            assert not any(
                isinstance(key.this, exp.Column) and key.this.name.lower() == "all" for key in node.expressions
            )


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.relation)
def test_a_step_says_its_grain_first_and_reads_only_inputs_and_steps(step: Step) -> None:
    assert step.sql.startswith("-- One row per "), step.sql.splitlines()[0]
    tree = sqlglot.parse_one(step.sql, read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    known = {*INPUTS, *(other.relation for other in STEPS), *own}
    assert {table.name for table in tree.find_all(exp.Table)} <= known


def test_every_step_is_carried_over_to_sqlite() -> None:
    assert [relation for relation, _ in transpiled()] == [step.relation for step in STEPS]
    assert not any(re.search(r"\bqualify\b|\bgroup by all\b", sql, re.IGNORECASE) for _, sql in transpiled())


def test_each_relation_is_made_after_those_it_reads() -> None:
    made: set[str] = set(INPUTS)
    for step in STEPS:
        tree = sqlglot.parse_one(step.sql, read="duckdb")
        own = {cte.alias for cte in tree.find_all(exp.CTE)}
        assert {table.name for table in tree.find_all(exp.Table)} - own <= made, step.relation
        made.add(step.relation)
