"""The command that holds two deliveries against each other: compare."""

from __future__ import annotations

from typing import Any

import click

from ..sources import Comparison, compare
from ..text import day_name, number
from .console import Console, command, table
from .speaking import Speaking


@click.command(cls=Speaking, name="compare")
@click.argument("first")
@click.argument("second")
@command
def compare_(console: Console, first: str, second: str) -> None:
    """Compare two deliveries of one format, in the order in which they came: counts only, nobody by name.

    Example: python -m src.coverage compare 000011-participants-0f9e8d7c 000012-participants-1a2b3c4d
    """
    found = compare(console.served, first, second)
    console.give(_document(found), lambda: _lines(console, found))


def _document(found: Comparison) -> dict[str, Any]:
    return {
        "first": _delivery(found, "first"),
        "second": _delivery(found, "second"),
        "unit": "persons" if found.of_persons else "lines",
        "area": found.area or None,
        "added": found.added,
        "dropped": found.dropped,
        "stayed": found.stayed,
        "changed": dict(found.changed),
        "moves": [{"from": then, "to": now, "persons": persons} for then, now, persons in found.moves],
        "sums": None if found.sums is None else {"first": found.sums[0], "second": found.sums[1]},
    }


def _delivery(found: Comparison, which: str) -> dict[str, Any]:
    manifest = getattr(found, which)
    return {
        "delivery": manifest.delivery,
        "file": manifest.file_name,
        "format": manifest.format,
        "received": manifest.received.isoformat(),
    }


def _lines(console: Console, found: Comparison) -> list[str]:
    lang = console.lang
    named = [
        console.say("compared_one", file=one.file_name, delivery=one.delivery, day=day_name(one.received, lang))
        for one in (found.first, found.second)
    ]
    counts = {"added": found.added, "dropped": found.dropped, "stayed": found.stayed}
    rows = [[console.say(f"compared_{name}"), number(count, "people", lang)] for name, count in counts.items()]
    rows += [[console.say(f"compared_{name}"), number(count, "people", lang)] for name, count in found.changed]
    if found.sums is not None:
        sums = " → ".join(number(value, "number", lang) for value in found.sums)
        rows.append([console.say("compared_sum"), sums])
    rows += [
        [console.say("compared_move", first=then, last=now), number(persons, "people", lang)]
        for then, now, persons in found.moves
    ]
    unit = console.say("compared_persons" if found.of_persons else "compared_rows")
    held = [console.say("compared_area", area=found.area)] if found.area else []
    return [*named, *held, *table(rows, ["", unit])]


COMMANDS = (compare_,)
