"""The marts, counted one person-month after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from .aggregates import carried, entries, missing
from .money import claims, commitments, contributions
from .person import Cell, Person
from .place import Place, Tables

Answer = dict[str, list[dict[str, Any]]]

AHEAD = range(19)
CELL = ("village_code", "decile", "occupation_group", "segment", "sponsor_id", "sponsor_kind")
LISTED_MEASURES = (
    *("registered", "active", "benefit_ready", "readiness_known", "scholarship_ready", "scholarship_known"),
    *("joined", "rejoined", "moved_in", "moved_out", "lapsed", "renewed", "taken_over"),
    *("expiring", "expiring_90", "double_paid", "in_arrears"),
)
SPONSOR_MEASURES = (
    *("sponsored_registered", "sponsored_active", "ready", "ready_known", "ending", "paid_person_months"),
    *("contribution_due_idr", "contribution_due_low_idr"),
)
OUTLOOK_MEASURES = ("already_paid", "starting", "ending", "lapsing", "carried")


class Tally:
    """Sums of named measures by key; keys where nothing was counted are left out."""

    def __init__(self, key_names: Sequence[str], measures: Sequence[str]) -> None:
        self.key_names = tuple(key_names)
        self.counts: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: dict.fromkeys(measures, 0))

    def add(self, key: Iterable[Any], measure: str, amount: int = 1) -> None:
        self.counts[tuple(key)][measure] += amount

    def rows(self) -> list[dict[str, Any]]:
        return [
            dict(zip(self.key_names, key, strict=True)) | counts
            for key, counts in self.counts.items()
            if any(counts.values())
        ]


def answer(tables: Tables) -> Answer:
    """Every mart of one regency as rows, from the `in_*` tables as rows."""
    place = Place(tables)
    people = [Person(place, key) for key in sorted({row["person_key"] for row in tables["in_statement"]})]
    return {
        "mart_coverage": _coverage(place, people),
        "mart_sponsor": _sponsor(place, people),
        "mart_overlap": _overlap(place, people),
        "mart_outlook": _outlook(place, people),
        "mart_lapse": _lapse(place, people),
        "mart_renewal": _renewal(place, people),
        "mart_pledge": _pledge(place, people),
        "mart_claim": claims(place),
        "mart_contribution": contributions(place),
        "mart_commitment": commitments(place),
        "ref_missing": missing(place),
    }


def _codes(place: Place, cell: Cell) -> tuple[str, ...]:
    return cell.village, cell.decile, cell.occupation, cell.segment, cell.sponsor, place.kind(cell.sponsor)


# ---- semantics 5 to 13 and 16: mart_coverage -------------------------------------------------------------------------


def _coverage(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    tally = Tally(("month", *CELL), LISTED_MEASURES)
    for person in people:
        for month in place.months:
            _stocks(place, tally, person, month)
            _flows(place, tally, person, month)
    fixed = {"regency_code": place.regency, "detail": "village", "is_aggregate": 0, "net_change": 0}
    listed = [row | fixed for row in tally.rows()]
    return listed + entries(place, people, LISTED_MEASURES)


def _stocks(place: Place, tally: Tally, person: Person, month: int) -> None:
    named = sorted(person.named_by(month), key=place.payer_rank)
    if named:
        # One who is active is counted with the primary payer, whoever else names him.
        counted_by = person.primary(month) or named[0]
        tally.add((month, *_codes(place, person.as_counted_by(counted_by, month))), "registered")
    late = person.in_arrears(month)
    if late is not None:
        tally.add((month, *_codes(place, late)), "in_arrears")
    cell, spell = person.cell(month), person.spell(month)
    if cell is None or spell is None:
        return
    facts = {
        "active": True,
        "benefit_ready": person.benefit_ready(month),
        "readiness_known": person.readiness_known(month),
        "scholarship_ready": person.scholarship_ready(month),
        "scholarship_known": person.scholarship_known(month),
        "expiring": person.expiring(month),
        "expiring_90": spell.end in (month, month + 1, month + 2),
        "double_paid": len(person.payers(month)) >= 2,
    }
    for measure, is_so in facts.items():
        tally.add((month, *_codes(place, cell)), measure, int(is_so))


def _flows(place: Place, tally: Tally, person: Person, month: int) -> None:
    """What changed between the month before and this one, each in the cell that it concerns."""
    old, new = person.cell(month - 1), person.cell(month)
    if old is None and new is not None:
        spell = person.spell(month)
        assert spell is not None
        tally.add((month, *_codes(place, new)), "joined" if spell.is_first else "rejoined")
    if old is not None and new is None:
        tally.add((month, *_codes(place, old)), "lapsed")
    if old is not None and new is not None and old != new:
        tally.add((month, *_codes(place, old)), "moved_out")
        tally.add((month, *_codes(place, new)), "moved_in")
    if old is not None and new is not None and person.expiring(month - 1):
        outcome = "renewed" if old.sponsor == new.sponsor else "taken_over"
        tally.add((month, *_codes(place, old)), outcome)


# ---- semantics 16: mart_sponsor --------------------------------------------------------------------------------------


def _sponsor(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    tally = Tally(("month", *CELL), SPONSOR_MEASURES)
    for person in people:
        for month in place.months:
            for sponsor in person.named_by(month):
                cell = person.as_counted_by(sponsor, month)
                key = (month, *_codes(place, cell))
                tally.add(key, "sponsored_registered")
                block = person.block(sponsor, month)
                if block is None:
                    continue
                full, discounted = place.tariff(sponsor, cell.occupation, month, block.band, block.segment)
                tally.add(key, "sponsored_active")
                tally.add(key, "ready", int(person.benefit_ready(month)))
                tally.add(key, "ready_known", int(person.readiness_known(month)))
                tally.add(key, "ending", int(block.end == month))
                tally.add(key, "paid_person_months")
                tally.add(key, "contribution_due_idr", full)
                tally.add(key, "contribution_due_low_idr", discounted)
    return [row | {"regency_code": place.regency} for row in tally.rows()]


# ---- semantics 17: mart_overlap --------------------------------------------------------------------------------------


def _overlap(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    tally = Tally(("month", "village_code", "sponsor_a", "sponsor_b"), ("persons", "redirectable_idr"))
    for person in people:
        for month in place.months:
            for pair in combinations(sorted(person.payers(month)), 2):
                # The worse ranked of the two could have spent its money on somebody else.
                worse = max(pair, key=place.payer_rank)
                cell, block = person.as_counted_by(worse, month), person.block(worse, month)
                assert block is not None
                _, discounted = place.tariff(worse, cell.occupation, month, block.band, block.segment)
                tally.add((month, cell.village, *pair), "persons")
                tally.add((month, cell.village, *pair), "redirectable_idr", discounted)
    return [row | {"regency_code": place.regency} for row in tally.rows()]


# ---- semantics 18: mart_outlook --------------------------------------------------------------------------------------


def _outlook(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    start = place.complete
    tally = Tally(("month", "ahead", "detail", *CELL), OUTLOOK_MEASURES)
    for person in people:
        cell_now, payer_now = person.cell(start), person.primary(start)
        started = False
        for ahead in AHEAD:
            month = start + ahead
            if cell_now is not None and payer_now is not None and not place.renews_in_blocks(payer_now):
                tally.add((month, ahead, "village", *_codes(place, cell_now)), "carried")
                continue
            cell = person.cell(month)
            if cell is None:
                continue
            key = (month, ahead, "village", *_codes(place, cell))
            tally.add(key, "already_paid")
            tally.add(key, "starting", int(not started))
            tally.add(key, "ending", int(person.expiring(month)))
            tally.add(key, "lapsing", int(person.expiring(month) and person.cell(month + 1) is None))
            started = True
    for entry, going_on in carried(place, people):
        for ahead in AHEAD:
            codes = (entry[name] for name in CELL)
            tally.add((start + ahead, ahead, entry["detail"], *codes), "carried", going_on)
    return [row | {"regency_code": place.regency} for row in tally.rows()]


def _lapse(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    """Who is without cover after a month ahead, what was paid until then, and when paid cover begins again."""
    tally = Tally(("month", *CELL, "block_months", "band", "next_month"), ("persons",))
    for person in people:
        payer_now = person.primary(place.complete)
        if payer_now is not None and not place.renews_in_blocks(payer_now):
            continue
        for month in (place.complete + ahead for ahead in AHEAD):
            cell = person.cell(month)
            if cell is None or person.active(month + 1):
                continue
            block = person.block(cell.sponsor, month)
            assert block is not None
            later = [m for m in range(month + 1, place.complete + AHEAD[-1] + 1) if person.active(m)]
            key = (month, *_codes(place, cell), len(block.months), block.band or 1, min(later, default=None))
            tally.add(key, "persons")
    return [row | {"regency_code": place.regency} for row in tally.rows()]


def _renewal(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    """Ends of blocks that are past, and what the month after brought."""
    tally = Tally(("month", "sponsor_id", "sponsor_kind", "block_months"), ("ended", "renewed", "taken_over"))
    for person in people:
        for month in range(place.first, place.complete):
            payer = person.primary(month)
            if payer is None or not person.expiring(month):
                continue
            block, after = person.block(payer, month), person.primary(month + 1)
            assert block is not None
            key = (month, payer, place.kind(payer), len(block.months))
            tally.add(key, "ended")
            tally.add(key, "renewed", int(after == payer))
            tally.add(key, "taken_over", int(after not in (None, payer)))
    return [row | {"regency_code": place.regency} for row in tally.rows()]


# ---- semantics 19: mart_pledge ---------------------------------------------------------------------------------------


def _pledge(place: Place, people: list[Person]) -> list[dict[str, Any]]:
    rows = []
    for sponsor in sorted(row["sponsor_id"] for row in place.tables["in_sponsor"]):
        for month in place.months:
            pledges = [
                row["workers"]
                for row in place.tables["in_pledge"]
                if row["sponsor_id"] == sponsor
                # A promise without a first or a last month has none.
                and (row["start_month"] is None or row["start_month"] <= month)
                and (row["end_month"] is None or month <= row["end_month"])
            ]
            lists = [
                row for row in place.tables["in_submitted"] if row["sponsor_id"] == sponsor and row["period"] <= month
            ]
            latest = max(lists, key=lambda row: row["period"], default={"submitted": None, "accepted": None})
            row = {
                "month": month,
                "regency_code": place.regency,
                "sponsor_id": sponsor,
                "sponsor_kind": place.kind(sponsor),
                "pledged": sum(pledges) if pledges else None,
                "paid": sum(person.block(sponsor, month) is not None for person in people),
                "submitted": latest["submitted"],
                "accepted": latest["accepted"],
            }
            if any(row[name] for name in ("pledged", "paid", "submitted", "accepted")):
                rows.append(row)
    return rows
