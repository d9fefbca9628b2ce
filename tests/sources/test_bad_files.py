"""Files that cannot be taken: one exact sentence in both languages, and nothing changed."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from src.coverage.errors import CoverageError
from src.coverage.folders import DataFolder
from src.coverage.sources import FileRefused, formats

from .drawn import NIK1, csv_file, faults, imported, xlsx_file

HINT_ID = "Kirim CSV, XLSX, atau Parquet."
HINT_EN = "Send CSV, XLSX or Parquet."
DAMAGED_ID = "Buka di Excel, simpan ulang sebagai XLSX, lalu kirim lagi."
DAMAGED_EN = "Open it in Excel, save it again as XLSX and send it once more."


def _written(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 2**20)


def _digits(path: Path) -> None:
    path.write_bytes(b"0" * (20 * 2**20))


def _cut(path: Path) -> None:
    xlsx_file(path, {"A": f"nik|sponsor\n{NIK1}|MANDIRI"})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _bomb(path: Path) -> None:
    xlsx_file(path, {"A": f"nik|sponsor\n{NIK1}|MANDIRI"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b"0" * (200 * 2**20))


def _far_cell(path: Path) -> None:
    xlsx_file(path, {"A": [["nik", "sponsor"], *[[]] * 3]})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else content)


def _not_a_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")


BAD: dict[str, tuple[Callable[[Path], None], str, str, str]] = {
    "kosong.csv": (
        _written(b""),
        "empty_file",
        "'kosong.csv' kosong. Kirim berkas yang berisi baris judul dan data.",
        "'kosong.csv' is empty. Send a file with a header row and data.",
    ),
    "bom.csv": (
        _written(b"\xef\xbb\xbf"),
        "empty_file",
        "'bom.csv' kosong. Kirim berkas yang berisi baris judul dan data.",
        "'bom.csv' is empty. Send a file with a header row and data.",
    ),
    "baris.csv": (
        _written(b"\r\n \r\n"),
        "empty_file",
        "'baris.csv' kosong. Kirim berkas yang berisi baris judul dan data.",
        "'baris.csv' is empty. Send a file with a header row and data.",
    ),
    "nol.csv": (
        _zeros,
        "not_a_table",
        f"'nol.csv' bukan tabel teks yang dapat dibaca. {HINT_ID}",
        f"'nol.csv' is not a readable text table. {HINT_EN}",
    ),
    "angka.csv": (
        _digits,
        "not_a_table",
        f"'angka.csv' bukan tabel teks yang dapat dibaca. {HINT_ID}",
        f"'angka.csv' is not a readable text table. {HINT_EN}",
    ),
    "laporan.pdf": (
        _written(b"%PDF-1.7\n%binary"),
        "foreign_file",
        f"'laporan.pdf' adalah berkas PDF, bukan tabel. {HINT_ID}",
        f"'laporan.pdf' is a PDF file, not a table. {HINT_EN}",
    ),
    "halaman.csv": (
        _written(b"<html><body>maaf</body></html>"),
        "foreign_file",
        f"'halaman.csv' adalah berkas JSON, XML, atau HTML, bukan tabel. {HINT_ID}",
        f"'halaman.csv' is a JSON, XML or HTML file, not a table. {HINT_EN}",
    ),
    "rusak.xlsx": (
        _cut,
        "broken_file",
        f"'rusak.xlsx' rusak dan tidak dapat dibuka. {DAMAGED_ID}",
        f"'rusak.xlsx' is damaged and cannot be opened. {DAMAGED_EN}",
    ),
    "lain.xlsx": (
        _not_a_workbook,
        "archive",
        "'lain.xlsx' adalah arsip yang berisi 'hello.txt', bukan tabel. Buka arsipnya, lalu kirim berkas di dalamnya.",
        "'lain.xlsx' is an archive that holds 'hello.txt', not a table. Open the archive and send the file inside it.",
    ),
    "tua.xls": (
        _written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        "broken_file",
        f"'tua.xls' rusak dan tidak dapat dibuka. {DAMAGED_ID}",
        f"'tua.xls' is damaged and cannot be opened. {DAMAGED_EN}",
    ),
    "rusak.parquet": (
        _written(b"PAR1" + struct.pack("<I", 9) + b"PAR1"),
        "broken_file",
        f"'rusak.parquet' rusak dan tidak dapat dibuka. {DAMAGED_ID}",
        f"'rusak.parquet' is damaged and cannot be opened. {DAMAGED_EN}",
    ),
    "bom.xlsx": (
        _bomb,
        "unpacks_too_large",
        "Isi 'bom.xlsx' jauh lebih besar dari ukurannya; berkas ini tidak dibuka. "
        "Simpan ulang dari Excel hanya dengan data yang diperlukan (batas 1024 MiB).",
        "'bom.xlsx' unpacks into far more than its size; it was not opened. "
        "Save it again from Excel with only the data needed (limit 1024 MiB).",
    ),
    "jauh.xlsx": (
        _far_cell,
        "too_large",
        "Tabel terlalu luas: ada sel jauh di luar data. "
        "Hapus kolom dan baris kosong di luar data, lalu simpan ulang (batas 500 × 120000 kolom × baris).",
        "The table is too wide or too long: there are cells far outside the data. "
        "Delete empty columns and rows outside the data and save again (limit 500 × 120000 columns × rows).",
    ),
    "utf32.csv": (
        _written("nik;sponsor\n".encode("utf-32")),
        "not_a_table",
        f"'utf32.csv' bukan tabel teks yang dapat dibaca. {HINT_ID}",
        f"'utf32.csv' is not a readable text table. {HINT_EN}",
    ),
    "kutip.csv": (
        _written(f'nik;sponsor;nama\n{NIK1};MANDIRI;"buka'.encode() + b"x" * 200_000),
        "broken_quotes",
        "'kutip.csv', sekitar baris 2: tanda kutip dibuka dan tidak ditutup. "
        "Tutup tanda kutip itu, atau simpan ulang sebagai CSV dari Excel.",
        "'kutip.csv', near line 2: a quotation mark is opened and never closed. "
        "Close that quotation mark, or save it again as CSV from Excel.",
    ),
    "dbd.csv": (
        _written(b"kecamatan,kasus\nPuwatu,12\n"),
        "not_recognised",
        "'dbd.csv' tidak dikenali sebagai salah satu format. Judul kolom yang ditemukan: 'kecamatan', 'kasus'. "
        f"Yang dapat dibaca: {', '.join(one.label.id for one in formats().values())}. "
        "Pilih jenisnya saat impor, atau pakai templat.",
        "'dbd.csv' is not recognised as any of the formats. Headers found: 'kecamatan', 'kasus'. "
        f"What can be read: {', '.join(one.label.en for one in formats().values())}. "
        "Choose the kind on import, or use a template.",
    ),
    "tanpa_nik.csv": (
        _written(b"nama;sponsor;bulan_mulai;bulan_akhir\nA;MANDIRI;2025-12;2025-12\n"),
        "missing_column",
        "tanpa_nik.csv: kolom wajib untuk 'Daftar peserta' tidak ada: 'nik'. Tambahkan kolom itu; judul lain yang "
        "dikenal: nomor_induk_kependudukan, no_identitas, no_nik, nomor_nik.",
        "tanpa_nik.csv: required columns of 'Participant list' are missing: 'nik'. Add them; other headers that are "
        "understood: nomor_induk_kependudukan, no_identitas, no_nik, nomor_nik.",
    ),
    "kembar.csv": (
        _written(f"nik;NIK;sponsor;bulan_mulai\n{NIK1};{NIK1};MANDIRI;2025-12\n".encode()),
        "doubled_column",
        "kembar.csv: dua kolom berarti sama: 'nik'. Hapus salah satunya.",
        "kembar.csv: two columns mean the same: 'nik'. Delete one of them.",
    ),
    "judul.csv": (
        _written(b"nik;sponsor;bulan_mulai\n"),
        "no_rows",
        "judul.csv: tidak ada baris data. Isi data di bawah baris judul.",
        "judul.csv: there are no rows of data. Fill in data below the header row.",
    ),
    "dua_per_baris.csv": (
        _written(f"nik;sponsor;bulan_mulai;bulan_akhir\n{NIK1};MANDIRI;x;y\n".encode()),
        "none_accepted",
        "dua_per_baris.csv: tidak satu pun dari 1 baris dapat diterima. Yang paling sering, 1 baris: Bukan bulan. "
        "Tulis misalnya 2025-12 atau Desember 2025.",
        "dua_per_baris.csv: not one of 1 rows can be taken. Most often, 1 rows: Not a month. "
        "Write for example 2025-12 or Desember 2025.",
    ),
    "semua_salah.csv": (
        _written(b"nik;sponsor;kode_desa\n7.47E+15;MANDIRI;74.71\n7.47E+15;MANDIRI;74.72\n1;MANDIRI;74.71\n"),
        "none_accepted",
        "semua_salah.csv: tidak satu pun dari 3 baris dapat diterima. Yang paling sering, 2 baris: NIK tertulis "
        "sebagai bilangan Excel (misalnya 7,47E+15); angka aslinya hilang. Isi ulang NIK dari sumbernya, dengan kolom "
        "diformat sebagai Teks.",
        "semua_salah.csv: not one of 3 rows can be taken. Most often, 2 rows: The NIK is written as an Excel number "
        "(such as 7.47E+15); its digits are lost. Fill in the NIK again from its source, with the column "
        "formatted as Text.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_one_sentence_and_changes_nothing(
    data: DataFolder, tmp_path: Path, name: str
) -> None:
    make, code, indonesian, english = BAD[name]
    make(tmp_path / name)
    with pytest.raises(CoverageError) as caught:
        imported(data, tmp_path / name, period="2025-12")
    assert (caught.value.code, caught.value.exit_code) == (code, 1)
    assert caught.value.say("id") == indonesian
    assert caught.value.say("en") == english
    assert not data.root.exists()


def test_all_problems_of_a_workbook_are_told_at_once(data: DataFolder, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "kiriman.xlsx",
        {
            "Peserta": "nama|sponsor|bulan_mulai\nA|MANDIRI|2025-12",
            "Jumlah": "kode_wilayah|bulan|mencakup|terdaftar|aktif\n74.71|2025-12|semua|1|1",
        },
    )
    with pytest.raises(CoverageError) as caught:
        imported(data, path, period="2025-12")
    said = caught.value.say("id")
    assert said.startswith("'kiriman.xlsx' tidak dapat diterima (2 masalah).")
    assert "Peserta: kolom wajib untuk 'Daftar peserta' tidak ada: 'nik'." in said
    assert "Jumlah: kolom wajib untuk 'Jumlah peserta per wilayah' tidak ada: 'segmen'." in said


def test_a_refusal_of_every_row_still_tells_each_row(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", "nik|sponsor|kode_desa\n7.47E+15|MANDIRI|74.71")
    with pytest.raises(FileRefused) as caught:
        imported(data, path, period="2025-12")
    (entry,) = caught.value.result.files
    assert entry.to_json("id")["delivery"] is None
    assert faults(entry) == [(2, "nik", "nik_scientific")]


def test_a_formula_in_a_text_file_is_put_aside_and_never_run(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "p.csv",
        f"nik|sponsor|kode_desa|pekerjaan\n{NIK1}|MANDIRI|74.71|nelayan\n{NIK1}|MANDIRI|74.71|=cmd('calc')",
    )
    (problem,) = imported(data, path, period="2025-12").problems
    assert (problem.fault.code, problem.fault.reason.id) == ("formula", "Sel ini berisi rumus, bukan nilai.")


def test_a_file_name_that_is_no_text_is_named_without_a_traceback(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"daftar\xff\n\x1b[31m.csv")
    with pytest.raises(CoverageError) as caught:
        imported(data, path, period="2025-12")
    assert caught.value.say("en") == "There is no file 'daftar� �[31m.csv'. Check its name and folder."


@pytest.mark.parametrize(("name", "content"), [("batas.zip", "zip"), ("batas.gpkg", "sqlite")])
def test_a_map_handed_in_as_a_table_is_called_a_map(data: DataFolder, tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    if content == "zip":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("desa.shp", b"0")
    else:
        path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(CoverageError) as refused:
        imported(data, path)
    assert (refused.value.code, "boundaries" in refused.value.hints[0].id) == ("map_file", True)
