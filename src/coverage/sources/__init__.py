"""Input: files in declared formats become deliveries, every row checked, nobody's identity kept."""

from __future__ import annotations

from .deliver import import_file
from .faults import Problem
from .force import in_force, sponsor_book
from .formats import Format, format_named, formats
from .keys import key_check, load_secret, peek_secret
from .manifest import Cell, Manifest
from .masking import scrub
from .notices import Notice, ReviewPair
from .reference import formats_markdown
from .result import FileRefused, FileResult, ImportOptions, ImportResult
from .store import audit, delivery_named, list_deliveries, quarantine_of, withdraw
from .template import template

__all__ = [
    "Cell",
    "FileRefused",
    "FileResult",
    "Format",
    "ImportOptions",
    "ImportResult",
    "Manifest",
    "Notice",
    "Problem",
    "ReviewPair",
    "audit",
    "delivery_named",
    "format_named",
    "formats",
    "formats_markdown",
    "import_file",
    "in_force",
    "key_check",
    "list_deliveries",
    "load_secret",
    "peek_secret",
    "quarantine_of",
    "scrub",
    "sponsor_book",
    "template",
    "withdraw",
]
