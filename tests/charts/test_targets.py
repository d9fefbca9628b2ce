"""The paths to the targets: from today's rate to each milestone within sight, and on at the present pace."""

from __future__ import annotations

import pytest

from src.coverage.charts import Look
from src.coverage.charts.targets import target_paths
from src.coverage.metrics import ask
from src.coverage.planning.targets import targets
from tests.planning.test_targets import JUNE, YEAR_BEFORE, kendari


def test_a_path_leads_from_todays_rate_to_each_milestone_in_sight() -> None:
    snapshot = kendari()
    history = ask(snapshot, "coverage_rate", by="month", where={"regency": ["74.71"]}, span=(YEAR_BEFORE, JUNE))
    found = targets(snapshot, {"regency": ["74.71"]}, JUNE)
    chart = target_paths(history, found, Look("id"))

    paths = [trace for trace in chart.figure.data if "markers" in trace.mode]
    assert {round(trace.y[1], 4) for trace in paths} == {0.3499, 0.4392, 0.5215, round(57_600 / 140_940, 4)}
    assert all(trace.y[0] == pytest.approx(49_397 / 140_940) for trace in paths)
    going_on = next(trace for trace in chart.figure.data if trace.line.dash == "dot")
    months = int(going_on.x[1][:4]) * 12 + int(going_on.x[1][5:7]) - 1 - JUNE
    assert going_on.y[1] == pytest.approx((49_397 + (49_397 - 47_000) / 12 * months) / 140_940)
    assert "RPJMN" in chart.finding


def test_without_a_rate_there_is_a_sentence() -> None:
    snapshot = kendari(mart_workforce="")
    history = ask(snapshot, "active", by="month", where={"regency": ["74.71"]}, span=(YEAR_BEFORE, JUNE))
    assert target_paths(history, targets(snapshot, {"regency": ["74.71"]}, JUNE), Look("en")).is_empty
