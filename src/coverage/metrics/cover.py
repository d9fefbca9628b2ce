"""What a delivery in force covers, and what was expected and has not come: where nought is a number and where not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from ..codes import UNKNOWN, segments
from .declarations import LEVELS
from .question import Question
from .source import Facts, Grain, Missing

Key = tuple[Any, ...]
MONTHS_AHEAD = 18
_DETAILS = {5: "regency", 8: "district", 13: "village"}


class Cover:
    """Decides for the rows of one answer; what it decides depends on few codes, so it remembers."""

    def __init__(self, question: Question, facts: Facts, keys: Sequence[Key]) -> None:
        self.question, self.facts, self.keys = question, facts, keys
        self.dims = ("period", *question.keys)
        self.missing = tuple(one for one in facts.missing if self._concerns(one, question.months))
        places = {dim: place for place, dim in enumerate(self.dims)}
        region = next((dim for dim in reversed(LEVELS) if dim in places), None)
        self._areas = [key[places[region]][:5] if region else "" for key in keys]
        self._segments = [key[places["segment"]] if "segment" in places else None for key in keys]
        self._payers = [key[places["sponsor"]] if "sponsor" in places else None for key in keys]
        groups = [places[dim] for dim in ("decile", "decile_group", "occupation_group") if dim in places]
        self.is_unknown_group = [any(key[place] == UNKNOWN for place in groups) for key in keys]
        ends = [(places[dim], end) for dim, end in (("district", ".00"), ("village", ".0000")) if dim in places]
        self.is_unknown_area = [any(key[place].endswith(end) for place, end in ends) for key in keys]
        self._decided: dict[tuple[Any, ...], bool] = {}
        self._late: dict[tuple[Any, ...], frozenset[Key]] = {}

    def covers(
        self, row: int, scope: tuple[str, ...], listed_only: bool = False, stock: bool = True, ahead: bool = False
    ) -> bool:
        """Whether a list or aggregate in force covers the cell: then nobody in it means zero."""
        cell = (self.keys[row][0], self._areas[row], self._segments[row], self._payers[row])
        memo = (*cell, scope, listed_only, stock, ahead)
        if memo not in self._decided:
            self._decided[memo] = any(
                self._is_placed(code, cell[0], stock, ahead)
                and self._is_delivered(code, cell[0], cell[2], cell[3], scope, listed_only)
                for code in self.regencies(row)
            )
        return self._decided[memo]

    def regencies(self, row: int) -> list[str]:
        """The regencies a row lies in, or that lie in it."""
        return [code for code in self.question.regencies if code.startswith(self._areas[row])]

    def months(self, period: int, stock: bool) -> list[int]:
        """The months of a row's period that count: of a stock the last."""
        asked = zip(self.question.months, self.question.periods, strict=True)
        found = [month for month, one in asked if one == period]
        return found[-1:] if stock else found

    def late(self, scope: Iterable[str], stock: bool, across: Collection[str] = ()) -> frozenset[Key]:
        """The keys of rows in which an expected aggregate has not come; a change lacks the month after as well."""
        memo = (tuple(scope), stock, tuple(across))
        if memo not in self._late:
            periods = dict(zip(self.question.months, self.question.periods, strict=True))
            asked = set(self.question.last_months if stock else self.question.months)
            found: set[Key] = set()
            for one in self.facts.missing:
                months = asked & ({one.month} if stock else {one.month, one.month + 1})
                if months and one.segment in memo[0] and self._concerns(one, (one.month,)):
                    cell = _cell(one)
                    codes = tuple(cell[dim] for dim in self.dims[1:] if dim not in across)
                    found |= {(periods[month], *codes) for month in months}
            self._late[memo] = frozenset(found)
        return self._late[memo]

    def _is_placed(self, code: str, period: int, stock: bool, ahead: bool) -> bool:
        place = self.facts.places.get(code)
        if place is None:
            return False
        first, last = place.first_month, place.last_month
        if ahead:
            first = last if place.complete_month is None else place.complete_month
            last = first + MONTHS_AHEAD
        return any(first <= month <= last for month in self.months(period, stock))

    def _is_delivered(
        self, code: str, period: int, segment: str | None, payer: str | None, scope: tuple[str, ...], listed_only: bool
    ) -> bool:
        payers = (payer,) if payer is not None else self.question.where.get("sponsor", ())
        listed = [self.facts.delivered_sponsors.get((code, one)) for one in payers]
        if payers and not any(one or (one is not None and not listed_only) for one in listed):
            return False
        last = self.months(period, stock=True)[-1]
        wanted = (segment,) if segment is not None else self.question.where.get("segment", scope)
        return any(
            grain.month <= last
            and not (listed_only and grain.is_aggregate)
            and not grain.lacks(self.question.level, self.question.groups)
            for one in wanted
            if one in scope
            for grain in self.facts.grain.get((code, one), ())
        )

    def _concerns(self, one: Missing, months: Collection[int]) -> bool:
        """Whether what has not come would stand in the answer."""
        if one.regency not in self.question.regencies or one.month not in months:
            return False
        grain = Grain(one.regency, one.month, one.segment, _DETAILS[len(one.area)], False, False, True)
        if grain.lacks(self.question.level, self.question.groups):
            return False
        cell = _cell(one)
        return all(cell[dim] in codes for dim, codes in self.question.where.items() if dim in cell)


def _cell(one: Missing) -> dict[str, Any]:
    """The codes of the cell in which a missing aggregate would stand."""
    payer = segments()[one.segment].aggregate_sponsor
    areas = {dim: one.area[:length] for dim, length in LEVELS.items()}
    return {**areas, "segment": one.segment, "sponsor": payer, "sponsor_kind": payer}
