"""The pages of quarantine and deliveries: what waits, what was mended, what withdrawing would do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.sources import ImportOptions, import_file, list_deliveries, quarantine
from src.coverage.text import month_number
from src.coverage.warehouse import build

from .opening import open_page, shown
from .test_import import FAULTY, HEAD, ROW

PAGE = "pages/data/quarantine.py"
DELIVERIES = "pages/data/deliveries.py"


def recorded(data: DataFolder, path: Path, text: str, day: int) -> str:
    """A list of the sender `penguji`, recorded but not built."""
    path.write_text(text, encoding="utf-8")
    options = ImportOptions(
        period=month_number("2026-10"), sender="penguji", synthetic=True, received=date(2026, 11, day), confirm=True
    )
    return str(import_file(data, path, options).files[0].delivery)


@pytest.fixture
def changing(own_copy: DataFolder, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app over a copy of the demo, not yet run."""
    monkeypatch.setenv("CAKUPAN_DATA", str(own_copy.root))
    monkeypatch.setenv("CAKUPAN_ROLE", "steward")
    return AppTest.from_file(ROOT / "app.py", default_timeout=120)


def good(number: int) -> str:
    return ROW.format(number=number)


def test_what_is_mended_leaves_the_open_faults_and_stands_among_the_closed(
    changing: AppTest, own_copy: DataFolder, tmp_path: Path
) -> None:
    second = FAULTY.replace("SALAH", "KELIRU")
    recorded(own_copy, tmp_path / "a.csv", HEAD + good(1) + FAULTY + second, 14)
    recorded(own_copy, tmp_path / "b.csv", HEAD + good(1) + good(2).replace("CONTOH 2", "CONTOH SALAH") + second, 15)
    mine = quarantine(own_copy).query("sender == 'penguji'")
    assert sorted(mine["state"]) == ["mended", "open"]

    app = open_page(changing, PAGE, sender="penguji")
    said = shown(app)
    assert not app.exception
    assert "b.csv" in said
    assert "1 temuan sudah diperbaiki" in said
    assert "CONTOH" not in said, "names are nowhere"
    app.query_params["state"] = "mended"
    app.run()
    assert "a.csv" in shown(app)
    assert "sudah diperbaiki" in shown(app)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_choices_come_from_the_address(app: AppTest, lang: str) -> None:
    found = open_page(app, PAGE, lang=lang, reason="nik_missing")
    assert not found.exception
    said = shown(found)
    assert ("NIK kosong." if lang == "id" else "The NIK is empty.") in said
    assert "74.71.99" not in said, "other reasons are left out"


@pytest.mark.parametrize("role", ["public", "sponsor:kalla-toyota"])
def test_the_quarantine_is_not_for_everybody(app: AppTest, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", role)
    found = open_page(app, PAGE)
    assert not found.exception
    assert "Karantina hanya untuk" in shown(found)
    assert not any("NIK" in text for text in shown(found).splitlines())


def test_a_planner_sees_the_own_place_only(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "planner:33.24")
    said = shown(open_page(app, PAGE, state="all"))
    assert "bpjs-kendal" in said
    assert "kendari" not in said.lower().replace("kota kendari", "")


def test_a_delivery_is_withdrawn_after_its_effect_was_seen(
    changing: AppTest, own_copy: DataFolder, tmp_path: Path
) -> None:
    delivery = recorded(own_copy, tmp_path / "a.csv", HEAD + good(1) + good(2), 14)
    build(own_copy)
    app = open_page(changing, DELIVERIES, delivery=delivery)
    assert not app.exception
    app.button(key="d_try").click().run()
    assert "Peserta aktif Kota Kendari" in shown(app)
    assert app.button(key="d_withdraw").disabled
    assert all(one.withdrawn is None for one in list_deliveries(own_copy)), "seeing the effect changes nothing"

    app.checkbox(key=f"d_sure_{delivery}").check().run()
    app.button(key="d_withdraw").click().run()
    assert not app.exception
    assert "sudah ditarik" in app.success[0].value
    assert [one.delivery for one in list_deliveries(own_copy) if one.withdrawn] == [delivery]
    acts = [json.loads(line) for line in (own_copy.private / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [act["act"] for act in acts][-2:] == ["withdraw", "publish"]


def test_what_cannot_be_withdrawn_says_why(changing: AppTest, own_copy: DataFolder, tmp_path: Path) -> None:
    sponsor = "id_sponsor;nama;jenis;kode_wilayah\nUJI_LAYAR;Penguji Layar;CSR;74.71\n"
    delivery = recorded(own_copy, tmp_path / "sponsor.csv", sponsor, 14)
    recorded(own_copy, tmp_path / "a.csv", HEAD + good(1).replace("kalla-toyota", "UJI_LAYAR"), 15)
    build(own_copy)
    found = open_page(changing, DELIVERIES, delivery=delivery)
    found.button(key="d_try").click().run()
    assert not found.exception
    assert "Tidak ditarik" in found.error[0].value
    assert "UJI_LAYAR" in found.error[0].value.replace("\\", "")


def test_two_registers_are_compared_within_the_part_both_cover(app: AppTest, demo_data: Path) -> None:
    registers = [one.delivery for one in list_deliveries(DataFolder(demo_data)) if one.format == "register"]
    first, second = registers[0], registers[-1]
    found = open_page(app, DELIVERIES, delivery=second, **{"with": first})
    assert not found.exception
    assert "pindah desil" in shown(found)


def test_the_public_cannot_withdraw(app: AppTest, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAKUPAN_ROLE", "public")
    last = list_deliveries(DataFolder(demo_data))[-1].delivery
    found = open_page(app, DELIVERIES, delivery=last)
    assert not found.exception
    assert not [button for button in found.button if button.key == "d_try"]
    assert "root" not in shown(found)
