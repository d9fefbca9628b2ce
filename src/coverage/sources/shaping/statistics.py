"""Published tables made long: one row per area, month, indicator, sex and breakdown."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...codes import NOT_BROKEN_DOWN
from ..declaring.clean import Clean
from ..declaring.indicators import Unit, indicator_among, indicators, joined_breakdown, meaning_of, vocabulary
from ..declaring.measures import Published, Values
from ..floor.cells import Objects, absent, each, filled
from ..floor.faults import Fault
from ..floor.wording import told
from ..judging.areas import regency_of
from ..judging.draft import Draft
from ..judging.places import LEVEL_OF_WIDTH, Placer, place_in
from ..judging.plausible import contradictions, doubled, parts_and_wholes

PROVINCE = 2
DECEMBER = 12
_PLACES = ("provinsi", "wilayah", "kecamatan", "desa")


def finish_statistics(draft: Draft) -> Clean:
    """Every value of a published table in its unit, under its indicator; what the table leaves open is said."""
    published = draft.published or Published((), (), ())
    area = _areas(draft, published)
    columns = doubled(draft, published.values)
    months = _months(draft)
    count = len(columns)
    parts = [_of_column(draft, one, months) for one in columns]
    source = np.tile(np.arange(len(draft)), count)
    joined = {name: _stack([part[name] for part in parts], len(draft)) for name in _NAMES}
    stated = ~absent(joined["value"])
    code = np.tile(area, count)[stated]
    _say(draft, published)
    clean = {name: values[stated] for name, values in joined.items()}
    parts_and_wholes(draft, source[stated], clean, code)
    return Clean(
        {
            **clean,
            "regency_code": each(
                lambda found: found if found is None or len(found) == PROVINCE else regency_of(found), code
            ),
            "region_code": code,
            "region_level": each(lambda found: None if found is None else LEVEL_OF_WIDTH.get(len(found)), code),
            "source": filled(np.tile(draft.value("sumber"), count)[stated], draft.source_note or None),
        },
        source[stated],
    )


_NAMES = ("period", "indicator", "sex", "breakdown", "value", "unit")


def _stack(parts: list[Objects], rows: int) -> Objects:
    return np.concatenate(parts) if parts else np.full(0 * rows, None, dtype=object)


def _areas(draft: Draft, published: Published) -> Objects:
    """The area of each row: by code, else by names within what the titles say; a table of one place has it there."""
    regions = draft.around.regions
    hint = draft.around.part or place_in(published.titles, regions)
    present = [name for name in _PLACES if draft.has(name)]
    names = list(dict.fromkeys(text for name in present for text in draft.value(name) if text is not None))
    placer = Placer(regions, hint, [text for text in names if draft.has("wilayah")])
    codes = _by_code(draft)
    rows = zip(codes, *(draft.value(name) for name in present), strict=True)
    known: dict[tuple[Any, ...], str | Fault | None] = {}
    found = np.full(len(draft), None, dtype=object)
    for position, row in enumerate(rows):
        if row not in known:
            stated = {name: text for name, text in zip(present, row[1:], strict=True) if text is not None}
            known[row] = row[0] or placer.place(stated)
        result = known[row]
        if isinstance(result, Fault):
            draft.faults.add(
                [position], next(name for name in reversed(present) if draft.value(name)[position]), result
            )
        else:
            found[position] = result
    silent = absent(found) & ~draft.faults.faulty
    if not present and not draft.has("kode_wilayah") and hint:
        found[silent] = hint
        place = regions.full_name(hint)
        draft.conventions["wilayah"] = told("convention_place", count=int(silent.sum()), place=place)
    else:
        draft.faults.add(silent, (*present, "kode_wilayah")[0], Fault("no_place"))
    if placer.bare:
        draft.conventions["wilayah"] = told(
            "convention_bare_names", count=len(placer.bare), name=sorted(placer.bare)[0]
        )
    return found


def _by_code(draft: Draft) -> Objects:
    regions = draft.around.regions
    values = draft.value("kode_wilayah")
    standard = regions.standard_of([text for text in set(values.tolist()) if text])
    codes = each(lambda text: None if text is None else regions.canonical(text, standard), values)
    # A code nobody knows is a fault unless the row's names say the place.
    if not any(draft.has(name) for name in _PLACES):
        draft.faults.add(~absent(values) & absent(codes), "kode_wilayah", Fault("unknown_area", {"detail": ""}))
    return codes


def _months(draft: Draft) -> Objects:
    """The month of each row where a column says it, else its year as a negative number, else None."""
    found = draft.value("bulan").copy()
    years = draft.value("tahun")
    yearly = absent(found) & ~absent(years)
    found[yearly] = -years[yearly]
    if not (draft.has("bulan") or draft.has("tahun")) and draft.around.period is not None:
        found[:] = draft.around.period
    return found


def _of_column(draft: Draft, one: Values, months: Objects) -> dict[str, Objects]:
    """A column of values as rows of the long table."""
    size = len(draft)
    value = draft.value(one.column)
    indicator = _indicator(draft, one)
    month = each(lambda name: indicators()[name].month if name else DECEMBER, indicator)
    factor, unit = _units(draft, one, indicator)
    scaled = np.full(size, None, dtype=object)
    there = ~absent(value) & ~absent(indicator) & ~absent(unit)
    # Thousandths of persons come from the binary form of 198.60, not from the table.
    scaled[there] = [round(number * times, 6) for number, times in zip(value[there], factor[there], strict=True)]
    sex = filled(draft.value("jenis_kelamin"), NOT_BROKEN_DOWN)
    period = _period(one, months, month)
    undated = there & absent(period) & ~draft.faults.faulty
    draft.faults.add(undated, "tahun" if draft.has("tahun") else one.column, Fault("year_missing"))
    row_breakdown = each(_breakdown, draft.value("rincian"))
    return {
        "period": period,
        "indicator": indicator,
        "sex": np.full(size, one.sex, dtype=object) if one.sex else sex,
        "breakdown": each(lambda text: joined_breakdown(text, one.breakdown), row_breakdown),
        "value": scaled,
        "unit": unit,
    }


def _indicator(draft: Draft, one: Values) -> Objects:
    if one.indicator is not None:
        return np.full(len(draft), one.indicator, dtype=object)
    named = each(
        lambda text: None if text is None else indicator_among(meaning_of(text).names, meaning_of(text).unit),
        draft.value("indikator"),
    )
    draft.faults.add(absent(named) & ~draft.faults.faulty, "indikator", Fault("unknown_indicator"))
    return named


def _units(draft: Draft, one: Values, indicator: Objects) -> tuple[Objects, Objects]:
    """What to multiply each value by, and its unit; a row's own unit goes before that of the header."""
    stated = each(lambda text: _unit_of(text) if text else (None, None), draft.value("satuan"))
    size = len(draft)
    factor, unit = np.full(size, 1.0, dtype=object), np.full(size, None, dtype=object)
    wrong = np.zeros(size, dtype=bool)
    for position in range(size):
        name = indicator[position]
        if name is None:
            continue
        wanted = indicators()[name].unit
        row_unit, row_factor = stated[position]
        found = row_unit or one.unit
        wrong[position] = found is not None and found != wanted
        factor[position] = row_factor or one.factor or 1.0
        unit[position] = wanted
    draft.faults.add(wrong & draft.sound, "satuan" if draft.has("satuan") else one.column, Fault("bad_unit"))
    return factor, unit


def _unit_of(text: str) -> tuple[Unit | None, float | None]:
    found = meaning_of(text)
    return found.unit, found.factor


def _period(one: Values, months: Objects, usual: Objects) -> Objects:
    """The month each value stands for: the one stated, else the usual one of its indicator in the year stated."""
    found = np.full(len(months), None, dtype=object)
    for position, (month, default) in enumerate(zip(months, usual, strict=True)):
        year = one.year if month is None else -month
        if month is not None and month >= 0:
            found[position] = month
        elif year is not None:
            found[position] = year * 12 + (one.month or default) - 1
    return found


def _breakdown(text: str | None) -> str:
    words = meaning_of(text) if text else None
    return NOT_BROKEN_DOWN if words is None or (words.is_total and not words.rest) else str(text)


def _say(draft: Draft, published: Published) -> None:
    """What was taken from titles and names, what was not read, and what contradicts itself."""
    for text in contradictions(draft, published):
        draft.warnings.append(text)
    names = dict.fromkeys(one.indicator for one in published.values if one.indicator)
    for name in names:
        declared = indicators()[name]
        unit = vocabulary().units[declared.unit].label
        draft.conventions[f"indikator {name}"] = told("convention_indicator", label=declared.label, unit=unit)
    if published.left:
        columns = ", ".join(f"'{cell[:60]}'" for cell in published.left[:6])
        draft.conventions["columns_left"] = told("convention_columns_left", columns=columns)
