"""Columns stated instead of recognised: once, kept under a name, and found again by the headers."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from src.coverage.errors import CoverageError, DataRefused, UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, guess_columns, import_file, list_profiles, template
from src.coverage.sources.recognising.guess import hidden

from ..drawn import NIK1, NIK2, csv_file, imported, stored

MAPPING = {"nik": "No Induk", "sponsor": "Dibayar oleh", "kode_desa": "Tempat"}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A list whose headers nobody declared."""
    return csv_file(
        tmp_path / "ganjil.csv",
        f"""
        Urut | No Induk | Siapa       | Dibayar oleh | Tempat | Telp
        1    | {NIK1}   | CONTOH SATU | MANDIRI      | 74.71  | 080012345678
        2    | {NIK2}   | CONTOH DUA  | MANDIRI      | 74.71  | 080012345679
        """,
    )


def test_a_file_nobody_knows_is_read_as_stated_and_says_so(data: DataFolder, odd: Path) -> None:
    with pytest.raises(DataRefused):
        imported(data, odd, period="2025-12")
    result = imported(data, odd, period="2025-12", mapping=MAPPING)
    assert stored(data, result, "row", "sponsor_id") == [(2, "MANDIRI"), (3, "MANDIRI")]
    assert result.manifest.conventions["mapping"].id == (
        "kolom ditetapkan: nik = 'No Induk', sponsor = 'Dibayar oleh', kode_desa = 'Tempat'"
    )
    assert result.profile is None
    assert list_profiles(data) == []


def test_a_named_mapping_is_used_by_itself_the_next_time(data: DataFolder, odd: Path) -> None:
    imported(data, odd, period="2025-12", mapping=MAPPING, profile="Cabang Contoh")
    again = imported(data, odd, period="2026-01")
    assert (again.profile, again.manifest.accepted) == ("Cabang Contoh", 2)
    assert again.to_json("en")["profile"] == "Cabang Contoh"
    assert again.manifest.conventions["profile"].en.startswith("column profile 'Cabang Contoh' was used: nik = 'No")


def test_a_dry_run_keeps_no_profile(data: DataFolder, odd: Path) -> None:
    imported(data, odd, period="2025-12", mapping=MAPPING, profile="Cabang", dry_run=True)
    assert list_profiles(data) == []
    assert not data.root.exists()


def test_a_profile_holds_headers_and_nobody(data: DataFolder, odd: Path) -> None:
    imported(data, odd, period="2025-12", mapping=MAPPING, profile="Cabang")
    (path,) = data.profiles.glob("*.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["columns"] == MAPPING
    assert content["signature"] == ["dibayaroleh", "noinduk", "siapa", "telp", "tempat", "urut"]
    for personal in (NIK1, NIK2, "CONTOH", "0800"):
        assert personal not in path.read_text(encoding="utf-8")


def test_a_profile_is_not_used_for_other_headers(data: DataFolder, odd: Path, tmp_path: Path) -> None:
    imported(data, odd, period="2025-12", mapping=MAPPING, profile="Cabang")
    other = csv_file(tmp_path / "lain.csv", f"nik | sponsor | kode_desa\n{NIK1} | MANDIRI | 74.71")
    assert imported(data, other, period="2026-02", confirm=True).profile is None


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"mapping": {"nik": "No Indukk"}}, "Tidak ada judul kolom bernama 'No Indukk'. Mungkin maksudnya 'No Induk'?"),
        ({"mapping": {"nikk": "No Induk"}}, "Tidak ada kolom bernama 'nikk'. Mungkin maksudnya 'nik'"),
        ({"profile": "Cabangg"}, "Tidak ada profil kolom bernama 'Cabangg'."),
        ({"mapping": MAPPING, "profile": "../../x"}, "'../../x' tidak dapat menjadi nama profil."),
    ],
)
def test_a_wrong_name_says_which_was_meant(data: DataFolder, odd: Path, stated: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        imported(data, odd, period="2025-12", **stated)
    assert caught.value.say("id").startswith(said)
    assert not data.root.exists()


def test_a_health_column_cannot_be_stated(data: DataFolder, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"No Induk | Dibayar | Penyakit | Tempat\n{NIK1} | MANDIRI | x | 74.71")
    with pytest.raises(CoverageError):
        imported(data, path, period="2025-12", mapping={**MAPPING, "sponsor": "Dibayar", "pekerjaan": "Penyakit"})


def test_the_guess_names_format_columns_and_what_is_missing_with_masked_samples(odd: Path) -> None:
    (guess,) = guess_columns(odd)
    assert (guess.format, guess.columns["nik"], guess.header_row) == ("participants", "No Induk", 1)
    assert "sponsor" in guess.missing
    assert guess.samples["No Induk"] == ("•" * 14 + "01", "•" * 14 + "02")
    assert guess.samples["Siapa"] == ("C••••• S•••", "C••••• D••")
    shown = str(guess)
    for personal in (NIK1, NIK2, "CONTOH", "12345678"):
        assert personal not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CONTOH SATU", "C••••• S•••"),
        ("Jl. Contoh No. 5", "J•. C••••• N•. 5"),
        ("0800-1234-5678", "0800-••••-••••"),
        ("2025-12-31", "2025-12-31"),
        ("74.71.01.1005", "74.71.01.1005"),
        ("12", "12"),
    ],
)
def test_a_sample_keeps_its_shape_and_not_its_person(text: str, shown: str) -> None:
    assert hidden(text) == shown


def test_values_tell_months_areas_and_segments_where_headers_do_not(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "ganjil.csv",
        f"""
        No Induk | Dari    | Sampai   | Di            | Golongan
        {NIK1}   | 2025-12 | Mei 2026 | 74.71.01.1005 | BPU
        {NIK2}   | 2026-01 | Juni 2026 | 74.71.01.1006 | PU
        """,
    )
    (guess,) = guess_columns(path)
    assert guess.columns == {
        "nik": "No Induk",
        "segmen": "Golongan",
        "bulan_mulai": "Dari",
        "bulan_akhir": "Sampai",
        "kode_desa": "Di",
    }
    assert guess.missing == ("sponsor",)


def test_a_header_that_is_not_there_is_answered_without_what_a_row_says(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "tanpa_judul.csv"
    path.write_text(f"{NIK1};CONTOH SATU;Jalan Rahasia 7\n{NIK2};CONTOH DUA;Jalan Rahasia 8\n", encoding="utf-8")
    with pytest.raises(CoverageError) as refused:
        import_file(data, path, ImportOptions(format="participants", mapping={"nik": "NIK"}))
    said = (refused.value.text, *refused.value.hints)
    assert not any("CONTOH" in text.id or "Rahasia" in text.id for text in said)


def test_a_row_with_a_damaged_nik_is_no_header_to_show(data: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "tanpa_judul.csv"
    path.write_text("7,47E+15;CONTOH SATU;Jalan Rahasia 7\n7,47E+15;CONTOH DUA;Jalan Rahasia 8\n", encoding="utf-8")
    with pytest.raises(CoverageError) as refused:
        import_file(data, path, ImportOptions())
    assert not any("CONTOH" in hint.id for hint in refused.value.hints)


def test_a_word_in_common_with_one_column_is_enough_for_a_guess(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path / "ganjil.csv",
        f"""
        No Induk Penduduk | Yang Bayar | Asal Kab     | Asal Kec | Nama Orang  | Bln Awal | Bln Akhir
        {NIK1}            | MANDIRI    | Kota Kendari | Mandonga | CONTOH SATU | 2025-12  | 2026-05
        """,
    )
    (guess,) = guess_columns(path)
    assert guess.format == "participants" and guess.missing == ()
    assert guess.columns == {
        "nik": "No Induk Penduduk",
        "sponsor": "Yang Bayar",
        "bulan_mulai": "Bln Awal",
        "bulan_akhir": "Bln Akhir",
        "kecamatan": "Asal Kec",
        "kabupaten": "Asal Kab",
    }


def test_a_word_in_common_is_no_guess_where_the_values_do_not_fit(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "p.csv", f"No Induk Penduduk | Yang Bayar | Asal Kab\n{NIK1} | 16800 | 7471")
    (guess,) = guess_columns(path)
    assert set(guess.columns) == {"nik"}


def test_notes_of_a_template_and_hidden_sheets_are_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(template("participants"))
    book = openpyxl.load_workbook(path)
    book["participants"].append([NIK1])
    hidden = book.create_sheet("Lama")
    hidden.append(["No Induk", "Dibayar"])
    hidden.append([NIK2, "MANDIRI"])
    hidden.sheet_state = "hidden"
    book.save(path)
    assert [guess.sheet for guess in guess_columns(path)] == ["participants"]
