"""Files drawn as text: the rows of a test and its answer on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter

from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult, ImportOptions, import_file
from src.coverage.text import month_number

NIK1, NIK2, NIK5, NIK3, NIK4 = (f"74710101019000{number:02d}" for number in range(1, 6))
MANDONGA, KORUMBA = "74.71.01.1005", "74.71.01.1006"


def rows_of(drawing: str) -> list[list[str]]:
    """The cells of a drawn table: columns parted by |, one line per row."""
    return [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]


def csv_file(path: Path, drawing: str, separator: str = ";") -> Path:
    """The drawing as a CSV file."""
    path.write_text("".join(separator.join(row) + "\n" for row in rows_of(drawing)), encoding="utf-8")
    return path


def xlsx_file(path: Path, sheets: dict[str, Sequence[Sequence[object]] | str]) -> Path:
    """A workbook with one sheet per drawing, or per list of rows where cells must be numbers or dates."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows_of(content) if isinstance(content, str) else content):
                for place, value in enumerate(row):
                    if hasattr(value, "year"):
                        sheet.write_datetime(number, place, value, day)
                    else:
                        sheet.write(number, place, value)
    return path


def imported(data: DataFolder, path: Path, period: str | None = None, **stated: object) -> FileResult:
    """The result of the file's only sheet; `period` as `YYYY-MM`."""
    options = ImportOptions(period=month_number(period) if period else None, **stated)  # type: ignore[arg-type]
    (found,) = import_file(data, path, options).files
    return found


def stored(data: DataFolder, result: FileResult, *columns: str) -> list[tuple[object, ...]]:
    """The accepted rows of a delivery, chosen columns, in the order of the file."""
    table = pq.read_table(data.deliveries / str(result.delivery) / "clean.parquet").select(list(columns))
    return [tuple(row.values()) for row in table.to_pylist()]


def faults(result: FileResult) -> list[tuple[int, str, str]]:
    """Row, column and code of every fault."""
    return [(problem.row, problem.column, problem.fault.code) for problem in result.problems]
