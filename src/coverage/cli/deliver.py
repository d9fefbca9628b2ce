"""Commands that bring data in: demo, import, boundaries, build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..demo import SEED, make_demo
from ..errors import CoverageError, UsageError
from ..folders import DEMO, DataFolder
from ..regions import Level, import_boundaries
from ..sources import ImportOptions, import_file, scrub
from ..text import month_code, number, rounded
from ..warehouse import build
from ..words import phrase
from .console import Console, command, day_option, month_option
from .speaking import Speaking

SHOWN = 20
"""Problems printed for a person; the rest is in the return file and in `--json`."""


@click.command(cls=Speaking)
@click.option("--seed", type=int, default=None)
@click.option("--persons", type=click.IntRange(min=1), default=None)
@click.option("--no-build", is_flag=True)
@command
def demo(console: Console, seed: int | None, persons: int | None, no_build: bool) -> None:
    """Write the synthetic demo, import it and build it.

    Example: python -m src.coverage demo
    """
    data = console.own if console.path else DataFolder(DEMO)
    report = make_demo(data, seed=SEED if seed is None else seed, persons=persons, progress=console.progress)
    snapshot = None if no_build else build(data).snapshot
    document = {
        "folder": str(data.root),
        "files": len(report.files),
        "list_rows": report.list_rows,
        "persons": report.persons,
        "snapshot": snapshot,
    }
    console.give(document, lambda: [report.text.of(console.lang)])


@click.command(cls=Speaking, name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", default=None)
@click.option("--dry-run", is_flag=True)
@click.option("--period", default=None, metavar="YYYY-MM")
@click.option("--sponsor", default=None)
@click.option("--sender", default=None)
@click.option("--part", default=None)
@click.option("--received", default=None, metavar="YYYY-MM-DD")
@click.option("--confirm", is_flag=True)
@click.option("--return-file", type=click.Path(path_type=Path), default=None)
@click.option("--map", "mapped", multiple=True, metavar="COLUMN=HEADER")
@click.option("--profile", default=None)
@click.option("--strict", is_flag=True)
@command
def import_(
    console: Console,
    files: tuple[Path, ...],
    format_name: str | None,
    dry_run: bool,
    period: str | None,
    sponsor: str | None,
    sender: str | None,
    part: str | None,
    received: str | None,
    confirm: bool,
    return_file: Path | None,
    mapped: tuple[str, ...],
    profile: str | None,
    strict: bool,
) -> None:
    """Record delivered files (CSV, XLSX, Parquet).

    Example: python -m src.coverage import peserta_2026-10.csv --sponsor kalla-toyota
    """
    options = ImportOptions(
        format=format_name,
        dry_run=dry_run,
        period=month_option(period, "--period"),
        sponsor=sponsor,
        sender=sender,
        part=part,
        received=day_option(received, "--received"),
        confirm=confirm,
        return_file=return_file,
        return_lang=console.lang,
        mapping=_mapping(mapped),
        profile=profile,
    )
    if return_file is not None and len(files) > 1:
        raise UsageError("one_return_file", phrase("cli.one_return_file"))
    documents: list[dict[str, Any]] = []
    refused: list[CoverageError] = []
    for path in files:
        try:
            result = import_file(console.own, path, options)
        except CoverageError as fault:
            # One file alone fails as a whole; among several the others still count, and the exit code tells.
            if len(files) == 1:
                raise
            refused.append(fault)
            documents.append(_refusal(path, fault, console))
        else:
            documents += result.to_json(console.lang)["files"]  # type: ignore[arg-type]
    console.give({"files": documents}, lambda: [line for each in documents for line in _told(console, each)])
    if refused or (strict and any(each.get("quarantined") for each in documents)):
        raise click.exceptions.Exit(1)


def _mapping(stated: tuple[str, ...]) -> dict[str, str] | None:
    """The column mapping of `--map COLUMN=HEADER`; a header may hold a further equals sign."""
    pairs = [text.partition("=") for text in stated]
    if any(not (mark and column.strip() and header.strip()) for column, mark, header in pairs):
        raise UsageError("usage", phrase("cli.bad_mapping"))
    return {column.strip(): header.strip() for column, _, header in pairs} or None


def _refusal(path: Path, fault: CoverageError, console: Console) -> dict[str, Any]:
    """The entry of a file that was refused: nothing recorded, and why."""
    return {
        "file": scrub(path.name),
        "delivery": None,
        "error": {"code": fault.code, "message": fault.say(console.lang)},
    }


def _told(console: Console, each: dict[str, Any]) -> list[str]:
    """A file's result for a person: one line of counts, then the first problems."""
    if "error" in each:
        return [f"{each['file']}: {each['error']['message']}"]
    head = console.say(
        "unchanged" if each["unchanged"] else "imported",
        **{key: each[key] for key in ("file", "format", "rows", "accepted", "quarantined", "duplicates")},
    )
    problems = each["problems"]
    aside = [console.say("left_aside", sheet=one["sheet"], reason=one["reason"]) for one in each["left_aside"]]
    read = [f"  {name}: {text}" for name, text in each["conventions"].items()]
    lines = [
        console.say("problem", row=one["row"], column=one["column"], message=one["message"], remedy=one["remedy"])
        for one in problems[:SHOWN]
    ]
    if len(problems) > SHOWN:
        lines.append(console.say("more_problems", count=len(problems) - SHOWN))
    worth_saying = [f"  {text}" for text in (*each["warnings"], *(one["message"] for one in each["notices"]))]
    return [head, *read, *aside, *lines, *worth_saying, *_pairs(console, each["review"])]


def _pairs(console: Console, review: list[dict[str, Any]]) -> list[str]:
    """The first pairs of rows that may be one person."""
    lines = [
        console.say("review_pair", **{**one, "score": rounded(one["score"], "percent", console.lang)})
        for one in review[:SHOWN]
    ]
    return [*lines, console.say("more_pairs", count=len(review) - SHOWN)] if len(review) > SHOWN else lines


@click.command(cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--level", type=click.Choice(["village", "district", "regency", "province"]), default=None)
@click.option("--dry-run", is_flag=True)
@command
def boundaries(console: Console, file: Path, level: Level | None, dry_run: bool) -> None:
    """Record a boundary file (GeoJSON, TopoJSON, GeoPackage, zipped Shapefile).

    Example: python -m src.coverage boundaries batas_kelurahan.geojson
    """
    document: dict[str, Any] = import_boundaries(console.own, file, level=level, dry_run=dry_run).to_json(console.lang)
    console.give(
        document,
        lambda: [
            console.say(
                "boundaries",
                read=document["read"],
                matched=document["matched"],
                repaired=document["repaired"],
                unmatched=len(document["unmatched"]),
                missing=len(document["missing"]),
                overlap=number(round(document["overlap_km2"], 2), "number", console.lang),
                gap=number(round(document["gap_km2"], 2), "number", console.lang),
            ),
            *(f"  {note}" for note in document["notes"]),
            *(
                f"  {each['code'] or '–'} {each['name'] or '–'}: {each['reason']}"
                for each in document["unmatched"] + document["missing"]
            ),
        ],
    )


@click.command(cls=Speaking, name="build")
@click.option("--as-known", default=None, metavar="YYYY-MM-DD")
@command
def build_(console: Console, as_known: str | None) -> None:
    """Build, check and publish a snapshot.

    Example: python -m src.coverage build
    """
    report = build(console.served, day_option(as_known, "--as-known"))
    console.on_record("build", snapshot=report.snapshot, as_known=as_known, unchanged=report.unchanged)
    document = {
        "snapshot": report.snapshot,
        "unchanged": report.unchanged,
        "places": [
            {
                "regency": code,
                "first": month_code(span.first),
                "last": month_code(span.last),
                "complete": month_code(span.complete),
            }
            for code, span in report.places.items()
        ],
        "warnings": [
            {
                "check": each.name,
                "regency": each.regency_code,
                "found": each.found,
                "message": each.message.of(console.lang),
            }
            for each in report.warnings
        ],
    }
    console.give(
        document,
        lambda: [
            console.say("built", snapshot=report.snapshot),
            *(
                f"  {each.regency_code} {each.name} ({each.found}): {each.message.of(console.lang)}"
                for each in report.warnings
            ),
        ],
    )


COMMANDS = (demo, import_, boundaries, build_)
