"""Commands that examine what others published: lint."""

from __future__ import annotations

from pathlib import Path

import click

from ..lint import lint_file
from ..sources import scrub
from .console import Console, command
from .speaking import Speaking


@click.command(cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@command
def lint(console: Console, file: Path) -> None:
    """Check a table of published figures for contradictions; findings are no failure, so the exit code stays 0.

    Any CSV or XLSX table will do, wide or long. What is found: parts that do not sum to the whole, potential called
    active, rates that are not their counts, shares off a hundred, costs that are not people x tariff x months,
    denominators that jumped, two values for one thing.

    Example: python -m src.coverage lint paparan.xlsx --json
    """
    findings = lint_file(file)
    document = {"file": scrub(file.name), "findings": [finding.to_json(console.lang) for finding in findings]}

    def lines() -> list[str]:
        if not findings:
            return [console.say("lint_clean", file=scrub(file.name))]
        told = [
            f"{finding.where.of(console.lang)}: {finding.label.of(console.lang)} [{finding.code}]\n"
            f"    {finding.message.of(console.lang)}"
            for finding in findings
        ]
        return [*told, console.say("lint_found", count=len(findings), file=scrub(file.name))]

    console.give(document, lines)


COMMANDS = (lint,)
