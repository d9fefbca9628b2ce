"""Who asks, and what that role may ask (DESIGN 8): enforced here, whatever a page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ..errors import CannotAnswer, UsageError
from ..words import phrase
from .declarations import LEVELS
from .question import Question, regencies_of
from .source import Facts

_OWN = frozenset({"mart_sponsor", "mart_pledge"})
"""Where a sponsor's own members and pledges are counted."""


@dataclass(frozen=True)
class Role:
    """`public`, `sponsor:<id>`, `planner:<region>` or `steward`."""

    kind: Literal["public", "sponsor", "planner", "steward"]
    of: str = ""

    @classmethod
    def parse(cls, text: str) -> Role:
        """The role a text names; raises `UsageError` for anything else."""
        kind, _, of = text.partition(":")
        if kind == "public" and not of:
            return cls("public")
        if kind == "steward" and not of:
            return cls("steward")
        if kind == "sponsor" and of:
            return cls("sponsor", of)
        if kind == "planner" and len(of) in LEVELS.values():
            return cls("planner", of)
        raise UsageError("unknown_role", phrase("metrics.unknown_role", role=text))

    @property
    def sees_small_groups(self) -> bool:
        """Whether counts of a few persons are shown: to those who hold the lists anyway, in their own region."""
        return self.kind in ("steward", "planner")

    def __str__(self) -> str:
        return f"{self.kind}:{self.of}" if self.of else self.kind


def within_role(question: Question, facts: Facts, role: Role) -> Question:
    """The question kept to what the role may see; raises `CannotAnswer` where it reaches further.

    A planner asks about the own region only. A sponsor may ask what the public may, and by sponsor about itself only.
    """
    if role.kind == "planner":
        return _in_region(question, facts, role.of)
    if role.kind == "sponsor":
        return _of_sponsor(question, role.of)
    return question


def _in_region(question: Question, facts: Facts, region: str) -> Question:
    named = [code for dim, codes in question.where.items() if dim in LEVELS for code in codes]
    if any(not code.startswith(region) and not region.startswith(code) for code in named):
        raise CannotAnswer("not_allowed", phrase("metrics.not_your_region", region=region))
    level = next(name for name, length in LEVELS.items() if length == len(region))
    if level in question.where or any(LEVELS[dim] > LEVELS[level] for dim in question.where if dim in LEVELS):
        return question
    where = {**question.where, level: (region,)}
    return replace(question, where=where, regencies=regencies_of(facts, where))


def _of_sponsor(question: Question, sponsor: str) -> Question:
    named = question.where.get("sponsor", ())
    if set(named) - {sponsor}:
        raise CannotAnswer("not_allowed", phrase("metrics.not_your_sponsor", sponsor=sponsor))
    own = any(metric.total and metric.total.source in _OWN for metric in question.metrics)
    if not named and ("sponsor" in question.by or own):
        return replace(question, where={**question.where, "sponsor": (sponsor,)})
    return question
