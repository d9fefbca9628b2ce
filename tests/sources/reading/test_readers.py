"""Files as offices save them: separators, encodings, title rows, blank rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from src.coverage.folders import DataFolder
from src.coverage.sources.reading import read_csv as csv_module
from src.coverage.sources.reading.read import read_tables

from ..drawn import NIK1, NIK2, faults, imported, stored

HEAD = "nik{0}sponsor{0}kode_desa{0}nama"
ROW = NIK1 + "{0}MANDIRI{0}74.71{0}CONTOH"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_common_separator_and_line_end(data: DataFolder, tmp_path: Path, separator: str, line_end: str) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes((HEAD + line_end + ROW + line_end).format(separator).encode())
    assert stored(data, imported(data, path, period="2025-12"), "row", "sponsor_id") == [(2, "MANDIRI")]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")],
)
def test_any_common_encoding(data: DataFolder, tmp_path: Path, encoding: str, said: str) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes((HEAD + "\n" + ROW + " JOSÉ – “X”\n").format(";").encode(encoding))
    result = imported(data, path, period="2025-12")
    assert result.manifest.accepted == 1
    assert result.manifest.conventions["encoding"].id == f"teks {said}"


def test_the_header_may_stand_under_titles_and_rows_keep_their_numbers(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        f"sep=;\nDaftar Peserta;;;\n\nnik;sponsor;kode_desa;nama\n\n{NIK1};MANDIRI;74.71;A\n;;;\n{NIK2};X;74.71;B\n"
    )
    result = imported(data, path, period="2025-12")
    assert stored(data, result, "row") == [(6,)]
    assert (result.manifest.rows, faults(result)) == (2, [(8, "sponsor", "unknown_sponsor")])


def test_a_row_whose_values_shifted_is_not_taken(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"nik,sponsor,kode_desa,alamat\n{NIK1},MANDIRI,74.71,Jalan A, nomor 2\n{NIK2},MANDIRI,74.71\n")
    result = imported(data, path, period="2025-12")
    assert faults(result) == [(2, "", "overlong_row")]
    assert result.manifest.accepted == 1


def test_quoted_cells_may_hold_separators_and_line_ends(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f'nik,sponsor,kode_desa,alamat\n{NIK1},MANDIRI,74.71,"Jalan A,\nnomor ""2"""\n{NIK2},X,74.71,B\n')
    result = imported(data, path, period="2025-12")
    assert faults(result) == [(3, "sponsor", "unknown_sponsor")]


_CELL = st.text(alphabet='ab1 ;"\n', max_size=4)


@given(rows=st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_the_quick_reader_agrees_with_the_slow_one(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["nik", "sponsor", "nama"], *rows])
    path = tmp_path_factory.mktemp("quick") / "p.csv"
    path.write_bytes(text.getvalue().encode())
    data = path.read_bytes()
    head = list(csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=";"))
    quick = csv_module._quickly(data, 0, head, ";")
    slow = csv_module._slowly(data, path, 0, 3, ";")
    if quick is not None:
        assert [column.text.to_pylist() for column in quick.columns] == [c.text.to_pylist() for c in slow.columns]
        assert quick.rows.tolist() == slow.rows.tolist()


def test_headers_are_known_in_any_case_and_order(tmp_path: Path, data: DataFolder) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"KODE-DESA;  Sumber_Iuran;No. Identitas\n74.71;mandiri;{NIK1}\n")
    assert stored(data, imported(data, path, period="2025-12"), "sponsor_id") == [("MANDIRI",)]


def test_a_workbook_keeps_the_numbers_of_its_rows(tmp_path: Path) -> None:
    from ..drawn import xlsx_file

    path = xlsx_file(tmp_path / "p.xlsx", {"A": "judul\n\nnik|sponsor\n\n1|x\n|\n2|y"})
    (table,) = read_tables(path)
    assert table.body(2, 2).rows.tolist() == [5, 7]
