"""Codes as readers know them, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..codes import NOT_BROKEN_DOWN, UNKNOWN, occupation_groups, segments, sponsor_kinds, workforce_series
from ..text import Lang, month_name
from ..words import say

if TYPE_CHECKING:
    from ..metrics import Result
    from ..regions import Regions

TIME = ("month", "quarter", "year")
REGIONS = ("province", "regency", "district", "village")


def month_columns(result: Result) -> tuple[str, ...]:
    """The columns of a result that hold month numbers."""
    return tuple(dimension for dimension in result.by if dimension == "month")


def label_of(dimension: str, code: str, lang: Lang) -> str | None:
    """The declared label of a code; None when the dimension has no declared list or the code is not on it."""
    if code == UNKNOWN:
        return say("ui.unknown", lang)
    if code == NOT_BROKEN_DOWN:
        return say("ui.not_broken_down", lang)
    if dimension in ("decile", "decile_group"):
        return say("ui.decile", lang, decile=code.replace("-", "–"))
    if dimension == "month":
        return month_name(int(code), lang, short=True)
    declared = {
        "segment": segments,
        "sponsor_kind": sponsor_kinds,
        "occupation_group": occupation_groups,
        "series": workforce_series,
    }.get(dimension)
    found = declared().get(code) if declared else None
    return found.label.of(lang) if found else None


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
