"""Map classes have borders a reader can repeat aloud."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from src.coverage.charts.classes import quantile_classes


def test_borders_are_whole_per_cents_where_values_spread_wider() -> None:
    classes = quantile_classes([0.3702, 0.402, 0.405, 0.415, 0.425], "percent")

    assert [classes.label(index, "id") for index in range(classes.count)] == ["< 40 %", "40–42 %", "≥ 42 %"]


def test_equal_values_make_one_class() -> None:
    assert quantile_classes([0.2, 0.2], "percent").count == 1
    assert quantile_classes([], "people").count == 1


@given(st.lists(st.floats(min_value=0, max_value=1, allow_nan=False), min_size=2, max_size=60))
def test_every_value_lies_in_a_class_and_classes_rise(values: list[float]) -> None:
    classes = quantile_classes(values, "percent")

    assert 1 <= classes.count <= 5
    assert list(classes.borders) == sorted(set(classes.borders))
    ranked = [classes.index_of(value) for value in sorted(values)]
    assert ranked == sorted(ranked)
    assert ranked[0] == 0
