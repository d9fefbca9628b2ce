"""Past ends of blocks with what came next, and ends ahead with what is bought and what follows."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def lines(rows: list[dict[str, object]], *columns: str) -> list[tuple[object, ...]]:
    """The rows as they are, in order."""
    return sorted((tuple(row[name] for name in columns) for row in rows), key=repr)


def test_an_end_is_counted_once_with_what_the_next_month_brought(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
            p01    | KALLA   | 2025-04 | 2025-09
            p02    | KALLA   | 2025-01 | 2025-03
            p02    | APBD    | 2025-04 | 2025-04
            p03    | KALLA   | 2025-01 | 2025-03
            p04    | MANDIRI | 2025-01 | 2025-03
        """,
        last="2025-06",
    )
    # The self-paid have no blocks to renew; the APBD's single month has an end of its own.
    ends = [row for row in told["mart_renewal"] if row["sponsor_id"] == "KALLA"]
    assert lines(ends, "block_months", "ended", "renewed", "taken_over") == [(3, 3, 1, 1)]
    assert {row["sponsor_id"] for row in told["mart_renewal"]} == {"KALLA", "APBD"}


def test_an_end_counts_only_when_the_month_after_it_is_complete(marts: Drawn) -> None:
    lists = """
        person | sponsor | start   | end
        -------+---------+---------+--------
        p01    | KALLA   | 2025-01 | 2025-05
    """
    assert marts(lists=lists, last="2025-06", complete="2025-05")["mart_renewal"] == []
    told = marts(lists=lists, last="2025-06", complete="2025-06")["mart_renewal"]
    assert lines(told, "block_months", "ended", "renewed") == [(5, 1, 0)]


def test_a_lapse_ahead_has_the_length_the_band_and_the_month_cover_begins_again(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end     | band
            -------+---------+---------+---------+-----
            p01    | KALLA   | 2025-01 | 2025-07 | 2
            p01    | KALLA   | 2025-10 | 2025-12 | 2
            p02    | KALLA   | 2025-06 | 2025-07 |
        """,
        last="2025-06",
    )
    start = 2025 * 12
    assert lines(told["mart_lapse"], "month", "block_months", "band", "next_month", "persons") == [
        (start + 6, 2, 1, None, 1),
        (start + 6, 7, 2, start + 9, 1),
        (start + 11, 3, 2, None, 1),
    ]


def test_who_pays_month_by_month_today_is_carried_and_does_not_lapse(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | MANDIRI | 2025-05 | 2025-06
            p01    | KALLA   | 2025-05 | 2025-08
        """,
        last="2025-06",
    )
    assert told["mart_lapse"] == []


def test_blocks_that_are_followed_at_once_do_not_lapse(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-05 | 2025-07
            p01    | APBD    | 2025-08 | 2025-09
        """,
        last="2025-06",
    )
    assert answers(told["mart_lapse"], "month", "sponsor_id", "persons") == [["2025-09", "APBD", 1]]
