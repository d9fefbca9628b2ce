"""Numbers of the law live in the declarations: no Python or SQL text of the program may carry one."""

from __future__ import annotations

import re
import tokenize
from datetime import date
from pathlib import Path

from src.coverage.parameters import PARAMETERS, band_table, family_benefits, target_tracks, tariff_table
from src.coverage.text import month_number

SOURCE = Path(__file__).resolve().parents[2] / "src" / "coverage"
NUMBER = re.compile(r"(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])")


def numbers_of_the_law() -> set[float]:
    """Every declared or derived amount and target that is no round number: those cannot be told from other uses."""
    amounts = {
        float(dated.value)
        for parameter in PARAMETERS.values()
        if parameter.unit.startswith("rupiah")
        for dated in parameter.values.values()
        if isinstance(dated.value, int | float)
    }
    amounts |= {float(benefit.amount_idr) for benefit in family_benefits(date(2026, 10, 1))}
    amounts |= {float(band.base_idr) for band in band_table(date(2026, 10, 1)).bands}
    for row in tariff_table([month_number("2026-04")]):
        amounts |= {float(row["high_idr"]), float(row["low_idr"]), 12.0 * row["high_idr"]}
    targets = {point.rate for track in target_tracks() for point in track.rates}
    targets |= {round(rate * 100, 4) for rate in targets}
    return {number for number in amounts | targets if len(str(number).replace(".", "").strip("0")) > 1}


def numbers_in_python(path: Path) -> set[float]:
    with path.open("rb") as handle:
        return {
            float(token.string.replace("_", ""))
            for token in tokenize.tokenize(handle.readline)
            if token.type == tokenize.NUMBER and NUMBER.fullmatch(token.string)
        }


def numbers_in_sql(path: Path) -> set[float]:
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    return {float(found.replace("_", "")) for found in NUMBER.findall(text)}


def test_the_search_knows_the_numbers_of_the_law() -> None:
    assert {6_800.0, 16_800.0, 8_400.0, 201_600.0, 42_000_000.0, 174_000_000.0, 0.4392, 99.5} <= numbers_of_the_law()


def test_no_python_and_no_sql_carries_a_number_of_the_law() -> None:
    law = numbers_of_the_law()
    found = {path: numbers_in_python(path) & law for path in SOURCE.rglob("*.py")}
    found |= {path: numbers_in_sql(path) & law for path in SOURCE.rglob("*.sql")}
    assert {str(path.relative_to(SOURCE)): sorted(bad) for path, bad in found.items() if bad} == {}
