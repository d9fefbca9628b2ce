"""What the XML of a workbook says and the reader does not: cells in error, formulas without a result, hidden rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath

_CHUNK = 1 << 22
_LONGEST = 1 << 16
# Nothing in these reaches past the next tag or cell: a hostile sheet of unclosed ones would take for ever.
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^<>]*\bt=["']e["'])[^<>]*>(?:(?!</?(?:\w+:)?c\b).)*?<(?:\w+:)?v>([^<]{1,20})<""",
    re.DOTALL,
)
_UNRESOLVED = re.compile(
    rb"""<(?:\w+:)?c\b(?![^<>]*\bt=["']str["'])[^<>]*>\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_PLACE = re.compile(rb"""\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\bhidden=["'](?:1|true)["']""")
_CELL_ENDS = (b"</c>", b":c>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHOWN = 40


@dataclass
class Marked:
    """Of one sheet: the texts to put where the reader shows nothing, by row and column from 0; how many rows hide."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0


def marked_sheets(package: zipfile.ZipFile) -> dict[str, Marked]:
    """What is marked in each sheet, by the sheet's name; nothing for packages that are built in another way."""
    found = {}
    for name, part in _parts(package):
        marked = Marked()
        with package.open(part) as handle:
            rest = b""
            while chunk := handle.read(_CHUNK):
                text = rest + chunk
                end = max((at + len(mark) for mark in _CELL_ENDS if (at := text.rfind(mark)) >= 0), default=0)
                whole, rest = text[:end], text[max(end, len(text) - _LONGEST) :]
                _mark(whole, marked)
        if marked.texts or marked.hidden_rows:
            found[name] = marked
    return found


def _mark(text: bytes, marked: Marked) -> None:
    marked.hidden_rows += len(_HIDDEN_ROW.findall(text))
    if b'"e"' in text or b"'e'" in text:
        for match in _ERROR.finditer(text):
            _put(match, match[1].decode("ascii", "replace"), marked)
    if b"<f" in text or b":f" in text:
        for match in _UNRESOLVED.finditer(text):
            _put(match, f"={(match[1] or b'').decode('utf-8', 'replace')[:_SHOWN]}", marked)


def _put(match: re.Match[bytes], text: str, marked: Marked) -> None:
    place = _PLACE.search(match[0])
    if place is not None:
        column = 0
        for letter in place[1].upper():
            column = column * 26 + letter - 64
        marked.texts[int(place[2]) - 1, column - 1] = text


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the package that holds it."""
    # Not by an XML parser: a hostile document makes one expand it without end.
    names = set(package.namelist())
    if not {_BOOK, _RELATIONS} <= names:
        return
    targets = {
        said["Id"]: said.get("Target", "") for said in _tags(package, _RELATIONS, "Relationship") if "Id" in said
    }
    for said in _tags(package, _BOOK, "sheet"):
        own = next((value for name, value in said.items() if name.endswith(":id")), "")
        target = targets.get(own, "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        if part in names:
            yield said.get("name", ""), part


def _tags(package: zipfile.ZipFile, part: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every tag of a name."""
    with package.open(part) as handle:
        text = handle.read(_CHUNK).decode("utf-8", "replace")
    for tag in re.findall(rf"<(?:\w+:)?{name}\b([^>]*)>", text):
        yield {key: unescape(double or single) for key, double, single in _ATTRIBUTE.findall(tag)}
