"""What a briefing is made of: the headline of a place, its districts, its way so far and ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from ..codes import segments, sponsor_kinds
from ..folders import DataFolder
from ..metrics import Result, ask
from ..planning import Cliff, Headline, Payer, Price, headline
from ..regions import MapFile, load_regions, map_file
from ..text import Lang, Text, month_name
from ..warehouse import Snapshot
from . import look
from .geometry import Sheet, read_sheet
from .svg import Area
from .svg_charts import Trend


@dataclass(frozen=True)
class District:
    """One district of the ranking; `rate` and `gap` None come with a status."""

    code: str
    name: str
    rate: float | None
    active: int | None
    workers: int | None
    gap: int | None
    status: str


@dataclass(frozen=True)
class Ending:
    """A payer whose people's cover ends: `month` is the first without it, None where only the outlook could tell."""

    name: str
    persons: int | None
    status: str
    month: int | None
    price: Price | None


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
        regions, rates = load_regions(self.data), self._by_code(self.by_district)
        counts = self._by_code(self._active_by_district) if not _any_rate(rates) else {}
        found = []
        for code in [region.code for region in regions.children(self.regency)]:
            row, count = rates.get(code, {}), counts.get(code, {})
            found.append(
                District(
                    code=code,
                    name=regions.name(code, self.lang),
                    rate=_real(row.get("coverage_rate")),
                    active=_whole(count.get("active") if counts else row.get("coverage_rate_numerator")),
                    workers=_whole(row.get("coverage_rate_denominator")),
                    gap=_whole(row.get("coverage_gap")),
                    status=str(
                        count.get("active_status", "no_data") if counts else row.get("coverage_rate_status", "no_data")
                    ),
                )
            )
        return tuple(sorted(found, key=lambda each: (each.rate is None, each.rate or 0.0, each.code)))

    @property
    def unplaced(self) -> int | None:
        """The members whose district nobody knows, as the districts beside them are counted; None where masked."""
        rates = self.by_district if self.has_district_rates else None
        row = self._by_code(rates or self._active_by_district).get(f"{self.regency}.00", {})
        return _whole(row.get("active" if rates is None else "coverage_rate_numerator"))

    @property
    def has_district_rates(self) -> bool:
        """Whether any district has a rate; where none has, reports show its active members alone."""
        return any(each.rate is not None for each in self.districts)

    @property
    def _active_by_district(self) -> Result:
        return ask(self.snapshot, "active", by=("district",), where=self.where, month=self.head.month, role=self.role)

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
    def ending(self) -> tuple[Ending, ...]:
        """The payers whose blocks end within three months, the largest first; each with its first month without cover
        and the price of going on from then, where the outlook tells them.

        Who is paid for month by month is never paid up for long: see `rolling`.
        """
        blocks = (each for each in self.head.ending.payers if sponsor_kinds()[each.kind].renewal == "block")
        return tuple(_from_own_month(each, self._cliffs(each.sponsor)) for each in blocks)

    @property
    def rolling(self) -> int | None:
        """Those whose cover ends within three months unless they, or their employers, pay on as they do every month."""
        persons = [e.persons for e in self.head.ending.payers if sponsor_kinds()[e.kind].renewal == "rolling"]
        return None if None in persons else sum(each or 0 for each in persons)

    def _cliffs(self, sponsor: str) -> list[Cliff]:
        cliffs = self.head.outlook.cliffs if self.head.outlook else ()
        last = self.head.month + 3
        return [each for each in cliffs if each.sponsor == sponsor and each.month <= last]

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


def _from_own_month(payer: Payer, cliffs: Sequence[Cliff]) -> Ending:
    """The payer with the prices of its own months; without a month where the outlook counts other people."""
    if not cliffs or sum(each.persons or 0 for each in cliffs) != payer.persons:
        return Ending(payer.name, payer.persons, payer.status, None, payer.price)
    price = Price(sum(each.renewal_idr or 0 for each in cliffs), sum(each.renewal_low_idr or 0 for each in cliffs))
    return Ending(payer.name, payer.persons, payer.status, min(each.month for each in cliffs), price)


def _any_rate(rows: Mapping[str, Mapping[str, Any]]) -> bool:
    return any(_real(row.get("coverage_rate")) is not None for row in rows.values())


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _real(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else round(float(value))
