"""From a question to a file: which report, of which place or sponsor, in which format and language.

What draws is imported when it is needed: listing the reports costs nothing.
"""

from __future__ import annotations

from ..errors import UsageError, unknown_name
from ..folders import DataFolder
from ..text import Lang
from ..warehouse import Snapshot
from ..words import phrase
from .catalogue import Format, Report, reports


def make_report(
    name: str,
    file_format: str,
    snapshot: Snapshot,
    data: DataFolder,
    *,
    regency: str,
    lang: Lang,
    month: int | None = None,
    role: str = "steward",
    sponsor: str | None = None,
    area: str | None = None,
) -> bytes:
    """A declared report as a file; raises `UsageError` for an unknown report or format, or without its subject."""
    if name not in reports():
        raise unknown_name(phrase("reports.report_name"), name, reports())
    report = reports()[name]
    if file_format not in report.formats:
        raise unknown_name(phrase("reports.format_name"), file_format, report.formats)
    chosen = file_format
    if report.subject == "place":
        from .briefing import read_briefing
        from .compose import compose_briefing

        return compose_briefing(report, chosen, read_briefing(snapshot, data, regency, lang, month, role))
    if report.subject == "area":
        return _area_report(report, chosen, snapshot, data, area, lang, month, role)
    if sponsor is None:
        raise UsageError("no_sponsor", phrase("reports.sponsor_wanted"))
    from .compose import compose_statement
    from .statement import read_statement

    told = read_statement(snapshot, sponsor, regency, lang, month, role)
    return compose_statement(report, chosen, snapshot, told)


def _area_report(
    report: Report,
    chosen: Format,
    snapshot: Snapshot,
    data: DataFolder,
    area: str | None,
    lang: Lang,
    month: int | None,
    role: str,
) -> bytes:
    if area is None:
        raise UsageError("no_area", phrase("reports.area_wanted"))
    from .area import read_area
    from .compose import compose_area

    return compose_area(report, chosen, snapshot, read_area(snapshot, data, area, lang, month, role))


def briefing_pdf(
    snapshot: Snapshot, data: DataFolder, regency: str, lang: Lang, month: int | None = None, role: str = "steward"
) -> bytes:
    """The briefing of a place on two A4 pages, tagged, with selectable text."""
    return make_report("briefing", "pdf", snapshot, data, regency=regency, lang=lang, month=month, role=role)


def briefing_pptx(
    snapshot: Snapshot, data: DataFolder, regency: str, lang: Lang, month: int | None = None, role: str = "steward"
) -> bytes:
    """The briefing of a place as five native slides."""
    return make_report("briefing", "pptx", snapshot, data, regency=regency, lang=lang, month=month, role=role)


def briefing_xlsx(
    snapshot: Snapshot, data: DataFolder, regency: str, lang: Lang, month: int | None = None, role: str = "steward"
) -> bytes:
    """The tables of a place's briefing as a workbook."""
    return make_report("briefing", "xlsx", snapshot, data, regency=regency, lang=lang, month=month, role=role)


def sponsor_pdf(
    snapshot: Snapshot,
    data: DataFolder,
    sponsor_id: str,
    regency: str,
    lang: Lang,
    month: int | None = None,
    role: str = "steward",
) -> bytes:
    """A sponsor's statement on one A4 page, tagged, with selectable text."""
    return make_report(
        "sponsor", "pdf", snapshot, data, regency=regency, lang=lang, month=month, role=role, sponsor=sponsor_id
    )


def sponsor_xlsx(
    snapshot: Snapshot,
    data: DataFolder,
    sponsor_id: str,
    regency: str,
    lang: Lang,
    month: int | None = None,
    role: str = "steward",
) -> bytes:
    """The tables of a sponsor's statement as a workbook."""
    return make_report(
        "sponsor", "xlsx", snapshot, data, regency=regency, lang=lang, month=month, role=role, sponsor=sponsor_id
    )
