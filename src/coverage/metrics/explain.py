"""A number explains itself: definition, formula, SQL, dates, deliveries and limits, ready to be printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..codes import workforce_series
from ..text import Lang, Text, day_name, month_name
from ..words import phrase
from .declarations import Metric, Share, Total, Window, marts
from .result import Result
from .wording import dimension_names, fill, listed, plain, segment_codes


def explain(result: Result, lang: Lang) -> dict[str, Any]:
    """What `result` means and rests on, in one language."""
    return {
        "metrics": [explain_metric(metric, lang) for metric in result.metrics],
        "month": month_name(result.month, lang),
        "series": _series(result, lang),
        "as_of": [
            {
                "region": result.name(_level(one.region_code), one.region_code, lang),
                "date": day_name(one.as_of, lang),
                "source": one.source,
                "is_old": one.is_old,
            }
            for one in result.as_of
        ],
        "notes": [note.of(lang) for note in notes(result)],
        "deliveries": [
            {
                "delivery": one.delivery,
                "format": one.format,
                "region": result.name("regency", one.regency, lang) if one.regency else "",
                "sender": one.sender,
                "received": day_name(one.received, lang) if one.received else "",
                "rows": one.rows,
                "file": one.file_name,
            }
            for one in result.facts.deliveries
            if one.delivery in set(result.deliveries)
        ],
        "snapshot": result.snapshot,
        "sql": result.sql,
        "params": dict(result.params),
    }


def explain_metric(metric: Metric, lang: Lang) -> dict[str, Any]:
    """The declaration of a metric in one language."""
    return {
        "name": metric.name,
        "label": metric.label.of(lang),
        "meaning": metric.meaning.of(lang),
        "why": metric.why.of(lang),
        "unit": metric.unit,
        "formula": formula_text(metric).of(lang),
        "basis": [{"cite": one.cite, "url": one.url} for one in metric.basis],
        "limits": [one.of(lang) for one in metric.limits],
        "not_by": {name: reason.of(lang) for name, reason in metric.not_by.items()},
    }


def formula_text(metric: Metric) -> Text:
    """How a metric is reckoned, in words."""
    formula = metric.formula
    if isinstance(formula, Total):
        when = phrase(f"metrics.over_time_{formula.over_time}")
        sql = f"{formula.sql} [{formula.only}]" if formula.only else formula.sql
        return fill("metrics.formula_total", sql=sql, mart=marts()[formula.source].meaning, when=when)
    if isinstance(formula, Share):
        return fill("metrics.formula_share", across=dimension_names(formula.across))
    if isinstance(formula, Window):
        return fill("metrics.formula_window", top=formula.top, bottom=formula.bottom, months=formula.months)
    if metric.is_subsidised:
        return phrase("metrics.formula_subsidised")
    return phrase(f"metrics.formula_{'points' if metric.is_points else formula.kind}")


def notes(result: Result) -> list[Text]:
    """What a reader must know beside the number: scope, who is outside, age, gaps, estimates, made-up data."""
    found: list[Text] = []
    if result.scope:
        found.append(fill("metrics.note_scope", segments=segment_codes(result.scope)))
    for one in result.outside:
        persons = "< k" if one.persons is None else one.persons
        found.append(fill("metrics.note_outside", persons=persons, segment=one.segment, reason=one.reason))
    for regions, as_of in _old(result):
        day = Text(id=day_name(as_of, "id"), en=day_name(as_of, "en"))
        found.append(fill("metrics.note_old", region=regions, day=day))
    if result.series and workforce_series()[result.series].estimate:
        found.append(phrase("metrics.note_estimate"))
    if not result.complete:
        areas = listed(plain(f"{late.segment} {late.area}") for late in result.missing)
        found.append(fill("metrics.note_incomplete", areas=areas))
    if result.synthetic:
        found.append(phrase("metrics.note_synthetic"))
    return found


def _old(result: Result) -> list[tuple[Text, date]]:
    """The denominators older than 12 months: the area each is of, or their regency where several share a date."""
    found: dict[tuple[str, date], list[str]] = {}
    for used in result.as_of:
        if used.is_old:
            found.setdefault((used.region_code[:5], used.as_of), []).append(used.region_code)
    names = result.facts.region_names
    codes = [(regions[0] if len(regions) == 1 else regency, as_of) for (regency, as_of), regions in found.items()]
    return [(plain(names.get(code, code)), as_of) for code, as_of in codes]


def _series(result: Result, lang: Lang) -> dict[str, Any] | None:
    if result.series is None:
        return None
    series = workforce_series()[result.series]
    return {
        "name": result.series,
        "label": series.label.of(lang),
        "meaning": series.meaning.of(lang),
        "scope": list(series.scope),
        "ages": series.ages.of(lang),
        "basis": series.basis.of(lang),
        "estimate": series.estimate,
    }


def _level(code: str) -> str:
    return {2: "province", 5: "regency", 8: "district"}.get(len(code), "village")
