"""Commands about whom the help reaches: equity."""

from __future__ import annotations

import click

from ..planning import equity, equity_finding
from ..text import number
from ..warehouse import open_snapshot
from .console import Console, command, month_option, table, where_option
from .speaking import Speaking


@click.command(cls=Speaking, name="equity")
@click.option("--where", multiple=True, metavar="DIM=CODE")
@click.option("--month", default=None, metavar="YYYY-MM")
@click.option("--target", multiple=True, metavar="DECILE")
@click.option("--series", default=None)
@click.option("--role", default="steward")
@command
def equity_(
    console: Console,
    where: tuple[str, ...],
    month: str | None,
    target: tuple[str, ...],
    series: str | None,
    role: str,
) -> None:
    """Whom the help reaches, by welfare decile, and the measures of fairness.

    Example: python -m src.coverage equity --where regency=74.71
    """
    found = equity(
        open_snapshot(console.served),
        where_option(where),
        month_option(month, "--month"),
        target=target or None,
        series=series,
        role=role,
    )
    rows = [*found.by_decile, *([found.unknown] if found.unknown else [])]
    measured = {} if found.measures is None else found.measures.to_json()
    console.give(
        found.to_json(),
        lambda: [
            equity_finding(found).of(console.lang),
            *table(
                [
                    [row.decile, *(number(count, "people", console.lang) for count in (row.workers, row.active))]
                    for row in rows
                ],
                ["decile", "eligible_workers", "active"],
            ),
            *(f"{name}: {'–' if value is None else round(value, 6)}" for name, value in measured.items()),
        ],
    )


COMMANDS = (equity_,)
