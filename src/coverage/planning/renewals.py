"""How often blocks were renewed so far: the share by kind of payer and length of the block, with its interval.

People of one payer whose blocks end in one month are renewed or not by one decision, so they count as one cluster. The
interval is Wilson's at the effective sample size (Korn and Graubard 1998; compared by Franco, Little, Louis and Slud
2019): the size that a simple sample of the same precision would have, made smaller again where decisions are few.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from ..codes import sponsor_kinds
from ..metrics.source import SnapshotLike
from ..parameters import PARAMETERS, first_of_month
from .reads import rows

CONFIDENCE = 0.95
Basis = Literal["own", "kind", "all", "rolling"]
Decision = tuple[int, int]
"""Blocks that ended by one decision, and how many of them were renewed."""


@dataclass(frozen=True)
class Share:
    """The share of ended blocks that the same payer renewed at once, between `low` and `high`.

    `basis` says what it rests on: blocks of the kind and length themselves (`own`), of the `kind` in every length, or
    of `all` kinds where there were too few; `rolling` payers pay on month by month and have no ends to count.
    """

    sponsor_kind: str
    block_months: int
    share: float
    low: float
    high: float
    ended: int
    renewed: int
    decisions: int
    basis: Basis


@dataclass(frozen=True)
class Ended:
    """The blocks of one payer and length that ended in one month."""

    month: int
    sponsor: str
    sponsor_kind: str
    block_months: int
    ended: int
    renewed: int


class Usual:
    """What was usual in one regency, looked up by kind of payer and length of a block."""

    def __init__(self, past: Iterable[Ended], least: int) -> None:
        self._past = tuple(past)
        self._least = least
        self._found: dict[tuple[str, int], Share] = {}

    @property
    def is_known(self) -> bool:
        """Whether any block ended before."""
        return bool(self._past)

    def of(self, kind: str, block_months: int) -> Share:
        """The share for blocks of this kind and length; raises where `is_known` is false and the kind buys blocks."""
        key = kind, block_months
        if key not in self._found:
            self._found[key] = self._share(kind, block_months)
        return self._found[key]

    def _share(self, kind: str, length: int) -> Share:
        if sponsor_kinds()[kind].renewal == "rolling":
            return Share(kind, length, 1.0, 1.0, 1.0, 0, 0, 0, "rolling")
        of_kind = [one for one in self._past if one.sponsor_kind == kind]
        own = [one for one in of_kind if one.block_months == length]
        steps: tuple[tuple[Basis, Sequence[Ended]], ...] = (("own", own), ("kind", of_kind), ("all", self._past))
        for basis, chosen in steps:
            decisions = _decisions(chosen)
            if len(decisions) >= self._least or basis == "all":
                break
        low, share, high = interval(decisions)
        ended, renewed = (sum(column) for column in zip(*decisions, strict=True))
        return Share(kind, length, share, low, high, ended, renewed, len(decisions), basis)


def usual_of(snapshot: SnapshotLike, regency: str) -> Usual:
    """What was usual in a regency up to its last complete month."""
    past = [
        Ended(
            int(row["month"]),
            str(row["sponsor_id"]),
            str(row["sponsor_kind"]),
            int(row["block_months"]),
            int(row["ended"]),
            int(row["renewed"]),
        )
        for row in rows(snapshot, "renewals", regency=regency)
    ]
    day = first_of_month(snapshot.default_month([regency]))
    return Usual(past, PARAMETERS["coverage.usual_min_decisions"].whole(day))


def _decisions(past: Iterable[Ended]) -> list[Decision]:
    """Ended and renewed by payer and month, whatever the lengths: one payer decides once a month."""
    found: dict[tuple[str, int], Decision] = {}
    for one in past:
        ended, renewed = found.get((one.sponsor, one.month), (0, 0))
        found[one.sponsor, one.month] = ended + one.ended, renewed + one.renewed
    return list(found.values())


def interval(decisions: Sequence[Decision]) -> tuple[float, float, float]:
    """(low, share, high) of the blocks renewed; people of one decision are taken to stand or fall together.

    >>> [round(value, 2) for value in interval([(100, 100), (100, 0), (100, 100), (100, 0)])]
    [0.06, 0.5, 0.94]
    """
    total = sum(ended for ended, _ in decisions)
    share = sum(renewed for _, renewed in decisions) / total
    size = _effective_size(decisions, share, total)
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, min(share, middle - half)), share, min(1.0, max(share, middle + half))


def _effective_size(decisions: Sequence[Decision], share: float, total: int) -> float:
    """How many independent blocks would tell as much."""
    clusters = len(decisions)
    if clusters == 1:
        return 1.0
    if 0 < share < 1:
        spread = sum((renewed - share * ended) ** 2 for ended, renewed in decisions)
        variance = clusters / (clusters - 1) * spread / total**2
        size = min(float(total), share * (1 - share) / variance) if variance else float(total)
    else:
        size = float(clusters)  # all or none of every decision: nothing tells blocks of one decision apart
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    ratio = z / _student(clusters - 1)
    return size * ratio * ratio


def _student(degrees: int) -> float:
    """The two-sided quantile of Student's distribution; exact for 1 and 2 degrees, else Cornish and Fisher's series."""
    p = (1 + CONFIDENCE) / 2
    if degrees == 1:
        return math.tan(math.pi * (p - 0.5))
    if degrees == 2:
        return (2 * p - 1) / math.sqrt(2 * p * (1 - p))
    z = NormalDist().inv_cdf(p)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / degrees ** (power + 1) for power, term in enumerate(terms))


@dataclass(frozen=True)
class Lapse:
    """People whose cover, bought `block_months` at a time, ends after `month`; it begins again in `next_month`."""

    month: int
    sponsor_kind: str
    block_months: int
    next_month: int | None
    persons: int


Extra = Mapping[int, tuple[float, float, float, int]]
"""By month: how many of those who lapsed are covered all the same, at the low, usual and high share, and at most."""


def covered_again(lapses: Iterable[Lapse], usual: Usual | None, last: int) -> Extra:
    """People added by renewals up to `last`: each block is renewed at equal length, with the same share at each end.

    Somebody with a later paid block is counted there from its first month on, not here. Without `usual` the first three
    are nought.
    """
    found: dict[int, list[float]] = {}
    for lapse in lapses:
        end = min(last, last if lapse.next_month is None else lapse.next_month - 1)
        one = None if usual is None else usual.of(lapse.sponsor_kind, lapse.block_months)
        for month in range(lapse.month + 1, end + 1):
            sums = found.setdefault(month, [0.0, 0.0, 0.0, 0])
            sums[3] += lapse.persons
            if one is not None:
                times = (month - lapse.month - 1) // lapse.block_months + 1
                for place, share in enumerate((one.low, one.share, one.high)):
                    sums[place] += lapse.persons * share**times
    return {month: (sums[0], sums[1], sums[2], int(sums[3])) for month, sums in found.items()}
