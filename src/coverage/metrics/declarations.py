"""What can be asked: metrics, dimensions and marts as declared in YAML, one file per metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from ..declare import Declared, load_catalogue, read_yaml
from ..text import Text, Unit

FOLDER = Path(__file__).parent
LEVELS = {"province": 2, "regency": 5, "district": 8, "village": 13}
"""Region dimensions, coarse to fine, with the length of their codes: roll-up is a prefix."""

MartName = Literal[
    "mart_coverage",
    "mart_sponsor",
    "registered_by_sponsor",
    "mart_pledge",
    "mart_overlap",
    "mart_outlook",
    "mart_welfare",
    "mart_decile_migration",
    "mart_claim",
    "mart_contribution",
    "mart_commitment",
]


class Total(Declared):
    """One aggregate over one mart; `over_time: last` is a stock, `sum` a flow."""

    kind: Literal["total"]
    source: MartName = Field(alias="from")
    sql: str
    only: str | None = None
    over_time: Literal["last", "sum"]
    when_absent: Literal[0] | None = 0
    by_sponsor: MartName | None = None
    listed_only: bool = False
    sums_sponsors: bool = True
    persons: str | None = None


class Denominator(Declared):
    """The workers of the chosen series; cuts, scope and as-of follow DESIGN 3.3."""

    kind: Literal["denominator"]


class Ratio(Declared):
    """A total over the denominator: of the same cell, or of the whole place; of all members or the subsidised ones."""

    kind: Literal["ratio"]
    ratio: Literal["active"]
    per: Literal["eligible_workers"]
    of_place: bool = False
    payers: Literal["all", "subsidised"] = "all"


class Derived(Declared):
    """An expression over the numerator and denominator that the rate of the same cell uses."""

    kind: Literal["derived"]
    of: tuple[str, ...]
    sql: str


class Share(Declared):
    """A total over the same total for all members of the dimensions in `across`."""

    kind: Literal["share"]
    share: Literal["active"]
    across: tuple[str, ...]


class Window(Declared):
    """One aggregate of listed members over another, both over the `months` that end with the month asked."""

    kind: Literal["window"]
    months: int = Field(gt=0)
    top: str
    bottom: str


Formula = Annotated[Total | Denominator | Ratio | Derived | Share | Window, Field(discriminator="kind")]


class Basis(Declared):
    """Where a definition comes from."""

    cite: str
    url: str = ""


class Metric(Declared):
    """One metric as its file declares it; `name` is the file's, `people` the metric that counts the same persons."""

    name: str = ""
    label: Text
    short: Text
    meaning: Text
    why: Text
    unit: Unit
    better: Literal["higher", "lower", "neither"]
    people: str = ""
    formula: Formula
    basis: tuple[Basis, ...] = ()
    limits: tuple[Text, ...] = ()
    not_by: Mapping[str, Text] = Field(default_factory=dict)

    @property
    def total(self) -> Total | None:
        """The formula if it is a total over a mart."""
        return self.formula if isinstance(self.formula, Total) else None

    @property
    def is_of_cell(self) -> bool:
        """Whether numerator and denominator of one cell make it: rate, gap, denominator."""
        return isinstance(self.formula, Denominator | Derived) or (self.is_rate and not self.is_points)

    @property
    def is_points(self) -> bool:
        """Whether it stands over the denominator of the whole place."""
        return isinstance(self.formula, Ratio) and self.formula.of_place

    @property
    def is_subsidised(self) -> bool:
        """Whether only members whose primary payer is subsidised stand over the denominator."""
        return isinstance(self.formula, Ratio) and self.formula.payers == "subsidised"

    @property
    def is_window(self) -> bool:
        """Whether it rests on the months that end with the one asked, not on that month alone."""
        return isinstance(self.formula, Window)

    @property
    def is_rate(self) -> bool:
        """Whether a denominator series stands under it."""
        return isinstance(self.formula, Ratio)

    @property
    def needs_series(self) -> bool:
        """Whether a denominator series is needed to answer."""
        return isinstance(self.formula, Denominator | Derived | Ratio)

    @property
    def is_fraction(self) -> bool:
        """Whether it is a part of a whole, 0.35 and not 35."""
        return isinstance(self.formula, Ratio | Share | Window)

    @property
    def has_sides(self) -> bool:
        """Whether it brings `<metric>_numerator` and `<metric>_denominator`."""
        return isinstance(self.formula, Ratio | Share | Derived | Window)

    @property
    def is_flow(self) -> bool:
        """Whether it is summed over months."""
        return self.total is not None and self.total.over_time == "sum"


class Dimension(Declared):
    """One way to break a metric down or to filter it."""

    name: str = ""
    label: Text
    plural: Text
    kind: Literal["time", "region", "group", "payer", "series"]


class Mart(Declared):
    """A relation of the snapshot and how each dimension reads from it."""

    relation: str
    meaning: Text
    region: Literal["village_code", "regency_code"]
    dimensions: tuple[str, ...]
    formats: tuple[str, ...]


@lru_cache(maxsize=1)
def _metrics() -> dict[str, Metric]:
    declared = load_catalogue(FOLDER / "catalogue", Metric)
    return {name: metric.model_copy(update={"name": name}) for name, metric in declared.items()}


@lru_cache(maxsize=1)
def _dimensions() -> dict[str, Dimension]:
    declared = TypeAdapter(dict[str, Dimension]).validate_python(read_yaml(FOLDER / "dimensions.yaml"))
    return {name: dimension.model_copy(update={"name": name}) for name, dimension in declared.items()}


@lru_cache(maxsize=1)
def marts() -> dict[str, Mart]:
    """Every relation a total may come from, by name."""
    return TypeAdapter(dict[str, Mart]).validate_python(read_yaml(FOLDER / "marts.yaml"))


Value = TypeVar("Value")


class _Lazy(Mapping[str, Value]):
    """A declared collection, read when first used."""

    def __init__(self, load: object) -> None:
        self._load = load

    def _all(self) -> dict[str, Value]:
        assert callable(self._load)
        found: dict[str, Value] = self._load()
        return found

    def __getitem__(self, name: str) -> Value:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


METRICS: Mapping[str, Metric] = _Lazy[Metric](_metrics)
"""Every metric by name."""

DIMENSIONS: Mapping[str, Dimension] = _Lazy[Dimension](_dimensions)
"""Every dimension by name, in the order of columns."""
