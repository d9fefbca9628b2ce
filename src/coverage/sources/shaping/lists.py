"""Reference lists: sponsors with their pledges, target tracks."""

from __future__ import annotations

import numpy as np

from ...regions import NATIONAL
from ..declaring.clean import Clean
from ..floor.cells import absent, each, filled, put
from ..floor.faults import Fault
from ..judging.areas import locate, regency_of
from ..judging.draft import Draft
from ..judging.periods import period_of_rows

DECEMBER = 11


def finish_sponsors(draft: Draft) -> Clean:
    """Sponsors with kind, rhythm and pledge."""
    book = draft.around.sponsors
    period = period_of_rows(draft, draft.sheet or draft.around.file_name)
    area = locate(draft)
    silent = absent(area) & ~draft.faults.faulty
    if draft.around.part:
        area = put(area, silent, draft.around.part)
    else:
        draft.faults.add(silent, "kode_wilayah", Fault("no_place"))
    start, end = draft.value("janji_mulai"), draft.value("janji_akhir")
    both = ~absent(start) & ~absent(end)
    backwards = both.copy()
    backwards[both] = end[both] < start[both]
    draft.faults.add(backwards, "janji_akhir", Fault("ends_before_start"))
    return Clean(
        {
            "regency_code": each(regency_of, area),
            "period": period,
            "sponsor_id": each(lambda text: None if text is None else book.code(text), draft.value("id_sponsor")),
            "name": draft.value("nama"),
            "kind": draft.value("jenis"),
            "cadence": draft.value("irama"),
            "ended_month": draft.value("bulan_selesai"),
            "pledged_workers": draft.value("janji_peserta"),
            "pledge_start": start,
            "pledge_end": end,
            "source": draft.value("sumber"),
        },
        np.arange(len(draft)),
    )


def finish_targets(draft: Draft) -> Clean:
    """Target rates by track, area and month; a year stands for its December."""
    month = draft.value("bulan").copy()
    year = draft.value("tahun")
    by_year = absent(month) & ~absent(year)
    month[by_year] = year[by_year] * 12 + DECEMBER
    empty = absent(month) & ~draft.faults.faulty
    column = "bulan" if draft.has("bulan") else "tahun"
    draft.faults.add(empty, column, Fault("required_missing", {"column": draft.header(column), "example": "2026"}))
    national = np.array([_is_national(text) for text in draft.value("kode_wilayah")], dtype=bool)
    draft.values["kode_wilayah"] = put(draft.value("kode_wilayah"), national, None)
    area = put(locate(draft), national, NATIONAL)
    return Clean(
        {
            "regency_code": each(lambda code: None if code is None else code[:5], area),
            "period": month,
            "track": draft.value("lintasan"),
            "region_code": area,
            "month": month,
            "rate": draft.value("target_persen"),
            "source": draft.value("sumber"),
            "name_id": filled(draft.value("nama"), draft.value("lintasan")),
            "name_en": draft.value("nama_en"),
        },
        np.arange(len(draft)),
    )


def _is_national(text: str | None) -> bool:
    return text is not None and text.strip() in ("0", "00", "ID", "id")
