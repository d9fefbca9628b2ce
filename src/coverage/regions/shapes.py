"""Boundary files read as they are: shapes in EPSG:4326 beside the properties they came with.

Imports pyogrio, pyproj and shapely at its head: import this module inside the function that needs it.
"""

from __future__ import annotations

import tempfile
import warnings
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
from .archive import unpacked
from .geometry import mended
from .region import is_in_indonesia

LARGEST_FILE = 300_000_000

# What a file of each ending begins with; a file that begins otherwise is something else under a wrong name.
_KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".geojson": ("GeoJSON", (b"{",)),
    ".json": ("GeoJSON/TopoJSON", (b"{",)),
    ".topojson": ("TopoJSON", (b"{",)),
    ".gpkg": ("GeoPackage", (b"SQLite format 3\0",)),
    ".shp": ("Shapefile", (b"\x00\x00\x27\x0a",)),
    ".zip": ("ZIP", (b"PK\x03\x04", b"PK\x05\x06")),
}


@dataclass(frozen=True)
class Layer:
    """One layer of a file: a shape (None: it has no area) and one value per property for each of its rows.

    `is_mended` marks shapes that were broken, `is_turned` those that had latitude before longitude.
    """

    properties: dict[str, list[object]]
    shapes: list[BaseGeometry | None]
    is_mended: list[bool]
    is_turned: list[bool]
    crs: str | None
    is_projected: bool
    has_heights: bool

    @property
    def family(self) -> str:
        """What files of one maker have in common: the names of their properties."""
        return ",".join(sorted(self.properties))


def read_layers(path: Path) -> list[Layer]:
    """Every layer with polygons of a boundary file; raises `DataRefused` that says what to do about the file."""
    kind = _kind(path)
    if path.suffix.lower() != ".zip":
        found = _layers(path, path, kind)
    else:
        with tempfile.TemporaryDirectory(prefix="cakupan-zip-") as folder:
            inner = unpacked(path, Path(folder))
            if not inner:
                raise _wrong_type(path)
            found = [layer for each in inner for layer in _layers(each, path, _KINDS[each.suffix][0])]
    found = [layer for layer in found if any(shape is not None for shape in layer.shapes)]
    if not found:
        raise DataRefused(
            "no_shapes", phrase("regions.refused_no_shapes", file=path.name), [phrase("regions.hint_send_again")]
        )
    return found


def refuse_off_map(path: Path, shapes: Sequence[BaseGeometry]) -> None:
    """Raises when no shape lies in Indonesia, with what probably went wrong with the coordinates."""
    if any(is_in_indonesia(*shape.bounds) for shape in shapes):
        return
    bounds = [abs(value) for shape in shapes for value in shape.bounds]
    hint = phrase("regions.hint_crs") if max(bounds) > 360 else phrase("regions.hint_send_again")
    raise DataRefused("off_map", phrase("regions.refused_off_map", file=path.name), [hint])


def _layers(path: Path, sent: Path, kind: str) -> list[Layer]:
    """The layers of one file; `sent` is what the sender calls it."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            # What is odd inside a file is told by the report on its shapes, not by the library on stderr.
            warnings.simplefilter("ignore")
            _restore_index(path)
            names = [str(name) for name, geometry in pyogrio.list_layers(path) if geometry is not None]
            return [_read(path, name) for name in names]
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FieldError,
        pyogrio.errors.FeatureError,
        pyogrio.errors.GeometryError,
        pyogrio.errors.CRSError,
        pyproj.exceptions.ProjError,
        shapely.errors.ShapelyError,
        ValueError,
        OverflowError,
    ) as fault:
        raise DataRefused(
            "unreadable",
            phrase("regions.refused_unreadable", file=sent.name, kind=kind),
            [phrase("regions.hint_send_again")],
        ) from fault


def _restore_index(path: Path) -> None:
    """Lets the library make the index of a Shapefile that came without one; otherwise it keeps its hands off."""
    lacks = path.suffix.lower() == ".shp" and not path.with_suffix(".shx").is_file()
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES" if lacks else None})


def _kind(path: Path) -> str:
    if not path.is_file():
        raise DataRefused("absent", phrase("regions.refused_absent", file=path.name))
    size = path.stat().st_size
    if size == 0:
        raise DataRefused("empty", phrase("regions.refused_empty", file=path.name), [phrase("regions.hint_send_again")])
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // 1_000_000
        raise DataRefused("too_large", phrase("regions.refused_too_large", file=path.name, limit=limit))
    kind, starts = _KINDS.get(path.suffix.lower(), ("", ()))
    with path.open("rb") as handle:
        head = handle.read(4096).removeprefix(b"\xef\xbb\xbf")
    text = head.lstrip() if b"{" in starts else head
    if not starts or not text.startswith(starts):
        raise _wrong_type(path)
    return kind


def _wrong_type(path: Path) -> DataRefused:
    return DataRefused("wrong_type", phrase("regions.refused_type", file=path.name), [phrase("regions.hint_export")])


def _read(path: Path, layer: str) -> Layer:
    meta, _, blobs, columns = pyogrio.raw.read(path, layer=layer)
    delivered = shapely.from_wkb(blobs, on_invalid="ignore")
    # A ring that is not closed cannot even be read; "fix" closes it.
    repaired = shapely.from_wkb(blobs, on_invalid="fix")
    is_broken = [
        shape is not None and (old is None or not old.is_valid) for shape, old in zip(repaired, delivered, strict=True)
    ]
    heights = bool(shapely.has_z(repaired[[shape is not None for shape in repaired]]).any())
    placed = _degrees(shapely.force_2d(repaired), meta["crs"])
    is_turned = [shape is not None and _has_latitude_first(shape) for shape in placed]
    turned = [_turned(shape) if turn else shape for shape, turn in zip(placed, is_turned, strict=True)]
    shapes = [mended(shape) for shape in turned]
    properties = {
        str(name): [None if _is_null(value) else value for value in column.tolist()]
        for name, column in zip(meta["fields"], columns, strict=True)
    }
    has_shape = [shape is not None for shape in shapes]
    return Layer(
        properties=properties,
        shapes=shapes,
        is_mended=[mend and has for mend, has in zip(is_broken, has_shape, strict=True)],
        is_turned=[turn and has for turn, has in zip(is_turned, has_shape, strict=True)],
        crs=_crs_name(meta["crs"]),
        is_projected=meta["crs"] is not None and pyproj.CRS.from_user_input(meta["crs"]).is_projected,
        has_heights=heights,
    )


def _has_latitude_first(shape: BaseGeometry) -> bool:
    """Whether the shape lies in Indonesia only when its coordinates change places; the two boxes do not meet."""
    west, south, east, north = shape.bounds
    return not is_in_indonesia(west, south, east, north) and is_in_indonesia(south, west, north, east)


def _turned(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: xy[:, ::-1])


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
