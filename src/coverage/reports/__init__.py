"""Reports made without a browser: the briefing of a place and the statement of a sponsor, as PDF, PPTX and XLSX."""

from __future__ import annotations

from .catalogue import Format, Report, reports
from .make import (
    briefing_pdf,
    briefing_pptx,
    briefing_xlsx,
    file_name,
    make_report,
    sponsor_pdf,
    sponsor_xlsx,
)

REPORTS = reports()
"""Every declared report by name."""

__all__ = [
    "REPORTS",
    "Format",
    "Report",
    "briefing_pdf",
    "briefing_pptx",
    "briefing_xlsx",
    "file_name",
    "make_report",
    "sponsor_pdf",
    "sponsor_xlsx",
]
