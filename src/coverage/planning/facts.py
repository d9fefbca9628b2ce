"""What the overview and the briefing say about one place in one month: plain numbers and texts, nothing drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from ..parameters import Confidence
from ..text import Text
from .schedule import Price

if TYPE_CHECKING:
    from .path import Outlook

Status = Literal["ok", "masked", "no_data", "not_delivered", "unknown"]
"""Why a number is absent: masked (fewer than k people), nothing delivered, not delivered for the month, unknown."""


@dataclass(frozen=True)
class Rate:
    """The rate with everything that makes it one; `rate` None comes with a `status` and a `reason`.

    `as_of` is the day of its denominator; where areas have values of several days, `days` holds each.
    """

    rate: float | None
    active: int | None
    workers: int | None
    series: str | None
    series_label: Text | None
    as_of: date | None
    source: str | None
    is_estimate: bool
    is_old: bool
    scope: tuple[str, ...]
    who: Text
    reason: Text | None
    status: Status = "ok"
    days: tuple[date, ...] = ()

    @property
    def gap(self) -> int | None:
        """Workers not covered; never below zero."""
        return None if self.workers is None or self.active is None else max(self.workers - self.active, 0)


@dataclass(frozen=True)
class Change:
    """How the rate moved since `month`, and its members.

    Without `points` the months do not compare, with the `reason` (None where this month has no rate, which says why);
    `persons` are then all members asked for, and None where counts began in between: data that are new, not people.
    """

    month: int
    points: float | None
    persons: int | None
    denominator_revised: bool
    reason: Text | None


@dataclass(frozen=True)
class Target:
    """A target rate seen from today's rate; `points` above (or below, negative) it, `persons` still needed."""

    track: str
    name: Text
    month: int
    rate: float
    source: str
    is_national: bool
    points: float | None
    persons: int | None


@dataclass(frozen=True)
class Growth:
    """A promise of yearly growth and the growth that came, as fractions; None where it cannot be told, and why."""

    track: str
    name: Text
    target: float
    actual: float | None
    source: str
    reason: Text | None = None

    @property
    def reached(self) -> bool | None:
        return None if self.actual is None else self.actual >= self.target


@dataclass(frozen=True)
class Payer:
    """People of one payer whose cover ends: for the first of them it is missing from `month` on, for the last from
    `last_month` on, as far as that is known; `price` is what renewing costs.
    """

    sponsor: str
    name: str
    kind: str
    persons: int | None
    price: Price | None
    status: Status
    month: int
    last_month: int


@dataclass(frozen=True)
class Falling:
    """The steepest fall ahead if nothing is renewed, whose cover has ended by then, and the lowest point after it."""

    month: int
    rate: float | None
    active: int
    points: float | None
    low_month: int
    low_rate: float | None
    low_active: int
    payers: tuple[Payer, ...]


@dataclass(frozen=True)
class EndingSoon:
    """Cover that ends within three months: people (None where masked), by payer, and what renewing the blocks costs.

    `monthly`: those of them who pay month by month and need nobody's decision; their payers come last, without a price.
    """

    persons: int | None
    status: Status
    payers: tuple[Payer, ...]
    monthly: int | None
    price: Price | None


@dataclass(frozen=True)
class Funding:
    """One kind of payer: its people by primary payer and its share of all active members."""

    kind: str
    label: Text
    active: int | None
    share: float | None
    status: Status


@dataclass(frozen=True)
class Area:
    """One district: its rate if there is one, and the workers not covered; never fewer than none."""

    code: str
    name: str
    rate: float | None
    active: int | None
    workers: int | None
    gap: int | None
    status: Status


@dataclass(frozen=True)
class Behind:
    """The districts with the lowest rates and the series they are judged by, which may differ from the headline's."""

    areas: tuple[Area, ...]
    series: str | None
    series_label: Text | None
    as_of: date | None
    who: Text
    reason: Text | None

    @property
    def lacking(self) -> tuple[Area, ...]:
        """Those of them that are behind at all: below a hundred per cent."""
        return tuple(area for area in self.areas if area.rate is not None and area.rate < 1)


@dataclass(frozen=True)
class Neighbour:
    """A rate that another place published, as printed."""

    region_code: str
    place: Text
    rate: float
    date: str
    source: str
    confidence: Confidence
    note: Text | None


@dataclass(frozen=True)
class Placing:
    """How many of the active have no village or no decile. Counts that were delivered without such a breakdown
    (`…_counted`) stand apart: nobody expects one there. None where masked or not delivered.
    """

    active: int | None
    without_village: int | None
    village_counted: int
    without_decile: int | None
    decile_counted: int

    @property
    def village_share(self) -> float | None:
        """Share without a village, of those that come person by person or by village."""
        return _share(self.without_village, self.active, self.village_counted)

    @property
    def decile_share(self) -> float | None:
        """Share of unknown decile, of those that come person by person."""
        return _share(self.without_decile, self.active, self.decile_counted)


def _share(part: int | None, active: int | None, counted: int) -> float | None:
    whole = 0 if active is None else active - counted
    return part / whole if part is not None and whole > 0 else None


@dataclass(frozen=True)
class Freshness:
    """The latest that one sender delivered; `behind` counts the months a monthly sender is late."""

    sender: str
    format: str
    cadence: str
    last_month: int | None
    received: date | None
    behind: int
    has_ended: bool


@dataclass(frozen=True)
class Missing:
    """An area and segment that should have come for the month and did not."""

    area_code: str
    area: str
    segment: str
    sender: str


@dataclass(frozen=True)
class Headline:
    """Everything the first screen and the briefing print about one place and month.

    `begun` says which counts under the rate first came after the place's first month: what comes before is without
    them. `without` are the segments of those that come later than `month`.
    """

    snapshot: str
    synthetic: bool
    regency: str
    name: str
    month: int
    default_month: int
    missing: tuple[Missing, ...]
    registered: int | None
    active: int | None
    benefit_ready: int | None
    readiness_known: int | None
    rate: Rate
    month_change: Change
    year_change: Change
    targets: tuple[Target, ...]
    growth: tuple[Growth, ...]
    outlook: Outlook | None
    falling: Falling | None
    ending: EndingSoon
    funding: tuple[Funding, ...]
    behind: Behind
    gap_price: Price | None
    neighbours: tuple[Neighbour, ...]
    placing: Placing
    freshness: tuple[Freshness, ...]
    begun: Text | None
    without: tuple[str, ...]
    paragraph: Text
    notes: tuple[Text, ...]

    @property
    def is_preliminary(self) -> bool:
        """Whether the month is not complete yet: later than the last complete one, or something has not come."""
        return self.month > self.default_month or bool(self.missing)


@dataclass(frozen=True)
class PageFact:
    """The one thing a page has to say to somebody who has not opened it, and where it says the rest."""

    text: Text
    page: str
    keys: Mapping[str, str]
