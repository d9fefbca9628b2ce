"""What to say of files that are no tables: what they are, what they hold, and what to do with them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from ..errors import DataRefused
from ..text import Text
from .headings import headings_of
from .masking import scrub
from .recognise import recognise
from .tables import Table, no_body, refused
from .wording import told

_READ_BYTES = 50 * 2**20
_SHOWN = 8
_MAP_ENDINGS = (".shp", ".geojson", ".gpkg")
_MAPS = ("FeatureCollection", "Feature", "Topology", "GeometryCollection", "Polygon", "MultiPolygon")


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
    return DataRefused("json_file", told("json_file", **values), [_advice(columns)])


def packs_a_map(path: Path) -> bool:
    """Whether an archive holds a Shapefile or another map instead of the parts of a workbook."""
    try:
        with zipfile.ZipFile(path) as package:
            return any(name.casefold().endswith(_MAP_ENDINGS) for name in package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        return False


def _records(content: Any) -> tuple[list[dict[str, Any]], str]:
    """The list of records a JSON document is, or holds under one name."""
    lists = [(content, "")]
    if isinstance(content, dict):
        lists = [(value, f" ('{scrub(str(key))[:40]}')") for key, value in content.items()]
    for value, within in lists:
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return value, within
    return [], ""


def _advice(columns: list[str]) -> Text:
    """Whether the records would be one of the formats once saved as a table."""
    table = Table("", [columns], no_body)
    found = recognise(list(headings_of(table)), frozenset(), None)
    if found is not None and found.is_complete:
        return told("json_file_fits", format=found.name)
    return told("json_file_unknown")
