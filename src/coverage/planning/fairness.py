"""What the pages Fairness and Quadrant have to say in one sentence on the first screen."""

from __future__ import annotations

from ..codes import workforce_series
from ..errors import CannotAnswer
from ..metrics.source import SnapshotLike
from .equity import equity, equity_finding
from .facts import PageFact
from .quadrant import field_name, quadrant
from .reads import area_names, cells_of
from .target_group import target_text
from .wording import counted, fill, joined, listing, plain_text

NAMED = 2


def equity_fact(
    snapshot: SnapshotLike,
    regency: str,
    month: int | None = None,
    role: str = "steward",
    series: str | None = None,
    segment: str | None = None,
) -> PageFact | None:
    """Whom the help reaches, by the same denominator and members as the page; None where a decile has no number.

    Where the denominator chosen allows no rate by decile and another would, that is the fact.
    """
    try:
        found = equity(snapshot, cells_of(regency, segment), month, series=series, role=role)
    except CannotAnswer:
        if series is None or equity_fact(snapshot, regency, month, role, None, segment) is None:
            return None
        return PageFact(fill("fairness_untold", series=workforce_series()[series].label), "equity", {})
    if found.measures is None:
        return None
    text = equity_finding(found)
    if found.over_full:
        text = joined([text, fill("fairness_over", deciles=target_text(found.over_full))])
    return PageFact(text, "equity", {})


def quadrant_fact(
    snapshot: SnapshotLike,
    regency: str,
    month: int | None = None,
    series: str | None = None,
    role: str = "steward",
    segment: str | None = None,
) -> PageFact | None:
    """The districts with little coverage and much drop-out, by workers not covered; None without any.

    By the same denominator and members as the page, which refuses a denominator that does not go so deep.
    """
    try:
        found = quadrant(snapshot, "district", cells_of(regency, segment), month, series=series, role=role)
    except CannotAnswer:
        if series is None or quadrant_fact(snapshot, regency, month, None, role, segment) is None:
            return None
        return PageFact(fill("quadrant_untold", series=workforce_series()[series].label), "quadrant", {})
    worst = found.of("mend")
    if not worst:
        return None
    names = area_names(snapshot, regency)
    told = [plain_text(names.get(one.code, one.code)) for one in worst[:NAMED]]
    if len(worst) > NAMED:
        told.append(counted("quadrant_others", len(worst) - NAMED, count=len(worst) - NAMED))
    return PageFact(fill("quadrant_fact", field=field_name("mend"), places=listing(told)), "quadrant", {})
