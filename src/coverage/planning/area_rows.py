"""The areas of one level side by side: their rates, and their members where there is no rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import CannotAnswer
from ..metrics import ask
from ..metrics.source import SnapshotLike
from .area_facts import AreaRow
from .payers import status_of
from .reads import plain, records, whole


def area_rows(
    snapshot: SnapshotLike,
    level: str,
    where: Mapping[str, Sequence[str]],
    month: int,
    series: str | None,
    role: str,
    names: Mapping[str, str],
) -> tuple[AreaRow, ...]:
    """Areas with rate and drop-out, the lowest rate first; without a denominator their counts only, by code."""
    metrics = ("coverage_rate", "drop_out_rate")
    try:
        result = ask(snapshot, metrics, by=level, where=where, month=month, series=series, role=role)
    except CannotAnswer:
        result = ask(snapshot, ("active", "drop_out_rate"), by=level, where=where, month=month, role=role)
    answer = records(result.frame)
    # Members are known where only the denominator is not; of the same segments, so that the rows compare.
    counted: dict[str, int | None] = {}
    if any("coverage_rate" in row and plain(row["coverage_rate"]) is None for row in answer):
        own = {**where, "segment": list(result.scope)} if result.scope else where
        alone = ask(snapshot, "active", by=level, where=own, month=month, role=role)
        counted = {str(row[level]): whole(row["active"]) for row in records(alone.frame)}
    found = [
        AreaRow(
            code=str(row[level]),
            name=names[str(row[level])],
            rate=plain(row.get("coverage_rate")),
            active=whole(_active(row, counted.get(str(row[level])))),
            workers=whole(row.get("coverage_rate_denominator")),
            drop_out=plain(row["drop_out_rate"]),
            status=status_of(row[f"{result.metrics[0].name}_status"]),
        )
        for row in answer
        if str(row[level]) in names
    ]
    return tuple(sorted(found, key=lambda one: (one.rate is None, one.rate or 0.0, one.code)))


def _active(row: Mapping[str, Any], counted: int | None) -> Any:
    """Who is counted over the denominator; without one, who is counted at all."""
    if "coverage_rate" not in row:
        return row["active"]
    return counted if plain(row["coverage_rate"]) is None else row["coverage_rate_numerator"]
