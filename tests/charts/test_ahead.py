"""The fan: three paths and the interval, as rates where there is one, and a sentence for who cannot see it."""

from __future__ import annotations

from src.coverage.charts.ahead import fan
from src.coverage.charts.theme import Look
from src.coverage.metrics import ask
from src.coverage.planning import Outlook, outlook
from tests.planning.world import OCTOBER, city

HERE = {"regency": ["74.71"]}


def test_the_fan_has_the_history_three_paths_and_the_interval_of_the_usual_one() -> None:
    world = city()
    history = ask(world, "coverage_rate", by="month", where=HERE, span=(OCTOBER - 12, OCTOBER))
    chart = fan(history, outlook(world, HERE), Look("id"))
    names = [trace.name for trace in chart.figure.data if trace.name]
    assert names == ["Tanpa perpanjangan", "Seperti kebiasaan sejauh ini", "Semua diperpanjang", "Tercatat"]
    assert len(chart.figure.data) == 6
    assert "34,0 %" in chart.finding and "Semua" not in chart.finding
    assert [key.label for key in chart.legend][-1] == "Tanpa perpanjangan"


def test_without_past_blocks_two_paths_are_left_and_the_sentence_says_two() -> None:
    world = city(mart_renewal="")
    history = ask(world, "active", by="month", where=HERE, span=(OCTOBER - 1, OCTOBER))
    chart = fan(history, outlook(world, HERE), Look("en", dark=True))
    assert len(chart.figure.data) == 3
    assert "as usual" not in chart.finding


def test_an_outlook_without_a_path_is_an_empty_chart_that_says_so() -> None:
    history = ask(city(), "active", by="month", where=HERE, span=(OCTOBER - 1, OCTOBER))
    chart = fan(history, Outlook(OCTOBER, (), (), None, (), "s", status="no_data"), Look("id"))
    assert chart.is_empty and chart.finding
