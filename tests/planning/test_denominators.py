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


SEGMENTS = """
    series      | as_of      | region_code | segment | workers
    ucj_potensi | 2024-06-08 | 33.18       | BPU     | 1500
    ucj_potensi | 2024-06-08 | 33.18       | PU      | 3000
    ucj_potensi | 2025-02-08 | 33.18       | BPU     | 2300
    ucj_potensi | 2025-02-08 | 33.18       | PU      | 2850
"""
REGISTER = """
    series        | as_of      | region_code   | segment | decile | occupation_group | workers
    dtsen_bekerja | 2024-07-01 | 33.18.01.2001 | BPU     | 1      | nelayan          | 100
    dtsen_bekerja | 2024-07-01 | 33.18.01.2001 | BPU     | 2      | other            | 60
    dtsen_bekerja | 2024-07-01 | 33.18.02.2001 | BPU     | 1      | nelayan          | 200
    dtsen_bekerja | 2025-01-01 | 33.18.01.2001 | BPU     | 1      | nelayan          | 160
    dtsen_bekerja | 2025-01-01 | 33.18.01.2001 | BPU     | 2      | other            | 20
    dtsen_bekerja | 2025-01-01 | 33.18.02.2001 | BPU     | 1      | nelayan          | 195
"""
LISTED = """
    month   | village_code  | detail  | segment | decile | occupation_group | active
    2025-03 | 33.18.01.2001 | village | BPU     | 1      | nelayan          | 40
    2025-03 | 33.18.01.2001 | village | BPU     | 2      | other            | 10
    2025-03 | 33.18.02.2001 | village | BPU     | 1      | nelayan          | 50
"""


def _drawn(table: str) -> list[dict[str, str]]:
    head, *lines = [line for line in table.strip().splitlines() if line.strip()]
    names = [name.strip() for name in head.split("|")]
    return [dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True)) for line in lines]


def _by_hand(table: str, **kept: str) -> tuple[int, int]:
    """The workers of the first and of the second date that a filter keeps; areas by the start of their code."""
    rows = [row for row in _drawn(table) if all(row[name].startswith(code) for name, code in kept.items())]
    first, second = sorted({row["as_of"] for row in rows})
    return tuple(sum(int(row["workers"]) for row in rows if row["as_of"] == day) for day in (first, second))  # type: ignore[return-value]


def test_a_revision_is_judged_on_the_segment_the_rate_is_divided_by_and_names_it() -> None:
    coverage = COVERAGE.replace("180000", "900").replace("173728", "920")
    snapshot = snapshot_world(mart_coverage=coverage, mart_workforce=SEGMENTS)
    found = denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], "segment": ["BPU"]})[0]
    assert found.rate_revision is not None
    assert (found.rate_revision.before, found.rate_revision.after) == _by_hand(SEGMENTS, segment="BPU") == (1500, 2300)
    assert found.rate.workers == 2300
    text = revision_text(found)
    assert text is not None
    assert "UCJ potential (BPU workers) was revised by +53.33%: from 1,500" in text.en
    # The registry goes on telling of the whole series, and without a filter the warning is about that.
    assert found.revision is not None
    assert (found.workers, found.revision.before, found.revision.after) == (5150, 4500, 5150)
    whole = denominators(snapshot, "33.18", MONTH)[0]
    assert whole.rate_revision == whole.revision


def test_a_segment_that_hardly_moved_is_not_warned_about_though_the_whole_series_jumped() -> None:
    table = SEGMENTS.replace("2300", "1550").replace("2850", "4000")
    coverage = COVERAGE.replace("180000", "900").replace("173728", "920")
    snapshot = snapshot_world(mart_coverage=coverage, mart_workforce=table)
    found = denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], "segment": ["BPU"]})[0]
    assert found.revision is not None and found.revision.is_large
    assert revision_text(found) is None


def test_a_district_or_group_that_jumped_is_warned_about_though_the_whole_series_stood_still() -> None:
    snapshot = snapshot_world(mart_coverage=LISTED, mart_workforce=REGISTER)
    whole = denominators(snapshot, "33.18", MONTH)[0]
    assert whole.revision is not None and not whole.revision.is_large
    for where, kept in (
        ({"district": ["33.18.01"]}, {"region_code": "33.18.01"}),
        ({"village": ["33.18.01.2001"]}, {"region_code": "33.18.01.2001"}),
        ({"district": ["33.18.01"], "decile": ["2"]}, {"region_code": "33.18.01", "decile": "2"}),
        ({"occupation_group": ["nelayan"]}, {"occupation_group": "nelayan"}),
        ({"decile_group": ["1"], "segment": ["BPU"]}, {"decile": "1"}),
    ):
        found = denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], **where})[0]
        assert found.rate_revision is not None, where
        assert (found.rate_revision.before, found.rate_revision.after) == _by_hand(REGISTER, **kept), where
        assert found.rate.workers == found.rate_revision.after
        text = revision_text(found)
        assert (text is not None) == (abs(found.rate_revision.change) > 0.1), where
        if "district" in where:
            assert text is not None
            assert "33.18.01" in text.en
    group = revision_text(denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], "decile": ["2"]})[0])
    assert group is not None
    assert "Working in DTSEN (the groups chosen) was revised by −66.67%: from 60 " in group.en


def test_areas_that_did_not_come_again_stand_on_both_sides_of_the_revision_of_a_rate() -> None:
    again = "\n".join(line for line in REGISTER.splitlines() if "2025-01-01 | 33.18.02" not in line)
    snapshot = snapshot_world(mart_coverage=LISTED, mart_workforce=again)
    whole = denominators(snapshot, "33.18", MONTH)[0]
    assert whole.revision is not None and whole.rate_revision is not None
    # One district of two came again: its own 160 became 180, the city's 360 became 380.
    assert (whole.revision.before, whole.revision.after, whole.revision.is_large) == (160, 180, True)
    assert (whole.rate_revision.before, whole.rate_revision.after, whole.rate_revision.is_large) == (360, 380, False)
    assert whole.rate.workers == 380
    assert revision_text(whole) is None
    fishers = denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], "occupation_group": ["nelayan"]})[0]
    assert fishers.rate_revision is not None
    assert (fishers.rate_revision.before, fishers.rate_revision.after) == (100 + 200, 160 + 200)
    assert fishers.rate.workers == 360


def test_without_a_rate_for_the_filters_the_revision_is_the_whole_series() -> None:
    snapshot = snapshot_world(mart_coverage=LISTED, mart_workforce=REGISTER)
    found = denominators(snapshot, "33.18", MONTH, {"regency": ["33.18"], "sponsor": ["MANDIRI"]})[0]
    assert found.rate.rate is None
    assert found.rate_revision is not None
    assert (found.rate_revision.before, found.rate_revision.after) == _by_hand(REGISTER)


def test_the_public_is_told_no_revision_of_fewer_than_five_workers() -> None:
    table = REGISTER.replace("other            | 60", "other            | 3").replace(
        "other            | 20", "other            | 8"
    )
    snapshot = snapshot_world(mart_coverage=LISTED, mart_workforce=table)
    where = {"regency": ["33.18"], "district": ["33.18.01"], "decile": ["2"]}
    assert denominators(snapshot, "33.18", MONTH, where)[0].rate_revision is not None
    told = denominators(snapshot, "33.18", MONTH, where, "public")[0]
    assert told.rate_revision is None or told.rate_revision.before >= 5
