"""True tables pass without a word: a false alarm costs as much trust as a miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from src.coverage.lint import lint_file
from tests.shared import SHARED, needs_shared

from .drawn import checked

TRUE = {
    "Kendari in one row": """
        Wilayah      | Peserta aktif | Potensi pekerja | Cakupan (%) | Belum terlindungi
        Kota Kendari | 49.397        | 140.940         | 35,05       | 91.543
        """,
    "Kendari and Konawe with fractions": """
        Place        | Active | Eligible workers | Coverage rate
        Kota Kendari | 49397  | 140940           | 0.3505
        Konawe       | 27636  | 79388            | 0.3481
        """,
    "the potential by segment": """
        Segmen | Potensi pekerja
        PU     | 88.357
        BPU    | 36.140
        Jakon  | 16.443
        Total  | 140.940
        """,
    "segments beside each other": """
        Wilayah | PU     | BPU    | Jakon  | Jumlah
        Kendari | 88.357 | 36.140 | 16.443 | 140.940
        Konawe  | 41.388 | 30.000 | 8.000  | 79.388
        Total   | 129.745 | 66.140 | 24.443 | 220.328
        """,
    "segments by month, in millions": """
        Bulan      | PU    | BPU  | Jakon | PMI  | Jumlah peserta aktif
        April 2025 | 25,43 | 8,99 | 4,64  | 0,64 | 39,70
        """,
    "the death benefit": """
        Manfaat JKM         | Rupiah
        Santunan kematian   | 20.000.000
        Santunan berkala    | 12.000.000
        Biaya pemakaman     | 10.000.000
        Total               | 42.000.000
        """,
    "the death benefit of a work accident": """
        Manfaat JKK meninggal | Jumlah
        Santunan kematian     | Rp48 juta
        Santunan berkala      | Rp12 juta
        Biaya pemakaman       | Rp10 juta
        Jumlah                | Rp70 juta
        """,
    "costs": """
        Rencana         | Pekerja     | Iuran per bulan | Bulan | Biaya
        Kalla           | 1.500       | Rp16.800        | 12    | Rp302,4 juta
        Nelayan         | 1.000–2.000 | Rp16.800        | 12    | Rp201,6–403,2 juta
        Nelayan semula  | 20.000      | Rp16.800        | 12    | Rp4,03 miliar
        Kesenjangan     | 91.543      | Rp16.800        | 12    | Rp18,46 miliar
        """,
    "a cost without a tariff, with and without the discount": """
        Bulan mulai | Jumlah pekerja | Lama (bulan) | Biaya
        2026-05     | 1.500          | 8            | Rp100.800.000
        2026-05     | 1.000          | 8            | Rp134.400.000
        2025-05     | 100            | 12           | Rp20.160.000
        """,
    "a yearly cost": """
        Sponsor | Peserta | Anggaran setahun
        Satu    | 100     | Rp20.160.000
        Dua     | 250     | Rp50.400.000
        """,
    "the tariff": """
        Uraian              | Rupiah
        Iuran JKK           | 10.000
        Iuran JKM           | 6.800
        Jumlah iuran sebulan | 16.800
        """,
    "one case written downwards": """
        Uraian                | Nilai
        Jumlah pekerja        | 1.500
        Iuran per bulan       | Rp16.800
        Lama (bulan)          | 12
        Total biaya           | Rp302,4 juta
        """,
    "Kendal's workers": """
        Indikator           | Satuan | Agustus 2024
        Angkatan kerja      | orang  | 642.371
        Bekerja             | orang  | 610.177
        Pengangguran        | orang  | 32.194
        TPT                 | persen | 5,01
        TPAK                | persen | 76,85
        """,
    "formal and informal": """
        Sektor   | Persentase
        Formal   | 44,5
        Informal | 55,5
        """,
    "shares rounded to one decimal that add to 100.1": """
        Segmen | Peserta | Persentase
        PU     | 333     | 33,35
        BPU    | 333     | 33,35
        Jakon  | 332,5   | 33,30
        """,
    "shares that add to 99.9 by rounding": """
        Segmen | Komposisi (%)
        PU     | 33,3
        BPU    | 33,3
        Jakon  | 33,3
        """,
    "rates of parts that come near a hundred": """
        Sektor   | Aktif | Potensi | Persentase
        Formal   | 600   | 1.000   | 60
        Informal | 410   | 1.000   | 41
        """,
    "Central Java with rounded counts": """
        Provinsi    | Peserta aktif | Potensi    | Cakupan
        Jawa Tengah | 4.500.000     | 12.800.000 | 35,41 %
        """,
    "ASN Peduli as it should be": """
        Bulan   | Pekerja dilindungi | ASN    | Persentase
        2025-08 | 974                | 10.345 | 9,42
        2025-05 | 728                | 10.292 | 7,07
        """,
    "poor people and extreme poor people are different things": """
        Indikator              | Tahun | Orang  | Sumber
        Penduduk miskin        | 2024  | 18.200 | BPS
        Penduduk miskin ekstrem | 2026 | 15.226 | Pemkot
        """,
    "two tracks of targets": """
        Lintasan | Tahun | Target (%)
        RPJMN    | 2025  | 32,15
        UCJ      | 2025  | 52,15
        RPJMN    | 2029  | 43,92
        """,
    "a regency's poor by year": """
        Tahun | Penduduk miskin | Persentase penduduk miskin
        2023  | 19.240          | 4,59
        2024  | 18.200          | 4,23
        """,
    "indicators that no total sums": """
        Data                | Nilai
        Luas (km2)          | 271,76
        Penduduk            | 366.454
        Jumlah kelurahan    | 65
        Jumlah kecamatan    | 11
        """,
    "a title, a header of two rows and a row of column numbers": """
        Tabel 1. Kepesertaan Kota Kendari, Juni 2025
        Wilayah      | Peserta aktif |       |        | Potensi | Cakupan (%)
                     | PU            | BPU   | Jumlah |         |
        (1)          | (2)           | (3)   | (4)    | (5)     | (6)
        Mandonga     | 1.000         | 500   | 1.500  | 5.000   | 30
        Baruga       | 2.000         | 1.000 | 3.000  | 6.000   | 50
        Jumlah       | 3.000         | 1.500 | 4.500  | 11.000  | 40,9
        """,
    "a bare count beside workers, with its rate": """
        Uraian   | Jumlah | Pekerja | Persen
        Informal | 728    | 10.292  | 7,07
        """,
    "firms with their workers and the share of the workers": """
        Uraian | Jumlah | Pekerja | Persen
        Kecil  | 70     | 300     | 30
        Sedang | 20     | 300     | 30
        Besar  | 10     | 400     | 40
        """,
    "percentages that are of neither column": """
        Uraian | Jumlah | Pekerja | Persen
        Kecil  | 70     | 300     | 12
        Sedang | 20     | 300     | 31
        Besar  | 10     | 400     | 4
        """,
    "subtotals by regency and a grand total": """
        Kabupaten | Kecamatan | Peserta aktif
        Kendari   | Mandonga  | 100
                  | Baruga    | 200
                  | Jumlah    | 300
        Kendal    | Boja      | 50
                  | Weleri    | 70
                  | Jumlah    | 120
        Total     |           | 420
        """,
    "the total on top, as statistics offices write": """
        Wilayah  | Peserta aktif
        Jumlah   | 300
        Mandonga | 100
        Baruga   | 200
        """,
    "a denominator that grew by a little": """
        Tahun | Potensi pekerja
        2024  | 511.111
        2025  | 540.000
        """,
    "gifts that repeat their labels": """
        Sponsor | Kecamatan | Peserta
        Satu    | Mandonga  | 50
        Satu    | Mandonga  | 60
        """,
    "growth above a hundred": """
        Segmen | Pertumbuhan (%) | Realisasi (%)
        BPU    | 120,5           | 104,0
        """,
    "averages are not summed": """
        Kecamatan | Rata-rata umur
        Mandonga  | 40
        Baruga    | 42
        Jumlah    | 41
        """,
}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_table_passes(tmp_path: Path, name: str) -> None:
    assert [finding.to_json("en") for finding in checked(tmp_path, TRUE[name])] == []


@needs_shared
def test_the_published_figures_of_the_domain_show_only_what_is_known_to_differ() -> None:
    found = lint_file(SHARED / "domain" / "figures.csv")
    assert [(finding.code, finding.row) for finding in found] == []
