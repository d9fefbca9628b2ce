"""Zipped boundary files unpacked safely: neither the names nor the sizes that an archive states are trusted."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ..errors import DataRefused
from ..words import phrase

LARGEST_UNPACKED = 500_000_000
LARGEST_RATIO = 200
"""Outlines pack to a third, at most to a twentieth; a bomb packs to a thousandth."""
RATIO_FROM = 20_000_000
MOST_MEMBERS = 2_000
_CHUNK = 1 << 20

MAIN = (".shp", ".geojson", ".json", ".topojson", ".gpkg")
_SIDE = (".shx", ".dbf", ".prj", ".cpg")


def unpacked(path: Path, folder: Path) -> list[Path]:
    """The boundary files of an archive, written into `folder` under names of our own; raises on a hostile archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_hostile(path, members)
            stems: dict[str, str] = {}
            room = LARGEST_UNPACKED
            for member in members:
                name = PurePosixPath(member.filename.replace("\\", "/"))
                ending = name.suffix.lower()
                if ending not in MAIN + _SIDE or name.name.startswith("._"):
                    continue
                stem = stems.setdefault(str(name.with_suffix("")).lower(), f"layer{len(stems)}")
                room -= _write(archive, member, folder / f"{stem}{ending}", room, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as fault:
        raise DataRefused(
            "unreadable", phrase("regions.refused_zip", file=path.name), [phrase("regions.hint_send_again")]
        ) from fault
    return sorted(entry for entry in folder.iterdir() if entry.suffix in MAIN)


def _refuse_hostile(path: Path, members: list[zipfile.ZipInfo]) -> None:
    unsafe = [
        member.filename
        for member in members
        if ".." in PurePosixPath(member.filename.replace("\\", "/")).parts
        or member.filename.startswith(("/", "\\"))
        or member.filename[1:2] == ":"
    ]
    stated = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    if unsafe or len(members) > MOST_MEMBERS or stated > LARGEST_UNPACKED or _is_bomb(stated, packed):
        raise _hostile(path)


def _is_bomb(size: int, packed: int) -> bool:
    return size > RATIO_FROM and size / packed > LARGEST_RATIO


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int, path: Path) -> int:
    """Writes one member, at most `room` bytes of it; gives how many."""
    written = 0
    with archive.open(member) as source, target.open("wb") as out:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > room or _is_bomb(written, path.stat().st_size):
                raise _hostile(path)
            out.write(chunk)
    return written


def _hostile(path: Path) -> DataRefused:
    return DataRefused(
        "unsafe_archive", phrase("regions.refused_archive", file=path.name), [phrase("regions.hint_send_again")]
    )
