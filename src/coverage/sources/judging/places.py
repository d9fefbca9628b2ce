"""Areas in published tables: names as the statistics office writes them, and what titles say of the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ...regions import Level, Regions
from ...text import Text
from ..declaring.indicators import words_of
from ..floor.faults import Fault

LEVEL_OF_WIDTH: dict[int, Level] = {2: "province", 5: "regency", 8: "district", 13: "village"}
_COLUMNS: tuple[tuple[str, Level], ...] = (
    ("provinsi", "province"),
    ("wilayah", "regency"),
    ("kecamatan", "district"),
    ("desa", "village"),
)


def place_in(texts: Iterable[str], regions: Regions) -> str | None:
    """The one regency, else the one province, that titles or names mention; None when none or several."""
    words = words_of(" ".join(texts))
    regencies = {code for name, code in _regency_names(regions).items() if f" {name} " in words}
    if len(regencies) == 1:
        return regencies.pop()
    provinces = set()
    for name, code in sorted(_province_names(regions).items(), key=lambda entry: -len(entry[0])):
        if f" {name} " in words:
            provinces.add(code)
            words = words.replace(f" {name} ", "  ")  # "Kepulauan Riau" is not Riau
    return provinces.pop() if len(provinces) == 1 and not regencies else None


class Placer:
    """Turns the names and codes of a table's rows into area codes, all rows in view."""

    def __init__(self, regions: Regions, hint: str | None, names: Sequence[str]) -> None:
        self._regions = regions
        self._hint = hint or self._province_of(names)
        # Where cities keep their "Kota", a bare name is the regency.
        self.bare_is_regency = any(words_of(name).startswith(" kota ") for name in names)
        self.bare: set[str] = set()

    def _province_of(self, names: Sequence[str]) -> str | None:
        """The province in which most names lie that are clear by themselves."""
        found = Counter(code[:2] for name in names if (code := self._regions.match(name, "regency", None).code))
        ranked = found.most_common(1)
        return ranked[0][0] if ranked and ranked[0][1] > sum(found.values()) / 2 else None

    def place(self, stated: Mapping[str, str]) -> str | Fault | None:
        """The area of a row from its columns; None when they say nothing."""
        parent = self._hint
        found: str | None = None
        for column, level in _COLUMNS:
            text = stated.get(column)
            if text is None:
                continue
            code = self._named(text, level, parent)
            if isinstance(code, Fault):
                return code
            found = parent = code
        return found

    def _named(self, name: str, level: Level, parent: str | None) -> str | Fault:
        match = self._regions.match(name, level, _within(parent, level))
        if match.code is None and level == "regency":
            province = self._regions.match(name, "province", None).code
            kabupaten = [code for code in match.candidates if int(code[3:5]) < _FIRST_CITY]
            if match.reason == "ambiguous" and self.bare_is_regency and len(kabupaten) == 1:
                self.bare.add(name)
                return kabupaten[0]
            if province:
                return province
        if match.code is None:
            code = "ambiguous_area" if match.reason == "ambiguous" else "unknown_area"
            return Fault(code, {"detail": Text(id=f" {match.text.id}", en=f" {match.text.en}")})
        return match.code


# Kemendagri numbers cities from 71 within a province.
_FIRST_CITY = 71


def _within(parent: str | None, level: Level) -> str | None:
    """The part of a hint that lies above a level."""
    widths: dict[Level, int] = {"province": 0, "regency": 2, "district": 5, "village": 8}
    return parent[: widths[level]] or None if parent else None


@lru_cache(maxsize=2)
def _province_names(regions: Regions) -> dict[str, str]:
    return {words_of(region.name).strip(): region.code for region in regions.within(None, "province")}


@lru_cache(maxsize=2)
def _regency_names(regions: Regions) -> dict[str, str]:
    """Regencies by their full names: a bare one may be a province, a language or a person."""
    return {words_of(region.name).strip(): region.code for region in regions.within(None, "regency")}
