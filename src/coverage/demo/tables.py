"""What each kind of file holds, by the columns of the declared formats; participant lists are in `members.py`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ..text import month_code
from .chance import Chance, Ints, split
from .declared import DecileTablePlan, Place, WorkforcePlan
from .files import Table
from .jobs import FIELDS
from .land import Land
from .people import Register

_SPONSOR_HEADERS = (
    "id_sponsor",
    "nama",
    "jenis",
    "kode_wilayah",
    "irama",
    "janji_peserta",
    "janji_mulai",
    "janji_akhir",
    "sumber",
)
_ANNOUNCED = 2025 * 12 + 5  # June 2025, when the sponsors without a figure were in the press


def register_table(land: Land, register: Register, faulty: int, chance: Chance) -> Table:
    """The register as a Parquet table, faulty rows (an unknown village, a decile 11, a cut NIK) at its end."""
    rng = chance.stream(land.place.short, "register faults")
    rows = np.concatenate([np.arange(len(register)), rng.integers(0, len(register), faulty)])
    broken = np.arange(len(rows)) >= len(register)
    turn = np.where(broken, np.arange(len(rows)) % 3, -1)
    stranger = 99_9900_0101_00_0000 + 40_00_00_0000 * register.is_woman[rows] + np.arange(len(rows))
    nik = pa.array(np.where(broken, stranger, register.nik[rows])).cast(pa.string())
    nik = pc.if_else(pa.array(turn == 0), pc.utf8_slice_codeunits(nik, 0, 14), nik)
    village = pa.DictionaryArray.from_arrays(
        pa.array(np.where(turn == 1, len(land.codes), register.village[rows])),
        pa.array([*land.codes, f"{land.place.regency}.99.1999"]),
    )
    decile = np.where(turn == 2, 11, register.decile[rows])
    status, field = register.status[rows], register.field[rows]
    return {
        "nik": nik,
        "kode_desa": village,
        "desil_nasional": pa.array(decile, mask=decile == 0, type=pa.int8()),
        "status_bekerja": pa.array(np.where(register.works[rows], 1, 2), type=pa.int8()),
        "lapangan_usaha": pa.DictionaryArray.from_arrays(pa.array(field, mask=field < 0), pa.array(FIELDS)),
        "status_pekerjaan": pa.array(status, mask=status == 0, type=pa.int8()),
        "kepala_keluarga": pa.array(np.where(register.is_head[rows], 1, 2), type=pa.int8()),
        "umur": pa.array(register.age[rows], type=pa.int8()),
        "jenis_kelamin": pa.array(np.where(register.is_woman[rows], 2, 1), type=pa.int8()),
    }


def decile_table(land: Land, plan: DecileTablePlan, chance: Chance) -> Table:
    """The village workbook: families by decile, poorer villages leaning to the low ones."""
    columns: dict[str, Ints] = {}
    for decile, families in plan.families.items():
        lean = (5.5 - float(decile.split("-")[0])) / 4.5 if decile != "0" else 0.0
        header = f"DESIL {decile if decile != '0' else 'NULL'}"
        columns[header] = split(chance.scaled(families), land.weight * np.exp(land.tilt * lean))
    total = np.sum(list(columns.values()), axis=0)
    return {
        "NMKAB": [land.name.split(" ", 1)[1].upper()] * len(land.codes),
        "NMKEC": [land.district_names[district].upper() for district in land.district_of],
        "NMDESA": [name.upper() for name in land.names],
        "kdkab": [code[:4] for code in land.bps_codes],
        "kdkec": [code[4:7] for code in land.bps_codes],
        "kddesa": [code[7:] for code in land.bps_codes],
        **columns,
        "TOTAL": total,
    }


def workforce_table(land: Land, plan: WorkforcePlan, chance: Chance) -> Table:
    """One dated denominator: by segment, as a total of the regency, or spread over villages by population."""
    areas, segments = [land.place.regency], list(plan.segments)
    if plan.villages is not None:
        areas, workers = list(land.codes), _by_village(land, chance.scaled(plan.villages))
    elif segments:
        areas, workers = areas * len(segments), np.array([chance.scaled(count) for count in plan.segments.values()])
    else:
        workers = np.array([chance.scaled(plan.total or 0)])
    count = len(workers)
    return {
        "seri": [plan.series] * count,
        "kode_wilayah": areas,
        **({"segmen": segments} if segments else {}),
        "pekerja": workers,
        "tanggal_data": [plan.as_of.isoformat()] * count,
        "sumber": [plan.source] * count,
    }


def _by_village(land: Land, workers: int) -> Ints:
    """`workers` over the villages: by district population, and inside a district by the invented village weights."""
    found = np.zeros(len(land.codes), dtype=np.int64)
    for place, count in enumerate(split(workers, [district.population for district in land.districts])):
        inside = np.flatnonzero(land.district_of == place)
        found[inside] = split(int(count), land.weight[inside])
    return found


def counts_table(counts: pd.DataFrame) -> Table:
    """Aggregate counts, one row per area, segment and month."""
    return {
        "kode_wilayah": counts["code"].to_numpy(),
        "segmen": counts["segment"].to_numpy(),
        "bulan": counts["month"].map(month_code).to_numpy(),
        "aktif": counts["active"].to_numpy(),
        "terdaftar": counts["registered"].to_numpy(),
        "mencakup": ["semua"] * len(counts),
        "sumber": ["sintetis"] * len(counts),
    }


def sponsors_table(place: Place, known_until: int, chance: Chance) -> Table:
    """The sponsors known before `known_until`, one row per promise; those without a round from mid-2025 on."""
    rows: list[tuple[str, ...]] = []
    for payer in place.payers:
        begins = min((round_.known for round_ in payer.rounds), default=_ANNOUNCED)
        if begins >= known_until:
            continue
        who = (payer.id, payer.name, payer.kind, place.regency, "sekali")
        promises = [
            (str(chance.scaled(made.workers)), month_code(made.start), month_code(made.end), made.source)
            for made in payer.pledges
            if made.start < known_until
        ]
        rows += [who + promise for promise in promises or [("", "", "", payer.source)]]
    return {header: [row[number] for row in rows] for number, header in enumerate(_SPONSOR_HEADERS)}


def targets_table(place: Place) -> Table:
    """The local target tracks of a place."""
    return {
        "lintasan": [target.track for target in place.targets],
        "kode_wilayah": [place.regency] * len(place.targets),
        "tahun": [target.year for target in place.targets],
        "target_persen": [f"{target.percent:.2f}".replace(".", ",") for target in place.targets],
        "nama": [target.name for target in place.targets],
        "nama_en": [target.name_en for target in place.targets],
        "sumber": [target.source for target in place.targets],
    }
