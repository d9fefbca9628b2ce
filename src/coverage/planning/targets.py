"""How far the targets are: people and rupiah a month until each milestone, and whether the pace is enough.

The rule for the class of a track (decision 0010) looks at its first milestone ahead that is not reached yet (all
reached: at the last ahead). The actual pace is what active members gained a month over a window, a parameter.

- `insufficient_data`: no rate for all workers now, no comparable number at the window's start, or no milestone ahead.
- `maintain`: going on at this pace reaches the milestone, or keeps it where it is reached already.
- `accelerate`: members grow or stand still, and too slowly.
- `reverse`: members get fewer, and the milestone will be missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import CannotAnswer
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..parameters import NATIONAL, PARAMETERS, first_of_month, target_tracks
from ..text import Text, month_code
from ..words import phrase
from .bands import Band, band_of_rate
from .facts import Status
from .lacking import counts_begun, missing_text, no_rate_text, refuse_outside
from .milestones import Milestone, TrackClass, aim_of, due_in, judge, milestone_of, rounded_up
from .rating import everybody, segments_under, who
from .reads import plain, records, rows, whole
from .wording import fill, month_text

Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Progress:
    """One track with its milestones and its class; `growth` where it promises growth, not a rate."""

    track: str
    name: Text
    region_code: str
    source: str
    is_national: bool
    growth: float | None
    milestones: tuple[Milestone, ...]
    verdict: TrackClass

    @property
    def aim(self) -> Milestone | None:
        """The milestone its class is about."""
        return aim_of(self.milestones)


@dataclass(frozen=True)
class Targets:
    """All tracks of a place in a month; `pace` is what active members gained a month over the window."""

    month: int
    active: int | None
    eligible_workers: int | None
    coverage_rate: float | None
    series: str | None
    scope: tuple[str, ...]
    window_months: int
    window_active: int | None
    pace: float | None
    tracks: tuple[Progress, ...]
    band: Band | None
    reason: Text | None
    notes: tuple[Text, ...]
    snapshot: str
    status: Status
    results: tuple[Result, ...]

    def to_json(self) -> dict[str, Any]:
        """The `targets` document."""
        return {
            "month": month_code(self.month),
            "active": self.active,
            "eligible_workers": self.eligible_workers,
            "coverage_rate": self.coverage_rate,
            "series": self.series,
            "scope": list(self.scope),
            "window_months": self.window_months,
            "window_from": month_code(self.month - self.window_months),
            "window_active": self.window_active,
            "pace": self.pace,
            "tracks": [_track_json(track) for track in self.tracks],
            "band": None if self.band is None else self.band.to_json(),
            "reason": None if self.reason is None else vars(self.reason),
            "notes": [vars(note) for note in self.notes],
            "snapshot": self.snapshot,
            "status": self.status,
        }


def _track_json(track: Progress) -> dict[str, Any]:
    return {
        "track": track.track,
        "name": vars(track.name),
        "region": track.region_code,
        "national": track.is_national,
        "source": track.source,
        "growth": track.growth,
        "class": track.verdict,
        "milestones": [
            {
                "month": month_code(one.month),
                "rate": one.rate,
                "months_left": one.months_left,
                "needed": one.needed,
                "persons": one.persons,
                "pace": one.pace,
                **{
                    f"{name}_{side}": None if price is None else getattr(price, side)
                    for name, price in (("first", one.first), ("last", one.last), ("total", one.total))
                    for side in ("high_idr", "low_idr")
                },
            }
            for one in track.milestones
        ],
    }


def targets(
    snapshot: SnapshotLike,
    where: Where | None = None,
    month: int | None = None,
    series: str | None = None,
    role: str = "steward",
) -> Targets:
    """The tracks that concern a place, with the pace each milestone needs from `month` (default: the last complete)."""
    asked = dict(where or {})
    rated, reason = _rated(snapshot, asked, month, series, role)
    counted = ask(snapshot, "active", where=_limited(asked, rated), month=month, role=role)
    at = counted.month
    if month is not None:
        refuse_outside(snapshot, counted, (month,))
    active, workers, status = whole(counted.frame["active"].iloc[0]), None, str(counted.frame["active_status"].iloc[0])
    if rated is not None:
        row = records(rated.frame)[0]
        status = str(row["coverage_rate_status"])
        if plain(row["coverage_rate"]) is None:
            reason = fill("targets_no_rate", reason=no_rate_text(rated, status, at))
        else:
            active, workers = whole(row["coverage_rate_numerator"]), whole(row["coverage_rate_denominator"])
    scope = segments_under(rated) if rated is not None else ()
    if workers and not everybody() <= set(scope):
        reason = fill("p_target_scope", who=who(scope))
    comparable = active is not None and bool(workers) and reason is None
    in_rate, counted_active = active, whole(counted.frame["active"].iloc[0])
    window = int(PARAMETERS["coverage.target_window_months"].at(first_of_month(at)))
    before, unlike = _before(snapshot, _limited(asked, rated), at, window, role)
    if before is not None and in_rate != counted_active:
        before, unlike = None, fill("bridge_uncounted")
    pace = (active - before) / window if active is not None and before is not None and unlike is None else None
    held = (active or 0, workers or 0) if comparable else None
    found = tuple(_tracks(snapshot, counted, at, held, pace, role))
    return Targets(
        month=at,
        active=active,
        eligible_workers=workers,
        coverage_rate=active / workers if active is not None and workers else None,
        series=None if rated is None else rated.series,
        scope=scope,
        window_months=window,
        window_active=before,
        pace=pace,
        tracks=found,
        band=band_of_rate(*held, at) if held else None,
        reason=reason,
        notes=tuple(_notes(found, unlike, counted)),
        snapshot=snapshot.id,
        status="ok" if status == "ok" else "masked" if status == "masked" else "no_data",
        results=tuple(one for one in (rated, counted) if one is not None),
    )


def _rated(
    snapshot: SnapshotLike, where: Where, month: int | None, series: str | None, role: str
) -> tuple[Result | None, Text | None]:
    try:
        return ask(snapshot, "coverage_rate", where=where, month=month, series=series, role=role), None
    except CannotAnswer as refusal:
        return None, refusal.text


def _limited(where: Where, rated: Result | None) -> Where:
    return {**where, "segment": rated.scope} if rated is not None and rated.scope and "segment" not in where else where


def _before(snapshot: SnapshotLike, where: Where, month: int, window: int, role: str) -> tuple[int | None, Text | None]:
    """Active members at the window's start; None, and why, where that number does not compare."""
    start = month - window
    span = ask(
        snapshot,
        "active",
        by="month",
        where={**where, "month": [month_code(start), month_code(month)]},
        span=(start, month),
        role=role,
    )
    too_short = fill("targets_short", months=window, month=month_text(start))
    if any(place.first_month > start for place in snapshot.places if place.regency_code in span.regencies):
        return None, too_short
    found = {int(row["month"]): whole(row["active"]) for row in records(span.frame)}.get(start)
    late = sorted({one.month for one in span.missing})
    if late and late[-1] == month:
        return None, fill("targets_incomplete", month=month_text(month))
    if found is None or late:
        return None, too_short
    begun = counts_begun(span, (start, month))
    return found, fill("targets_begun", segments="/".join(begun)) if begun else None


def _tracks(
    snapshot: SnapshotLike, counted: Result, month: int, held: tuple[int, int] | None, pace: float | None, role: str
) -> Iterator[Progress]:
    regency = counted.regencies[0] if len(counted.regencies) == 1 else NATIONAL
    found: dict[str, list[Any]] = {}
    for row in rows(snapshot, "targets", regency=regency):
        found.setdefault(row["track"], []).append(row)
    for name, listed in found.items():
        due = [milestone_of(int(row["month"]), float(row["rate"]), month, held) for row in listed]
        label = Text(id=listed[0]["name_id"], en=listed[0]["name_en"])
        is_national = listed[0]["region_code"] == NATIONAL
        yield Progress(
            name,
            label,
            listed[0]["region_code"],
            listed[0]["source"],
            is_national,
            None,
            tuple(due),
            judge(due, held, pace),
        )
    for track in target_tracks():
        promise = [point for point in track.growth if point.month <= month][-1:]
        if track.region_code != regency or not promise or set(counted.where) - {"regency", "province"}:
            continue
        due = list(_grown(snapshot, counted, month, held, promise[0].rate, role))
        yield Progress(
            track.name,
            track.label,
            regency,
            promise[0].basis.cite.id,
            False,
            promise[0].rate,
            tuple(due),
            judge(due, held, pace),
        )


def _grown(
    snapshot: SnapshotLike, counted: Result, month: int, held: tuple[int, int] | None, growth: float, role: str
) -> Iterator[Milestone]:
    """The promise for this year: the active members of last December and so much more by the coming one."""
    december = month // 12 * 12 + 11
    if held is None:
        return
    try:
        base = whole(
            ask(snapshot, "active", where=counted.where, month=december - 12, role=role).frame["active"].iloc[0]
        )
    except CannotAnswer:
        return
    place = next(one for one in snapshot.places if one.regency_code in counted.regencies)
    if base and place.first_month <= december - 12:
        needed = rounded_up(base * (1 + growth))
        yield due_in(december, needed / held[1], month, held, needed)


def _notes(found: Sequence[Progress], unlike: Text | None, counted: Result) -> Iterator[Text]:
    if counted.missing:
        month = month_text(counted.month)
        yield fill("p_preliminary_missing", month=month, missing=missing_text(counted))
    if any(track.is_national for track in found):
        yield phrase("planning.targets_national")
    if unlike is not None:
        yield unlike
    yield phrase("planning.targets_cost")
