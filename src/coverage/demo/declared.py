"""The declared world: published figures with their sources, and the invented rest, read from YAML."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ..declare import Declared, read_yaml
from ..text import Text, month_number

FOLDER = Path(__file__).parent

Month = Annotated[int, BeforeValidator(lambda text: month_number(text) if isinstance(text, str) else text)]
Style = Literal["branch", "office", "sheet"]


class Published(Declared):
    """A figure as printed, with its source and where a reader of the demo meets it."""

    value: int | float
    as_of: Annotated[str, BeforeValidator(str)]
    source: str
    confidence: Literal["high", "medium", "low"]
    label: Text
    appears: Text


class District(Declared):
    """A kecamatan: population, and how far cover reaches there (1 is the average)."""

    population: int
    reach: float
    pu: float
    jakon: float
    coast: bool = False
    farms: bool = False

    def propensity(self, segment: str) -> float:
        """How strongly aggregate counts of `segment` concentrate here."""
        return self.pu if segment == "PU" else self.jakon


class RegisterPlan(Declared):
    """The person register: persons and heads of family by decile (0: unknown), workers by segment."""

    period: Month
    received: date
    persons: dict[int, int]
    families: dict[int, int]
    workers: dict[str, int]
    faulty_rows: int


class RegisterUpdate(Declared):
    """A later register of one district: shares of families by the step of their decile, gone, come, found out."""

    period: Month
    received: date
    district: str
    steps: dict[int, float]
    gone: float
    come: float
    found: float


class DecileTablePlan(Declared):
    """The village workbook: families by decile column (0: without a decile)."""

    period: Month
    received: date
    families: dict[str, int]


class WorkforcePlan(Declared):
    """One dated value of a denominator: by segment, as one total, or spread over the villages."""

    series: str
    sender: str
    as_of: date
    source: str
    segments: dict[str, int] = Field(default_factory=dict)
    total: int | None = None
    villages: int | None = None


class Calibration(Declared):
    """How many people must be active in a month, over all segments or in one."""

    month: Month
    active: int
    segment: str | None = None


class CountPath(Declared):
    """A monthly count: straight lines between anchors, bent by the calendar month."""

    path: dict[Month, int]
    season: tuple[float, ...] = Field(min_length=12, max_length=12)
    registered: float


class Hole(Declared):
    """An area and segment that was not delivered for a month."""

    month: Month
    area: str
    segment: str


class CountsPlan(Declared):
    """Aggregate counts of PU and Jakon; `files` says how the years 2024, 2025 and 2026 were sent."""

    sender: str
    areas: Literal["district"]
    PU: CountPath
    JAKON: CountPath
    files: tuple[Literal["year", "quarter", "month"], ...]
    late: dict[Month, date] = Field(default_factory=dict)
    corrected: dict[Month, date] = Field(default_factory=dict)
    missing: tuple[Hole, ...] = ()

    @property
    def paths(self) -> dict[str, CountPath]:
        """The path of each segment that comes as counts."""
        return {"PU": self.PU, "JAKON": self.JAKON}


class Sender(Declared):
    """An office or sponsor that sends participant lists: from which months on, and in which shape."""

    periods: tuple[Month, ...]
    style: Style
    file: str | None = None
    late: dict[Month, date] = Field(default_factory=dict)


class SelfPaid(Declared):
    """People who pay for themselves: how many at the first month, how many join by year, and their rhythms."""

    sender: str
    at_first: int
    joins: dict[int, int]
    leans: tuple[float, ...]
    patterns: dict[int, float]


class Round(Declared):
    """One round of blocks of a payer: who is new, kept or shared with another payer, and who is named but unpaid."""

    known: Month
    start: Month
    end: Month
    spread: int = 0
    workers: int = 0
    to_active: int | None = None
    kept: int = 0
    also_from: dict[str, int] = Field(default_factory=dict)
    struck: int = 0
    never_paid: int = 0
    named: int | None = None


class Pledge(Declared):
    """What a payer promised."""

    start: Month
    end: Month
    workers: int
    source: str = "sintetis"


class Payer(Declared):
    """A payer and its rounds; `leans` weigh deciles (unknown last), `favours` groups, `only` excludes all others."""

    id: str
    name: str
    kind: str
    sender: str
    source: str = "sintetis"
    segment: str = "BPU"
    leans: tuple[float, ...] = (1.0,) * 11
    favours: dict[str, float] = Field(default_factory=dict)
    only: tuple[str, ...] = ()
    new_members: bool = False
    located: bool = False
    names_lapsed: bool = False
    pledges: tuple[Pledge, ...] = ()
    rounds: tuple[Round, ...] = ()


class Target(Declared):
    """One value of a local target track."""

    track: str
    year: int
    percent: float
    name: str
    name_en: str
    source: str


class Pays(Declared):
    """How an invented payer pays for its rounds: for which share of the workers, and how many months late."""

    share: float = 1.0
    late: int = 0


class Statement(Declared):
    """A public commitment."""

    by: str
    sponsor: str | None = None
    workers: int
    start: Month
    end: Month | None = None
    stated_on: date
    source: str


class YearOfFigures(Declared):
    """What a statistics office published of a year, by heading."""

    figures: dict[str, float]
    source: str


class MoneyPlan(Declared):
    """Payments by payer, usual claims of a month by programme, public commitments, published statistics by year."""

    payments: dict[str, Pays]
    claims: dict[str, int]
    commitments: tuple[Statement, ...] = ()
    statistics: dict[Annotated[str, BeforeValidator(str)], YearOfFigures] = Field(default_factory=dict)


class Place(Declared):
    """Everything declared about one regency of the demo."""

    regency: str
    short: str
    nik_block: int
    population: int
    districts: dict[str, District]
    empty_villages: tuple[str, ...]
    unlocated_share: float
    outside_register_share: float = 0.0
    pool: int | None = None
    register_: RegisterPlan | None = Field(default=None, alias="register")
    register_update: RegisterUpdate | None = None
    decile_table: DecileTablePlan | None = None
    workforce: tuple[WorkforcePlan, ...]
    calibrate: Calibration
    targets: tuple[Target, ...] = ()
    counts: CountsPlan
    sponsor_lists: tuple[Month, ...]
    senders: dict[str, Sender]
    self_paid: SelfPaid
    payers: tuple[Payer, ...]
    money: MoneyPlan | None = None


@lru_cache(maxsize=1)
def published() -> dict[str, Published]:
    """Every published figure by name."""
    return {name: Published.model_validate(given) for name, given in read_yaml(FOLDER / "published.yaml").items()}


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """The regencies of the demo, in the order of their files."""
    return tuple(
        Place.model_validate(_filled(read_yaml(FOLDER / "world" / f"{name}.yaml"))) for name in ("kendari", "kendal")
    )


def _filled(given: Any) -> Any:
    """`given` with every `=name` replaced by the published figure of that name."""
    if isinstance(given, dict):
        return {key: _filled(value) for key, value in given.items()}
    if isinstance(given, list):
        return [_filled(value) for value in given]
    if isinstance(given, str) and given.startswith("="):
        return published()[given[1:]].value
    return given
