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
from .identify import Identified, declared_source, identify, identify_wider
from .load import load_regions
from .maps import publish_maps
from .notes import notes_of
from .outcome import BoundaryResult, Unplaced
from .region import LEVELS, Level, area_of, is_in_indonesia
from .registry import Regions
from .store import BoundarySet, Feature, boundary_sets, record

if TYPE_CHECKING:
    from .shapes import Layer


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
    from .geometry import features, overlap_and_gap_km2
    from .shapes import read_layers, refuse_off_map

    regions = load_regions(data)
    reading = max((_read_as(layer, regions, level) for layer in read_layers(path)), key=lambda one: one.matched)
    layer, identified = reading.layer, reading.identified
    refuse_off_map(path, [shape for shape in layer.shapes if shape is not None])
    kept = _refused_or_level(path, reading, level)
    shapes, unmatched = _placed(reading, regions)
    if not shapes:
        raise _nothing_matched(path, len(layer.shapes))
    by_level = _all_levels(shapes, kept, identified.level or kept, regions)
    overlap, gap = overlap_and_gap_km2(list(shapes.values()))
    codes = {kind: tuple(sorted(listed)) for kind, listed in by_level.items()}
    drawn = {kind: features(listed) for kind, listed in by_level.items()}
    result = BoundaryResult(
        file=path.name,
        boundary_set=None,
        unchanged=False,
        level=kept,
        file_level=reading.file_level or kept,
        regencies=tuple(sorted({area_of(code, "regency") for code in shapes})),
        read=len(layer.shapes),
        matched=len(layer.shapes) - len(unmatched),
        repaired=sum(mend or turn for mend, turn in zip(layer.is_mended, layer.is_turned, strict=True)),
        unmatched=tuple(unmatched),
        missing=tuple(_missing(regions, reading, by_level.get(kept, {}), kept)),
        crs=layer.crs,
        overlap_km2=overlap,
        gap_km2=gap,
        notes=reading.notes(kept),
        features=tuple(drawn.get(kept, ())),
    )
    return result if dry_run else _recorded(data, path, layer, result, drawn, codes, received or date.today(), static)


@dataclass(frozen=True)
class _Reading:
    """A layer with what its rows were found to be; `file_level` is the finest level it speaks of.

    `slivers` are the regencies of which it holds cut-off pieces only; `lacking` says which code list does not go as
    deep as the file.
    """

    layer: Layer
    identified: Identified
    file_level: Level | None
    slivers: set[str]
    lacking: Text | None

    def notes(self, kept: Level) -> tuple[Text, ...]:
        by_name = sum(row.is_by_name for row in self.identified.rows)
        return tuple(notes_of(self.layer, self.file_level, kept, self.lacking, len(self.slivers), by_name))

    @property
    def matched(self) -> int:
        return sum(row.code is not None and row.place not in self.slivers for row in self.identified.rows)


def _read_as(layer: Layer, regions: Regions, wanted: Level | None) -> _Reading:
    """The rows at the file's own level; where no code list goes that deep, at the deepest level that one has."""
    from .slivers import sliver_places

    count = len(layer.shapes)
    own = identify(layer.properties, count, regions, wanted)
    level, lacking = own.level, None
    found = own
    slivers = sliver_places(own.rows, layer.shapes, regions, level) if level else set()
    reading = _Reading(layer, own, level, slivers, None)
    while not reading.matched and found.level and own.beyond_list and found.level != (wanted or LEVELS[0]):
        lacking = lacking or next(row.reason for row in own.rows if row.is_beyond_list and row.place not in slivers)
        wider = LEVELS[LEVELS.index(found.level) - 1]
        found = identify_wider(layer.properties, count, regions, wider)
        slivers = sliver_places(found.rows, layer.shapes, regions, wider)
        reading = _Reading(layer, found, level, slivers, lacking)
    return reading


def _recorded(
    data: DataFolder,
    path: Path,
    layer: Layer,
    result: BoundaryResult,
    drawn: dict[Level, list[Feature]],
    codes: dict[Level, tuple[str, ...]],
    received: date,
    static: Path,
) -> BoundaryResult:
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
    record(data, manifest, drawn)
    publish_maps(data, result.regencies, static, tuple(codes))
    return replace(result, boundary_set=set_id)


def _refused_or_level(path: Path, reading: _Reading, wanted: Level | None) -> Level:
    """The level to keep; raises when the file has nothing to go by, or is coarser than what was asked for."""
    identified = reading.identified
    if identified.level is None or not reading.matched:
        if identified.twofold:
            raise DataRefused(
                "twofold_codes",
                phrase("regions.refused_twofold", file=path.name),
                [phrase("regions.hint_dotted")],
            )
        lacking = next((row.reason for row in identified.rows if row.is_beyond_list and row.reason), None)
        if lacking:
            raise DataRefused("no_code_list", _filled("refused_no_list", file=path.name, reason=lacking))
        raise _nothing_matched(path, len(identified.rows))
    if wanted and LEVELS.index(wanted) > LEVELS.index(identified.level):
        at, asked = phrase(f"regions.level_{identified.level}"), phrase(f"regions.level_{wanted}")
        text = _filled("refused_level", file=path.name, found=at, wanted=asked)
        raise DataRefused("coarser", text, [phrase("regions.hint_finer")])
    return wanted or identified.level


def _nothing_matched(path: Path, read: int) -> DataRefused:
    text = phrase("regions.refused_nothing_matched", read=read, file=path.name)
    return DataRefused("nothing_matched", text, [phrase("regions.hint_regions")])


def _placed(reading: _Reading, regions: Regions) -> tuple[dict[str, Any], list[Unplaced]]:
    """The shape of every matched area (rows of one area united), and the rows that could not be placed."""
    from .geometry import dissolved

    found: dict[str, Any] = {}
    owner: dict[str, str] = {}
    unmatched = []
    for index, (row, shape) in enumerate(zip(reading.identified.rows, reading.layer.shapes, strict=True)):
        reason = row.reason
        if row.place in reading.slivers:
            reason = _filled("reason_sliver", place=regions.name(row.place or ""))
        elif reason is None and shape is None:
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
    for level in reversed(LEVELS[: LEVELS.index(own)]):
        parents = {code: area_of(code, level) for code in current}
        given: dict[str, int] = {}
        for parent in parents.values():
            given[parent] = given.get(parent, 0) + 1
        whole = {parent for parent, number in given.items() if 2 * number > len(regions.children(parent))}
        current = dissolved({c: s for c, s in current.items() if parents[c] in whole}, parents)
        if current:
            found[level] = current
    return {level: listed for level, listed in found.items() if LEVELS.index(level) <= LEVELS.index(kept)}


def _missing(regions: Regions, reading: _Reading, given: Mapping[str, Any], level: Level) -> list[Unplaced]:
    """Areas of `level` that the file gives no shape for, in the places it touches: regencies, or whole provinces."""
    rows = [row for row in reading.identified.rows if row.place not in reading.slivers]
    codes = {row.code for row in rows if row.code}
    if level == "province":
        touched: set[str | None] = {None} if len(codes) > 1 else set()
    else:
        touched = {area_of(code, "province" if level == "regency" else "regency") for code in codes}
        if level == "regency" and reading.file_level != "regency":
            touched = set()  # outlines made of finer shapes of one place do not speak of its neighbours
    found = []
    for place in sorted(touched, key=str):
        for region in regions.within(place, level):
            if region.code not in given:
                reason = "no_shape" if region.code in codes else "missing"
                found.append(Unplaced(region.code, region.name, phrase(f"regions.reason_{reason}")))
    return found


def _filled(key: str, **values: Text | str) -> Text:
    def of(lang: Lang) -> str:
        return phrase(
            f"regions.{key}",
            **{name: value.of(lang) if isinstance(value, Text) else value for name, value in values.items()},
        ).of(lang)

    return Text(id=of("id"), en=of("en"))
