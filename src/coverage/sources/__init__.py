"""Input: files in declared formats become deliveries, every row checked, nobody's identity kept.

Other rooms take what they need from here; only `lint` reads tables with `floor` and `reading`. Inside there is a room
for each step, and a step imports from those before it only: `floor`, `declaring`, `reading`, `keeping`, `recognising`,
`judging`, `shaping`, `matching`, `returning`. The modules beside them are the door: what happens to a file, in order.
"""

from __future__ import annotations

from .declaring.formats import Column, Format, format_named, formats
from .declaring.indicators import indicators
from .declaring.reference import formats_markdown
from .declaring.template import template
from .deliver import import_file
from .floor.faults import Problem
from .floor.masking import scrub
from .floor.notices import Notice, ReviewPair
from .floor.options import ImportOptions, LeftAside
from .keeping.acts import recorded_by
from .keeping.force import in_force, sponsor_book
from .keeping.keys import key_check, load_secret, peek_secret
from .keeping.manifest import Cell, Manifest, winners
from .keeping.store import (
    audit,
    damage,
    delivery_named,
    list_deliveries,
    quarantine_of,
    recover,
    refuse_damaged,
    withdraw,
)
from .recognising.guess import Guess, guess_columns, guess_for
from .recognising.profiles import Profile, forget_profile, list_profiles, profile_named, save_profile
from .result import FileRefused, FileResult, ImportResult
from .returning.compare import Comparison, compare
from .returning.quarantine import STATES, Shipment, quarantine, shipments
from .returning.readiness import Setup, Step, places_begun, setup_of

__all__ = [
    "STATES",
    "Cell",
    "Column",
    "Comparison",
    "FileRefused",
    "FileResult",
    "Format",
    "Guess",
    "ImportOptions",
    "ImportResult",
    "LeftAside",
    "Manifest",
    "Notice",
    "Problem",
    "Profile",
    "ReviewPair",
    "Setup",
    "Shipment",
    "Step",
    "audit",
    "compare",
    "damage",
    "delivery_named",
    "forget_profile",
    "format_named",
    "formats",
    "formats_markdown",
    "guess_columns",
    "guess_for",
    "import_file",
    "in_force",
    "indicators",
    "key_check",
    "list_deliveries",
    "list_profiles",
    "load_secret",
    "peek_secret",
    "places_begun",
    "profile_named",
    "quarantine",
    "quarantine_of",
    "recorded_by",
    "recover",
    "refuse_damaged",
    "save_profile",
    "scrub",
    "setup_of",
    "shipments",
    "sponsor_book",
    "template",
    "winners",
    "withdraw",
]
