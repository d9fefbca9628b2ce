"""What every command shares: the data folder, the language, and one JSON document or readable lines on stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

from ..errors import UsageError
from ..folders import DataFolder, named_folder, served_folder
from ..sources import audit
from ..text import Lang, Text, month_number
from ..words import phrase, say
from .speaking import lang_option, language

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

YEARS = 2000, 2100
"""The years that a month of an option may lie in; the law and the data of this subject are all younger."""


class Console:
    """One run of one command: where its data lie and how it speaks."""

    def __init__(self, path: str | None, as_json: bool, lang: Lang) -> None:
        self.path = path
        self.as_json = as_json
        self.lang: Lang = lang

    @property
    def own(self) -> DataFolder:
        """The folder that commands which write work on."""
        return named_folder(self.path)

    @property
    def served(self) -> DataFolder:
        """The folder that commands which read look at: the office's own, or the demo where it holds nothing."""
        return served_folder(self.path)

    def note(self, text: str) -> None:
        """Progress for a person; never on stdout."""
        click.echo(text, err=True)

    def progress(self, text: Text) -> None:
        """A step of a long run, in the reader's language."""
        self.note(text.of(self.lang))

    def on_record(self, act: str, **what: object) -> None:
        """Puts an act on record; in a folder that may only be read it is said instead of failing."""
        try:
            audit(self.served, act, **what)
        except OSError:
            self.note(self.say("not_on_record", act=act))

    def say(self, key: str, **values: object) -> str:
        """A phrase of `words/cli.yaml`."""
        return say(f"cli.{key}", self.lang, **values)

    def give(self, document: Mapping[str, Any] | Sequence[Any], lines: Callable[[], Sequence[str]]) -> None:
        """Prints the JSON document, or the lines for a person."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, default=_plain, allow_nan=False))
        else:
            for line in lines():
                click.echo(line)


def _plain(value: object) -> object:
    """Dates as ISO text, months of numpy as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    item = getattr(value, "item", None)
    if callable(item):
        return item()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def command(function: Callable[..., Returned]) -> Callable[..., Returned]:
    """Gives a command `--json` and `--lang`, and a `Console` as its first argument."""

    @click.option("--json", "as_json", is_flag=True)
    @lang_option
    @click.pass_context
    @wraps(function)
    def wrapped(context: click.Context, /, *args: Any, as_json: bool, lang: Lang | None, **values: Any) -> Returned:
        path = context.find_root().params.get("data")
        return function(Console(path, as_json, language(context)), *args, **values)

    return wrapped


def month_option(value: str | None, name: str) -> int | None:
    """The month number of an option, or a `UsageError` that shows how a month is written."""
    if value is None:
        return None
    try:
        month = month_number(value)
    except ValueError as fault:
        raise UsageError("bad_month", phrase("cli.bad_month", option=name, value=value)) from fault
    if not YEARS[0] <= month // 12 <= YEARS[1]:
        years = {"first": YEARS[0], "last": YEARS[1]}
        raise UsageError("bad_month", phrase("cli.bad_year", option=name, value=value, **years))
    return month


def day_option(value: str | None, name: str) -> date | None:
    """The day of an option, or a `UsageError` that shows how a day is written."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise UsageError("bad_day", phrase("cli.bad_day", option=name, value=value)) from fault


def where_option(pairs: Sequence[str]) -> dict[str, list[str]]:
    """`DIM=CODE` pairs as `{dim: codes}`; the same DIM repeated means or."""
    where: dict[str, list[str]] = {}
    for pair in pairs:
        dimension, equals, code = pair.partition("=")
        if not equals or not dimension or not code:
            raise UsageError("bad_where", phrase("cli.bad_where", value=pair))
        where.setdefault(dimension, []).append(code)
    return where


def table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> list[str]:
    """Rows as aligned lines of text under their heads."""
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [heads, *rows]
    ]
