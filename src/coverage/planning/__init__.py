"""Looking ahead: prices, the outlook without renewals, and one place or sponsor told whole."""

from .cliffs import Cliff
from .facts import (
    Area,
    Behind,
    Change,
    EndingSoon,
    Falling,
    Freshness,
    Funding,
    Growth,
    Headline,
    Missing,
    Neighbour,
    Payer,
    Placing,
    Rate,
    Status,
    Target,
)
from .headline import headline
from .ledger import Ledger, LedgerRow, ledger
from .outlook import Outlook, PathMonth, Point, outlook
from .paragraph import price_text, published_when
from .schedule import Price, Schedule, ScheduleMonth, gap_cost, renewal_months, tariff_schedule
from .sponsor import EndingMonth, FamilyBenefit, Group, SponsorFacts, sponsor_facts

__all__ = [
    "Area",
    "Behind",
    "Change",
    "Cliff",
    "EndingMonth",
    "EndingSoon",
    "Falling",
    "FamilyBenefit",
    "Freshness",
    "Funding",
    "Group",
    "Growth",
    "Headline",
    "Ledger",
    "LedgerRow",
    "Missing",
    "Neighbour",
    "Outlook",
    "PathMonth",
    "Payer",
    "Placing",
    "Point",
    "Price",
    "Rate",
    "Schedule",
    "ScheduleMonth",
    "SponsorFacts",
    "Status",
    "Target",
    "gap_cost",
    "headline",
    "ledger",
    "outlook",
    "price_text",
    "published_when",
    "renewal_months",
    "sponsor_facts",
    "tariff_schedule",
]
