"""One sponsor told whole: what its money protects, until when, and what a family receives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ..codes import UNKNOWN, sponsor_kinds
from ..errors import unknown_name
from ..metrics import Result, ask
from ..metrics.source import SnapshotLike
from ..parameters import PARAMETERS, Benefit, BenefitName, family_benefits, first_of_month, waiting_months
from ..parameters.model import citations
from ..text import Text
from ..words import phrase
from .endings import EndingMonth, covered_up
from .facts import Status
from .payers import status_of
from .reads import Row, Sponsor, area_names, count, records, sponsors_of, whole
from .schedule import Price
from .wording import day_text, fill, joined, quantity

AHEAD = 12
BOUGHT = ("paid_person_months", "contribution_due_idr", "contribution_due_low_idr")
OWN = (
    "pledged",
    "sponsored_registered",
    "sponsored_active",
    "sponsored_ready",
    "sponsored_ready_known",
    "active",
    "double_paid",
    *BOUGHT[1:],
)


@dataclass(frozen=True)
class Group:
    """A sponsor's active people in one village or welfare group; `persons` None with status `masked` below k."""

    code: str
    name: Text
    persons: int | None
    status: Status


@dataclass(frozen=True)
class FamilyBenefit:
    """What a family receives: the case, the sum, its parts in words, on what condition, since when, and where it is
    written.
    """

    name: str
    label: Text
    amount_idr: int
    parts: Text
    condition: Text | None
    since: date
    basis: Text


@dataclass(frozen=True)
class SponsorFacts:
    """Everything the one-page report says to a sponsor; figures None with status `no_data` where nothing was delivered.

    `paid_twice`: its own active people whom another sponsor pays for as well.
    """

    snapshot: str
    synthetic: bool
    sponsor: str
    name: str
    kind: str
    kind_label: Text
    regency: str
    regency_name: str
    month: int
    status: Status
    pledged: int | None
    registered: int | None
    active: int | None
    ready: int | None
    ready_known: int | None
    months_bought: int | None
    due: Price | None
    cost: Price | None
    paid_twice: int | None
    ending: tuple[EndingMonth, ...]
    villages_reached: int
    villages: tuple[Group, ...]
    groups: tuple[Group, ...]
    benefits: tuple[FamilyBenefit, ...]
    waiting_months: int
    scholarship_months: int
    notes: tuple[Text, ...]

    @property
    def last_end(self) -> int | None:
        """The last month in which one of its blocks ends, as far as the outlook reaches."""
        return max((one.month for one in self.ending if one.persons or one.status == "masked"), default=None)


def sponsor_facts(
    snapshot: SnapshotLike, sponsor: str, regency: str, month: int | None = None, role: str = "steward"
) -> SponsorFacts:
    """Everything the report to a sponsor says about its people in a regency.

    It is written for the sponsor: groups are masked as the sponsor may see them, also when the steward asks.
    """
    known = sponsors_of(snapshot, regency)
    if sponsor not in known:
        raise unknown_name(phrase("planning.sponsor"), sponsor, known)
    month = snapshot.default_month([regency]) if month is None else month
    asked = _Asked(snapshot, known[sponsor], regency, month, _reader(sponsor, regency, role))
    own, names, day = asked.own(), area_names(snapshot, regency), first_of_month(month)
    bought, cost = asked.to_date()
    return SponsorFacts(
        snapshot=snapshot.id,
        synthetic=snapshot.meta.get("synthetic") == "1",
        sponsor=sponsor,
        name=known[sponsor].name,
        kind=known[sponsor].kind,
        kind_label=sponsor_kinds()[known[sponsor].kind].label,
        regency=regency,
        regency_name=names.get(regency, regency),
        month=month,
        status=status_of(own["sponsored_active_status"]),
        pledged=whole(own["pledged"]),
        registered=whole(own["sponsored_registered"]),
        active=whole(own["sponsored_active"]),
        ready=whole(own["sponsored_ready"]),
        ready_known=whole(own["sponsored_ready_known"]),
        months_bought=bought,
        due=_price(own),
        cost=cost,
        paid_twice=_paid_twice(own, day),
        ending=asked.ending(),
        villages_reached=asked.villages_reached(),
        villages=asked.groups("village", lambda code: _village_name(code, names)),
        groups=asked.groups("decile_group", _group_name),
        benefits=tuple(_benefit(benefit, day) for benefit in family_benefits(day)),
        waiting_months=waiting_months(day),
        scholarship_months=PARAMETERS["jkm.scholarship_min_months"].whole(day),
        notes=tuple(_notes(own, known[sponsor].kind, day)),
    )


def _reader(sponsor: str, regency: str, role: str) -> str:
    """Who holds the lists of the whole regency may write to the sponsor; anybody else sees what the role may see."""
    kind, _, region = role.partition(":")
    holds = kind == "steward" or (kind == "planner" and regency.startswith(region))
    return f"sponsor:{sponsor}" if holds else role


@dataclass(frozen=True)
class _Asked:
    """The questions about one sponsor, as one reader may ask them."""

    snapshot: SnapshotLike
    sponsor: Sponsor
    regency: str
    month: int
    role: str

    def ask(
        self, metrics: str | tuple[str, ...], by: str = "", span: tuple[int, int] | None = None, role: str = ""
    ) -> Result:
        """An answer about this sponsor's people in this regency."""
        where = {"regency": [self.regency], "sponsor": [self.sponsor.sponsor]}
        month = self.month if span is None else None
        return ask(self.snapshot, metrics, by=by or (), where=where, month=month, span=span, role=role or self.role)

    def own(self) -> Row:
        """The figures of the month as one row."""
        return records(self.ask(OWN).frame)[0]

    def to_date(self) -> tuple[int | None, Price | None]:
        """The person-months bought and what they cost, from the first month on."""
        first = next(place.first_month for place in self.snapshot.places if place.regency_code == self.regency)
        row = records(self.ask(BOUGHT, span=(min(first, self.month), self.month)).frame)[0]
        return whole(row["paid_person_months"]), _price(row)

    def villages_reached(self) -> int:
        """In how many villages it has active people: a number of places, so small groups count as well."""
        frame = self.ask("sponsored_active", by="village", role="steward").frame
        return sum(bool(whole(row["sponsored_active"])) and not _is_unlocated(row["village"]) for row in records(frame))

    def groups(self, dimension: str, name: Callable[[str], Text]) -> tuple[Group, ...]:
        """The active people by one dimension, the largest first; empty groups are left out."""
        found = []
        for row in records(self.ask("sponsored_active", by=dimension).frame):
            persons, status = whole(row["sponsored_active"]), status_of(row["sponsored_active_status"])
            if persons or status == "masked":
                code = str(row[dimension])
                found.append(Group(code, name(code), persons, status))
        return tuple(sorted(found, key=lambda group: (-(group.persons or 0), group.code)))

    def ending(self) -> tuple[EndingMonth, ...]:
        """Blocks that end in this month or one of the next twelve: as counted, then as the outlook sees them."""
        complete = self.snapshot.default_month([self.regency])
        last, found = self.month + AHEAD, []
        spans = (("sponsored_ending", self.month, complete), ("outlook_ending", max(complete + 1, self.month), last))
        for metric, first, until in spans:
            if first > min(until, last):
                continue
            for row in records(self.ask(metric, by="month", span=(first, min(until, last))).frame):
                persons = count(row, metric)
                if persons != 0:
                    found.append(EndingMonth(int(row["month"]), persons, "masked" if persons is None else "ok"))
        return covered_up(found)


def _price(row: Row) -> Price | None:
    high, low = whole(row["contribution_due_idr"]), whole(row["contribution_due_low_idr"])
    return None if high is None or low is None else Price(high, low)


def _paid_twice(own: Row, day: date) -> int | None:
    """Those it pays for first whom another pays for too, and those another payer is counted for; None for a few."""
    counts = [whole(own[metric]) for metric in ("double_paid", "sponsored_active", "active")]
    if None in counts:
        return None
    first, active, credited = (count or 0 for count in counts)
    found = first + active - credited
    return None if 0 < found < PARAMETERS["privacy.small_cell_k"].at(day) else found


def _is_unlocated(code: str) -> bool:
    return code.endswith(".0000")


def _village_name(code: str, names: dict[str, str]) -> Text:
    if _is_unlocated(code):
        area = names.get(code[:8], names.get(code[:5], code))
        return fill("no_village", area=area)
    return Text(id=names.get(code, code), en=names.get(code, code))


def _group_name(code: str) -> Text:
    return fill("decile_unknown") if code == UNKNOWN else fill("decile_group", group=code.replace("-", "–"))


def _benefit(benefit: Benefit, day: date) -> FamilyBenefit:
    return FamilyBenefit(
        name=benefit.name,
        label=fill(f"benefit_{benefit.name}"),
        amount_idr=benefit.amount_idr,
        parts=joined([_part(name, amount, day) for name, amount in benefit.parts], " + "),
        condition=_condition(benefit.name, day),
        since=benefit.since,
        basis=fill("basis", cite=citations(benefit.basis), day=day_text(benefit.since)),
    )


def _part(name: str, amount: int, day: date) -> Text:
    label = PARAMETERS[name].label
    if not name.startswith("scholarship."):
        return fill("part", label=label, amount=quantity(amount, "rupiah"))
    return fill(
        "school_part",
        label=label,
        amount=quantity(PARAMETERS[name].at(day), "rupiah"),
        years=PARAMETERS[name.replace("_per_year", "_max_years")].whole(day),
        children=PARAMETERS["scholarship.max_children"].whole(day),
    )


def _condition(name: BenefitName, day: date) -> Text | None:
    """What has to be met first, if anything."""
    months = waiting_months(day)
    if name == "scholarship":
        return fill("if_scholarship", months=PARAMETERS["jkm.scholarship_min_months"].whole(day))
    if name == "death" and months:
        return fill("if_waited", months=months, day=day_text(PARAMETERS["jkm.waiting_months"].dated(day)[0]))
    return fill("if_waiting", months=months) if name == "death_in_waiting" else None


def _notes(own: Row, kind: str, day: date) -> Iterator[Text]:
    if status_of(own["sponsored_active_status"]) == "no_data":
        yield fill("s_nothing")
        return
    twice = _paid_twice(own, day)
    if twice and sponsor_kinds()[kind].subsidised:
        yield fill("s_twice", persons=quantity(twice, "people"))
    price = _price(own)
    if price is not None and price.high_idr != price.low_idr:
        yield fill("s_two_prices")
