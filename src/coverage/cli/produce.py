"""Commands that produce documents: report."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError, unknown_name
from ..reports import REPORTS, make_report
from ..warehouse import open_snapshot
from ..words import phrase
from .console import Console, command, day_option, month_option
from .speaking import Speaking


@click.command(cls=Speaking)
@click.argument("name")
@click.option("--region", default=None, metavar="CODE")
@click.option("--sponsor", default=None, metavar="ID")
@click.option("--month", default=None, metavar="YYYY-MM")
@click.option("--series", default=None, metavar="NAME")
@click.option("--as-known", default=None, metavar="YYYY-MM-DD")
@click.option("--role", default="steward")
@click.option("--format", "form", type=click.Choice(["pdf", "pptx", "xlsx"]), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
@command
def report(
    console: Console,
    name: str,
    region: str | None,
    sponsor: str | None,
    month: str | None,
    series: str | None,
    as_known: str | None,
    role: str,
    form: str,
    out: Path,
) -> None:
    """Write a briefing, a sponsor statement or the brief of one area (--region with its code).

    Example: python -m src.coverage report briefing --region 74.71 --format pdf --out taklimat.pdf
    """
    if name not in REPORTS:
        raise unknown_name(phrase("cli.report"), name, REPORTS)
    snapshot = open_snapshot(console.served, day_option(as_known, "--as-known"))
    codes = [place.regency_code for place in snapshot.places]
    area = region if region is not None and len(region) > len(codes[0]) else None
    place = codes[0] if region is None else region[: len(codes[0])]
    if place not in codes:
        raise unknown_name(phrase("cli.place"), place, codes)
    if not out.parent.is_dir():
        raise UsageError("no_folder", phrase("cli.no_folder", folder=out.parent))
    content = make_report(
        name,
        form,
        snapshot,
        console.served,
        regency=place,
        sponsor=sponsor,
        area=area,
        lang=console.lang,
        month=month_option(month, "--month"),
        role=role,
        series=series,
    )
    out.write_bytes(content)
    made = {"report": name, "format": form, "region": area or place, "sponsor": sponsor, "role": role}
    console.on_record("report", **made, snapshot=snapshot.id)
    document = {"report": name, "format": form, "out": str(out), "bytes": len(content), "snapshot": snapshot.id}
    console.give(document, lambda: [console.say("written", out=out)])


COMMANDS = (report,)
