"""Where things lie: the program's own folders, and the data folder an office works in."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from .errors import DataRefused
from .words import phrase

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"
STATIC = ROOT / "static"
DEMO = ROOT / "data" / "demo"

Scratch = Literal["trial", "drop", "batas", "guess", "lint", "return"]
_SCRATCH = re.compile(r"cakupan-(?:trial|drop|batas|guess|lint|return)-(?:(?P<process>\d+)-)?\w+")
_LONGEST = 24 * 3600.0
"""Nobody works in a folder for a moment as long as this, in seconds: by then the process number is another's."""


@dataclass(frozen=True)
class DataFolder:
    """One office's data: deliveries, boundaries, snapshots and the secret (DESIGN 3)."""

    root: Path

    @property
    def deliveries(self) -> Path:
        return self.root / "deliveries"

    @property
    def boundaries(self) -> Path:
        return self.root / "boundaries"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def private(self) -> Path:
        return self.root / "private"

    @property
    def profiles(self) -> Path:
        """The column mappings an office has made."""
        return self.root / "profiles"

    @property
    def current_pointer(self) -> Path:
        """The file that names the snapshot in service."""
        return self.snapshots / "current.json"

    def holds_a_delivery(self) -> bool:
        """Whether anything was ever imported here."""
        return any(self.deliveries.glob("*/manifest.json"))


@lru_cache(maxsize=1)
def tables_stamp() -> str:
    """What this version of the program makes a snapshot's tables from; another stamp means tables it may not know."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "coverage" / "warehouse" / "marts").glob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def broken_delivery(path: Path) -> DataRefused:
    """What to say of a file of a delivery that is gone or cannot be read."""
    return DataRefused("delivery_broken", phrase("sources.delivery_broken", delivery=path.parent.name, file=path.name))


def named_folder(path: str | Path | None = None) -> DataFolder:
    """The folder an office's own data live in: `path`, else `CAKUPAN_DATA`, else `data/` of the repository."""
    return DataFolder(Path(path or os.environ.get("CAKUPAN_DATA") or ROOT / "data").resolve())


def served_folder(path: str | Path | None = None) -> DataFolder:
    """The folder to serve: the office's own if it holds a delivery, else the demo."""
    own = named_folder(path)
    return own if own.holds_a_delivery() or path or os.environ.get("CAKUPAN_DATA") else DataFolder(DEMO)


@contextmanager
def scratch(kind: Scratch) -> Iterator[Path]:
    """A folder for a moment, such as for an upload or a trial: it goes with its work, also when that fails.

    Such folders hold what people sent, so those of processes that were killed meanwhile go before.
    """
    clear_scratch()
    with tempfile.TemporaryDirectory(prefix=f"cakupan-{kind}-{os.getpid()}-") as folder:
        yield Path(folder)


def clear_scratch(is_ending: bool = False) -> None:
    """Removes the folders for a moment that killed processes of this user left; when this one ends, its own too."""
    own = str(os.getpid()) if is_ending else ""
    for folder in Path(tempfile.gettempdir()).glob("cakupan-*"):
        named = _SCRATCH.fullmatch(folder.name)
        if named is not None and (named["process"] == own or _is_left(folder, named["process"])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path, process: str | None) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        return False
    return time.time() - found.st_mtime > _LONGEST or (process is not None and not is_alive(int(process)))


def is_alive(process: int) -> bool:
    """Whether a process still runs; where asking would end it, always."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
