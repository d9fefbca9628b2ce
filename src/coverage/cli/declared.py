"""Commands that list what is declared and what has come: metrics, parameters, formats, regions, deliveries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..errors import UsageError, unknown_name
from ..metrics import DIMENSIONS, METRICS
from ..parameters import PARAMETERS
from ..regions import load_regions
from ..sources import formats, list_deliveries, template
from ..words import phrase
from .console import Console, command, day_option, table
from .speaking import Speaking


@click.command(cls=Speaking, name="metrics")
@command
def metrics_(console: Console) -> None:
    """List every metric and dimension with its meaning.

    Example: python -m src.coverage metrics --lang en
    """
    document = {
        "metrics": [
            {
                "name": name,
                "label": each.label.of(console.lang),
                "unit": each.unit,
                "meaning": each.meaning.of(console.lang),
            }
            for name, each in METRICS.items()
        ],
        "dimensions": [{"name": name, "label": each.label.of(console.lang)} for name, each in DIMENSIONS.items()],
    }
    console.give(
        document,
        lambda: table(
            [[each["name"], each["unit"], each["label"]] for each in document["metrics"]], ["metric", "unit", "label"]
        ),
    )


@click.command(cls=Speaking, name="parameters")
@click.option("--at", default=None, metavar="YYYY-MM-DD")
@command
def parameters_(console: Console, at: str | None) -> None:
    """List the dated parameters of the law with their basis.

    Example: python -m src.coverage parameters --at 2026-01-01
    """
    day = day_option(at, "--at")
    rows = [
        {
            "name": name,
            "label": parameter.label.of(console.lang),
            "unit": parameter.unit,
            "from": since.isoformat(),
            "value": dated.value,
            "basis": dated.basis.cite.of(console.lang),
            "confidence": dated.confidence,
        }
        for name, parameter in PARAMETERS.items()
        for since, dated in (
            [parameter.dated(day)] if day and parameter.in_force(day) else [] if day else parameter.values.items()
        )
    ]
    console.give(
        {"parameters": rows},
        lambda: table(
            [
                [str(row["name"]), str(row["from"]), str(row["value"]), str(row["unit"]), str(row["basis"])[:60]]
                for row in rows
            ],
            ["name", "from", "value", "unit", "basis"],
        ),
    )


@click.command(cls=Speaking, name="formats")
@click.argument("name", required=False)
@click.option("--template", "target", type=click.Path(path_type=Path), default=None)
@command
def formats_(console: Console, name: str | None, target: Path | None) -> None:
    """List the input formats and their columns, or write a blank template.

    Example: python -m src.coverage formats participants --template peserta.xlsx
    """
    known = formats()
    if name is not None and name not in known:
        raise unknown_name(phrase("cli.format"), name, known)
    if target is not None:
        if name is None:
            raise UsageError("no_format", phrase("cli.template_needs_format"))
        target.write_bytes(template(name))
    chosen = {key: each for key, each in known.items() if name in (None, key)}
    document: dict[str, Any] = {"formats": [each.to_json(key, console.lang) for key, each in chosen.items()]}
    console.give(
        document,
        lambda: [
            line
            for each in document["formats"]
            for line in (
                f"{each['name']}: {each['label']}",
                *(
                    f"  {column['name']}{' *' if column['required'] else ''}  {column['example']}"
                    for column in each["columns"]
                ),
            )
        ],
    )


@click.command(cls=Speaking, name="regions")
@click.argument("code", required=False)
@command
def regions_(console: Console, code: str | None) -> None:
    """List places: those below a code, or the provinces.

    Example: python -m src.coverage regions 74.71
    """
    known = load_regions(console.served)
    canonical = known.canonical(code) if code else None
    found = known.get(canonical) if canonical else None
    if code and found is None:
        raise UsageError("unknown_region", phrase("cli.unknown_region", code=code))
    below = known.children(found.code if found else None)
    rows = [_region(each) for each in below]
    console.give(
        {"region": _region(found) if found else None, "children": rows},
        lambda: table([[row["code"], row["level"], row["name"]] for row in rows], ["code", "level", "name"]),
    )


def _region(region: Any) -> dict[str, Any]:
    return {
        "code": region.code,
        "level": region.level,
        "name": region.name,
        "parent": region.parent,
        "bps_code": region.bps_code,
    }


@click.command(cls=Speaking, name="deliveries")
@command
def deliveries_(console: Console) -> None:
    """List every delivery on record, newest last.

    Example: python -m src.coverage deliveries --json
    """
    rows = [manifest.to_json() for manifest in list_deliveries(console.served)]
    console.give(
        {"deliveries": rows},
        lambda: table(
            [
                [
                    str(row[key])
                    for key in ("delivery", "format", "place", "sender", "received", "accepted", "quarantined")
                ]
                for row in rows
            ],
            ["delivery", "format", "place", "sender", "received", "accepted", "quarantined"],
        ),
    )


COMMANDS = (metrics_, parameters_, formats_, regions_, deliveries_)
