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
        sums[series] = pc.sum(clean.filter(pc.equal(clean["series"], series))["workers"]).as_py() or 0
    return sums


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
    "counts": _total("active", "registered"),
    "sponsors": _total("pledged_workers"),
    "targets": _rows("targets"),
    "statistics": _statistics,
    "regions": _rows("areas"),
}
