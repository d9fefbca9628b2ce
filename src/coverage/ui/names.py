"""Codes as readers know them, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..text import Lang

if TYPE_CHECKING:
    from ..metrics import Result
    from ..regions import Regions

REGIONS = ("province", "regency", "district", "village")


def month_columns(result: Result) -> tuple[str, ...]:
    """The columns of a result that hold month numbers."""
    return tuple(dimension for dimension in result.by if dimension == "month")


def region_names(codes: Iterable[str], regions: Regions, lang: Lang) -> dict[str, str]:
    """Names of areas; where two have the same name, the area above stands behind it."""
    plain = {code: regions.name(code, lang) for code in codes}
    taken: dict[str, int] = {}
    for name in plain.values():
        taken[name] = taken.get(name, 0) + 1
    return {
        code: f"{name} ({regions.name(code.rpartition('.')[0], lang)})" if taken[name] > 1 and "." in code else name
        for code, name in plain.items()
    }
