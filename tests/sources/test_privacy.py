"""Nothing that identifies a person is written anywhere but into the return file."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow.parquet as pq

from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file
from src.coverage.text import month_number

from .drawn import NIK1, NIK2, imported, xlsx_file

NAMES = ("CONTOH SATU", "Jalan Rahasia 7", "081234567890")


def _list(path: Path, niks: list[str]) -> None:
    """Sound rows, and NIKs in every place where they do not belong."""
    rows = ["nik;sponsor;kode_desa;desa;pekerjaan;bulan_mulai;bulan_akhir;upah;nama;alamat;no_hp;sumber"]
    wrong = [
        "{0};MANDIRI;74.71;;nelayan;2025-12;2025-11;;",
        "1;MANDIRI;{0};{0};nelayan;;;;",
        "{0}1;{0};74.71;{0};{0};{0};{0};{0};",
        "{0};MANDIRI;;{0};;;;;",
    ]
    for number, nik in enumerate(niks):
        row = "{0};MANDIRI;74.71.01.1005;;nelayan;;;Rp 1.234.567;" if number % 4 else wrong[number // 4 % 4]
        rows.append(row.format(nik) + f"{NAMES[0]};{NAMES[1]};{NAMES[2]};catatan {nik}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_no_nik_of_a_file_is_in_any_byte_that_was_written(data: DataFolder, tmp_path: Path) -> None:
    draw = random.Random(7)
    niks = [f"7471{draw.randrange(10**12):012d}" for _ in range(200)]
    path = tmp_path / f"peserta {niks[0]}.csv"
    _list(path, niks)
    result = imported(data, path, period="2025-12")
    assert result.manifest.quarantined > 30
    forbidden = [*niks, *NAMES, "1234567"]
    for file in [file for file in data.root.rglob("*") if file.is_file()]:
        content = file.read_bytes()
        assert not [text for text in [*niks, *NAMES] if text.encode() in content], file.name
        if file.suffix == ".parquet":
            # Compressed bytes hide text: read every column.
            table = pq.read_table(file)
            seen = "\n".join(str(value) for column in table.columns for value in column.to_pylist())
            assert not [text for text in forbidden if text in seen], file.name
    shown = str(result.to_json("id"))
    assert not [text for text in forbidden if text in shown]


def test_a_quarantined_nik_can_be_found_again_by_its_keyed_hash(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("nik;sponsor;kode_desa\n7471010101900001;MANDIRI;74.71\n7471010101900001;SIAPA;74.71\n")
    result = imported(data, path, period="2025-12")
    folder = data.deliveries / str(result.delivery)
    (key,) = pq.read_table(folder / "clean.parquet")["person_key"].to_pylist()
    fault = pq.read_table(folder / "quarantine.parquet").to_pylist()[0]
    assert fault["nik_key"] == key
    assert (fault["row"], fault["column"], fault["code"], fault["owner"]) == (
        3,
        "sponsor",
        "unknown_sponsor",
        "steward",
    )
    assert len(key) == 32


def test_health_columns_never_reach_memory_that_is_kept(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "nik;sponsor;kode_desa;Penyakit Kronis;disabilitas_fisik\n"
        "7471010101900001;X;74.71;TBC;1\n"
        "7471010101900002;MANDIRI;74.71;TBC;1\n"
    )
    back = tmp_path / "kembali.xlsx"
    import_file(data, path, ImportOptions(period=month_number("2025-12"), return_file=back))
    from src.coverage.sources.reading.read import read_tables

    seen = str([table.head for table in read_tables(back)])
    assert "7471010101900001" in seen
    assert "TBC" not in seen
    assert "Penyakit" not in seen


def test_a_nik_as_sender_or_sheet_name_is_masked_on_record_and_in_the_answer(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "p.xlsx", {NIK1: f"nik|sponsor|kode_desa\n{NIK2}|MANDIRI|74.71"})
    result = imported(data, path, period="2025-12", sender=NIK1)
    assert result.sheet == result.manifest.sheet == "••••••••••••••01"
    assert result.manifest.sender == result.manifest.options["sender"] == "••••••••••••••01"
    assert NIK1 not in str(result.to_json("id"))
    assert not [file for file in data.root.rglob("*") if file.is_file() and NIK1.encode() in file.read_bytes()]
