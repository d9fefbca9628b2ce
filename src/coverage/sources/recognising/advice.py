"""Opens a file for recognising: of records that are no table it says which format they would be."""

from __future__ import annotations

from pathlib import Path

from ...errors import DataRefused
from ...text import Text
from ..floor.wording import told
from ..reading.foreign import RecordsRefused
from ..reading.headings import headings_of
from ..reading.read import read_tables
from ..reading.tables import Table, no_body
from .recognise import recognise


def tables_of(path: Path) -> list[Table]:
    """The tables of a file; raises `DataRefused` with what to do when it holds none."""
    try:
        return read_tables(path)
    except RecordsRefused as refusal:
        raise DataRefused(refusal.code, refusal.text, [_advice(refusal.columns)]) from refusal


def _advice(columns: list[str]) -> Text:
    """Whether the records would be one of the formats once saved as a table."""
    table = Table("", [columns], no_body)
    found = recognise(list(headings_of(table)), frozenset(), None)
    if found is not None and found.is_complete:
        return told("json_file_fits", format=found.format.label)
    return told("json_file_unknown")
