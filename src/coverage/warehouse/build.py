"""Builds a snapshot beside the old one, checks it, and only then puts it in service."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from ..codes import FOLDER as CODES
from ..errors import BuildStopped
from ..folders import REFERENCE, DataFolder, is_alive, tables_stamp
from ..parameters.catalogue import FOLDER as LAW
from ..sources import Cell, Manifest, in_force, key_check, list_deliveries, peek_secret, refuse_damaged
from ..words import phrase
from .bring import Span, create_cells, read_rows
from .checks import Finding, run_checks
from .pipeline import FOLDER as PROGRAM
from .references import write_references
from .regencies import build_regencies
from .snapshot import FILE

_BUILDING = ".building-"

_MEMORY = 3 * 1024**3
"""Bytes the engine may hold while it builds; what it cannot let go of goes to disk."""

_KEPT = 2
"""Snapshots kept beside the new one: sessions that look at the old one finish on it."""

_KEPT_AS_KNOWN = 12
"""Days whose state is kept at hand, those asked for last; any other is built again when it is asked for."""

_AS_KNOWN = "as-known-"


@dataclass
class BuildReport:
    """What a build did: the snapshot's name and place, whether it was there already, and what the checks found."""

    snapshot: str
    path: Path
    unchanged: bool
    places: dict[str, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def warnings(self) -> list[Finding]:
        """The findings that do not stop a build."""
        return [finding for finding in self.findings if finding.severity == "warn"]


def build(data: DataFolder, as_known: date | None = None, progress: Callable[[str], None] | None = None) -> BuildReport:
    """Makes the snapshot of the deliveries in force, or as known on a day, and serves it when every check passes.

    An as-known build replays what had been received, and not yet withdrawn, by that day; it is kept beside and never
    becomes current. Raises `BuildStopped` with the reason; then nothing changed.
    """
    cells, manifests = _deliveries(data, as_known)
    name = _fingerprint(cells, as_known)
    folder = data.snapshots / (f"{_AS_KNOWN}{as_known.isoformat()}" if as_known else name)
    if _holds(folder / FILE, name):
        os.utime(folder)
        if as_known is None:
            _put_in_service(data, name)
        return BuildReport(name, folder / FILE, unchanged=True)
    data.snapshots.mkdir(parents=True, exist_ok=True)
    _clear_interrupted(data)
    with tempfile.TemporaryDirectory(prefix=f"{_BUILDING}{os.getpid()}-", dir=data.snapshots) as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        report = _write(data, made / FILE, name, cells, manifests, as_known, progress or (lambda _: None))
        _move_in(made, folder, Path(scratch) / "before", name)
    report.path = folder / FILE
    if as_known is None:
        _put_in_service(data, name)
    _forget_old(data, folder)
    return report


def _clear_interrupted(data: DataFolder) -> None:
    """Removes what builds left whose process was killed."""
    for folder in data.snapshots.glob(f"{_BUILDING}*"):
        owner = folder.name.removeprefix(_BUILDING).partition("-")[0]
        if not (owner.isdigit() and is_alive(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)
    for draft in data.snapshots.glob(f"{data.current_pointer.stem}.*"):
        owner = draft.suffix.removeprefix(".")
        if owner.isdigit() and not is_alive(int(owner)):
            draft.unlink(missing_ok=True)


def _places(cells: Sequence[Cell]) -> list[str]:
    """The regencies that anything but statistics and code lists speaks of: those name neighbours, and make no place."""
    spoken_of = (cell for cell in cells if cell.target not in ("statistics", "regions"))
    return sorted({cell.regency_code for cell in spoken_of if len(cell.regency_code) == 5})


def _move_in(made: Path, folder: Path, aside: Path, name: str) -> None:
    """Puts a finished snapshot in its place; one that another build has put there meanwhile is as good as ours."""
    if _holds(folder / FILE, name):
        return
    if folder.exists():
        folder.rename(aside)
    made.rename(folder)


def _deliveries(data: DataFolder, as_known: date | None) -> tuple[list[Cell], dict[str, Manifest]]:
    """What is to be built, refused when it is nothing, mixed, or keyed with another secret."""
    cells = in_force(data, as_known)
    if not cells:
        text = (
            phrase("warehouse.no_delivery_by", day=as_known.isoformat())
            if as_known
            else phrase("warehouse.no_delivery")
        )
        raise BuildStopped("no_delivery", text)
    used = {cell.delivery for cell in cells}
    manifests = {manifest.delivery: manifest for manifest in list_deliveries(data) if manifest.delivery in used}
    invented = [manifest.file_name for manifest in manifests.values() if manifest.synthetic]
    if invented and len(invented) < len(manifests):
        real = [manifest.file_name for manifest in manifests.values() if not manifest.synthetic]
        raise BuildStopped("mixed_synthetic", phrase("warehouse.mixed_synthetic", files=_some(invented, real)))
    check = key_check(peek_secret(data))
    refuse_damaged(data, manifests.values())
    strange = [manifest.file_name for manifest in manifests.values() if manifest.key_check not in ("", check)]
    if strange:
        raise BuildStopped("other_secret", phrase("warehouse.other_secret", files=_some(strange)))
    return cells, manifests


def _some(*groups: Sequence[str]) -> str:
    return "; ".join(", ".join(group[:3]) + (", …" if len(group) > 3 else "") for group in groups)


def _fingerprint(cells: Sequence[Cell], as_known: date | None) -> str:
    """The name of a snapshot: the same deliveries under the same program and law give the same one."""
    digest = hashlib.sha256(str(as_known).encode())
    for cell in sorted(cells, key=lambda cell: (cell.delivery, cell.regency_code, cell.period, cell.subject)):
        digest.update(
            f"{cell.delivery}|{cell.regency_code}|{cell.period}|{cell.subject}|{cell.cadence}|{cell.received}\n".encode()
        )
    declared = [*PROGRAM.rglob("*.sql"), *CODES.glob("*.yaml"), *LAW.parent.rglob("*.yaml"), *REFERENCE.glob("*.csv")]
    for path in sorted(declared):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _holds(path: Path, name: str) -> bool:
    """Whether the snapshot is there and whole, and the app of this version takes it."""
    if not path.is_file():
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            meta = dict(connection.execute("select key, value from meta").fetchall())
    except duckdb.Error:
        return False
    return meta.get("snapshot") == name and meta.get("tables") == tables_stamp()


def _write(
    data: DataFolder,
    path: Path,
    name: str,
    cells: list[Cell],
    manifests: dict[str, Manifest],
    as_known: date | None,
    progress: Callable[[str], None],
) -> BuildReport:
    report = BuildReport(name, path, unchanged=False)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute("set checkpoint_threshold = '100GB'")
        _bound_memory(connection, path.parent.parent)
        create_cells(connection, cells)
        listed = read_rows(connection, "sponsor_list", [cell for cell in cells if cell.target == "sponsors"])
        built = build_regencies(connection, _places(cells), cells, manifests, listed, progress)
        report.places = built.places
        if not report.places:
            raise BuildStopped("nothing_counted", phrase("warehouse.nothing_counted"))
        _date_workforce(connection)
        write_references(connection, data, cells, manifests, built.sponsors, report.places)
        _write_meta(connection, name, manifests, as_known)
        report.findings = run_checks(connection)
        connection.execute("drop table if exists temp.cell")
        connection.execute("checkpoint")
    return report


def _bound_memory(connection: duckdb.DuckDBPyConnection, spill: Path) -> None:
    """Lets pages that are already written give way, instead of keeping the whole snapshot in memory."""
    given = str((connection.execute("select current_setting('memory_limit')").fetchone() or ["0 bytes"])[0])
    number, unit = given.split()
    if float(number) * 1024 ** ("KMGT".find(unit[0]) + 1) > _MEMORY:
        connection.execute(f"set memory_limit = '{_MEMORY} bytes'")
    connection.execute(f"set temp_directory = '{str(spill / 'spill').replace(chr(39), chr(39) * 2)}'")


def _date_workforce(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("alter table mart_workforce add column as_of date")
    connection.execute("update mart_workforce set as_of = strptime(as_of_day::varchar, '%Y%m%d')::date")
    connection.execute("alter table mart_workforce drop column as_of_day")


def _write_meta(
    connection: duckdb.DuckDBPyConnection, name: str, manifests: dict[str, Manifest], as_known: date | None
) -> None:
    rows = {
        "snapshot": name,
        "tables": tables_stamp(),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "as_known": as_known.isoformat() if as_known else "",
        "synthetic": "1" if all(manifest.synthetic for manifest in manifests.values()) else "0",
    }
    connection.execute("create table meta (key varchar primary key, value varchar not null)")
    connection.executemany("insert into meta values (?, ?)", list(rows.items()))


def _put_in_service(data: DataFolder, name: str) -> None:
    pointer = data.current_pointer
    scratch = pointer.with_suffix(f".{os.getpid()}")
    with scratch.open("w", encoding="utf-8") as handle:
        json.dump({"snapshot": name, "tables": tables_stamp()}, handle)
        handle.flush()
        os.fsync(handle.fileno())
    scratch.replace(pointer)


def _forget_old(data: DataFolder, new: Path) -> None:
    """Removes the oldest snapshots of the new one's kind: of states, or of states as known on a day."""
    made = [path.parent for path in data.snapshots.glob(f"*/{FILE}")]
    is_dated = new.name.startswith(_AS_KNOWN)
    alike = [folder for folder in made if folder.name.startswith(_AS_KNOWN) == is_dated and folder != new]
    alike.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in alike[_KEPT_AS_KNOWN - 1 if is_dated else _KEPT :]:
        shutil.rmtree(folder, ignore_errors=True)
