"""The file that goes back to its sender: the own rows, faulty cells coloured, the reason in the last column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from ..errors import UsageError
from ..text import LANGS
from ..words import say
from .cells import Cells
from .draft import Draft
from .examine import Examined
from .faults import Fault
from .masking import scrub
from .wording import told

EXCEL_ROWS = 1_048_576
_SHEET_NAME_LENGTH = 31


def write_return_file(path: Path, sent: Path, examined: Sequence[Examined]) -> None:
    """Writes the workbook for the sender of the file `sent`, never over that file; it is the only place in which a
    sender's own columns leave memory.
    """
    if path.exists() and path.samefile(sent):
        raise UsageError("return_file_is_the_file", told("return_file_is_the_file", file=sent.name))
    try:
        _write(path, scrub(sent.name), examined)
    except (OSError, XlsxFileError) as fault:
        raise UsageError("return_file_not_written", told("return_file_not_written", file=path)) from fault


def _write(path: Path, file_name: str, examined: Sequence[Examined]) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {
            "bold": book.add_format({"bold": True}),
            "fault": book.add_format({"bg_color": "#F8CBAD", "num_format": "@"}),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        used: set[str] = set()
        explanation = book.add_worksheet(_sheet_name(say("sources.return_sheet", "id"), used))
        _explain(explanation, file_name, examined, styles)
        for entry in examined:
            _copy(book.add_worksheet(_sheet_name(entry.draft.sheet or entry.draft.name, used)), entry.draft, styles)


def _sheet_name(name: str, used: set[str]) -> str:
    base = "".join("_" if mark in "[]:*?/\\" else mark for mark in name).strip("'")[:_SHEET_NAME_LENGTH] or "Data"
    found, number = base, 2
    while found.lower() in used:
        found, number = f"{base[: _SHEET_NAME_LENGTH - 4]} ({number})", number + 1
    used.add(found.lower())
    return found


def _explain(sheet: Any, file_name: str, examined: Sequence[Examined], styles: dict[str, Any]) -> None:
    """What the file is, how to mend it, and which faults it has, in both languages."""
    sheet.set_column(0, 0, 60, styles["wrap"])
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 3, 50, styles["wrap"])
    faults = Counter(problem.fault for entry in examined for problem in entry.problems)
    row = 0
    for lang in LANGS:
        sheet.write_string(row, 0, say("sources.return_title", lang, file=file_name), styles["bold"])
        counts = {
            "rows": sum(entry.rows for entry in examined),
            "accepted": sum(entry.accepted for entry in examined),
            "quarantined": sum(int(entry.quarantined.sum()) for entry in examined),
            "duplicates": sum(entry.duplicates for entry in examined),
        }
        sheet.write_string(row + 1, 0, say("sources.return_counts", lang, **counts))
        sheet.write_string(row + 2, 0, say("sources.return_how", lang))
        for place, name in enumerate(("reasons", "rows", "remedy", "owner")):
            sheet.write_string(row + 4, place, say(f"sources.return_{name}", lang), styles["bold"])
        row += 5
        for fault, count in faults.most_common():
            sheet.write_string(row, 0, fault.reason.of(lang), styles["wrap"])
            sheet.write_number(row, 1, count)
            sheet.write_string(row, 2, fault.remedy.of(lang), styles["wrap"])
            sheet.write_string(row, 3, say(f"sources.owner_{fault.owner}", lang))
            row += 1
        row += 2


def _copy(sheet: Any, draft: Draft, styles: dict[str, Any]) -> None:
    """The sender's rows where they stood, so that row numbers stay true."""
    header_row = draft.header_row
    for place, title in enumerate(draft.headers):
        sheet.write_string(header_row, place, title, styles["bold"])
    reasons = len(draft.headers)
    sheet.write_string(header_row, reasons, say("sources.return_reason", "id"), styles["bold"])
    sheet.set_column(0, reasons - 1, 18, styles["text"])
    sheet.set_column(reasons, reasons, 70)
    faults: dict[int, list[tuple[str, Fault]]] = {}
    for position, column, fault in draft.faults.listed(draft.counted):
        faults.setdefault(position, []).append((column, fault))
    coloured = {
        (position, draft.places[column])
        for position, listed in faults.items()
        for column, _ in listed
        if column in draft.places
    }
    rows = draft.body.rows.tolist()
    for place, cells in enumerate(draft.body.columns):
        is_number = _numbers(draft, place, cells)
        for position, text in enumerate(cells.text.to_pylist()):
            style = styles["fault"] if (position, place) in coloured else None
            if text is None:
                if style is not None:
                    sheet.write_blank(rows[position] - 1, place, None, style)
            elif is_number is not None and is_number[position]:
                sheet.write_number(rows[position] - 1, place, float(text), style)
            else:
                sheet.write_string(rows[position] - 1, place, text, style)
    for position, listed in faults.items():
        said = " ".join(f"{fault.reason.id} {fault.remedy.id}" for _, fault in listed)
        sheet.write_string(rows[position] - 1, reasons, said)


def _numbers(draft: Draft, place: int, cells: Cells) -> Any:
    """Which cells of a column were numbers and may be again; a NIK never, Excel would round it."""
    is_nik = any(column.type == "nik" and draft.places.get(column.name) == place for column in draft.format.columns)
    return None if is_nik else cells.typed
