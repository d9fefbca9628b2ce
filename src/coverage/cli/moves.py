"""Commands about change and targets: bridge, targets."""

from __future__ import annotations

import click

from ..metrics import Role
from ..planning import bridge, targets
from ..text import month_name, number
from ..warehouse import open_snapshot
from ..words import say
from .console import Console, command, day_option, month_option, table, where_option
from .speaking import Speaking


@click.command(cls=Speaking, name="bridge")
@click.option("--from", "start", required=True, metavar="YYYY-MM")
@click.option("--to", "end", required=True, metavar="YYYY-MM")
@click.option("--where", multiple=True, metavar="DIM=CODE")
@click.option("--series", default=None)
@click.option("--as-known", default=None, metavar="YYYY-MM-DD")
@click.option("--role", default="steward")
@command
def bridge_(
    console: Console,
    start: str,
    end: str,
    where: tuple[str, ...],
    series: str | None,
    as_known: str | None,
    role: str,
) -> None:
    """Split the change between two months into its parts.

    Example: python -m src.coverage bridge --from 2025-10 --to 2026-10 --where regency=74.71
    """
    Role.parse(role)
    first, last = month_option(start, "--from"), month_option(end, "--to")
    assert first is not None, "click requires --from"
    assert last is not None, "click requires --to"
    day = day_option(as_known, "--as-known")
    then = open_snapshot(console.served, day) if day else None
    found = bridge(open_snapshot(console.served), first, last, where_option(where), series, role, then)
    lang = console.lang

    def people(count: int | None) -> str:
        return number(count, "people", lang)

    def lines() -> list[str]:
        ends = [("start", found.start), ("end", found.end)]
        rows = [
            *(
                [name, number(one.active, "people", lang), number(one.coverage_rate, "percent", lang)]
                for name, one in ends
            ),
            *(
                [part.name, number(part.persons, "people", lang), number(part.points, "points", lang)]
                for part in found.parts
            ),
            ["renewed", number(found.renewed, "people", lang), ""],
            ["double_paid", number(found.double_paid[1], "people", lang), ""],
        ]
        said = [*([found.reason] if found.reason else []), *found.notes]
        return [*table(rows, ["part", "persons", "points"]), *(text.of(lang) for text in said)]

    console.give(found.to_json(), lines)


@click.command(cls=Speaking, name="targets")
@click.option("--where", multiple=True, metavar="DIM=CODE")
@click.option("--month", default=None, metavar="YYYY-MM")
@click.option("--series", default=None)
@click.option("--role", default="steward")
@command
def targets_(console: Console, where: tuple[str, ...], month: str | None, series: str | None, role: str) -> None:
    """Tracks of targets with the pace each milestone needs and the class of each track.

    Example: python -m src.coverage targets --where regency=74.71
    """
    Role.parse(role)
    found = targets(open_snapshot(console.served), where_option(where), month_option(month, "--month"), series, role)
    lang = console.lang

    def lines() -> list[str]:
        rows = [
            [
                track.name.of(lang),
                month_name(one.month, lang, short=True),
                number(one.rate, "percent", lang),
                number(one.persons, "people", lang),
                number(one.pace, "people", lang),
                say(f"planning.class_{track.verdict}", lang) if one is track.aim else "",
            ]
            for track in found.tracks
            for one in track.milestones
        ]
        said = [*([found.reason] if found.reason else []), *found.notes]
        heads = ["track", "month", "rate", "persons", "pace", "class"]
        return [*(table(rows, heads) if rows else []), *(text.of(lang) for text in said)]

    console.give(found.to_json(), lines)


COMMANDS = (bridge_, targets_)
