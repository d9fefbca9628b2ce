"""Where a row belongs: one area from all that its code and name columns say, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np
import numpy.typing as npt

from ...regions import LEVEL_OF_DIGITS, LEVELS, Level, Regions
from ...regions.registry import Standard
from ...text import Text
from ..declaring.formats import Column
from ..floor.cells import TYPED, Objects
from ..floor.faults import Fault
from ..floor.wording import told
from .draft import Draft

# From the most to the least detailed; `any` columns may hold every level.
_DETAIL = {"village": 0, "any": 1, "district": 2, "regency": 3}
Found = str | tuple[str, Fault] | None
"""The code a row's place has, or the column at fault and why; None where it says nothing."""
_WIDTHS: dict[Level, int] = {"province": 2, "regency": 5, "district": 8, "village": 13}


def locate(draft: Draft) -> Objects:
    """The area code of each row, as detailed as its columns allow; None where they say nothing or are faulty."""
    columns = sorted(
        (column for column in draft.columns_present() if column.type in ("area_code", "area_name")),
        key=lambda column: _DETAIL[column.level or "any"],
    )
    if not columns:
        return np.full(len(draft), None, dtype=object)
    resolver = _Resolver(draft, columns)
    combinations, first_rows, places = _combinations([draft.cells(column.name).distinct().places for column in columns])
    stated = [_stated(draft, columns, row) for row in first_rows]
    found = [resolver.resolve(one) for one in stated]
    home = _home(draft, found)
    if home is not None:
        found = _taken_home(draft, resolver, home, stated, found, places)
    codes = np.full(combinations, None, dtype=object)
    for place, one in enumerate(found):
        if isinstance(one, tuple):
            draft.faults.add(places == place, *one)
        else:
            codes[place] = one
    return cast("Objects", codes[places])


def _stated(draft: Draft, columns: list[Column], row: int) -> dict[str, str]:
    return {column.name: text for column in columns if (text := draft.value(column.name)[row])}


def _home(draft: Draft, found: list[Found]) -> str | None:
    """The one regency that everything else in the file speaks of: rows that are found, sponsors; else None."""
    sponsors = {*draft.value("sponsor")} - {None}
    said = {regency_of(one) for one in found if isinstance(one, str)}
    said |= {draft.around.sponsors.regency(sponsor) for sponsor in sponsors}
    said.discard(None)
    return said.pop() if len(said) == 1 else None


def _taken_home(
    draft: Draft,
    resolver: _Resolver,
    home: str,
    stated: list[dict[str, str]],
    found: list[Found],
    places: npt.NDArray[np.int64],
) -> list[Found]:
    """The findings with names that several regencies have read as the file's own; none where one is not there."""
    taken = dict(enumerate(found))
    for place, one in enumerate(found):
        if isinstance(one, tuple) and one[1].code == "ambiguous_area" and not resolver.tells_regency(stated[place]):
            taken[place] = resolver.resolve(stated[place], home)
            if not isinstance(taken[place], str):
                return found
    rows = np.isin(places, [place for place, one in taken.items() if one is not found[place]])
    if rows.any():
        draft.conventions["ambiguous places"] = told(
            "convention_own_regency", count=int(rows.sum()), place=draft.around.regions.full_name(home)
        )
    return list(taken.values())


def _combinations(columns: list[npt.NDArray[np.int64]]) -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """How many distinct combinations of values there are, a row of each, and which each row has."""
    places = np.zeros(len(columns[0]), dtype=np.int64)
    for values in columns:
        # Renumbered after each column, so that the numbers stay small however many columns there are.
        places = np.unique(places * (values.max(initial=0) + 2) + values + 1, return_inverse=True)[1].reshape(-1)
    _, first = np.unique(places, return_index=True)
    return len(first), first, places


class _Resolver:
    """Turns what one row tells about its place into a code, or into the column at fault and why."""

    def __init__(self, draft: Draft, columns: list[Column]) -> None:
        self._regions: Regions = draft.around.regions
        self._columns = columns
        self._named = {column.name for column in columns if column.type == "area_name"}
        self._hint = draft.around.part
        if self._hint is None and draft.around.sponsor:
            self._hint = draft.around.sponsors.regency(draft.around.sponsor)
        self._standards: dict[str, Standard | None] = {}
        for column in columns:
            if column.type == "area_code":
                self._standards[column.name] = self._standard(draft, column)

    def _standard(self, draft: Draft, column: Column) -> Standard | None:
        values = [value.rstrip(TYPED) for value in draft.cells(column.name).distinct().values]
        standard = self._regions.standard_of(values)
        if standard and not any("." in value for value in values):
            draft.conventions[column.name] = told(f"convention_{standard}")
        return standard

    def tells_regency(self, stated: Mapping[str, str]) -> bool:
        """Whether a column of the row names its regency, or holds a code."""
        return any(column.name in stated for column in self._columns if column.level in ("regency", "any"))

    def resolve(self, stated: Mapping[str, str], home: str | None = None) -> Found:
        """The code a row's columns mean; `home` is the regency of a file that states none."""
        if not stated:
            return None
        coded = self._by_code(stated)
        if isinstance(coded, tuple):
            return coded
        return self._contradiction(stated, coded) or self._by_name(stated, coded, coded or self._hint or home)

    def _contradiction(self, stated: Mapping[str, str], code: str | None) -> tuple[str, Fault] | None:
        """The name column that speaks of another area than the code; names that lead nowhere leave it to the code."""
        names = {name: text for name, text in stated.items() if name in self._named and not text.startswith("=")}
        if code is None or len(code) < _WIDTHS["regency"] or not names:
            return None
        tells_regency = any(column.level == "regency" and column.name in names for column in self._columns)
        named = self._by_name(names, None, None if tells_regency else code[: _WIDTHS["regency"]])
        if not isinstance(named, str) or named.startswith(code) or code.startswith(named):
            return None
        column = next(column.name for column in self._columns if column.name in names)
        full = self._regions.full_name
        return column, Fault(
            "area_name_conflict", {"code": f"{code} ({full(code)})", "name": f"{full(named)} ({named})"}
        )

    def _by_code(self, stated: Mapping[str, str]) -> Found:
        best: str | None = None
        for column in self._columns:
            if column.type != "area_code" or column.name not in stated:
                continue
            text = stated[column.name]
            if text.startswith("="):
                return column.name, Fault("formula")
            code = self._code(column, text, stated)
            if code is None:
                if meanings := self._meanings(text):
                    return column.name, Fault("ambiguous_area", {"detail": meanings})
                return column.name, Fault("unknown_area", {"detail": self._suggestion(column, stated)})
            if best is not None and not best.startswith(code):
                return column.name, Fault("area_conflict")
            best = best or code
        return best

    def _code(self, column: Column, text: str, stated: Mapping[str, str]) -> str | None:
        standard = self._standards[column.name]
        code = self._regions.canonical(text, standard) if standard else self._regions.canonical(text)
        if code is None and standard:
            code = self._regions.canonical(text)
        detail = column.level or "any"
        if code is not None and (detail == "any" or len(code) >= _WIDTHS[detail]):
            return code
        # Workbooks of the statistics office split a code over columns: 3324, 010, 001.
        wider = [
            stated[other.name]
            for other in reversed(self._columns)
            if other.type == "area_code" and other.name in stated and _DETAIL[other.level or "any"] > _DETAIL[detail]
        ]
        if not wider or not text.isdigit():
            return None
        joined = "".join(wider) if len(wider[-1]) <= 4 and len(wider) > 1 else wider[-1]
        return self._regions.canonical(joined + text)

    def _meanings(self, text: str) -> Text | None:
        """What a code without dots means to either office where that differs; a column of such codes tells nothing."""
        ours, theirs = (self._regions.canonical(text, standard) for standard in ("kemendagri", "bps"))
        if ours is None or theirs is None or ours == theirs:
            return None
        full = self._regions.full_name
        return told("two_codes", ours=f"{ours} ({full(ours)})", theirs=f"{theirs} ({full(theirs)})")

    def _by_name(self, stated: Mapping[str, str], code: str | None, parent: str | None) -> Found:
        found = code
        for column in reversed(self._columns):
            level = cast("Level", column.level)
            if column.type != "area_name" or column.name not in stated or (code and len(code) >= _WIDTHS[level]):
                continue
            if stated[column.name].startswith("="):
                return column.name, Fault("formula")
            # A hint as deep as the name itself says nothing about it; only the area above does.
            within = parent[: _WIDTHS[LEVELS[LEVELS.index(level) - 1]]] if parent else None
            match = self._regions.match(stated[column.name], level, within)
            if match.code is None:
                kind = "ambiguous_area" if match.reason == "ambiguous" else "unknown_area"
                return column.name, Fault(kind, {"detail": Text(id=f" {match.text.id}", en=f" {match.text.en}")})
            found = parent = match.code
        return found

    def _suggestion(self, column: Column, stated: Mapping[str, str]) -> Text | str:
        """The code that the row's names would give, to help mend a wrong one; or that no code list goes that deep."""
        named = self._by_name(stated, None, self._hint)
        if isinstance(named, str):
            return told("meant", near=f"{named} ({self._regions.full_name(named)})")
        text = stated[column.name]
        level = LEVEL_OF_DIGITS.get(sum(character.isdigit() for character in text.removesuffix(".0")))
        place = self._regions.place_of(text, self._standards[column.name])
        if level is None or place is None or self._regions.has_list(place, level):
            return ""
        lacking = self._regions.lacking(level, place)
        return Text(id=f" {lacking.id}", en=f" {lacking.en}")


def regency_of(code: str | None) -> str | None:
    """The regency an area lies in; None for a province and for nothing."""
    return code[:5] if code and len(code) >= 5 else None
