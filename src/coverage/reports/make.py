"""From a question to a file: which report, of which place or sponsor, in which format and language.

What draws is imported when it is needed: listing the reports costs nothing.
"""

from __future__ import annotations

from ..errors import UsageError, unknown_name
from ..folders import DataFolder
from ..planning.lacking import refuse_months
from ..text import Lang, month_code
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
    series: str | None = None,
    segment: str | None = None,
) -> bytes:
    """A declared report as a file, over the denominator `series` and for one `segment` where they are chosen.

    Raises `UsageError` for an unknown report or format, or without its subject, and `CannotAnswer` for a month
    before or after the data of the place.
    """
    if name not in reports():
        raise unknown_name(phrase("reports.report_name"), name, reports())
    report = reports()[name]
    if file_format not in report.formats:
        raise unknown_name(phrase("reports.format_name"), file_format, report.formats)
    chosen = file_format
    if month is not None:
        refuse_months(snapshot, (regency,), (month,))
    if report.subject == "place":
        from .briefing import read_briefing
        from .compose import compose_briefing

        told = read_briefing(snapshot, data, regency, lang, month, role, series, segment)
        return compose_briefing(report, chosen, told)
    if report.subject == "area":
        return _area_report(report, chosen, snapshot, data, area, lang, month, role, series)
    if sponsor is None:
        raise UsageError("no_sponsor", phrase("reports.sponsor_wanted"))
    from .compose import compose_statement
    from .statement import read_statement

    return compose_statement(report, chosen, snapshot, read_statement(snapshot, sponsor, regency, lang, month, role))


def file_name(
    name: str, form: str, lang: Lang, month: int, code: str, sponsor: str | None = None, *chosen: str | None
) -> str:
    """What a report is saved as: what it is, of which place, sponsor, filters and month, and in which language.

    >>> file_name("briefing", "pdf", "id", 24321, "74.71")
    'cakupan-briefing-74.71-2026-10-id.pdf'
    """
    parts = ["cakupan", name, code, sponsor, *chosen, month_code(month), lang]
    return f"{'-'.join(part for part in parts if part)}.{form}"


def _area_report(
    report: Report,
    chosen: Format,
    snapshot: Snapshot,
    data: DataFolder,
    area: str | None,
    lang: Lang,
    month: int | None,
    role: str,
    series: str | None,
) -> bytes:
    if area is None:
        raise UsageError("no_area", phrase("reports.area_wanted"))
    from .area import read_area
    from .compose import compose_area

    return compose_area(report, chosen, snapshot, read_area(snapshot, data, area, lang, month, role, series))


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
