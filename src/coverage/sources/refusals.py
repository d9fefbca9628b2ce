"""Refusals of whole files: everything that is wrong, in one answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..errors import DataRefused
from ..text import Text
from ..words import phrase
from .examine import Examined
from .formats import formats
from .recognise import Recognised
from .tables import Table


def unreadable(path: Path, tables: list[Table], nearly: list[tuple[Table, Recognised]]) -> DataRefused:
    """Why no table of a file can be read: what is missing, or that nothing was recognised."""
    if nearly:
        return several(path, [fault for table, reading in nearly for fault in _incomplete(path, table, reading)])
    rows = [row for table in tables for row in table.head]
    widest = max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=[])
    shown = ", ".join(f"'{' '.join(cell.split())[:40]}'" for cell in widest if cell.strip())
    known = ", ".join(formats())
    none = phrase("sources.no_headers")
    hint = Text(
        id=phrase("sources.not_recognised_hint", headers=shown or none.id, formats=known).id,
        en=phrase("sources.not_recognised_hint", headers=shown or none.en, formats=known).en,
    )
    return DataRefused("not_recognised", phrase("sources.not_recognised", file=path.name), [hint])


def several(path: Path, faults: list[DataRefused]) -> DataRefused:
    """One refusal for all faults of a file; a single one stays as it is."""
    if len(faults) == 1:
        return faults[0]
    hints = [text for fault in faults for text in (fault.text, *fault.hints)]
    return DataRefused("refused", phrase("sources.refused", file=path.name, count=len(faults)), hints)


def none_accepted(path: Path, examined: Examined) -> DataRefused:
    """A table of which every row is faulty, with the fault most rows have."""
    place = examined.draft.sheet or path.name
    counted = Counter(problem.fault for problem in examined.problems)
    fault, count = counted.most_common(1)[0]
    hint = Text(
        id=phrase("sources.none_accepted_hint", count=count, reason=fault.reason.id, remedy=fault.remedy.id).id,
        en=phrase("sources.none_accepted_hint", count=count, reason=fault.reason.en, remedy=fault.remedy.en).en,
    )
    return DataRefused("none_accepted", phrase("sources.none_accepted", place=place, rows=examined.rows), [hint])


def _incomplete(path: Path, table: Table, reading: Recognised) -> list[DataRefused]:
    place = table.sheet or path.name
    faults = []
    if reading.missing:
        columns = ", ".join(f"'{name}'" for name in reading.missing)
        aliases = [
            alias for column in reading.format.columns if column.name in reading.missing for alias in column.aliases[:4]
        ]
        text = phrase("sources.missing_columns", place=place, format=reading.name, columns=columns)
        hints = [phrase("sources.missing_columns_hint", aliases=", ".join(aliases))] if aliases else []
        faults.append(DataRefused("missing_column", text, hints))
    if reading.twice:
        columns = ", ".join(f"'{name}'" for name in reading.twice)
        text = phrase("sources.doubled_columns", place=place, columns=columns)
        faults.append(DataRefused("doubled_column", text, [phrase("sources.doubled_columns_hint")]))
    return faults
