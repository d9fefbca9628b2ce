"""Eighteen months ahead of the last complete one: what is paid already, what begins, what ends, and who rolls on."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def test_cover_already_paid_runs_out_and_a_rolling_payer_is_carried(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-05 | 2025-07
            p02    | MANDIRI | 2025-05 | 2025-06
        """,
        last="2025-06",
    )
    columns = ("month", "ahead", "sponsor_id", "already_paid", "starting", "ending", "lapsing", "carried")
    ahead = answers(told["mart_outlook"], *columns)
    assert ahead[:4] == [
        ["2025-06", 0, "KALLA", 1, 1, 0, 0, 0],
        ["2025-06", 0, "MANDIRI", 0, 0, 0, 0, 1],
        ["2025-07", 1, "KALLA", 1, 0, 1, 1, 0],
        ["2025-07", 1, "MANDIRI", 0, 0, 0, 0, 1],
    ]
    assert sorted(line[1] for line in ahead if line[2] == "MANDIRI") == list(range(19))
    assert [line for line in ahead if line[2] == "KALLA"][-1][0] == "2025-07"


def test_without_renewal_the_paid_months_count_and_with_all_renewals_whoever_ever_began(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-06 | 2025-06
            p02    | KALLA   | 2025-07 | 2025-08
            p03    | KALLA   | 2025-06 | 2025-06
            p03    | APBD    | 2025-08 | 2025-08
            p04    | MANDIRI | 2025-06 | 2025-06
        """,
        last="2025-08",
        complete="2025-06",
    )
    by_month = answers(told["mart_outlook"], "month", "already_paid", "starting", "carried")[:4]
    assert by_month == [["2025-06", 2, 2, 1], ["2025-07", 1, 1, 1], ["2025-08", 2, 0, 1], ["2025-09", 0, 0, 1]]
    none = [paid + carried for _, paid, _, carried in by_month]
    everyone = [sum(line[2] for line in by_month[: k + 1]) + by_month[k][3] for k in range(4)]
    assert (none, everyone) == ([3, 2, 3, 1], [3, 4, 4, 4])


def test_an_end_that_is_renewed_or_taken_over_does_not_lapse(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-06 | 2025-07
            p01    | KALLA   | 2025-08 | 2025-09
            p02    | KALLA   | 2025-06 | 2025-07
            p02    | APBD    | 2025-08 | 2025-09
            p03    | KALLA   | 2025-06 | 2025-07
        """,
        last="2025-06",
    )
    assert answers(told["mart_outlook"], "month", "sponsor_id", "ending", "lapsing") == [
        ["2025-07", "KALLA", 3, 1],
        ["2025-09", "APBD", 1, 1],
        ["2025-09", "KALLA", 1, 1],
    ]


def test_counts_of_the_last_complete_month_are_carried(marts: Drawn) -> None:
    told = marts(
        counts="""
            period  | area_code | segment | active
            --------+-----------+---------+-------
            2025-05 | 74.71.01  | PU      | 60
            2025-06 | 74.71.01  | PU      | 61
            2025-07 | 74.71.01  | PU      | 62
        """,
        last="2025-07",
        complete="2025-06",
    )
    ahead = answers(told["mart_outlook"], "ahead", "detail", "village_code", "sponsor_id", "carried")
    assert sorted(ahead) == [[k, "district", "74.71.01.0000", "PEMBERI_KERJA", 61] for k in range(19)]


def test_a_later_register_shows_in_the_outlook_where_the_person_will_be_counted(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-06 | 2025-08
            p02    | MANDIRI | 2025-06 | 2025-08
        """,
        register="""
            person | period  | village
            -------+---------+--------------
            p01    | 2025-01 | 74.71.01.1001
            p01    | 2025-07 | 74.71.02.1001
            p02    | 2025-01 | 74.71.01.1001
            p02    | 2025-07 | 74.71.02.1001
        """,
        last="2025-08",
        complete="2025-06",
    )
    columns = ("month", "village_code", "sponsor_id", "already_paid", "carried")
    assert answers(told["mart_outlook"], *columns)[:5] == [
        ["2025-06", "74.71.01.1001", "KALLA", 1, 0],
        ["2025-06", "74.71.01.1001", "MANDIRI", 0, 1],
        ["2025-07", "74.71.01.1001", "MANDIRI", 0, 1],
        ["2025-07", "74.71.02.1001", "KALLA", 1, 0],
        ["2025-08", "74.71.01.1001", "MANDIRI", 0, 1],
    ]


LISTED_AND_COUNTED = """
    person | sponsor | start   | end     | village
    -------+---------+---------+---------+--------------
    p01    | KALLA   | 2025-06 | 2025-06 | 74.71.01.1001
    p02    | KALLA   | 2025-06 | 2025-07 | 74.71.01.1001
    p03    | KALLA   | 2025-06 | 2025-07 | 74.71.01.1001
    p04    | KALLA   | 2025-06 | 2025-06 | -
    p05    | KALLA   | 2025-06 | 2025-06 | -
"""


def _covered(told: dict[str, list[dict[str, object]]]) -> list[int]:
    """Who is covered in the first three months if nothing is renewed."""
    ahead = {
        month: paid + more for month, paid, more in answers(told["mart_outlook"], "month", "already_paid", "carried")
    }
    return [ahead.get(month, 0) for month in ("2025-06", "2025-07", "2025-08")]


def test_counts_smaller_than_the_lists_take_nobody_off_the_listed_of_later_months(marts: Drawn) -> None:
    counts = """
        period  | area_code | segment | covers | active
        --------+-----------+---------+--------+-------
        2025-06 | 74.71     | BPU     | whole  | 3
    """
    told = marts(lists=LISTED_AND_COUNTED, counts=counts, last="2025-06")
    assert answers(told["mart_coverage"], "active") == [[3]]
    # Five are listed, two of them in July as well; the counts know of nobody else.
    assert _covered(told) == [5, 2, 0]


def test_listed_people_of_no_area_are_taken_off_the_counts_of_the_areas_as_long_as_these_hold_them(
    marts: Drawn,
) -> None:
    counts = """
        period  | area_code | segment | covers | active
        --------+-----------+---------+--------+-------
        2025-06 | 74.71.01  | BPU     | whole  | 1
        2025-06 | 74.71.02  | BPU     | whole  | {second}
    """
    # Baruga has nine whom nobody lists, two of them are p04 and p05; Mandonga's one is less than the three it lists.
    roomy = marts(lists=LISTED_AND_COUNTED, counts=counts.format(second=9), last="2025-06")
    assert answers(roomy["mart_coverage"], "active") == [[10]]
    assert _covered(roomy) == [5 + 7, 2 + 7, 7]
    # With one in Baruga only one of the two can be among the counted.
    tight = marts(lists=LISTED_AND_COUNTED, counts=counts.format(second=1), last="2025-06")
    assert answers(tight["mart_coverage"], "active") == [[2]]
    assert _covered(tight) == [5, 2, 0]
