"""One person's life in one regency: which months are paid by whom, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .place import Place, Row, day_of


@dataclass(frozen=True)
class Statement:
    """What one row of one list says, after the next list of the same chain has cut it (semantics 1)."""

    row: Row
    sender: str
    period: int
    start: int | None
    end: int | None
    is_cut: bool

    def covers(self, month: int) -> bool:
        return self.start is not None and self.end is not None and self.start <= month <= self.end


@dataclass(frozen=True)
class Block:
    """Months bought at one go by one sponsor."""

    sponsor: str
    months: frozenset[int]
    segment: str
    band: int | None
    registered_on: int | None

    @property
    def end(self) -> int:
        return max(self.months)


@dataclass(frozen=True)
class Spell:
    """Unbroken membership, whoever paid."""

    start: int
    end: int
    is_first: bool
    ready_month: int
    origin_known: bool


@dataclass(frozen=True)
class Cell:
    """Where a person is counted in a month."""

    village: str
    decile: str
    occupation: str
    segment: str
    sponsor: str


class Person:
    """Everything that the deliveries say about one person key."""

    def __init__(self, place: Place, key: str) -> None:
        self.place = place
        self.statements = [_cut(place, row) for row in place.tables["in_statement"] if row["person_key"] == key]
        self.register = sorted(
            (row for row in place.tables["in_register"] if row["person_key"] == key), key=lambda row: row["period"]
        )
        sponsors = {statement.row["sponsor_id"] for statement in self.statements}
        self.blocks = [block for sponsor in sorted(sponsors) for block in self._blocks(sponsor)]
        self.spells = self._spells()
        # A person-month is asked for many times over.
        self.block = cache(self._block)
        self.primary = cache(self._primary)
        self.cell = cache(self._cell)

    # ---- semantics 2: blocks -------------------------------------------------------------------------------------

    def _blocks(self, sponsor: str) -> list[Block]:
        said = [s for s in self.statements if s.row["sponsor_id"] == sponsor]
        blocks: list[Block] = []
        months: set[int] = set()
        for month in self.place.all_months:
            if not any(s.covers(month) for s in said):
                continue
            months.add(month)
            if not _goes_on(said, month):
                of_block = [s for s in said if s.start in months]
                bands = [s.row["band"] for s in of_block if s.row["band"] is not None]
                days = [s.row["registered_on"] for s in of_block if s.row["registered_on"] is not None]
                segment = min(s.row["segment"] for s in of_block)
                blocks.append(
                    Block(sponsor, frozenset(months), segment, max(bands, default=None), min(days, default=None))
                )
                months = set()
        return blocks

    # ---- semantics 4: who pays a month ---------------------------------------------------------------------------

    def _block(self, sponsor: str, month: int) -> Block | None:
        return next((b for b in self.blocks if b.sponsor == sponsor and month in b.months), None)

    def payers(self, month: int) -> list[str]:
        """All sponsors that pay this month, the primary one first."""
        return sorted({b.sponsor for b in self.blocks if month in b.months}, key=self.place.payer_rank)

    def _primary(self, month: int) -> str | None:
        return next(iter(self.payers(month)), None)

    def active(self, month: int) -> bool:
        return self.primary(month) is not None

    # ---- semantics 5 and 6: spells, waiting, origin --------------------------------------------------------------

    def _spells(self) -> list[Spell]:
        paid = sorted({month for block in self.blocks for month in block.months})
        spells: list[Spell] = []
        for start in (month for month in paid if month - 1 not in paid):
            end = start
            while end + 1 in paid:
                end += 1
            spells.append(self._spell(start, end, spells))
        return spells

    def _spell(self, start: int, end: int, earlier: list[Spell]) -> Spell:
        """One spell; where the gap before it restarts nothing, what was waited before it counts."""
        head = Spell(start, end, not earlier, 0, False)
        while (before := self._before(head, earlier)) is not None:
            head = before
        waiting = self._waiting(head.start, head.is_first)
        waited = sum(one.end - one.start + 1 for one in earlier if one.start >= head.start)
        return Spell(start, end, not earlier, start + max(0, waiting - waited), self._origin_known(head.start))

    def _before(self, spell: Spell, earlier: list[Spell]) -> Spell | None:
        """The spell that this one continues: the one before it, after a gap too short to restart anything."""
        before = [one for one in earlier if one.end < spell.start]
        if not before or spell.start - before[-1].end - 1 > self.place.unbroken_gap():
            return None
        return before[-1]

    def _waiting(self, start: int, is_first: bool) -> int:
        days = [
            block.registered_on
            for block in self.blocks
            if min(block.months) == start and block.registered_on is not None
        ]
        known = min(days, default=None)
        in_start_month = known is not None and day_of(start, 1) <= known <= day_of(start, 31)
        start_day = known if known is not None and in_start_month else day_of(start, 31)
        waiting = self.place.waiting_months(start_day)
        # Membership before the first list counts for the spell that it ran into; a later spell waits anew.
        return waiting - (self.months_before if is_first else 0)

    def _origin_known(self, start: int) -> bool:
        senders = {s.sender for s in self.statements if s.covers(start)}
        says_before = any(s.row["months_before"] is not None for s in self.statements)
        return says_before or start != self.place.first_period(senders)

    @property
    def months_before(self) -> int:
        """Earlier membership that any list states."""
        return max((s.row["months_before"] for s in self.statements if s.row["months_before"] is not None), default=0)

    def spell(self, month: int) -> Spell | None:
        return next((s for s in self.spells if s.start <= month <= s.end), None)

    def benefit_ready(self, month: int) -> bool:
        spell = self.spell(month)
        return spell is not None and month >= spell.ready_month

    def readiness_known(self, month: int) -> bool:
        spell = self.spell(month)
        return spell is not None and (spell.origin_known or month >= spell.ready_month)

    def in_arrears(self, month: int) -> Cell | None:
        """The cell that a person in arrears was last active in: unpaid for fewer months than make one inactive."""
        if self.active(month):
            return None
        last = max((s.end for s in self.spells if s.end < month), default=None)
        if last is None or month - last >= self.place.grace_months(last + 1):
            return None
        cell = self.cell(last)
        return cell if cell is not None and cell.segment == "BPU" else None

    # ---- semantics 7: the scholarship's months -------------------------------------------------------------------

    def scholarship_ready(self, month: int) -> bool:
        paid = sum(1 for earlier in self.place.all_months if earlier <= month and self.active(earlier))
        return self.active(month) and self.months_before + paid >= self.place.scholarship_months()

    def scholarship_known(self, month: int) -> bool:
        return self.active(month) and (self.scholarship_ready(month) or self.spells[0].origin_known)

    # ---- semantics 8: what ends ----------------------------------------------------------------------------------

    def expiring(self, month: int) -> bool:
        """Whether the one who counts this person pays in blocks and one of them ends now."""
        sponsor = self.primary(month)
        if sponsor is None or not self.place.renews_in_blocks(sponsor):
            return False
        block = self.block(sponsor, month)
        return block is not None and block.end == month

    # ---- semantics 3 and 11: registered --------------------------------------------------------------------------

    def named_by(self, month: int) -> set[str]:
        """The sponsors a person is registered with: named by a list in force, or paid by."""
        named = {s.row["sponsor_id"] for s in self._in_force(month)}
        return named | set(self.payers(month))

    def _in_force(self, month: int) -> list[Statement]:
        return [s for s in self.statements if self.place.in_force(s.row["list_id"], month)]

    def segment_with(self, sponsor: str, month: int) -> str:
        """The segment of a person as one sponsor's: that of what is paid, else of the whole time on its lists."""
        block = self.block(sponsor, month)
        if block is not None:
            return block.segment
        first = last = month
        while sponsor in self.named_by(first - 1):
            first -= 1
        while last < self.place.last and sponsor in self.named_by(last + 1):
            last += 1
        said = set()
        for now in range(first, last + 1):
            paid = self.block(sponsor, now)
            said |= {paid.segment} if paid else set()
            said |= {s.row["segment"] for s in self._in_force(now) if s.row["sponsor_id"] == sponsor}
        return str(min(said))

    # ---- semantics 12 and 13: where a person is counted ----------------------------------------------------------

    def _attribute(self, name: str, month: int) -> str | None:
        """From the latest register up to the month, or from the first one where that is later (backcast)."""
        until_now = [row for row in self.register if row["period"] <= month] or self.register[:1]
        return until_now[-1][name] if until_now else None

    def _listed(self, name: str) -> str | None:
        """From the lists: the latest period that says anything, then the sender believed first, then the smallest."""
        said = [s for s in self.statements if s.row[name] is not None]
        best = min(said, key=lambda s: (-s.period, self.place.sender_rank(s.sender), s.row[name]), default=None)
        return best.row[name] if best else None

    def as_counted_by(self, sponsor: str, month: int) -> Cell:
        """The cell of this person as one sponsor's."""
        village = self._attribute("village_code", month) or self._listed("village_code")
        return Cell(
            village=village or f"{self.place.regency}.00.0000",
            decile=self._attribute("decile", month) or "?",
            occupation=self._attribute("occupation_group", month) or self._listed("occupation_group") or "?",
            segment=self.segment_with(sponsor, month),
            sponsor=sponsor,
        )

    def villages(self) -> set[str]:
        """Every village this person is ever counted in."""
        return {cell.village for month in self.place.all_months if (cell := self.cell(month)) is not None}

    def _cell(self, month: int) -> Cell | None:
        sponsor = self.primary(month)
        return None if sponsor is None else self.as_counted_by(sponsor, month)


def _cut(place: Place, row: Row) -> Statement:
    """Semantics 1: a list says nothing about months from the next list's period on."""
    this, following = place.lists[row["list_id"]], place.next_period(row["list_id"])
    start, end, is_cut = row["start_month"], row["end_month"], False
    if end is not None and following is not None and end >= following:
        end, is_cut = following - 1, True
    if start is None or end is None or start > end:
        start, end, is_cut = None, None, False
    return Statement(row, this["sender"], this["period"], start, end, is_cut)


def _goes_on(said: list[Statement], month: int) -> bool:
    """Whether the next month belongs to the same block: one statement spans both, or a cut one is taken up again."""
    spans = any(s.covers(month) and s.covers(month + 1) for s in said)
    cut_here = any(s.is_cut and s.end == month for s in said)
    taken_up = any(s.start == month + 1 for s in said)
    return spans or (cut_here and taken_up)
