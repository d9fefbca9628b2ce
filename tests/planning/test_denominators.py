"""The denominators of a place: their dates and revisions, the range of rates over them, and rates above 100 %."""

from __future__ import annotations

from src.coverage.planning.denominators import denominators, over_text, range_of, range_text, revision_text
from src.coverage.text import month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

MONTH = month_number("2025-03")
COVERAGE = """
    month   | village_code  | detail  | segment | active
    2025-02 | 33.18.00.0000 | regency | BPU     | 180000
    2025-03 | 33.18.00.0000 | regency | BPU     | 173728
"""
WORKERS = """
    series           | as_of      | region_code | workers
    ucj_potensi      | 2024-06-30 | 33.18       | 511111
    ucj_potensi      | 2025-03-31 | 33.18       | 599061
    pekerja_informal | 2025-01-31 | 33.18       | 300000
    sakernas_bekerja | 2025-08-31 | 33.18       | 700000
"""


def pati(workers: str = WORKERS) -> WorldSnapshot:
    return snapshot_world(mart_coverage=COVERAGE, mart_workforce=workers)


def test_the_registry_has_what_was_known_by_the_month() -> None:
    found = denominators(pati(), "33.18", MONTH)
    assert [(one.name, one.workers) for one in found] == [("ucj_potensi", 599_061), ("pekerja_informal", 300_000)]
    assert found[0].detail.en == "regency"
    assert [one.name for one in denominators(pati(), "33.18", month_number("2025-08"))][-1] == "sakernas_bekerja"


def test_a_revision_beyond_the_limit_is_a_warning() -> None:
    found = denominators(pati(), "33.18", MONTH)[0]
    assert found.revision is not None
    assert (found.revision.before, found.revision.after, found.revision.is_large) == (511_111, 599_061, True)
    warning = revision_text(found)
    assert warning is not None
    assert "+17.21%" in warning.en

    calm = denominators(pati(WORKERS.replace("599061", "562222")), "33.18", MONTH)[0]
    assert calm.revision is not None
    assert not calm.revision.is_large, "just 10.0 %"
    assert revision_text(calm) is None


def test_each_area_has_its_own_latest_value_and_is_compared_with_its_own_past() -> None:
    workers = """
        series      | as_of      | region_code   | workers
        ucj_potensi | 2024-06-30 | 33.18.01.2001 | 100
        ucj_potensi | 2024-06-30 | 33.18.01.2002 | 300
        ucj_potensi | 2025-03-31 | 33.18.01.2001 | 115
        ucj_potensi | 2025-03-31 | 33.18.01.2003 | 50
    """
    found = denominators(pati(workers), "33.18", MONTH)[0]
    assert found.workers == 115 + 300 + 50
    assert (found.since.year, found.as_of.year) == (2024, 2025)
    assert found.revision is not None
    assert (found.revision.before, found.revision.after, found.revision.is_large) == (100, 115, True)


def test_the_range_names_the_series_and_whom_it_is_about() -> None:
    found = range_of(denominators(pati(), "33.18", MONTH))
    assert found is not None
    assert (found.low.name, found.high.name) == ("ucj_potensi", "pekerja_informal")
    assert "29.00% (UCJ potential, workers) to 57.91% (Informal workers, BPU workers)" in range_text(found).en
    assert range_of(denominators(pati(), "33.18", MONTH)[:1]) is None


def test_a_rate_above_a_hundred_per_cent_is_kept_and_explained() -> None:
    found = denominators(pati(WORKERS.replace("599061", "150000")), "33.18", MONTH)[0]
    assert found.rate.rate == 173_728 / 150_000
    text = over_text(found.rate)
    assert text is not None
    assert "173,728" in text.en
    assert over_text(denominators(pati(), "33.18", MONTH)[0].rate) is None
