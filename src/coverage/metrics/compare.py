"""An answer beside the same one a month or a year before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from ..errors import UsageError
from ..words import phrase
from .question import TIMES, Question
from .result import Result
from .status import NO_DATA, OK

Compare = Literal["month_before", "year_before"]
_BACK: dict[str, int] = {"month_before": 1, "year_before": 12}


def months_back(compare: Compare, question: Question) -> int:
    """How many months earlier to look; a month before makes no sense of quarters and years."""
    if compare not in _BACK or (compare == "month_before" and question.time in ("quarter", "year")):
        raise UsageError("bad_compare", phrase("metrics.bad_compare", found=compare))
    return _BACK[compare]


def beside_earlier(now: Result, before: Result) -> Result:
    """`now` with `<metric>_before`, its status, and `<metric>_change` (null unless both are known).

    Where the earlier answer is limited to other segments nothing is compared: the two would not be one measure.
    """
    frame = now.frame.copy()
    earlier = dict(zip(_keys(before), range(len(before.frame)), strict=True)) if now.scope == before.scope else {}
    rows = [earlier.get(key) for key in _keys(now)]
    for metric in now.metrics:
        name = metric.name
        kind = "float64" if metric.is_fraction else "Int64"
        values, statuses = list(before.frame[name]), list(before.frame[f"{name}_status"])
        frame[f"{name}_before"] = pd.Series([None if row is None else values[row] for row in rows], dtype=kind)
        frame[f"{name}_before_status"] = [NO_DATA if row is None else statuses[row] for row in rows]
        both = (frame[f"{name}_status"] == OK) & (frame[f"{name}_before_status"] == OK)
        frame[f"{name}_change"] = (frame[name] - frame[f"{name}_before"]).where(both)
    return replace(now, frame=frame, complete=now.complete and before.complete)


def _keys(result: Result) -> list[tuple[Any, ...]]:
    """What tells rows apart, times as their order: the first month of each answer matches the first of the other."""
    columns = []
    for dim in result.by:
        codes = list(result.frame[dim])
        if dim in TIMES:
            order = {code: place for place, code in enumerate(sorted(set(codes)))}
            codes = [order[code] for code in codes]
        columns.append(codes)
    return list(zip(*columns, strict=True)) if columns else [()] * len(result.frame)
