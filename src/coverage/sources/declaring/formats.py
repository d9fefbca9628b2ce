"""The declared input formats: one YAML each in `catalogue/`, read strictly."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from ...codes import programmes, segments, sponsor_kinds, workforce_series
from ...declare import Declared, load_catalogue
from ...errors import unknown_name
from ...text import LANGS, Lang, Text
from ..floor.rules import rules
from ..floor.wording import told

FOLDER = Path(__file__).parent / "catalogue"

Cadence = Literal["monthly", "quarterly", "yearly", "once"]
ColumnType = Literal[
    "nik",
    "text",
    "month",
    "day",
    "integer",
    "decimal",
    "money",
    "percent",
    "choice",
    "decile",
    "area_code",
    "area_name",
    "code_new",
    "occupation",
    "sponsor",
]


class Column(Declared):
    """A column of a format: how senders call it, what it holds, what may be kept of it.

    `privacy`: keep; hash (only the keyed hash is stored); drop (its text is stored nowhere). `unread` columns are
    known but not even converted. `is_label` columns name what a row counts, where "Jumlah" is a value. `option` names
    the argument that may stand in for a missing column.
    """

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    type: ColumnType
    example: str
    label: Text
    privacy: Literal["keep", "hash", "drop"] = "keep"
    unread: bool = False
    is_label: bool = False
    option: Literal["period", "sponsor"] | None = None
    level: Literal["any", "province", "regency", "district", "village"] | None = None
    choices: dict[str, tuple[str, ...]] | None = None
    choices_from: Literal["segment", "sponsor_kind", "series", "programme"] | None = None
    minimum: float | None = None
    maximum: float | None = None

    def accepted_words(self) -> dict[str, str]:
        """Every spelling of a choice, plainly written, with the code it means."""
        spelled: dict[str, tuple[str, ...]]
        if self.choices_from:
            spelled = {code: (code, label.id, label.en) for code, label in _labels(self.choices_from).items()}
            if self.choices_from == "segment":
                spelled = {code: (*words, *segments()[code].words) for code, words in spelled.items()}
            if self.choices_from == "programme":
                spelled = {code: (*words, *programmes()[code].words) for code, words in spelled.items()}
        else:
            spelled = {code: (code, *words) for code, words in (self.choices or {}).items()}
        return {plain(word): code for code, words in spelled.items() for word in words}


def _labels(code_list: str) -> dict[str, Text]:
    if code_list == "segment":
        return {code: declared.label for code, declared in segments().items()}
    if code_list == "sponsor_kind":
        return {code: declared.label for code, declared in sponsor_kinds().items()}
    if code_list == "programme":
        return {code: declared.label for code, declared in programmes().items()}
    return {code: declared.label for code, declared in workforce_series().items()}


class Format(Declared):
    """An input format: its columns, and how place, period and sender are found.

    `telling` columns distinguish it from others; `one_of`: of each group, all columns of at least one must be there;
    `plain_pair`: headers that, standing alone, mean this format; `is_melted`: any number of columns hold values, and
    what they hold stands in their headers (statistics). `stores` makes the clean table without code of its own: what is
    kept as which column; `month_column` then holds the month.
    """

    label: Text
    meaning: Text
    cadence: Cadence
    region_basis: Literal["residence", "workplace", "none"]
    period_from: Literal["file", "row", "as_of", "none"]
    sender_column: str | None = None
    target: str | None = None
    telling: tuple[str, ...]
    plain_pair: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    unique: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    is_melted: bool = False
    stores: dict[str, str] = Field(default_factory=dict)
    month_column: str | None = None
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column called `name`."""
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def headers(self) -> dict[str, str]:
        """Every known header, plainly written, with the canonical name it stands for; own names win over aliases."""
        known = {plain(alias): column.name for column in self.columns for alias in column.aliases}
        return known | {plain(column.name): column.name for column in self.columns}

    def to_json(self, name: str, lang: Lang) -> dict[str, object]:
        """The format as `formats --json` prints it."""
        return {
            "name": name,
            "label": self.label.of(lang),
            "meaning": self.meaning.of(lang),
            "cadence": self.cadence,
            "region_basis": self.region_basis,
            "columns": [
                {
                    "name": column.name,
                    "aliases": list(column.aliases),
                    "required": column.required,
                    "type": column.type,
                    "example": column.example,
                    "label": column.label.of(lang),
                    "privacy": column.privacy,
                }
                for column in self.columns
            ],
        }


@lru_cache(maxsize=1)
def formats() -> dict[str, Format]:
    """Every declared input format by name."""
    return load_catalogue(FOLDER, Format)


def format_named(name: str) -> Format:
    """The format called `name`; a wrong name says which was meant."""
    try:
        return formats()[name]
    except KeyError:
        raise unknown_name(told("format"), name, formats()) from None


def formats_listed() -> Text:
    """What all formats are called, in one line."""
    labels = [declared.label for declared in formats().values()]
    return Text(**{lang: ", ".join(label.of(lang) for label in labels) for lang in LANGS})


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A header or word reduced to its letters and digits, so that spelling habits do not matter.

    >>> plain("Kode_Desa / Kelurahan ")
    'kodedesakelurahan'
    """
    return re.sub(r"[^0-9a-z]+", "", text.casefold())


def is_never_read(header: str) -> bool:
    """Whether a column is one that must not be taken from the file (health; our own remarks)."""
    written = plain(header)
    return any(plain(word) in written for word in rules().never_read)
