"""What a change of the deliveries would do, tried in a copy of the folder: nothing in the folder itself changes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import BuildStopped, CannotAnswer, CoverageError
from ..folders import DataFolder, scratch
from ..metrics import ask
from ..sources import Manifest, delivery_named, list_deliveries, winners, withdraw
from ..text import month_code
from ..warehouse import Snapshot, build, open_snapshot

NOTHING_TO_SHOW = ("no_delivery", "nothing_counted")
"""Why a build stops that is no fault: nobody is counted yet, or any more."""


@dataclass(frozen=True)
class Standing:
    """The headline of a place at its last complete month: active members and, where there is one, the rate."""

    month: int
    active: int | None
    rate: float | None
    series: str | None

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {"month": month_code(self.month), "active": self.active, "coverage_rate": self.rate}


@dataclass(frozen=True)
class Effect:
    """The headline of one place before and after; None where the place has no data."""

    regency: str
    before: Standing | None
    after: Standing | None

    @property
    def is_change(self) -> bool:
        """Whether anything a reader sees first would be another."""
        return self.before != self.after

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "regency": self.regency,
            "before": None if self.before is None else self.before.to_json(),
            "after": None if self.after is None else self.after.to_json(),
        }


@dataclass(frozen=True)
class Withdrawal:
    """What withdrawing a delivery does, or did (`snapshot` then names the new one; None: nothing is left to show)."""

    manifest: Manifest
    revives: tuple[Manifest, ...]
    effects: tuple[Effect, ...]
    leaves_nothing: bool
    snapshot: str | None = None


def rehearse(data: DataFolder, change: Callable[[DataFolder], object]) -> tuple[Effect, ...]:
    """Makes a change in a copy and builds that; raises what the change or the build raises."""
    with scratch("trial") as folder:
        copy = DataFolder(folder)
        _link(data, copy)
        change(copy)
        build(copy)
        return _effects(data, copy)


def rehearse_withdrawal(data: DataFolder, delivery: str) -> Withdrawal:
    """What would become of the headline without a delivery; raises `BuildStopped` where nothing could be built."""
    manifest = delivery_named(data, delivery)
    revives = _revived(list_deliveries(data), manifest)
    try:
        effects = rehearse(data, lambda copy: withdraw(copy, delivery))
    except BuildStopped as stop:
        if stop.code not in NOTHING_TO_SHOW:
            raise
        return Withdrawal(manifest, revives, _effects(data, None), leaves_nothing=True)
    return Withdrawal(manifest, revives, effects, leaves_nothing=False)


def withdraw_and_build(data: DataFolder, delivery: str) -> Withdrawal:
    """Withdraws a delivery and serves what is left; a build that would stop leaves everything as it was."""
    found = rehearse_withdrawal(data, delivery)
    manifest = withdraw(data, delivery)
    if found.leaves_nothing:
        # Nothing may be shown of what was withdrawn, and there is nothing else.
        data.current_pointer.unlink(missing_ok=True)
        return Withdrawal(manifest, found.revives, found.effects, leaves_nothing=True)
    return Withdrawal(manifest, found.revives, found.effects, leaves_nothing=False, snapshot=build(data).snapshot)


def _revived(known: list[Manifest], without: Manifest) -> tuple[Manifest, ...]:
    """The deliveries that count again for something once one is withdrawn."""
    before = winners(known)
    after = winners(one for one in known if one.delivery != without.delivery)
    found = {one.delivery: one for key, one in after.items() if before[key].delivery == without.delivery}
    return tuple(found.values())


def _link(data: DataFolder, copy: DataFolder) -> None:
    """The same deliveries under another folder; immutable files are linked, not copied."""
    for part in (data.deliveries, data.boundaries, data.private, data.profiles):
        if part.is_dir():
            shutil.copytree(
                part,
                copy.root / part.relative_to(data.root),
                # Hidden: the lock, and what another import is just writing.
                ignore=shutil.ignore_patterns(".*"),
                copy_function=shutil.copy2 if part in (data.private, data.profiles) else _linked,
            )


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def _effects(data: DataFolder, copy: DataFolder | None) -> tuple[Effect, ...]:
    before, after = _opened(data), None if copy is None else _opened(copy)
    try:
        regencies = {place.regency_code for snapshot in (before, after) if snapshot for place in snapshot.places}
        return tuple(Effect(code, standing(before, code), standing(after, code)) for code in sorted(regencies))
    finally:
        for snapshot in (before, after):
            if snapshot is not None:
                snapshot.close()


def _opened(data: DataFolder) -> Snapshot | None:
    try:
        return open_snapshot(data)
    except CoverageError:
        return None


def standing(snapshot: Snapshot | None, regency: str) -> Standing | None:
    """The headline of a place in a snapshot, at its last complete month."""
    if snapshot is None or regency not in {place.regency_code for place in snapshot.places}:
        return None
    month, where = snapshot.default_month((regency,)), {"regency": (regency,)}
    active = ask(snapshot, "active", where=where, month=month).value("active")
    rate, series = None, None
    try:
        result = ask(snapshot, "coverage_rate", where=where, month=month)
        rate, series = result.value("coverage_rate"), result.series
    except CannotAnswer:
        pass
    return Standing(
        month, None if active is None else int(active), None if rate is None else float(rate), series if rate else None
    )
