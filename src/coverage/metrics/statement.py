"""A SELECT in the making, and everything the compiler is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import indent

from .question import Question
from .rates import RatePlan


@dataclass
class Statement:
    """Named steps and the values bound to them."""

    steps: list[tuple[str, str]] = field(default_factory=list)
    params: dict[str, object] = field(default_factory=dict)

    def step(self, name: str, sql: str) -> str:
        """Adds a named step and returns its name."""
        self.steps.append((name, sql))
        return name

    def bind(self, name: str, value: object) -> str:
        """Binds a value and returns its placeholder."""
        self.params[name] = value
        return f"${name}"

    def finish(self, last: str) -> tuple[str, dict[str, object]]:
        """The whole statement, `last` its final SELECT, and the parameters that occur in it."""
        named = ",\n".join(f"{name} as (\n{indent(sql, '    ')}\n)" for name, sql in self.steps)
        text = f"with {named}\n{last}" if named else last
        used = set(re.findall(r"\$(\w+)", text))
        return text, {name: value for name, value in self.params.items() if name in used}


@dataclass(frozen=True)
class Members:
    """Codes that must each have a row: one tuple of codes per member, over the dimensions named."""

    dims: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plan:
    """What the compiler is told: the question, the denominators, whether deciles are pooled, which rows must show."""

    question: Question
    cell: RatePlan | None
    place: RatePlan | None
    is_pooled: bool
    members: Sequence[Members] | None

    @property
    def needs_members(self) -> bool:
        """Whether members stand over the denominator, or it is asked alone."""
        return any(metric.is_of_cell and metric.formula.kind != "denominator" for metric in self.question.metrics)
