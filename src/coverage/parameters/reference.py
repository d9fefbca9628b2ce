"""The page `docs/parameters.md`, written from the declarations: every value with its date, basis and confidence."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from ..text import month_code, number
from .catalogue import PARAMETERS
from .model import Basis, Dated, Parameter
from .tariff import band_table
from .tracks import TrackPoint, target_tracks

HEAD = """# Parameters

Every number of the law and of the product's own rules that this dashboard uses, from
`src/coverage/parameters/`. This page is generated: edit the YAML, then run `make docs`. A value holds from its
date until the next one; "ended" means that the rule stopped holding on that day. Confidence: high = official text or
two independent sources; medium = one credible source; low = weak or not settled, ask before relying on it.
"""


def parameters_markdown() -> str:
    """The reference page of all parameters, income bands and target tracks as Markdown."""
    parts = [HEAD]
    for room, names in groupby(PARAMETERS, key=lambda name: name.split(".")[0]):
        parts.append(f"## {room}\n")
        parts += [_parameter(PARAMETERS[name]) for name in names]
    return "\n".join([*parts, _bands(), _tracks()]).rstrip() + "\n"


def value_text(parameter: Parameter, dated: Dated) -> str:
    """A dated value as a reader expects it in English, with its unit."""
    value = dated.value
    if value is None:
        return "ended"
    if isinstance(value, tuple):
        return ", ".join(f"`{code}`" for code in value)
    if parameter.unit == "yes_no":
        return "yes" if value else "no"
    if parameter.unit == "fraction":
        return number(value, "percent", "en")
    if parameter.unit.startswith("rupiah"):
        return number(value, "rupiah", "en") + parameter.unit.removeprefix("rupiah").replace("_per_", " a ")
    return f"{number(value, 'number', 'en')} {'× wage' if parameter.unit == 'times_wage' else parameter.unit}"


def _parameter(parameter: Parameter) -> str:
    lines = [f"### `{parameter.name}`\n", f"{parameter.label.en} · *{parameter.label.id}*\n"]
    if parameter.note:
        lines.append(f"{parameter.note.en} · *{parameter.note.id}*\n")
    if parameter.question:
        lines.append(f"Open question: {parameter.question.en} · *{parameter.question.id}*\n")
    lines += [f"- `{name}`: {reading.en} · *{reading.id}*" for name, reading in parameter.alternatives.items()]
    lines += [""] if parameter.alternatives else []
    lines += ["| from | value | basis | confidence |", "|---|---|---|---|"]
    lines += [_row(day, value_text(parameter, dated), dated) for day, dated in parameter.values.items()]
    return "\n".join([*lines, ""])


def _row(day: date, value: str, dated: Dated | TrackPoint) -> str:
    return f"| {day.isoformat()} | {value} | {_basis(dated.basis)} | {dated.confidence} |"


def _basis(basis: Basis) -> str:
    cited = f"[{basis.cite.en}]({basis.url})" if basis.url else basis.cite.en
    other = "" if basis.cite.id == basis.cite.en else f" · *{basis.cite.id}*"
    return f"{cited}{other} (seen {basis.seen.isoformat()})"


def _bands() -> str:
    table = band_table(date.max)
    lines = [
        "## BPU income bands\n",
        f"{_basis(table.basis)}. JKK, JKM and JHT of a band follow from the rates under `bpu`.\n",
        "| band | monthly income from | base income | confidence |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {band.band} | {number(band.from_idr, 'rupiah', 'en')} | {number(band.base_idr, 'rupiah', 'en')} |"
        f" {band.confidence} |"
        for band in table.bands
    ]
    return "\n".join([*lines, ""])


def _tracks() -> str:
    lines = [
        "## Target tracks\n",
        "Named series of targets. A national track on one city is an illustration, and screens say so.\n",
        "| track | region | due | target | basis | confidence |",
        "|---|---|---|---|---|---|",
    ]
    for track in target_tracks():
        for points, note in ((track.rates, ""), (track.growth, " growth a year")):
            lines += [
                f"| {track.label.en} (`{track.name}`) | {track.region_code} | {month_code(point.month)} |"
                f" {number(point.rate, 'percent', 'en')}{note} | {_basis(point.basis)} | {point.confidence} |"
                for point in points
            ]
    return "\n".join([*lines, ""])
