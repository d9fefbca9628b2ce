"""The deciles that help is meant for: in the codes of the data, and in words."""

from __future__ import annotations

from collections.abc import Sequence

from ..codes import DECILES, POOLED_DECILE
from ..errors import CannotAnswer, UsageError, unknown_name
from ..parameters import PARAMETERS, first_of_month
from ..text import Text
from ..words import phrase
from .wording import fill, listing

_POOL = ("7", "8", "9", "10")


def target_deciles(target: Sequence[str] | None, known: Sequence[str], month: int) -> tuple[str, ...]:
    """The target group in the codes of the data; one that takes a part of a pool is refused."""
    chosen = target if target is not None else PARAMETERS["equity.target_deciles"].codes(first_of_month(month))
    given = dict.fromkeys(code.strip().replace("–", "-") for code in chosen)
    wanted: dict[str, None] = {}
    for code in given:
        wanted |= dict.fromkeys(_POOL if code == POOLED_DECILE else (code,))
    for code in wanted:
        if code not in DECILES:
            raise unknown_name(phrase("planning.decile"), code, DECILES)
    if not wanted:
        raise UsageError("no_target", phrase("planning.equity_no_target"))
    if POOLED_DECILE in known:
        cut = set(wanted) & set(_POOL)
        if cut and cut != set(_POOL):
            raise CannotAnswer("cuts_pool", phrase("metrics.cuts_pool"))
        found = [code for code in DECILES if code in wanted and code not in _POOL]
        return (*found, *((POOLED_DECILE,) if cut else ()))
    return tuple(code for code in DECILES if code in wanted)


def target_text(target: Sequence[str]) -> Text:
    """Deciles in words, runs of three and more drawn together: `desil 1–4`, `deciles 1, 2 and 5`."""
    runs: list[list[str]] = []
    for code in target:
        if runs and code.isdigit() and runs[-1][-1].isdigit() and int(code) == int(runs[-1][-1]) + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else [code.replace("-", "–") for code in run])
    ]
    one = len(target) == 1 and target[0].isdigit()
    return fill("target_one" if one else "target_many", deciles=listing([Text(id=part, en=part) for part in parts]))
