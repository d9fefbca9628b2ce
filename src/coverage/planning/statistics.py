"""Poverty and labour figures that a statistics office published of a place, each with its date and source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..metrics.source import SnapshotLike
from ..sources import indicators
from ..text import Lang, Text, number
from .reads import rows


@dataclass(frozen=True)
class Statistic:
    """The newest published value of one indicator, and the one before it; `of_province` where the place has none."""

    indicator: str
    label: Text
    value: float
    unit: str
    month: int
    source: str
    of_province: bool
    before: float | None = None
    before_month: int | None = None

    def shown(self, value: float | None, lang: Lang) -> str:
        """A value in its unit."""
        if value is None:
            return "–"
        if self.unit == "percent":
            return number(value / 100, "percent", lang)
        return number(value, "rupiah" if self.unit == "idr" else "number", lang)


def published_statistics(snapshot: SnapshotLike, regency: str, month: int | None = None) -> tuple[Statistic, ...]:
    """What was published of a regency, or else of its province, up to a month; in the declared order of indicators."""
    month = snapshot.default_month([regency]) if month is None else month
    found: dict[str, Statistic] = {}
    declared = indicators()
    # The read gives the regency before its province, and the newest first.
    for row in rows(snapshot, "statistics", regency=regency, month=month):
        name, of_province = row["indicator"], row["region_level"] == "province"
        newest = found.get(name)
        if newest is None and name in declared:
            found[name] = Statistic(
                name, declared[name].label, row["value"], row["unit"], row["period"], row["source"] or "", of_province
            )
        elif newest is not None and newest.before is None and newest.of_province == of_province:
            found[name] = replace(newest, before=row["value"], before_month=row["period"])
    return tuple(found[name] for name in declared if name in found)
