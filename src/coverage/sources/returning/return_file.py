"""The file that goes back to its sender: first what to do, then the own sheet with faults coloured and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from ...errors import UsageError
from ...text import Lang
from ...words import say
from ..floor.cells import Cells
from ..floor.faults import Fault
from ..floor.masking import scrub
from ..floor.options import ImportOptions
from ..floor.wording import told
from ..judging.draft import Draft
from ..reading.tables import Body, Table
from ..recognising.below import filled_down
from ..recognising.skipping import Layout
from ..shaping.examine import Examined
from .return_sheets import Findings, explain, list_findings

_SHEET_NAME_LENGTH = 31
_WIDEST = 45
SYNTHETIC = "sintetis"


def write_return_file(
    path: Path,
    sent: Path,
    examined: Sequence[Examined],
    options: ImportOptions | None = None,
    findings: Sequence[Findings] = (),
) -> None:
    """Writes the workbook for the sender of the file `sent`, never over that file; it is the only place in which a
    sender's own columns leave memory. `findings`: per sheet what is told of rows that were taken all the same.
    """
    if path.exists() and path.samefile(sent):
        raise UsageError("return_file_is_the_file", told("return_file_is_the_file", file=sent.name))
    try:
        _write(path, scrub(sent.name), examined, options or ImportOptions(), findings)
    except (OSError, XlsxFileError) as fault:
        raise UsageError("return_file_not_written", told("return_file_not_written", file=path)) from fault


def _write(
    path: Path, file_name: str, examined: Sequence[Examined], options: ImportOptions, findings: Sequence[Findings]
) -> None:
    lang = options.return_lang
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        if options.synthetic or any(entry.draft.says_synthetic for entry in examined):
            book.set_properties({"comments": SYNTHETIC})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "bold": book.add_format({"bold": True}),
            "head": book.add_format({"bold": True, "bottom": 1}),
            "fault": book.add_format({"bg_color": "#F8CBAD", "num_format": "@"}),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "top": book.add_format({"valign": "top"}),
            "quiet": book.add_format({"font_color": "#7F7F7F", "num_format": "@"}),
        }
        used: set[str] = set()
        first = book.add_worksheet(_sheet_name(say("sources.return_sheet", lang), used))
        names = [_sheet_name(entry.draft.sheet or entry.draft.name, used) for entry in examined]
        explain(first, file_name, list(zip(names, examined, strict=True)), options, styles)
        for name, entry in zip(names, examined, strict=True):
            _copy(book.add_worksheet(name), entry.draft, styles, lang)
        told_of = [(name, found) for name, found in zip(names, findings, strict=False) if found[0] or found[1]]
        if told_of:
            list_findings(
                book.add_worksheet(_sheet_name(say("sources.return_look", lang), used)), told_of, styles, lang
            )
        first.activate()


def _sheet_name(name: str, used: set[str]) -> str:
    base = "".join("_" if mark in "[]:*?/\\" else mark for mark in name).strip("'")[:_SHEET_NAME_LENGTH] or "Data"
    found, number = base, 2
    while found.lower() in used:
        found, number = f"{base[: _SHEET_NAME_LENGTH - 4]} ({number})", number + 1
    used.add(found.lower())
    return found


def _copy(sheet: Any, draft: Draft, styles: dict[str, Any], lang: Lang) -> None:
    """The sender's whole sheet where it stood, so that row numbers stay true; behind it the reasons."""
    reasons = len(draft.headers)
    _copy_head(sheet, draft, styles, lang)
    body = _whole_body(draft)
    coloured, said = _marked(draft, lang)
    for place, cells in enumerate(body.columns):
        width = max([len(draft.headers[place]), *(len(text or "") for text in cells.text.slice(0, 200).to_pylist())])
        sheet.set_column(place, place, min(max(width + 2, 8), _WIDEST), styles["text"])
        is_number = _numbers(draft, place, cells)
        for position, text in enumerate(cells.text.to_pylist()):
            row = int(body.rows[position])
            style = styles["fault"] if (row, place) in coloured else None
            if text is None:
                if style is not None:
                    sheet.write_blank(row - 1, place, None, style)
            elif is_number is not None and is_number[position]:
                sheet.write_number(row - 1, place, float(text), style)
            else:
                sheet.write_string(row - 1, place, text, style)
    sheet.set_column(reasons, reasons, 70)
    for row, sentence in said.items():
        sheet.write_string(row - 1, reasons, sentence)
    sheet.freeze_panes(draft.header_row + 1, 0)
    last = int(body.rows[-1]) - 1 if len(body.rows) else draft.header_row
    sheet.autofilter(draft.header_row, 0, max(last, draft.header_row), reasons)


def _copy_head(sheet: Any, draft: Draft, styles: dict[str, Any], lang: Lang) -> None:
    """Titles and header rows as they were, merged cells included; our own header stands in every header row."""
    reasons = len(draft.headers)
    head = [draft.headers] if draft.table is None else draft.table.head[: draft.header_row + 1]
    above = draft.header_row + 1 - len(head)
    place_of = _places(draft)
    for row, cells in enumerate(head, start=above):
        for place, text in enumerate(cells):
            if text.strip() and place in place_of:
                sheet.write_string(row, place_of[place], text, styles["bold"])
    for one in () if draft.table is None else draft.table.merged:
        columns = [place_of.get(place) for place in (one.first_column, one.last_column)]
        if (
            one.last_row <= draft.header_row
            and None not in columns
            and one.last_column - one.first_column == ((columns[1] or 0) - (columns[0] or 0))
        ):
            text = draft.table.head[one.first_row][one.first_column] if draft.table else ""
            sheet.merge_range(one.first_row, columns[0], one.last_row, columns[1], text, styles["bold"])
    for row in range(draft.first_header, draft.header_row + 1):
        sheet.write_string(row, reasons, say("sources.return_reason", lang), styles["bold"])


def _places(draft: Draft) -> dict[int, int]:
    """Where each of the sender's columns stands here: those that are never read are left out."""
    if draft.table is None:
        return {place: place for place in range(len(draft.headers))}
    return {place: number for number, place in enumerate(draft.kept)}


def _whole_body(draft: Draft) -> Body:
    """Every row below the header, also such as are no data, without the columns that are never read; what was merged
    downward stands in each of its rows, for here nothing is merged below the header.
    """
    table: Table | None = draft.table
    if table is None:
        return draft.body
    whole = table.body(draft.header_row, draft.width)
    body = Body([whole.columns[place] for place in _places(draft)], whole.rows, whole.overlong)
    return filled_down(body, Layout(draft.format, draft.headers, draft.places), table.merged, draft.kept)[0]


def _marked(draft: Draft, lang: Lang) -> tuple[set[tuple[int, int]], dict[int, str]]:
    """The cells at fault, and what is said of each row."""
    coloured: set[tuple[int, int]] = set()
    faults: dict[int, list[Fault]] = {}
    for position, column, fault in draft.faults.listed(draft.counted):
        row = int(draft.body.rows[position])
        faults.setdefault(row, []).append(fault)
        if column in draft.places:
            coloured.add((row, draft.places[column]))
    said = {
        row: " ".join(f"{fault.reason.of(lang)} {fault.remedy.of(lang)}" for fault in listed)
        for row, listed in faults.items()
    }
    return coloured, said


def _numbers(draft: Draft, place: int, cells: Cells) -> Any:
    """Which cells of a column were numbers and may be again; a NIK never, Excel would round it."""
    is_nik = any(column.type == "nik" and draft.places.get(column.name) == place for column in draft.format.columns)
    return None if is_nik else cells.typed
