"""The page `docs/formats.md`, written from the declarations: what each input format holds."""

from __future__ import annotations

from .formats import Column, Format, formats

HEAD = """# Input formats

What `import` reads, from `src/coverage/sources/catalogue/`. This page is generated: edit the YAML, then run `make
docs`. Headers are recognised in any order, whatever their case, spaces, underscores and punctuation; files may be CSV
(any common separator, UTF-8 or Windows-1252), XLSX or Parquet. `python -m src.coverage formats NAME --template FILE`
writes a blank workbook.
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
    return "\n".join([HEAD, *(_format(name, declared) for name, declared in formats().items())]).rstrip() + "\n"


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
