"""What to print for a code: areas, sponsors, groups and times in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ..codes import NOT_IN_REGISTER, UNKNOWN, occupation_groups, programmes, segments, sponsor_kinds, workforce_series
from ..text import Lang, Text, month_name
from ..words import say
from .declarations import LEVELS
from .source import Facts


class Labelled(Protocol):
    """A declared code with its label."""

    @property
    def label(self) -> Text: ...


def code_name(facts: Facts, dimension: str, code: Any, lang: Lang) -> str:
    """The name of a code of a dimension; the code itself where it has none."""
    if dimension == "month":
        return month_name(int(code), lang)
    if dimension == "quarter":
        year, _, quarter = str(code).partition("-Q")
        return say("metrics.quarter", lang, quarter=quarter, year=year)
    text = str(code)
    if dimension in LEVELS:
        return _region(facts, text, lang)
    if dimension == "sponsor":
        kinds = sponsor_kinds()
        return kinds[text].label.of(lang) if text in kinds else facts.sponsors.get(text, (text, ""))[0]
    if code is None or text == UNKNOWN:
        return say("metrics.unknown", lang)
    if dimension in ("decile", "decile_before") and text == NOT_IN_REGISTER:
        return say("metrics.not_in_register", lang)
    if dimension in ("decile", "decile_before", "decile_group"):
        return say("metrics.decile", lang, decile=text.replace("-", "–"))
    lists: dict[str, Callable[[], Mapping[str, Labelled]]] = {
        "occupation_group": occupation_groups,
        "programme": programmes,
        "segment": segments,
        "sponsor_kind": sponsor_kinds,
        "series": workforce_series,
    }
    declared = lists[dimension]() if dimension in lists else {}
    return declared[text].label.of(lang) if text in declared else text


def _region(facts: Facts, code: str, lang: Lang) -> str:
    if code in facts.region_names:
        return facts.region_names[code]
    if code.endswith(".0000") and not code.endswith(".00.0000"):
        district = facts.region_names.get(code[:8], code[:8])
        return say("metrics.unlocated_village", lang, district=district)
    return say("metrics.unlocated", lang) if code[5:8] == ".00" else code
