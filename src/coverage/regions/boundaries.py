"""Boundary files taken in: matched with known areas, mended, measured, recorded, published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import DataRefused
from ..folders import STATIC, DataFolder
from ..text import Lang, Text
from ..words import phrase
from .identify import Identified, declared_source, identify
from .load import load_regions
from .maps import publish_maps
from .region import LEVELS, Level, area_of, is_in_indonesia
from .registry import Regions
from .store import BoundarySet, boundary_sets, record

if TYPE_CHECKING:
    from .shapes import Layer


@dataclass(frozen=True)
class Unplaced:
    """A row of the file that is no known area, or an area the file does not give."""

    code: str | None
    name: str | None
    reason: Text

    def to_json(self, lang: Lang) -> dict[str, str | None]:
        return {"code": self.code, "name": self.name, "reason": self.reason.of(lang)}


@dataclass(frozen=True)
class BoundaryResult:
    """What came of a boundary file: how much of it was matched and mended, what is missing, how clean it was.

    `boundary_set` is None after a dry run; `unchanged` when the file is the one in force already.
    """

    file: str
    boundary_set: str | None
    unchanged: bool
    level: Level
    regencies: tuple[str, ...]
    read: int
    matched: int
    repaired: int
    unmatched: tuple[Unplaced, ...]
    missing: tuple[Unplaced, ...]
    crs: str | None
    overlap_km2: float
    gap_km2: float

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The document of `boundaries --json`."""
        return {
            "file": self.file,
            "boundary_set": self.boundary_set,
            "unchanged": self.unchanged,
            "level": self.level,
            "regencies": list(self.regencies),
            "read": self.read,
            "matched": self.matched,
            "repaired": self.repaired,
            "unmatched": [item.to_json(lang) for item in self.unmatched],
            "missing": [item.to_json(lang) for item in self.missing],
            "crs": self.crs,
            "overlap_km2": round(self.overlap_km2, 4),
            "gap_km2": round(self.gap_km2, 4),
        }


def import_boundaries(
    data: DataFolder,
    path: Path,
    level: Level | None = None,
    dry_run: bool = False,
    received: date | None = None,
    static: Path = STATIC,
) -> BoundaryResult:
    """Records the boundaries of a file and publishes the maps drawn from them; a dry run only says what would come.

    `level` is the level to keep (finer areas are dissolved into it); without it the file's finest.
    """
    from .geometry import overlap_and_gap_km2
    from .shapes import read_layers, refuse_off_map

    regions = load_regions(data)
    layers = read_layers(path)
    readings = [(layer, identify(layer.properties, len(layer.shapes), regions, level)) for layer in layers]
    layer, identified = max(readings, key=lambda reading: reading[1].matched)
    refuse_off_map(path, [shape for shape in layer.shapes if shape is not None])
    kept = _refused_or_level(path, identified, level)
    shapes, unmatched = _placed(layer, identified)
    if not shapes:
        raise _nothing_matched(path, len(layer.shapes))
    by_level = _all_levels(shapes, kept, identified.level or kept, regions)
    overlap, gap = overlap_and_gap_km2(list(shapes.values()))
    codes = {kind: tuple(sorted(listed)) for kind, listed in by_level.items()}
    result = BoundaryResult(
        file=path.name,
        boundary_set=None,
        unchanged=False,
        level=kept,
        regencies=tuple(sorted({area_of(code, "regency") for code in shapes})),
        read=len(layer.shapes),
        matched=len(layer.shapes) - len(unmatched),
        repaired=sum(layer.is_mended),
        unmatched=tuple(unmatched),
        missing=tuple(_missing(regions, identified, by_level.get(kept, {}), kept)),
        crs=layer.crs,
        overlap_km2=overlap,
        gap_km2=gap,
    )
    return (
        result if dry_run else _recorded(data, path, layer, result, by_level, codes, received or date.today(), static)
    )


def _recorded(
    data: DataFolder,
    path: Path,
    layer: Layer,
    result: BoundaryResult,
    by_level: Mapping[Level, Mapping[str, Any]],
    codes: dict[Level, tuple[str, ...]],
    received: date,
    static: Path,
) -> BoundaryResult:
    from .geometry import features

    content = hashlib.sha256(path.read_bytes()).hexdigest()
    set_id = hashlib.sha256(f"{content}|{result.level}".encode()).hexdigest()[:16]
    before = boundary_sets(data)
    same_place = [item for item in before if set(item.regencies) & set(result.regencies)]
    if same_place and same_place[-1].id == set_id and same_place[-1].codes == codes:
        return replace(result, boundary_set=set_id, unchanged=True)
    source = declared_source(layer.properties)
    manifest = BoundarySet(
        id=set_id,
        hash=content,
        file_name=path.name,
        received=received,
        recorded=len(before) + 1,
        level=result.level,
        regencies=result.regencies,
        family=layer.family,
        source=f"{source}, {path.name}" if source else path.name,
        crs=layer.crs,
        codes=codes,
    )
    record(data, manifest, {kind: features(shapes) for kind, shapes in by_level.items()})
    if {"district", "village"} & set(codes):
        publish_maps(data, result.regencies, static)
    return replace(result, boundary_set=set_id)


def _refused_or_level(path: Path, identified: Identified, wanted: Level | None) -> Level:
    """The level to keep; raises when the file has nothing to go by, or is coarser than what was asked for."""
    if identified.level is None or not identified.matched:
        if identified.twofold:
            raise DataRefused(
                "twofold_codes",
                phrase("regions.refused_twofold", file=path.name),
                [phrase("regions.hint_dotted")],
            )
        raise _nothing_matched(path, len(identified.rows))
    least = wanted or "regency"
    if LEVELS.index(least) > LEVELS.index(identified.level):
        at, asked = phrase(f"regions.level_{identified.level}"), phrase(f"regions.level_{least}")
        text = Text(
            id=phrase("regions.refused_level", file=path.name, found=at.id, wanted=asked.id).id,
            en=phrase("regions.refused_level", file=path.name, found=at.en, wanted=asked.en).en,
        )
        raise DataRefused("coarser", text, [phrase("regions.hint_finer")])
    return wanted or identified.level


def _nothing_matched(path: Path, read: int) -> DataRefused:
    text = phrase("regions.refused_nothing_matched", read=read, file=path.name)
    return DataRefused("nothing_matched", text, [phrase("regions.hint_regions")])


def _placed(layer: Layer, identified: Identified) -> tuple[dict[str, Any], list[Unplaced]]:
    """The shape of every matched area (rows of one area united), and the rows that could not be placed."""
    from .geometry import dissolved

    found: dict[str, Any] = {}
    owner: dict[str, str] = {}
    unmatched = []
    for index, (row, shape) in enumerate(zip(identified.rows, layer.shapes, strict=True)):
        reason = row.reason
        if reason is None and shape is None:
            reason = phrase("regions.reason_no_shape")
        elif reason is None and shape is not None and not is_in_indonesia(*shape.bounds):
            reason = phrase("regions.reason_off_map")
        if reason is not None:
            unmatched.append(Unplaced(row.stated_code or row.code, row.stated_name, reason))
        elif row.code:
            found[str(index)] = shape
            owner[str(index)] = row.code
    twice = len(set(owner.values())) < len(owner)
    return (dissolved(found, owner) if twice else {owner[key]: shape for key, shape in found.items()}), unmatched


def _all_levels(shapes: Mapping[str, Any], kept: Level, own: Level, regions: Regions) -> dict[Level, dict[str, Any]]:
    """Publishable shapes by level: the file's own, dissolved upwards where most parts are there; from `kept` up."""
    from .geometry import dissolved, publishable

    current = publishable(
        shapes, {code: code.rpartition(".")[0] if own == "regency" else area_of(code, "regency") for code in shapes}
    )
    found: dict[Level, dict[str, Any]] = {own: current}
    for level in reversed(LEVELS[1 : LEVELS.index(own)]):
        parents = {code: area_of(code, level) for code in current}
        given: dict[str, int] = {}
        for parent in parents.values():
            given[parent] = given.get(parent, 0) + 1
        whole = {parent for parent, number in given.items() if 2 * number > len(regions.children(parent))}
        current = dissolved({c: s for c, s in current.items() if parents[c] in whole}, parents)
        if current:
            found[level] = current
    return {level: listed for level, listed in found.items() if LEVELS.index(level) <= LEVELS.index(kept)}


def _missing(regions: Regions, identified: Identified, given: Mapping[str, Any], level: Level) -> list[Unplaced]:
    """Areas of `level` in the regencies the file touches that it gives no shape for."""
    touched = {area_of(row.code, "regency") for row in identified.rows if row.code}
    stated = {row.code for row in identified.rows}
    found = []
    for place in sorted(touched):
        for region in regions.within(place, level):
            if region.code not in given:
                reason = "no_shape" if region.code in stated else "missing"
                found.append(Unplaced(region.code, region.name, phrase(f"regions.reason_{reason}")))
    return found
