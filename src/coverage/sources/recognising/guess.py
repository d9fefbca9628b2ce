"""The best guess at a table that is not recognised: its format, which header is which column, and how values look."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from ..declaring.formats import Column, Format, formats, is_never_read, plain
from ..floor.dates import day_of, month_of
from ..floor.masking import DOT, masked, scrub
from ..floor.options import MARK, ImportOptions
from ..reading.headings import Heading, headings_of
from ..reading.tables import Table
from .advice import tables_of
from .opening import given_by
from .published import NAME

_SAMPLES = 3
_LONGEST = 40
_CLOSE = 0.72
_STEM = 3
_SAYING_NOTHING = ("nama", "kode", "nomor", "tanggal", "tgl", "data", "jenis", "status")
_CODE = re.compile(r"\d\d\.\d\d(\.\d\d(\.\d{4})?)?")
_NIK = re.compile(r"\D*(?:\d\D{0,2}){15,16}\D*|\d[.,]\d+[eE]\+?15")


@dataclass(frozen=True)
class Guess:
    """What a table probably is: canonical column → header, the required columns without one, and masked samples."""

    sheet: str
    header_row: int
    format: str
    headers: tuple[str, ...]
    columns: dict[str, str]
    missing: tuple[str, ...]
    samples: dict[str, tuple[str, ...]]


def guess_columns(path: Path, options: ImportOptions | None = None) -> list[Guess]:
    """The best guess for each table of a file that has a header; raises `CoverageError` when it cannot be opened.

    No name, address or identity number is in it: letters of text are masked but the first of each word.
    """
    options = options or ImportOptions()
    found = [_guess(table, options) for table in tables_of(path) if not (table.is_hidden or _is_ours(table))]
    return [guess for guess in found if guess is not None]


def guess_for(guess: Guess, name: str, options: ImportOptions | None = None) -> dict[str, str]:
    """The columns of another format that the headers of a guess look like."""
    return _matched(formats()[name], guess.headers, guess.samples)


def _guess(table: Table, options: ImportOptions) -> Guess | None:
    heading = _likely(table)
    if heading is None:
        return None
    headers = tuple(dict.fromkeys(cell for cell in heading.cells if cell and not is_never_read(cell)))
    samples = {header: _samples(table, heading, header) for header in headers}
    given = given_by(options)
    names = [options.format] if options.format else [name for name in formats() if name != NAME]
    readings = {name: _matched(formats()[name], headers, samples) for name in names}

    def fit(name: str) -> tuple[int, int]:
        # What an option can state is not what a file is known by.
        lacking = _lacking(formats()[name], readings[name], given | {"period", "sponsor"})
        return (-len(lacking), len(readings[name]))

    best = max(names, key=fit)
    shown = {
        header: tuple(_masked(text, header, best, readings[best]) for text in samples[header]) for header in headers
    }
    return Guess(
        sheet=scrub(table.sheet),
        header_row=heading.last + 1,
        format=best,
        headers=headers,
        columns=readings[best],
        missing=_lacking(formats()[best], readings[best], given),
        samples=shown,
    )


def _is_ours(table: Table) -> bool:
    """Whether a sheet explains a template or a return file."""
    return any(cell.strip().startswith(MARK) for row in table.head for cell in row)


def _likely(table: Table) -> Heading | None:
    """The row that looks most like a header: many different words, known ones first, and something below."""
    known = {text for declared in formats().values() for text in declared.headers}

    def look(heading: Heading) -> tuple[int, int, int]:
        worded = {cell for cell in heading.cells if any(mark.isalpha() for mark in cell) and scrub(cell) == cell}
        return (sum(plain(cell) in known for cell in worded), len(worded), -heading.rows)

    headings = [one for one in headings_of(table) if one.last + 1 < len(table.head) and look(one)[1] > 1]
    return max(headings, key=look, default=None)


def _samples(table: Table, heading: Heading, header: str) -> tuple[str, ...]:
    place = heading.cells.index(header)
    cells = [" ".join(row[place].split()) for row in table.head[heading.last + 1 :] if place < len(row)]
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:_SAMPLES]


def _matched(declared: Format, headers: Sequence[str], samples: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Which header each column probably has: known spellings, then close ones, then what its values look like."""
    found: dict[str, str] = {}
    free = []
    for header in headers:
        column = declared.headers.get(plain(header))
        if column is not None and column not in found:
            found[column] = header
        else:
            free.append(header)
    _by_spelling(declared, free, found)
    _by_words(declared, free, found, samples)
    _by_content(declared, free, found, samples)
    return {column.name: found[column.name] for column in declared.columns if column.name in found}


def _by_spelling(declared: Format, free: list[str], found: dict[str, str]) -> None:
    """Headers spelt nearly like a known one, the nearest first."""
    near = [
        (SequenceMatcher(None, plain(header), spelling).ratio(), header, declared.headers[spelling])
        for header in free
        for spelling in get_close_matches(plain(header), list(declared.headers), cutoff=_CLOSE)
    ]
    for _, header, column in sorted(near, key=lambda one: -one[0]):
        if header in free and column not in found:
            found[column] = header
            free.remove(header)


def _by_words(declared: Format, free: list[str], found: dict[str, str], samples: dict[str, tuple[str, ...]]) -> None:
    """Headers that share a word with one column alone: `Yang Bayar` with `pembayar`, `Asal Kab` with `kab`."""
    for header in list(free):
        shared = {column.name: _shared(header, column) for column in declared.columns}
        best = max(shared.values(), default=0.0)
        fitting = [
            column
            for column in declared.columns
            if shared[column.name] == best and column.name not in found and _may_hold(column, samples[header])
        ]
        if best and len(fitting) == 1:
            found[fitting[0].name] = header
            free.remove(header)


def _shared(header: str, column: Column) -> float:
    """How much of its words a header has in common with a spelling of a column, by the words both have together."""
    words = _words(header)
    spellings = [_words(text) for text in (column.name, *column.aliases)]
    return max(_common(words, spelled) / len(words | spelled) for spelled in spellings)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[0-9a-z]+", text.casefold()))


def _common(words: set[str], spelled: set[str]) -> int:
    """How many words say the same, perhaps with a prefix; short ones such as `no` and `id` name nothing."""
    return sum(
        any(word == other or (len(word) > _STEM and other.endswith(word)) for other in spelled)
        for word in words
        if len(word) > len("no") and word not in _SAYING_NOTHING
    )


def _may_hold(column: Column, samples: tuple[str, ...]) -> bool:
    """Whether a column may hold values such as these."""
    if column.type in ("area_name", "sponsor", "occupation"):
        return all(any(mark.isalpha() for mark in text) for text in samples)
    if column.type in ("integer", "money", "decimal"):
        return all(any(mark.isdigit() for mark in text) for text in samples)
    looks = _LOOKS.get(column.type)
    words = column.accepted_words() if column.type == "choice" else {}
    return looks is None or all(looks(text) or plain(text) in words for text in samples)


def _by_content(declared: Format, free: list[str], found: dict[str, str], samples: dict[str, tuple[str, ...]]) -> None:
    """Headers whose values can only be of one type, to the columns of that type that count, in declared order."""
    telling = {*declared.telling, *(name for group in declared.one_of for name in group)}
    for column in declared.columns:
        looks = _LOOKS.get(column.type)
        counts = column.required or column.name in telling or column.type == "area_code"
        if column.name in found or looks is None or not counts:
            continue
        words = column.accepted_words() if column.type == "choice" else {}
        likely = next(
            (one for one in free if samples[one] and all(looks(text) or plain(text) in words for text in samples[one])),
            None,
        )
        if likely is not None:
            found[column.name] = likely
            free.remove(likely)


_LOOKS: dict[str, Callable[[str], bool]] = {
    "nik": lambda text: bool(_NIK.fullmatch(text)) or DOT in text,
    "month": lambda text: month_of(text) is not None and not text.isdigit(),
    "day": lambda text: day_of(text) is not None and not text.isdigit(),
    "area_code": lambda text: bool(_CODE.fullmatch(text)),
    "choice": lambda _text: False,
}


def _lacking(declared: Format, columns: dict[str, str], given: frozenset[str]) -> tuple[str, ...]:
    lacking = [
        column.name
        for column in declared.columns
        if column.required and column.name not in columns and column.option not in given
    ]
    if declared.one_of and not any(all(name in columns for name in group) for group in declared.one_of):
        lacking += [name for name in declared.one_of[0] if name not in columns]
    return tuple(dict.fromkeys(lacking))


def _masked(text: str, header: str, name: str, columns: dict[str, str]) -> str:
    """A value as it may be shown: what is known to be no personal data as it is, anything else masked."""
    column = next((one for one in formats()[name].columns if columns.get(one.name) == header), None)
    if _NIK.fullmatch(text):
        return masked(re.sub(r"\D", "", text))
    if column is not None and column.privacy == "keep":
        return scrub(text)[:_LONGEST]
    return hidden(text)[:_LONGEST]


def hidden(text: str) -> str:
    """A text that may be a name, an address or a telephone number, with its shape kept.

    >>> hidden("CONTOH SATU"), hidden("080012345678"), hidden("2025-12")
    ('C••••• S•••', '0800••••••••', '2025-12')
    """
    if re.search(r"\d(?:[ .\-]?\d){7,}", text) and not re.fullmatch(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}.*", text):
        digits = iter(range(len(text)))
        return "".join(DOT if mark.isdigit() and next(digits) >= 4 else mark for mark in text)
    return re.sub(r"(?<=\w)[^\W\d_]", DOT, text)
