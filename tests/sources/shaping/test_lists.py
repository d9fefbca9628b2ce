"""Sponsors, targets, area codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.sources import in_force, sponsor_book
from src.coverage.text import month_number
from tests.shared import SHARED, needs_shared

from ..drawn import NIK1, csv_file, faults, imported, stored


def test_sponsors_come_with_kind_rhythm_and_pledge(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "sponsor_2025-12.csv",
        """
        id_sponsor | nama         | jenis         | kode_wilayah | irama   | janji_peserta | janji_mulai | janji_akhir
        KALLA      | Kalla Toyota | csr           | 74.71        | sekali  | 1.500         | 2025-12     | Desember 2026
        BAZNAS     | Baznas       | Zakat         | 74.71        | Bulanan |               |             |
        KOTA       | Pemkot       | APBD          | 74.71        |         | 10            | 2026-12     | 2026-01
        """,
    )
    result = imported(data, path)
    assert stored(data, result, "sponsor_id", "kind", "cadence", "pledged_workers", "pledge_start", "pledge_end") == [
        ("KALLA", "CSR", "once", 1500, month_number("2025-12"), month_number("2026-12")),
        ("BAZNAS", "ZAKAT", "monthly", None, None, None),
    ]
    assert faults(result) == [(4, "janji_akhir", "ends_before_start"), (4, "jenis", "bad_choice")]


def test_a_sponsor_s_rhythm_is_that_of_its_lists(with_sponsors: DataFolder, tmp_path: Path) -> None:
    for sponsor in ("KALLA", "BAZNAS_KDI"):
        imported(with_sponsors, csv_file(tmp_path / "p.csv", f"nik\n{NIK1}"), period="2025-12", sponsor=sponsor)
    found = {cell.sender: cell.cadence for cell in in_force(with_sponsors) if cell.format == "participants"}
    assert found == {"KALLA": "monthly", "BAZNAS_KDI": "once"}


def test_a_later_list_spells_a_sponsor_as_the_first_did(with_sponsors: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "sponsor_2026-01.csv",
        "id_sponsor|nama|jenis|kode_wilayah\nbaznas-kdi|Baznas Kota Kendari|ZAKAT|74.71",
    )
    imported(with_sponsors, path)
    assert sponsor_book(with_sponsors).codes() == ["BAZNAS_KDI", "KALLA", "MANDIRI", "PEMBERI_KERJA"]


def test_targets_are_fractions_at_a_month(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "target.csv",
        """
        lintasan | kode_wilayah | tahun | target_persen | nama
        RPJMN    | 00           | 2029  | 43,92         | RPJMN 2025–2029
        RPJMD    | 33.24        | 2026  | 40 %          |
        RPJMD    | 33.24        |       | 50            |
        """,
    )
    result = imported(data, path)
    assert stored(data, result, "track", "region_code", "month", "rate", "name_id") == [
        ("RPJMN", "00", month_number("2029-12"), pytest.approx(0.4392), "RPJMN 2025–2029"),
        ("RPJMD", "33.24", month_number("2026-12"), pytest.approx(0.4), "RPJMD"),
    ]
    assert faults(result) == [(4, "tahun", "required_missing")]


def test_targets_written_as_fractions_are_read_as_such_and_said(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "target.csv",
        "lintasan|kode_wilayah|tahun|target_persen\nRPJMN|00|2029|0,4392\nRPJMN|00|2045|0,995",
    )
    result = imported(data, path)
    assert stored(data, result, "rate") == [(pytest.approx(0.4392),), (pytest.approx(0.995),)]
    assert any("pecahan" in text.id for text in result.manifest.conventions.values())


def test_a_code_list_makes_areas_known(data: DataFolder, tmp_path: Path) -> None:
    people = csv_file(tmp_path / "p.csv", f"nik|sponsor|kode_desa\n{NIK1}|MANDIRI|74.71\n{NIK1}|MANDIRI|74.71.99.1001")
    first = imported(data, people, period="2025-12")
    assert faults(first) == [(3, "kode_desa", "unknown_area")]
    codes = csv_file(tmp_path / "kode.csv", "kode|nama\n74.71.99|Contoh\n7471991001|Desa Contoh\n74x|Salah")
    result = imported(data, codes)
    assert stored(data, result, "code", "level", "name", "parent") == [
        ("74.71.99", "district", "Contoh", "74.71"),
        ("74.71.99.1001", "village", "Desa Contoh", "74.71.99"),
    ]
    assert faults(result) == [(4, "kode", "bad_code")]
    assert load_regions(data).get("74.71.99.1001") is not None
    # The same file holds more now than it did: that is a change.
    again = imported(data, people, period="2025-12")
    assert (again.unchanged, again.manifest.accepted) == (False, 2)


def test_a_code_list_stands_under_the_month_it_came_and_stays_the_same_list(data: DataFolder, tmp_path: Path) -> None:
    codes = csv_file(tmp_path / "kode.csv", "kode|nama\n74.71.99|Contoh")
    first = imported(data, codes, received=date(2026, 1, 31))
    assert first.manifest.cells == [("74.71", month_number("2026-01"))]
    assert imported(data, codes, received=date(2026, 3, 1)).unchanged


@needs_shared
def test_the_real_code_list_of_two_provinces_is_read(data: DataFolder) -> None:
    result = imported(data, SHARED / "geo" / "kode" / "kemendagri2025_kode_wilayah_33_74.csv")
    assert (result.manifest.format, result.manifest.rows, result.manifest.quarantined) == ("regions", 11699, 0)


@needs_shared
def test_the_village_list_of_kendari_is_read_with_its_points(data: DataFolder) -> None:
    result = imported(data, SHARED / "domain" / "kendari_kelurahan.csv")
    assert stored(data, result, "code", "name", "bps_code", "lat")[0] == (
        "74.71.01.1005",
        "Mandonga",
        "7471010011",
        -3.967296,
    )
