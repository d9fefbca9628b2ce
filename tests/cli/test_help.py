"""What a newcomer reads: every command shows an example that works as a line, and the README names every command."""

from __future__ import annotations

import re

import click
import pytest

from src.coverage.cli.main import coverage
from src.coverage.folders import ROOT

from .office import run


@pytest.mark.parametrize("name", sorted(coverage.commands))
def test_the_help_of_a_command_shows_an_example_with_options_that_exist(name: str) -> None:
    said = run(name, "--help")

    assert said.code == 0
    example = re.search(r"Example: python -m src\.coverage (.+?)\n\n", said.out, re.DOTALL)
    assert example, said.out
    words = example[1].split()
    assert name in words
    known = {option for each in coverage.commands[name].params + coverage.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known
    for option in coverage.commands[name].params:
        if isinstance(option, click.Option) and option.required:
            assert set(option.opts) & set(words), f"the example lacks {option.opts}"


@pytest.mark.parametrize("name", sorted(coverage.commands))
def test_the_readme_names_every_command(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`[^`]*\b{name}\b[^`]*`|^.*src\.coverage.*\b{name}\b", readme, re.MULTILINE)
