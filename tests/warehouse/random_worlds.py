"""Worlds that hypothesis draws: few people, few months around 24 February 2025, and everything that can cross."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from src.coverage.text import month_code, month_number

from .world import PAYER_ORDER, Row, Tables, world

PEOPLE = ("p01", "p02", "p03", "p04", "p05", "p06")
PAYERS = ("KALLA", "ANTAM", "APBD", "MANDIRI", "PEMBERI_KERJA")
SENDERS = ("bpjs", "dinas")
VILLAGES = ("74.71.01.1001", "74.71.01.1002", "74.71.02.1001")
UNLOCATED = ("74.71.01.0000", "74.71.00.0000", None)
AREAS = (*VILLAGES, "74.71.01", "74.71.02", "74.71")
OCCUPATIONS = ("nelayan", "transportasi", None)


@st.composite
def worlds(draw: st.DrawFn) -> Tables:
    """A regency's inputs; nothing in them is illegal, everything may be odd."""
    first = month_number("2024-10") + draw(st.integers(0, 4))
    last = first + draw(st.integers(7, 13))
    people = PEOPLE[: draw(st.integers(3, 6))]
    sponsors = draw(st.lists(st.sampled_from(PAYERS), min_size=2, max_size=3, unique=True))
    months = st.integers(first, last)
    return world(
        lists=draw(_lists(months, people, sponsors)),
        register=draw(_register(months, people)),
        counts=draw(_counts(months)),
        pledges=draw(_pledges(months, sponsors)),
        submitted=draw(_submitted(months, sponsors)),
        claims=draw(_claims(months, sponsors)),
        contributions=draw(_contributions(months, sponsors)),
        commitments=draw(_commitments(months, sponsors)),
        payer_order=draw(st.sampled_from((PAYER_ORDER, PAYER_ORDER[::-1]))),
        sender_order=draw(_sender_order(months)),
        scholarship=draw(st.sampled_from((3, 5, 9))),
        grace=draw(st.sampled_from((1, 3, 3, 4))),
        unbroken_gap=draw(st.sampled_from((0, 0, 2, 999_999))),
        first=month_code(first),
        last=month_code(last),
        complete=month_code(draw(months)),
    )


def _lists(months: st.SearchStrategy[int], people: tuple[str, ...], sponsors: list[str]) -> Any:
    heads = st.lists(
        st.tuples(st.sampled_from(SENDERS), st.sampled_from(("", "", "74.71.01")), months),
        min_size=1,
        max_size=4,
        unique=True,
    )
    return heads.flatmap(
        lambda drawn: st.tuples(*(_one_list(*head, people, sponsors) for head in drawn)).map(
            lambda lists: [row for rows in lists for row in rows]
        )
    )


@st.composite
def _one_list(
    draw: st.DrawFn, sender: str, part: str, period: int, people: tuple[str, ...], sponsors: list[str]
) -> list[Row]:
    head = {"sender": sender, "part": part, "period": period}
    rows = [
        head | {"person": draw(st.sampled_from(people))} | draw(_statement(period, sponsors))
        for _ in range(draw(st.integers(0, 7)))
    ]
    return rows or [head | {"person": None}]


@st.composite
def _statement(draw: st.DrawFn, period: int, sponsors: list[str]) -> Row:
    start = period + draw(st.sampled_from((-5, -2, -1, 0, 0, 0, 1, 2, 3)))
    end = start + draw(st.sampled_from((0, 1, 2, 2, 3, 5, 11)))
    is_paid = draw(st.integers(0, 7)) > 0
    day = draw(st.sampled_from((None, None, 23, 24)))
    registered = start + draw(st.sampled_from((0, 0, 0, -1)))
    return {
        "sponsor": draw(st.sampled_from(sponsors)),
        "segment": draw(st.sampled_from(("BPU", "BPU", "BPU", "PU"))),
        "start": start if is_paid else None,
        "end": end if is_paid else None,
        "registered_on": int(month_code(registered).replace("-", "")) * 100 + day if day else None,
        "village": draw(st.sampled_from((*VILLAGES, *UNLOCATED))),
        "occupation": draw(st.sampled_from(OCCUPATIONS)),
        "band": draw(st.sampled_from((None, 1, 2))),
        "months_before": draw(st.sampled_from((None, None, None, 0, 2, 4))),
    }


def _sender_order(months: st.SearchStrategy[int]) -> Any:
    declared = st.sampled_from(((), SENDERS, SENDERS[::-1]))
    ended = st.tuples(declared, st.lists(st.none() | months, min_size=2, max_size=2))
    return ended.map(
        lambda drawn: [
            {"sender": sender, "rank": rank, "ended_month": month}
            for rank, (sender, month) in enumerate(zip(*drawn, strict=False), 1)
        ]
    )


def _register(months: st.SearchStrategy[int], people: tuple[str, ...]) -> Any:
    row = st.fixed_dictionaries(
        {
            "person": st.sampled_from(people),
            "period": months,
            "village": st.sampled_from((*VILLAGES, None, "74.71.02.0000")),
            "decile": st.sampled_from(("1", "2", "7-10", None)),
            "occupation": st.sampled_from(OCCUPATIONS),
            "segment": st.sampled_from(("BPU", "PU", None)),
            "works": st.sampled_from((0, 1)),
            "is_head": st.sampled_from((0, 1)),
        }
    )
    return st.lists(row, max_size=5, unique_by=lambda row: (row["person"], row["period"]))


def _counts(months: st.SearchStrategy[int]) -> Any:
    row = st.fixed_dictionaries(
        {
            "period": months,
            "sender": st.sampled_from(SENDERS),
            "area_code": st.sampled_from(AREAS),
            "segment": st.sampled_from(("BPU", "PU")),
            "covers": st.sampled_from(("whole", "whole", "rest")),
            "active": st.integers(0, 6),
            "registered": st.sampled_from((None, 3, 8)),
        }
    )
    return st.lists(
        row, max_size=9, unique_by=lambda row: (row["period"], row["sender"], row["area_code"], row["segment"])
    )


def _pledges(months: st.SearchStrategy[int], sponsors: list[str]) -> Any:
    row = st.tuples(st.sampled_from(sponsors), months, st.integers(0, 12), st.integers(1, 50), st.integers(0, 3))
    return st.lists(row.map(_pledge), max_size=3)


def _pledge(drawn: tuple[str, int, int, int, int]) -> Row:
    sponsor, start, months, workers, stated = drawn
    # Sponsors do not always say from when and until when they promise.
    end = start + months
    return {
        "sponsor": sponsor,
        "start": None if stated == 1 else start,
        "end": None if stated == 2 else end,
        "workers": workers,
    }


def _submitted(months: st.SearchStrategy[int], sponsors: list[str]) -> Any:
    row = st.tuples(st.sampled_from(sponsors), months, st.integers(1, 9))
    return st.lists(
        row.map(lambda r: {"sponsor": r[0], "period": r[1], "submitted": r[2], "accepted": r[2] - 1}),
        max_size=3,
        unique_by=lambda row: (row["sponsor"], row["period"]),
    )


def _claims(months: st.SearchStrategy[int], sponsors: list[str]) -> Any:
    row = st.fixed_dictionaries(
        {
            "period": months,
            "sender": st.sampled_from(SENDERS),
            "area_code": st.sampled_from(AREAS),
            "programme": st.sampled_from(("JKK", "JKM")),
            "sponsor": st.sampled_from((None, *sponsors)),
            "cases": st.integers(0, 9),
            "paid_idr": st.sampled_from((0, 10_000_000, 42_000_000)),
        }
    )
    return st.lists(row, max_size=4)


def _contributions(months: st.SearchStrategy[int], sponsors: list[str]) -> Any:
    def payment(drawn: tuple[str, int, int, int, int, int]) -> Row:
        sponsor, paid, later, length, workers, money = drawn
        start = paid + later
        return {"sponsor": sponsor, "paid_month": paid, "start": start, "end": start + length} | {
            "workers": workers,
            "paid_idr": money,
        }

    drawn = st.tuples(
        st.sampled_from(sponsors),
        months,
        st.sampled_from((-2, 0, 0, 1)),
        st.sampled_from((0, 2, 5, 11)),
        st.integers(0, 50),
        st.integers(0, 10_000),
    )
    return st.lists(drawn.map(payment), max_size=3)


def _commitments(months: st.SearchStrategy[int], sponsors: list[str]) -> Any:
    row = st.tuples(
        st.sampled_from(("Satu", "Dua")), st.sampled_from((None, *sponsors)), months, st.sampled_from((None, 0, 6))
    )
    return st.lists(
        row.map(
            lambda r: (
                {"committed_by": r[0], "sponsor": r[1], "start": r[2], "workers": 10}
                | {"end": None if r[3] is None else r[2] + r[3]}
            )
        ),
        max_size=2,
        unique_by=lambda row: (row["committed_by"], row["start"]),
    )
