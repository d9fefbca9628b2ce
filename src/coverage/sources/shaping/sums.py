"""The totals by which a sender recognises his file."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from .declared import summed

Sums = dict[str, int | float]


def sums_of(target: str, clean: pa.Table) -> Sums:
    """The totals of a clean table."""
    declared = _SUMS.get(target)
    return declared(clean) if declared else _total(*summed(target))(clean)


def _participants(clean: pa.Table) -> Sums:
    months = pc.add(pc.subtract(clean["end_month"], clean["start_month"]), 1)
    return {
        "persons": pc.count_distinct(clean["person_key"]).as_py(),
        "months": pc.sum(months).as_py() or 0,
        "never_paid": clean["start_month"].null_count,
    }


def _register(clean: pa.Table) -> Sums:
    return {
        "persons": pc.count_distinct(clean["person_key"]).as_py(),
        "working": pc.sum(clean["works"]).as_py() or 0,
        "families": pc.sum(clean["is_head"]).as_py() or 0,
    }


def _decile_table(clean: pa.Table) -> Sums:
    sums: Sums = {}
    for unit in ("families", "persons"):
        total = pc.sum(clean.filter(pc.equal(clean["unit"], unit))["value"]).as_py()
        if total is not None:
            sums[unit] = total
    return sums


def _workforce(clean: pa.Table) -> Sums:
    sums: Sums = {}
    for series in pc.unique(clean["series"]).to_pylist():
        own = _widest(clean.filter(pc.equal(clean["series"], series)), ["regency_code", "as_of", "segment"])
        sums[series] = pc.sum(own["workers"]).as_py() or 0
    return sums


def _counts(clean: pa.Table) -> Sums:
    own = _widest(clean, ["regency_code", "period", "segment"])
    return {column: pc.sum(own[column]).as_py() or 0 for column in ("active", "registered")}


def _widest(clean: pa.Table, within: list[str]) -> pa.Table:
    """The rows of the widest areas of each group: a row for the whole city says what its districts say once more."""
    width = pc.utf8_length(clean["region_code"])
    sized = clean.select(within).append_column("width", width)
    least = sized.group_by(within).aggregate([("width", "min")])
    kept = {tuple(row.values()) for row in least.select([*within, "width_min"]).to_pylist()}
    rows = sized.select([*within, "width"]).to_pylist()
    return clean.filter(pa.array([tuple(row.values()) in kept for row in rows], type=pa.bool_()))


def _statistics(clean: pa.Table) -> Sums:
    return {
        "values": clean.num_rows,
        "areas": pc.count_distinct(clean["region_code"]).as_py(),
        "indicators": pc.count_distinct(clean["indicator"]).as_py(),
    }


def _total(*columns: str) -> Callable[[pa.Table], Sums]:
    return lambda clean: {column: pc.sum(clean[column]).as_py() or 0 for column in columns}


def _rows(name: str) -> Callable[[pa.Table], Sums]:
    return lambda clean: {name: clean.num_rows}


_SUMS: dict[str, Callable[[pa.Table], Sums]] = {
    "participants": _participants,
    "register": _register,
    "decile_table": _decile_table,
    "workforce": _workforce,
    "counts": _counts,
    "sponsors": _total("pledged_workers"),
    "targets": _rows("targets"),
    "statistics": _statistics,
    "regions": _rows("areas"),
}
