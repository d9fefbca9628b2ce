"""Maps for the browser: one GeoJSON file per place and level, named by its content, made once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..folders import STATIC, DataFolder
from ..text import Text, day_name
from ..words import phrase
from .load import load_regions
from .region import NATIONAL, WIDTHS, Level, Region, area_of, level_of
from .registry import Regions
from .store import BoundarySet, Feature, boundary_sets, chosen, read_features, set_path, write_text

ADDRESS = "/app/static/boundaries/"

# Part of the key of schematic maps: raise it when the same points shall give another map.
SCHEMATIC_VERSION = 1
Point = tuple[float, float]


@dataclass(frozen=True)
class MapFile:
    """A published map: the areas of `level` inside `parent` that have a shape, and those that have none (`missing`).

    The features of the file carry `id` (the code) and `properties` `code` and `name`; `points` lie inside the shapes.
    """

    parent: str
    level: Level
    url: str
    path: Path
    codes: tuple[str, ...]
    missing: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    points: dict[str, Point]
    is_schematic: bool
    source: Text


def map_file(data: DataFolder, parent: str, level: Level, static: Path = STATIC) -> MapFile | None:
    """The map of the areas of `level` inside `parent`; None when none are known.

    Drawn from delivered boundaries, else schematic. Made at the first call, found again afterwards; where the data
    folder may only be read, what is made lies with the temporary files of the system.
    """
    try:
        return _map_file(data, data, parent, level, static)
    except OSError:
        return _map_file(data, _elsewhere(data), parent, level, static)


def _elsewhere(data: DataFolder) -> DataFolder:
    """A folder of this user for what is made for a data folder that cannot be written."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"cakupan-{user}-{_hash(str(data.root))}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return DataFolder(folder)


def _map_file(data: DataFolder, made: DataFolder, parent: str, level: Level, static: Path) -> MapFile | None:
    regions = load_regions(data)
    wanted = regions.within(None if parent == NATIONAL else parent, level)
    if not wanted:
        return None
    sets = chosen(boundary_sets(data), [region.code for region in wanted], level)
    if not sets and (parent == NATIONAL or (len(parent) == WIDTHS["province"] and level != "regency")):
        return None  # a schematic map is drawn around the points of one place; a country or province is none
    ids = [item.id for item in sets] or [_schematic_id(regions, parent, level)]
    source = _source(sets)
    signature = _hash("\n".join([*ids, source.id, *(f"{region.code}|{region.name}" for region in wanted)]))
    note = made.boundaries / "maps" / f"{parent}-{level}.json"
    found = _read_note(note, parent, level, signature, static)
    if found is None:
        if not sets:
            _ensure_schematic(made, regions, parent, level, ids[0])
        _publish(note, signature, static, wanted, _features(data if sets else made, ids, level), sets)
        found = _read_note(note, parent, level, signature, static)
    return found


def publish_maps(
    data: DataFolder, places: Iterable[str], static: Path = STATIC, levels: Sequence[Level] = ("district", "village")
) -> list[MapFile]:
    """The maps of the given levels and places, made ahead, so that nobody waits for delivered boundaries.

    Of a regency its districts, its villages, and the villages of each district; wider maps are made when asked for.
    """
    regions = load_regions(data)
    wanted: list[tuple[str, Level]] = []
    for place in places:
        wanted += [(place, level) for level in ("district", "village") if level in levels]
        if "village" in levels:
            wanted += [(district.code, "village") for district in regions.children(place)]
    made = [map_file(data, parent, level, static) for parent, level in wanted]
    return [item for item in made if item is not None]


def _publish(
    note: Path,
    signature: str,
    static: Path,
    wanted: Sequence[Region],
    features: dict[str, Feature],
    sets: Sequence[BoundarySet],
) -> None:
    drawn = [(region, features[region.code]) for region in wanted if region.code in features]
    listed = [
        {
            "type": "Feature",
            "id": region.code,
            "properties": {"code": region.code, "name": region.name},
            "geometry": feature["geometry"],
        }
        for region, feature in drawn
    ]
    text = json.dumps({"type": "FeatureCollection", "features": listed}, ensure_ascii=False, separators=(",", ":"))
    name = f"{_hash(text)}.geojson"
    write_text(static / "boundaries" / name, text)
    boxes = list(zip(*(feature["bbox"] for _, feature in drawn), strict=True))
    content = {
        "signature": signature,
        "file": name,
        "codes": [region.code for region, _ in drawn],
        "missing": [region.code for region in wanted if region.code not in features],
        "bounds": [min(boxes[0]), min(boxes[1]), max(boxes[2]), max(boxes[3])],
        "points": {region.code: feature["properties"]["point"] for region, feature in drawn},
        "is_schematic": not sets,
        "source": _source(sets).model_dump(),
    }
    write_text(note, json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _read_note(note: Path, parent: str, level: Level, signature: str, static: Path) -> MapFile | None:
    """The map noted for this place and level, if it was made from the same and its file is still there."""
    if not note.is_file():
        return None
    content = _note(note, note.stat().st_mtime_ns)
    path = static / "boundaries" / content["file"]
    if content["signature"] != signature or not path.is_file():
        return None
    west, south, east, north = content["bounds"]
    return MapFile(
        parent=parent,
        level=level,
        url=ADDRESS + content["file"],
        path=path,
        codes=tuple(content["codes"]),
        missing=tuple(content["missing"]),
        bounds=(west, south, east, north),
        points={code: (lng, lat) for code, (lng, lat) in content["points"].items()},
        is_schematic=content["is_schematic"],
        source=Text.model_validate(content["source"]),
    )


@lru_cache(maxsize=128)
def _note(note: Path, _time: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(note.read_bytes())
    return content


def _features(data: DataFolder, ids: Sequence[str], level: Level) -> dict[str, Feature]:
    found: dict[str, Feature] = {}
    for set_id in ids:
        for feature in read_features(data, set_id, level):
            found.setdefault(feature["id"], feature)
    return found


def _source(sets: Sequence[BoundarySet]) -> Text:
    if not sets:
        return phrase("regions.schematic_source")
    source, received = "; ".join(dict.fromkeys(item.source for item in sets)), sets[0].received
    return Text(
        id=phrase("regions.boundary_source", source=source, received=day_name(received, "id")).id,
        en=phrase("regions.boundary_source", source=source, received=day_name(received, "en")).en,
    )


def _anchor(parent: str, level: Level) -> str:
    """The area whose schematic map is grown as a whole: the regency, so that its districts fit each other."""
    return area_of(parent, "province" if level == "regency" else "regency")


def _leaves(regions: Regions, anchor: str) -> list[Region]:
    """The finest known areas below an area: the villages of each district, or the district where none are known."""
    if level_of(anchor) == "province":
        return regions.children(anchor)
    return [leaf for district in regions.children(anchor) for leaf in regions.children(district.code) or [district]]


def _schematic_id(regions: Regions, parent: str, level: Level) -> str:
    leaves = _leaves(regions, _anchor(parent, level))
    return "schematic-" + _hash(
        f"{SCHEMATIC_VERSION}\n" + "\n".join(f"{leaf.code}|{leaf.lng}|{leaf.lat}" for leaf in leaves)
    )


def _ensure_schematic(data: DataFolder, regions: Regions, parent: str, level: Level, set_id: str) -> None:
    """Makes the schematic shapes of a place at every level, unless they are there."""
    from .geometry import dissolved, features
    from .schematic import Seed, grow

    if set_path(data, set_id, level).is_file():
        return
    leaves = _leaves(regions, _anchor(parent, level))
    points = {leaf.code: (leaf.lng, leaf.lat) for leaf in leaves if leaf.lng is not None and leaf.lat is not None}
    cells = grow([Seed(leaf.code, leaf.parent or "", leaf.lng, leaf.lat) for leaf in leaves])
    found: dict[Level, dict[str, Any]] = {}
    for code, cell in cells.items():
        found.setdefault(regions.level(code) or level, {})[code] = cell
    if "village" in found:
        width = WIDTHS["district"]
        found["district"] = found.get("district", {}) | dissolved(
            found["village"], {c: c[:width] for c in found["village"]}
        )
    for kind, shapes in found.items():
        write_text(set_path(data, set_id, kind), json.dumps(features(shapes, points), separators=(",", ":")))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
