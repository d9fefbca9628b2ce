"""People stated more than once for a month, in a file, by another sponsor or on an earlier delivery, are told of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult, withdraw
from src.coverage.sources.matching.blocks import Blocks

from ..drawn import NIK1, NIK2, NIK3, NIK5, csv_file, imported, xlsx_file


def told(result: FileResult) -> list[tuple[str, str | None, int, int, tuple[int, ...]]]:
    """Code, other sponsor, rows, people and sample rows of every notice."""
    return sorted((note.code, note.sponsor, note.count, note.persons, note.rows) for note in result.notices)


def _list(path: Path, *rows: str) -> Path:
    return csv_file(path, "\n".join(["nik|sponsor|kode_desa|bulan_mulai|bulan_akhir|pekerjaan", *rows]))


def test_a_person_paid_by_two_sponsors_of_one_file_is_told_for_each_of_them(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    path = _list(
        tmp_path / "p.csv",
        f"{NIK1}|KALLA|74.71|2025-01|2025-06|",
        f"{NIK1}|BAZNAS_KDI|74.71|2025-06|2025-12|",
        f"{NIK2}|KALLA|74.71|2025-01|2025-06|",
        f"{NIK2}|BAZNAS_KDI|74.71|2025-07|2025-12|",  # the month after: nobody pays twice
        f"{NIK5}|KALLA|74.71|||",  # never paid
        f"{NIK5}|BAZNAS_KDI|74.71|2025-01|2025-12|",
    )
    result = imported(with_sponsors, path, period="2025-01")
    assert result.manifest.accepted == 6
    assert told(result) == [
        ("other_sponsor_in_file", "BAZNAS_KDI", 1, 1, (2,)),
        ("other_sponsor_in_file", "KALLA", 1, 1, (3,)),
    ]
    assert result.notices[0].to_json("en") == {
        "code": "other_sponsor_in_file",
        "message": "According to this file also paid by Baznas Kota Kendari for the same month. Rows: 1, people: 1.",
        "count": 1,
        "persons": 1,
        "rows": [2],
        "sponsor": "BAZNAS_KDI",
        "sponsor_name": "Baznas Kota Kendari",
    }


def test_a_person_named_twice_by_one_sponsor_is_counted_once_and_told(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    path = _list(
        tmp_path / "p.csv",
        f"{NIK1}|KALLA|74.71|2025-01|2025-06|nelayan",
        f"{NIK1}|KALLA|74.71|2025-01|2025-06|petani",  # not the same row: another occupation
        f"{NIK1}|KALLA|74.71|2025-01|2025-06|petani",  # the same row again: a repeat
        f"{NIK2}|KALLA|74.71|2025-01|2025-03|",
        f"{NIK2}|KALLA|74.71|2025-04|2025-06|",  # two blocks, one after the other
    )
    result = imported(with_sponsors, path, period="2025-01")
    assert (result.manifest.accepted, result.manifest.duplicates) == (4, 1)
    assert told(result) == [("repeated_person", "KALLA", 2, 1, (2, 3))]


def test_what_another_sponsor_delivered_for_the_same_month_is_told_in_a_dry_run_too(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12", f"{NIK2}|2025-01|2025-03")
    path = tmp_path / "b.csv"
    csv_file(path, f"nik|kode_desa|bulan_mulai|bulan_akhir\n{NIK1}|74.71|2025-12|2026-05\n{NIK2}|74.71|2025-04|2025-12")
    expected = [("other_sponsor_delivered", "KALLA", 1, 1, (2,))]
    assert told(imported(with_sponsors, path, period="2025-04", sponsor="BAZNAS_KDI", dry_run=True)) == expected
    assert told(imported(with_sponsors, path, period="2025-04", sponsor="BAZNAS_KDI")) == expected
    again = imported(with_sponsors, path, period="2025-04", sponsor="BAZNAS_KDI")
    assert again.unchanged
    assert told(again) == expected, "a delivery does not meet itself"


def test_a_list_that_repeats_its_sponsors_last_one_says_how_many_are_known(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12", f"{NIK2}|2025-01|2025-12")
    again = _deliver(
        with_sponsors,
        tmp_path,
        "KALLA",
        "2025-02",
        *(f"{NIK1}|2025-01|2025-12", f"{NIK2}|2025-01|2025-12", f"{NIK5}|2025-02|2025-12"),
    )
    assert told(again) == [("already_delivered", "KALLA", 2, 2, (2, 3))]


def test_what_a_delivery_replaces_or_what_was_withdrawn_is_no_overlap(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    first = _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12")
    mended = _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12", f"{NIK2}|2025-01|2025-12")
    assert [held.delivery for held in mended.replaces] == [first.delivery]
    assert told(mended) == []
    withdraw(with_sponsors, str(mended.delivery))
    withdraw(with_sponsors, str(first.delivery))
    assert told(_deliver(with_sponsors, tmp_path, "BAZNAS_KDI", "2025-02", f"{NIK2}|2025-01|2025-12")) == []


def test_months_that_a_sponsors_next_list_took_back_do_not_count(with_sponsors: DataFolder, tmp_path: Path) -> None:
    """Kalla's list of June no longer names Person 2: from June on Kalla does not pay for him."""
    _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12", f"{NIK2}|2025-01|2025-12")
    _deliver(with_sponsors, tmp_path, "KALLA", "2025-06", f"{NIK2}|2025-01|2025-12", confirm=True)
    later = _deliver(with_sponsors, tmp_path, "BAZNAS_KDI", "2025-06", f"{NIK1}|2025-06|2025-12")
    assert told(later) == []
    early = _deliver(with_sponsors, tmp_path, "BAZNAS_KDI", "2025-05", f"{NIK1}|2025-05|2025-12")
    assert told(early) == [
        ("already_delivered", "BAZNAS_KDI", 1, 1, (2,)),
        ("other_sponsor_delivered", "KALLA", 1, 1, (2,)),
    ]


def test_sheets_of_one_workbook_meet_each_other(with_sponsors: DataFolder, tmp_path: Path) -> None:
    from src.coverage.sources import ImportOptions, import_file
    from src.coverage.text import month_number

    head = "nik|sponsor|kode_desa|bulan_mulai|bulan_akhir\n"
    path = xlsx_file(
        tmp_path / "p.xlsx",
        {
            "Kalla": head + f"{NIK1}|KALLA|74.71|2025-01|2025-06",
            "Baznas": head + f"{NIK1}|BAZNAS_KDI|74.71|2025-01|2025-06\n{NIK3}|BAZNAS_KDI|74.71|2025-01|2025-06",
        },
    )
    kalla, baznas = import_file(with_sponsors, path, ImportOptions(period=month_number("2025-01"))).files
    assert told(kalla) == []
    assert told(baznas) == [("other_sponsor_delivered", "KALLA", 1, 1, (2,))]


def test_another_regency_is_another_membership(with_sponsors: DataFolder, tmp_path: Path) -> None:
    _deliver(with_sponsors, tmp_path, "KALLA", "2025-01", f"{NIK1}|2025-01|2025-12")
    path = csv_file(
        tmp_path / "k.csv",
        f"nik|sponsor|kode_desa|bulan_mulai|bulan_akhir\n{NIK1}|MANDIRI|33.24|2025-01|2025-12",
    )
    assert told(imported(with_sponsors, path, period="2025-01")) == []


def _deliver(
    data: DataFolder, folder: Path, sponsor: str, period: str, *rows: str, confirm: bool = False
) -> FileResult:
    lines = ["nik|kode_desa|bulan_mulai|bulan_akhir", *(row.replace("|", "|74.71|", 1) for row in rows)]
    path = csv_file(folder / f"{sponsor}.csv", "\n".join(lines))
    return imported(data, path, period=period, sponsor=sponsor, confirm=confirm)


STRETCHES = st.lists(
    st.tuples(st.integers(0, 2), st.integers(24000, 24012), st.integers(0, 5)).map(
        lambda drawn: (drawn[0], drawn[1], drawn[1] + drawn[2])
    ),
    max_size=8,
)


def _blocks(stretches: list[tuple[int, int, int]]) -> Blocks:
    columns = np.array(stretches, dtype=np.int64).reshape(-1, 3).T
    return Blocks(columns[0], columns[1], columns[2], np.arange(len(stretches), dtype=np.int64))


def _share(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Plain Python's answer, month by month."""
    return one[0] == other[0] and bool(set(range(one[1], one[2] + 1)) & set(range(other[1], other[2] + 1)))


@given(mine=STRETCHES, others=STRETCHES)
def test_blocks_meet_when_they_share_a_month_of_one_person(
    mine: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    assert _blocks(mine).meeting(_blocks(others)).tolist() == [
        any(_share(one, other) for other in others) for one in mine
    ]


@given(mine=STRETCHES)
def test_a_block_meets_another_one_and_never_itself(mine: list[tuple[int, int, int]]) -> None:
    expected = [any(_share(one, two) for at, two in enumerate(mine) if at != place) for place, one in enumerate(mine)]
    assert _blocks(mine).meeting_each_other().tolist() == expected


@pytest.mark.parametrize("count", [2, 50])
def test_equal_blocks_all_meet(count: int) -> None:
    assert _blocks([(0, 24000, 24005)] * count).meeting_each_other().all()
