"""The boundary sets of a data folder: what was delivered and when, and which of it a map uses."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..declare import Declared
from ..folders import DataFolder
from .region import Level

Feature = dict[str, Any]


class BoundarySet(Declared):
    """One recorded boundary file; `codes` are the areas it gives, by level (finer ones dissolved upwards)."""

    id: str
    hash: str
    file_name: str
    received: date
    recorded: int
    level: Level
    regencies: tuple[str, ...]
    family: str
    source: str
    crs: str | None
    codes: dict[Level, tuple[str, ...]]


class _Index(Declared):
    sets: tuple[BoundarySet, ...] = ()


def boundary_sets(data: DataFolder) -> list[BoundarySet]:
    """Every boundary set ever recorded, oldest first."""
    path = _index_path(data)
    return list(_Index.model_validate_json(path.read_bytes()).sets) if path.is_file() else []


def record(data: DataFolder, manifest: BoundarySet, features: dict[Level, list[Feature]]) -> None:
    """Keeps a set's shapes, then its entry in the index; sets recorded before stay."""
    for level, listed in features.items():
        write_text(set_path(data, manifest.id, level), json.dumps(listed, separators=(",", ":")))
    index = _Index(sets=(*boundary_sets(data), manifest))
    write_text(_index_path(data), index.model_dump_json(indent=1))


def set_path(data: DataFolder, set_id: str, level: Level) -> Path:
    """Where the shapes of one level of a set lie: a JSON list of features with code, box and point."""
    return data.boundaries / set_id / f"{level}.json"


def read_features(data: DataFolder, set_id: str, level: Level) -> list[Feature]:
    """The shapes of one level of a set."""
    features: list[Feature] = json.loads(set_path(data, set_id, level).read_bytes())
    return features


def chosen(sets: list[BoundarySet], wanted: Collection[str], level: Level) -> list[BoundarySet]:
    """The sets a map of the wanted areas is drawn from, the ruling one first; none when no source gives most of them.

    Sources draw the same border differently, so a map uses files of one family (same layout): the family received last
    among those that give more than half of the areas. Within it a later file goes before an earlier one, and parts
    (a file per district) add up.
    """
    families: dict[str, list[BoundarySet]] = {}
    for item in sorted(sets, key=lambda item: (item.received, item.recorded), reverse=True):
        families.setdefault(item.family, []).append(item)
    for members in families.values():
        used: list[BoundarySet] = []
        given: set[str] = set()
        for item in members:
            own = set(item.codes.get(level, ())) & set(wanted)
            if own - given:
                used.append(item)
                given |= own
            if 2 * len(own) > len(wanted):
                break
        if 2 * len(given) > len(wanted):
            return used
    return []


def write_text(path: Path, text: str) -> None:
    """Writes a file so that a reader sees either the old content or the new, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{uuid4().hex[:8]}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _index_path(data: DataFolder) -> Path:
    return data.boundaries / "index.json"
