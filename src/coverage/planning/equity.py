"""Whom the help reaches: cover paid by others, by welfare decile, against the workers of each decile.

Only where DESIGN 3.3 allows a rate by decile; else `ask` refuses with its sentence, and so does this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..codes import DECILES, POOLED_DECILE, UNKNOWN, sponsor_kinds, workforce_series
from ..errors import UsageError
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..text import Text, month_code
from ..words import phrase
from .facts import Status
from .lacking import refuse_outside
from .measures import Measures, concentration_curve, measure
from .payers import status_of
from .rating import segments_under, who
from .reads import plain, records, whole
from .target_group import target_deciles, target_text
from .wording import fill, quantity

METRIC = "subsidised_rate"


@dataclass(frozen=True)
class DecileRow:
    """The workers of one welfare group and those of them whom somebody else pays for.

    Shares of a decile are of all known deciles, those of the unknown of everybody.
    """

    decile: str
    workers: int | None
    active: int | None
    rate: float | None
    share_of_workers: float | None
    share_of_active: float | None
    status: Status
    is_target: bool

    def to_json(self) -> dict[str, object]:
        """The row as `equity --json` prints it: deciles as numbers, pools and the unknown as text."""
        return {
            "decile": int(self.decile) if self.decile.isdigit() else self.decile if self.decile != UNKNOWN else None,
            "eligible_workers": self.workers,
            "active": self.active,
            "coverage_rate": self.rate,
            "share_of_workers": self.share_of_workers,
            "share_of_active": self.share_of_active,
            "is_target": self.is_target,
            "status": self.status,
        }


@dataclass(frozen=True)
class Equity:
    """One place and month: its deciles from poor to well off, those of unknown decile, and every measure.

    The denominator's areas have dates from `as_of_first` to `as_of`. `measures` is None where a decile has no number
    (`reason` says why). With the unknown, they stand as one more group
    outside the target, after the best-off decile: the cautious reading, for none of them counts as poor.
    """

    month: int
    who: Text
    scope: tuple[str, ...]
    series: str | None
    series_label: Text | None
    as_of: date | None
    as_of_first: date | None
    by_decile: tuple[DecileRow, ...]
    unknown: DecileRow | None
    target: tuple[str, ...]
    measures: Measures | None
    with_unknown: Measures | None
    unknown_share: float | None
    over_full: tuple[str, ...]
    reason: Text | None
    result: Result

    @property
    def target_text(self) -> Text:
        """The target group in words: `desil 1–4`."""
        return target_text(self.target)

    @property
    def target_active(self) -> int | None:
        """The people in the target deciles whom somebody else pays for; None where one of them has no number."""
        return _sum(row.active for row in self.by_decile if row.is_target)

    @property
    def target_workers(self) -> int | None:
        """The workers of the target deciles."""
        return _sum(row.workers for row in self.by_decile if row.is_target)

    @property
    def active(self) -> int | None:
        """Everybody of known decile whom somebody else pays for."""
        return _sum(row.active for row in self.by_decile)

    def curve(self) -> list[tuple[float, float]] | None:
        """The concentration curve over the known deciles; None where a decile has no number or nobody is covered."""
        if self.measures is None:
            return None
        return concentration_curve(
            [row.workers or 0 for row in self.by_decile], [r.active or 0 for r in self.by_decile]
        )

    def to_json(self) -> dict[str, object]:
        """The document of `equity --json` (DESIGN 5)."""
        return {
            "month": month_code(self.month),
            "snapshot": self.result.snapshot,
            "series": self.series,
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "as_of_first": None if self.as_of_first is None else self.as_of_first.isoformat(),
            "scope": list(self.scope),
            "payers": [name for name, kind in sponsor_kinds().items() if kind.subsidised],
            "by_decile": [row.to_json() for row in self.by_decile],
            "unknown": None if self.unknown is None else self.unknown.to_json(),
            "unknown_share": self.unknown_share,
            "target_deciles": [int(code) if code.isdigit() else code for code in self.target],
            "groups": len(self.by_decile),
            "measures": {} if self.measures is None else self.measures.to_json(),
            "measures_with_unknown": {} if self.with_unknown is None else self.with_unknown.to_json(),
            "reason": None if self.reason is None else vars(self.reason),
            "concentration_curve": self.curve(),
            "over_100_percent": list(self.over_full),
            "complete": self.result.complete,
            "outside": [
                {"segment": one.segment, "persons": one.persons, "code": one.code} for one in self.result.outside
            ],
            "synthetic": self.result.synthetic,
        }


def equity(
    snapshot: SnapshotLike,
    where: Mapping[str, Sequence[str]] | None = None,
    month: int | None = None,
    *,
    target: Sequence[str] | None = None,
    series: str | None = None,
    role: str = "steward",
) -> Equity:
    """Whom the help reaches in a place and month; refuses with a sentence where no rate by decile is honest."""
    asked = dict(where or {})
    for dim in ("decile", "decile_group", "decile_before"):
        if dim in asked:
            raise UsageError("not_by_decile", phrase("planning.equity_all_deciles"))
    result = ask(snapshot, METRIC, by="decile", where=asked, month=month, series=series, role=role)
    if month is not None:
        refuse_outside(snapshot, result, (month,))
    return equity_of(result, target)


def equity_of(result: Result, target: Sequence[str] | None = None) -> Equity:
    """The same from an answer that is there already: `subsidised_rate` by decile."""
    cells = {str(row["decile"]): row for row in records(result.frame)}
    known = [code for code in (*DECILES, POOLED_DECILE) if code in cells]
    wanted = target_deciles(target, known, result.month)
    sides = {code: _side(cells[code]) for code in cells}
    totals = [_sum(sides[code][place] for code in known) for place in (0, 1)]
    with_all = [_sum(side[place] for side in sides.values()) for place in (0, 1)]

    def row(code: str) -> DecileRow:
        of_workers, of_active, status = sides[code]
        workers, active = with_all if code == UNKNOWN else totals
        return DecileRow(
            decile=code,
            workers=of_workers,
            active=of_active,
            rate=plain(cells[code][METRIC]),
            share_of_workers=_share(of_workers, workers),
            share_of_active=_share(of_active, active),
            status=status,
            is_target=code in wanted,
        )

    rows = tuple(row(code) for code in known)
    unknown = row(UNKNOWN) if UNKNOWN in cells else None
    reason = _reason(rows)
    measures = with_unknown = None
    if reason is None:
        vectors = (
            [one.workers or 0 for one in rows],
            [one.active or 0 for one in rows],
            [one.is_target for one in rows],
        )
        measures = measure(*vectors)
        rest = (unknown.workers, unknown.active) if unknown else (0, 0)
        if unknown is None or unknown.status != "masked":
            with_unknown = measure(*vectors, unknown=(rest[0] or 0, rest[1] or 0))
    scope = segments_under(result)
    return Equity(
        month=result.month,
        who=who(scope),
        scope=scope,
        series=result.series,
        series_label=workforce_series()[result.series].label if result.series else None,
        as_of=max((one.as_of for one in result.as_of), default=None),
        as_of_first=min((one.as_of for one in result.as_of), default=None),
        by_decile=rows,
        unknown=unknown,
        target=wanted,
        measures=measures,
        with_unknown=with_unknown,
        unknown_share=None if unknown is None else unknown.share_of_active,
        over_full=tuple(one.decile for one in rows if one.rate is not None and one.rate > 1),
        reason=reason,
        result=result,
    )


def equity_finding(found: Equity) -> Text:
    """The finding in a sentence: how many of those paid for stand in the target group, and how far that reaches."""
    measures = found.measures
    if measures is None:
        return found.reason or fill("equity_nothing")
    if measures.targeting_accuracy is None or measures.exclusion_error is None:
        return fill("equity_nobody", who=found.who)
    return fill(
        "equity_finding",
        share=quantity(measures.targeting_accuracy, "percent"),
        target=found.target_text,
        reach=quantity(1 - measures.exclusion_error, "percent"),
        who=found.who,
    )


def _side(row: Mapping[str, object]) -> tuple[int | None, int | None, Status]:
    status, active = str(row[f"{METRIC}_status"]), whole(row[f"{METRIC}_numerator"])
    state = status_of(status)
    if status == "unknown":  # no rate, and all the same a number that may have to be masked
        state = "masked" if active is None else "ok"
    return whole(row[f"{METRIC}_denominator"]), active, state


def _reason(rows: Sequence[DecileRow]) -> Text | None:
    """Why there are no measures, if there are none."""
    if not rows:
        return fill("equity_nothing")
    for status in ("masked", "not_delivered", "no_data"):
        lacking = [row for row in rows if row.status == status]
        if lacking:
            return fill(f"equity_{status}", deciles=target_text([row.decile for row in lacking]))
    return None


def _sum(values: object) -> int | None:
    found = list(values)  # type: ignore[call-overload]
    return None if None in found else sum(found)


def _share(part: int | None, all_of: int | None) -> float | None:
    return part / all_of if part is not None and all_of else None
