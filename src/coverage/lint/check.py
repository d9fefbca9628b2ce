"""One file of published figures, and everything in it that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .changes import jumps, parts_above_wholes, two_values
from .costs import wrong_costs
from .figures import Figure, figures
from .finding import Finding
from .grid import grids
from .rates import over_hundred, wrong_rates, wrong_rates_of_bare_counts, wrong_shares_of_totals
from .sums import wrong_shares, wrong_sums

_RULES = (
    wrong_sums,
    wrong_rates,
    wrong_rates_of_bare_counts,
    wrong_shares_of_totals,
    parts_above_wholes,
    over_hundred,
    wrong_shares,
    wrong_costs,
    jumps,
    two_values,
)


@dataclass(frozen=True)
class Checked:
    """What was found in a file, and how many numbers and sheets were looked at."""

    findings: tuple[Finding, ...]
    numbers: int
    sheets: int


def lint_file(path: Path) -> list[Finding]:
    """What contradicts itself in a table of published figures, sheet by sheet from top to bottom; empty if nothing.

    Raises `DataRefused` where the file is no table, or holds no number.
    """
    return list(check_file(path).findings)


def check_file(path: Path) -> Checked:
    """As `lint_file`, with how much was looked at."""
    sheets = [figures(grid) for grid in grids(path)]
    findings = tuple(finding for found in sheets for finding in _sorted(_all(found)))
    return Checked(findings, sum(map(len, sheets)), len(sheets))


def _all(found: list[Figure]) -> Iterator[Finding]:
    told: dict[tuple[int, int], set[str]] = {}
    for rule in _RULES:
        for finding in rule(found):
            codes = told.setdefault((finding.row, finding.column), set())
            if finding.code in codes or (finding.code == "over_hundred" and codes & {"rate_mismatch"}):
                continue
            codes.add(finding.code)
            yield finding


def _sorted(findings: Iterator[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (one.row, one.column, one.code))
