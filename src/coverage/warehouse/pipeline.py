"""The staging and mart SQL as ordered steps, and how they run over the inputs of one regency."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    """One relation: its name, the SELECT that makes it, and whether it is part of the snapshot."""

    relation: str
    sql: str
    is_mart: bool


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
    return tuple(steps[name] for name in TopologicalSorter(reads).static_order())


INPUTS = inputs_schema()
STEPS = ordered_steps()


def create_inputs(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes every input table anew, empty and temporary."""
    for table, columns in INPUTS.items():
        listed = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in columns.items())
        connection.execute(f"create or replace temp table {table} ({listed})")


def run_steps(connection: duckdb.DuckDBPyConnection, sink: Callable[[Step], None] | None = None) -> None:
    """Runs every step over the filled input tables; each relation is a temporary table, shown to `sink` when made."""
    for step in STEPS:
        connection.execute(f"create or replace temp table {step.relation} as {step.sql}")
        if sink is not None:
            sink(step)


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
