"""Which month a file is for: what the caller says, else a column, else its sheet, title or name."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...text import Text, month_code
from ..floor.cells import Objects
from ..floor.dates import month_in
from ..floor.faults import Fault
from ..floor.wording import told
from ..reading.tables import refused
from .draft import Draft

PERIOD_COLUMN = "periode"


def period_of_rows(draft: Draft, place: str) -> Objects:
    """The period of each row of a file that is for one month; raises when nothing says which."""
    found = _stated(draft)
    if found is not None:
        month, origin = found
        draft.stated_period = month
        draft.conventions["period"] = told("convention_period", month=month_code(month), origin=origin)
        return np.full(len(draft), month, dtype=object)
    if not draft.has(PERIOD_COLUMN):
        raise refused("no_period", place=place)
    periods = draft.value(PERIOD_COLUMN)
    column = draft.format.column(PERIOD_COLUMN)
    missing = Fault("required_missing", {"column": draft.header(PERIOD_COLUMN), "example": column.example})
    draft.faults.add(~draft.cells(PERIOD_COLUMN).filled(), PERIOD_COLUMN, missing)
    return periods


def _stated(draft: Draft) -> tuple[int, Text] | None:
    if draft.around.period is not None:
        return draft.around.period, told("origin_option")
    if draft.has(PERIOD_COLUMN):
        return None
    texts = (
        (draft.sheet, "origin_sheet"),
        (Path(draft.around.file_name).stem, "origin_file"),
        (" ".join(draft.titles), "origin_title"),
    )
    for text, origin in texts:
        month = month_in(text)
        if month is not None:
            return month, told(f"{origin}")
    return None
