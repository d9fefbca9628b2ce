"""Members that came as counts only: one level and one sender a month and segment, less the people who are listed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .person import Person
from .place import Place, Row

LEVELS = ("village", "district", "regency")
"""The most detailed first: that one is used."""


def entries(place: Place, people: list[Person], measures: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of `mart_coverage` that stand for counts (semantics 14); `measures` that counts cannot know are None."""
    rows = []
    for segment in sorted({row["segment"] for row in place.tables["in_count"]}):
        before = _of_month(place, people, segment, place.first - 1)
        for month in place.months:
            now = _of_month(place, people, segment, month)
            nobody = _delivered_as_zero(place, segment, month)
            for (village, detail), (active, registered) in now.items():
                old = before.get((village, detail))
                change = None if old is None else active - old[0]
                is_said_to_be_none = (village, detail) in nobody
                if active or registered or change or is_said_to_be_none:
                    rows.append(_row(place, segment, month, village, detail, measures, active, registered, change))
            before = now
    return rows


def carried(place: Place, people: list[Person]) -> list[tuple[dict[str, Any], int]]:
    """The rows of counts of the last complete month, each with how many of them go on unchanged ahead.

    Counts that are smaller than the lists of their area hold nobody besides the listed. Listed people without a place
    at the level of the counts are counted in some area there: as many go off as that area, or all of them, has left.
    """
    found: list[tuple[dict[str, Any], int]] = []
    rows = [row for row in entries(place, people, ()) if row["month"] == place.complete]
    for segment in sorted({row["segment"] for row in rows}):
        of_segment = [row for row in rows if row["segment"] == segment]
        left: dict[str, int] = {}
        for row in of_segment:
            district = row["village_code"][:8]
            left[district] = left.get(district, 0) + max(row["active"], 0)
        # Those of no district at all come last: what is left then is theirs.
        for row in sorted(of_segment, key=lambda row: (_is_nowhere(row), row["village_code"])):
            number = row["active"]
            if number < 0 and not row["village_code"].endswith(_UNLOCATED.get(row["detail"], "-")):
                number = 0
            elif number < 0:
                districts = list(left) if _is_nowhere(row) else [row["village_code"][:8]]
                number = -min(-number, sum(left[code] for code in districts))
                left[districts[0]] += number if len(districts) == 1 else 0
            found.append((row, number))
    return found


_UNLOCATED = {"village": ".0000", "district": ".00.0000"}
"""How the codes end of people who lie in no area of a level."""


def _is_nowhere(row: dict[str, Any]) -> bool:
    return str(row["village_code"]).endswith(".00.0000")


def _row(
    place: Place,
    segment: str,
    month: int,
    village: str,
    detail: str,
    measures: Sequence[str],
    active: int,
    registered: int,
    change: int | None,
) -> dict[str, Any]:
    sponsor = next(row["aggregate_sponsor"] for row in place.tables["in_segment"] if row["segment"] == segment)
    return dict.fromkeys(measures) | {
        "month": month,
        "regency_code": place.regency,
        "village_code": village,
        "detail": detail,
        "decile": "*",
        "occupation_group": "*",
        "segment": segment,
        "sponsor_id": sponsor,
        "sponsor_kind": place.kind(sponsor),
        "is_aggregate": 1,
        "registered": registered,
        "active": active,
        "double_paid": 0,
        "net_change": change,
    }


def _of_month(place: Place, people: list[Person], segment: str, month: int) -> dict[tuple[str, str], tuple[int, int]]:
    """(active, registered) by (village code, level) of one segment in one month; empty if nothing was delivered."""
    chosen = _chosen(place, segment, month)
    if not chosen:
        return {}
    listed = [cell.village for person in people if (cell := person.cell(month)) is not None and cell.segment == segment]
    level = chosen[0]["area_level"]
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in chosen:
        inside = [village for village in listed if _lies_in(village, row["area_code"])]
        less = len(inside) if row["covers"] == "whole" else 0
        registered = row["active"] if row["registered"] is None else row["registered"]
        _add(found, (_village_code(row["area_code"]), level), row["active"] - less, registered - less)
    if any(row["covers"] == "whole" for row in chosen):
        # The reported total counts the unlocated somewhere; nobody knows where.
        for nowhere in _unlocated_codes(people, level):
            if not any(_lies_in(nowhere, row["area_code"]) for row in chosen):
                _add(found, (nowhere, level), -listed.count(nowhere), -listed.count(nowhere))
    return found


def _delivered_as_zero(place: Place, segment: str, month: int) -> set[tuple[str, str]]:
    """The (village code, level) whose counts say that nobody is there: a nought that was told is a number."""
    told: dict[tuple[str, str], int] = {}
    for row in _chosen(place, segment, month):
        key = _village_code(row["area_code"]), row["area_level"]
        told[key] = told.get(key, 0) + row["active"]
    return {key for key, active in told.items() if active == 0}


def _unlocated_codes(people: list[Person], level: str) -> list[str]:
    """The codes of listed people who lie in no area of this level."""
    ending = _UNLOCATED.get(level)
    if ending is None:
        return []
    return sorted({village for person in people for village in person.villages() if village.endswith(ending)})


def _add(found: dict[tuple[str, str], tuple[int, int]], key: tuple[str, str], active: int, registered: int) -> None:
    old = found.get(key, (0, 0))
    found[key] = (old[0] + active, old[1] + registered)


def _chosen(place: Place, segment: str, month: int) -> list[Row]:
    """The counts that are used: the most detailed level, of it the sender believed first."""
    rows = [r for r in place.tables["in_count"] if r["segment"] == segment and r["period"] == month]
    level = next((level for level in LEVELS if any(r["area_level"] == level for r in rows)), None)
    rows = [r for r in rows if r["area_level"] == level]
    sender = min((r["sender"] for r in rows), key=place.sender_rank, default=None)
    return [r for r in rows if r["sender"] == sender]


def _lies_in(village: str, area: str) -> bool:
    return village == area or village.startswith(area + ".")


def _village_code(area: str) -> str:
    """The area as a village code: unlocated within it unless it is a village."""
    parts = area.split(".")
    return ".".join([*parts, *("00", "0000")[len(parts) - 2 :]])


def missing(place: Place) -> list[dict[str, Any]]:
    """Counts that were expected for a month and have not come: nothing is said about that area (semantics 15).

    Expected is every area that was delivered before by the sender and at the level in use: this month's, or, where
    this month brought nothing at all, those used last.
    """
    rows = []
    ended = {row["sender"]: row["ended_month"] for row in place.tables["in_sender_order"] if row["ended_month"]}
    for segment in sorted({row["segment"] for row in place.tables["in_count"]}):
        in_use: tuple[str, str] | None = None
        for month in place.months:
            chosen = _chosen(place, segment, month)
            if chosen:
                in_use = chosen[0]["sender"], chosen[0]["area_level"]
            if in_use is None or month > ended.get(in_use[0], month):
                continue
            before = {
                row["area_code"]
                for row in place.tables["in_count"]
                if (row["sender"], row["area_level"], row["segment"]) == (*in_use, segment) and row["period"] < month
            }
            rows += [
                {
                    "regency_code": place.regency,
                    "month": month,
                    "area_code": area,
                    "segment": segment,
                    "sender": in_use[0],
                }
                for area in sorted(before - {row["area_code"] for row in chosen})
            ]
    return rows
