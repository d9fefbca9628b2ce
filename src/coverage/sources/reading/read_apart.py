"""Reads the cells of a workbook whose size cannot be known beforehand, as a program of its own with limits.

`python read_apart.py FILE CELLS BYTES SECONDS` prints the sheets as JSON: old and open formats say in a few bytes that
a sheet has billions of cells, and the library makes room for them before anybody can look. It imports nothing of the
project, so that it starts at once.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

TOO_LARGE, PASSWORD, BROKEN = 3, 4, 5


def main(path: str, cells: int, most_bytes: int, seconds: int) -> int:
    """The exit code; 0 with the sheets on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheets: list[dict[str, object]] = []
    try:
        book = CalamineWorkbook.from_path(path)
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                sheets.append({"name": meta.name, "rows": [], "merged": [], "is_hidden": False})
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if sheet.total_height * sheet.total_width > cells:
                return TOO_LARGE
            rows = sheet.to_python(skip_empty_area=False)
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            merged = sheet.merged_cell_ranges or []
            sheets.append({"name": meta.name, "rows": rows, "merged": merged, "is_hidden": is_hidden})
    except PasswordError:
        return PASSWORD
    except BaseException:  # the library's panics are no Exceptions, and whatever it is, the file is at fault
        return BROKEN
    json.dump(sheets, sys.stdout, default=_plain)
    return 0


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *(int(number) for number in sys.argv[2:5])))
