"""Damaged files of every kind give a result or a sentence, never a traceback, and within ten seconds."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.errors import DataRefused
from src.coverage.sources.reading.read import read_tables

from .fuzzing import FILES, LIMIT_SECONDS, SAMPLES, TRIES, csv_bytes, damaged, survive, xlsx_bytes

_WORDS = """NIK|Wilayah|Kabupaten/Kota|Tahun|TPAK|TPT (%)|2024|Laki-laki|Jumlah|Sumber: x|-|1,5|Kabupaten Kendal
9971010101900001|(1)||aktif|segmen|kode|nama|Penduduk (ribu)|Maret"""
_CELLS = st.sampled_from(_WORDS.replace("\n", "|").split("|")) | st.text(max_size=6)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_taken_or_refused(name: str) -> None:
    draw = random.Random(20261121)
    content = SAMPLES[name]()
    survive(name, content)
    for _ in range(25):
        started = time.monotonic()
        survive(name, damaged(content, draw))
        assert time.monotonic() - started < LIMIT_SECONDS * TRIES


@given(rows=st.lists(st.lists(_CELLS, max_size=6), min_size=1, max_size=8), separator=st.sampled_from(",;\t"))
def test_any_table_of_words_that_headers_are_made_of_is_taken_or_refused(rows: list[list[str]], separator: str) -> None:
    cleaned = [[cell.replace(separator, " ").replace("\n", " ").replace("\r", " ") for cell in row] for row in rows]
    survive("TPAK 2024.csv", csv_bytes(cleaned, separator))


def test_an_old_workbook_with_one_cell_at_the_far_corner_does_not_take_all_memory(tmp_path: Path) -> None:
    content = (FILES / "peserta.xls").read_bytes()
    number = content.index(struct.pack("<HH", 0x00FD, 10))  # the first cell with text
    path = tmp_path / "jauh.xls"
    path.write_bytes(content[: number + 4] + struct.pack("<HH", 65535, 65535) + content[number + 8 :])
    with pytest.raises(DataRefused) as caught:
        read_tables(path)
    assert caught.value.code in ("broken_file", "too_large")


@pytest.mark.parametrize(
    "cell", ["<row><c r='XFD1048576'><v>1</v></c></row>", '<row r="1048576"><c r="XFD1048576"/></row>']
)
def test_a_sheet_with_a_cell_at_the_far_corner_is_refused_however_it_is_written(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "jauh.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes())) as sound, zipfile.ZipFile(path, "w") as package:
        for name in sound.namelist():
            part = sound.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", cell.encode() + b"</sheetData>")
            package.writestr(name, part)
    with pytest.raises(DataRefused) as caught:
        read_tables(path)
    assert caught.value.code == "too_large"


def test_an_open_workbook_that_never_ends_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "tanpa_akhir.ods"
    with zipfile.ZipFile(FILES / "peserta.ods") as sound, zipfile.ZipFile(path, "w") as package:
        for name in sound.namelist():
            package.writestr(name, sound.read(name).replace(b"</table:table>", b"</table:tab>"))
    started = time.monotonic()
    with pytest.raises(DataRefused) as caught:
        read_tables(path)
    assert caught.value.code in ("too_slow", "broken_file")
    assert time.monotonic() - started < LIMIT_SECONDS
