"""Each drawn world is answered by every engine: the product's SQL on DuckDB and on SQLite, and the oracle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .engines import ENGINES, Answers
from .world import world

Drawn = Callable[..., Answers]


@pytest.fixture(params=sorted(ENGINES))
def marts(request: pytest.FixtureRequest) -> Drawn:
    """`marts(lists=…, register=…, …)`: the marts of a drawn world (`world.world`), from one engine after the other."""

    def answered(**drawn: Any) -> Answers:
        return ENGINES[request.param](world(**drawn))

    return answered


@pytest.fixture(params=["duckdb", "sqlite"])
def relations(request: pytest.FixtureRequest) -> Drawn:
    """The same for relations that only the SQL makes."""

    def answered(**drawn: Any) -> Answers:
        return ENGINES[request.param](world(**drawn))

    return answered
