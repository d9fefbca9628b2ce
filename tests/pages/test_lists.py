"""Lists that stand as figures: each with the menu of a chart, all its rows, its dates and sources."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.charts import Look
from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.ui import export
from src.coverage.ui.view import Desk

from .opening import open_page, shown

OVERVIEW, LEDGER, GAPS = "pages/overview/overview.py", "pages/sponsors/ledger.py", "pages/gaps/gaps.py"
CHANGE, TARGETS = "pages/ahead/change.py", "pages/ahead/targets.py"
FIGURES = [
    *((OVERVIEW, key, {}) for key in ("headline", "map", "trend", "payers", "behind", "ending", "neighbours")),
    (OVERVIEW, "freshness", {}),
    *((CHANGE, key, {}) for key in ("bridge", "bridge_points", "bridge_people")),
    *((TARGETS, key, {}) for key in ("target_paths", "targets_table", "denominators")),
    (OVERVIEW, "targets", {"region": "33.24"}),
    (GAPS, "groups", {}),
    (GAPS, "welfare_families", {"region": "33.24"}),
    (LEDGER, "ledger", {}),
    *((LEDGER, key, {"sponsor": "kalla-toyota"}) for key in ("sponsor", "sponsor_ends", "family")),
]


def opened(app: AppTest, file: str, key: str, **query: str) -> AppTest:
    """The page with the menu of one figure open."""
    app.session_state[f"menu_{key}"] = True
    return open_page(app, file, **query)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("file", "key", "query"), FIGURES)
def test_a_figure_has_a_table_downloads_and_an_explanation(
    app: AppTest, file: str, key: str, query: dict[str, str], lang: str
) -> None:
    opened(app, file, key, lang=lang, **query)

    assert not app.exception
    assert {"id": "Jelaskan angka ini", "en": "Explain this number"}[lang] in shown(app)
    downloads = {button.proto.label for button in app.get("download_button") if button.key and button.key.endswith(key)}
    assert downloads == {"CSV", "XLSX"}
    assert len(app.table) + len(app.dataframe) >= 1
    assert "Snapshot" in shown(app)


@pytest.mark.parametrize("key", ["behind", "ending", "payers"])
def test_what_comes_from_a_question_shows_its_sql_and_deliveries(app: AppTest, key: str) -> None:
    opened(app, OVERVIEW, key)

    assert any("select" in block.value.lower() for block in app.code)
    assert any("kiriman" in one.label.lower() for one in app.expander)


def test_what_is_declared_shows_source_and_date(app: AppTest) -> None:
    opened(app, LEDGER, "family", sponsor="kalla-toyota")

    told = app.table[0].value.reset_index()
    assert {"Peristiwa", "Jumlah", "Berlaku sejak", "Dasar"} <= set(told.columns)
    assert all("PP" in basis or "Permenaker" in basis for basis in told["Dasar"])


def test_the_ledgers_twin_has_all_its_columns(app: AppTest) -> None:
    opened(app, LEDGER, "ledger")

    ledger = app.dataframe[0].value
    twin = app.table[0].value.reset_index()
    assert list(twin.columns) == list(ledger.columns)
    assert len(twin) == len(ledger)
    assert {"Janji", "Terdaftar", "Aktif", "Siap manfaat", "Berakhir ≤ 90 hari", "Iuran bulan ini"} <= set(twin.columns)


def test_a_shortened_list_says_so_and_its_twin_has_the_rest(app: AppTest) -> None:
    opened(app, OVERVIEW, "behind")

    assert "5 dari 11 baris" in shown(app)
    assert len(app.table[0].value) == 11


def test_a_download_is_put_on_record_without_any_person(own_copy: DataFolder) -> None:
    desk = Desk("id", Look("id"), "planner:74.71", own_copy, load_regions())
    assert export.made(desk, "cakupan-active-district.csv", lambda: b"isi") == b"isi"

    last = json.loads((own_copy.private / "audit.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert set(last) == {"at", "who", "act", "role", "what"}
    assert (last["act"], last["role"], last["what"]) == ("export", "planner:74.71", "cakupan-active-district.csv")


def test_welfare_figures_show_the_month_of_their_data_not_the_filter(app: AppTest) -> None:
    open_page(app, GAPS)
    # The register of the city is of January, a later one of one district of July.
    assert "orang · keadaan Januari 2026 – Juli 2026" in shown(app)


def test_a_table_of_families_says_its_unit_and_that_it_gives_no_rate(app: AppTest) -> None:
    open_page(app, GAPS, region="33.24")

    said = shown(app)
    assert "Keluarga menurut desil" in said
    assert "keluarga · keadaan Januari 2026" in said
    assert "tidak dapat dihitung darinya" in said
    assert "7 sampai 10 dikirim sebagai satu angka" in said
    assert "tanpa desil" in app.get("plotly_chart")[0].proto.spec


def test_a_rate_of_some_segments_is_not_measured_by_targets_for_all(app: AppTest) -> None:
    open_page(app, OVERVIEW, region="33.24")

    assert "pekerja BPU terlindungi" in shown(app)
    assert "tidak dibandingkan dengan angka pekerja BPU" in shown(app)
    assert len(app.get("plotly_chart")) == 3, "no strip of targets"


def test_a_month_that_lacks_something_says_what(app: AppTest) -> None:
    open_page(app, OVERVIEW, region="33.24", month="2024-08")

    warning = app.warning[0].value.replace("\\", "")
    assert "Agustus 2024: sementara" in warning
    assert "Jakon" in warning
    assert "bpjs-kendal" in warning


def test_a_month_before_the_first_denominator_by_district_shows_counts_and_says_why(app: AppTest) -> None:
    open_page(app, "pages/places/regions.py", month="2025-06")

    assert "Yang ditampilkan jumlah peserta aktif" in shown(app)
    assert "scattergeo" in app.get("plotly_chart")[0].proto.spec
