"""Faulty rows, as they come: a small share of every list, each with one fault, none of them a person of the world."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .chance import Chance

Column = np.ndarray[tuple[int], np.dtype[np.object_]]
Columns = dict[str, Column]
"""A list before its headers are chosen: text by canonical column name."""

SHARE = 0.004
_BLOCK = 9900


def _shorter(row: dict[str, str]) -> None:
    row["nik"] = row["nik"][:15]


def _scientific(row: dict[str, str]) -> None:
    row["nik"] = "9.99E+15"


def _letter(row: dict[str, str]) -> None:
    row["nik"] = row["nik"][:9] + "O" + row["nik"][10:]


def _nameless(row: dict[str, str]) -> None:
    row["nik"] = ""


def _backwards(row: dict[str, str]) -> None:
    # The months of a list are written alike, so that a swap is a block that ends before it starts.
    row["bulan_mulai"], row["bulan_akhir"] = row["bulan_akhir"], row["bulan_mulai"]


def _thirteenth(row: dict[str, str]) -> None:
    row["bulan_akhir"] = "13/2025"


def _endless(row: dict[str, str]) -> None:
    row["bulan_akhir"] = ""


def _thirtieth_of_february(row: dict[str, str]) -> None:
    row["tgl_daftar"] = "30/02/2025"


def _elsewhere(row: dict[str, str]) -> None:
    if "kode_desa" in row:
        row["kode_desa"] = row["kode_desa"][:5] + ".99.1999"
    else:
        row["desa"] = "Desa Tidak Ada"


def _strange_payer(row: dict[str, str]) -> None:
    row["sponsor"] = "PT Belum Terdaftar"


def _strange_segment(row: dict[str, str]) -> None:
    row["segmen"] = "ASN"


def _endless_past(row: dict[str, str]) -> None:
    row["bulan_sebelumnya"] = "9999"


_FAULTS: dict[str, tuple[Callable[[dict[str, str]], None], ...]] = {
    "nik": (_shorter, _scientific, _letter, _nameless),
    "bulan_mulai": (_backwards, _thirteenth, _endless),
    "tgl_daftar": (_thirtieth_of_february,),
    "kode_desa": (_elsewhere,),
    "desa": (_elsewhere,),
    "sponsor": (_strange_payer,),
    "segmen": (_strange_segment,),
    "bulan_sebelumnya": (_endless_past,),
}


def with_faults(columns: Columns, chance: Chance, name: tuple[object, ...]) -> tuple[Columns, int, int]:
    """The list with faulty rows and exact repeats mixed in, how many are faulty and how many repeat."""
    rng = chance.stream("faults", *name)
    count = len(columns["nik"])
    kinds = [fault for column in columns if column in _FAULTS for fault in _FAULTS[column]]
    paid = np.flatnonzero((columns["bulan_mulai"] != columns["bulan_akhir"]) & (columns["bulan_mulai"] != ""))
    if not len(paid):
        return columns, 0, 0
    faulty = max(2, round(count * SHARE))
    rows = []
    turn = int(rng.integers(len(kinds)))
    for number, source in enumerate(rng.choice(paid, faulty)):
        row = {header: str(column[source]) for header, column in columns.items()}
        row["nik"] = _stranger(int(rng.integers(10**6)), number)
        kinds[(turn + number) % len(kinds)](row)
        rows.append(row)
    repeats = rng.choice(count, max(1, faulty // 5), replace=False) if count > 20 else np.empty(0, dtype=int)
    mixed = {
        header: np.concatenate([column, np.array([row[header] for row in rows], dtype=object), column[repeats]])
        for header, column in columns.items()
    }
    order = rng.permutation(count + faulty + len(repeats))
    return {header: column[order] for header, column in mixed.items()}, faulty, len(repeats)


def _stranger(draw: int, number: int) -> str:
    """A NIK of nobody else in the world, demo block 99xx, of someone born from 1966 to 1999."""
    return f"99{_BLOCK + number % 100:04d}{1 + draw % 28:02d}{1 + draw % 12:02d}{66 + draw % 34:02d}{draw % 10000:04d}"
