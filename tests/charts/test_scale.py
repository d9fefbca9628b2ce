"""The axis of values of the lines over time: no negative people, no label twice; a month without data breaks a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.charts import Look, payers, trend
from src.coverage.charts.ahead import fan
from src.coverage.charts.scale import value_axis
from src.coverage.charts.targets import target_paths
from src.coverage.metrics import Result, ask
from src.coverage.planning import outlook
from src.coverage.planning.targets import targets
from tests.planning.test_targets import JUNE, YEAR_BEFORE, kendari
from tests.planning.world import OCTOBER, city
from tests.snapshot_world import WorldSnapshot, snapshot_world

HERE = {"regency": ["74.71"]}
LOOK = Look("en")


def labels(settings: dict[str, object], unit: str) -> list[str]:
    """The ticks as the figure writes them."""
    return [f"{tick:.0%}" if unit == "percent" else f"{tick:,.0f}" for tick in settings["tickvals"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("values", "unit", "told"),
    [
        ([0.0, 0.0], "percent", ["0%", "1%", "2%", "3%", "4%"]),
        ([0.0, 0.0, None], "people", ["0", "1", "2", "3", "4"]),
        ([5.0], "people", ["3", "4", "5", "6", "7"]),
        ([1.0, 1.0], "percent", ["98%", "99%", "100%", "101%", "102%"]),
        ([], "people", ["0", "1", "2", "3", "4"]),
    ],
)
def test_a_flat_line_has_whole_steps_once_each_and_no_negative_people_or_rate(
    values: list[float | None], unit: str, told: list[str]
) -> None:
    assert labels(value_axis(LOOK, values, unit), unit) == told


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 300_000)), max_size=8),
    st.sampled_from([("people", 1), ("percent", 20_000)]),
    st.integers(3, 7),
)
def test_every_axis_shows_its_values_with_labels_that_differ(
    counts: list[int | None], shape: tuple[str, int], ticks: int
) -> None:
    unit, whole = shape
    values = [None if count is None else count / whole for count in counts]
    settings = value_axis(LOOK, values, unit, ticks)
    low, high = settings["range"]
    assert all(low < value < high for value in values if value is not None)
    told = labels(settings, unit)
    assert len(told) == len(set(told)) <= ticks + 1
    assert not any(label.startswith("-") for label in told)
    assert all(low <= tick <= high for tick in settings["tickvals"])
    assert all(other > one for one, other in pairwise(settings["tickvals"]))


def test_no_label_stands_in_the_corner_of_the_names_of_months() -> None:
    settings = value_axis(LOOK, [0.2855, 0.377], "percent", 6)
    low, high = settings["range"]
    assert low < 0.28 + 0.05 * (high - low)
    assert labels(settings, "percent")[0] == "30%"


def test_the_line_of_an_area_where_nobody_is_covered_has_no_negative_numbers() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | active
            2026-09 | 74.71.01.1001 | 0
            2026-10 | 74.71.01.1001 | 0
        """
    )
    span = (OCTOBER - 1, OCTOBER)
    figure = trend(ask(world, "active", by="month", where=HERE, span=span), LOOK).figure
    assert list(figure.layout.yaxis.tickvals) == [0, 1, 2, 3, 4]


def broken(snapshot: WorldSnapshot, first: int, last: int, gap: int) -> Result:
    """The rate by month, of which one month has no number."""
    history = ask(snapshot, "coverage_rate", by="month", where=HERE, span=(first, last))
    frame = history.frame.copy()
    frame["coverage_rate"] = frame["coverage_rate"].astype(object).where(frame["month"].astype(int) != gap, None)
    return replace(history, frame=frame)


def month_of(day: str) -> int:
    read = date.fromisoformat(day)
    return read.year * 12 + read.month - 1


def test_the_line_of_prospects_breaks_at_a_month_without_data() -> None:
    world = city()
    gap = OCTOBER - 3
    history = broken(world, OCTOBER - 12, OCTOBER, gap)
    figure = fan(history, outlook(world, HERE), LOOK).figure
    past = next(trace for trace in figure.data if trace.name == "Recorded")
    drawn = dict(zip(map(month_of, past.x), past.y, strict=True))
    assert drawn[gap] is None and drawn[gap + 1] is not None
    assert past.connectgaps is False


def test_the_line_of_the_targets_breaks_at_a_month_without_data() -> None:
    workers = """
        series      | as_of      | region_code | workers
        ucj_potensi | 2024-01-31 | 74.71       | 140940
    """
    world, gap = kendari(mart_workforce=workers), JUNE - 6
    history = broken(world, YEAR_BEFORE, JUNE, gap)
    figure = target_paths(history, targets(world, HERE, JUNE), LOOK).figure
    past = figure.data[0]
    drawn = dict(zip(map(month_of, past.x), past.y, strict=True))
    assert drawn[gap] is None and drawn[YEAR_BEFORE] is not None
    assert past.connectgaps is False


def payer_world() -> WorldSnapshot:
    """Counts that are smaller than the lists: what is left for those not listed is below nought."""
    return snapshot_world(
        mart_coverage="""
            month   | village_code  | sponsor_kind     | active
            2026-10 | 74.71.01.1001 | CSR              | 60
            2026-10 | 74.71.01.1001 | TIDAK_TERDAFTAR  | -21
        """
    )


def test_no_payer_is_drawn_with_a_negative_number_of_people_but_the_difference_is_said() -> None:
    result = ask(payer_world(), "active", by="sponsor_kind", where=HERE, month=OCTOBER)
    chart = payers(result, {}, LOOK)
    assert list(chart.figure.data[0].x) == [60]
    assert "smaller than the lists" in chart.note and "21" in chart.note
