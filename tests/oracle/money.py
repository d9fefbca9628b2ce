"""Claims, contributions and commitments, counted one row after the other."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .place import Place, Row

DETAIL = ("village", "district", "regency")


def claims(place: Place) -> list[dict[str, Any]]:
    """Per month and programme the claims of one sender, at the finest level any sender tells."""
    told: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in place.tables["in_claim"]:
        told[row["period"], row["programme"]].append(row)
    sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for (month, programme), rows in told.items():
        finest = min(DETAIL.index(row["area_level"]) for row in rows)
        of_level = [row for row in rows if row["area_level"] == DETAIL[finest]]
        believed = min((row["sender"] for row in of_level), key=_believed(place))
        for row in of_level:
            if row["sender"] != believed:
                continue
            area = row["area_code"] + {"village": "", "district": ".0000", "regency": ".00.0000"}[row["area_level"]]
            key = (month, area, row["area_level"], programme, row["sponsor_id"] or "TIDAK_TERDAFTAR")
            sums[key][0] += row["cases"]
            sums[key][1] += row["paid_idr"]
    return [
        {
            "month": month,
            "regency_code": place.regency,
            "village_code": area,
            "detail": level,
            "programme": programme,
            "sponsor_id": sponsor,
            "sponsor_kind": place.kind(sponsor),
            "cases": cases,
            "paid_idr": paid,
        }
        for (month, area, level, programme, sponsor), (cases, paid) in sums.items()
    ]


def _believed(place: Place) -> Any:
    def rank(sender: str) -> tuple[int, str]:
        for row in place.tables["in_sender_order"]:
            if row["sender"] == sender and row["rank"] is not None:
                return row["rank"], sender
        return 999_999, sender

    return rank


def contributions(place: Place) -> list[dict[str, Any]]:
    """What every sponsor paid: spread over the months it protects, and at the month it came."""
    sums: dict[tuple[int, str], dict[str, int]] = defaultdict(
        lambda: dict.fromkeys(("workers", "paid_idr", "received_workers", "received_idr"), 0)
    )
    for row in place.tables["in_contribution"]:
        months = range(row["start_month"], row["end_month"] + 1)
        left = row["paid_idr"]
        for month in months:
            share = row["paid_idr"] // len(months) if month != months[-1] else left
            left -= share
            sums[month, row["sponsor_id"]]["workers"] += row["workers"]
            sums[month, row["sponsor_id"]]["paid_idr"] += share
        sums[row["paid_month"], row["sponsor_id"]]["received_workers"] += row["workers"]
        sums[row["paid_month"], row["sponsor_id"]]["received_idr"] += row["paid_idr"]
    return [
        {"month": month, "regency_code": place.regency, "sponsor_id": sponsor, "sponsor_kind": place.kind(sponsor)}
        | found
        for (month, sponsor), found in sums.items()
        if month in place.months
    ]


def commitments(place: Place) -> list[dict[str, Any]]:
    """Every public commitment in every month it holds."""
    return [
        {"month": month, "regency_code": place.regency} | dict(row)
        for row in place.tables["in_commitment"]
        for month in place.months
        if row["start_month"] <= month and (row["end_month"] is None or month <= row["end_month"])
    ]
