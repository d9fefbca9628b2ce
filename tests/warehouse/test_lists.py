"""Participant lists become months of membership: what a list adds, takes away, repeats and renews."""

from __future__ import annotations

from .conftest import Drawn
from .world import answers


def test_a_renewal_without_a_gap_is_one_spell_and_counts_as_renewed(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
            p01    | KALLA   | 2025-04 | 2025-06
        """,
        last="2025-08",
    )
    columns = ("month", "active", "joined", "rejoined", "lapsed", "expiring", "renewed")
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-01", 1, 1, 0, 0, 0, 0],
        ["2025-02", 1, 0, 0, 0, 0, 0],
        ["2025-03", 1, 0, 0, 0, 1, 0],
        ["2025-04", 1, 0, 0, 0, 0, 1],
        ["2025-05", 1, 0, 0, 0, 0, 0],
        ["2025-06", 1, 0, 0, 0, 1, 0],
        ["2025-07", 0, 0, 0, 1, 0, 0],
    ]


def test_a_renewal_after_a_gap_is_lapsed_and_rejoined_and_never_renewed(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
            p01    | KALLA   | 2025-05 | 2025-06
        """,
        last="2025-06",
    )
    columns = ("month", "active", "joined", "rejoined", "lapsed", "expiring", "renewed")
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-01", 1, 1, 0, 0, 0, 0],
        ["2025-02", 1, 0, 0, 0, 0, 0],
        ["2025-03", 1, 0, 0, 0, 1, 0],
        ["2025-04", 0, 0, 0, 1, 0, 0],
        ["2025-05", 1, 0, 1, 0, 0, 0],
        ["2025-06", 1, 0, 0, 0, 1, 0],
    ]


def test_a_change_of_payer_in_mid_spell_is_taken_over_and_moved_and_no_new_waiting(marts: Drawn) -> None:
    told = marts(
        lists="""
            sender | period  | person | sponsor | start   | end
            -------+---------+--------+---------+---------+--------
            bpjs   | 2025-01 | -      | -       | -       | -
            bpjs   | 2025-03 | p01    | KALLA   | 2025-03 | 2025-05
            dinas  | 2025-06 | p01    | APBD    | 2025-06 | 2025-08
        """,
        last="2025-09",
    )
    columns = (
        "month",
        "sponsor_id",
        "active",
        "benefit_ready",
        "joined",
        "moved_in",
        "moved_out",
        "taken_over",
        "lapsed",
    )
    assert answers(told["mart_coverage"], *columns) == [
        ["2025-03", "KALLA", 1, 0, 1, 0, 0, 0, 0],
        ["2025-04", "KALLA", 1, 0, 0, 0, 0, 0, 0],
        ["2025-05", "KALLA", 1, 0, 0, 0, 0, 0, 0],
        ["2025-06", "APBD", 1, 1, 0, 1, 0, 0, 0],
        ["2025-06", "KALLA", 0, 0, 0, 0, 1, 1, 0],
        ["2025-07", "APBD", 1, 1, 0, 0, 0, 0, 0],
        ["2025-08", "APBD", 1, 1, 0, 0, 0, 0, 0],
        ["2025-09", "APBD", 0, 0, 0, 0, 0, 0, 1],
    ]


def test_registered_and_never_paid_is_registered_and_not_active(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-10 | p01    | BAZNAS  | 2025-10 | 2025-11
            2025-10 | p02    | BAZNAS  | -       | -
        """,
        last="2025-12",
    )
    assert answers(told["mart_coverage"], "month", "registered", "active") == [
        ["2025-10", 2, 1],
        ["2025-11", 2, 1],
        ["2025-12", 2, 0],
    ]
    assert answers(told["mart_sponsor"], "month", "sponsored_registered", "sponsored_active") == [
        ["2025-10", 2, 1],
        ["2025-11", 2, 1],
        ["2025-12", 2, 0],
    ]


def test_a_worker_struck_off_the_next_list_loses_the_months_from_its_period_on(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-01 | p01    | APBD    | 2025-01 | 2025-12
            2025-01 | p02    | APBD    | 2025-01 | 2025-12
            2025-04 | p01    | APBD    | 2025-01 | 2025-12
        """,
        last="2025-06",
    )
    assert answers(told["mart_coverage"], "month", "registered", "active", "lapsed", "expiring") == [
        ["2025-01", 2, 2, 0, 0],
        ["2025-02", 2, 2, 0, 0],
        ["2025-03", 2, 2, 0, 1],
        ["2025-04", 1, 1, 1, 0],
        ["2025-05", 1, 1, 0, 0],
        ["2025-06", 1, 1, 0, 0],
    ]


def test_a_list_sent_again_for_the_next_month_neither_ends_nor_renews_anything(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-01 | p01    | APBD    | 2025-01 | 2025-04
            2025-02 | p01    | APBD    | 2025-01 | 2025-04
            2025-03 | p01    | APBD    | 2025-03 | 2025-04
        """,
        last="2025-05",
    )
    assert answers(told["mart_coverage"], "month", "active", "joined", "expiring", "renewed", "lapsed") == [
        ["2025-01", 1, 1, 0, 0, 0],
        ["2025-02", 1, 0, 0, 0, 0],
        ["2025-03", 1, 0, 0, 0, 0],
        ["2025-04", 1, 0, 1, 0, 0],
        ["2025-05", 0, 0, 0, 0, 1],
    ]
    assert answers(told["mart_sponsor"], "paid_person_months", "ending") == [[4, 1]]


def test_a_later_list_adds_to_earlier_months_and_takes_nothing_away_there(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-02 | p01    | APBD    | 2025-01 | 2025-03
            2025-03 | p02    | APBD    | 2025-02 | 2025-03
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "month", "active") == [["2025-01", 1], ["2025-02", 2], ["2025-03", 1]]


def test_a_list_that_names_nobody_ends_the_cover_of_its_sender_alone(marts: Drawn) -> None:
    told = marts(
        lists="""
            sender | period  | person | sponsor | start   | end
            -------+---------+--------+---------+---------+--------
            bpjs   | 2025-01 | p01    | APBD    | 2025-01 | 2025-06
            dinas  | 2025-01 | p02    | APBD    | 2025-01 | 2025-03
            bpjs   | 2025-03 | -      | -       | -       | -
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "month", "active", "lapsed") == [
        ["2025-01", 2, 0],
        ["2025-02", 2, 0],
        ["2025-03", 1, 1],
        ["2025-04", 0, 1],
    ]


def test_two_senders_of_one_period_are_united_and_nobody_counts_twice(marts: Drawn) -> None:
    told = marts(
        lists="""
            sender | period  | person | sponsor | start   | end
            -------+---------+--------+---------+---------+--------
            bpjs   | 2025-01 | p01    | KALLA   | 2025-01 | 2025-02
            dinas  | 2025-01 | p01    | KALLA   | 2025-02 | 2025-03
            dinas  | 2025-01 | p02    | KALLA   | 2025-01 | 2025-01
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "month", "active", "double_paid", "renewed", "lapsed") == [
        ["2025-01", 2, 0, 0, 0],
        ["2025-02", 1, 0, 0, 1],
        ["2025-03", 1, 0, 0, 0],
        ["2025-04", 0, 0, 0, 1],
    ]
    assert answers(told["mart_sponsor"], "sponsor_id", "paid_person_months") == [["KALLA", 4]]


def test_parts_of_one_sender_follow_each_other_separately(marts: Drawn) -> None:
    told = marts(
        lists="""
            part     | period  | person | sponsor | start   | end
            ---------+---------+--------+---------+---------+--------
            74.71.01 | 2025-01 | p01    | APBD    | 2025-01 | 2025-03
            74.71.02 | 2025-01 | p02    | APBD    | 2025-01 | 2025-03
            74.71.01 | 2025-02 | -      | -       | -       | -
        """,
        last="2025-03",
    )
    assert answers(told["mart_coverage"], "month", "active") == [["2025-01", 2], ["2025-02", 1], ["2025-03", 1]]


def test_a_change_of_segment_moves_a_person_and_does_not_end_the_spell(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | segment | start   | end
            -------+---------+---------+---------+--------
            p01    | MANDIRI | BPU     | 2025-01 | 2025-02
            p01    | MANDIRI | PU      | 2025-03 | 2025-03
        """,
        last="2025-03",
    )
    assert answers(
        told["mart_coverage"], "month", "segment", "active", "joined", "moved_in", "moved_out", "lapsed"
    ) == [
        ["2025-01", "BPU", 1, 1, 0, 0, 0],
        ["2025-02", "BPU", 1, 0, 0, 0, 0],
        ["2025-03", "BPU", 0, 0, 0, 1, 0],
        ["2025-03", "PU", 1, 0, 1, 0, 0],
    ]


def test_whoever_is_active_in_the_first_month_joined_when_the_cover_began(marts: Drawn) -> None:
    told = marts(
        lists="""
            period  | person | sponsor | start   | end
            --------+--------+---------+---------+--------
            2025-01 | p01    | KALLA   | 2024-11 | 2025-02
            2025-01 | p02    | KALLA   | 2025-01 | 2025-02
        """,
        last="2025-02",
    )
    assert answers(told["mart_coverage"], "month", "active", "joined") == [["2025-01", 2, 1], ["2025-02", 2, 0]]


def test_expiring_in_ninety_days_counts_whose_last_paid_month_over_all_payers_is_near(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-04
            p02    | KALLA   | 2025-01 | 2025-03
            p02    | APBD    | 2025-04 | 2025-12
            p03    | MANDIRI | 2025-01 | 2025-02
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "month", "active", "expiring", "expiring_90") == [
        ["2025-01", 3, 0, 1],
        ["2025-02", 3, 0, 2],
        ["2025-03", 2, 1, 1],
        ["2025-04", 2, 1, 1],
    ]


def test_what_expires_is_renewed_or_taken_over_or_lapsed(marts: Drawn) -> None:
    told = marts(
        lists="""
            person | sponsor | start   | end
            -------+---------+---------+--------
            p01    | KALLA   | 2025-01 | 2025-03
            p01    | KALLA   | 2025-04 | 2025-12
            p02    | KALLA   | 2025-01 | 2025-03
            p02    | APBD    | 2025-04 | 2025-12
            p03    | KALLA   | 2025-01 | 2025-03
            p04    | KALLA   | 2025-01 | 2025-03
            p04    | APBD    | 2025-02 | 2025-12
            p05    | MANDIRI | 2025-01 | 2025-03
        """,
        last="2025-04",
    )
    assert answers(told["mart_coverage"], "sponsor_id", "expiring", month="2025-03") == [["KALLA", 4]]
    assert answers(told["mart_coverage"], "sponsor_id", "renewed", "taken_over", "lapsed", month="2025-04") == [
        ["KALLA", 1, 2, 1],
        ["MANDIRI", 0, 0, 1],
    ]
