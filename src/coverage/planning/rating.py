"""The rate of a place, how it moved, and which targets it is measured by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from ..codes import segments, workforce_series
from ..errors import CannotAnswer
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..parameters import NATIONAL, target_tracks
from ..text import Text
from .facts import Change, Growth, Rate, Status, Target
from .lacking import no_rate_text
from .payers import status_of
from .reads import cells_of, plain, rows, whole
from .wording import fill, month_text, plain_text


def rate_of(
    snapshot: SnapshotLike, regency: str, month: int, series: str | None, role: str, segment: str | None = None
) -> Rate:
    """The rate of a regency in a month; where there is none, why."""
    return rate_in(snapshot, cells_of(regency, segment), month, series, role)


def rate_in(
    snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], month: int, series: str | None, role: str
) -> Rate:
    """The rate under any filter in a month; where there is none, why."""
    try:
        result = ask(snapshot, "coverage_rate", where=where, month=month, series=series, role=role)
    except CannotAnswer as refusal:
        return _no_rate(refusal.text, series)
    row = result.frame.iloc[0]
    rate = plain(row["coverage_rate"])
    if rate is None:
        status = str(row["coverage_rate_status"])
        return _no_rate(no_rate_text(result, status, month), result.series, status_of(status))
    as_of = min(result.as_of, key=lambda one: one.as_of, default=None)
    scope = segments_under(result)
    return Rate(
        rate=float(rate),
        active=whole(row["coverage_rate_numerator"]),
        workers=whole(row["coverage_rate_denominator"]),
        series=result.series,
        series_label=_label(result.series),
        as_of=None if as_of is None else as_of.as_of,
        source=None if as_of is None else as_of.source,
        is_estimate=result.series is not None and workforce_series()[result.series].estimate,
        is_old=result.is_old,
        scope=scope,
        who=who(scope),
        reason=None,
        days=tuple(sorted({one.as_of for one in result.as_of})),
    )


def segments_under(result: Result) -> tuple[str, ...]:
    """The segments whose members stand over the denominator of a rate."""
    if result.scope:
        return tuple(result.scope)
    return workforce_series()[result.series].scope if result.series else ()


def everybody() -> frozenset[str]:
    """The segments that a target for all workers is about: those of any denominator."""
    return frozenset(segment for series in workforce_series().values() for segment in series.scope)


def is_partial(rate: Rate) -> bool:
    """Whether a rate is about some segments only, so that figures of all members stand apart from it."""
    return rate.rate is not None and bool(rate.scope) and not everybody() <= set(rate.scope)


def who(scope: Sequence[str]) -> Text:
    """Whom a rate is about: `pekerja`, or `pekerja BPU` where it is limited."""
    if not scope or everybody() <= set(scope):
        return fill("who_all")
    return fill("who_scope", segments="/".join(code for code in segments() if code in scope))


def _label(series: str | None) -> Text | None:
    return workforce_series()[series].label if series else None


def _no_rate(reason: Text, series: str | None, status: Status = "no_data") -> Rate:
    return Rate(None, None, None, series, _label(series), None, None, False, False, (), who(()), reason, status)


def change_since(
    before: Rate,
    now: Rate,
    month: int,
    active_before: int | None,
    active_now: int | None,
    begun: Sequence[str] = (),
) -> Change:
    """How the rate moved since `month`; only within one series and scope, otherwise just the people and the reason.

    `begun` are the segments whose counts first came in between: neither a rate over them nor the people compare.
    """
    new = [segment for segment in begun if not now.scope or segment in now.scope]
    if now.rate is None or before.rate is None or before.scope != now.scope or before.series != now.series or new:
        persons = None
        if active_before is not None and active_now is not None and not begun:
            persons = active_now - active_before
        reason = None
        if now.rate is not None:
            reason = begun_text(new, month) if new else before.reason or fill("other_scope", month=month_text(month))
        return Change(month, None, persons, denominator_revised=False, reason=reason)
    return Change(
        month=month,
        points=now.rate - before.rate,
        persons=(now.active or 0) - (before.active or 0),
        denominator_revised=before.workers != now.workers,
        reason=None,
    )


def begun_text(segments_begun: Sequence[str], month: int) -> Text:
    """That counts first came after a month, so what they add since is no growth."""
    return fill("change_begun", segments=plain_text("/".join(segments_begun)), month=month_text(month))


def targets_of(snapshot: SnapshotLike, regency: str, month: int, rate: Rate) -> tuple[Target, ...]:
    """One target per track that concerns the place: the next one due, else its last; lowest first.

    Tracks are about all workers: a rate of some segments only is shown beside them and not compared.
    """
    chosen: dict[str, Any] = {}
    for row in rows(snapshot, "targets", regency=regency):
        held = chosen.get(row["track"])
        if held is None or held["month"] < month:
            chosen[row["track"]] = row
    comparable = rate.rate is not None and everybody() <= set(rate.scope)
    found = [_target(row, regency, rate, comparable) for row in chosen.values()]
    return tuple(sorted(found, key=lambda target: (target.rate, target.month, target.track)))


def _target(row: Any, regency: str, rate: Rate, comparable: bool) -> Target:
    points = rate.rate - row["rate"] if comparable and rate.rate is not None else None
    needed = None
    if comparable and rate.workers is not None and rate.active is not None:
        # A product such as 0.35 × 100 may lie a hair above the whole number it means.
        needed = max(ceil(round(row["rate"] * rate.workers, 6)) - rate.active, 0)
    return Target(
        track=row["track"],
        name=Text(id=row["name_id"], en=row["name_en"]),
        month=int(row["month"]),
        rate=float(row["rate"]),
        source=row["source"],
        is_national=row["region_code"] == NATIONAL and regency != NATIONAL,
        points=points,
        persons=needed,
    )


def growth_of(
    regency: str, month: int, active_before: int | None, active_now: int | None, begun: Sequence[str] = ()
) -> tuple[Growth, ...]:
    """The growth promises of a place against the growth of its active members in twelve months.

    Where counts of the segments `begun` first came within them, nobody can tell.
    """
    actual = active_now / active_before - 1 if active_now is not None and active_before and not begun else None
    reason = begun_text(begun, month - 12) if begun else None
    return tuple(
        Growth(track.name, track.label, point.rate, actual, point.basis.cite.id, reason)
        for track in target_tracks()
        if track.region_code == regency
        for point in [point for point in track.growth if point.month <= month][-1:]
    )
