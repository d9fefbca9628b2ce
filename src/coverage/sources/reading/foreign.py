"""What to say of files that are no tables: what they are, what they hold, and what to do with them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from ...errors import DataRefused
from ...text import Text
from ..floor.masking import scrub
from ..floor.wording import told
from .tables import refused

_READ_BYTES = 50 * 2**20
_SHOWN = 8
_MAP_ENDINGS = (".shp", ".geojson", ".gpkg")
_MAPS = ("FeatureCollection", "Feature", "Topology", "GeometryCollection", "Polygon", "MultiPolygon")


class RecordsRefused(DataRefused):
    """A file of records that is no table; `columns` are what they are made of, for advice."""

    def __init__(self, code: str, text: Text, columns: list[str]) -> None:
        super().__init__(code, text)
        self.columns = columns


def json_refused(path: Path) -> DataRefused:
    """The refusal of a JSON file: a map belongs elsewhere, a list of records is described, anything else is named."""
    if path.stat().st_size > _READ_BYTES:
        return refused("foreign_file", file=path.name, found="JSON")
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return refused("foreign_file", file=path.name, found=told("markup"))
    if isinstance(content, dict) and content.get("type") in _MAPS:
        return refused("map_file", file=path.name)
    records, within = _records(content)
    if not records:
        return refused("foreign_file", file=path.name, found="JSON")
    columns = list(dict.fromkeys(str(key) for record in records[:100] for key in record))
    shown = ", ".join(f"'{scrub(column)[:40]}'" for column in columns[:_SHOWN])
    more = ", …" if len(columns) > _SHOWN else ""
    values = {"file": path.name, "count": len(records), "columns": shown + more, "within": within}
    return RecordsRefused("json_file", told("json_file", **values), columns)


def packs_a_map(path: Path) -> bool:
    """Whether an archive holds a Shapefile or another map instead of the parts of a workbook."""
    try:
        with zipfile.ZipFile(path) as package:
            return any(name.casefold().endswith(_MAP_ENDINGS) for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return False


def packed_files(path: Path) -> str:
    """The names of the files in an archive that is no workbook; empty for a workbook, and where it cannot be told."""
    try:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if not name.endswith("/")]
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return ""
    if any(name.startswith(("xl/", "content.xml", "[Content_Types]", "mimetype")) for name in names):
        return ""
    shown = ", ".join(f"'{scrub(name)[:60]}'" for name in names[:_SHOWN])
    return shown + (", …" if len(names) > _SHOWN else "")


def _records(content: Any) -> tuple[list[dict[str, Any]], str]:
    """The list of records a JSON document is, or holds under one name."""
    lists = [(content, "")]
    if isinstance(content, dict):
        lists = [(value, f" ('{scrub(str(key))[:40]}')") for key, value in content.items()]
    for value, within in lists:
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return value, within
    return [], ""
