"""Parquet files: every column as text, with numbers marked as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..declaring.formats import is_never_read
from ..floor.cells import Cells, cells_of
from ..floor.rules import rules
from .tables import Body, Table, check_size, refused, without_blank_rows

# The largest whole number up to which a float of so many bits holds every one.
_EVERY_DIGIT = {16: 2.0**11, 32: 2.0**24, 64: 2.0**53}


def read_parquet(path: Path) -> list[Table]:
    """The one table of a Parquet file; health columns are left in the file."""
    with _as_refusal(path):
        file = pq.ParquetFile(path)
        meta = file.metadata
        unpacked = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
        schema = file.schema_arrow
        names = [field.name for field in schema if _is_plain(field.type) and not is_never_read(field.name)]
        notes = b" ".join((schema.metadata or {}).get(key, b"") for key in (b"sumber", b"source"))
    if unpacked > rules().unpacked_bytes:
        raise refused("unpacks_too_large", file=path.name, limit=rules().unpacked_bytes // 2**20)
    check_size(meta.num_rows, len(schema))

    def body(_header: int, _width: int) -> Body:
        with _as_refusal(path):
            table = file.read(columns=names)
            columns = [_cells(table.column(name).combine_chunks()) for name in names]
        rows = np.arange(table.num_rows, dtype=np.int64) + 2
        return without_blank_rows(Body(columns, rows, np.zeros(table.num_rows, dtype=bool)))

    return [Table("", [names], body, says_synthetic=b"sintetis" in notes.lower())]


@contextmanager
def _as_refusal(path: Path) -> Iterator[None]:
    """Turns every way in which the library fails on a broken file into one sentence."""
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, KeyError, MemoryError):
        raise refused("broken_file", file=path.name) from None


def _is_plain(kind: Any) -> bool:
    return not pa.types.is_nested(kind)


def _cells(column: Any) -> Cells:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    is_number = pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)
    if pa.types.is_floating(kind):
        column = _whole_numbers(column)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        column = pa.array([None if value is None else value.decode("utf-8", "replace") for value in column.to_pylist()])
    text = column.cast(pa.string())
    text.validate(full=True)  # the library trusts a file's strings to be UTF-8
    return cells_of(text, np.full(len(text), True) if is_number else None)


def _whole_numbers(column: Any) -> Any:
    """Floats as text: whole numbers as digits, so that a NIK does not print as 7.47e+15, unless the type is too narrow
    to hold all their digits.
    """
    every_digit = _EVERY_DIGIT[column.type.bit_width]
    column = column.cast(pa.float64())
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    is_whole = pc.and_(pc.equal(pc.floor(column), column), pc.less_equal(pc.abs(column), every_digit))
    digits = pc.if_else(is_whole, column, 0.0).cast(pa.int64()).cast(pa.string())
    return pc.if_else(is_whole, digits, column.cast(pa.string()))
