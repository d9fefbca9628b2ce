"""Commands that explain themselves in the reader's language, and take no option twice that has one value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import click

from ..errors import UsageError
from ..text import LANGS, Lang
from ..words import phrase, phrases, say

Returned = TypeVar("Returned")


class Speaking(click.Command):
    """A command whose help is declared: `help_<command>`, `option_<option>` or `option_<command>_<option>`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuses an option with one value that is given twice: the last one would win without a word."""
        given = Counter(self.make_parser(ctx).parse_args(args=list(args))[2])
        for parameter, times in given.items():
            if times > 1 and isinstance(parameter, click.Option) and not (parameter.multiple or parameter.is_flag):
                name = max(parameter.opts, key=len)
                raise UsageError("given_twice", phrase("cli.given_twice", option=name, times=times))
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the line is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.help_usage", language(ctx)) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, and the example that its docstring gives."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"cli.help_{self.name}", language(ctx)))
        example = re.search(r"Example: (.+)", self.help or "")
        if example:
            # Unwrapped: a line to copy.
            formatter.write_paragraph()
            formatter.write(f"  {say('cli.help_example', language(ctx), line=example[1])}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every option with its words."""
        rows = [_row(self, one, ctx) for one in self.get_params(ctx) if isinstance(one, click.Option)]
        with formatter.section(say("cli.help_options", language(ctx))):
            formatter.write_dl(rows)


class SpeakingGroup(Speaking, click.Group):
    """The commands together, each with the first sentence of its help."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        said = {name: say(f"cli.help_{name}", language(ctx)) for name in self.list_commands(ctx)}
        rows = [(name, text.split(". ")[0].rstrip(".")) for name, text in said.items()]
        with formatter.section(say("cli.help_commands", language(ctx))):
            formatter.write_dl(rows)


def option_key(command: click.Command, option: click.Option) -> str:
    """The phrase of an option: the command's own, else the one that all commands share."""
    name = max(option.opts, key=len).lstrip("-").replace("-", "_")
    own = f"cli.option_{command.name}_{name}"
    return own if own in phrases() else f"cli.option_{name}"


def _row(command: click.Command, option: click.Option, ctx: click.Context) -> tuple[str, str]:
    metavar = "" if option.is_flag else f" {option.make_metavar(ctx)}"
    said = say(option_key(command, option), language(ctx))
    if option.required:
        said += f" [{say('cli.help_required', language(ctx))}]"
    return ", ".join(option.opts) + metavar, said


def lang_option(function: Callable[..., Returned]) -> Callable[..., Returned]:
    """Gives a command `--lang`, the same before its name and after it."""
    return click.option("--lang", type=click.Choice(LANGS), default=None)(function)


def language(ctx: click.Context) -> Lang:
    """The language that the line asks for; `main` reads it before anything is parsed."""
    return "en" if ctx.find_root().obj == "en" else "id"
