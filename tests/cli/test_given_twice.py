"""An option that has one value and is given twice is refused: the last one would win without a word."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from src.coverage.cli.main import coverage

from .office import run

SINGLE = [
    (name, max(option.opts, key=len))
    for name, command in sorted(coverage.commands.items())
    for option in command.params
    if isinstance(option, click.Option) and not (option.is_flag or option.multiple)
]


@pytest.mark.parametrize(("name", "option"), SINGLE)
def test_an_option_given_twice_is_refused_with_its_name(name: str, option: str) -> None:
    said = run(name, option, "1", option, "1", "--json")
    assert said.code == 2
    assert said.json["error"]["code"] == "given_twice"
    assert option in said.json["error"]["message"]


def test_two_series_are_refused_and_not_the_last_one_taken(office: Path) -> None:
    twice = run("outlook", "--series", "ucj_potensi", "--series", "dtsen_bekerja", "--lang", "en", data=office)
    assert (twice.code, twice.out) == (2, "")
    assert twice.err == "--series is given 2 times, and only one value is used. Give it once.\n"


def test_two_data_folders_are_refused() -> None:
    assert run("--data", "a", "--data", "b", "check").code == 2


def test_filters_and_flags_may_be_repeated(office: Path) -> None:
    where = ("--where", "segment=PU", "--where", "segment=BPU")
    assert run("ask", "active", *where, "--by", "segment", "--by", "month", "--json", "--json", data=office).code == 0


@pytest.mark.parametrize("month", ["0000-01", "1999-12", "2101-01", "9999-12"])
def test_months_of_another_age_are_refused_and_never_a_traceback(month: str) -> None:
    said = run("tariff", "--payer", "CSR", "--occupation", "nelayan", "--from", month, "--months", "120", "--json")
    assert (said.code, said.json["error"]["code"]) == (2, "bad_month")


def test_more_workers_than_there_are_people_are_refused() -> None:
    line = ("tariff", "--payer", "CSR", "--occupation", "nelayan", "--from", "2026-01", "--months", "1")
    assert run(*line, "--workers", 10**24, "--json").code == 2
