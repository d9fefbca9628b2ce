"""Two deliveries held against each other: counts of who came, went and moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.errors import UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources.returning.compare import compare

from ..drawn import NIK1, NIK2, NIK3, NIK4, NIK5, csv_file, imported


def recorded(data: DataFolder, path: Path, drawing: str, period: str) -> str:
    return str(imported(data, csv_file(path, drawing), period=period, sender="dinas", confirm=True).delivery)


def test_of_two_lists_it_is_told_who_came_who_went_and_whose_blocks_changed(data: DataFolder, tmp_path: Path) -> None:
    first = recorded(
        data,
        tmp_path / "a.csv",
        f"""
        nik    | sponsor | kode_desa     | bulan_mulai | bulan_akhir
        {NIK1} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02
        {NIK2} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02
        {NIK5} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02
        {NIK5} | MANDIRI | 74.71.01.1005 | 2026-03     | 2026-04
        """,
        "2025-12",
    )
    second = recorded(
        data,
        tmp_path / "b.csv",
        f"""
        nik    | sponsor | kode_desa     | bulan_mulai | bulan_akhir
        {NIK5} | MANDIRI | 74.71.01.1005 | 2026-03     | 2026-04
        {NIK5} | MANDIRI | 74.71.01.1005 | 2025-12     | 2026-02
        {NIK2} | MANDIRI | 74.71.01.1006 | 2025-12     | 2026-03
        {NIK3} | MANDIRI | 74.71.01.1005 | 2026-01     | 2026-03
        {NIK4} | MANDIRI | 74.71.01.1005 | 2026-01     | 2026-03
        """,
        "2026-01",
    )
    found = compare(data, second, first)  # the order of the names does not matter
    assert (found.first.delivery, found.second.delivery) == (first, second)
    assert (found.added, found.dropped, found.stayed) == (2, 1, 2)
    assert dict(found.changed) == {"blocks": 1, "village": 1, "occupation": 0}


def test_of_two_registers_it_is_told_how_many_moved_between_which_deciles(data: DataFolder, tmp_path: Path) -> None:
    head = "nik | kode_desa | desil_nasional"
    first = recorded(
        data,
        tmp_path / "a.csv",
        f"{head}\n{NIK1}|74.71.01.1005|1\n{NIK2}|74.71.01.1005|1\n{NIK5}|74.71.01.1005|3\n{NIK3}|74.71.01.1005|",
        "2025-12",
    )
    second = recorded(
        data,
        tmp_path / "b.csv",
        f"{head}\n{NIK1}|74.71.01.1005|2\n{NIK2}|74.71.01.1005|2\n{NIK5}|74.71.01.1005|3\n{NIK3}|74.71.01.1005|4",
        "2026-03",
    )
    found = compare(data, first, second)
    assert found.moves == (("1", "2", 2), ("?", "4", 1))
    assert dict(found.changed)["decile"] == 3


def test_of_two_tables_it_is_told_which_lines_changed_and_their_sums(data: DataFolder, tmp_path: Path) -> None:
    head = "kode_wilayah | segmen | bulan | aktif | terdaftar"
    first = recorded(data, tmp_path / "a.csv", f"{head}\n74.71.01|PU|2025-11|10|12\n74.71.02|PU|2025-11|5|6", "2025-11")
    second = recorded(
        data, tmp_path / "b.csv", f"{head}\n74.71.01|PU|2025-11|11|12\n74.71.03|PU|2025-11|7|8", "2025-11"
    )
    found = compare(data, first, second)
    assert (found.added, found.dropped, found.stayed, found.changed) == (1, 1, 1, (("lines", 1),))
    assert found.sums == (15.0, 18.0)


def test_a_list_and_a_table_are_not_compared(data: DataFolder, tmp_path: Path) -> None:
    first = recorded(data, tmp_path / "a.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71", "2025-12")
    head = "kode_wilayah | segmen | bulan | aktif | terdaftar"
    second = recorded(data, tmp_path / "b.csv", f"{head}\n74.71.01|PU|2025-11|10|12", "2025-11")
    with pytest.raises(UsageError) as caught:
        compare(data, first, second)
    assert caught.value.code == "not_comparable"
