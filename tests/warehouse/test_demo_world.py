"""The demo's world, smaller: files through the door, a whole build, and the oracle's count of the same inputs."""

from __future__ import annotations

import pytest

from src.coverage.demo import make_demo
from src.coverage.folders import DataFolder
from src.coverage.warehouse import build, open_snapshot

from .engines import by_hand
from .test_build import brought, relation
from .test_random_worlds import MARTS, assert_same_rows


@pytest.fixture(scope="module")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The demo with 2,000 people in the register: every kind of delivery, few rows."""
    data = DataFolder(tmp_path_factory.mktemp("small_demo"))
    make_demo(data, persons=2000)
    build(data)
    return data


@pytest.mark.parametrize("regency", ["33.24", "74.71"])
def test_the_oracle_counts_the_demo_as_the_build_does(small_demo: DataFolder, regency: str) -> None:
    snapshot, counted = open_snapshot(small_demo), by_hand(brought(small_demo, regency))
    for mart in MARTS:
        told = relation(snapshot, mart, regency)
        if mart == "mart_outlook":
            told = [row for row in told if any(row[name] for name in ("already_paid", "starting", "ending", "carried"))]
        assert_same_rows(mart, told, counted[mart], ("oracle", "build"))
    assert counted["mart_coverage"] and counted["mart_outlook"]
