"""What the pages Fairness and Quadrant have to say in one sentence on the first screen."""

from __future__ import annotations

from ..errors import CannotAnswer
from ..metrics.source import SnapshotLike
from .equity import equity, equity_finding
from .facts import PageFact
from .quadrant import field_name, quadrant
from .reads import area_names
from .wording import fill, listing, plain_text

NAMED = 2


def equity_fact(
    snapshot: SnapshotLike, regency: str, month: int | None = None, role: str = "steward"
) -> PageFact | None:
    """Whom the help reaches; None where no rate by decile is honest or a decile is masked."""
    try:
        found = equity(snapshot, {"regency": [regency]}, month, role=role)
    except CannotAnswer:
        return None
    return None if found.measures is None else PageFact(equity_finding(found), "equity", {})


def quadrant_fact(
    snapshot: SnapshotLike, regency: str, month: int | None = None, series: str | None = None, role: str = "steward"
) -> PageFact | None:
    """The districts with little coverage and much drop-out, by workers not covered; None without any."""
    for candidate in dict.fromkeys((series, None)):
        try:
            found = quadrant(snapshot, "district", {"regency": [regency]}, month, series=candidate, role=role)
        except CannotAnswer:
            continue
        worst = found.of("mend")
        if not worst:
            return None
        names = area_names(snapshot, regency)
        told = [plain_text(names.get(one.code, one.code)) for one in worst[:NAMED]]
        if len(worst) > NAMED:
            told.append(fill("quadrant_others", count=len(worst) - NAMED))
        text = fill("quadrant_fact", field=field_name("mend"), places=listing(told))
        return PageFact(text, "quadrant", {})
    return None
