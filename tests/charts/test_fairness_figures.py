"""The figures on fairness and the quadrant: what they count, what they say, and what they leave unseen."""

from __future__ import annotations

import pytest

from src.coverage.charts import Look
from src.coverage.charts.fairness import concentration, incidence, migration
from src.coverage.charts.quadrant import quadrant_chart
from src.coverage.metrics import ask
from src.coverage.planning.equity import equity
from src.coverage.planning.migration import migration_of
from src.coverage.planning.quadrant import FIELDS, quadrant
from tests.planning import test_equity, test_migration, test_quadrant
from tests.snapshot_world import snapshot_world

LOOK = Look("en")
LABELS = {field: field.title() for field in FIELDS}


def test_the_shares_of_workers_and_of_those_paid_for_each_make_a_whole() -> None:
    chart = incidence(equity(test_equity.town(), {"segment": ["BPU"]}), LOOK)
    for bars in chart.figure.data:
        assert sum(bars.x) == pytest.approx(1)
    assert chart.finding == "In deciles 1–4: 50.0% of the workers, 66.7% of those paid for."
    assert len(chart.legend) == 3


def test_the_curve_starts_at_nobody_and_says_what_the_poorer_half_has() -> None:
    chart = concentration(equity(test_equity.town(), {"segment": ["BPU"]}), LOOK)
    curve = chart.figure.data[1]
    assert (curve.x[0], curve.y[0], curve.x[-1], curve.y[-1]) == (0, 0, 1, 1)
    assert "67%" in chart.finding


def test_a_place_where_a_decile_is_masked_has_empty_figures() -> None:
    members = test_equity.MEMBERS.replace("APBD_KAB      | 10", "APBD_KAB      | 3")
    found = equity(test_equity.town(mart_coverage=members), {"segment": ["BPU"]}, role="public")
    assert concentration(found, LOOK).is_empty


def test_moves_count_those_who_stayed_fell_and_rose() -> None:
    chart = migration(test_migration.moved(), LOOK)
    assert chart.finding == "50 people kept their decile, 7 went down, 12 went up."
    assert {key.label for key in chart.legend} >= {"Same decile", "To a higher decile"}


def test_masked_moves_are_marked_and_no_sum_is_told() -> None:
    few = test_migration.MOVES.replace("| 7\n", "| 2\n")
    world = snapshot_world(mart_decile_migration=few, mart_coverage=test_migration.MEMBERS)
    by = ("decile_before", "decile")
    chart = migration(migration_of(ask(world, "decile_migration", by=by, role="public")), LOOK)
    assert any("•" in row for row in chart.figure.data[0].text)
    assert "masked" in chart.finding and chart.legend[-1].mark == "•"


def test_every_area_of_the_quadrant_is_a_mark_that_carries_its_code() -> None:
    found = quadrant(test_quadrant.town(), "district", {"regency": ["74.71"]})
    chart = quadrant_chart(found, {"74.71.02": "Baruga"}, LABELS, LOOK)
    marks = [trace for trace in chart.figure.data if trace.mode == "markers"]
    codes = {code for trace in marks for code in trace.customdata}
    assert codes == {"74.71.01", "74.71.02", "74.71.03"}
    assert len(chart.figure.layout.shapes) == 2
    assert "Mend 1" in chart.finding


def test_names_on_the_quadrant_stand_apart() -> None:
    areas = {f"74.71.0{number}.1001": (50, 5, 100 + number) for number in (1, 2, 3)}
    found = quadrant(test_quadrant.town(areas), "district", {"regency": ["74.71"]})
    names = {f"74.71.0{number}": "A long name of a district" for number in (1, 2, 3)}
    chart = quadrant_chart(found, names, LABELS, LOOK)
    (drawn,) = [trace for trace in chart.figure.data if trace.mode == "markers+text"]
    for hidden in ("narrow-only", "wide-only"):
        named = [
            side for side, family in zip(drawn.textposition, drawn.textfont.family, strict=True) if hidden not in family
        ]
        assert len(named) == len(set(named))
