"""Boundary files read as they are: shapes in EPSG:4326 beside the properties they came with.

Imports pyogrio, pyproj and shapely at its head: import this module inside the function that needs it.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from ..errors import DataRefused
from ..words import phrase
from .geometry import mended
from .region import is_in_indonesia

LARGEST_UNPACKED = 1_000_000_000

# What a file of each ending begins with; a file that begins otherwise is something else under a wrong name.
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".geojson": ("GeoJSON", (b"{",)),
    ".json": ("GeoJSON/TopoJSON", (b"{",)),
    ".topojson": ("TopoJSON", (b"{",)),
    ".gpkg": ("GeoPackage", (b"SQLite format 3\0",)),
    ".shp": ("Shapefile", (b"\x00\x00\x27\x0a",)),
    ".zip": ("Shapefile (ZIP)", (b"PK",)),
}


@dataclass(frozen=True)
class Layer:
    """One layer of a file: a shape (None: it has no area) and one value per property for each of its rows."""

    properties: dict[str, list[object]]
    shapes: list[BaseGeometry | None]
    is_mended: list[bool]
    crs: str | None

    @property
    def family(self) -> str:
        """What files of one maker have in common: the names of their properties."""
        return ",".join(sorted(self.properties))


def read_layers(path: Path) -> list[Layer]:
    """Every layer with polygons of a boundary file; raises `DataRefused` that says what to do about the file."""
    kind = _kind(path)
    try:
        with warnings.catch_warnings():
            # What is odd inside a file is told by the report on its shapes, not by the library on stderr.
            warnings.simplefilter("ignore")
            names = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
            layers = [_read(path, name) for name in names]
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyproj.exceptions.ProjError,
        ValueError,
    ) as fault:
        raise DataRefused(
            "unreadable",
            phrase("regions.refused_unreadable", file=path.name, kind=kind),
            [phrase("regions.hint_send_again")],
        ) from fault
    found = [layer for layer in layers if any(shape is not None for shape in layer.shapes)]
    if not found:
        raise DataRefused(
            "no_shapes", phrase("regions.refused_no_shapes", file=path.name), [phrase("regions.hint_send_again")]
        )
    return found


def refuse_off_map(path: Path, shapes: Sequence[BaseGeometry]) -> None:
    """Raises when no shape lies in Indonesia, with what probably went wrong with the coordinates."""
    if any(is_in_indonesia(*shape.bounds) for shape in shapes):
        return
    turned = [shapely.transform(shape, lambda xy: xy[:, ::-1]) for shape in shapes]
    bounds = [abs(value) for shape in shapes for value in shape.bounds]
    if any(is_in_indonesia(*shape.bounds) for shape in turned):
        hint = phrase("regions.hint_swapped")
    elif max(bounds) > 360:
        hint = phrase("regions.hint_crs")
    else:
        hint = phrase("regions.hint_send_again")
    raise DataRefused("off_map", phrase("regions.refused_off_map", file=path.name), [hint])


def _kind(path: Path) -> str:
    if not path.is_file():
        raise DataRefused("absent", phrase("regions.refused_absent", file=path.name))
    if path.stat().st_size == 0:
        raise DataRefused("empty", phrase("regions.refused_empty", file=path.name), [phrase("regions.hint_send_again")])
    kind, starts = _KINDS.get(path.suffix.lower(), ("", ()))
    with path.open("rb") as handle:
        head = handle.read(4096).removeprefix(b"\xef\xbb\xbf")
    text = head.lstrip() if b"{" in starts else head
    if not text.startswith(starts) or (path.suffix.lower() == ".zip" and not _holds_a_shapefile(path)):
        raise DataRefused("wrong_type", phrase("regions.refused_type", file=path.name), [phrase("regions.hint_export")])
    return kind


def _holds_a_shapefile(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        return False
    unpacked = sum(member.file_size for member in members)
    return unpacked <= LARGEST_UNPACKED and any(member.filename.lower().endswith(".shp") for member in members)


def _read(path: Path, layer: str) -> Layer:
    meta, _, blobs, columns = pyogrio.raw.read(path, layer=layer, force_2d=True)
    delivered = shapely.from_wkb(blobs, on_invalid="ignore")
    # A ring that is not closed cannot even be read; "fix" closes it.
    repaired = shapely.from_wkb(blobs, on_invalid="fix")
    is_broken = [
        shape is not None and (old is None or not old.is_valid) for shape, old in zip(repaired, delivered, strict=True)
    ]
    shapes = [mended(shape) for shape in _degrees(repaired, meta["crs"])]
    properties = {
        str(name): [None if _is_null(value) else value for value in column.tolist()]
        for name, column in zip(meta["fields"], columns, strict=True)
    }
    mends = [is_mended and shape is not None for is_mended, shape in zip(is_broken, shapes, strict=True)]
    return Layer(properties, shapes, mends, _crs_name(meta["crs"]))


def _degrees(shapes: Any, crs: str | None) -> Any:
    """The shapes in EPSG:4326; a file that names no system is taken to be in degrees already."""
    if crs is None:
        return shapes
    source = pyproj.CRS.from_user_input(crs)
    flat = source.to_2d() if not source.is_compound else source.sub_crs_list[0]
    if flat.equals(pyproj.CRS.from_epsg(4326), ignore_axis_order=True):
        return shapes
    project = pyproj.Transformer.from_crs(flat, "EPSG:4326", always_xy=True).transform
    return shapely.transform(shapes, lambda xy: np.column_stack(project(*xy.T)))


def _crs_name(crs: str | None) -> str | None:
    if crs is None:
        return None
    known = pyproj.CRS.from_user_input(crs)
    return f"EPSG:{known.to_epsg()}" if known.to_epsg() else str(known.name)


def _is_null(value: object) -> bool:
    return value is None or value != value or value == "" or value == "NA"
