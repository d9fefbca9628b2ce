"""What a regency delivered, as plain rows: the sponsors, orders, rules and lists that the oracle looks things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

LAST = 10**9
"""The rank of whoever is in no declared order: after all that are."""


def day_of(month: int, day: int) -> int:
    """The integer yyyymmdd of a day in a month counted as year × 12 + month − 1."""
    return (month // 12) * 10000 + (month % 12 + 1) * 100 + day


class Place:
    """One regency and all that is known about it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        here = tables["in_place"][0]
        self.regency: str = here["regency_code"]
        self.first: int = here["first_month"]
        self.last: int = here["last_month"]
        self.complete: int = here["complete_month"]
        self.months = range(self.first, self.last + 1)
        self.lists = {row["list_id"]: row for row in tables["in_list"]}
        self._sponsors = {row["sponsor_id"]: row for row in tables["in_sponsor"]}
        self._ranks = {row["kind"]: row["rank"] for row in tables["in_payer_order"]}
        self._sectors = {row["occupation_group"]: row["sector"] for row in tables["in_sector"]}
        self._prices = {
            (row["kind"], row["sector"], row["month"], row["band"]): (row["high_idr"], row["low_idr"])
            for row in tables["in_tariff"]
        }

        stated = [row["start_month"] for row in tables["in_statement"] if row["start_month"] is not None]
        periods = [row["period"] for row in tables["in_list"]]
        ends = [row["end_month"] for row in tables["in_statement"] if row["end_month"] is not None]
        # One month more at both sides, to see what began and what ended there; 18 ahead are looked at.
        self.all_months = range(min([self.first, *stated, *periods]) - 1, max([self.last + 19, *ends]) + 2)

    # ---- the declared orders -------------------------------------------------------------------------------------

    def kind(self, sponsor: str) -> str:
        return str(self._sponsors[sponsor]["kind"])

    def renews_in_blocks(self, sponsor: str) -> bool:
        return bool(self._sponsors[sponsor]["renewal"] == "block")

    def payer_rank(self, sponsor: str) -> tuple[int, str]:
        """Whose member a person is when two pay: the smaller rank of the kind, then the smaller name."""
        return self._ranks.get(self.kind(sponsor), LAST), sponsor

    def sender_rank(self, sender: str) -> tuple[int, str]:
        """Which sender is believed first."""
        for row in self.tables["in_sender_order"]:
            if row["sender"] == sender:
                return row["rank"], sender
        return LAST, sender

    # ---- lists ---------------------------------------------------------------------------------------------------

    def next_period(self, list_id: int) -> int | None:
        """The period of the list that follows in the same chain (sender and part); None for the last one."""
        this = self.lists[list_id]
        later = [
            other["period"]
            for other in self.lists.values()
            if (other["sender"], other["part"]) == (this["sender"], this["part"]) and other["period"] > this["period"]
        ]
        return min(later) if later else None

    def in_force(self, list_id: int, month: int) -> bool:
        """Whether a list is its chain's word on a month: from its period until the next one's."""
        following = self.next_period(list_id)
        return bool(self.lists[list_id]["period"] <= month) and (following is None or month < following)

    def first_period(self, senders: set[str]) -> int:
        """The first month any of these senders ever reported."""
        return min(int(row["period"]) for row in self.lists.values() if row["sender"] in senders)

    # ---- the law -------------------------------------------------------------------------------------------------

    def waiting_months(self, start_day: int) -> int:
        """How long cover that starts on this day waits for the death benefit; 0 before there was a rule."""
        rules = [row for row in self.tables["in_waiting"] if row["effective_day"] <= start_day]
        return int(max(rules, key=lambda row: row["effective_day"])["months"]) if rules else 0

    def unbroken_gap(self) -> int:
        """The longest gap that does not restart the waiting."""
        return int(self.tables["in_restart"][0]["gap_months"])

    def grace_months(self, month: int) -> int:
        """After how many unpaid months a membership whose first unpaid month this is becomes inactive."""
        rules = [row for row in self.tables["in_grace"] if row["effective_month"] <= month]
        return int(max(rules, key=lambda row: row["effective_month"])["months"]) if rules else 0

    def scholarship_months(self) -> int:
        return int(self.tables["in_scholarship"][0]["months"])

    def tariff(self, sponsor: str, occupation: str, month: int, band: int | None, segment: str) -> tuple[int, int]:
        """What one month costs this payer for this person, (full, discounted); only BPU has a tariff here."""
        if segment != "BPU":
            return 0, 0
        sector = self._sectors.get(occupation, "other")
        return self._prices.get((self.kind(sponsor), sector, month, band or 1), (0, 0))
