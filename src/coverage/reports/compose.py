"""From content to a file: the frame around a report, its sections in order, and the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

import pandas as pd

from ..text import Lang, day_name, month_name
from ..warehouse import Snapshot
from ..words import say
from . import area, notes, sections, statement, wording
from .area import Told
from .briefing import Briefing
from .catalogue import Cell, Format, Report, stacked
from .content import Block, Document, Table
from .pdf import render_pdf
from .statement import Statement
from .tables import TABLES
from .workbook import render_workbook

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class _Frame(Generic[Subject]):
    """A report about to be made: what it is about, and what stands on every page."""

    report: Report
    subject: Subject
    snapshot: Snapshot
    lang: Lang
    month: int
    place: str
    title: str
    is_preliminary: bool
    sections: Mapping[str, Callable[[Subject], list[Block]]]
    tables: Mapping[str, Callable[[Subject], Table]]
    about: Sequence[str]

    @property
    def built(self) -> datetime:
        return pd.Timestamp(self.snapshot.meta["built_at"]).to_pydatetime()

    @property
    def kicker(self) -> str:
        name, month = self.report.title.of(self.lang), month_name(self.month, self.lang)
        return say("reports.kicker", self.lang, report=name, place=self.place, month=month)

    @property
    def badge(self) -> str:
        flags = [("synthetic", self.snapshot.meta.get("synthetic") == "1"), ("preliminary", self.is_preliminary)]
        said = [say(f"reports.{key}", self.lang) for key, is_on in flags if is_on]
        day = self.snapshot.meta.get("as_known")
        if day:
            said.append(say("reports.as_known", self.lang, day=day_name(date.fromisoformat(day), self.lang)))
        return " · ".join(said)

    @property
    def footer(self) -> str:
        words = say(
            "reports.footer",
            self.lang,
            snapshot=self.snapshot.id,
            month=month_name(self.month, self.lang),
            built=day_name(self.built.date(), self.lang),
        )
        return f"{words} · {self.badge}" if self.badge else words


def compose_briefing(report: Report, file_format: Format, briefing: Briefing) -> bytes:
    """A place's report as a file."""
    frame = _Frame(
        report=report,
        subject=briefing,
        snapshot=briefing.snapshot,
        lang=briefing.lang,
        month=briefing.head.month,
        place=briefing.place,
        title=wording.title(briefing),
        is_preliminary=briefing.head.is_preliminary,
        sections=sections.SECTIONS,
        tables=TABLES,
        about=[wording.basis(briefing), notes.map_note(briefing), *notes.method_lines(briefing)],
    )
    if file_format == "pptx":
        from .slides import render_slides

        return render_slides(briefing, report.slides, frame.kicker, frame.badge, frame.footer, frame.built)
    return _render(frame, file_format)


def compose_statement(report: Report, file_format: Format, snapshot: Snapshot, told: Statement) -> bytes:
    """A sponsor's report as a file."""
    facts = told.facts
    frame = _Frame(
        report=report,
        subject=told,
        snapshot=snapshot,
        lang=told.lang,
        month=facts.month,
        place=f"{told.name} · {facts.regency_name}",
        title=statement.title(told),
        is_preliminary=facts.month > snapshot.default_month([facts.regency]),
        sections=statement.SECTIONS,
        tables=statement.TABLES,
        about=statement.method_lines(told),
    )
    return _render(frame, file_format)


def compose_area(report: Report, file_format: Format, snapshot: Snapshot, told: Told) -> bytes:
    """The brief of one district or village as a file."""
    brief = told.brief
    place = brief.regency_name if brief.level == "district" else f"{brief.parent_name}, {brief.regency_name}"
    frame = _Frame(
        report=report,
        subject=told,
        snapshot=snapshot,
        lang=told.lang,
        month=brief.month,
        place=f"{brief.name} · {place}",
        title=area.title(told),
        is_preliminary=brief.month > brief.default_month,
        sections=area.SECTIONS,
        tables=area.TABLES,
        about=area.method_lines(told),
    )
    return _render(frame, file_format)


def _render(frame: _Frame[Subject], file_format: Format) -> bytes:
    if file_format == "xlsx":
        tables = [frame.tables[name](frame.subject) for name in frame.report.sheets]
        about_name = say("reports.about_sheet", frame.lang)
        words = " · ".join(part for part in (frame.kicker, frame.badge) if part)
        return render_workbook(tables, _about(frame), about_name, frame.built, frame.lang, words)
    pages = tuple(tuple(tuple(_blocks(frame, cell) for cell in row) for row in page) for page in frame.report.pages)
    words = say("reports.page", frame.lang)
    document = Document(frame.lang, frame.kicker, frame.title, frame.badge, frame.footer, words, pages)
    return render_pdf(document, frame.built)


def _blocks(frame: _Frame[Subject], cell: Cell) -> tuple[Block, ...]:
    return tuple(block for name in stacked(cell) for block in frame.sections[name](frame.subject))


def _about(frame: _Frame[Subject]) -> list[tuple[str, str]]:
    """The metadata sheet: what this is, of when, from where, and how it was reckoned."""
    lang = frame.lang
    told = [
        ("report", frame.report.title.of(lang)),
        ("place", frame.place),
        ("finding", frame.title),
        ("month", month_name(frame.month, lang)),
        ("snapshot", frame.snapshot.id),
        ("built", day_name(frame.built.date(), lang)),
        ("remark", frame.badge or "–"),
    ]
    rows = [(say(f"reports.{key}", lang), words) for key, words in told]
    return [*rows, *((say("reports.method", lang), words) for words in frame.about if words)]
