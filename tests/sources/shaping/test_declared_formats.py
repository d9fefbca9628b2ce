"""Formats that are a declaration and nothing else: claims, contributions, public commitments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from src.coverage.folders import DataFolder
from src.coverage.sources import formats, in_force, template
from src.coverage.text import month_number

from ..drawn import csv_file, faults, imported, stored, xlsx_file

JANUARY = month_number("2026-01")


def test_claims_come_by_month_area_and_programme(with_sponsors: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "klaim.csv",
        """
        Bulan        | Kode wilayah | Program          | Kasus | Manfaat dibayar | Sponsor    | Sumber
        Januari 2026 | 74.71        | Jaminan Kematian | 4     | Rp168.000.000   |            | BPJS
        2026-01      | 74.71.01     | JKK              | 2     | Rp 12,5 juta    | BAZNAS_KDI | BPJS
        2026-02      | 74.71        | JXX              | 1     | 42.000.000      |            | BPJS
        2026-02      | 74.71        | JKM              | -     | 42.000.000      |            | BPJS
        """,
    )
    result = imported(with_sponsors, path)
    assert result.manifest.format == "claims"
    assert stored(
        with_sponsors, result, "period", "region_code", "region_level", "programme", "sponsor_id", "cases", "paid_idr"
    ) == [
        (JANUARY, "74.71", "regency", "JKM", None, 4, 168_000_000),
        (JANUARY, "74.71.01", "district", "JKK", "BAZNAS_KDI", 2, 12_500_000),
    ]
    assert faults(result) == [(4, "Program", "bad_choice"), (5, "Kasus", "required_missing")]
    assert result.manifest.sums == {"cases": 6, "paid_idr": 180_500_000}


def test_a_payment_belongs_to_its_sponsors_place_and_says_which_months_it_protects(
    with_sponsors: DataFolder, tmp_path: Path
) -> None:
    path = csv_file(
        tmp_path / "iuran.csv",
        """
        Sponsor             | Bulan bayar   | Bulan mulai | Bulan akhir | Jumlah pekerja | Iuran dibayar
        KALLA               | 2026-01       | 2026-01     | 2026-06     | 1.500          | Rp151.200.000
        Baznas Kota Kendari | Februari 2026 |             |             | 195            | Rp 3.276.000
        KALLA               | 2026-07       | 2026-12     | 2026-07     | 1.500          | Rp151.200.000
        Siapa               | 2026-07       | 2026-07     | 2026-07     | 10             | Rp168.000
        """,
    )
    result = imported(with_sponsors, path)
    assert result.manifest.format == "contributions"
    assert stored(
        with_sponsors, result, "regency_code", "period", "sponsor_id", "start_month", "end_month", "workers", "paid_idr"
    ) == [
        ("74.71", JANUARY, "KALLA", JANUARY, JANUARY + 5, 1500, 151_200_000),
        ("74.71", JANUARY + 1, "BAZNAS_KDI", None, None, 195, 3_276_000),
    ]
    assert [(row, code) for row, _, code in faults(result)] == [(4, "ends_before_start"), (5, "unknown_sponsor")]


def test_one_sponsors_payments_need_no_sponsor_column(with_sponsors: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "setor.csv", "bulan_bayar|pekerja_dibayar|iuran_dibayar\n2026-01|10|168.000")
    result = imported(with_sponsors, path, sponsor="KALLA")
    assert stored(with_sponsors, result, "regency_code", "sponsor_id", "workers") == [("74.71", "KALLA", 10)]
    assert result.manifest.sender == "KALLA"


def test_payments_are_replaced_month_by_month(with_sponsors: DataFolder, tmp_path: Path) -> None:
    head = "sponsor|bulan_bayar|pekerja_dibayar|iuran_dibayar\n"
    first = csv_file(tmp_path / "a.csv", head + "KALLA|2026-01|10|168.000\nKALLA|2026-02|10|168.000")
    imported(with_sponsors, first, received=date(2026, 3, 1))
    second = csv_file(tmp_path / "b.csv", head + "KALLA|2026-02|12|201.600")
    later = imported(with_sponsors, second, received=date(2026, 3, 9))
    cells = {cell.period: cell.delivery for cell in in_force(with_sponsors) if cell.target == "contributions"}
    assert cells[JANUARY + 1] == later.delivery != cells[JANUARY]


def test_a_public_commitment_says_who_when_and_where_it_can_be_read(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "komitmen.xlsx",
        {
            "Komitmen": """
            pihak            | kode_wilayah | komitmen_pekerja | mulai   | sampai  | tanggal         | sumber
            Sponsor contoh A | 74.71        | 1.500            | 2026-01 | 2026-12 | 14 Januari 2026 | berita contoh
            Sponsor contoh B | 74.71        | 200              |         |         | 14 Januari 2026 |
            """
        },
    )
    result = imported(data, path)
    assert stored(data, result, "period", "committed_by", "workers", "start_month", "end_month", "stated_on") == [
        (JANUARY, "Sponsor contoh A", 1500, JANUARY, JANUARY + 11, date(2026, 1, 14))
    ]
    assert faults(result) == [(3, "sumber", "required_missing")]


def test_a_declared_format_stores_only_columns_it_has_and_has_a_template() -> None:
    for name, declared in formats().items():
        if declared.stores:
            known = {column.name for column in declared.columns}
            assert set(declared.stores.values()) <= known, name
            assert declared.month_column in known
            assert template(name).startswith(b"PK")
