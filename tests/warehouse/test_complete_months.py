"""Which month is the last complete one, and what is said to be missing after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from src.coverage.text import month_code

from .test_build import LIST, SPONSORS, Office, relation
from .world import answers

COUNTS = "kode_wilayah | segmen | bulan | aktif\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that knows one sponsor."""
    return Office(tmp_path)


def complete(office: Office) -> str:
    """The last complete month of Kendari."""
    return month_code(office.snapshot().default_month(["74.71"]))


def test_a_sender_without_a_rhythm_does_not_hold_a_month_up(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    for month in ("2025-01", "2025-02", "2025-03"):
        office.sends(f"{COUNTS}74.71|PU|{month}|90", sender="BPJS", received=date(2025, 4, 1))
    assert complete(office) == "2025-03"


def test_a_monthly_sponsor_holds_a_month_up_until_its_list_comes(office: Office) -> None:
    office.sends(SPONSORS.replace("sekali", "bulanan"), format="sponsors", period="2025-02", received=date(2025, 2, 2))
    for month in ("2025-01", "2025-02"):
        office.sends(f"{COUNTS}74.71|PU|{month}|90", sender="BPJS", received=date(2025, 4, 1))
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    assert complete(office) == "2025-01"
    office.sends(LIST, period="2025-02", received=date(2025, 4, 2))
    assert complete(office) == "2025-02"


def test_a_month_that_nobody_reports_monthly_is_not_complete(office: Office) -> None:
    office.sends(f"{COUNTS}74.71|PU|2025-01|90", sender="BPJS", received=date(2025, 2, 1))
    office.sends(LIST, period="2025-02", received=date(2025, 3, 1))
    snapshot = office.snapshot()
    assert [month_code(snapshot.places[0].last_month), complete(office)] == ["2025-02", "2025-01"]
    assert answers(relation(snapshot, "ref_missing"), "month", "area_code") == [["2025-02", "74.71"]]
