"""The engines that answer a drawn world: the product's SQL on DuckDB, the same SQL on SQLite, and the oracle."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import duckdb
import pandas as pd
import sqlglot

from src.coverage.warehouse.pipeline import INPUTS, STEPS, run
from tests.oracle import answer

from .world import Row, Tables

Answers = dict[str, list[Row]]

_PANDAS = {"int": "Int64", "text": "object", "real": "float64"}
_SQLITE = {"int": "integer", "text": "text", "real": "real"}


def frames_of(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables as the frames that the pipeline takes."""
    return {
        table: pd.DataFrame(
            {
                column: pd.Series([row[column] for row in rows], dtype=_PANDAS[kind])
                for column, kind in INPUTS[table].items()
            }
        )
        for table, rows in tables.items()
    }


def on_duckdb(tables: Tables) -> Answers:
    """Every relation as the product makes it."""
    with duckdb.connect(config={"threads": 1}) as connection:
        return {relation: rows_of(frame) for relation, frame in run(connection, frames_of(tables)).items()}


def on_sqlite(tables: Tables) -> Answers:
    """Every relation as another engine makes it from the transpiled SQL."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    for table, columns in INPUTS.items():
        listed = ", ".join(f"{column} {_SQLITE[kind]}" for column, kind in columns.items())
        connection.execute(f"create table {table} ({listed})")
        marks = ", ".join("?" for _ in columns)
        rows = [[row[column] for column in columns] for row in tables[table]]
        connection.executemany(f"insert into {table} values ({marks})", rows)
    found: Answers = {}
    for relation, sql in transpiled():
        connection.execute(f"create table {relation} as {sql}")
        found[relation] = [dict(row) for row in connection.execute(f"select * from {relation}")]
    connection.close()
    return found


def by_hand(tables: Tables) -> Answers:
    """The marts as the oracle counts them."""
    return answer(tables)


ENGINES: dict[str, Callable[[Tables], Answers]] = {"oracle": by_hand, "duckdb": on_duckdb, "sqlite": on_sqlite}


@lru_cache(maxsize=1)
def transpiled() -> tuple[tuple[str, str], ...]:
    """Every step in SQLite's dialect; raises where sqlglot cannot carry it over."""
    level = sqlglot.ErrorLevel.RAISE
    return tuple(
        (step.relation, sqlglot.transpile(step.sql, read="duckdb", write="sqlite", unsupported_level=level)[0])
        for step in STEPS
    )


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame with plain Python values; None where there is none."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def as_set(rows: list[Row], columns: tuple[str, ...] | None = None) -> list[tuple[Any, ...]]:
    """Rows as comparable tuples, in a fixed order, whatever the order they came in."""
    names = columns or tuple(sorted({name for row in rows for name in row}))
    return sorted((tuple(row[name] for name in names) for row in rows), key=repr)
