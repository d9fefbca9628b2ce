"""Every public example file: imported as what it is, with values read off by hand, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult

from ..shared import SHARED, needs_shared
from .drawn import imported

FILES = SHARED / "data"
PROVINCES = "bps_kemiskinan_provinsi/Jumlah dan Persentase Penduduk Miskin Menurut Provinsi, {}.csv"
BY_SEX = "bps_jateng/Tingkat Pengangguran Terbuka Menurut Kabupaten_Kota dan Jenis Kelamin di Provinsi Jawa Tengah.csv"

pytestmark = needs_shared


def taken(data: DataFolder, name: str) -> tuple[FileResult, dict[tuple[str, str, str, str, str], float]]:
    """The result of a file and its values by area, month, indicator, sex and breakdown."""
    result = imported(data, FILES / name)
    assert (result.manifest.format, result.manifest.quarantined, result.manifest.duplicates) == ("statistics", 0, 0)
    rows = pq.read_table(data.deliveries / str(result.delivery) / "clean.parquet").to_pylist()
    values = {
        (row["region_code"], row["period"], row["indicator"], row["sex"], row["breakdown"]): row["value"]
        for row in rows
    }
    assert len(values) == len(rows)
    return result, {
        (code, f"{month // 12}-{month % 12 + 1:02d}", *rest): value for (code, month, *rest), value in values.items()
    }


def said(result: FileResult) -> str:
    """Everything the result says of how the file was read."""
    return "\n".join(text.id for text in [*result.manifest.conventions.values(), *result.manifest.warnings])


def test_unemployment_by_sex_takes_its_indicator_from_the_files_name(data: DataFolder) -> None:
    result, values = taken(data, BY_SEX)
    assert (result.manifest.rows, len(values)) == (140, 420)
    assert values["33.01", "2020-08", "unemployment_rate", "L", "*"] == 10.59
    assert values["33.01", "2020-08", "unemployment_rate", "P", "*"] == 6.75
    assert values["33.01", "2020-08", "unemployment_rate", "*", "*"] == 9.10
    assert values["33.76", "2023-08", "unemployment_rate", "P", "*"] == 9.26
    assert "tanda desimal '.', tampak dalam kolom ini: '10.59' dibaca 10,59" in said(result)


def test_poverty_in_central_java_has_its_units_in_the_headers(data: DataFolder) -> None:
    result, values = taken(data, "bps_jateng/penduduk_miskin_jateng.csv")
    assert (result.manifest.rows, len(values)) == (175, 700)
    assert values["33.24", "2024-03", "poverty_line", "*", "*"] == KENDAL_2024[0]
    assert values["33.24", "2024-03", "poor_persons", "*", "*"] == KENDAL_2024[1]
    assert values["33.24", "2024-12", "population", "*", "*"] == KENDAL_2024[2]
    assert values["33.24", "2024-03", "poverty_rate", "*", "*"] == KENDAL_2024[3]


KENDAL_2024 = (488_940, 92_710, 1_064_810, 8.71)


def test_provinces_of_2019_have_no_september_and_the_nation_is_left_out(data: DataFolder) -> None:
    result, values = taken(data, PROVINCES.format(2019))
    assert (result.manifest.rows, len(values)) == (34, 102)
    assert values["11", "2019-03", "poverty_line", "*", "*"] == 486_935
    assert values["11", "2019-03", "poor_persons", "*", "*"] == 819_440
    assert values["91", "2019-03", "poverty_rate", "*", "*"] == 27.53
    assert {period for _, period, *_ in values} == {"2019-03"}
    assert "baris jumlah dilewati (1): 36" in said(result)


def test_provinces_of_2024_are_38_and_some_values_are_not_available(data: DataFolder) -> None:
    result, values = taken(data, PROVINCES.format(2024))
    assert (result.manifest.rows, len({code for code, *_ in values})) == (38, 38)
    assert values["74", "2024-09", "poverty_rate", "*", "*"] == SULTRA_2024
    assert values["95", "2024-03", "poverty_line", "*", "*"] == 1_007_060
    assert ("95", "2024-09", "poverty_line", "*", "*") not in values
    assert values["95", "2024-09", "poverty_rate", "*", "*"] == 29.66
    assert "baris jumlah dilewati (1): 40" in said(result)


SULTRA_2024 = 10.63


def test_population_of_west_java_is_long_with_one_row_per_sex(data: DataFolder) -> None:
    result, values = taken(data, "opendata_jabar/penduduk_jk.csv")
    assert (result.manifest.rows, len(values)) == (594, 594)
    assert values["32.01", "2013-12", "population", "L", "*"] == 1_930_902
    assert values["32.79", "2023-12", "population", "P", "*"] == 103_310
    assert sum(value for (code, period, *_), value in values.items() if (code, period) == ("32.01", "2013-12")) == (
        1_930_902 + 1_826_962
    )


def test_participation_rates_stand_under_a_merged_header_as_text_beside_a_number(data: DataFolder) -> None:
    result, values = taken(data, "bps_jatim_xlsx/TPAK_2021-2025.xlsx")
    assert (result.manifest.rows, len(values)) == (39, 195)
    assert values["35.01", "2021-08", "participation_rate", "*", "*"] == 80.57
    assert values["35", "2021-08", "participation_rate", "*", "*"] == 70.0
    assert values["35.02", "2023-08", "participation_rate", "*", "*"] == 75.88
    assert values["35", "2025-08", "participation_rate", "*", "*"] == 73.98


def test_job_seekers_of_five_years_side_by_side_with_two_towns_called_malang(data: DataFolder) -> None:
    result, values = taken(data, "bps_jatim_xlsx/DATA_KETERSEDIAAN_LAPANGAN_KERJA_2021-2025.xlsx")
    assert result.manifest.rows == 39
    assert values["35.01", "2021-12", "job_seekers", "L", "Terdaftar"] == 3302
    assert values["35.07", "2021-12", "job_seekers", "*", "Terdaftar"] == 9841
    assert values["35.78", "2021-12", "placements", "*", "*"] == 12_347
    assert values["35", "2025-12", "vacancies", "*", "Terlapor"] == 413_179
    assert ("35.01", "2023-12", "placements", "*", "*") not in values
    assert "Kolom kembar dengan angka berbeda, tidak ada yang dibaca (3)" in said(result)
    assert "Angka tahun 2023 sama persis dengan tahun 2022 (6 kolom" in said(result)
    assert "misalnya baris 3, Lowongan kerja 2023-12: 2005 ≠ 4134" in said(result)
    assert "7 nama tanpa 'Kota' dibaca sebagai kabupaten" in said(result)


def test_a_file_called_labour_force_holds_the_employed_by_status_and_sector(data: DataFolder) -> None:
    result, values = taken(data, "bps_jatim_xlsx/JUMLAH_ANGKATAN_KERJA_2021-2025.xlsx")
    assert result.manifest.rows == 7
    assert values["35", "2024-08", "employed", "*", "Berusaha sendiri · A"] == 1_185_183
    assert values["35", "2024-08", "employed", "*", "Pekerja bebas"] == 2_594_467
    assert values["35", "2024-08", "employed", "*", "R, S, T, U"] == 1_035_413
    assert values["35", "2024-08", "employed", "*", "*"] == 23_361_110
    assert ("35", "2024-08", "employed", "*", "Berusaha sendiri · O") not in values
    assert "menyebut Angkatan kerja, tetapi isinya Penduduk bekerja; isinya yang dipakai" in said(result)
    assert "menyebut tahun 2021–2025, tetapi isinya 2024; isinya yang dipakai" in said(result)


def test_a_file_called_informal_income_holds_formal_pay_of_one_year(data: DataFolder) -> None:
    result, values = taken(data, "bps_jatim_xlsx/RATA2_PENDAPATAN_PEKERJA_INFORMAL_2021-2025.xlsx")
    assert result.manifest.rows == 39
    assert values["35.01", "2022-08", "formal_wage", "*", "Pertanian, Kehutanan, Perikanan"] == 1_307_818
    assert values["35.78", "2022-08", "formal_wage", "*", "*"] == 3_861_713
    assert ("35.77", "2022-08", "formal_wage", "*", "Pertanian, Kehutanan, Perikanan") not in values
    assert "menyebut Rata-rata pendapatan pekerja informal sebulan, tetapi isinya Rata-rata upah pekerja formal" in (
        said(result)
    )
    assert "menyebut tahun 2021–2025, tetapi isinya 2022" in said(result)


def test_dengue_cases_as_json_are_described_and_refused(data: DataFolder) -> None:
    with pytest.raises(DataRefused) as caught:
        imported(data, FILES / "kendari/dbd.json")
    assert caught.value.code == "json_file"
    assert caught.value.say("id") == (
        "'dbd.json' adalah JSON: daftar 11 catatan dengan kolom 'kecamatan', 'kasus23', 'meninggal23', 'kasus24', "
        "'meninggal24'. JSON tidak dibaca sebagai tabel. Kolom itu juga bukan salah satu format: tidak ada peserta, "
        "pekerja, keluarga, atau indikator yang dikenal di dalamnya."
    )
    assert caught.value.say("en").startswith("'dbd.json' is JSON: a list of 11 records with columns 'kecamatan'")
    assert not data.root.exists()


def test_every_example_file_has_a_test() -> None:
    listed = {path.name for path in FILES.rglob("*") if path.is_file()} - {"README.md"}
    tested = Path(__file__).read_text(encoding="utf-8")
    provinces = {Path(PROVINCES.format(year)).name for year in (2019, 2024)}
    assert [name for name in sorted(listed - provinces) if name not in tested] == []
    assert provinces <= listed
