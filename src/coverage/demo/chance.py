"""Draws that repeat: every step of the world has a stream of its own, so that one change moves one thing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Chance:
    """The seed and the scale of one world; `stream(name)` is the generator of one step."""

    seed: int
    scale: float

    def stream(self, *name: object) -> np.random.Generator:
        """The generator of the step with this name."""
        digest = hashlib.sha256("/".join(map(str, (self.seed, *name))).encode()).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:8], "big")))

    def scaled(self, count: int) -> int:
        """`count` in a world of this size: exact at the default size, never nothing of something."""
        return 0 if count == 0 else max(1, round(count * self.scale))


def split(total: int, weights: Sequence[float] | Floats) -> Ints:
    """`total` in whole parts as near to `weights` as can be (largest remainders).

    >>> split(10, [1, 1, 1]).tolist()
    [4, 3, 3]
    """
    shares = np.asarray(weights, dtype=float)
    exact = total * shares / shares.sum()
    parts: Ints = np.floor(exact).astype(np.int64)
    rest = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:rest]] += 1
    return parts


def pick(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """`count` distinct positions, heavier ones likelier; never one of weight zero; fewer if there are not enough."""
    able = np.flatnonzero(weights > 0)
    keys = np.log(weights[able]) + rng.gumbel(size=len(able))
    count = min(count, len(able))
    if count <= 0:
        return np.empty(0, dtype=np.int64)
    best = np.argpartition(-keys, count - 1)[:count]
    found: Ints = np.sort(able[best]).astype(np.int64)
    return found


def spread_over(rng: np.random.Generator, count: int, weights: Floats) -> Ints:
    """`count` positions following `weights` closely: one draw, then equal steps, so that shares come out even."""
    ladder = np.cumsum(weights / weights.sum())
    steps = (np.arange(count) + rng.random()) / max(count, 1)
    found: Ints = np.searchsorted(ladder, steps, side="right").clip(0, len(weights) - 1).astype(np.int64)
    return found
