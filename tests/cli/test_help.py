"""What a newcomer reads: every command shows an example that works as a line, and the README names every command."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from src.coverage.cli.main import coverage
from src.coverage.cli.speaking import option_key
from src.coverage.folders import ROOT
from src.coverage.words import phrases

from .office import run


@pytest.mark.parametrize("name", sorted(coverage.commands))
def test_the_help_of_a_command_shows_an_example_with_options_that_exist(name: str) -> None:
    said = run(name, "--help")

    assert said.code == 0
    example = re.search(r"Contoh: python -m src\.coverage (.+?)\n\n", said.out, re.DOTALL)
    assert example, said.out
    words = example[1].split()
    assert name in words
    known = {option for each in coverage.commands[name].params + coverage.params for option in each.opts}
    assert {word for word in words if word.startswith("--")} <= known
    for option in coverage.commands[name].params:
        if isinstance(option, click.Option) and option.required:
            assert set(option.opts) & set(words), f"the example lacks {option.opts}"


@pytest.mark.parametrize("name", sorted(coverage.commands))
def test_the_help_of_a_command_speaks_the_language_asked_for(name: str) -> None:
    command = coverage.commands[name]
    for lang, word in (("id", "Cara pakai:"), ("en", "Usage:")):
        said = run(name, "--help", "--lang", lang)
        told = " ".join(said.out.split())
        assert (said.code, said.err) == (0, "")
        assert said.out.startswith(word)
        assert phrases()[f"cli.help_{name}"].of("en" if lang == "en" else "id") in told
        for option in command.params:
            if isinstance(option, click.Option):
                assert phrases()[option_key(command, option)].of("en" if lang == "en" else "id") in told


def test_the_language_may_stand_before_the_command_or_after_it(demo_data: Path) -> None:
    assert "Commands:" in run("--lang", "en", "--help").out
    assert run("--lang", "en", "ask", "--help").out == run("ask", "--help", "--lang=en").out
    said = run("--lang", "en", "ask", "active", "--month", "x", data=demo_data)
    assert "is not a month" in said.err + run("--lang", "en").err


def test_no_words_of_the_help_are_left_without_their_command_or_option() -> None:
    used = {f"cli.help_{name}" for name in coverage.commands}
    for command in (coverage, *coverage.commands.values()):
        parameters = command.get_params(click.Context(command, info_name=command.name))
        used |= {option_key(command, one) for one in parameters if isinstance(one, click.Option)}
    frame = {f"cli.help_{name}" for name in ("usage", "options", "commands", "example", "required", "coverage")}
    assert {key for key in phrases() if re.match(r"cli\.(help|option)_", key)} == used | frame


@pytest.mark.parametrize("name", sorted(coverage.commands))
def test_the_readme_names_every_command(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"`[^`]*\b{name}\b[^`]*`|^.*src\.coverage.*\b{name}\b", readme, re.MULTILINE)
