"""Text tables: the separator, encoding and odd lines of files as spreadsheets and offices write them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from ...text import Text
from ..floor.cells import cells_of
from ..floor.rules import rules
from ..floor.wording import told
from .tables import Body, Table, check_size, refused, without_blank_rows

SEPARATORS = (";", ",", "\t", "|")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_DIRECTIVE = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


def read_csv(path: Path) -> list[Table]:
    """The one table of a delimited text file."""
    data, encoding = _utf8(path)
    head_text = data[: rules().line_bytes].decode("utf-8", errors="ignore")
    if "\n" not in head_text and "\r" not in head_text and len(data) > rules().line_bytes:
        raise refused("not_a_table", file=path.name)
    separator = _separator(head_text)
    head = list(islice(_records(head_text, path, separator), rules().header_rows))
    conventions: dict[str, Text] = {
        "encoding": told("convention_encoding", name=encoding),
        "separator": told("convention_separator", mark=_MARKS.get(separator, separator)),
    }

    def body(header: int, width: int) -> Body:
        check_size(data.count(b"\n"), width)
        quick = _quickly(data, header, head, separator) if width == len(head[header]) else None
        # Cells that no header names may be left out.
        needed = max((place + 1 for place, cell in enumerate(head[header]) if cell.strip()), default=0)
        return without_blank_rows(quick or _slowly(data, path, header, width, separator, needed))

    return [Table("", head, body, conventions)]


_MARKS = {"\t": "tab"}


def _utf8(path: Path) -> tuple[bytes, str]:
    """The file as UTF-8 without a byte order mark, and what it was encoded in."""
    raw = path.read_bytes()
    encoding = "UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            raw, encoding = raw.decode("utf-16").encode(), "UTF-16"
        except UnicodeDecodeError:
            raise refused("not_a_table", file=path.name) from None
    if b"\x00" in raw:
        raise refused("not_a_table", file=path.name)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not raw.strip():
        raise refused("empty_file", file=path.name)
    try:
        raw.decode("utf-8")
        return raw, encoding
    except UnicodeDecodeError:
        # Every byte is a character in Windows-1252 but five; those become a question mark.
        return raw.decode("cp1252", errors="replace").encode(), "Windows-1252"


def _separator(text: str) -> str:
    """The separator by which most of the first lines have the same number of cells."""
    directive = _DIRECTIVE.match(text.split("\n", 1)[0])
    if directive:
        return directive.group(1)

    def fit(separator: str) -> tuple[int, int]:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), rules().header_rows))
        except csv.Error:
            return (0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, times = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return (times, width)

    best = max(SEPARATORS, key=fit)
    return best if fit(best) > (0, 0) else ","


def _quickly(data: bytes, header: int, head: list[list[str]], separator: str) -> Body | None:
    """The body by the vectorised reader; None where lines are uneven or blank, which it cannot number."""
    titles = head[: header + 1]
    if any("\n" in cell for row in titles for cell in row) or any(not row for row in titles):
        return None
    if _BLANK_LINE.search(data.rstrip()) or (b"\r" in data and b"\r\n" not in data):
        return None
    names = [str(place) for place in range(len(head[header]))]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(data),
            arrow_csv.ReadOptions(skip_rows=header + 1, column_names=names, block_size=1 << 24),
            arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in data),
            arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [cells_of(table.column(name).combine_chunks()) for name in names]
    rows = np.arange(table.num_rows, dtype=np.int64) + header + 2
    return Body(columns, rows, np.zeros(table.num_rows, dtype=bool))


def _slowly(data: bytes, path: Path, header: int, width: int, separator: str, needed: int = 0) -> Body:
    """The body row by row: short rows are filled up, and both they and overlong ones marked."""
    lists: list[list[str]] = [[] for _ in range(width)]
    overlong: list[bool] = []
    short: list[int] = []
    for record in islice(_records(data.decode(), path, separator), header + 1, None):
        overlong.append(any(cell.strip() for cell in record[width:]))
        if 0 < len(record) < needed:
            short.append(header + 1 + len(overlong))
        for place, cells in enumerate(lists):
            cells.append(record[place] if place < len(record) else "")
    columns = [cells_of(pa.array(cells, type=pa.string())) for cells in lists]
    rows = np.arange(len(overlong), dtype=np.int64) + header + 2
    return Body(columns, rows, np.array(overlong, dtype=bool), tuple(short))


def _records(text: str, path: Path, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        raise refused("broken_quotes", file=path.name, row=reader.line_num) from None
