"""The contradictions of published figures that can be computed (DOMAIN 8), one small table each."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.lint import kinds

from .drawn import checked, codes


def test_segments_called_active_that_add_up_to_the_denominator_are_the_potential(tmp_path: Path) -> None:
    (finding,) = checked(
        tmp_path,
        """
        Kota    | Peserta aktif PU | Peserta aktif BPU | Peserta aktif Jakon | Potensi | Peserta aktif | Cakupan (%)
        Kendari | 88.357           | 36.140            | 16.443              | 140.940 | 49.397        | 35,05
        """,
    )
    assert finding.code == "active_is_potential"
    assert "88.357 + 36.140 + 16.443" in finding.message.id
    assert "140,940" in finding.message.en


def test_the_same_is_seen_in_a_list_of_indicators(tmp_path: Path) -> None:
    table = """
        Indikator           | Juni 2025
        Potensi pekerja     | 140.940
        Peserta aktif       | 49.397
        Peserta aktif PU    | 88.357
        Peserta aktif BPU   | 36.140
        Peserta aktif Jakon | 16.443
        Cakupan             | 35,05 %
        """
    assert codes(tmp_path, table) == ["active_is_potential"]


def test_the_same_is_seen_where_the_potential_is_the_last_row_under_a_heading_that_says_active(tmp_path: Path) -> None:
    table = """
        Segmen          | Peserta aktif
        PU              | 88.357
        BPU             | 36.140
        Jakon           | 16.443
        Potensi pekerja | 140.940
        """
    assert codes(tmp_path, table) == ["active_is_potential"]


def test_the_same_is_seen_where_no_total_of_the_active_is_stated(tmp_path: Path) -> None:
    table = """
        Kota    | Aktif PU | Aktif BPU | Aktif Jakon | Potensi
        Kendari | 88.357   | 36.140    | 16.443      | 140.940
        """
    assert codes(tmp_path, table) == ["active_is_potential"]


@pytest.mark.parametrize(
    ("table", "computed"),
    [
        ("Provinsi | Peserta aktif | Potensi | Cakupan (%)\nBali | 935.079 | 1.873.899 | 50,88", "49,90 %"),
        ("Kabupaten | Pekerja informal | Terlindungi | Persentase\nKendal | 338.681 | 14.177 | 7 %", "4,19 %"),
        ("Bulan | Pekerja dilindungi | Jumlah ASN | Persentase\n2025-08 | 974 | 10.345 | 9,24", "9,42 %"),
        ("Tahun | Peserta aktif | Potensi | Cakupan\nApril 2025 | 39,7 juta | 101,81 juta | 35,68 %", "38,99 %"),
        ("Wilayah | Peserta aktif | Potensi | Cakupan (%)\nSultra | 284.207 | lebih dari 1 juta | 42", "28,42 %"),
        ("Uraian | Jumlah | Pekerja | Persen\nInformal | 728 | 10.292 | 4,19", "7,07 %"),
        (
            "Kecamatan | Jumlah | Penduduk | %\nBoja | 50 | 1.000 | 5\nWeleri | 60 | 1.000 | 9\nSukorejo | 1 | 100 | 1",
            "6,00 %",
        ),
        ("Place | Active | Eligible workers | Coverage rate\nBali | 935,079 | 1,873,899 | 50.88", "49,90 %"),
    ],
    ids=[
        "Bali",
        "Kendal informal",
        "ASN Peduli",
        "national 2025",
        "Sultra 2023",
        "a bare count",
        "a bare count of three",
        "in English",
    ],
)
def test_a_rate_that_is_not_its_counts(tmp_path: Path, table: str, computed: str) -> None:
    (finding,) = checked(tmp_path, table)
    assert finding.code == "rate_mismatch"
    assert computed in finding.message.id


def test_formal_and_informal_shares_that_add_to_101(tmp_path: Path) -> None:
    table = """
        Sektor   | Persentase pekerja
        Formal   | 55,5
        Informal | 45,5
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "shares_sum"
    assert "101" in finding.message.id


def test_the_poverty_rate_of_kendal_has_two_values(tmp_path: Path) -> None:
    table = """
        Kabupaten | Indikator                  | Tahun | Nilai | Sumber
        Kendal    | Persentase penduduk miskin | 2024  | 8,71  | CSV terbuka
        Kendal    | Persentase penduduk miskin | 2024  | 9,35  | BPS
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "two_values"
    assert "8,71" in finding.message.id and "9,35" in finding.message.id


@pytest.mark.parametrize(
    "table",
    [
        "Provinsi | Bulan | Peserta aktif | Sumber\nSultra | 2023-12 | 323.070 | a\nSultra | 2023-12 | 284.207 | b",
        "Rencana | Tahun | Orang\nNelayan APBD | 2026 | 20.000\nNelayan APBD | 2026 | 1.000–2.000",
        "Data | Tahun | Nilai\nJumlah kelurahan | 2025 | 64\nJumlah kelurahan | 2025 | 65",
        "Data | Tahun | Nilai\nPenduduk | 2024 | 351.080\nPenduduk | 2024 | 366.454",
        "Target | Tahun | Cakupan (%)\nUCJ nasional | 2025 | 32,15\nUCJ nasional | 2025 | 52,15",
    ],
    ids=["Sultra", "fishers", "kelurahan", "population", "target without its track"],
)
def test_two_values_for_one_thing_and_date(tmp_path: Path, table: str) -> None:
    assert codes(tmp_path, table) == ["two_values"]


def test_the_denominator_of_pati_jumped(tmp_path: Path) -> None:
    table = """
        Kabupaten | Posisi     | Potensi pekerja | Cakupan
        Pati      | 2024       | 511.111         | 39 %
        Pati      | Maret 2025 | 599.061         | 29 %
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "denominator_jump"
    assert "+17,2 %" in finding.message.id
    assert "10 %" in finding.message.id


def test_a_jump_between_two_year_columns(tmp_path: Path) -> None:
    table = """
        Uraian          | 2024    | 2025
        Potensi pekerja | 511.111 | 599.061
        Peserta aktif   | 199.333 | 173.728
        """
    assert codes(tmp_path, table) == ["denominator_jump"]


@pytest.mark.parametrize(
    "table",
    [
        "Bulan | Pekerja | Iuran per bulan | Lama (bulan) | Biaya\nMei 2026 | 1.500 | Rp10.800 | 12 | Rp194.400.000",
        "Bulan | Tarif iuran | Peserta\nMei 2026 | 10.800 | 1.500",
    ],
    ids=["with a cost", "alone"],
)
def test_the_discounted_tariff_is_8400_and_not_10800(tmp_path: Path, table: str) -> None:
    (finding,) = checked(tmp_path, table)
    assert finding.code == "tariff_unknown"
    assert "Rp8.400" in finding.message.id and "Rp16.800" in finding.message.id
    assert "Mei 2026" in finding.message.id


def test_a_cost_reckoned_with_10800_is_no_cost_of_the_law(tmp_path: Path) -> None:
    table = """
        Bulan mulai | Jumlah pekerja | Lama (bulan) | Biaya
        2026-05     | 1.500          | 8            | Rp129.600.000
        """
    assert codes(tmp_path, table) == ["cost_mismatch"]


def test_a_cost_that_is_not_people_times_tariff_times_months(tmp_path: Path) -> None:
    table = """
        Sponsor      | Pekerja | Iuran per bulan | Bulan | Total iuran
        Sponsor satu | 1.500   | 16.800          | 12    | Rp320.400.000
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "cost_mismatch"
    assert "Rp302.400.000" in finding.message.id


def test_parts_that_do_not_sum_to_the_whole(tmp_path: Path) -> None:
    table = """
        Kecamatan | Peserta aktif | Potensi
        Mandonga  | 1.200         | 4.000
        Baruga    | 800           | 3.000
        Kadia     | 1.000         | 2.500
        Jumlah    | 3.100         | 9.500
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "parts_sum"
    assert "3.000" in finding.message.id and "3.100" in finding.message.id
    assert finding.where.id == "baris 5, kolom 'Peserta aktif'"


def test_a_stock_larger_than_its_population(tmp_path: Path) -> None:
    table = """
        Kelurahan | Penduduk bekerja | Potensi pekerja | Peserta aktif
        Abeli     | 1.900            | 1.800           | 1.950
        """
    assert codes(tmp_path, table) == ["stock_exceeds"]


def test_a_share_above_a_hundred(tmp_path: Path) -> None:
    table = """
        Kelurahan | Cakupan (%)
        Abeli     | 104,2
        Lapulu    | 51,3
        """
    assert codes(tmp_path, table) == ["over_hundred"]


def test_the_gap_is_the_potential_less_the_active(tmp_path: Path) -> None:
    table = """
        Kota    | Potensi | Peserta aktif | Belum terlindungi
        Kendari | 140.940 | 49.397        | 95.143
        """
    assert codes(tmp_path, table) == ["equation"]


def test_a_share_that_is_not_its_part_of_the_total(tmp_path: Path) -> None:
    table = """
        Pembayar | Peserta | Persentase
        CSR      | 500     | 25,0
        APBD     | 900     | 54,0
        Zakat    | 600     | 30,0
        Jumlah   | 2.000   | 100
        """
    (finding,) = checked(tmp_path, table)
    assert finding.code == "share_mismatch"
    assert "45,00 %" in finding.message.id


def test_every_kind_of_finding_is_tested_here() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in kinds() if f'"{code}"' not in told] == []
