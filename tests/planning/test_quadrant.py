# ruff: noqa: E501 - a drawn table is read across
"""Coverage against drop-out: which field an area stands in, and why some stand in none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from src.coverage.planning.fairness import equity_fact, quadrant_fact
from src.coverage.planning.quadrant import FIELDS, Quadrant, quadrant, quadrant_finding
from src.coverage.text import month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

JULY = month_number("2026-07")
AREAS = {"74.71.01.1001": (60, 3, 100), "74.71.02.1001": (30, 12, 100), "74.71.03.1001": (20, 1, 100)}
"""Members in every month, lapses of the last one, workers."""


def town(areas: dict[str, tuple[int, int, int]] | None = None, more: str = "") -> WorldSnapshot:
    found = AREAS if areas is None else areas
    members = ["month | village_code | decile | active | lapsed"]
    workers = ["series | as_of | region_code | segment | workers"]
    for village, (active, lapsed, count) in found.items():
        if count:
            workers.append(f"dtsen_bekerja | 2026-01-01 | {village} | BPU | {count}")
        for month in range(JULY - 11, JULY + 1):
            members.append(f"{month} | {village} | 1 | {active} | {lapsed if month == JULY else 0}")
    regions = (
        "code | name\n74.71 | Kota Kendari\n74.71.01 | Mandonga\n74.71.02 | Baruga\n74.71.03 | Puuwatu\n74.71.04 | Poasia"
        + more
    )
    return snapshot_world(mart_coverage="\n".join(members), mart_workforce="\n".join(workers), ref_region=regions)


def fields(found: Quadrant) -> dict[str, str | None]:
    return {place.code: place.field for place in (*found.places, *found.absent)}


def test_an_area_is_judged_against_the_place_as_a_whole() -> None:
    found = quadrant(town(), "district", {"regency": ["74.71"]})
    assert found.coverage_cut.value == 110 / 300 and found.drop_out_cut.value == 16 / 110
    assert fields(found) == {"74.71.01": "keep", "74.71.02": "mend", "74.71.03": "widen", "74.71.04": None}


def test_an_area_without_both_figures_is_listed_with_its_reason() -> None:
    found = quadrant(town(), "district", {"regency": ["74.71"]})
    (absent,) = found.absent
    assert absent.code == "74.71.04" and absent.reason is not None and "denominator" in absent.reason.en


def test_members_of_an_area_without_workers_are_told_though_its_rate_is_not_known() -> None:
    found = quadrant(town({**AREAS, "74.71.04.1001": (48, 2, 0)}), "district", {"regency": ["74.71"]})
    (absent,) = found.absent
    assert (absent.code, absent.active, absent.coverage, absent.workers) == ("74.71.04", 48, None, None)
    assert found.coverage_cut.value == 110 / 300, "the line is over the areas that have a rate"


def test_the_lines_can_be_chosen_or_run_through_the_middle() -> None:
    chosen = quadrant(town(), "district", {"regency": ["74.71"]}, coverage_cut=0.25, drop_out_cut=0.5)
    assert set(fields(chosen).values()) == {"keep", "widen", None}
    assert (chosen.coverage_cut.basis, chosen.drop_out_cut.basis) == ("chosen", "chosen")
    middle = quadrant(town(), "district", {"regency": ["74.71"]}, coverage_cut="median", drop_out_cut="median")
    assert middle.coverage_cut.value == 0.3 and middle.drop_out_cut.value == 0.05
    assert fields(middle)["74.71.02"] == "hold"


def test_an_area_that_covers_all_its_workers_is_well_covered_where_the_place_exceeds_them() -> None:
    areas = {"74.71.01.1001": (190, 3, 100), "74.71.02.1001": (101, 12, 100), "74.71.03.1001": (30, 1, 100)}
    found = quadrant(town(areas), "district", {"regency": ["74.71"]})
    assert (found.coverage_cut.value, found.coverage_cut.basis) == (1.0, "full")  # 321 of 300 are no line to ask for
    assert fields(found) == {"74.71.01": "keep", "74.71.02": "hold", "74.71.03": "widen", "74.71.04": None}
    chosen = quadrant(town(areas), "district", {"regency": ["74.71"]}, coverage_cut=1.05)
    assert chosen.coverage_cut.value == 1.05 and fields(chosen)["74.71.02"] == "mend"


def test_much_cover_and_much_drop_out_is_a_leak() -> None:
    found = quadrant(town({**AREAS, "74.71.01.1001": (60, 30, 100)}), "district", {"regency": ["74.71"]})
    assert fields(found)["74.71.01"] == "hold"


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 40), st.integers(90, 200)), min_size=1, max_size=3),
    st.sampled_from(("own", "median", 0.3)),
    st.sampled_from(("own", "median", 0.2)),
)
def test_every_area_stands_in_one_field_or_has_a_reason(
    areas: list[tuple[int, int, int]], coverage: str | float, drop_out: str | float
) -> None:
    drawn = dict(zip(AREAS, areas, strict=False))
    found = quadrant(town(drawn), "district", {"regency": ["74.71"]}, coverage_cut=coverage, drop_out_cut=drop_out)
    everybody = [place.code for place in (*found.places, *found.absent)]
    assert sorted(everybody) == ["74.71.01", "74.71.02", "74.71.03", "74.71.04"]
    assert all(place.reason for place in found.absent) and not any(place.reason for place in found.places)
    assert sum(len(found.of(field)) for field in FIELDS) == len(found.places)


def test_the_page_and_the_first_screen_say_the_same() -> None:
    found = quadrant(town(), "district", {"regency": ["74.71"]})
    assert quadrant_finding(found).en.startswith("1 of 3 districts")
    fact = quadrant_fact(town(), "74.71")
    assert fact is not None and fact.page == "quadrant" and "Baruga" in fact.text.id


def test_there_is_no_fact_where_there_is_no_honest_figure() -> None:
    members = "month | village_code | active\n2026-07 | 74.71.01.1001 | 40"
    bare = snapshot_world(mart_coverage=members)
    assert quadrant_fact(bare, "74.71") is None and equity_fact(bare, "74.71") is None
