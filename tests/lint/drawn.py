"""Published tables drawn as text, written as the files people send."""

from __future__ import annotations

from pathlib import Path

from src.coverage.lint import Finding, lint_file


def drawn(text: str) -> list[list[str]]:
    """The cells of a table drawn with bars; blank lines part nothing."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]


def checked(folder: Path, text: str) -> list[Finding]:
    """What the check finds in a drawn table, saved as an office saves it."""
    path = folder / "tabel.csv"
    path.write_text("\n".join(";".join(cells) for cells in drawn(text)) + "\n", encoding="utf-8")
    return lint_file(path)


def codes(folder: Path, text: str) -> list[str]:
    """The codes found, in the order of the table."""
    return [finding.code for finding in checked(folder, text)]
