"""What a file would do, tried without changing anything: the check of every row, and the effect on the headline."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import CoverageError
from ..folders import DataFolder
from ..metrics import ask
from ..sources import FileRefused, FileResult, ImportOptions, import_file, list_deliveries
from ..warehouse import Snapshot, build, open_snapshot

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Effect:
    """Active members of one place before and after, each at its own last complete month."""

    regency: str
    before: int | None
    after: int | None
    month: int


@dataclass(frozen=True)
class Trial:
    """What a file would do: the check of each sheet, and the effect once built; or the problem that stops it."""

    files: tuple[FileResult, ...]
    effects: tuple[Effect, ...]
    problem: CoverageError | None

    @property
    def needs_confirm(self) -> bool:
        """Whether a list drops so many people that somebody has to say that this is right."""
        return any(one.needs_confirm for one in self.files)

    @property
    def may_be_published(self) -> bool:
        """Whether publishing would record anything."""
        return self.problem is None and any(one.manifest.accepted and not one.unchanged for one in self.files)


def try_file(path: Path, options: ImportOptions, data: DataFolder, tell: Tell = lambda phase: None) -> Trial:
    """Checks a file and builds it into a copy of the folder: nothing in the folder itself changes."""
    options = marked(replace(options, dry_run=True, progress=tell), data)
    try:
        files = import_file(data, path, options).files
    except FileRefused as refusal:
        return Trial(refusal.result.files, (), refusal)
    except CoverageError as problem:
        return Trial((), (), problem)
    with tempfile.TemporaryDirectory(prefix="cakupan-trial-") as folder:
        copy = DataFolder(Path(folder))
        _link(data, copy)
        try:
            import_file(copy, path, replace(options, dry_run=False, confirm=True, progress=None))
            tell("build")
            build(copy)
        except CoverageError as problem:
            return Trial(files, (), problem)
        return Trial(files, _effects(data, copy), None)


def publish(path: Path, options: ImportOptions, data: DataFolder, tell: Tell) -> str:
    """Records the delivery and builds; gives the snapshot. If a check stops the build, the last good one serves on."""
    import_file(data, path, marked(replace(options, dry_run=False, progress=tell), data))
    tell("build")
    return build(data).snapshot


def return_file(path: Path, options: ImportOptions, data: DataFolder) -> bytes:
    """The sender's rows with what is wrong with them; made anew when asked for and kept nowhere."""
    with tempfile.TemporaryDirectory(prefix="cakupan-return-") as folder:
        target = Path(folder) / "return.xlsx"
        # Refused when no row can be taken: then the file to return says so of every row.
        with suppress(FileRefused):
            import_file(data, path, marked(replace(options, dry_run=True, return_file=target), data))
        return target.read_bytes()


def marked(options: ImportOptions, data: DataFolder) -> ImportOptions:
    """A file that goes to made-up data counts as made up, like everything there: a build refuses to mix."""
    return replace(options, synthetic=True) if is_synthetic(data) else options


def is_synthetic(data: DataFolder) -> bool:
    """Whether everything in a folder is made up."""
    found = list_deliveries(data)
    return bool(found) and all(one.synthetic for one in found)


def _link(data: DataFolder, copy: DataFolder) -> None:
    """The same deliveries under another folder; immutable files are linked, not copied."""
    for part in (data.deliveries, data.boundaries, data.private, data.profiles):
        if part.is_dir():
            linked = part not in (data.private, data.profiles)
            shutil.copytree(
                part, copy.root / part.relative_to(data.root), copy_function=os.link if linked else shutil.copy2
            )


def _effects(data: DataFolder, copy: DataFolder) -> tuple[Effect, ...]:
    after = open_snapshot(copy)
    try:
        before = open_snapshot(data)
    except CoverageError:
        before = None
    try:
        return tuple(
            Effect(
                place.regency_code,
                _active(before, place.regency_code),
                _active(after, place.regency_code),
                after.default_month((place.regency_code,)),
            )
            for place in after.places
        )
    finally:
        for snapshot in (before, after):
            if snapshot is not None:
                snapshot.close()


def _active(snapshot: Snapshot | None, regency: str) -> int | None:
    if snapshot is None or regency not in {place.regency_code for place in snapshot.places}:
        return None
    month = snapshot.default_month((regency,))
    value = ask(snapshot, "active", where={"regency": (regency,)}, month=month).value("active")
    return None if value is None else int(value)
