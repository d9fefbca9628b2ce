"""Commands that ask: ask, tariff, outlook."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..metrics import Role, ask
from ..planning import outlook, tariff_schedule
from ..planning.outlook_words import beyond_text
from ..regions import load_regions
from ..text import number
from ..warehouse import Snapshot, open_snapshot
from ..words import phrase
from .console import Console, command, day_option, month_option, table, where_option
from .speaking import Speaking


@click.command(cls=Speaking, name="ask")
@click.argument("metrics", nargs=-1, required=True)
@click.option("--by", multiple=True, metavar="DIM")
@click.option("--where", multiple=True, metavar="DIM=CODE")
@click.option("--month", default=None, metavar="YYYY-MM")
@click.option("--from", "start", default=None, metavar="YYYY-MM")
@click.option("--to", "end", default=None, metavar="YYYY-MM")
@click.option("--series", default=None)
@click.option("--role", default="steward")
@click.option("--as-known", default=None, metavar="YYYY-MM-DD")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--sql", "show_sql", is_flag=True)
@command
def ask_(
    console: Console,
    metrics: tuple[str, ...],
    by: tuple[str, ...],
    where: tuple[str, ...],
    month: str | None,
    start: str | None,
    end: str | None,
    series: str | None,
    role: str,
    as_known: str | None,
    form: str,
    show_sql: bool,
) -> None:
    """Answer a question with the same function the pages use.

    Example: python -m src.coverage ask coverage_rate --by district --where regency=74.71
    """
    snapshot = open_snapshot(console.served, day_option(as_known, "--as-known"))
    result = ask(
        snapshot,
        metrics,
        by=by,
        where=where_option(where),
        month=month_option(month, "--month"),
        span=_span(start, end, month),
        series=series,
        role=role,
    )
    document = result.to_json(console.lang, load_regions(console.served))
    console.as_json = console.as_json or form == "json"
    rows = document["rows"]
    heads = list(rows[0]) if rows else []
    if form == "csv" and not console.as_json:
        click.echo(result.frame.to_csv(index=False), nl=False)
        return
    console.give(
        document,
        lambda: [
            *(
                table([["" if row[head] is None else str(row[head]) for head in heads] for row in rows], heads)
                if rows
                else []
            ),
            *(f"  {each['segment']} {each['persons']}: {each['reason']}" for each in document["outside"]),
            *([document["sql"]] if show_sql else []),
        ],
    )


def _span(start: str | None, end: str | None, month: str | None) -> tuple[int, int] | None:
    first, last = month_option(start, "--from"), month_option(end, "--to")
    if first is None and last is None:
        return None
    if first is None or last is None or month is not None or first > last:
        raise UsageError("bad_span", phrase("cli.bad_span"))
    return first, last


@click.command(cls=Speaking, name="tariff")
@click.option("--payer", required=True, metavar="KIND")
@click.option("--occupation", required=True, metavar="GROUP")
@click.option("--from", "start", required=True, metavar="YYYY-MM")
@click.option("--months", type=click.IntRange(1, 120), required=True)
@click.option("--wage", type=click.IntRange(0, 10**12), default=None, metavar="IDR")
@click.option("--workers", type=click.IntRange(1, 10**9), default=1)
@command
def tariff_(
    console: Console, payer: str, occupation: str, start: str, months: int, wage: int | None, workers: int
) -> None:
    """What cover costs, month by month, with the legal basis of each value.

    Example: python -m src.coverage tariff --payer CSR --occupation nelayan --from 2026-01 --months 12
    """
    first = month_option(start, "--from")
    assert first is not None, "click requires --from"
    schedule = tariff_schedule(payer, occupation, first, months, wage_idr=wage, workers=workers)
    document = schedule.to_json(console.lang)
    console.give(
        document,
        lambda: [
            *table(
                [
                    [row["month"], str(row["workers"]), number(row["contribution_idr"], "rupiah", console.lang)]
                    for row in document["months"]
                ],
                ["month", "workers", "contribution"],
            ),
            number(document["total_idr"], "rupiah", console.lang),
        ],
    )


@click.command(cls=Speaking, name="outlook")
@click.option("--where", multiple=True, metavar="DIM=CODE")
@click.option("--months", type=click.IntRange(1, 18), default=18)
@click.option("--series", default=None)
@click.option("--role", default="steward")
@command
def outlook_(console: Console, where: tuple[str, ...], months: int, series: str | None, role: str) -> None:
    """Coverage ahead if nobody renews, if the usual share does, and if all do.

    Example: python -m src.coverage outlook --where regency=74.71
    """
    Role.parse(role)
    snapshot: Snapshot = open_snapshot(console.served)
    found = outlook(snapshot, where_option(where), months, series=series, role=role)
    document, beyond = found.to_json(), beyond_text(found)
    console.give(
        document,
        lambda: (
            table(
                [
                    [
                        row["month"],
                        *(
                            "–" if row[name] is None else number(row[name]["active"], "people", console.lang)
                            for name in ("none", "usual", "all")
                        ),
                    ]
                    for row in document["path"]
                ],
                ["month", "none", "usual", "all"],
            )
            + ([] if beyond is None else [beyond.of(console.lang)])
            if document["path"]
            else [console.say(f"outlook_{document['status']}")]
        ),
    )


COMMANDS = (ask_, tariff_, outlook_)
