"""Coverage against drop-out, area by area: four fields, each with what to do there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..text import Text
from .facts import Status
from .payers import status_of
from .reads import plain, records, whole
from .wording import fill

METRICS = ("coverage_rate", "drop_out_rate", "coverage_gap")
Field = Literal["keep", "hold", "widen", "mend"]
FIELDS: tuple[Field, ...] = ("keep", "widen", "hold", "mend")
"""Much cover and little drop-out; little and little; much and much; little cover and much drop-out."""

OWN, MEDIAN = "own", "median"


@dataclass(frozen=True)
class Cut:
    """Where high begins: the value, and whether that is the place's own figure, the middle area's, or chosen.

    `full` stands where the own or middle figure lies above 100 %: an area that covers all its workers is well covered.
    """

    value: float | None
    basis: Literal["own", "median", "chosen", "full"]


@dataclass(frozen=True)
class Place:
    """One area with both figures and its field; without one of them no field, and the `reason`."""

    code: str
    coverage: float | None
    drop_out: float | None
    active: int | None
    workers: int | None
    gap: int | None
    lapsed: int | None
    field: Field | None
    reason: Text | None


@dataclass(frozen=True)
class Quadrant:
    """The areas of a place in four fields; `absent` are those without a field, with the reason, never dropped."""

    level: str
    coverage_cut: Cut
    drop_out_cut: Cut
    places: tuple[Place, ...]
    absent: tuple[Place, ...]
    result: Result

    def of(self, field: Field) -> tuple[Place, ...]:
        """The areas of one field, those with most workers not covered first."""
        return tuple(
            sorted((one for one in self.places if one.field == field), key=lambda one: (-(one.gap or 0), one.code))
        )


def quadrant(
    snapshot: SnapshotLike,
    level: str,
    where: Mapping[str, Sequence[str]],
    month: int | None = None,
    *,
    coverage_cut: str | float = OWN,
    drop_out_cut: str | float = OWN,
    series: str | None = None,
    role: str = "steward",
) -> Quadrant:
    """The districts or villages of a place by coverage and drop-out; refuses where no rate by area is honest."""
    result = ask(snapshot, METRICS, by=level, where=where, month=month, series=series, role=role)
    alone = members_where(result)
    counted = None
    if alone is not None:
        counted = ask(snapshot, "active", by=level, where={**where, **alone}, month=month, role=role)
    return quadrant_of(result, coverage_cut, drop_out_cut, counted)


def members_where(result: Result) -> dict[str, Sequence[str]] | None:
    """The filter by which members are asked for alone: known where only the denominator is not; None without need."""
    if "no_data" not in set(result.frame["coverage_rate_status"]):
        return None
    under = [one for one in result.scope if one in result.where.get("segment", result.scope)]
    return {"segment": under} if under else {}


def quadrant_of(
    result: Result, coverage_cut: str | float = OWN, drop_out_cut: str | float = OWN, counted: Result | None = None
) -> Quadrant:
    """The same from an answer that is there already: the three metrics by one level of areas, and members alone."""
    rows = records(result.frame)
    if counted is not None:
        alone = {str(row[result.by[0]]): row["active"] for row in records(counted.frame)}
        rows = [
            {**row, "members": alone.get(str(row[result.by[0]]))} if row["coverage_rate_status"] == "no_data" else row
            for row in rows
        ]
    cuts = tuple(
        _cut(
            chosen,
            [(plain(row[f"{name}_numerator"]), plain(row[f"{name}_denominator"]), plain(row[name])) for row in rows],
        )
        for name, chosen in zip(METRICS[:2], (coverage_cut, drop_out_cut), strict=True)
    )
    level = result.by[0]
    covered, lost = cuts[0], cuts[1]
    if covered.basis != "chosen" and covered.value is not None and covered.value > 1:
        covered = Cut(1.0, "full")
    places = [_place(row, level, covered, lost) for row in rows]
    return Quadrant(
        level=level,
        coverage_cut=covered,
        drop_out_cut=lost,
        places=tuple(one for one in places if one.field is not None),
        absent=tuple(one for one in places if one.field is None),
        result=result,
    )


def field_name(field: Field) -> Text:
    """What a field is called."""
    return fill(f"field_{field}")


def field_action(field: Field) -> Text:
    """What to do in a field."""
    return fill(f"action_{field}")


def quadrant_finding(found: Quadrant) -> Text:
    """How many areas need mending first, in a sentence."""
    if not found.places:
        return fill("quadrant_nothing")
    worst = found.of("mend")
    key = "quadrant_mend" if worst else "quadrant_no_mend"
    return fill(key, count=len(worst), all=len(found.places), level=fill(f"level_{found.level}"))


def _cut(chosen: str | float, sides: Sequence[tuple[float | None, float | None, float | None]]) -> Cut:
    """The cut asked for; `own` is the figure of all areas that have one, taken together."""
    if chosen not in (OWN, MEDIAN):
        return Cut(float(chosen), "chosen")
    known = [(top or 0.0, bottom or 0.0, value) for top, bottom, value in sides if value is not None]
    if chosen == MEDIAN:
        return Cut(median(value for _, _, value in known) if known else None, "median")
    below = sum(bottom for _, bottom, _ in known)
    return Cut(sum(top for top, _, _ in known) / below if below else None, "own")


def _place(row: Mapping[str, object], level: str, coverage: Cut, drop_out: Cut) -> Place:
    rate, lost = plain(row["coverage_rate"]), plain(row["drop_out_rate"])
    field: Field | None = None
    if rate is not None and lost is not None and coverage.value is not None and drop_out.value is not None:
        # Covered as well as the whole is well covered; only more drop-out than the whole is much.
        is_high, is_leaking = rate >= coverage.value, lost > drop_out.value
        field = ("hold" if is_leaking else "keep") if is_high else ("mend" if is_leaking else "widen")
    return Place(
        code=str(row[level]),
        coverage=rate,
        drop_out=lost,
        active=whole(row.get("members", row["coverage_rate_numerator"])),
        workers=whole(row["coverage_rate_denominator"]),
        gap=whole(row["coverage_gap"]),
        lapsed=whole(row["drop_out_rate_numerator"]),
        field=field,
        reason=None if field is not None else _reason(row),
    )


def _reason(row: Mapping[str, object]) -> Text:
    for metric in METRICS[:2]:
        if plain(row[metric]) is None:
            status: Status = status_of(row[f"{metric}_status"])
            return fill(f"absent_{metric}_{status}")
    return fill("quadrant_no_cut")
