"""What must never be kept: not one NIK of the demo's files stands outside its `input/`, and no name in any delivery."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from benchmarks.faulty_list import PERIOD, SPONSOR_LIST, drawn, write_csv
from src.coverage.errors import CoverageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file
from src.coverage.text import LANGS, month_number
from src.coverage.warehouse import build

SIXTEEN = re.compile(r"\d{16}")


def niks_of(files: Path) -> set[str]:
    """Every run of sixteen digits in the files as they were sent."""
    found: set[str] = set()
    for path in files.rglob("*"):
        if path.suffix == ".csv":
            found.update(SIXTEEN.findall(path.read_text(encoding="utf-8", errors="replace")))
        elif path.suffix == ".xlsx":
            book = CalamineWorkbook.from_path(path)
            for sheet in book.sheet_names:
                for row in book.get_sheet_by_name(sheet).to_python():
                    found.update(SIXTEEN.findall(" ".join(map(str, row))))
        elif path.suffix == ".parquet":
            found.update(pq.read_table(path, columns=["nik"])["nik"].to_pylist())
    return {nik for nik in found if nik}


def kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """Everything the program keeps, outside the demo's input files."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "input" not in path.relative_to(folder).parts:
            yield path.suffix, path


def digits_in(connection: duckdb.DuckDBPyConnection, relation: str) -> set[str]:
    """Every run of sixteen digits in any column of a table, whatever its type."""
    columns = [row[0] for row in connection.execute(f"describe select * from {relation}").fetchall()]
    found: set[str] = set()
    for column in columns:
        rows = connection.execute(
            f"select distinct unnest(regexp_extract_all(cast(\"{column}\" as varchar), '[0-9]{{16}}')) from {relation}"
        ).fetchall()
        found.update(row[0] for row in rows)
    return found


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of a snapshot's file: the app of other tests may have the file itself open, locked down."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(path, folder)
        with duckdb.connect(str(copy), read_only=True) as connection:
            yield connection


def kept_digits(folder: Path) -> set[str]:
    """Every run of sixteen digits in what is kept: tables column by column, other files as text."""
    found: set[str] = set()
    for suffix, path in kept(folder):
        if suffix == ".parquet":
            with duckdb.connect() as connection:
                found |= digits_in(connection, f"read_parquet('{path}')")
        elif suffix == ".duckdb":
            with reading(path) as connection:
                for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                    found |= digits_in(connection, f'"{table}"')
        else:
            found.update(SIXTEEN.findall(path.read_text(encoding="utf-8", errors="replace")))
    return found


@pytest.fixture(scope="module")
def niks(demo_data: Path) -> set[str]:
    """The demo's NIKs."""
    return niks_of(demo_data / "input")


def test_no_nik_of_the_demo_is_kept_anywhere(demo_data: Path, niks: set[str]) -> None:
    assert len(niks) > 300_000, "the register alone holds as many"
    kinds = {suffix for suffix, _ in kept(demo_data)}
    assert {".parquet", ".duckdb", ".json", ".jsonl"} <= kinds

    assert not niks & kept_digits(demo_data)


def test_the_search_would_find_one(tmp_path: Path) -> None:
    nik = "9910010101900001"
    for name, column in (("text", pa.array([f"x{nik}"])), ("number", pa.array([int(nik)]))):
        pq.write_table(pa.table({"a": column}), tmp_path / f"{name}.parquet")
        assert nik in kept_digits(tmp_path)
        (tmp_path / f"{name}.parquet").unlink()
    with duckdb.connect(str(tmp_path / "some.duckdb")) as connection:
        connection.execute(f"create table t as select {nik} as a")
    assert nik in kept_digits(tmp_path)
    (tmp_path / "some.duckdb").unlink()
    (tmp_path / "manifest.json").write_text(f'{{"a": "{nik}"}}', encoding="utf-8")
    assert nik in kept_digits(tmp_path)


def test_person_keys_are_no_plain_hash_of_a_nik(demo_data: Path, niks: set[str]) -> None:
    keys: set[str] = set()
    with duckdb.connect() as connection:
        for _, path in kept(demo_data):
            if path.name == "clean.parquet" and "person_key" in pq.read_schema(path).names:
                rows = connection.execute(f"select distinct person_key from read_parquet('{path}')").fetchall()
                keys.update(row[0] for row in rows)
    assert len(keys) > 300_000
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)
    for nik in sorted(niks)[::200]:
        for plain in (hashlib.sha256, hashlib.sha1, hashlib.md5):
            assert plain(nik.encode()).hexdigest()[:32] not in keys


def test_the_secret_is_for_its_owner_only_and_lies_outside_the_snapshot(demo_data: Path) -> None:
    secret = demo_data / "private" / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600

    words = {secret.read_bytes().strip(), secret.read_bytes().strip().hex().encode()}
    for _, path in kept(demo_data):
        if path != secret:
            content = path.read_bytes()
            assert not any(word in content for word in words), path


def test_names_addresses_phones_and_family_numbers_are_dropped(tmp_path: Path) -> None:
    files, data = tmp_path / "files", DataFolder(tmp_path / "data")
    files.mkdir()
    (files / "sponsor.csv").write_text("id_sponsor;nama;jenis;kode_wilayah\nKALLA;Kalla;CSR;74.71\n", encoding="utf-8")
    (files / "peserta.csv").write_text(
        "NIK;Nama;Sponsor;Segmen;Bulan Mulai;Bulan Akhir;Kode Desa;Alamat;No HP;Nama Ibu Kandung;Golongan Darah\n"
        "9910010101900001;WULANDARI;KALLA;BPU;2025-01;2025-12;74.71.01.1005;JALAN RAHASIA 7;081234567890;SUMINAH;AB\n"
        "7,47E+15;KUSNADI;KALLA;BPU;2025-01;2025-12;74.71.01.1005;LORONG GELAP 9;081234567891;PAINEM;AB\n",
        encoding="utf-8",
    )
    (files / "dtsen.csv").write_text(
        "nik;kode_desa;desil_nasional;status_bekerja;status_pekerjaan;umur;nama;no_kk;alamat;periode\n"
        "9910010101900001;74.71.01.1005;1;1;1;34;WULANDARI;9910010101900099;JALAN RAHASIA 7;2025-01\n",
        encoding="utf-8",
    )
    for name in ("sponsor.csv", "peserta.csv", "dtsen.csv"):
        import_file(data, files / name, ImportOptions(period=month_number("2025-01")))
    build(data)

    secrets = ("WULANDARI", "KUSNADI", "SUMINAH", "PAINEM", "RAHASIA", "GELAP", "08123456789", "9910010101900")
    with duckdb.connect() as reader:
        for suffix, path in kept(data.root):
            if suffix == ".parquet":
                text = str(reader.execute(f"select * from read_parquet('{path}')").fetchall())
            elif suffix == ".duckdb":
                with reading(path) as connection:
                    tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
                    text = str([connection.execute(f'select * from "{table}"').fetchall() for table in tables])
            else:
                text = path.read_text(encoding="utf-8", errors="replace")
            assert not [secret for secret in secrets if secret in text.upper()], path


def test_nothing_told_of_a_faulty_list_says_who_anybody_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Names, birth dates and NIKs of every row, faulty or not: in no file, no log, no notice, no pair to review."""
    files, data, scratch = tmp_path / "files", DataFolder(tmp_path / "data"), tmp_path / "scratch"
    files.mkdir()
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setenv("TMPDIR", str(scratch))
    rows, _ = drawn(1500, seed=5)
    (files / "sponsor.csv").write_text(SPONSOR_LIST, encoding="utf-8")
    write_csv(files / "peserta.csv", rows)
    shown: list[str] = []
    with caplog.at_level(logging.DEBUG):
        import_file(data, files / "sponsor.csv", ImportOptions(period=month_number(PERIOD)))
        for is_dry in (True, False):
            options = ImportOptions(period=month_number(PERIOD), dry_run=is_dry)
            (result,) = import_file(data, files / "peserta.csv", options).files
            assert result.notices
            assert result.review
            assert result.problems
            shown += [json.dumps(result.to_json(lang)) for lang in LANGS] + [repr(result)]
    assert not list(scratch.iterdir()), "nothing is parked on disk"

    kept_text = "\n".join([*shown, caplog.text, *capfd.readouterr(), *(_text_of(path) for _, path in kept(data.root))])
    # Keys and hashes are hexadecimal: eight digits in a row there are chance, not a date.
    kept_text = re.sub(r"(?<![0-9a-f])(?=[0-9]*[a-f])[0-9a-f]{12,}(?![0-9a-f])", "", kept_text)
    for nik, name, born in {(row[0], row[1], row[2]) for row in rows}:
        first = name.split()[0]
        day, month, year = born.split("/")
        spelled = (name, f" {first} ", born, f"{year}-{month}-{day}", f"{year}{month}{day}", f"{day}-{month}-{year}")
        assert not [secret for secret in spelled if secret in kept_text]
        assert len(nik) < 8 or nik not in kept_text


@pytest.mark.parametrize(
    "content",
    [
        "nama;nik;tanggal_lahir\nCONTOH SATU;9910011708900001;17/08/1990",  # nobody pays
        "nik;nama;tanggal_lahir;sponsor\n9910011708900001;CONTOH SATU;17/08/1990;X",  # nobody's sponsor is known
        "nik;nama;tanggal_lahir;sponsor\n9910011308900001;CONTOH SATU;17/08/1990;MANDIRI",  # every NIK is faulty
        "nomor;orang;lahir\n9910011708900001;CONTOH SATU;17/08/1990",  # nothing is recognised
        "9910011708900001;CONTOH SATU;17/08/1990\n9910011708900001;CONTOH SATU;17/08/1990",  # there is no header
    ],
)
def test_a_refusal_says_nobodys_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "peserta.csv"
    path.write_text(content + "\n", encoding="utf-8")
    with pytest.raises(CoverageError) as refusal:
        import_file(DataFolder(tmp_path / "data"), path, ImportOptions(period=month_number("2025-01")))
    said = refusal.value
    texts = [text for lang in LANGS for text in (said.say(lang), *(hint.of(lang) for hint in said.hints))]
    result = getattr(said, "result", None)
    texts += [json.dumps(result.to_json(lang)) for lang in LANGS] if result else []
    for text in texts:
        assert not [secret for secret in ("CONTOH", "SATU", "17/08/1990", "9910011708900001") if secret in text]


def _text_of(path: Path) -> str:
    """Everything a kept file says, tables column by column."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return "\n".join(str(value) for column in table.columns for value in column.to_pylist())
    return path.read_bytes().decode("utf-8", errors="replace")


def test_nothing_public_is_made_of_persons(demo_data: Path) -> None:
    """Only shapes are handed to the browser as files."""
    from src.coverage.folders import STATIC

    assert {path.suffix for path in STATIC.rglob("*") if path.is_file()} <= {".geojson", ".json", ".png", ".woff2"}
