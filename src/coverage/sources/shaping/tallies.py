"""Tables of numbers without persons: participant counts, denominators, families by decile."""

from __future__ import annotations

import numpy as np

from ...codes import NOT_BROKEN_DOWN, POOLED_DECILE, UNKNOWN
from ..declaring.clean import Clean
from ..floor.cells import Objects, absent, are, each, filled, put
from ..floor.faults import Fault
from ..floor.wording import told
from ..judging.areas import locate, regency_of
from ..judging.convert import UNKNOWN_OCCUPATION
from ..judging.draft import Draft
from ..judging.periods import period_of_rows

_LEVELS = {5: "regency", 8: "district", 13: "village"}
_DECILES = {
    **{f"DESIL {decile}": str(decile) for decile in range(1, 11)},
    f"DESIL {POOLED_DECILE}": POOLED_DECILE,
    "DESIL NULL": None,
}


def finish_counts(draft: Draft) -> Clean:
    """Active and registered participants by area, segment and month."""
    area = _certain(draft)
    _tell_more_active(draft)
    month = draft.value("bulan")
    if not draft.has("bulan"):
        month = np.full(len(draft), draft.around.period, dtype=object)
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": month,
            "region_code": area,
            "region_level": each(_level, area),
            "segment": draft.value("segmen"),
            "covers": draft.with_default("mencakup", "whole", "semua"),
            "active": draft.value("aktif"),
            "registered": draft.value("terdaftar"),
        },
        np.arange(len(draft)),
    )


def _tell_more_active(draft: Draft) -> None:
    """Warns of rows with more active participants than registered ones: the columns may be swapped."""
    active, registered = draft.value("aktif"), draft.value("terdaftar")
    both = np.flatnonzero(~absent(active) & ~absent(registered) & draft.sound)
    more = [position for position in both.tolist() if active[position] > registered[position]]
    if more:
        draft.warnings.append(told("warning_more_active", count=len(more), row=int(draft.body.rows[more[0]])))


def finish_workforce(draft: Draft) -> Clean:
    """Workers of named series; a dimension without a column is not broken down, an empty cell is unknown."""
    area = _certain(draft)
    day = draft.value("tanggal_data")
    later = np.array([one is not None and one > draft.around.received for one in day], dtype=bool)
    draft.faults.add(later, "tanggal_data", Fault("day_to_come"))
    occupation = draft.value("kelompok_pekerjaan")
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": each(lambda value: None if value is None else value.year * 12 + value.month - 1, day),
            "series": draft.value("seri"),
            "as_of": day,
            "region_code": area,
            "region_level": each(_level, area),
            "decile": _dimension(draft, "desil", draft.value("desil")),
            "occupation_group": _dimension(
                draft, "kelompok_pekerjaan", put(occupation, are(occupation, UNKNOWN_OCCUPATION), None)
            ),
            "segment": _dimension(draft, "segmen", draft.value("segmen")),
            "workers": draft.value("pekerja"),
            "source": draft.value("sumber"),
        },
        np.arange(len(draft)),
    )


def finish_decile_table(draft: Draft) -> Clean:
    """Families or persons by village and decile, one row each; a village whose sum is not its TOTAL is faulty."""
    period = period_of_rows(draft, draft.sheet or draft.around.file_name)
    area = _certain(draft)
    for position in [place for place, code in enumerate(area) if code is not None and len(code) < 13]:
        draft.faults.add([position], "kddesa", Fault("unknown_area", {"detail": ""}))
    columns = [name for name in _DECILES if draft.has(name)]
    _check_total(draft, columns)
    unit = _unit(draft)
    source = np.tile(np.arange(len(draft)), len(columns))
    value = np.concatenate([draft.value(name) for name in columns])
    stated = ~absent(value)
    decile = np.repeat(np.array([_DECILES[name] for name in columns], dtype=object), len(draft))
    return Clean(
        {
            "regency_code": each(regency_of, area)[source][stated],
            "period": period[source][stated],
            "village_code": area[source][stated],
            "decile": decile[stated],
            "value": value[stated],
            "unit": unit[source][stated],
        },
        source[stated],
    )


def _certain(draft: Draft) -> Objects:
    """The areas of rows that must name one; silent and too wide ones are faults."""
    area = locate(draft)
    first = next(column.name for column in draft.columns_present() if column.type in ("area_code", "area_name"))
    silent = absent(area) & ~draft.faults.faulty
    if draft.around.part:
        area = put(area, silent, draft.around.part)
    else:
        draft.faults.add(silent, first, Fault("no_place"))
    province = np.array([code is not None and len(code) < 5 for code in area], dtype=bool)
    draft.faults.add(province, first, Fault("no_place"))
    return area


def _check_total(draft: Draft, columns: list[str]) -> None:
    if not draft.has("TOTAL"):
        return
    total = draft.value("TOTAL")
    found = np.sum([filled(draft.value(name), 0) for name in columns], axis=0)
    wrong = ~absent(total) & ~np.asarray(total == found, dtype=bool) & draft.sound
    for position in np.flatnonzero(wrong).tolist():
        details = {"found": f"{found[position]}", "stated": f"{total[position]}"}
        draft.faults.add([position], "TOTAL", Fault("total_mismatch", details))


def _unit(draft: Draft) -> Objects:
    """What the table counts: its column, else what its titles and names say, else families."""
    said = " ".join([*draft.titles, draft.sheet, draft.around.file_name]).lower()
    is_persons = any(word in said for word in ("jiwa", "individu", "orang", "penduduk"))
    is_families = any(word in said for word in ("keluarga", "rumah tangga"))
    unit = "persons" if is_persons and not is_families else "families"
    if not draft.has("satuan"):
        draft.conventions["satuan"] = told("convention_unit", unit=told(f"unit_{unit}"))
    found = draft.value("satuan")
    return filled(found, unit)


def _dimension(draft: Draft, column: str, values: Objects) -> Objects:
    if not draft.has(column):
        return np.full(len(draft), NOT_BROKEN_DOWN, dtype=object)
    return filled(values, UNKNOWN)


def _level(code: str | None) -> str | None:
    return None if code is None else _LEVELS.get(len(code))
