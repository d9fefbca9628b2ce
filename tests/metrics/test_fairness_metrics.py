"""Coverage that others pay for, the drop-out of a year, and moves between deciles."""

from __future__ import annotations

import pytest

from src.coverage.metrics import ask
from src.coverage.text import month_number
from tests.snapshot_world import snapshot_world

from .answers import answers, refusal

JULY = month_number("2026-07")
WORKERS = """
    series        | as_of      | region_code   | decile | segment | workers
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | 1      | BPU     | 100
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | 2      | BPU     | 200
    dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | ?      | BPU     | 10
"""
MEMBERS = """
    month   | village_code  | decile | sponsor_id | sponsor_kind | active
    2026-07 | 74.71.01.1001 | 1      | KALLA      | CSR          | 20
    2026-07 | 74.71.01.1001 | 1      | MANDIRI    | MANDIRI      | 15
    2026-07 | 74.71.01.1001 | 2      | MANDIRI    | MANDIRI      | 30
    2026-07 | 74.71.01.1001 | ?      | KALLA      | CSR          | 6
"""


def test_only_members_whom_somebody_else_pays_for_stand_over_the_workers() -> None:
    world = snapshot_world(mart_coverage=MEMBERS, mart_workforce=WORKERS)
    result = ask(world, ["subsidised_rate", "coverage_rate"], by="decile")
    sides = ("subsidised_rate_numerator", "subsidised_rate_denominator", "subsidised_rate", "coverage_rate_numerator")
    assert answers(result, *sides) == [["1", 20, 100, 0.2, 35], ["2", 0, 200, 0.0, 30], ["?", 6, 10, None, 6]]


def test_an_employer_pays_for_its_own_and_subsidises_nobody() -> None:
    members = """
        month   | village_code  | decile | segment | sponsor_id    | active
        2026-07 | 74.71.01.1001 | 1      | PU      | PEMBERI_KERJA | 20
        2026-07 | 74.71.01.1001 | 1      | BPU     | MANDIRI       | 7
    """
    workers = WORKERS.replace("| 2      | BPU     | 200", "| 1      | PU      | 200")
    result = ask(snapshot_world(mart_coverage=members, mart_workforce=workers), "subsidised_rate", by="decile")
    assert answers(result, "subsidised_rate_numerator", "subsidised_rate")[0] == ["1", 0, 0.0]


def test_there_is_no_rate_by_sponsor() -> None:
    world = snapshot_world(mart_coverage=MEMBERS, mart_workforce=WORKERS)
    assert refusal(world, "subsidised_rate", by="sponsor_kind").code == "not_by"


def year(*, lapsed: int = 0, active: int = 40, months: int = 12, village: str = "74.71.01.1001") -> str:
    """Twelve months of one village that end in July 2026; all the lapses lie in the last one."""
    lines = ["month | village_code | segment | active | lapsed | detail"]
    for month in range(JULY - months + 1, JULY + 1):
        lines.append(f"{month} | {village} | BPU | {active} | {lapsed if month == JULY else 0} | village")
        lines.append(f"{month} | 74.71.01.0000 | PU | 500 | - | district")
    return "\n".join(lines)


def test_the_drop_out_rate_is_a_years_lapses_over_the_mean_of_listed_members() -> None:
    result = ask(snapshot_world(mart_coverage=year(lapsed=10)), "drop_out_rate", by="district")
    sides = ("drop_out_rate_numerator", "drop_out_rate_denominator", "drop_out_rate")
    assert answers(result, *sides) == [["74.71.01", 10, 40.0, 0.25]]


def test_before_twelve_whole_months_there_is_no_drop_out_rate() -> None:
    result = ask(snapshot_world(mart_coverage=year(lapsed=10, months=11)), "drop_out_rate")
    assert (result.value(), result.status()) == (None, "no_data")
    earlier = ask(snapshot_world(mart_coverage=year(lapsed=10)), "drop_out_rate", month=JULY - 1)
    assert earlier.status() == "no_data"


def test_an_area_without_listed_members_has_no_drop_out_rate_and_does_not_vanish() -> None:
    regions = "code | name\n74.71.02 | Baruga\n74.71.02.1001 | Watubangga"
    world = snapshot_world(mart_coverage=year(lapsed=4), ref_region=regions)
    assert answers(ask(world, "drop_out_rate", by="district"))[-1] == ["74.71.02", None]


def test_each_month_of_a_span_has_a_window_of_its_own() -> None:
    world = snapshot_world(mart_coverage=year(lapsed=8, months=13))
    result = ask(world, "drop_out_rate", by="month", span=(JULY - 2, JULY))
    assert answers(result) == [[JULY - 2, None], [JULY - 1, 0.0], [JULY, 0.2]]


def test_the_public_sees_no_drop_out_of_a_few_people() -> None:
    world = snapshot_world(mart_coverage=year(lapsed=3))
    result = ask(world, "drop_out_rate", role="public")
    assert result.status() == "masked" and result.frame["drop_out_rate_numerator"].isna().all()
    few = ask(snapshot_world(mart_coverage=year(active=3)), "drop_out_rate", role="public")
    assert few.status() == "masked" and few.frame["drop_out_rate_denominator"].isna().all()


MOVES = """
    village_code  | from_period | to_period | decile_from | decile_to | persons
    74.71.01.1001 | 2026-01     | 2026-04   | 1           | 2         | 7
    74.71.01.1001 | 2026-04     | 2026-07   | 1           | 1         | 50
    74.71.01.1001 | 2026-04     | 2026-07   | 1           | 3         | 12
    74.71.01.1001 | 2026-04     | 2026-07   | 3           | 1         | 2
    74.71.01.1001 | 2026-04     | 2026-07   | 0           | 3         | 9
    74.71.01.1001 | 2026-04     | 2026-07   | 3           | 3         | 30
"""
BY = ("decile_before", "decile")


def test_moves_are_those_into_the_latest_register_not_after_the_month() -> None:
    world = snapshot_world(mart_decile_migration=MOVES, mart_coverage=MEMBERS, mart_workforce=WORKERS)
    found = {(before, now): count for before, now, count in answers(ask(world, "decile_migration", by=BY)) if count}
    assert found == {("1", "1"): 50, ("1", "3"): 12, ("3", "1"): 2, ("0", "3"): 9, ("3", "3"): 30}
    place = "regency_code | first_month | last_month | complete_month\n74.71 | 2026-01 | 2026-07 | 2026-07"
    earlier = snapshot_world(mart_decile_migration=MOVES, mart_coverage=MEMBERS, ref_place=place)
    assert ask(earlier, "decile_migration", month=month_number("2026-05")).value() == 7
    assert ask(earlier, "decile_migration", month=month_number("2026-02")).status() == "no_data"


def test_a_move_nobody_made_is_nought_where_two_registers_came_and_unknown_elsewhere() -> None:
    regions = "code | name\n74.71.02.1001 | Watubangga"
    world = snapshot_world(
        mart_decile_migration=MOVES, mart_coverage=MEMBERS, mart_workforce=WORKERS, ref_region=regions
    )
    rows = answers(ask(world, "decile_migration", by=("village", *BY)))
    assert ["74.71.01.1001", "2", "1", 0] in rows
    assert {count for village, *_, count in rows if village == "74.71.02.1001"} == {None}


def test_few_movers_are_masked_with_others_so_that_no_total_gives_them_away() -> None:
    world = snapshot_world(mart_decile_migration=MOVES, mart_coverage=MEMBERS, mart_workforce=WORKERS)
    result = ask(world, "decile_migration", by=BY, role="public")
    statuses = dict(
        zip(zip(*(result.frame[dim] for dim in BY), strict=True), result.frame["decile_migration_status"], strict=True)
    )
    assert statuses["3", "1"] == "masked"
    assert [status for (before, _), status in statuses.items() if before == "3"].count("masked") >= 2
    assert [status for (_, now), status in statuses.items() if now == "1"].count("masked") >= 2


@pytest.mark.parametrize("metric", ["active", "coverage_points", "drop_out_rate", "coverage_rate"])
def test_members_are_not_asked_by_the_decile_they_had(metric: str) -> None:
    world = snapshot_world(mart_coverage=MEMBERS, mart_workforce=WORKERS)
    assert refusal(world, metric, by="decile_before").code == "not_by"
