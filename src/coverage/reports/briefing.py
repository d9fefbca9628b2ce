"""What a briefing is made of: the headline of a place, its districts, its way so far and ahead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from ..codes import segments, sponsor_kinds
from ..folders import DataFolder
from ..metrics import Result, ask
from ..planning import Headline, Payer, headline
from ..regions import MapFile, load_regions, map_file
from ..text import Lang, Text, month_name
from ..warehouse import Snapshot
from . import look
from .geometry import Sheet, read_sheet
from .svg import Area
from .svg_charts import Trend


@dataclass(frozen=True)
class District:
    """One district of the ranking; what is None comes with a status: of the rate, or of the active members.

    Who is not covered is not told above 100 %: there the denominator is wrong, and nobody knows who is left.
    """

    code: str
    name: str
    rate: float | None
    active: int | None
    workers: int | None
    gap: int | None
    status: str
    active_status: str

    @property
    def is_over(self) -> bool:
        """Whether it has more members than the denominator has workers."""
        return self.rate is not None and self.rate > 1


@dataclass(frozen=True)
class Briefing:
    """Everything a briefing prints about one place and month, in one language."""

    snapshot: Snapshot
    data: DataFolder
    regency: str
    lang: Lang
    role: str
    head: Headline
    segment: str | None = None

    @property
    def where(self) -> dict[str, list[str]]:
        """The filter under which every figure stands: the place, and the segment where one was chosen."""
        return {"regency": [self.regency], **({"segment": [self.segment]} if self.segment else {})}

    @property
    def place(self) -> str:
        """The place, with the segment where one was chosen."""
        return f"{self.head.name} · {segments()[self.segment].label.of(self.lang)}" if self.segment else self.head.name

    @property
    def month(self) -> str:
        """The briefing's month in words."""
        return month_name(self.head.month, self.lang)

    def say(self, text: Text) -> str:
        """A declared text in the briefing's language."""
        return text.of(self.lang)

    @cached_property
    def by_district(self) -> Result | None:
        """The rate by district, over the denominator that the headline ranks by; None where none reaches districts."""
        if self.head.behind.series is None:
            return None
        return ask(
            self.snapshot,
            ("coverage_rate", "coverage_gap"),
            by=("district",),
            where=self.where,
            month=self.head.month,
            series=self.head.behind.series,
            role=self.role,
        )

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """Every district, lowest rate first; those without a rate last."""
        regions, rates, counts = load_regions(self.data), self._by_code(self.by_district), self._active_by_district
        found = []
        for code in [region.code for region in regions.children(self.regency)]:
            row, count = rates.get(code, {}), counts.get(code, {})
            rate = _real(row.get("coverage_rate"))
            gap = _whole(row.get("coverage_gap"))
            found.append(
                District(
                    code=code,
                    name=regions.name(code, self.lang),
                    rate=rate,
                    active=_whole(count.get("active") if rate is None else row.get("coverage_rate_numerator")),
                    workers=_whole(row.get("coverage_rate_denominator")),
                    gap=None if gap is None or gap < 0 else gap,
                    status=str(row.get("coverage_rate_status", "no_data")),
                    active_status=str(count.get("active_status", "no_data")),
                )
            )
        return tuple(sorted(found, key=lambda each: (each.rate is None, each.rate or 0.0, each.code)))

    @property
    def lacking(self) -> list[District]:
        """The districts that lack workers, the most first; of whom is above 100 % nobody knows."""
        return sorted((each for each in self.districts if each.gap), key=lambda each: -(each.gap or 0))

    @property
    def unplaced(self) -> int | None:
        """The members whose district nobody knows, as the districts beside them are counted; None where masked."""
        return _whole(self._active_by_district.get(f"{self.regency}.00", {}).get("active"))

    @property
    def has_district_rates(self) -> bool:
        """Whether any district has a rate; where none has, reports show its active members alone."""
        return any(each.rate is not None for each in self.districts)

    @cached_property
    def _active_by_district(self) -> dict[str, dict[str, Any]]:
        """The active of each district, of the segments that the rates beside them are about."""
        rated, where = self.by_district, self.where
        if rated and rated.scope and rated.frame["coverage_rate"].notna().any() and self.segment is None:
            where = {**where, "segment": list(rated.scope)}
        asked = ask(self.snapshot, "active", by=("district",), where=where, month=self.head.month, role=self.role)
        return self._by_code(asked)

    @staticmethod
    def _by_code(answer: Result | None) -> dict[str, dict[str, Any]]:
        return {} if answer is None else {str(row["district"]): row for row in _rows(answer.frame)}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The districts as a map shows them: numbered as in the ranking."""
        return {
            district.code: Area(district.code, district.name, district.rate, str(number))
            for number, district in enumerate(self.districts, start=1)
        }

    @cached_property
    def scale(self) -> look.Scale:
        """The classes of the map."""
        return look.scale_of([district.rate for district in self.districts])

    @cached_property
    def map(self) -> MapFile | None:
        """The districts' published shapes."""
        return map_file(self.data, self.regency, "district")

    def sheet(self, width: float, height: float) -> Sheet | None:
        """The map fitted into a box, in points."""
        return None if self.map is None else read_sheet(self.map.path, width, height)

    @cached_property
    def ending(self) -> tuple[Payer, ...]:
        """The payers whose blocks end within three months, the largest first.

        Who is paid for month by month is never paid up for long: see `rolling`.
        """
        return tuple(each for each in self.head.ending.payers if sponsor_kinds()[each.kind].renewal == "block")

    @property
    def ends_unknown(self) -> bool:
        """Whether nobody can tell when cover ends: all came as counts without a list, or are paid for by the month."""
        is_carried = self.head.outlook is not None and self.head.outlook.is_carried_only
        return bool(self.head.active) and (self.head.ending.status == "no_data" or is_carried)

    @property
    def rolling(self) -> int | None:
        """Those whose cover ends within three months unless they, or their employers, pay on as they do every month."""
        persons = [e.persons for e in self.head.ending.payers if sponsor_kinds()[e.kind].renewal == "rolling"]
        return None if None in persons else sum(each or 0 for each in persons)

    @cached_property
    def trend(self) -> Trend | None:
        """The rate month by month and the fan ahead; None where the place has no rate."""
        if self.head.rate.rate is None:
            return None
        first = next(each.first_month for each in self.snapshot.places if each.regency_code == self.regency)
        now, ahead = self.head.month, self.head.outlook.path if self.head.outlook else ()
        answer = ask(
            self.snapshot,
            "coverage_rate",
            by=("month",),
            where=self.where,
            span=(first, now),
            series=self.head.rate.series,
            role=self.role,
        )
        rates = {_whole(row["month"]): _real(row["coverage_rate"]) for row in _rows(answer.frame)}
        first = min((month for month, rate in rates.items() if month is not None and rate is not None), default=now)
        none = [step.none.coverage_rate for step in ahead]
        everyone = [step.all.coverage_rate for step in ahead]
        return Trend(
            first_month=first,
            history=tuple(rates.get(month) for month in range(first, now + 1)),
            none=tuple(rate for rate in none if rate is not None),
            everyone=tuple(rate for rate in everyone if rate is not None),
        )


def read_briefing(
    snapshot: Snapshot,
    data: DataFolder,
    regency: str,
    lang: Lang,
    month: int | None = None,
    role: str = "steward",
    series: str | None = None,
    segment: str | None = None,
) -> Briefing:
    """A place's briefing; without a month, of its last complete one, without a series over the first that fits."""
    head = headline(snapshot, regency, month=month, series=series, role=role, segment=segment)
    return Briefing(snapshot, data, regency, lang, role, head, segment)


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _real(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else round(float(value))
