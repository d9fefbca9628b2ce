"""Looking ahead: prices, the outlook without renewals, and one place or sponsor told whole."""

from .area import area_brief
from .area_facts import AreaBrief
from .bands import Band
from .bridge import bridge
from .bridge_facts import Bridge, End, Part
from .cliffs import Cliff
from .endings import EndingMonth
from .equity import DecileRow, Equity, equity, equity_finding, equity_of
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
    PageFact,
    Payer,
    Placing,
    Rate,
    Status,
    Target,
)
from .fairness import equity_fact, quadrant_fact
from .headline import headline
from .ledger import Ledger, LedgerRow, ledger
from .measures import Measures, concentration_curve, concentration_index, measure
from .migration import Migration, RegisterPair, migration_finding, migration_of, register_pairs
from .milestones import Milestone, TrackClass
from .outlook import Outlook, PathMonth, Point, outlook
from .paragraph import price_text, published_when
from .programmes import Programme, programmes_of
from .quadrant import Quadrant, field_action, field_name, quadrant, quadrant_finding, quadrant_of
from .schedule import Price, Schedule, ScheduleMonth, gap_cost, renewal_months, tariff_schedule
from .sponsor import FamilyBenefit, Group, SponsorFacts, sponsor_facts
from .target_group import target_text
from .targets import Progress, Targets, targets

__all__ = [
    "Area",
    "AreaBrief",
    "Band",
    "Behind",
    "Bridge",
    "Change",
    "Cliff",
    "DecileRow",
    "End",
    "EndingMonth",
    "EndingSoon",
    "Equity",
    "Falling",
    "FamilyBenefit",
    "Freshness",
    "Funding",
    "Group",
    "Growth",
    "Headline",
    "Ledger",
    "LedgerRow",
    "Measures",
    "Migration",
    "Milestone",
    "Missing",
    "Neighbour",
    "Outlook",
    "PageFact",
    "Part",
    "PathMonth",
    "Payer",
    "Placing",
    "Point",
    "Price",
    "Programme",
    "Progress",
    "Quadrant",
    "Rate",
    "RegisterPair",
    "Schedule",
    "ScheduleMonth",
    "SponsorFacts",
    "Status",
    "Target",
    "Targets",
    "TrackClass",
    "area_brief",
    "bridge",
    "concentration_curve",
    "concentration_index",
    "equity",
    "equity_fact",
    "equity_finding",
    "equity_of",
    "field_action",
    "field_name",
    "gap_cost",
    "headline",
    "ledger",
    "measure",
    "migration_finding",
    "migration_of",
    "outlook",
    "price_text",
    "programmes_of",
    "published_when",
    "quadrant",
    "quadrant_fact",
    "quadrant_finding",
    "quadrant_of",
    "register_pairs",
    "renewal_months",
    "sponsor_facts",
    "target_text",
    "targets",
    "tariff_schedule",
]
