"""What the brief of one district or village holds: plain numbers and texts, nothing drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..text import Text
from .facts import Change, Falling, Funding, Rate, Status
from .outlook import Outlook


@dataclass(frozen=True)
class AreaRow:
    """One area in a list: its rate if there is one, its members, and the drop-out of a year."""

    code: str
    name: str
    rate: float | None
    active: int | None
    workers: int | None
    drop_out: float | None
    status: Status


@dataclass(frozen=True)
class Neighbours:
    """Areas to compare with, the lowest rate first, this one among them: those that touch it, or those near in rank."""

    rows: tuple[AreaRow, ...]
    is_adjacent: bool


@dataclass(frozen=True)
class GroupRow:
    """One decile or occupation group: its members, and its workers where a denominator is that fine."""

    code: str
    label: Text
    active: int | None
    workers: int | None
    rate: float | None
    status: Status


@dataclass(frozen=True)
class AreaBrief:
    """Everything one page says about one district or village.

    `place_rate` is the rate of the whole place, where it is about the same workers. `position` is the place among the
    areas around it that have a rate, counted from the highest, and their number. `ending_monthly`: those of `ending`
    who pay month by month, None where masked.
    """

    snapshot: str
    synthetic: bool
    code: str
    name: str
    level: str
    regency: str
    regency_name: str
    parent_name: str
    month: int
    default_month: int
    rate: Rate
    place_rate: Rate | None
    registered: int | None
    active: int | None
    benefit_ready: int | None
    readiness_known: int | None
    drop_out: float | None
    lapsed: int | None
    ending: int | None
    ending_status: Status
    ending_monthly: int | None
    year_change: Change
    position: tuple[int, int] | None
    payers: tuple[Funding, ...]
    deciles: tuple[GroupRow, ...]
    occupations: tuple[GroupRow, ...]
    outlook: Outlook | None
    falling: Falling | None
    neighbours: Neighbours
    paragraph: Text

    def with_paragraph(self, paragraph: Text) -> AreaBrief:
        """The same with its first lines written."""
        return replace(self, paragraph=paragraph)
