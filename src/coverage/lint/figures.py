"""Every number of a grid with what its heading and its row say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..sources.floor.cells import TYPED
from ..sources.floor.dates import month_of
from ..sources.floor.masking import scrub
from ..text import Lang, Text
from ..words import phrase, say
from .declared import limits, vocabulary
from .grid import Column, Grid, is_short
from .meaning import Meaning, meaning_of, plainly, says
from .values import Value


@dataclass(frozen=True)
class Figure:
    """One number: what it is (`role`, of what `part`), of what `place` and `month`, and where it stands.

    `line` tells the numbers that belong together: those of one row where the headings say what they are, those of one
    column, place and month where the rows do. `names` is everything its labels say, to find the same thing again.
    """

    value: Value
    sheet: str
    row: int
    column: int
    heading: str
    label: str
    role: str
    subject: str
    family: str
    part: str
    is_total: bool
    topic: str
    place: str
    month: int | None
    line: tuple[object, ...]
    names: tuple[str, ...]
    words: str
    part_in_heading: bool
    role_in_heading: bool

    @property
    def where(self) -> Text:
        """The cell, as a reader finds it."""
        column = scrub(self.heading) or phrase("lint.column", number=self.column + 1)
        return _told("where_in_sheet" if self.sheet else "where", sheet=scrub(self.sheet), row=self.row, column=column)

    @property
    def stated(self) -> str:
        """The number as it is written."""
        return scrub(self.value.text) + (
            "" if not self.is_rate or self.value.is_percent or "%" in self.value.text else " %"
        )

    @property
    def is_rate(self) -> bool:
        return self.role == "rate"

    @property
    def is_potential(self) -> bool:
        """Whether its words call it a denominator, not only workers."""
        return _is_potential(self.words)

    @property
    def name(self) -> str:
        """What the number is called: the heading or the label that says it."""
        return scrub(self.heading if self.role_in_heading else self.label) or scrub(self.heading or self.label)


def _told(key: str, **values: object) -> Text:
    def of(lang: Lang) -> str:
        filled = {name: value.of(lang) if isinstance(value, Text) else value for name, value in values.items()}
        return say(f"lint.{key}", lang, **filled)

    return Text(id=of("id"), en=of("en"))


@dataclass(frozen=True)
class _Row:
    """What the labels of one row say; `speaking` is the one that names what is counted."""

    number: int
    labels: tuple[str, ...]
    told: tuple[Meaning, ...]
    speaking: Meaning | None
    months: tuple[str, ...]
    unit: str
    titled: Meaning

    @property
    def month(self) -> int | None:
        """The date of the row: of its own column, else one a label names."""
        own = next((found for text in self.months if (found := _month(text)) is not None), None)
        return own or next((one.month for one in self.told if one.month), None)

    @property
    def is_total(self) -> bool:
        return any(one.is_total and _is_sum(one, self.told, self.titled) for one in self.told)


def figures(grid: Grid) -> list[Figure]:
    """Every number of a grid, row by row."""
    titled = meaning_of(grid.title)
    found = []
    for number, cells in grid.rows:
        row = _row(grid, number, cells, titled)
        for place, column in enumerate(grid.columns):
            value = grid.value(cells[place], column) if column.is_number and cells[place] else None
            if value is not None:
                found.append(_as_tariff(_figure(grid.sheet, row, place, column, value)))
    return found


def _row(grid: Grid, number: int, cells: tuple[str, ...], titled: Meaning) -> _Row:
    def of(kind: str) -> list[int]:
        return [place for place, column in enumerate(grid.columns) if column.kind == kind and cells[place].strip()]

    places = [place for place in of("label") if is_short(cells[place])]
    speaking = meaning_of(cells[grid.indicator]) if grid.indicator in places else None
    return _Row(
        number,
        tuple(cells[place].strip() for place in places),
        tuple(meaning_of(cells[place]) for place in places),
        speaking,
        tuple(cells[place] for place in of("date")),
        plainly(" ".join(cells[place] for place in of("unit"))),
        titled,
    )


def _figure(sheet: str, row: _Row, place: int, column: Column, value: Value) -> Figure:
    head = meaning_of(column.heading)
    speaking = row.speaking if row.speaking and row.speaking.role and (not head.role or _is_unit(head)) else None
    says_part = head if head.part else next((one for one in row.told if one.part), head)
    role, subject = (speaking or head).role, (speaking or head).subject
    if _is_percent(value, head, row.unit) and role != "rate":
        role, subject = "rate", role
    if not role and row.titled.role == "rate" and not says(row.titled.words, vocabulary().totals):
        role = "other"
    others = [one for one in row.told if one is not speaking]
    where = " / ".join(word for one in others if (word := _named(one, bool(head.role))))
    month = head.month or row.month or row.titled.month
    value = value.times(_size(f"{head.words} {row.unit}"))
    return Figure(
        value=value.as_rate() if role == "rate" else value,
        sheet=sheet,
        row=row.number,
        column=place,
        heading=column.heading,
        label=" / ".join(row.labels),
        role=role,
        subject=subject,
        family=says_part.family,
        part=says_part.part,
        is_total=row.is_total,
        topic=" ".join(word for word in (speaking.rest if speaking else "", head.rest) if word),
        place=where,
        month=month,
        line=("column", place, where, month) if speaking else ("row", row.number),
        names=(*(one.words for one in row.told), head.words, *(plainly(text) for text in row.months)),
        words=f"{head.words} {' '.join(one.words for one in row.told)} {row.unit}",
        part_in_heading=bool(head.part),
        role_in_heading=speaking is None,
    )


def _is_potential(words: str) -> bool:
    return says(words, next(entry.words for entry in vocabulary().roles if entry.role == "workers"))


def _size(words: str) -> int:
    return next((size for word, size in vocabulary().sizes.items() if says(words, (word,))), 1)


def _is_unit(head: Meaning) -> bool:
    """Whether a heading names only a unit or a counted thing at large, so that the rows say what is counted."""
    return head.role in ("population", "workers", "members") and not head.rest and len(head.words.split()) <= 1


def _is_sum(label: Meaning, told: tuple[Meaning, ...], titled: Meaning) -> bool:
    """Whether a label such as `Jumlah` or `Total Kota Kendari` sums rows; `Jumlah kelurahan` counts something else."""
    known = {
        *vocabulary().levels,
        *titled.words.split(),
        *(word for one in told if one is not label for word in one.words.split()),
    }
    rest = set(label.rest.split())
    return not rest or (rest <= known and bool(rest - set(vocabulary().levels)))


def _is_percent(value: Value, head: Meaning, units: str) -> bool:
    return value.is_percent or (head.role != "rate" and says(plainly(units), ("%", "persen", "percent")))


def _named(meaning: Meaning, is_headed: bool) -> str:
    """What a label adds to the place: all it says where the heading says what is counted, but for parts and totals."""
    if meaning.part or meaning.is_total or _is_potential(meaning.words):
        return meaning.rest
    return meaning.words if is_headed or not meaning.role else meaning.rest


def _month(text: str) -> int | None:
    return month_of(text.rstrip(TYPED)) or meaning_of(text.rstrip(TYPED)).month


def _as_tariff(figure: Figure) -> Figure:
    """`Iuran` says a tariff beside a wage-sized number, a sum beside a large one."""
    words = figure.words.split()
    if figure.role != "cost" or "iuran" not in words or says(figure.words, (*vocabulary().yearly, "total", "jumlah")):
        return figure
    return replace(figure, role="tariff") if figure.value.high < limits().largest_tariff else figure
