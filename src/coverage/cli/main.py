"""Finds the commands, runs one, and turns every fault a user can cause into a sentence and an exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

import click

from ..errors import CoverageError, DataRefused
from ..sources import scrub
from ..text import Lang
from ..words import phrase
from . import compare, declared, deliver, examine, fairness, inquire, keep, moves, produce, profiles, settle, withdraw
from .speaking import SpeakingGroup, lang_option
from .usage import usage_error


@click.group(cls=SpeakingGroup, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.option("--data", metavar="DIR")
@lang_option
def coverage(data: str | None, lang: Lang | None) -> None:
    """Cakupan: coverage of employment social security, by place, decile and sponsor."""


for room in (deliver, withdraw, compare, inquire, declared, produce, examine, keep, fairness, moves, settle, profiles):
    for each in room.COMMANDS:
        coverage.add_command(each)


PROGRAM = "python -m src.coverage"


def main(arguments: Sequence[str]) -> int:
    """Runs one command line; the exit code is 0 done, 1 data refused or build stopped, 2 wrong usage."""
    lang = _lang(arguments)
    as_json = "--json" in arguments or _asks_for_json(arguments)
    try:
        # Without standalone mode click hands back the code of an `Exit` instead of raising it.
        ended = coverage.main(args=list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=lang)
    except CoverageError as fault:
        return _fail(as_json, fault, lang)
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        return 2
    except click.ClickException as fault:
        return _fail(as_json, usage_error(fault, coverage), lang)
    except OSError as fault:
        named = phrase("cli.no_access", file=scrub(str(fault.filename or "–")), reason=fault.strerror or str(fault))
        return _fail(as_json, DataRefused("no_access", named), lang)
    except click.Abort:
        return 1
    return ended if isinstance(ended, int) else 0


def _asks_for_json(arguments: Sequence[str]) -> bool:
    return "ask" in arguments and any(pair == ("--format", "json") for pair in pairwise(arguments))


def _lang(arguments: Sequence[str]) -> Lang:
    """The language asked for last, before or after the command; a wrong one is told of later."""
    asked = [value for option, value in pairwise(arguments) if option == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    return "en" if asked[-1:] == ["en"] else "id"


def _fail(as_json: bool, fault: CoverageError, lang: Lang) -> int:
    """Says what is wrong, where the reader looks for it; returns the exit code."""
    message, hints = fault.text.of(lang), [hint.of(lang) for hint in fault.hints]
    if as_json:
        error = {"code": fault.code, "message": message, "hints": hints}
        click.echo(json.dumps({"error": error}, ensure_ascii=False))
    else:
        click.echo(" ".join([message, *hints]), err=True)
    return fault.exit_code
