"""Commands that keep data safe: check, backup, restore."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..errors import CoverageError, DataRefused, UsageError
from ..folders import DataFolder
from ..parameters import PARAMETERS
from ..sources import damage, key_check, list_deliveries, peek_secret
from ..warehouse import open_snapshot, warnings
from ..words import phrase
from .console import Console, command
from .speaking import Speaking

_CARRIED = ("deliveries", "boundaries", "snapshots", "private", "profiles", "input")
_SECRET_MODE = 0o600
_PRIVATE_MODE = 0o700
_CHUNK = 1 << 20


@click.command(cls=Speaking)
@command
def check(console: Console) -> None:
    """Data rules, late deliveries and parameters that need a look (warnings).

    Example: python -m src.coverage check
    """
    snapshot = open_snapshot(console.served)
    findings: list[dict[str, Any]] = [
        {
            "check": each.name,
            "severity": each.severity,
            "regency": each.regency_code,
            "found": each.found,
            "message": each.message.of(console.lang),
        }
        for each in warnings(snapshot)
    ]
    findings += _damaged(console)
    today = date.today()
    findings += [
        {
            "check": "parameter_without_value",
            "severity": "warn",
            "regency": "",
            "found": 1,
            "message": console.say("no_value", name=name),
        }
        for name, parameter in PARAMETERS.items()
        if not parameter.in_force(today)
    ]
    console.give(
        {"snapshot": snapshot.id, "findings": findings},
        lambda: (
            [
                f"{each['severity']}  {each['regency']:6}  {each['check']} ({each['found']}): {each['message']}"
                for each in findings
            ]
            or [console.say("all_well")]
        ),
    )


def _damaged(console: Console) -> list[dict[str, Any]]:
    """The deliveries whose files are gone or are not what was recorded."""
    try:
        manifests = list_deliveries(console.served)
        faults = [found for one in manifests if (found := damage(console.served, one)) is not None]
    except DataRefused as broken:
        faults = [broken]
    return [
        {
            "check": "delivery_damaged",
            "severity": "stop",
            "regency": "",
            "found": 1,
            "message": fault.say(console.lang),
        }
        for fault in faults
    ]


@click.command(cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@command
def backup(console: Console, file: Path) -> None:
    """Write the whole data folder with its secret into one file.

    Example: python -m src.coverage backup cakupan-2026-10.tar.gz
    """
    data = console.served
    if not list_deliveries(data):
        raise DataRefused("nothing_to_back_up", phrase("cli.nothing_to_back_up", folder=data.root))
    peek_secret(data)  # without its secret a backup could not be restored
    scratch = file.with_name(file.name + ".part")
    with scratch.open("wb") as handle:
        # The archive holds the secret of the person keys: nobody but its owner may read it, from its first byte on.
        os.fchmod(handle.fileno(), _SECRET_MODE)
        with tarfile.open(fileobj=handle, mode="w:gz", compresslevel=1) as archive:
            for name in _CARRIED:
                if (data.root / name).exists():
                    archive.add(data.root / name, arcname=name, filter=_finished)
    scratch.replace(file)
    console.give({"file": str(file), "bytes": file.stat().st_size}, lambda: [console.say("backed_up", file=file)])


def _finished(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leaves out what another run is just writing."""
    return None if Path(member.name).name.startswith(".") else member


@click.command(cls=Speaking)
@click.argument("file", type=click.Path(path_type=Path))
@command
def restore(console: Console, file: Path) -> None:
    """Put a backup back into an empty data folder.

    Example: python -m src.coverage --data data/pulih restore cakupan-2026-10.tar.gz
    """
    data = console.own
    if any(_is_used(data.root / name) for name in _CARRIED):
        raise DataRefused("not_empty", phrase("cli.not_empty", folder=data.root))
    if not file.is_file():
        raise UsageError("no_file", phrase("cli.no_file", file=file))
    data.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data.root) as scratch:
        _unpack(file, Path(scratch))
        _refuse_partial(file, DataFolder(Path(scratch)))
        _move(Path(scratch), data)
    document = {"folder": str(data.root), "deliveries": len(list_deliveries(data))}
    console.give(document, lambda: [console.say("restored", folder=data.root, deliveries=document["deliveries"])])


def _unpack(file: Path, target: Path) -> None:
    try:
        # Read to its end first: the checksum stands there, and unpacking takes a damaged entry for the last one.
        with gzip.open(file) as packed:
            while packed.read(_CHUNK):
                pass
        with tarfile.open(file, mode="r:gz") as archive:
            archive.extractall(target, filter="data")
    except (tarfile.TarError, zlib.error, EOFError, OSError) as fault:
        raise _broken(file) from fault


def _refuse_partial(file: Path, unpacked: DataFolder) -> None:
    """Refuses what would come back without a delivery, without rows, or without the secret it was keyed with."""
    try:
        deliveries = list_deliveries(unpacked)
        secret = (unpacked.private / "secret").read_bytes()
    except (CoverageError, OSError) as fault:
        raise _broken(file) from fault
    whole = all((unpacked.deliveries / one.delivery / "clean.parquet").is_file() for one in deliveries)
    if not deliveries or not whole or any(one.key_check != key_check(secret) for one in deliveries):
        raise _broken(file)


def _broken(file: Path) -> DataRefused:
    return DataRefused("broken_backup", phrase("cli.broken_backup", file=file.name))


def _is_used(folder: Path) -> bool:
    """Whether anything but a lock lies in a folder."""
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())


def _move(scratch: Path, data: DataFolder) -> None:
    names: Sequence[Path] = [scratch / name for name in _CARRIED if (scratch / name).exists()]
    for path in names:
        target = data.root / path.name
        if target.exists():
            shutil.rmtree(target)  # empty, or a lock alone
        path.rename(target)
    data.private.chmod(_PRIVATE_MODE)
    (data.private / "secret").chmod(_SECRET_MODE)


COMMANDS = (check, backup, restore)
