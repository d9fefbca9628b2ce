"""The import page: what a file would do, in words; what it takes to publish; what goes back to its sender."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.sources import ImportOptions, import_file, list_deliveries
from src.coverage.text import month_number
from src.coverage.ui import trial

from .opening import open_page, shown, tables

HEAD = "nik;sponsor;segmen;bulan_mulai;bulan_akhir;kode_desa;nama\n"
ROW = "99710101019{number:05d};kalla-toyota;BPU;2026-10;2027-03;74.71.01.1005;CONTOH {number}\n"
FAULTY = "7,47E+15;kalla-toyota;BPU;2026-10;2027-03;74.71.01.1006;CONTOH SALAH\n"
OPTIONS = ImportOptions(period=month_number("2026-10"), sender="penguji", synthetic=True)


def rows(count: int) -> str:
    return HEAD + "".join(ROW.format(number=number) for number in range(1, count + 1))


@pytest.fixture
def importing(own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The import page over a copy of the demo, with month and sender stated."""
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    app = open_page(AppTest.from_file(ROOT / "app.py", default_timeout=120), "pages/data/import_.py")
    app.text_input(key="import_period").set_value("2026-10")
    app.text_input(key="import_sender").set_value("penguji")
    return app.run()


def dropped(app: AppTest, text: str, name: str = "peserta.csv") -> AppTest:
    app.file_uploader(key="import_file").upload(name, text.encode(), "text/csv")
    return app.run()


def publish_button(app: AppTest) -> list[Any]:
    return [button for button in app.button if button.key and button.key.startswith("publish_")]


def test_the_page_asks_for_part_and_day_of_arrival(importing: AppTest) -> None:
    assert importing.selectbox(key="import_part").options[0] == "Seluruh daerah"
    assert any("Poasia" in name for name in importing.selectbox(key="import_part").options)
    assert importing.date_input(key="import_received").value is not None


def test_problems_are_listed_with_remedy_and_who_mends_them_and_can_be_returned(
    importing: AppTest, own_copy: DataFolder
) -> None:
    dropped(importing, rows(3) + FAULTY)

    told = next(table for table in tables(importing) if "Perbaikan" in table.columns)
    assert list(told.columns) == ["Baris", "Kolom", "Nilai", "Masalah", "Perbaikan", "Yang memperbaiki"]
    assert list(told["Baris"]) == ["5"]
    assert all(told[column].iloc[0] for column in ("Masalah", "Perbaikan", "Yang memperbaiki"))
    assert "CONTOH SALAH" not in shown(importing)
    assert any(button.key.startswith("return_") for button in importing.get("download_button"))
    assert len(publish_button(importing)) == 1


def test_the_return_file_has_the_senders_rows_and_is_kept_nowhere(own_copy: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    path.write_text(rows(2) + FAULTY, encoding="utf-8")
    before = sorted(own_copy.root.rglob("*"))

    book = openpyxl.load_workbook(io.BytesIO(trial.return_file(path, OPTIONS, own_copy)))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "CONTOH SALAH" in cells
    assert sorted(own_copy.root.rglob("*")) == before


def test_a_file_of_which_no_row_can_be_taken_still_shows_its_problems(importing: AppTest) -> None:
    dropped(importing, HEAD + FAULTY)

    assert importing.error
    assert len(next(table for table in tables(importing) if "Perbaikan" in table.columns)) == 1
    assert not publish_button(importing)


def test_a_list_that_drops_many_people_is_published_once_that_is_confirmed(
    importing: AppTest, own_copy: DataFolder, tmp_path: Path
) -> None:
    first = tmp_path / "peserta_lama.csv"
    first.write_text(rows(20), encoding="utf-8")
    import_file(own_copy, first, OPTIONS)
    before = len(list_deliveries(own_copy))

    dropped(importing, rows(5))
    said = shown(importing)
    assert "Menggantikan kiriman peserta_lama.csv" in said
    assert "Oktober 2026" in said
    assert "Manifest" not in said
    assert publish_button(importing)[0].disabled

    next(box for box in importing.checkbox if str(box.key).startswith("confirm_")).check().run()
    publish_button(importing)[0].click().run()
    assert not importing.error
    assert importing.success
    assert len(list_deliveries(own_copy)) == before + 1
    acts = [json.loads(line) for line in (own_copy.private / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert acts[-1]["act"] == "publish"
    assert set(acts[-1]) == {"at", "who", "act", "role", "file", "snapshot"}


def test_without_a_drop_nobody_is_asked_to_confirm(importing: AppTest) -> None:
    dropped(importing, rows(3))

    assert not importing.checkbox
    assert not publish_button(importing)[0].disabled
