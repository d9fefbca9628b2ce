"""What the check says: one contradiction, where it stands, and the sentence with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Lang, Text
from .declared import kinds
from .figures import Figure


@dataclass(frozen=True)
class Finding:
    """One contradiction: its code, the cell it is told at, the sentence, and all cells that take part."""

    code: str
    where: Text
    message: Text
    sheet: str
    row: int
    column: int

    @property
    def label(self) -> Text:
        """The short name of what was found."""
        return kinds()[self.code].label

    def to_json(self, lang: Lang) -> dict[str, str]:
        """The finding as `lint --json` prints it."""
        return {"code": self.code, "where": self.where.of(lang), "message": self.message.of(lang)}


def found(code: str, figure: Figure, **values: Text | str | int) -> Finding:
    """The finding of a code at a figure, its sentence filled in each language with `values`."""
    message = kinds()[code].message
    told = Text(
        id=message.id.format(**{name: _of(value, "id") for name, value in values.items()}),
        en=message.en.format(**{name: _of(value, "en") for name, value in values.items()}),
    )
    return Finding(code, figure.where, told, figure.sheet, figure.row, figure.column)


def _of(value: Text | str | int, lang: Lang) -> str:
    return value.of(lang) if isinstance(value, Text) else str(value)
