"""Which rows an answer must show although nobody stands in them: every area, decile, segment or sponsor asked about."""

from __future__ import annotations

from collections.abc import Sequence

from ..codes import (
    DECILE_GROUPS,
    DECILES,
    POOLED_DECILE,
    UNKNOWN,
    occupation_groups,
    programmes,
    segments,
    sponsor_kinds,
)
from .query_rows import decile_codes
from .question import Question
from .rates import RatePlan
from .source import Facts
from .statement import Members


def members_to_show(
    question: Question, facts: Facts, pooled: bool, rates: Sequence[RatePlan]
) -> tuple[Members, ...] | None:
    """The codes each row dimension must show; None when only what occurs is shown (sponsors within areas or groups)."""
    keys = question.keys
    if "sponsor" in keys and not set(keys) <= {"sponsor", "sponsor_kind", "regency", "province"}:
        return None
    found: list[Members] = []
    if "sponsor" in keys:
        found.append(_sponsors(question, facts))
    else:
        if "sponsor_kind" in keys:
            found.append(_codes(question, facts, "sponsor_kind", tuple(sponsor_kinds())))
        coarse = tuple(dim for dim in ("province", "regency") if dim in keys)
        if coarse and not {"district", "village"} & set(keys):
            found.append(_regencies(question, coarse))
    if question.deciles & set(keys):
        found.append(deciles_to_show(question, facts, pooled))
    if "decile_before" in keys:
        found.append(_deciles_before(question, facts, pooled))
    if "occupation_group" in keys:
        found.append(_codes(question, facts, "occupation_group", tuple(occupation_groups())))
    if "programme" in keys:
        found.append(_codes(question, facts, "programme", tuple(programmes())))
    if "segment" in keys:
        scopes = {segment for rate in rates for segment in rate.scope}
        only = scopes if all(metric.needs_series for metric in question.metrics) else None
        found.append(_codes(question, facts, "segment", tuple(segments()), scopes, only))
    return tuple(found)


def _codes(
    question: Question,
    facts: Facts,
    dim: str,
    declared: Sequence[str],
    more: set[str] | None = None,
    only: set[str] | None = None,
) -> Members:
    observed = only if only is not None else facts.observed(question.regencies, dim) | (more or set())
    wanted = question.where.get(dim, tuple(observed))
    return Members((dim,), tuple((code,) for code in declared if code in observed and code in wanted))


def _regencies(question: Question, dims: tuple[str, ...]) -> Members:
    lengths = {"province": 2, "regency": 5}
    rows = {tuple(code[: lengths[dim]] for dim in dims) for code in question.regencies}
    if dims == ("province",):
        rows |= {(code,) for code in question.where.get("province", ())}
    return Members(dims, tuple(sorted(rows)))


def deciles_to_show(question: Question, facts: Facts, pooled: bool) -> Members:
    """The known welfare groups asked about, as the data tell them apart."""
    observed = facts.observed(question.regencies, "decile") - {UNKNOWN}
    wanted = set(observed)
    for dim in question.deciles & set(question.where):
        wanted &= set(decile_codes(dim, question.where[dim]))
    groups = {code: group for group, codes in DECILE_GROUPS.items() for code in codes}
    dims = tuple(dim for dim in ("decile", "decile_group") if dim in question.keys) or ("decile",)
    rows: dict[tuple[str, ...], None] = {}
    for code in [*DECILES, POOLED_DECILE]:
        if code in wanted:
            shown = POOLED_DECILE if pooled and groups[code] == POOLED_DECILE else code
            both = {"decile": shown, "decile_group": groups[code]}
            rows[tuple(both[dim] for dim in dims)] = None
    return Members(dims, tuple(rows))


def _deciles_before(question: Question, facts: Facts, pooled: bool) -> Members:
    """The deciles that people may have come from, as the data tell them apart."""
    observed = facts.observed(question.regencies, "decile")
    wanted = observed & set(decile_codes("decile", question.where.get("decile_before", tuple(observed))))
    pool = set(decile_codes("decile", (POOLED_DECILE,)))
    codes = [POOLED_DECILE if pooled and code in pool else code for code in (*DECILES, POOLED_DECILE) if code in wanted]
    return Members(("decile_before",), tuple((code,) for code in dict.fromkeys(codes)))


def _sponsors(question: Question, facts: Facts) -> Members:
    """Every sponsor on record; a pseudo sponsor only where it has members."""
    dims = tuple(dim for dim in ("province", "regency", "sponsor", "sponsor_kind") if dim in question.keys)
    rows: dict[tuple[str, ...], None] = {}
    for regency in question.regencies:
        for sponsor in facts.sponsors_of.get(regency, ()):
            kind = facts.sponsors[sponsor][1]
            if sponsor == kind and (regency, sponsor) not in facts.delivered_sponsors:
                continue
            cell = {"province": regency[:2], "regency": regency, "sponsor": sponsor, "sponsor_kind": kind}
            if all(cell[dim] in codes for dim, codes in question.where.items() if dim in cell):
                rows[tuple(cell[dim] for dim in dims)] = None
    return Members(dims, tuple(rows))
