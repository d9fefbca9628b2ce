"""Input: files in declared formats become deliveries, every row checked, nobody's identity kept."""

from __future__ import annotations

from .deliver import import_file
from .faults import Problem
from .force import in_force, sponsor_book
from .formats import Format, format_named, formats
from .guess import Guess, guess_columns, guess_for
from .keys import key_check, load_secret, peek_secret
from .manifest import Cell, Manifest
from .masking import scrub
from .notices import Notice, ReviewPair
from .profiles import Profile, forget_profile, list_profiles, profile_named, save_profile
from .quarantine import STATES, Shipment, quarantine, shipments
from .reference import formats_markdown
from .result import FileRefused, FileResult, ImportOptions, ImportResult, LeftAside
from .store import (
    audit,
    damage,
    delivery_named,
    list_deliveries,
    quarantine_of,
    recover,
    refuse_damaged,
    withdraw,
)
from .template import template

__all__ = [
    "STATES",
    "Cell",
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
    "Shipment",
    "audit",
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
    "key_check",
    "list_deliveries",
    "list_profiles",
    "load_secret",
    "peek_secret",
    "profile_named",
    "quarantine",
    "quarantine_of",
    "recover",
    "refuse_damaged",
    "save_profile",
    "scrub",
    "shipments",
    "sponsor_book",
    "template",
    "withdraw",
]
