"""A participant list as its sender writes it: branch (CSV), office (names, slashed dates) or sheet (workbook)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..codes import occupation_groups
from ..text import month_code
from .book import SELF_PAID
from .chance import Chance, Ints
from .declared import Place
from .faulty import Column, Columns
from .files import Table
from .land import Land
from .lists import MemberList
from .people import GROUPS, UNLOCATED, Pool

_HEADERS = {
    "branch": {},
    "office": {
        "nik": "NIK",
        "sponsor": "Sumber Iuran",
        "desa": "Kelurahan/Desa",
        "kecamatan": "Kecamatan",
        "kabupaten": "Kabupaten/Kota",
        "pekerjaan": "Jenis Pekerjaan",
        "bulan_mulai": "Awal Perlindungan",
        "bulan_akhir": "Akhir Perlindungan",
        "tgl_daftar": "Tanggal Daftar",
    },
    "sheet": {
        "nik": "NIK",
        "kode_desa": "Kode Desa",
        "pekerjaan": "Pekerjaan",
        "bulan_mulai": "Bulan Mulai",
        "bulan_akhir": "Bulan Akhir",
        "tgl_daftar": "Tgl Daftar",
        "bulan_sebelumnya": "Bulan Sebelumnya",
    },
}
_BRANCH = ("nik", "sponsor", "segmen", "bulan_mulai", "bulan_akhir", "tgl_daftar", "kode_desa", "pekerjaan", "upah")
_WAGES = np.array(["1000000", "1500000", "2000000", "2700000", "3200000"], dtype=object)
_WAGE_SHARES = (0.7, 0.12, 0.1, 0.05, 0.03)


def headed(columns: Columns, style: str) -> Table:
    """The list under the headers of its sender's style."""
    return {_HEADERS[style].get(name, name): column for name, column in columns.items()}


def member_columns(one: MemberList, style: str, land: Land, pool: Pool, chance: Chance) -> Columns:
    """One list as text columns by canonical name; the style decides which columns and how dates are written."""
    rows, rng = one.rows, chance.stream(land.place.short, "text", one.sender, one.period)
    person = rows["person"].to_numpy()
    start, end, day = (rows[name].to_numpy(dtype=np.int64) for name in ("start", "end", "day"))
    village, district = pool.village[person], pool.district[person]
    slashed = style == "office"
    columns = {
        "nik": pool.nik[person].astype(str).astype(object),
        "sponsor": _payers(rows["payer"], land.place, by_name=slashed),
        "segmen": np.where(pool.segment[person] == 1, "PU", "BPU").astype(object),
        "bulan_mulai": _months(start, slashed),
        "bulan_akhir": _months(end, slashed),
        "tgl_daftar": _days(start, day, one.period, slashed),
        "kode_desa": _codes(land, village, district),
        "desa": _text_of(land.names, village),
        "kecamatan": _text_of(land.district_names, district),
        "kabupaten": np.full(len(rows), land.name, dtype=object),
        "pekerjaan": _jobs(rng, pool.group[person]),
        "upah": np.where(rows["payer"] == SELF_PAID, rng.choice(_WAGES, len(rows), p=_WAGE_SHARES), _WAGES[0]),
        "bulan_sebelumnya": _before(rows["before"].to_numpy()),
    }
    wanted = [*_BRANCH, "bulan_sebelumnya"] if style == "branch" else list(_HEADERS[style])
    return {name: columns[name] for name in wanted}


def _payers(payers: pd.Series[str], place: Place, by_name: bool) -> Column:
    names = {payer.id: payer.name for payer in place.payers} if by_name else {}
    found: Column = payers.map(lambda payer: names.get(payer, payer)).to_numpy(dtype=object)
    return found


def _months(months: Ints, slashed: bool) -> Column:
    distinct, places = np.unique(months, return_inverse=True)
    written = [_month_text(int(month), slashed) if month > 0 else "" for month in distinct]
    return np.array(written, dtype=object)[places]


def _month_text(month: int, slashed: bool) -> str:
    return f"{month % 12 + 1:02d}/{month // 12}" if slashed else month_code(month)


def _days(start: Ints, day: Ints, period: int, slashed: bool) -> Column:
    """Registration days: in the start month, the month before (-1) or not stated (0); unpaid people's in the list's."""
    month = np.where(start > 0, start - (day < 0), period)
    dated = np.where(day > 0, day, np.where((day < 0) | (start == 0), 22, 0))
    distinct, places = np.unique(month * 100 + dated, return_inverse=True)
    written = []
    for value in distinct:
        at, number = divmod(int(value), 100)
        iso = f"{month_code(at)}-{number:02d}"
        written.append("" if not number else "/".join(reversed(iso.split("-"))) if slashed else iso)
    return np.array(written, dtype=object)[places]


def _codes(land: Land, village: Ints, district: Ints) -> Column:
    """Village codes; the district's or the regency's where the sender knows no better."""
    by_village = np.array([*land.codes, land.place.regency], dtype=object)[village]
    by_district = np.array([*land.district_codes, land.place.regency], dtype=object)[district]
    found: Column = np.where(village == UNLOCATED, by_district, by_village)
    return found


def _text_of(names: tuple[str, ...], places: Ints) -> Column:
    found: Column = np.array([*names, ""], dtype=object)[places]
    return found


def _jobs(rng: np.random.Generator, group: Ints) -> Column:
    """The occupation in the words lists use; a few cells are empty."""
    words = [[word.title() for word in occupation_groups()[name].words[:4]] for name in GROUPS]
    flat = np.array([word for found in words for word in found], dtype=object)
    first = np.cumsum([0, *[len(found) for found in words]])[:-1]
    sizes = np.array([len(found) for found in words])
    chosen: Column = flat[first[group] + rng.integers(0, 10**6, len(group)) % sizes[group]]
    chosen[rng.random(len(group)) < 0.015] = ""
    return chosen


def _before(before: Ints) -> Column:
    found: Column = np.where(before >= 0, before.astype(str).astype(object), "")
    return found
