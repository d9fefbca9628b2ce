"""The page `docs/formats.md`, written from the declarations: what each input format holds."""

from __future__ import annotations

from .formats import Column, Format, formats
from .indicators import indicators, vocabulary

HEAD = """# Input formats

What `import` reads, from `src/coverage/sources/declaring/catalogue/`. This page is generated: edit the YAML, then run
`make docs`. Headers are recognised in any order, whatever their case, spaces, underscores and punctuation, in one row
or in two or three merged ones, under titles; files may be CSV (any common separator, UTF-8 or Windows-1252), XLSX,
XLS, ODS or Parquet. Rows of totals, section lines, column numbers, repeated headers and notes below are skipped, and
the result says which. `python -m src.coverage formats NAME --template FILE` writes a blank workbook. Where the headers
do not tell, `import --map COLUMN=HEADER` states them, and `--profile NAME` beside it keeps that for the next file.
"""
_KEPT = {"keep": "kept", "hash": "only a keyed hash", "drop": "not kept"}
_PERIOD = {
    "file": "one month a file: `--period`, a column `periode`, or the name of sheet or file",
    "row": "the month stands in each row",
    "as_of": "the month of the data's date",
    "none": "the month in which it came",
}


def formats_markdown() -> str:
    """The reference page of all input formats as Markdown."""
    pages = (_format(name, declared) for name, declared in formats().items())
    return "\n".join([HEAD, *pages, _indicators()]).rstrip() + "\n"


def _indicators() -> str:
    """What published tables may hold, and what it is called in them."""
    lines = [
        "## Indicators of published tables",
        "",
        "From `src/coverage/sources/declaring/indicators.yaml`; a new one is a line there. The longest name found "
        "decides.",
        "",
        "| indicator | meaning | unit | month of a yearly figure | called |",
        "|---|---|---|---|---|",
    ]
    for name, one in indicators().items():
        unit = vocabulary().units[one.unit].label.en
        called = ", ".join(one.aliases)
        lines.append(f"| `{name}` | {one.label.en} | {unit} | {one.month} | {called} |")
    return "\n".join(lines)


def _format(name: str, declared: Format) -> str:
    alternatives = " or ".join(" + ".join(f"`{column}`" for column in group) for group in declared.one_of)
    lines = [
        f"## {name}",
        "",
        f"**{declared.label.en} / {declared.label.id}.** {declared.meaning.en}",
        "",
        f"- cadence: {declared.cadence}; area means: {declared.region_basis}",
        f"- month: {_PERIOD[declared.period_from]}",
        *([f"- needs {alternatives}"] if alternatives else []),
        "",
        "| column | meaning | required | type | example | stored | also called |",
        "|---|---|---|---|---|---|---|",
        *(_column(column) for column in declared.columns),
        "",
    ]
    return "\n".join(lines)


def _column(column: Column) -> str:
    required = f"yes, or `--{column.option}`" if column.required and column.option else "yes" if column.required else ""
    aliases = ", ".join(f"`{alias}`" for alias in column.aliases)
    meaning = f"{column.label.en} / {column.label.id}"
    return (
        f"| `{column.name}` | {meaning} | {required} | {column.type} | `{column.example}` "
        f"| {_KEPT[column.privacy]} | {aliases} |"
    )
