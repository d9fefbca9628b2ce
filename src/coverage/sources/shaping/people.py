"""Participant lists and registers: one row per person, found in a regency, without anything that names them."""

from __future__ import annotations

from datetime import date

import numpy as np

from ...parameters import band_of, first_of_month
from ..declaring.clean import Clean
from ..floor.cells import Mask, Objects, absent, are, each, filled, put
from ..floor.faults import Fault
from ..floor.rules import rules
from ..floor.wording import told
from ..judging.ages import check_ages
from ..judging.areas import locate, regency_of
from ..judging.birth import check_births
from ..judging.convert import UNKNOWN_OCCUPATION
from ..judging.draft import Draft
from ..judging.periods import period_of_rows
from ..reading.tables import refused

DEFAULT_SEGMENT = "BPU"
EMPLOYEE = 4
OWN_ACCOUNT = (1, 2, 3, 6, 7, 8)
WORKING_AGES = (15, 64)
_BANDS = ((0, "0-14"), (15, "15-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"), (55, "55-64"), (65, "65+"))


def finish_participants(draft: Draft) -> Clean:
    """Blocks of paid months, and people registered and never paid."""
    check_births(draft)
    period = period_of_rows(draft, draft.sheet or draft.around.file_name)
    if draft.around.sponsor:
        draft.values["sponsor"] = np.full(len(draft), draft.around.sponsor, dtype=object)
    else:
        _require_sponsor(draft)
    start, end = draft.value("bulan_mulai"), draft.value("bulan_akhir")
    _check_months(draft, start, end)
    _check_registration(draft, start)
    _tell_far_ahead(draft, start, period)
    area = _placed(draft, locate(draft))
    segment = draft.with_default("segmen", DEFAULT_SEGMENT, DEFAULT_SEGMENT)
    check_ages(draft, segment)
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": period,
            "person_key": draft.value("nik"),
            "sponsor_id": draft.value("sponsor"),
            "segment": segment,
            "start_month": start,
            "end_month": end,
            "registered_on": draft.value("tgl_daftar"),
            "village_code": each(_village_or_none, area),
            "occupation_group": _occupation(draft, "pekerjaan"),
            "band": _band(draft, period),
            "months_before": draft.value("bulan_sebelumnya"),
        },
        np.arange(len(draft)),
    )


def finish_register(draft: Draft) -> Clean:
    """Persons with decile, work and field of work; a segment only for those who work at working age."""
    check_births(draft)
    period = period_of_rows(draft, draft.sheet or draft.around.file_name)
    area = _placed(draft, locate(draft))
    age = _age(draft, period)
    status = draft.value("status_pekerjaan")
    works = are(draft.value("status_bekerja"), "ya")
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": period,
            "person_key": draft.value("nik"),
            "village_code": each(_village, area),
            "decile": draft.value("desil_nasional"),
            "occupation_group": _occupation(draft, "lapangan_usaha"),
            "segment": _segment(works, status, age),
            "works": works.astype(object),
            "employment_status": status,
            "is_head": _is_head(draft).astype(object),
            "age_band": each(_age_band, age),
            "sex": draft.value("jenis_kelamin"),
        },
        np.arange(len(draft)),
    )


def _require_sponsor(draft: Draft) -> None:
    column = draft.format.column("sponsor")
    missing = Fault("required_missing", {"column": draft.header("sponsor"), "example": column.example})
    draft.faults.add(absent(draft.value("sponsor")) & ~draft.faults.faulty, "sponsor", missing)


def _check_months(draft: Draft, start: Objects, end: Objects) -> None:
    has_start, has_end = ~absent(start), ~absent(end)
    # A month that could not be read has its own fault already.
    for there, other, column in ((has_start, has_end, "bulan_akhir"), (has_end, has_start, "bulan_mulai")):
        empty = ~draft.cells(column).filled() if draft.has(column) else np.ones(len(draft), dtype=bool)
        draft.faults.add(there & ~other & empty, column, Fault("month_missing"))
    both = has_start & has_end
    length = np.zeros(len(draft), dtype=np.int64)
    length[both] = end[both].astype(np.int64) - start[both].astype(np.int64) + 1
    draft.faults.add(both & (length < 1), "bulan_akhir", Fault("ends_before_start"))
    long = int(((length > rules().long_block_months) & draft.sound).sum())
    if long:
        draft.warnings.append(told("warning_long_block", count=long, months=rules().long_block_months))


def _check_registration(draft: Draft, start: Objects) -> None:
    """Nobody is registered on a day to come; who is registered after the first paid month is told of."""
    day = draft.value("tgl_daftar")
    later = np.array([one is not None and one > draft.around.received for one in day], dtype=bool)
    draft.faults.add(later, "tgl_daftar", Fault("day_to_come"))
    after = [
        position
        for position in np.flatnonzero(~absent(day) & ~absent(start) & draft.sound).tolist()
        if day[position].year * 12 + day[position].month - 1 > start[position]
    ]
    if after:
        draft.warnings.append(told("warning_registered_later", count=len(after), row=int(draft.body.rows[after[0]])))


def _tell_far_ahead(draft: Draft, start: Objects, period: Objects) -> None:
    """Warns of months paid that begin long after the month of the list: the year may be a slip of the pen."""
    both = np.flatnonzero(~absent(start) & ~absent(period) & draft.sound).tolist()
    far = [position for position in both if start[position] - period[position] > rules().far_ahead_months]
    if far:
        told_of = {"count": len(far), "months": rules().far_ahead_months, "row": int(draft.body.rows[far[0]])}
        draft.warnings.append(told("warning_far_ahead", **told_of))


def _placed(draft: Draft, area: Objects) -> Objects:
    """The areas, with rows that say nothing counted where the list belongs: its part, its sponsor, its one regency."""
    silent = absent(area) & draft.sound
    if not silent.any():
        return _refuse_provinces(draft, area)
    known = {regency_of(code) for code in area if code} - {None}
    area = area.copy()
    sponsors = draft.value("sponsor")
    for sponsor in {*sponsors[silent]}:
        home = draft.around.part or (draft.around.sponsors.regency(sponsor) if sponsor else None)
        if home is None and len(known) == 1:
            home = next(iter(known))
        if home is not None:
            rows = silent & are(sponsors, sponsor)
            area[rows] = home
            draft.conventions[f"place {sponsor or ''}".strip()] = told(
                "convention_place", count=int(rows.sum()), place=draft.around.regions.full_name(home)
            )
    left = absent(area) & draft.sound
    if left.any() and left.sum() == draft.sound.sum():
        raise refused("no_place_at_all", place=draft.sheet or draft.around.file_name)
    draft.faults.add(left, "kode_desa", Fault("no_place"))
    return _refuse_provinces(draft, area)


def _refuse_provinces(draft: Draft, area: Objects) -> Objects:
    province = np.array([code is not None and len(code) < 5 for code in area], dtype=bool)
    draft.faults.add(province, "kode_desa", Fault("no_place"))
    draft.areas = area
    return area


def _village(code: str | None) -> str | None:
    """The village, or the unlocated code within what is known."""
    if code is None or len(code) == 13:
        return code
    return f"{code}.0000" if len(code) == 8 else f"{code}.00.0000"


def _village_or_none(code: str | None) -> str | None:
    return _village(code) if code and len(code) >= 8 else None


def _occupation(draft: Draft, column: str) -> Objects:
    groups = draft.value(column)
    unknown = are(groups, UNKNOWN_OCCUPATION)
    count = int((unknown & draft.sound).sum())
    if count:
        draft.warnings.append(told("warning_unknown_occupation", count=count))
    return put(groups, unknown, None)


def _band(draft: Draft, period: Objects) -> Objects:
    months = [month for month in period if month is not None]
    if not draft.has("upah") or not months:
        return draft.value("upah")
    day: date = first_of_month(max(months))
    return each(lambda wage: None if wage is None else band_of(wage, day), draft.value("upah"))


def _age(draft: Draft, period: Objects) -> Objects:
    """The stated age, else the one the birth date gives in the month of the data."""
    ages = draft.value("umur").copy()
    born = draft.value("tanggal_lahir")
    unknown = absent(ages) & ~absent(born) & ~absent(period)
    ages[unknown] = [
        (month - (day.year * 12 + day.month - 1)) // 12
        for month, day in zip(period[unknown], born[unknown], strict=True)
    ]
    return ages


def _age_band(age: int | None) -> str | None:
    return None if age is None else next(band for start, band in reversed(_BANDS) if age >= start or start == 0)


def _segment(works: Mask, status: Objects, age: Objects) -> Objects:
    low, high = WORKING_AGES
    fits = np.array([value is None or low <= value <= high for value in age], dtype=bool)
    segment = np.full(len(works), None, dtype=object)
    segment[works & fits & are(status, EMPLOYEE)] = "PU"
    segment[works & fits & np.isin(filled(status, 0).astype(np.int64), OWN_ACCOUNT)] = "BPU"
    return segment


def _is_head(draft: Draft) -> Mask:
    if draft.has("kepala_keluarga"):
        return are(draft.value("kepala_keluarga"), "ya")
    relation = draft.value("status_hubungan_keluarga")
    heads = ("1", "01", "kepala keluarga", "kepala rumah tangga", "krt")
    return np.array([value is not None and value.strip().lower() in heads for value in relation], dtype=bool)
