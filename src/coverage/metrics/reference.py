"""The glossary of metrics and dimensions as a page, drawn from their declarations."""

from __future__ import annotations

from ..words import say
from .declarations import DIMENSIONS, METRICS, Metric
from .explain import formula_text


def metrics_markdown() -> str:
    """`docs/metrics.md`: what can be asked, what it means, how it is reckoned, by what it cannot be asked."""
    parts = [
        "# Metrics",
        "",
        "Generated from `src/coverage/metrics/catalogue/*.yaml`; change it there. Ask any of them with",
        "`python -m src.coverage ask METRIC --by DIMENSION --where DIMENSION=CODE`.",
        "",
        "| metric | Indonesian | English | unit | better |",
        "|---|---|---|---|---|",
    ]
    parts += [
        f"| [`{name}`](#{name}) | {metric.label.id} | {metric.label.en} | {metric.unit} | {metric.better} |"
        for name, metric in METRICS.items()
    ]
    for metric in METRICS.values():
        parts += ["", *_section(metric)]
    parts += ["", "## Dimensions", "", "| dimension | Indonesian | English |", "|---|---|---|"]
    parts += [f"| `{name}` | {one.label.id} | {one.label.en} |" for name, one in DIMENSIONS.items()]
    parts += ["", "## What a cell without a number says", "", "| status | Indonesian | English |", "|---|---|---|"]
    parts += [
        f"| `{status}` | {say(f'metrics.status_{status}', 'id')} | {say(f'metrics.status_{status}', 'en')} |"
        for status in ("masked", "no_data", "not_delivered", "unknown")
    ]
    return "\n".join(parts) + "\n"


def _section(metric: Metric) -> list[str]:
    formula = formula_text(metric)
    lines = [
        f"## {metric.name}",
        "",
        f"**{metric.label.id}.** {metric.meaning.id} {metric.why.id}",
        "",
        f"**{metric.label.en}.** {metric.meaning.en} {metric.why.en}",
        "",
        f"- Cara hitung / reckoned as: {formula.id} / {formula.en}",
    ]
    for basis in metric.basis:
        lines.append(f"- Dasar / basis: [{basis.cite}]({basis.url})" if basis.url else f"- Dasar / basis: {basis.cite}")
    lines += [f"- Batas / limit: {limit.id} / {limit.en}" for limit in metric.limits]
    lines += [f"- Tidak menurut / not by `{name}`: {why.id} / {why.en}" for name, why in metric.not_by.items()]
    return lines
