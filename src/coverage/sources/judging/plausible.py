"""What a published table says against itself: file name and title, columns twice, men and women and their total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...codes import NOT_BROKEN_DOWN
from ...text import Text, month_code
from ..declaring.indicators import indicators, meaning_of, years_in
from ..declaring.measures import Published, Values
from ..floor.cells import Objects
from ..floor.masking import scrub
from ..floor.wording import told
from .draft import Draft

# Shares of men and women are rounded each by itself, counts too: a difference of two units is rounding.
_ROUNDING = 2
_SHARE = 0.001
_SHOWN = 60


def contradictions(draft: Draft, published: Published) -> list[Text]:
    """Where the file's name promises another indicator or other years than the table holds; the table is believed."""
    stem = Path(draft.around.file_name).stem.replace("_", " ")
    promised = meaning_of(stem).names
    held = {one.indicator for one in published.values if one.indicator}
    found = []
    if promised and held and not held & set(promised):
        labels = {"promised": indicators()[promised[0]].label, "held": indicators()[sorted(held)[0]].label}
        found.append(told("warning_name_indicator", file=scrub(draft.around.file_name), **labels))
    years = years_in(stem)
    stated = {one.year for one in published.values if one.year} or {
        year for year in draft.value("tahun") if year is not None
    }
    if years and stated and years != stated:
        values = {"promised": _span(years), "held": _span(stated)}
        found.append(told("warning_name_years", file=scrub(draft.around.file_name), **values))
    return found


def _span(years: set[int]) -> str:
    return f"{min(years)}–{max(years)}" if len(years) > 1 else str(min(years))


def doubled(draft: Draft, values: Sequence[Values]) -> list[Values]:
    """The columns to read: of two that say the same of the same, one if they agree, else neither (and a warning)."""
    groups: dict[tuple[object, ...], list[Values]] = defaultdict(list)
    for one in values:
        groups[one.key].append(one)
    kept: list[Values] = []
    torn: list[str] = []
    for group in groups.values():
        first = draft.value(group[0].column).tolist()
        if all(draft.value(one.column).tolist() == first for one in group[1:]):
            kept.append(group[0])
        else:
            torn.append(group[0].column)
    if torn:
        columns = ", ".join(f"'{column[-_SHOWN:]}'" for column in torn[:4])
        draft.warnings.append(told("warning_doubled_values", count=len(torn), columns=columns))
    _say_copies(draft, kept)
    return kept


def _say_copies(draft: Draft, values: Sequence[Values]) -> None:
    """Warns of years whose figures are the same to the last digit."""
    seen: dict[tuple[object, ...], Values] = {}
    pairs: dict[tuple[int | None, int | None], list[str]] = defaultdict(list)
    for one in values:
        content = tuple(draft.value(one.column).tolist())
        if len({value for value in content if value is not None}) < 5:
            continue
        other = seen.setdefault((one.indicator, one.sex, one.breakdown, content), one)
        if other.year != one.year:
            pairs[(other.year, one.year)].append(one.column)
    for (earlier, later), columns in pairs.items():
        shown = f"'{columns[0][-_SHOWN:]}'"
        draft.warnings.append(
            told("warning_copied_year", earlier=earlier, later=later, count=len(columns), column=shown)
        )


def parts_and_wholes(draft: Draft, source: npt.NDArray[np.int64], clean: Mapping[str, Objects], area: Objects) -> None:
    """Warns where men and women do not add up to the total that the table states."""
    cells: dict[tuple[object, ...], dict[str, tuple[float, int]]] = defaultdict(dict)
    columns = zip(area, *(clean[name] for name in ("indicator", "period", "breakdown", "sex", "value")), strict=True)
    for position, (code, indicator, period, breakdown, sex, value) in enumerate(columns):
        if code is not None and indicators()[indicator].adds:
            cells[(code, indicator, period, breakdown)][sex] = (value, int(source[position]))
    torn = []
    for (_, indicator, period, _), by_sex in cells.items():
        if by_sex.keys() < {"L", "P", NOT_BROKEN_DOWN}:
            continue
        parts, whole = by_sex["L"][0] + by_sex["P"][0], by_sex[NOT_BROKEN_DOWN][0]
        if abs(parts - whole) > max(_ROUNDING, _SHARE * abs(whole)):
            torn.append((by_sex[NOT_BROKEN_DOWN][1], indicator, period, parts, whole))
    if torn:
        position, indicator, period, parts, whole = torn[0]
        draft.warnings.append(
            told(
                "warning_sexes",
                count=len(torn),
                row=int(draft.body.rows[position]),
                label=indicators()[str(indicator)].label,
                month=month_code(int(str(period))) if period is not None else "",
                parts=f"{parts:.10g}",
                whole=f"{whole:.10g}",
            )
        )
