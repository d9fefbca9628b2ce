"""Reading answers in tests: rows as plain lists, refusals as their code."""

from __future__ import annotations

from typing import Any

import pandas as pd

from src.coverage.errors import CoverageError
from src.coverage.metrics import Result, ask
from src.coverage.metrics.source import SnapshotLike


def answers(result: Result, *columns: str) -> list[list[Any]]:
    """The rows as `[code, …, value]` of the columns named (default: the first metric), absent values as None."""
    wanted = [*result.by, *(columns or [result.metrics[0].name])]
    values = [[_plain(cell) for cell in result.frame[column]] for column in wanted]
    return [list(row) for row in zip(*values, strict=True)]


def refusal(snapshot: SnapshotLike, *args: Any, **kwargs: Any) -> CoverageError:
    """The error of a question that must be refused."""
    try:
        found = ask(snapshot, *args, **kwargs)
    except CoverageError as error:
        return error
    raise AssertionError(f"answered:\n{found.frame}")


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA or value != value:
        return None
    if isinstance(value, float):
        return round(value, 6)
    return value.item() if hasattr(value, "item") else value
