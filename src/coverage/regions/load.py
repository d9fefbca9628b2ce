"""The known areas of a data folder: the program's reference list, then the code lists delivered to it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from ..folders import REFERENCE, DataFolder, broken_delivery
from .names import name_key
from .region import NATIONAL, Region, level_of, parent_of
from .registry import Regions

REFERENCE_LIST = REFERENCE / "regions.csv"
FORMAT = "regions"


def load_regions(data: DataFolder | None = None) -> Regions:
    """All areas known to a data folder (None: the reference list alone); cached until a delivery comes or goes."""
    manifests = sorted(data.deliveries.glob("*/manifest.json")) if data else []
    stamps = tuple((str(path), path.stat().st_mtime_ns) for path in manifests)
    return _load(stamps, REFERENCE_LIST.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _load(manifests: tuple[tuple[str, int], ...], _reference_time: int) -> Regions:
    known = {region.code: region for region in _reference()}
    for path in _lists_in_force([Path(name) for name, _ in manifests]):
        for row in _rows(path):
            region = _region(row)
            if region:
                # Lists recorded before there were other kinds are lists of codes.
                is_list_of_codes = str(row.get("about") or "codes").startswith("codes")
                known[region.code] = _united(known.get(region.code), region, is_list_of_codes)
    return Regions(known.values())


def _reference() -> Iterator[Region]:
    with REFERENCE_LIST.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if region := _region(row):
                yield region


def _lists_in_force(manifests: list[Path]) -> list[Path]:
    """The Parquet files of delivered code lists, oldest first, so that a later one is laid over an earlier."""
    lists = []
    for path in manifests:
        try:
            manifest = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            # Whoever imports or builds is told which delivery is damaged; a reader goes on without its names.
            continue
        if manifest.get("format") == FORMAT and not manifest.get("withdrawn"):
            order = (str(manifest.get("received")), int(manifest.get("recorded") or 0))
            lists.append((order, path.with_name("clean.parquet")))
    return [path for _, path in sorted(lists) if path.is_file()]


def _rows(path: Path) -> list[dict[str, object]]:
    import pyarrow.parquet

    try:
        return cast("list[dict[str, object]]", pyarrow.parquet.read_table(path).to_pylist())
    except (OSError, ValueError) as fault:
        raise broken_delivery(path) from fault


def _region(row: Mapping[str, object]) -> Region | None:
    code = str(row["code"])
    level = level_of(code)
    if level is None or code == NATIONAL:
        return None
    basis = row.get("population_basis")
    population = row.get("population")
    name, other = str(row["name"]), str(row.get("bps_name") or "")
    stated: Literal["published", "estimated"] | None = "estimated" if basis == "estimated" else "published"
    return Region(
        code=code,
        level=level,
        name=name,
        parent=parent_of(code),
        bps_code=str(row["bps_code"]) if row.get("bps_code") else None,
        lat=_number(row.get("lat")),
        lng=_number(row.get("lng")),
        population=int(str(population)) if population not in (None, "") else None,
        population_basis=stated if population not in (None, "") else None,
        area_km2=_number(row.get("area_km2")),
        also=(other,) if other and name_key(other, level).base != name_key(name, level).base else (),
    )


def _united(before: Region | None, now: Region, is_list_of_codes: bool) -> Region:
    """`now`, with what it leaves open taken from what was known before; only a list of codes changes a name."""
    if before is None:
        return now
    name = now.name if is_list_of_codes else before.name
    spellings = dict.fromkeys((*before.also, *now.also, before.name, now.name))
    has_point = now.lat is not None and now.lng is not None
    has_population = now.population is not None
    return Region(
        code=now.code,
        level=now.level,
        name=name,
        parent=now.parent,
        bps_code=now.bps_code or before.bps_code,
        lat=now.lat if has_point else before.lat,
        lng=now.lng if has_point else before.lng,
        population=now.population if has_population else before.population,
        population_basis=now.population_basis if has_population else before.population_basis,
        area_km2=before.area_km2 if now.area_km2 is None else now.area_km2,
        also=tuple(other for other in spellings if _key(other, now) != _key(name, now)),
    )


def _key(name: str, region: Region) -> str:
    return name_key(name, region.level).base


def _number(value: object) -> float | None:
    number = float(str(value)) if value not in (None, "") else None
    return None if number is None or number != number else number
