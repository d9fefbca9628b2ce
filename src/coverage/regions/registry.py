"""The areas a data folder knows: looked up by code, by name, by place in the hierarchy."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from numbers import Real
from typing import TYPE_CHECKING, Literal

from ..text import Lang, Text
from ..words import say
from .match import Match, NameIndex
from .names import name_key
from .region import (
    NATIONAL,
    UNLOCATED_DISTRICT,
    WIDTHS,
    Level,
    Region,
    dotted,
    is_unlocated,
    is_within,
    level_of,
)

if TYPE_CHECKING:
    import pandas

Standard = Literal["kemendagri", "bps"]
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+|\d{1,3}(\.\d{3}){2,}|\d{1}\.\d{3}|\d{3}\.\d{3}")
_SEPARATED = re.compile(r"\d\d([.\-/ ]\d\d([.\-/ ]\d\d([.\-/ ]\d{4})?)?)?")
_WHOLE = re.compile(r"(\d+)\.0+")
_SHORTENED = re.compile(r"\d\d\.\d")  # a spreadsheet wrote 33.20 as the number 33.2


class Regions:
    """All known areas; build it with `load_regions`."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code: Mapping[str, Region] = {region.code: region for region in sorted(regions, key=_by_code)}
        self._codes = list(self._by_code)
        self._by_bps = _unambiguous(
            (region.bps_code, region.code) for region in self._by_code.values() if region.bps_code
        )
        self._children: dict[str | None, list[str]] = {}
        for region in self._by_code.values():
            self._children.setdefault(region.parent, []).append(region.code)

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Region | None:
        """The area of a canonical code; None when it is not known, or stands for unlocated people."""
        return self._by_code.get(code)

    def level(self, code: str) -> Level | None:
        """The level of a canonical code, unlocated ones included."""
        return level_of(code)

    def name(self, code: str, lang: Lang = "id") -> str:
        """What to print for a code: the area's name; for unlocated people what is missing; else the code itself."""
        if region := self._by_code.get(code):
            return region.name
        if code == NATIONAL:
            return say("regions.national", lang)
        if is_unlocated(code):
            part = "district" if code.split(".")[2] == UNLOCATED_DISTRICT else "village"
            return say(f"regions.without_{part}", lang)
        return code

    def full_name(self, code: str, lang: Lang = "id") -> str:
        """The name with the areas it lies in up to the regency, for names that occur more than once.

        `Purwosari, Sukorejo, Kabupaten Kendal`
        """
        widths = [WIDTHS["regency"], WIDTHS["district"], WIDTHS["village"]]
        parts = [code[:width] for width in reversed(widths) if width <= len(code)] or [code]
        return ", ".join(self.name(part, lang) for part in parts)

    def children(self, code: str | None) -> list[Region]:
        """The areas directly below one (None: the provinces), by code."""
        return [self._by_code[child] for child in self._children.get(code, ())]

    def within(self, parent: str | None, level: Level) -> list[Region]:
        """All areas of a level inside an area (None: everywhere), by code; not the area itself."""
        first, last = 0, len(self._codes)
        if parent is not None:
            # Codes are in order, so what begins with the parent's code and a dot stands together; "/" follows the dot.
            first, last = bisect_left(self._codes, f"{parent}."), bisect_left(self._codes, f"{parent}/")
        width = WIDTHS[level]
        return [self._by_code[code] for code in self._codes[first:last] if len(code) == width]

    def villages(self, regency: str) -> list[Region]:
        """All villages of a regency or district, by code."""
        return self.within(regency, "village")

    def canonical(self, value: object, standard: Standard | None = None) -> str | None:
        """The dotted Kemendagri code that a value of a file means; None when unknown or when it can mean two areas.

        Takes `74.71.01`, `74-71-01`, `747101`, BPS codes of 4, 7 or 10 digits, `id7471010`, and numbers. A code without
        dots is read by `standard` where the caller knows it (see `standard_of`).
        """
        readings = self.readings(value)
        if standard is not None:
            return readings.get(standard)
        return next(iter(readings.values())) if len(set(readings.values())) == 1 else None

    def readings(self, value: object) -> dict[Standard, str]:
        """Every known area that a value can mean, by the standard under which it does.

        A code with its dots, a province's and one that begins with `id` say whose they are: both readings agree.
        """
        text = _code_text(value)
        if text[:2].lower() == "id" and text[2:].isdigit():
            code = self._by_bps.get(text[2:])
            return {"kemendagri": code, "bps": code} if code else {}
        if _SEPARATED.fullmatch(text):
            code = re.sub(r"[\-/ ]", ".", text)
            return {"kemendagri": code, "bps": code} if self._is_usable(code) else {}
        found: dict[Standard, str] = {}
        if (code := dotted(text)) and self._is_usable(code):
            found["kemendagri"] = code
        if code := self._by_bps.get(text):
            found["bps"] = code
        return found

    def standard_of(self, values: Iterable[object]) -> Standard | None:
        """Whose codes a column holds, judged by how many are known; None when both fit equally and disagree."""
        seen = [self.readings(value) for value in values]
        kemendagri = sum("kemendagri" in readings for readings in seen)
        bps = sum("bps" in readings for readings in seen)
        if kemendagri == bps and any(len(set(readings.values())) > 1 for readings in seen):
            return None
        return "kemendagri" if kemendagri >= bps else "bps"

    def has_list(self, place: str, level: Level) -> bool:
        """Whether any area of a level inside a place is known: whether its code list goes that deep."""
        return bool(self.within(place, level))

    def lacking(self, level: Level, place: str) -> Text:
        """The sentence that says that the code list of a place does not go down to a level."""
        return self._names.lacking(level, place)

    def above(self, value: object, level: Level, standard: Standard | None = None) -> str | None:
        """The known area of `level` in which a finer code lies, by its first digits; None when unclear."""
        text = _code_text(value)
        digits = re.sub(r"\D", "", text)
        is_bps = text[:2].lower() == "id" or (standard == "bps" and digits == text)
        length = {"province": 2, "regency": 4, "district": 7 if is_bps else 6, "village": 10}[level]
        if len(digits) <= length:
            return None
        head = digits[:length]
        if is_bps:
            return self._by_bps.get(head)
        if digits != text or standard == "kemendagri":
            code = dotted(head)
            return code if code in self._by_code else None
        return self.canonical(head)

    def place_of(self, value: object, standard: Standard | None = None) -> str | None:
        """The known regency, else province, in which an unknown code lies by its first digits; None when unclear."""
        return self.above(value, "regency", standard) or self.above(value, "province", standard)

    def match(self, name: str, level: Level, parent: str | None = None) -> Match:
        """The one area of `level` inside `parent` with this name, or the candidates and the reason there is not one."""
        return self._names.match(name, level, parent)

    def search(self, text: str, regency: str | None = None, limit: int = 20) -> list[Region]:
        """Districts and villages (and, without `regency`, regencies) whose name holds `text`; best first."""
        wanted = name_key(text, "village").base
        if not wanted:
            return []
        levels = ("district", "village") if regency else ("regency", "district", "village")
        found = [
            (not key.startswith(wanted), len(key), region.code, region)
            for region in self._by_code.values()
            if region.level in levels and is_within(region.code, regency)
            if wanted in (key := name_key(region.name, region.level).base)
        ]
        return [region for *_, region in sorted(found, key=lambda entry: entry[:3])[:limit]]

    def frame(self) -> pandas.DataFrame:
        """One row per area: code, level, name, parent, bps_code, lat, lng, population."""
        import pandas

        columns = ["code", "level", "name", "parent", "bps_code", "lat", "lng", "population"]
        rows = [[getattr(region, column) for column in columns] for region in self._by_code.values()]
        frame = pandas.DataFrame(rows, columns=columns)
        return frame.astype({"lat": "Float64", "lng": "Float64", "population": "Int64"})

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._by_code.values(), self.full_name)

    def _is_usable(self, code: str) -> bool:
        if code in self._by_code:
            return True
        # Unlocated codes are usable where the area they are unlocated within is known.
        place = code[: WIDTHS["regency"]] if code[6:8] == UNLOCATED_DISTRICT else code[: WIDTHS["district"]]
        return is_unlocated(code) and place in self._by_code


def _by_code(region: Region) -> str:
    return region.code


def _code_text(value: object) -> str:
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        # A spreadsheet turns 33.20 into the number 33.2; two decimals bring it back.
        return str(int(number)) if number.is_integer() else f"{number:05.2f}"
    text = "" if value is None else str(value).strip().lstrip("'")
    whole = _WHOLE.fullmatch(text)
    if whole:
        return whole.group(1)
    if _SHORTENED.fullmatch(text):
        return f"{text}0"
    return re.sub("[.,]", "", text) if _GROUPED.fullmatch(text) else text


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The pairs whose first occurs with one second only: a BPS code given to two areas means neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for bps, code in pairs:
        if found.setdefault(bps, code) != code:
            twice.add(bps)
    return {bps: code for bps, code in found.items() if bps not in twice}
