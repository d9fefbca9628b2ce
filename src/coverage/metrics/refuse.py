"""What no honest answer exists for: areas without data or that exclude each other, a metric by what it lacks."""

from __future__ import annotations

from collections.abc import Container, Iterable

from ..errors import CannotAnswer
from ..text import Text
from ..words import phrase
from .declarations import LEVELS, Metric, marts
from .question import Question
from .wording import fill


def refuse_impossible(question: Question, places: Container[str]) -> None:
    """Raises `CannotAnswer` for areas without data or that exclude each other, and a metric asked by what it lacks."""
    named = question.where.get("regency", ())
    empty = [code for code in named if code not in places]
    if "regency" not in question.by and 0 < len(empty) < len(named):
        # In a sum, one regency of several that has no data would fall out without a word.
        raise CannotAnswer("no_area", phrase("metrics.no_area", areas=_areas("regency", empty)))
    if not question.regencies:
        areas = ", ".join(_areas(dim, question.where.get(dim, ())) for dim in LEVELS if question.where.get(dim))
        raise CannotAnswer("no_area", phrase("metrics.no_area", areas=areas))
    for metric in question.metrics:
        for name in sorted(question.asked):
            if name in metric.not_by:
                raise _cannot("not_by", metric, name, metric.not_by[name])
        total = metric.total
        mart = marts()["mart_coverage" if total is None else total.source]
        regions = {*LEVELS, "series"} if mart.region == "village_code" else {"province", "regency", "series"}
        for name in sorted(question.asked - regions - set(mart.dimensions)):
            raise _cannot("not_by", metric, name, fill("metrics.not_in_mart", mart=mart.meaning))
        if total is not None:
            per_sponsor = total.by_sponsor is not None and "sponsor" in question.where
            if (not total.sums_sponsors or per_sponsor) and not _names_one_sponsor(question):
                raise CannotAnswer("not_summed", phrase("metrics.not_summed", metric=metric.name), [metric.label])
        if metric.formula.kind == "share" and not question.asked & set(metric.formula.across):
            raise CannotAnswer("needs_payer", phrase("metrics.needs_payer", metric=metric.name))
        if not metric.needs_series and "series" in question.by:
            raise _cannot("not_by", metric, "series", phrase("metrics.no_series_under"))


def _names_one_sponsor(question: Question) -> bool:
    return "sponsor" in question.by or len(question.where.get("sponsor", ())) == 1


def _cannot(code: str, metric: Metric, dimension: str, reason: Text) -> CannotAnswer:
    text = phrase("metrics.cannot_by", metric=metric.name, dimension=dimension)
    return CannotAnswer(code, text, [reason])


def _areas(dimension: str, codes: Iterable[str]) -> str:
    return ", ".join(f"{dimension}={code}" for code in codes)
