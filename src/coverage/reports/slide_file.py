"""The presentation as a file: its properties, its language, and the same bytes for the same slides."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from ..text import Lang
from .slide_parts import HEIGHT, WIDTH

_LANGUAGES = {"id": "id-ID", "en": "en-US"}
_CREATED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")


def new_deck(title: str, subject: str, made: datetime) -> Any:
    """An empty 16:9 presentation with its properties."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    known = deck.core_properties
    known.title, known.subject, known.author, known.last_modified_by = title, subject, "Cakupan", "Cakupan"
    known.created = known.modified = made.replace(tzinfo=None)
    return deck


def speak(slide: Any, lang: Lang) -> None:
    """Says in which language every word of a slide and its notes is, for screen readers and spelling."""
    for root in (slide._element, slide.notes_slide._element):
        for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
            for properties in root.iter(qn(tag)):
                properties.set("lang", _LANGUAGES[lang])


def saved(deck: Any, made: datetime) -> bytes:
    """The presentation's bytes: every part, and every workbook behind a chart, is dated `made`."""
    file = BytesIO()
    deck.save(file)
    return _dated(file.getvalue(), made)


def _dated(content: bytes, made: datetime) -> bytes:
    found, when = BytesIO(), (made.year, made.month, made.day, made.hour, made.minute, made.second // 2 * 2)
    with ZipFile(BytesIO(content)) as old, ZipFile(found, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.endswith(".xlsx"):
                data = _dated(data, made)
            elif part.filename == "docProps/core.xml":
                stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                data = _CREATED.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            kept = ZipInfo(part.filename, date_time=when)
            kept.compress_type = ZIP_DEFLATED
            new.writestr(kept, data)
    return found.getvalue()
