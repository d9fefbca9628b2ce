"""The reports there are, each declared in one file: its formats and the sections it is made of."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from ..declare import Declared, load_catalogue
from ..text import Text

Format = Literal["pdf", "pptx", "xlsx"]
FOLDER = Path(__file__).parent / "catalogue"


Cell = str | tuple[str, ...]
"""One section, or several on top of each other."""


class Report(Declared):
    """A report: `pages` are rows of cells side by side, `slides` and `sheets` the same content in other formats."""

    title: Text
    meaning: Text
    subject: Literal["place", "sponsor", "area"]
    formats: tuple[Format, ...]
    pages: tuple[tuple[tuple[Cell, ...], ...], ...]
    slides: tuple[str, ...]
    sheets: tuple[str, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """Every section on paper, in reading order."""
        return tuple(name for page in self.pages for row in page for cell in row for name in stacked(cell))


def stacked(cell: Cell) -> tuple[str, ...]:
    """The sections of a cell, top first."""
    return (cell,) if isinstance(cell, str) else cell


@lru_cache(maxsize=1)
def reports() -> dict[str, Report]:
    """Every declared report by name."""
    return load_catalogue(FOLDER, Report)
