"""The pages on change and targets, and the lines by which the first screen leads to them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from src.coverage.ui import pages

from .opening import open_page, shown

CHANGE, TARGETS, OVERVIEW = "pages/ahead/change.py", "pages/ahead/targets.py", "pages/overview/overview.py"


def test_the_same_month_last_year_is_what_is_compared_at_first(app: AppTest) -> None:
    open_page(app, CHANGE)

    said = shown(app)
    assert "dari Oktober 2025" in said
    assert len(app.get("plotly_chart")) == 2
    for part in ("Peserta baru", "Aktif kembali", "Berhenti", "Revisi penyebut", "diperpanjang", "dibayar ganda"):
        assert part in said


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"compare": "month"}, "dari September 2026"),
        ({"compare": "from", "from": "2025-12"}, "dari Desember 2025"),
        ({"compare": "known", "day": "2026-11-10"}, "karena data yang datang kemudian"),
        ({"payer": "CSR"}, "dari Oktober 2025"),
        ({"area": "74.71.04"}, "hanya dalam orang, tanpa poin"),
        ({"month": "2024-03"}, "di luar data Kota Kendari"),
    ],
)
def test_any_two_months_and_any_members_or_a_sentence(app: AppTest, query: dict[str, str], words: str) -> None:
    open_page(app, CHANGE, **query)

    assert not app.exception
    assert words in shown(app)


def test_the_targets_page_says_what_is_asked_what_the_pace_is_and_what_is_not_verified(app: AppTest) -> None:
    open_page(app, TARGETS)

    said = shown(app)
    for words in (
        "lebih banyak setiap bulan",
        "Selama 12 bulan terakhir",
        "belum terverifikasi",
        "RPJPN 2025–2045 (nasional)",
    ):
        assert words in said
    assert "Rentang menurut penyebut yang dipakai" in said


def test_a_rate_of_some_segments_is_held_against_no_target(app: AppTest) -> None:
    open_page(app, TARGETS, region="33.24")

    assert "tidak dibandingkan dengan angka pekerja BPU" in shown(app)
    assert app.get("plotly_chart") == []


def test_the_first_screen_leads_to_every_page_it_takes_a_fact_from(app: AppTest) -> None:
    app.run()

    labels = [link.proto.label for link in app.get("page_link")]
    assert len(labels) == 5
    assert any("Tanpa perpanjangan" in label for label in labels)
    assert any("datang atau kembali" in label for label in labels)
    assert {"prospects", "change", "targets", "quadrant", "equity"} <= {found.path for found in pages()}


def test_the_first_screen_follows_the_segment(app: AppTest) -> None:
    open_page(app, OVERVIEW, segment="BPU")

    assert not app.exception
    assert "pekerja BPU terlindungi" in shown(app)
