"""Rows that may be one person though a NIK is lost: proposed with a reason, never merged. All names are made up."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult
from src.coverage.sources.matching import linkage
from src.coverage.sources.matching.likeness import bare_name, likeness

from ..drawn import KORUMBA, MANDONGA, csv_file, imported

SOUND, WOMAN = "9910011708900001", "9910015708900001"  # both born on 17 August 1990
HEAD = "nik|sponsor|nama|tanggal_lahir|jk|kode_desa"


def _pairs(result: FileResult) -> list[tuple[int, int, str]]:
    return [
        (pair.row_a, pair.row_b, pair.why.en.removeprefix("Same birth date and village, ")) for pair in result.review
    ]


def _list(data: DataFolder, folder: Path, *rows: str) -> FileResult:
    return imported(data, csv_file(folder / "p.csv", "\n".join([HEAD, *rows])), period="2025-12")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CONTOH SATU", "same name."),
        ("Satu, CONTOH", "one name is part of the other."),  # after a comma stands a degree
        ("Hj. Contoh  Satu, S.Pd", "same name."),
        ("SATU CONTOH", "same name."),
        ("CONTOH SATO", "nearly the same name."),
        ("CONTOH", "one name is part of the other."),
        ("PERCOBAAN LIMA BELAS", None),
        ("", None),
    ],
)
def test_a_row_without_a_nik_is_paired_by_name(data: DataFolder, tmp_path: Path, name: str, why: str | None) -> None:
    result = _list(
        data,
        tmp_path,
        f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
        f"9,91E+15|MANDIRI|{name}|17/08/1990|L|{MANDONGA}",
    )
    assert _pairs(result) == ([(2, 3, why)] if why else [])
    assert result.manifest.quarantined == 1, "proposed, not merged"


@pytest.mark.parametrize(
    "other",
    [
        f"|MANDIRI|CONTOH SATU|18/08/1990|L|{MANDONGA}",
        f"|MANDIRI|CONTOH SATU||L|{MANDONGA}",
        f"|MANDIRI|CONTOH SATU|17/08/1990|L|{KORUMBA}",
        "|MANDIRI|CONTOH SATU|17/08/1990|L|74.71",
        f"9910011708900002|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",  # two sound NIKs are two people
    ],
)
def test_only_one_birth_date_and_village_and_a_lost_nik_make_a_pair(
    data: DataFolder, tmp_path: Path, other: str
) -> None:
    assert not _list(data, tmp_path, f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}", other).review


def test_rows_that_both_lost_their_nik_are_paired_and_twins_less_likely(data: DataFolder, tmp_path: Path) -> None:
    result = _list(
        data,
        tmp_path,
        f"{SOUND}|MANDIRI|PERCOBAAN|17/08/1990|L|{MANDONGA}",
        f"|MANDIRI|CONTOH DUA|17/08/1990|L|{MANDONGA}",
        f"9910011|MANDIRI|CONTOH DUA|17/08/1990|L|{MANDONGA}",
        f"|MANDIRI|CONTOH DUA|17/08/1990|P|{MANDONGA}",
    )
    assert [(pair.row_a, pair.row_b) for pair in result.review] == [(3, 4), (3, 5), (4, 5)]
    same, other, _ = (pair.score for pair in result.review)
    assert same > 0.99 > other > 0.5
    assert [(notice.code, notice.count) for notice in result.notices] == [("review_pairs", 3)]


def test_a_nik_that_contradicts_its_row_is_no_sound_nik(data: DataFolder, tmp_path: Path) -> None:
    result = _list(
        data,
        tmp_path,
        f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
        f"{WOMAN}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
    )
    assert _pairs(result) == [(2, 3, "same name.")]


def test_a_register_is_searched_too(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "dtsen_2026-01.csv",
        f"""
        nik     | kode_desa  | desil | nama        | tanggal_lahir
        {SOUND} | {MANDONGA} | 1     | CONTOH SATU | 1990-08-17
                | {MANDONGA} | 1     | CONTOH SATU | 1990-08-17
        """,
    )
    assert _pairs(imported(data, path)) == [(2, 3, "same name.")]


def test_pairs_carry_no_name_and_the_search_says_nothing_aloud(
    data: DataFolder, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        result = _list(
            data,
            tmp_path,
            f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
            f"|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
        )
    shown = [str(result.to_json(lang)) for lang in ("id", "en")] + [caplog.text, *capfd.readouterr()]
    for text in shown:
        assert not [secret for secret in ("CONTOH", "SATU", "contoh", "1990", SOUND) if secret in text]
    assert result.to_json("id")["review"] == [
        {"row_a": 2, "row_b": 3, "score": 0.994, "why": "Tanggal lahir dan desa sama, nama sama."}
    ]


def test_an_invented_birth_date_that_half_the_village_shares_is_left_out_and_said(
    data: DataFolder, tmp_path: Path
) -> None:
    many = likeness().block_rows + 20
    rows = [f"99100101018{number:04d}1|MANDIRI|CONTOH SATU|01/01/1980|L|{MANDONGA}" for number in range(many)]
    result = _list(data, tmp_path, *rows, f"|MANDIRI|CONTOH SATU|01/01/1980|L|{MANDONGA}")
    assert result.review == ()
    assert ("review_cut", 1) in [(notice.code, notice.count) for notice in result.notices]


def test_a_file_in_which_every_nik_is_lost_is_searched_within_bounds(data: DataFolder, tmp_path: Path) -> None:
    days = [
        f"{1 + number % 28:02d}/{1 + number // 28 % 12:02d}/{1970 + number // 336 % 30}" for number in range(20_000)
    ]
    rows = [f"|MANDIRI|CONTOH {number:b}|{day}|L|{MANDONGA}" for number, day in enumerate(days)]
    begin = time.perf_counter()
    result = _list(data, tmp_path, f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}", *rows)
    assert time.perf_counter() - begin < 30
    assert len(result.review) <= likeness().proposed
    assert result.manifest.quarantined == 20_000


def test_titles_and_short_forms_are_one_name() -> None:
    assert bare_name("H. Moh. CONTOH") == bare_name("muhammad contoh, S.E.") == "muhammad contoh"


def test_a_search_that_runs_out_of_memory_costs_nobody_the_import(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = likeness().model_copy(update={"memory_mb": 1})
    monkeypatch.setattr(linkage, "likeness", lambda: small)
    result = _list(
        data,
        tmp_path,
        f"{SOUND}|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}",
        *(f"|MANDIRI|CONTOH SATU|17/08/1990|L|{MANDONGA}" for _ in range(40)),
    )
    assert result.manifest.accepted == 1
    assert [(notice.code, notice.count) for notice in result.notices] == [("review_cut", 40)]
