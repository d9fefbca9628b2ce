"""The staging and mart SQL as ordered steps, and how they run over the inputs of one regency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pandas as pd

from ..declare import read_yaml

FOLDER = Path(__file__).parent
_TYPES = {"int": "bigint", "text": "varchar", "real": "double"}


@dataclass(frozen=True)
class Step:
    """One relation: its name, the SELECT that makes it, whether it is in the snapshot, and whether a step reads it."""

    relation: str
    sql: str
    is_mart: bool
    is_read: bool = False


@lru_cache(maxsize=1)
def inputs_schema() -> dict[str, dict[str, str]]:
    """Every input table as `{table: {column: 'int' | 'text' | 'real'}}`, as `inputs.yaml` declares it."""
    schema: dict[str, dict[str, str]] = read_yaml(FOLDER / "inputs.yaml")
    return schema


@lru_cache(maxsize=1)
def ordered_steps() -> tuple[Step, ...]:
    """Every staging and mart relation, each after those it reads."""
    steps = {
        path.stem: Step(path.stem, path.read_text(encoding="utf-8"), is_mart)
        for folder, is_mart in (("staging", False), ("marts", True))
        for path in sorted((FOLDER / folder).glob("*.sql"))
    }
    reads = {
        name: {word for word in re.findall(r"\b(?:stg|mart|ref)_\w+", step.sql) if word in steps and word != name}
        for name, step in steps.items()
    }
    read = set().union(*reads.values())
    return tuple(replace(steps[name], is_read=name in read) for name in TopologicalSorter(reads).static_order())


INPUTS = inputs_schema()
STEPS = ordered_steps()


def create_inputs(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes every input table anew, empty and temporary."""
    for table, columns in INPUTS.items():
        listed = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in columns.items())
        connection.execute(f"create or replace temp table {table} ({listed})")


def run_steps(connection: duckdb.DuckDBPyConnection, kept_in: str | None = None) -> None:
    """Runs every step over the filled input tables, each into a temporary table.

    With `kept_in` marts are added to the tables of that catalogue, and no table is made of one that no step reads.
    """
    for step in STEPS:
        kept = kept_in is not None and step.is_mart
        if not kept or step.is_read:
            connection.execute(f"create or replace temp table {step.relation} as {step.sql}")
        if kept:
            rows = f"from temp.{step.relation}" if step.is_read else step.sql
            connection.execute(f"insert into {kept_in}.{step.relation} {rows}")


def run(connection: duckdb.DuckDBPyConnection, inputs: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Every relation as a frame, from frames of inputs; missing tables are empty, missing columns null."""
    create_inputs(connection)
    for table, frame in inputs.items():
        if len(frame):
            connection.register("delivered", frame)
            names = ", ".join(name for name in INPUTS[table] if name in frame.columns)
            connection.execute(f"insert into {table} ({names}) select {names} from delivered")
            connection.unregister("delivered")
    run_steps(connection)
    return {step.relation: connection.execute(f"from {step.relation}").df() for step in STEPS}
