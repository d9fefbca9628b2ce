"""The explaining sheets of a return file, and what they carry for the way back: whose list, for which month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ...text import LANGS, Lang, month_code, month_number
from ...words import say
from ..floor.masking import scrub
from ..floor.notices import Notice, ReviewPair
from ..floor.options import MARK, ImportOptions
from ..reading.tables import Table
from ..shaping.examine import Examined

Findings = tuple[Sequence[Notice], Sequence[ReviewPair]]
"""Of one sheet: what is told of rows taken all the same, and pairs of rows that may be one person."""

_CARRIED = 5


def explain(
    sheet: Any,
    file_name: str,
    examined: Sequence[tuple[str, Examined]],
    options: ImportOptions,
    styles: dict[str, Any],
) -> None:
    """What the file is, how to mend it and which faults it has, in the chosen language and then in the other."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 62, styles["wrap"])
    sheet.set_column(1, 1, 16, styles["top"])
    sheet.set_column(2, 2, 62, styles["wrap"])
    sheet.set_column(3, 3, 24, styles["top"])
    row = 0
    for lang in sorted(LANGS, key=lambda one: one != options.return_lang):
        row = _explained(sheet, row, file_name, examined, styles, lang) + 2
    sheet.set_column(_CARRIED, _CARRIED + 1, None, None, {"hidden": True})
    for line, (name, value) in enumerate(_carried(examined, options).items()):
        sheet.write_string(line, _CARRIED, f"{MARK}{name}")
        sheet.write_string(line, _CARRIED + 1, value)


def _explained(
    sheet: Any,
    row: int,
    file_name: str,
    examined: Sequence[tuple[str, Examined]],
    styles: dict[str, Any],
    lang: Lang,
) -> int:
    def line(text: str, style: str = "wrap") -> None:
        nonlocal row
        sheet.write_string(row, 0, text, styles[style])
        row += 1

    line(say("sources.return_title", lang, file=file_name), "title")
    line(say("sources.return_what", lang))
    for name, entry in examined:
        counts = {
            "rows": entry.rows,
            "accepted": entry.accepted,
            "quarantined": int(entry.quarantined.sum()),
            "duplicates": entry.duplicates,
        }
        told = say("sources.return_counts", lang, **counts)
        line(f"{name}: {told}" if len(examined) > 1 else told)
    row += 1
    line(say("sources.return_steps", lang), "bold")
    for step in range(1, 5):
        line(f"{step}. {say(f'sources.return_step_{step}', lang)}")
    row += 1
    for place, name in enumerate(("reasons", "rows", "remedy", "owner")):
        sheet.write_string(row, place, say(f"sources.return_{name}", lang), styles["head"])
    row += 1
    faults = Counter(problem.fault for _, entry in examined for problem in entry.problems)
    for fault, count in faults.most_common():
        sheet.write_string(row, 0, fault.reason.of(lang), styles["wrap"])
        sheet.write_number(row, 1, count, styles["top"])
        sheet.write_string(row, 2, fault.remedy.of(lang), styles["wrap"])
        sheet.write_string(row, 3, say(f"sources.owner_{fault.owner}", lang), styles["top"])
        row += 1
    return row


def list_findings(sheet: Any, found: Sequence[tuple[str, Findings]], styles: dict[str, Any], lang: Lang) -> None:
    """Rows that were taken and are worth a look, and pairs that may be one person; none has to be mended."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90, styles["wrap"])
    sheet.set_column(2, 2, 50, styles["wrap"])
    sheet.write_string(0, 0, say("sources.return_look_what", lang), styles["bold"])
    row = 2
    for place, name in enumerate(("look_sheet", "look_finding", "look_rows")):
        sheet.write_string(row, place, say(f"sources.return_{name}", lang), styles["head"])
    for name, (notices, pairs) in found:
        told = [(notice.text.of(lang), notice.rows, notice.count > len(notice.rows)) for notice in notices]
        for pair in pairs:
            said = say("sources.return_pair", lang, score=round(100 * pair.score), why=pair.why.of(lang))
            told.append((said, (pair.row_a, pair.row_b), False))
        for text, rows, has_more in told:
            row += 1
            numbers = ", ".join(map(str, rows)) + (", …" if has_more else "")
            for place, cell in enumerate((name, text, numbers)):
                sheet.write_string(row, place, cell, styles["wrap"])


def _carried(examined: Sequence[tuple[str, Examined]], options: ImportOptions) -> dict[str, str]:
    """What the sender's own sheet does not say and the import was told, or read from the file's name."""
    stated = {entry.draft.stated_period for _, entry in examined if entry.draft.format.period_from == "file"}
    period = options.period if options.period is not None else stated.pop() if len(stated) == 1 else None
    return {
        name: value
        for name, value in (
            ("format", options.format),
            ("period", None if period is None else month_code(period)),
            ("sponsor", options.sponsor),
            ("sender", None if options.sender is None else scrub(options.sender)),
            ("part", options.part),
            ("profile", options.profile),
        )
        if value
    } | {f"column:{name}": header for name, header in (options.mapping or {}).items()}


def carried_options(tables: Sequence[Table], options: ImportOptions) -> ImportOptions:
    """The options with what a return file carries where the caller states nothing else."""
    found = {
        name.strip().removeprefix(MARK): value.strip()
        for table in tables
        for row in table.head
        for name, value in pairwise(row)
        if name.strip().startswith(MARK) and value.strip()
    }
    if not found:
        return options
    period = found.get("period", "")
    mapping = {name.removeprefix("column:"): text for name, text in found.items() if name.startswith("column:")}
    return replace(
        options,
        format=options.format or found.get("format"),
        period=options.period if options.period is not None or not period else month_number(period),
        sponsor=options.sponsor or found.get("sponsor"),
        sender=options.sender or found.get("sender"),
        part=options.part or found.get("part"),
        profile=options.profile or found.get("profile"),
        mapping=options.mapping or mapping or None,
    )


def without_explanation(tables: Sequence[Table]) -> list[Table]:
    """The tables without the sheets that explain a return file or a template."""
    look = {say("sources.return_look_what", lang) for lang in LANGS}
    own = [
        table
        for table in tables
        if not any(cell.strip().startswith(MARK) or cell.strip() in look for row in table.head for cell in row)
    ]
    return own or list(tables)
