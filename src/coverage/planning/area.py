"""One district or village told whole: the brief that fits one page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..codes import UNKNOWN
from ..errors import CannotAnswer, unknown_name
from ..metrics import Result, ask
from ..metrics.names import code_name
from ..metrics.source import SnapshotLike, facts_of
from ..text import LANGS, Text
from ..words import phrase
from .area_facts import AreaBrief, AreaRow, GroupRow, Neighbours
from .area_rows import area_rows
from .denominators import over_text
from .facts import Change, Funding, Rate
from .lacking import counts_begun
from .outlook import Outlook, outlook
from .payers import buys_blocks, falling_of, status_of
from .rating import change_since, rate_in
from .reads import area_names, count, plain, records, whole
from .wording import counted, fill, flagged, joined, month_text, quantity

LEVEL = {8: "district", 13: "village"}
STOCKS = ("registered", "active", "benefit_ready", "readiness_known", "expiring_90", "drop_out_rate")
_UNWRITTEN = Text(id="…", en="…")
AROUND = 2
"""How many areas before and after in the ranking stand in where nobody knows which ones touch."""


def area_brief(
    snapshot: SnapshotLike,
    code: str,
    month: int | None = None,
    series: str | None = None,
    role: str = "steward",
    adjacent: Sequence[str] = (),
    groups: bool = True,
) -> AreaBrief:
    """Everything the brief of a district or village says; `adjacent` are the areas that touch it, where known.

    Without `groups`, payers, deciles and occupations are left out, for a page that draws them from answers of its own.
    """
    regency = code[:5]
    names = area_names(snapshot, regency)
    if code not in names or len(code) not in LEVEL:
        raise unknown_name(phrase("planning.area"), code, (one for one in names if len(one) in LEVEL))
    level = LEVEL[len(code)]
    default = snapshot.default_month([regency])
    month = default if month is None else month
    where: dict[str, Sequence[str]] = {level: [code]}
    rate = _rate(snapshot, where, month, series, role)
    whole_place = _comparable(rate_in(snapshot, {"regency": [regency]}, month, rate.series, role), rate)
    stocks = ask(snapshot, STOCKS, where=where, month=month, role=role).frame.iloc[0]
    active = whole(stocks["active"])
    siblings = area_rows(snapshot, level, _siblings(code), month, rate.series, role, names)
    found = _outlook(snapshot, where, month == default, rate.series or series, role)
    brief = AreaBrief(
        snapshot=snapshot.id,
        synthetic=snapshot.meta.get("synthetic") == "1",
        code=code,
        name=names[code],
        level=level,
        regency=regency,
        regency_name=names.get(regency, regency),
        parent_name=names.get(code[:8] if level == "village" else regency, ""),
        month=month,
        default_month=default,
        rate=rate,
        place_rate=whole_place,
        registered=whole(stocks["registered"]),
        active=active,
        benefit_ready=whole(stocks["benefit_ready"]),
        readiness_known=whole(stocks["readiness_known"]),
        drop_out=plain(stocks["drop_out_rate"]),
        lapsed=whole(stocks["drop_out_rate_numerator"]),
        ending=whole(stocks["expiring_90"]),
        ending_status=status_of(stocks["expiring_90_status"]),
        ending_monthly=_monthly(snapshot, where, month, role),
        year_change=_year_change(snapshot, where, month, rate, active, role),
        position=_position(code, siblings),
        payers=_payers(snapshot, where, month, role) if groups else (),
        deciles=_groups(snapshot, "decile", where, month, rate.series or series, role) if groups else (),
        occupations=_groups(snapshot, "occupation_group", where, month, rate.series or series, role) if groups else (),
        outlook=found,
        falling=None if found is None else falling_of(found),
        neighbours=_neighbours(snapshot, code, level, month, rate.series, role, siblings, adjacent),
        paragraph=_UNWRITTEN,
    )
    return brief.with_paragraph(area_paragraph(brief))


def area_paragraph(brief: AreaBrief) -> Text:
    """The brief's first lines: where the area stands, against the whole and a year before, and what falls away."""
    rate, parts = brief.rate, list[Text]()
    if rate.rate is None or rate.active is None or rate.workers is None:
        if brief.active is not None:
            active = quantity(brief.active, "people")
            parts.append(fill("brief_no_rate", month=month_text(brief.month), place=brief.name, active=active))
        if rate.reason is not None:
            parts.append(rate.reason)
    else:
        parts.append(
            fill(
                "brief_rate",
                month=month_text(brief.month),
                place=brief.name,
                active=quantity(rate.active, "people"),
                workers=quantity(rate.workers, "people"),
                who=rate.who,
                rate=flagged(rate.rate),
            )
        )
    if brief.position is not None:
        rank, of = brief.position
        parts.append(fill("brief_rank", rank=rank, of=of, level=fill(f"level_{brief.level}"), parent=brief.parent_name))
    if rate.rate is not None and brief.place_rate is not None and brief.place_rate.rate is not None:
        parts.append(fill("brief_whole", place=brief.regency_name, rate=flagged(brief.place_rate.rate)))
    over = over_text(rate)
    if over is not None:
        parts.append(over)
    if brief.drop_out is not None:
        parts.append(fill("brief_drop_out", rate=quantity(brief.drop_out, "percent")))
    if brief.ending:
        parts.append(counted("brief_ending", brief.ending, persons=quantity(brief.ending, "people")))
        if brief.ending_monthly:
            parts.append(counted("p_monthly", brief.ending_monthly, monthly=quantity(brief.ending_monthly, "people")))
    return joined(parts) if parts else fill("brief_nothing", place=brief.name, month=month_text(brief.month))


def _rate(
    snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], month: int, series: str | None, role: str
) -> Rate:
    """The rate by the series chosen if it goes that deep, else by the first that does."""
    found = rate_in(snapshot, where, month, series, role)
    return found if found.rate is not None or series is None else rate_in(snapshot, where, month, None, role)


def _comparable(whole_place: Rate, rate: Rate) -> Rate | None:
    """The rate of the whole place, where it is about the same workers as the area's."""
    return whole_place if whole_place.series == rate.series and whole_place.scope == rate.scope else None


def _year_change(
    snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], month: int, rate: Rate, active: int | None, role: str
) -> Change:
    since = month - 12
    before = rate_in(snapshot, where, since, rate.series, role)
    asked = ask(snapshot, "active", where=where, month=since, role=role)
    people = whole(asked.frame["active"].iloc[0]) if before.rate is None else before.active
    return change_since(before, rate, since, people, active, counts_begun(asked, (since, month)))


def _siblings(code: str) -> dict[str, Sequence[str]]:
    """The filter for the areas of the same level around an area: a regency's districts, a district's villages."""
    return {"regency": [code[:5]]} if len(code) == 8 else {"district": [code[:8]]}


def _position(code: str, siblings: Sequence[AreaRow]) -> tuple[int, int] | None:
    """The place among the areas with a rate, counted from the highest."""
    ranked = [one.code for one in siblings if one.rate is not None][::-1]
    return (ranked.index(code) + 1, len(ranked)) if code in ranked else None


def _payers(snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], month: int, role: str) -> tuple[Funding, ...]:
    result = ask(snapshot, ("active", "funding_share"), by="sponsor_kind", where=where, month=month, role=role)
    found = [
        Funding(
            kind=str(row["sponsor_kind"]),
            label=_name(snapshot, "sponsor_kind", str(row["sponsor_kind"])),
            active=whole(row["active"]),
            share=plain(row["funding_share"]),
            status=status_of(row["active_status"]),
        )
        for row in records(result.frame)
    ]
    shown = (one for one in found if one.active != 0 and one.status in ("ok", "masked"))
    return tuple(sorted(shown, key=lambda one: (-(one.active or 0), one.kind)))


def _groups(
    snapshot: SnapshotLike,
    dim: str,
    where: Mapping[str, Sequence[str]],
    month: int,
    series: str | None,
    role: str,
) -> tuple[GroupRow, ...]:
    """Members by group over its workers where a denominator is that fine, else members only."""
    result: Result | None = None
    for metric, candidate in (("coverage_rate", series), ("coverage_rate", None), ("active", None)):
        try:
            result = ask(snapshot, metric, by=dim, where=where, month=month, series=candidate, role=role)
        except CannotAnswer:
            continue
        break
    if result is None:
        return ()
    name = result.metrics[0].name
    sided = f"{name}_numerator" in result.frame
    rows = (
        GroupRow(
            code=str(row[dim]),
            label=_name(snapshot, dim, str(row[dim])),
            active=whole(row[f"{name}_numerator"] if sided else row[name]),
            workers=whole(row[f"{name}_denominator"]) if sided else None,
            rate=plain(row[name]) if sided else None,
            status="ok" if (status := str(row[f"{name}_status"])) == "unknown" else status_of(status),
        )
        for row in records(result.frame)
    )
    return tuple(row for row in rows if row.workers or row.active or row.status == "masked" or row.code != UNKNOWN)


def _outlook(
    snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], is_default: bool, series: str | None, role: str
) -> Outlook | None:
    """The outlook is reckoned from the last complete month, so another month has none."""
    if not is_default:
        return None
    try:
        return outlook(snapshot, where, series=series, role=role)
    except CannotAnswer:
        return None


def _neighbours(
    snapshot: SnapshotLike,
    code: str,
    level: str,
    month: int,
    series: str | None,
    role: str,
    siblings: Sequence[AreaRow],
    adjacent: Collection[str],
) -> Neighbours:
    """The areas that touch this one; where nobody knows which do, those before and after it in the ranking."""
    if adjacent:
        names = area_names(snapshot, code[:5])
        where = {level: [code, *adjacent]}
        return Neighbours(area_rows(snapshot, level, where, month, series, role, names), is_adjacent=True)
    codes = [one.code for one in siblings]
    at = codes.index(code) if code in codes else 0
    first = min(max(at - AROUND, 0), max(len(codes) - 2 * AROUND - 1, 0))
    return Neighbours(tuple(siblings[first : first + 2 * AROUND + 1]), is_adjacent=False)


def _monthly(snapshot: SnapshotLike, where: Mapping[str, Sequence[str]], month: int, role: str) -> int | None:
    """Those whose cover ends within three months unless they, or their employers, pay on as they do every month."""
    result = ask(snapshot, "expiring_90", by="sponsor_kind", where=where, month=month, role=role)
    rows = [row for row in records(result.frame) if not buys_blocks(str(row["sponsor_kind"]))]
    counts = [count(row, "expiring_90") for row in rows]
    return None if None in counts else sum(one or 0 for one in counts)


def _name(snapshot: SnapshotLike, dim: str, code: str) -> Text:
    facts = facts_of(snapshot)
    return Text(**{lang: code_name(facts, dim, code, lang) for lang in LANGS})
