"""The columns of clean tables, by what they are about: what the warehouse reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ...codes import NOT_BROKEN_DOWN
from ..floor.cells import Mask, Objects

_TEXT, _INT, _DAY, _FLAG, _NUMBER = pa.string(), pa.int64(), pa.date32(), pa.bool_(), pa.float64()
_COMMON = {"regency_code": _TEXT, "period": pa.int32(), "row": pa.int32()}

_COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "participants": {
        "person_key": _TEXT,
        "sponsor_id": _TEXT,
        "segment": _TEXT,
        "start_month": _INT,
        "end_month": _INT,
        "registered_on": _DAY,
        "village_code": _TEXT,
        "occupation_group": _TEXT,
        "band": _INT,
        "months_before": _INT,
    },
    "register": {
        "person_key": _TEXT,
        "village_code": _TEXT,
        "decile": _TEXT,
        "occupation_group": _TEXT,
        "segment": _TEXT,
        "works": _FLAG,
        "employment_status": _INT,
        "is_head": _FLAG,
        "age_band": _TEXT,
        "sex": _TEXT,
    },
    "decile_table": {"village_code": _TEXT, "decile": _TEXT, "value": _INT, "unit": _TEXT},
    "workforce": {
        "series": _TEXT,
        "as_of": _DAY,
        "region_code": _TEXT,
        "region_level": _TEXT,
        "decile": _TEXT,
        "occupation_group": _TEXT,
        "segment": _TEXT,
        "workers": _INT,
        "source": _TEXT,
    },
    "counts": {
        "region_code": _TEXT,
        "region_level": _TEXT,
        "segment": _TEXT,
        "covers": _TEXT,
        "active": _INT,
        "registered": _INT,
    },
    "sponsors": {
        "sponsor_id": _TEXT,
        "name": _TEXT,
        "kind": _TEXT,
        "cadence": _TEXT,
        "ended_month": _INT,
        "pledged_workers": _INT,
        "pledge_start": _INT,
        "pledge_end": _INT,
        "source": _TEXT,
    },
    "targets": {
        "track": _TEXT,
        "region_code": _TEXT,
        "month": _INT,
        "rate": _NUMBER,
        "source": _TEXT,
        "name_id": _TEXT,
        "name_en": _TEXT,
    },
    "statistics": {
        "indicator": _TEXT,
        "region_code": _TEXT,
        "region_level": _TEXT,
        "sex": _TEXT,
        "breakdown": _TEXT,
        "value": _NUMBER,
        "unit": _TEXT,
        "source": _TEXT,
    },
    "regions": {
        "about": _TEXT,
        "code": _TEXT,
        "level": _TEXT,
        "name": _TEXT,
        "parent": _TEXT,
        "bps_code": _TEXT,
        "bps_name": _TEXT,
        "lat": _NUMBER,
        "lng": _NUMBER,
        "population": _INT,
        "area_km2": _NUMBER,
    },
}

SCHEMAS = {
    name: pa.schema([pa.field(column, kind) for column, kind in (_COMMON | columns).items()])
    for name, columns in _COLUMNS.items()
}


@dataclass(frozen=True)
class Clean:
    """Columns of a clean table before faulty rows are left out; `source` is each one's position in the draft."""

    columns: dict[str, Objects]
    source: npt.NDArray[np.int64]

    def table(self, schema: pa.Schema, keep: Mask, rows: npt.NDArray[np.int64]) -> pa.Table:
        """The Parquet table of the rows to keep; `rows` are their numbers as Excel shows them."""
        chosen = keep[self.source]
        arrays = []
        for field in schema:
            if field.name == "row":
                arrays.append(pa.array(rows[self.source[chosen]], type=field.type))
            else:
                arrays.append(pa.array(self.columns[field.name][chosen], type=field.type, from_pandas=True))
        return pa.Table.from_arrays(arrays, schema=schema)


def cells_of_table(table: pa.Table) -> list[tuple[str, int]]:
    """The places and months a clean table speaks for."""
    pairs = table.select(["regency_code", "period"]).group_by(["regency_code", "period"]).aggregate([])
    return sorted(zip(pairs["regency_code"].to_pylist(), pairs["period"].to_pylist(), strict=True))


def subjects_of_table(table: pa.Table, columns: Sequence[str]) -> list[str]:
    """What a clean table speaks of: the values of the format's `subject` columns, as far as they break anything down;
    one empty subject without such columns.
    """
    if not columns:
        return [""]
    found = table.select(list(columns)).group_by(list(columns)).aggregate([]).to_pylist()
    return sorted(" / ".join(text for text in row.values() if text != NOT_BROKEN_DOWN) for row in found)
