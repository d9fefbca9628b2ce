"""The plain columns of a snapshot hold what its frames hold, and are kept for whoever asks the same again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from src.coverage.folders import DataFolder
from src.coverage.warehouse import open_snapshot

SQL = """
    select segment, sum(active) as active, sum(benefit_ready) as ready, 1.5 as part
    from mart_coverage
    where month = $month
    group by segment
    order by segment
"""


def test_columns_hold_the_values_of_the_frame_and_none_for_what_is_absent(demo_data: Path) -> None:
    snapshot = open_snapshot(DataFolder(demo_data))
    params = {"month": snapshot.default_month()}
    columns, frame = snapshot.columns(SQL, params), snapshot.query(SQL, params)
    assert list(columns) == list(frame.columns)
    for name, values in columns.items():
        assert list(values) == [None if pd.isna(value) else value for value in frame[name]]


def test_the_same_question_is_answered_once_and_another_month_anew(demo_data: Path) -> None:
    snapshot = open_snapshot(DataFolder(demo_data))
    month = snapshot.default_month()
    first = snapshot.columns(SQL, {"month": month})
    assert snapshot.columns(SQL, {"month": month}) is first
    assert snapshot.columns(SQL, {"month": month - 1}) is not first
