"""What a file would do, tried without changing anything: the check of every row, and the effect on the headline."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import BuildStopped, CoverageError
from ..folders import DataFolder, scratch
from ..planning.rehearsal import NOTHING_TO_SHOW, Effect, rehearse
from ..sources import FileRefused, FileResult, ImportOptions, import_file, list_deliveries
from ..text import Lang
from ..warehouse import build

Tell = Callable[[str], None]
PHASES = ("read", "check", "record", "build")


@dataclass(frozen=True)
class Trial:
    """What a file would do: the check of each sheet, and the effect once built; or the problem that stops it.

    `waits`: it would be kept, and shows nothing before a list or a count of participants has come.
    """

    files: tuple[FileResult, ...]
    effects: tuple[Effect, ...]
    problem: CoverageError | None
    waits: bool = False

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
    tell("build")
    recorded = replace(options, dry_run=False, confirm=True, progress=None)
    try:
        return Trial(files, rehearse(data, lambda copy: import_file(copy, path, recorded)), None)
    except CoverageError as problem:
        waits = _only_waits(problem)
        return Trial(files, (), None if waits else problem, waits)


def publish(path: Path, options: ImportOptions, data: DataFolder, tell: Tell) -> str | None:
    """Records the delivery and builds; gives the snapshot, None while nobody is counted in the folder yet.

    If a check stops the build, the last good one serves on.
    """
    import_file(data, path, marked(replace(options, dry_run=False, progress=tell), data))
    tell("build")
    try:
        return build(data).snapshot
    except BuildStopped as stop:
        if not _only_waits(stop):
            raise
        return None


def _only_waits(problem: CoverageError) -> bool:
    """Whether a build stops for nothing but that no participants have come: the first files of a new place."""
    return isinstance(problem, BuildStopped) and problem.code in NOTHING_TO_SHOW


def return_file(path: Path, options: ImportOptions, data: DataFolder, lang: Lang = "id") -> bytes:
    """The sender's rows with what is wrong with them; made anew when asked for and kept nowhere."""
    with scratch("return") as folder:
        target = folder / "return.xlsx"
        # Refused when no row can be taken: then the file to return says so of every row.
        with suppress(FileRefused):
            wanted = replace(options, dry_run=True, return_file=target, return_lang=lang)
            import_file(data, path, marked(wanted, data))
        return target.read_bytes()


def marked(options: ImportOptions, data: DataFolder) -> ImportOptions:
    """A file that goes to made-up data counts as made up, like everything there: a build refuses to mix."""
    return replace(options, synthetic=True) if is_synthetic(data) else options


def is_synthetic(data: DataFolder) -> bool:
    """Whether everything in a folder is made up."""
    found = list_deliveries(data)
    return bool(found) and all(one.synthetic for one in found)
